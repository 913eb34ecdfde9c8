import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanctions.report.cells.rounding import as_joined, readable, significant


@given(st.floats(1e-6, 1e9) | st.floats(-1e9, -1e-6))
def test_two_figures_are_close_to_the_number(value):
    assert abs(significant(value) - value) <= abs(value) * 0.05 * (1 + 1e-9)
    # 15 digits: the last ones of a float are not all its own, 0.94 is 9.399999999999999e-01.
    assert len(f"{abs(significant(value)):.14e}".rstrip("0").split("e")[0].replace(".", "").rstrip("0")) <= 2


@pytest.mark.parametrize(
    ("value", "expected"),
    [(47.3, 47.0), (125.0, 130.0), (-0.0125, -0.013), (0.0, 0.0), (99.6, 100.0), (-1.4e-14, 0.0)],
)
def test_half_goes_away_from_zero(value, expected):
    assert significant(value) == expected


@pytest.mark.parametrize(("value", "text"), [(47.0, "47"), (0.47, "0.47"), (-1200.0, "-1200"), (0.0, "0")])
def test_numbers_joined_to_text(value, text):
    assert as_joined(value) == text


@pytest.mark.parametrize(("value", "text"), [(13_449.0, "13,000"), (0.0149, "0.015"), (-7.64, "-7.6")])
def test_numbers_for_reading(value, text):
    assert readable(value) == text
