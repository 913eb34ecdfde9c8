"""Since when property is blocked: days that change nothing may be passed over, and nothing else."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanctions.ownership import blocking
from sanctions.ownership.blocking import History
from sanctions.ownership.decision import decide
from sanctions.ownership.graph import build_graph
from sanctions.ownership.listings import Listing
from sanctions.ownership.propagation.engine import expand
from sanctions.ownership.shares import Share
from sanctions.ownership.stakes import Stake

DAY = dt.date(2020, 1, 1)
NAMES = "XYABC"
days = st.one_of(st.none(), st.integers(0, 30).map(lambda number: dt.date(2014, 8, 1) + dt.timedelta(number)))
stakes = st.builds(
    lambda pair, share, span: Stake(*pair, Share.exact(share), valid_from=span[0], valid_to=span[1]),
    st.tuples(st.sampled_from(NAMES), st.sampled_from("ABC")).filter(lambda pair: pair[0] != pair[1]),
    st.sampled_from([20, 30, 50, 60]),
    st.tuples(days, days).filter(lambda span: None in span or span[0] <= span[1]),  # type: ignore[operator]
)
listings = st.builds(lambda name, first: Listing(name, valid_from=first), st.sampled_from("XY"), days)


class EveryDay(History):
    """The same history, read anew on every day."""

    def _changes_nothing(self, *_: object) -> bool:
        return False


@given(held=st.lists(stakes, min_size=1, max_size=8), listed=st.lists(listings, min_size=1, max_size=3))
def test_passing_over_days_changes_no_answer(held: list[Stake], listed: list[Listing]) -> None:
    expansion = expand(build_graph(held), listed, "ofac-50", DAY)
    quick = History(expansion, tuple(listed), expansion.graph)
    slow = EveryDay(expansion, tuple(listed), expansion.graph)

    for entity in range(expansion.graph.entities):
        assert quick.blocking(entity) == slow.blocking(entity)
        assert slow.states is not None
        assert quick.blocking(entity) == slow._released(entity, slow.states)


def test_stakes_of_the_free_take_no_looking_at() -> None:
    first = dt.date(2015, 1, 1)
    held = [Stake(f"F{n}", "A", Share.exact(60), valid_from=first + dt.timedelta(n)) for n in range(50)]
    expansion = expand(build_graph([*held, Stake("X", "B", Share.exact(60))]), [Listing("X")], "ofac-50", DAY)
    history = History(expansion, (Listing("X"),), expansion.graph)

    assert len(history.days) == 52
    assert history.states is not None
    assert len(history.states) == 1


def test_a_history_too_long_to_read_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocking, "MOST_WORK", 0)
    stake = Stake("X", "A", Share.exact(60), valid_from=dt.date(2015, 1, 1))
    (listed, owned) = decide(build_graph([stake]), [Listing("X")], ["ofac-50"], DAY).rules[0].verdicts

    assert owned.property_blocked_since is None
    assert owned.notes[-1].startswith("since when its property is blocked was not worked out")
    assert listed.notes[-1].startswith("since when")
