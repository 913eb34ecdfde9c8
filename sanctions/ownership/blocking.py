"""Since when an entity's property is blocked: the rule read again on every day something changed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sanctions.ownership.graph import FIRST_DAY, LAST_DAY, Mask, OwnershipGraph, build_graph
from sanctions.ownership.listings import Listing
from sanctions.ownership.propagation.expansion import STATUSES, Expansion, expand_situation
from sanctions.ownership.propagation.transfers import how_ended, situation_on
from sanctions.ownership.stakes import Transfer
from sanctions.ownership.verdicts import CAUGHT
from sanctions.periods import days_after

#: Up to this many stakes the whole graph is read day by day, once; above, only what lies over one entity.
WHOLE_GRAPH_STAKES = 20_000
#: Stakes looked at, all days together; a history that takes more is not read.
MOST_WORK = 3_000_000


@dataclass(frozen=True, slots=True)
class Blocking:
    """Whether an entity's property is or stays blocked, and since when (None: before the first date).

    `unknown` says that there were too many changes to look at them all.
    """

    holds: bool = False
    since: dt.date | None = None
    left_by_transfer: bool = False
    unknown: bool = False


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
            days |= {days_after(dt.date.fromordinal(last), 1)} if last < LAST_DAY else set()
        past = sorted(day for day in days if day <= as_of)
        return [days_after(past[0], -1), *past]

    @cached_property
    def states(self) -> list[tuple[dt.date, NDArray[np.bool_]]] | None:
        """Who is caught for certain, from each day on which that changes; None where it is too much work."""
        found: list[tuple[dt.date, NDArray[np.bool_]]] = []
        before: Mask | None = None
        regime, work = -1, 0
        for day in self.days:
            mask = self.graph.in_effect(day)
            mask = np.ones(self.graph.stakes, dtype=np.bool_) if mask is None else mask
            now = sum(source.known_from <= day for source in self.expansion.rule.sources)
            same = before is not None and now == regime and day not in self._listing_days
            if not (same and before is not None and self._changes_nothing(before, mask, found[-1][1])):
                work += self.graph.stakes
                if work > MOST_WORK:
                    return None
                found.append((day, self._caught_on(day)))
            before, regime = mask, now
        return found

    def _caught_on(self, day: dt.date) -> NDArray[np.bool_]:
        facts = self.expansion.situation.facts
        situation = situation_on(self.expansion.rule, self.graph, self.listings, day, facts)
        codes = [STATUSES.index(status) for status in CAUGHT]
        return np.isin(expand_situation(self.expansion.rule, situation).statuses, codes)

    @cached_property
    def _listing_days(self) -> frozenset[dt.date]:
        begun = {each.valid_from for each in self.listings if each.valid_from}
        return frozenset(begun | {days_after(each.valid_to, 1) for each in self.listings if each.valid_to})

    @cached_property
    def _has_transfers(self) -> bool:
        return bool((self.graph.transfer != Transfer.NOT_STATED).any())

    def _changes_nothing(self, before: Mask, now: Mask, caught: NDArray[np.bool_]) -> bool:
        """Whether stakes that begin or end leave everybody as they are.

        They do unless one that begins takes a caught holder to somebody free, or one that ends took a caught
        holder to somebody caught. Transfers, which may count after their end, are always looked at.
        """
        if self._has_transfers:
            return False
        held_by, held = caught[self.graph.owner], caught[self.graph.entity]
        return not (held_by & ((now & ~before & ~held) | (before & ~now & held))).any()

    @cached_property
    def _starts(self) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """Number of the state in which each entity was last newly caught, and who was ever released."""
        states = self.states or []
        since = np.zeros(self.graph.entities, dtype=np.int64)
        released = np.zeros(self.graph.entities, dtype=np.bool_)
        previous = released
        for number, (_, caught) in enumerate(states):
            since[caught & ~previous] = number
            released = released | (previous & ~caught)
            previous = caught
        return since, released

    def blocking(self, entity: int) -> Blocking:
        """Return since when the property of one entity is blocked.

        A blocking that a transfer ended holds for property caught before it; one that a licensed
        transfer or a delisting ended does not.
        """
        if self.states is None:
            return Blocking(unknown=True)
        since, released = self._starts
        if not released[entity]:
            day, caught = self.states[since[entity]][0], bool(self.states[-1][1][entity])
            return Blocking(caught, day if caught and since[entity] else None)
        return self._released(entity, self.states)

    def _released(self, entity: int, states: list[tuple[dt.date, NDArray[np.bool_]]]) -> Blocking:
        blocked, first, ended = False, None, False
        for position, (day, caught) in enumerate(states):
            now = bool(caught[entity])
            if now and not blocked:
                first = day if position else None
            if blocked and not now:
                ended = self._ended_by_transfer(entity, day)
            ended = ended and not now
            blocked = now
        holds = blocked or ended
        return Blocking(holds, first if holds else None, ended)

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
