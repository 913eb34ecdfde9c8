"""The way in: a graph, lists, a rule and a day go in, an expansion comes out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from sanctions.ownership.graph import OwnershipGraph
from sanctions.ownership.listings import Listing
from sanctions.ownership.propagation.expansion import Expansion, expand_situation
from sanctions.ownership.propagation.transfers import situation_on
from sanctions.ownership.rules.registry import rule_named
from sanctions.ownership.situation import EntityFact


def expand(
    graph: OwnershipGraph,
    listings: Iterable[Listing],
    rule: str,
    as_of: dt.date,
    facts: Mapping[str, EntityFact] | None = None,
) -> Expansion:
    """Return who is caught under one rule on one day.

    Parameters
    ----------
    graph : OwnershipGraph
        All stakes, of all dates.
    listings : iterable of Listing
        All lists, of all dates.
    rule : str
        Name of the rule.
    as_of : datetime.date
        The day; nothing after it counts.
    facts : mapping of str to EntityFact, optional
        What is known of entities besides.

    Raises
    ------
    sanctions.errors.InputError
        There is no such rule.
    """
    chosen = rule_named(rule)
    return expand_situation(chosen, situation_on(chosen, graph, tuple(listings), as_of, facts or {}))
