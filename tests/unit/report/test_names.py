import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanctions.report.cells.names import defined_names


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("foreign_share[local]", "foreign_share_local"),
        *(("q1", "q1_"), ("R", "R_"), ("c", "c_"), ("2y", "_2y"), ("R1C1", "R1C1_"), ("true", "true_")),
        ("é", "_"),
    ],
)
def test_names_are_legal(key, name):
    assert defined_names([key]) == {key: name}


@given(st.lists(st.text("ab_[]1", min_size=1, max_size=4), unique=True, max_size=20))
def test_names_are_distinct_whatever_their_case(keys):
    names = list(defined_names(keys, ["A_B"]).values())
    assert len({name.lower() for name in names} | {"a_b"}) == len(keys) + 1
    assert all(re.fullmatch(r"[A-Za-z_]\w*", name) for name in names)
