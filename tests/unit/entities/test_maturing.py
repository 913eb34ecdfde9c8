"""Both sides of every border of the tenor caps, and the cap of the issue date for life (law cases L3)."""

from __future__ import annotations

import datetime as dt

import pytest

from sanctions.entities.figures import ListedInstrument
from sanctions.entities.maturing import ReachedMaturities, covered_at_issue, stopped_path
from sanctions.entities.register import bundled_entities
from sanctions.spec.resolve import bundled_package
from sanctions.units import Kind

# (package, measure, entity, issued, maturity in days, covered)
BORDERS = [
    ("us-2014-ssi-directive-1", "sberbank-debt", "Sberbank", "2014-08-15", 60, False),
    ("us-2014-ssi-directive-1", "sberbank-debt", "Sberbank", "2014-09-11", 365, False),
    ("us-2014-ssi-directive-1", "sberbank-debt", "Sberbank", "2014-09-12", 31, True),
    ("us-2014-ssi-directive-1", "first-banks-debt", "Gazprombank", "2014-07-15", 365, False),
    ("us-2014-ssi-directive-1", "first-banks-debt", "Gazprombank", "2014-07-16", 91, True),
    ("us-2014-ssi-directive-1", "first-banks-debt", "Gazprombank", "2014-08-15", 91, True),
    ("us-2014-ssi-directive-1", "first-banks-debt", "Gazprombank", "2014-08-15", 90, False),
    ("us-2014-ssi-directive-1", "first-banks-debt", "Gazprombank", "2014-08-15", 60, False),
    ("us-2014-ssi-directive-1", "first-banks-debt", "Gazprombank", "2014-09-11", 90, False),
    ("us-2014-ssi-directive-1", "first-banks-debt", "Gazprombank", "2014-09-12", 31, True),
    ("us-2014-ssi-directive-1", "first-banks-debt", "Gazprombank", "2014-09-12", 30, False),
    ("us-2014-ssi-directive-1", "first-banks-debt", "Gazprombank", "2017-11-27", 15, False),
    ("us-2014-ssi-directive-1", "first-banks-debt", "Gazprombank", "2017-11-28", 15, True),
    ("us-2014-ssi-directive-1", "first-banks-debt", "Gazprombank", "2017-11-28", 14, False),
    ("us-2014-ssi-directive-1", "second-banks-debt", "VTB", "2014-07-28", 365, False),
    ("us-2014-ssi-directive-1", "second-banks-debt", "VTB", "2014-07-29", 91, True),
    ("us-2014-ssi-directive-2", "novatek-rosneft-debt", "Novatek", "2017-11-27", 61, False),
    ("us-2014-ssi-directive-2", "novatek-rosneft-debt", "Novatek", "2017-11-28", 61, True),
    ("us-2014-ssi-directive-2", "novatek-rosneft-debt", "Novatek", "2017-11-28", 60, False),
    ("us-2022-directive-3", "new-debt", "Rostelecom", "2022-03-25", 365, False),
    ("us-2022-directive-3", "new-debt", "Rostelecom", "2022-03-26", 15, True),
    ("us-2022-directive-3", "new-debt", "Rostelecom", "2022-03-26", 14, False),
]


def reached(package: str, measure: str, listed_on: dt.date | None = None) -> ReachedMaturities:
    return ReachedMaturities(f"{package}#{measure}", bundled_package(package).measure(measure), listed_on)


def debt(issued: str, days: int, amount: float = 1.0) -> ListedInstrument:
    first = dt.date.fromisoformat(issued)
    last = first + dt.timedelta(days=days)
    return ListedInstrument("X", first, last, amount, "USD bn", first, first, Kind.DATA, "", "", "")


@pytest.mark.parametrize(("package", "measure", "entity", "issued", "days", "covered"), BORDERS)
def test_both_sides_of_every_border(
    package: str, measure: str, entity: str, issued: str, days: int, covered: bool
) -> None:
    own = [each.valid_from for each in bundled_entities().listings_of(entity) if each.valid_from]
    found = covered_at_issue(debt(issued, days), [reached(package, measure, min(own))])
    assert found is covered


def test_cap_counts_from_the_entitys_own_listing() -> None:
    """Debt issued between the directive and the entity's own listing is free, whatever its maturity."""
    directive = ("us-2014-ssi-directive-1", "first-banks-debt")
    late = dt.date(2014, 9, 12)
    assert covered_at_issue(debt("2014-08-15", 91), [reached(*directive)])
    assert not covered_at_issue(debt("2014-08-15", 91), [reached(*directive, late)])
    assert covered_at_issue(debt("2014-09-12", 91), [reached(*directive, late)])


def test_instrument_keeps_the_cap_of_its_issue_date() -> None:
    """60-day paper of August 2014 stays free under the 30-day cap; its replacement does not."""
    directive = [reached("us-2014-ssi-directive-1", "first-banks-debt")]
    paper = debt("2014-08-15", 60)
    assert not covered_at_issue(paper, directive)
    path = stopped_path([paper], directive, [], dt.date(2014, 8, 31), {paper: 1.0})
    assert path[1] == 1.0
    assert sum(path) == 1.0


def test_debt_barred_from_its_first_day_has_nobody_to_lose() -> None:
    directive = [reached("us-2014-ssi-directive-1", "first-banks-debt")]
    barred, free = debt("2015-01-01", 730), debt("2013-01-01", 1460)
    path = stopped_path([barred, free], directive, directive, dt.date(2015, 6, 1), {barred: 5.0, free: 3.0})
    assert sum(path) == 3.0


def test_two_measures_stop_the_same_debt_once() -> None:
    one, two = (
        reached("us-2014-ssi-directive-1", "sberbank-debt"),
        reached("us-2022-directive-3", "new-debt"),
    )
    paper = debt("2014-01-01", 3650)
    day = dt.date(2022, 4, 1)
    assert sum(stopped_path([paper], [one, two], [], day, {paper: 2.0})) == 2.0
    assert sum(stopped_path([paper], [one, two, one], [], day, {paper: 2.0})) == 2.0


@pytest.mark.parametrize(
    ("matures", "year"), [(0, None), (1, 1), (366, 1), (367, 2), (2922, 8), (2923, None)]
)
def test_column_of_a_maturity(matures: int, year: int | None) -> None:
    """Column t holds what falls due after t - 1 and up to t, years with 29 February included."""
    origin = dt.date(2015, 3, 1)
    measure = [reached("us-2014-ssi-directive-1", "first-banks-debt")]
    first = dt.date(2013, 3, 1)
    paper = debt("2013-03-01", (origin - first).days + matures)
    path = stopped_path([paper], measure, [], origin, {paper: 1.0})
    assert [t for t, amount in enumerate(path) if amount] == ([] if year is None else [year])
