from __future__ import annotations

from fractions import Fraction

import pytest

from sanctions.ownership.shares import Share, band, decimal_text, parse_share_pct, rounded_share


@pytest.mark.parametrize(
    ("text", "pct"),
    [
        ("50", Fraction(50)),
        ("33.33", Fraction(3333, 100)),
        (" 12.5 % ", Fraction(25, 2)),
        ("1/3", Fraction(100, 3)),
        (".5", Fraction(1, 2)),
        ("120", Fraction(120)),
    ],
)
def test_a_share_is_read_exactly(text: str, pct: Fraction) -> None:
    assert parse_share_pct(text) == pct


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("-5", "the share '-5' is negative"),
        ("−5", "the share '−5' is negative"),
        ("half", "the share 'half' is not a number"),
        ("1e3", "the share '1e3' is not a number"),
        ("1/0", "the share '1/0' divides by zero"),
        ("=1+1", "the share '=1+1' is not a number"),
        ("9" * 50, "a share of 50 characters is not readable"),
    ],
)
def test_what_is_no_share_says_why(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{message.replace('+', '[+]')}$"):
        parse_share_pct(text)


def test_an_endless_decimal_is_cut_and_never_shown_as_the_threshold_above_it() -> None:
    assert decimal_text(Fraction(100, 3)) == "33.333333"
    assert decimal_text(Fraction(50) - Fraction(1, 3 * 10**9)) == "49.999999"
    assert decimal_text(Fraction(50)) == "50"
    assert decimal_text(Fraction(1, 8)) == "0.125"


def test_a_rounded_share_is_everything_that_rounds_to_it_within_the_whole() -> None:
    assert rounded_share(Fraction("33.33"), 2) == Share(Fraction("33.325"), Fraction("33.335"))
    assert rounded_share(Fraction(100), 0).high_pct == 100
    assert rounded_share(Fraction(0), 0).low_pct == 0


def test_bands_show_which_ends_are_open() -> None:
    assert band(Fraction(25), Fraction(50), False, True).text == "(25, 50]"


def test_a_band_that_holds_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^the lowest share 60 is above the highest 50$"):
        band(Fraction(60), Fraction(50), True, True)
    with pytest.raises(ValueError, match=r"^a band from 50 to itself with an open end is empty$"):
        band(Fraction(50), Fraction(50), True, False)
