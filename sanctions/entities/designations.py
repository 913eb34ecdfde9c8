"""What each designation adds: alone, and as the last of all; why the parts do not sum to the whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sanctions.entities.reach import MeasureReach, expanded
from sanctions.entities.register import EntityTables
from sanctions.ownership.verdicts import CAUGHT, VerdictStatus
from sanctions.spec.measures import Measure
from sanctions.spec.terms import IssuerReach, OwnershipRule

#: Each name costs two runs of the rule; longer lists are not taken apart.
MOST_NAMES = 300


@dataclass(frozen=True, slots=True)
class Designation:
    """One name of a measure.

    Parameters
    ----------
    entity : str
    alone : tuple of str
        Whom its designation would catch if it were the only one, itself included.
    last : tuple of str
        Whom leaving it out, and it alone, would set free.
    """

    entity: str
    alone: tuple[str, ...]
    last: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DesignationSum:
    """The names of one measure taken apart.

    Parameters
    ----------
    measure : str
        ``package#measure``.
    rows : tuple of Designation
    union : tuple of str
        Whom all of them together catch.
    """

    measure: str
    rows: tuple[Designation, ...]
    union: tuple[str, ...]

    @property
    def sum_alone(self) -> int:
        """What the designations catch one by one, added up."""
        return sum(len(row.alone) for row in self.rows)

    @property
    def counted_again(self) -> int:
        """How often somebody is reached by a further designation alone."""
        reached = {name for row in self.rows for name in row.alone}
        return self.sum_alone - len(reached)

    @property
    def only_together(self) -> tuple[str, ...]:
        """Those whom no single designation catches, only several holders' shares in sum."""
        reached = {name for row in self.rows for name in row.alone}
        return tuple(name for name in self.union if name not in reached)

    @property
    def sentence(self) -> str:
        """Why the sum of the parts is not the whole."""
        return (
            f"{len(self.rows)} designations catch {self.sum_alone} one by one and {len(self.union)} together:"
            f" {self.counted_again} counted again because several reach them, {len(self.only_together)}"
            " caught only by several together. What one adds depends on which others are there already."
        )


def take_apart(reach: MeasureReach, tables: EntityTables, as_of: dt.date) -> DesignationSum | None:
    """Return what each designation of a measure adds; None where the list is too long to take apart.

    Parameters
    ----------
    reach : MeasureReach
        The measure and whom it reaches.
    tables : EntityTables
        What was known on the day.
    as_of : datetime.date
    """
    measure = reach.measure
    names = tuple(v.entity for v in reach.verdicts if v.status is VerdictStatus.LISTED)
    if len(names) > MOST_NAMES:
        return None
    day = max(as_of, measure.effective)
    union = _caught(names, measure, tables, day)
    rows = []
    for name in names:
        others = tuple(each for each in names if each != name)
        without = _caught(others, measure, tables, day)
        alone = _caught((name,), measure, tables, day)
        rows.append(Designation(name, tuple(sorted(alone)), tuple(sorted(union - without))))
    return DesignationSum(reach.name, tuple(rows), tuple(sorted(union)))


def _caught(names: Iterable[str], measure: Measure, tables: EntityTables, day: dt.date) -> frozenset[str]:
    listed = tuple(names)
    named_only = measure.issuer_reach is IssuerReach.NAMED_ONLY
    if named_only or measure.ownership_rule is OwnershipRule.NONE or not listed:
        return frozenset(listed)
    return frozenset(v.entity for v in expanded(listed, measure, tables, day) if v.status in CAUGHT)
