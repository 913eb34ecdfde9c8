"""Transfers by blocked persons: which ones the law does not recognise."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache

import numpy as np

from sanctions.ownership.graph import LAST_DAY, Mask, OwnershipGraph
from sanctions.ownership.listings import Listing
from sanctions.ownership.propagation.expansion import expand_situation
from sanctions.ownership.rules.rule import Rule
from sanctions.ownership.situation import EntityFact, Situation
from sanctions.ownership.stakes import Transfer
from sanctions.ownership.verdicts import CAUGHT, VerdictStatus

_NOT_CLEAN = frozenset({Transfer.US_NEXUS, Transfer.UNKNOWN})


def situation_on(
    rule: Rule,
    graph: OwnershipGraph,
    listings: tuple[Listing, ...],
    as_of: dt.date,
    facts: Mapping[str, EntityFact],
) -> Situation:
    """Return the facts of one day, with the stakes whose transfer is void still counted.

    Parameters
    ----------
    rule : Rule
        Decides whether transfers by the caught are void at all.
    graph : OwnershipGraph
        All stakes, of all dates.
    listings : tuple of Listing
        All lists, of all dates.
    as_of : datetime.date
        The day.
    facts : mapping of str to EntityFact
        What is known of entities besides.
    """
    graph = graph.with_entities(each.entity for each in listings)
    mask = graph.in_effect(as_of)
    current = tuple(each for each in listings if each.in_effect(as_of))
    plain = Situation(graph, as_of, current, mask, None, facts)
    if mask is None or not rule.blocks_property or not plain.has_transfers:
        return plain
    void, doubtful = _unrecognised(rule, plain, listings)
    counted = mask | void
    return Situation(graph, as_of, current, counted, counted | doubtful if doubtful.any() else None, facts)


def _unrecognised(rule: Rule, today: Situation, listings: tuple[Listing, ...]) -> tuple[Mask, Mask]:
    """Return which ended stakes still count, and which may: the owner was blocked when they ended."""
    graph, day = today.graph, today.as_of.toordinal()
    void = np.zeros(graph.stakes, dtype=np.bool_)
    doubtful = void.copy()
    how = how_ended(graph)
    ended = [stake for stake in how if graph.valid_to[stake] <= day and how[stake] in _NOT_CLEAN]
    for last_day in sorted({int(graph.valid_to[stake]) for stake in ended}):
        then = dt.date.fromordinal(last_day)
        mask = graph.in_effect(then)
        listed_then = tuple(each for each in listings if each.in_effect(then))
        counted = None if mask is None else mask | void
        expansion = expand_situation(rule, Situation(graph, then, listed_then, counted, None, today.facts))
        for stake in (stake for stake in ended if graph.valid_to[stake] == last_day):
            status = expansion.status(int(graph.owner[stake]))
            if status in CAUGHT and how[stake] is Transfer.US_NEXUS:
                void[stake] = True
            elif status is not VerdictStatus.NOT_COVERED:
                doubtful[stake] = True
    return void, doubtful


@lru_cache(maxsize=2)
def how_ended(graph: OwnershipGraph) -> Mapping[int, Transfer]:
    """Return how each ended stake was given up: its own row says, or the row that follows it."""
    how: dict[int, Transfer] = {}
    for position in np.flatnonzero(graph.valid_to < LAST_DAY):
        stake = int(position)
        transfer = Transfer(int(graph.transfer[stake]))
        if transfer is Transfer.NOT_STATED:
            near = np.arange(graph.starts[graph.owner[stake]], graph.starts[graph.owner[stake] + 1])
            after = near[
                (graph.entity[near] == graph.entity[stake])
                & (graph.interest[near] == graph.interest[stake])
                & (graph.valid_from[near] >= graph.valid_to[stake])
                & (graph.valid_from[near] <= graph.valid_to[stake] + 1)
                & (near != stake)
            ]
            if len(after):
                transfer = Transfer(int(graph.transfer[after[0]]))
        how[stake] = transfer
    return how
