"""Reading and explaining take work in proportion to what goes in and comes out, counted in calls."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sanctions.ownership.decision import decide
from sanctions.ownership.graph import build_graph
from sanctions.ownership.listings import Listing
from sanctions.ownership.readers.inputs import read_ownership
from sanctions.ownership.shares import Share
from sanctions.ownership.stakes import Stake
from tests.ownership_registers import company, ftm, holding, person, shares, write_register

DAY = dt.date(2024, 8, 1)
#: Twice the size may take a little more than twice the work, and nothing near four times.
MOST_RATIO = 2.4


def calls(work: Callable[[], object]) -> int:
    """Return how many functions are called during some work."""
    count = 0

    def note(*_: object) -> None:
        nonlocal count
        count += 1

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def row(size: int) -> list[Stake]:
    """Return companies in a row, each holding the next."""
    return [Stake("X" if i == 0 else f"C{i:05}", f"C{i + 1:05}", Share.exact(60)) for i in range(size)]


def fan(size: int) -> list[Stake]:
    """Return as many listed holders as companies."""
    return [Stake(f"X{i}", f"C{i:05}", Share.exact(60)) for i in range(size)]


def dense(size: int) -> list[Stake]:
    """Return companies that hold one another, about `size` stakes in all."""
    side = round(size**0.5)
    held = [Stake(f"C{i}", f"C{j}", Share.exact(60)) for i in range(side) for j in range(side) if i != j]
    return [Stake("X", "C0", Share.exact(60)), *held]


@pytest.mark.parametrize("rule", ["ofac-50", "uk", "ssi-50"])
@pytest.mark.parametrize(("stakes", "size"), [(row, 300), (fan, 300), (dense, 1600)])
def test_explaining_is_linear_in_the_stakes(
    rule: str, stakes: Callable[[int], list[Stake]], size: int
) -> None:
    def work(size: int) -> int:
        held = stakes(size)
        listed = [Listing(each.owner) for each in held if each.owner.startswith("X")]
        return calls(lambda: decide(build_graph(held), listed, [rule], DAY))

    work(10)  # what is worked out once is not counted

    assert work(2 * size) / work(size) < MOST_RATIO


PARTIES = [person("p1", "Ivo Testov"), company("c1", "Larch Holdings")]


def history(size: int) -> list[dict[str, object]]:
    """Return one record restated every day."""
    first = dt.date(2000, 1, 1)
    every = [(first + dt.timedelta(days=number)).isoformat() for number in range(size)]
    return [*PARTIES, *(holding("r", "p1", "c1", shares(10 + n % 3), date=d) for n, d in enumerate(every))]


def replaced(size: int) -> list[dict[str, object]]:
    """Return a series of old statements, each replacing the one before."""
    one = {"statementType": "ownershipOrControlStatement", "statementDate": "2015-01-01"}
    ends = {"subject": {"describedByEntityStatement": "c"}, "interestedParty": {"unspecified": {}}}
    series = [
        {**one, **ends, "statementID": f"s{n}", "replacesStatements": [f"s{n - 1}"]} for n in range(size)
    ]
    return [{"statementID": "c", "statementType": "entityStatement", "name": "Larch"}, *series]


def namesakes(size: int) -> list[dict[str, object]]:
    """Return many records of one name."""
    people = [ftm(f"p{n}", "Person", name="Ivo Testov") for n in range(size)]
    return [
        *people,
        *(ftm(f"o{n}", "Ownership", owner=f"p{n}", asset="c", percentage="1") for n in range(size)),
    ]


def unnamed(size: int) -> list[dict[str, object]]:
    """Return many holdings of nobody in particular."""
    return [*PARTIES, *(holding(f"r{n}", {"reason": "unknown"}, "c1", shares(1)) for n in range(size))]


@pytest.mark.parametrize("records", [history, replaced, namesakes, unnamed])
def test_reading_is_linear_in_the_records(
    tmp_path: Path, records: Callable[[int], list[dict[str, object]]]
) -> None:
    def work(size: int) -> int:
        path = write_register(records(size), tmp_path)
        return calls(lambda: read_ownership(path, set_aside=False))

    work(10)

    assert work(600) / work(300) < MOST_RATIO
