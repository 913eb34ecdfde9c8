"""Since when an entity's property is blocked: the rule read again on every day something changed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sanctions.ownership.expansion import STATUSES, Expansion, expand_situation
from sanctions.ownership.graph import FIRST_DAY, LAST_DAY, OwnershipGraph, build_graph
from sanctions.ownership.listings import Listing
from sanctions.ownership.stakes import Transfer
from sanctions.ownership.transfers import how_ended, situation_on
from sanctions.ownership.verdicts import CAUGHT
from sanctions.periods import days_after

#: Up to this many stakes the whole graph is read day by day, once; above, only what lies over one entity.
WHOLE_GRAPH_STAKES = 20_000


@dataclass(frozen=True, slots=True)
class Blocking:
    """Whether an entity's property is or stays blocked, and since when (None: before the first date)."""

    holds: bool = False
    since: dt.date | None = None
    left_by_transfer: bool = False


@dataclass(frozen=True, eq=False)
class History:
    """A blocking rule over time.

    Parameters
    ----------
    expansion : Expansion
        The rule on the last day.
    listings : tuple of Listing
        All lists, of all dates.
    graph : OwnershipGraph
        The stakes to read; every listed entity has a number in it.
    """

    expansion: Expansion
    listings: tuple[Listing, ...]
    graph: OwnershipGraph

    @cached_property
    def days(self) -> list[dt.date]:
        """The day before the first change, then every day of change up to the day of the expansion."""
        as_of = self.expansion.as_of
        days = {as_of}
        for each in self.listings:
            days |= {each.valid_from} if each.valid_from else set()
            days |= {days_after(each.valid_to, 1)} if each.valid_to else set()
        for first in np.unique(self.graph.valid_from).tolist():
            days |= {dt.date.fromordinal(first)} if first > FIRST_DAY else set()
        for last in np.unique(self.graph.valid_to).tolist():
            days |= {dt.date.fromordinal(last + 1)} if last < LAST_DAY else set()
        past = sorted(day for day in days if day <= as_of)
        return [days_after(past[0], -1), *past]

    @cached_property
    def caught(self) -> list[NDArray[np.bool_]]:
        """Who is caught for certain, day by day."""
        codes = [STATUSES.index(status) for status in CAUGHT]
        found = []
        for day in self.days:
            facts = self.expansion.situation.facts
            situation = situation_on(self.expansion.rule, self.graph, self.listings, day, facts)
            found.append(np.isin(expand_situation(self.expansion.rule, situation).statuses, codes))
        return found

    def blocking(self, entity: int) -> Blocking:
        """Return since when the property of one entity is blocked.

        A blocking that a transfer ended holds for property caught before it; one that a licensed
        transfer or a delisting ended does not.
        """
        blocked, since, ended = False, None, False
        for position, day in enumerate(self.days):
            now = bool(self.caught[position][entity])
            if now and not blocked:
                since = day if position else None
            if blocked and not now:
                ended = self._ended_by_transfer(entity, day)
            ended = ended and not now
            blocked = now
        holds = blocked or ended
        return Blocking(holds, since if holds else None, ended)

    def _ended_by_transfer(self, entity: int, day: dt.date) -> bool:
        above = stakes_above(self.graph, entity)
        names = {self.graph.names[owner] for owner in self.graph.owner[above].tolist()}
        names.add(self.graph.names[entity])
        if any(each.valid_to == days_after(day, -1) and each.entity in names for each in self.listings):
            return False
        over, how = set(above), how_ended(self.graph)
        near = (day.toordinal() - 1, day.toordinal())
        ways = [way for stake, way in how.items() if stake in over and self.graph.valid_to[stake] in near]
        return bool(ways) and all(way is not Transfer.LICENSED for way in ways)


def history_for(expansion: Expansion, listings: tuple[Listing, ...], entity: int) -> tuple[History, int]:
    """Return the history to ask about an entity, and the entity's number in it.

    Parameters
    ----------
    expansion : Expansion
        The rule on the last day.
    listings : tuple of Listing
        All lists, of all dates.
    entity : int
        Number in the expansion's graph.
    """
    graph = expansion.graph
    if graph.stakes <= WHOLE_GRAPH_STAKES:
        return History(expansion, listings, graph), entity
    part = build_graph([graph.stake(stake) for stake in stakes_above(graph, entity)])
    part = part.with_entities([graph.names[entity]])
    around = tuple(each for each in listings if each.entity in part.number_of)
    return History(expansion, around, part), part.number_of[graph.names[entity]]


def stakes_above(graph: OwnershipGraph, entity: int) -> list[int]:
    """Return the stakes through which anybody holds an entity, directly or not."""
    seen, queue, stakes = {entity}, [entity], []
    while queue:
        for stake in graph.holders(queue.pop()).tolist():
            stakes.append(stake)
            owner = int(graph.owner[stake])
            if owner not in seen:
                seen.add(owner)
                queue.append(owner)
    return stakes
