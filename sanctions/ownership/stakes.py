"""One row of an ownership table: who holds what in whom, of which kind, from when to when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import IntEnum

from sanctions.ownership.shares import Share


class Interest(IntEnum):
    """What a stake gives its holder; the numbers are codes in the arrays of the graph.

    `OPEN` is a link of which the source does not say what it gives, or whether its two ends are one: it
    counts among what decides first (ownership), and only as what may be.
    """

    SHARES = 0
    VOTES = 1
    BOARD = 2
    PROFIT = 3
    CONTROL = 4
    OPEN = 5

    @property
    def label(self) -> str:
        """The word used in tables and chains."""
        return self.name.lower()


class Transfer(IntEnum):
    """How a change of a stake came about, which decides whether US law recognises it."""

    NOT_STATED = 0
    LICENSED = 1
    OUTSIDE_US = 2
    US_NEXUS = 3
    UNKNOWN = 4

    @property
    def label(self) -> str:
        """The word used in tables."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Stake:
    """A holding of one owner in one entity.

    Parameters
    ----------
    owner, entity : str
        Holder and held.
    share : Share
        Size in percent; for `Interest.CONTROL`, 100 means control and 0 to 100 means "unclear"; for
        `Interest.OPEN` the lower end is 0.
    interest : Interest
        Shares, votes, seats on the board, profit or control in fact.
    joint : str
        Label of the arrangement under which several holders act together; empty for none.
    transfer : Transfer
        How the stake ended (on a row with `valid_to`) or was arrived at (on a row without).
    valid_from, valid_to : datetime.date or None
        First and last day of the holding; None where the table does not say.
    place : str
        Where the row stands in its file, for messages ("line 12").
    doubt : str
        Why its size or kind is not known; empty where the source is plain.
    owner_unnamed : bool
        The source does not say who the owner is, so that it may be anybody.
    """

    owner: str
    entity: str
    share: Share
    interest: Interest = Interest.SHARES
    joint: str = ""
    transfer: Transfer = Transfer.NOT_STATED
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    place: str = ""
    doubt: str = ""
    owner_unnamed: bool = False
