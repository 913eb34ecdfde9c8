"""What a rule says about one entity, and on what footing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

DISCLAIMER = "An aid to counsel, not legal advice"


class VerdictStatus(StrEnum):
    """The verdict, from firmest to none; the order is the one tables are sorted in."""

    LISTED = "listed"
    BLOCKED = "blocked"
    RESTRICTED = "restricted"
    OWNED = "owned"
    CONTROLLED = "controlled"
    MAY = "may"
    UNSETTLED = "unsettled"
    NOT_COVERED = "not_covered"


#: The verdicts under which an entity is caught, listed or not.
CAUGHT = frozenset(
    {
        VerdictStatus.LISTED,
        VerdictStatus.BLOCKED,
        VerdictStatus.RESTRICTED,
        VerdictStatus.OWNED,
        VerdictStatus.CONTROLLED,
    }
)


class Basis(StrEnum):
    """What a verdict rests on."""

    STATUTE = "statute"
    GUIDANCE = "guidance"
    COURT = "court"
    INFERENCE = "inference"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one rule says about one entity.

    Parameters
    ----------
    entity, rule : str
        Whom, and under which rule.
    status : VerdictStatus
        The verdict. `may` turns on a fact that is not known exactly, `unsettled` on law that is not
        confirmed.
    directives : tuple of str
        Directives whose limits apply.
    limb : str
        What decided: listed, ownership, votes, board, control, joint arrangement; empty for none.
    basis : Basis
        Footing of the rule applied.
    as_read_on : datetime.date
        Day on which the rule and the facts are read.
    share_pct : str or None
        Sum that the caught holders have, as a decimal; None where it is only known as a band.
    share_min_pct, share_max_pct : str
        Ends of that sum (equal when it is exact).
    person : str
        The one designated person who decides, where the rule runs person by person.
    because : tuple of str
        Chain of stakes, from the listed down.
    notes : tuple of str
        What the reader must know besides.
    circular_holding : bool
        A loop of stakes would decide otherwise if its shares counted for it.
    other_reading : str
        That other reading; empty where there is none.
    must_resolve : bool
        The law requires the open fact to be found out before dealing.
    property_blocked_since : datetime.date or None
        First day of the current or, where a transfer ended it, last unbroken blocking; None where there is
        none or the table has no dates.
    """

    entity: str
    rule: str
    status: VerdictStatus
    directives: tuple[str, ...]
    limb: str
    basis: Basis
    as_read_on: dt.date
    share_pct: str | None
    share_min_pct: str
    share_max_pct: str
    person: str = ""
    because: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    circular_holding: bool = False
    other_reading: str = ""
    must_resolve: bool = False
    property_blocked_since: dt.date | None = None
