"""What every rule has: whom it lists, how it reads the law on a day, and what it says about itself."""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from sanctions.ownership.listings import Listing, ListKind
from sanctions.ownership.reading import Limb, Reading
from sanctions.ownership.situation import Situation
from sanctions.ownership.stakes import Interest
from sanctions.ownership.verdicts import Basis, VerdictStatus

SHARES = frozenset({Interest.SHARES})
VOTES = frozenset({Interest.VOTES})
BOARD = frozenset({Interest.BOARD})
CONTROL = frozenset({Interest.CONTROL})
SHARES_AND_PROFIT = frozenset({Interest.SHARES, Interest.PROFIT})

#: Listings that say too little, or something nobody knows, to be kept out of any rule.
OPEN_KINDS = frozenset({ListKind.UNSTATED, ListKind.UNKNOWN})

PROFIT_IS_OPEN = "whether a right to profits counts as ownership is not confirmed"


class InForce(StrEnum):
    """Whether a rule binds on a day."""

    IN_FORCE = "in_force"
    NOT_YET = "not_yet_in_force"
    SUSPENDED = "suspended"
    UNLESS_EXTENDED = "in_force_unless_extended"


@dataclass(frozen=True, slots=True)
class RuleSource:
    """Where a rule is written, and the first day anybody could read it there."""

    text: str
    known_from: dt.date


@dataclass(frozen=True, slots=True)
class Standing:
    """A rule's status on a day, with what to say about it."""

    in_force: InForce = InForce.IN_FORCE
    note: str = ""


class Rule(ABC):
    """One ownership rule of one law.

    Attributes
    ----------
    id : str
        As on the command line.
    title : str
        In words.
    sources : tuple of RuleSource
        Where it is written, with the day each could first be read.
    kinds : frozenset of ListKind
        The lists whose entities the rule starts from (unstated and unknown lists count for every rule).
    blocks_property : bool
        Whether being caught blocks property, so that transfers by the caught may be void.
    must_resolve : bool
        Whether an open share must be found out before dealing.
    """

    id: ClassVar[str]
    title: ClassVar[str]
    sources: ClassVar[tuple[RuleSource, ...]]
    kinds: ClassVar[frozenset[ListKind]]
    blocks_property: ClassVar[bool] = False
    must_resolve: ClassVar[bool] = False

    def counts(self, listing: Listing) -> bool:
        """Whether an entity with this listing is listed for the rule."""
        return listing.kind in self.kinds or listing.kind in OPEN_KINDS

    def sources_on(self, as_of: dt.date) -> tuple[str, ...]:
        """Return the sources that were there to read on a day."""
        found = tuple(source.text for source in self.sources if source.known_from <= as_of)
        return found or ("the law in force then, as later accounts describe it",)

    def standing_on(self, as_of: dt.date) -> Standing:
        """Return whether the rule binds on a day."""
        del as_of
        return Standing()

    @abstractmethod
    def readings(self, situation: Situation) -> list[Reading]:
        """Return how the law is read: the settled readings first, then each open one."""

    def reaches(self, situation: Situation, entity: int, directive: str) -> bool | None:
        """Whether the rule can bind this entity at all; None where a missing fact decides."""
        return True

    def notes(
        self, situation: Situation, entity: int, status: VerdictStatus, holders: frozenset[int]
    ) -> tuple[str, ...]:
        """Return what the rule has to say about a verdict besides; `holders` are the caught ones."""
        return ()


def ownership(
    status: VerdictStatus, basis: Basis, strict: bool, interests: frozenset[Interest] = SHARES
) -> Limb:
    """Return the limb of shares held."""
    return Limb("ownership", interests, strict, status, basis)


def holds_any(situation: Situation, kinds: frozenset[Interest], entity: int, holders: frozenset[int]) -> bool:
    """Whether one of `holders` has a stake of one of these kinds in `entity` on the day."""
    graph, mask = situation.graph, situation.in_effect
    return any(
        Interest(int(graph.interest[stake])) in kinds and int(graph.owner[stake]) in holders
        for stake in graph.holders(entity).tolist()
        if mask is None or mask[stake]
    )
