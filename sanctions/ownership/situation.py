"""The facts a rule is applied to: a graph, a day, and who is on which list that day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sanctions.ownership.graph import Mask, OwnershipGraph
from sanctions.ownership.listings import Listing, ListKind
from sanctions.ownership.stakes import Interest, Transfer


@dataclass(frozen=True, slots=True)
class EntityFact:
    """What is known of an entity besides its stakes; None where it is not known.

    Parameters
    ----------
    financial_institution : bool or None
        Whether it is a financial institution, which Directive 2 of EO 14024 turns on.
    country : str or None
        ISO 3166 code of the country of incorporation, which the EU and UK market rules turn on.
    assets_usd_bn : decimal.Decimal or None
        Total assets, US dollars in billions.
    """

    financial_institution: bool | None = None
    country: str | None = None
    assets_usd_bn: Decimal | None = None


NOTHING_KNOWN = EntityFact()


@dataclass(frozen=True, eq=False)
class Situation:
    """One graph on one day.

    Parameters
    ----------
    graph : OwnershipGraph
        All stakes; every listed entity has a number in it.
    as_of : datetime.date
        The day.
    listings : tuple of Listing
        Those in effect on the day.
    in_effect : bool array or None
        Stakes that count on the day, transfers that law does not recognise included; None for all.
    doubtful : bool array or None
        The same with the stakes whose transfer may not be recognised; None where there are none.
    facts : mapping of str to EntityFact
        By name.
    """

    graph: OwnershipGraph
    as_of: dt.date
    listings: tuple[Listing, ...]
    in_effect: Mask | None = None
    doubtful: Mask | None = None
    facts: Mapping[str, EntityFact] = field(default_factory=dict)

    def seeds(self, wanted: Callable[[Listing], bool]) -> NDArray[np.int64]:
        """Return the numbers of the entities with a listing that is `wanted`, in order.

        `wanted` may look at the kind and the directive of a listing only: it is asked once for each.
        """
        found = [numbers for listing, numbers in self._by_kind if wanted(listing)]
        if len(found) == 1:
            return found[0]
        return np.unique(np.concatenate(found)) if found else np.empty(0, dtype=np.int64)

    def listings_of(self, name: str) -> list[Listing]:
        """Return the listings of one entity."""
        return self._by_name.get(name, [])

    @cached_property
    def _by_name(self) -> dict[str, list[Listing]]:
        found: dict[str, list[Listing]] = {}
        for each in self.listings:
            found.setdefault(each.entity, []).append(each)
        return found

    @cached_property
    def _by_kind(self) -> list[tuple[Listing, NDArray[np.int64]]]:
        number_of = self.graph.number_of
        groups: dict[tuple[ListKind, str], list[Listing]] = {}
        for each in self.listings:
            groups.setdefault((each.kind, each.directive), []).append(each)
        return [(same[0], as_numbers({number_of[each.entity] for each in same})) for same in groups.values()]

    def has(self, interest: Interest) -> bool:
        """Whether any stake is of this kind."""
        return bool((self.graph.interest == interest).any())

    @property
    def has_joint(self) -> bool:
        """Whether any stake is part of a joint arrangement."""
        return bool(self.graph.joint_labels)

    @property
    def has_transfers(self) -> bool:
        """Whether any row says how a change came about."""
        return bool((self.graph.transfer != Transfer.NOT_STATED).any())

    def fact(self, entity: int) -> EntityFact:
        """Return what is known of an entity."""
        return self.facts.get(self.graph.names[entity], NOTHING_KNOWN)


def as_numbers(numbers: Iterable[int]) -> NDArray[np.int64]:
    """Return entity numbers as a sorted array."""
    return np.array(sorted(numbers), dtype=np.int64)
