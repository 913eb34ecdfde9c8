"""Candidates for designation by what each would add alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from sanctions.ownership.designation import changes_between, require_known, with_designated
from sanctions.ownership.graph import OwnershipGraph
from sanctions.ownership.listings import Listing
from sanctions.ownership.propagation.engine import expand
from sanctions.ownership.rules.registry import rule_named
from sanctions.ownership.situation import NOTHING_KNOWN, EntityFact
from sanctions.ownership.verdicts import CAUGHT, VerdictStatus


@dataclass(frozen=True, slots=True)
class Ranked:
    """What one more designation would add under a rule.

    Parameters
    ----------
    entity : str
        The candidate.
    status : VerdictStatus
        What it is already.
    newly_caught, newly_open : tuple of str
        Others that become caught, and others that become `may` or `unsettled`.
    assets_usd_bn : decimal.Decimal or None
        Known assets of the candidate and the newly caught together; None where none is known.
    assets_unknown : int
        How many of them have no figure.
    """

    entity: str
    status: VerdictStatus
    newly_caught: tuple[str, ...]
    newly_open: tuple[str, ...]
    assets_usd_bn: Decimal | None
    assets_unknown: int


def rank(
    graph: OwnershipGraph,
    listings: Iterable[Listing],
    candidates: Iterable[str],
    rule: str,
    as_of: dt.date,
    facts: Mapping[str, EntityFact] | None = None,
) -> list[Ranked]:
    """Return candidates by how many others each would add, most first, then by name.

    Parameters
    ----------
    graph : OwnershipGraph
        All stakes.
    listings : iterable of Listing
        All lists.
    candidates : iterable of str
        Who might be designated next, each alone.
    rule : str
        Name of the rule.
    as_of : datetime.date
        The day.
    facts : mapping of str to EntityFact, optional
        Assets, where known.

    Raises
    ------
    sanctions.errors.InputError
        The rule or a candidate does not exist.
    """
    rule_named(rule)
    listings, candidates, facts = tuple(listings), tuple(dict.fromkeys(candidates)), facts or {}
    require_known(graph, listings, candidates, "candidates")
    before = expand(graph, listings, rule, as_of, facts)
    found = []
    for name in candidates:
        after = expand(graph, with_designated(listings, name), rule, as_of, facts)
        changes = [change for change in changes_between(before, after) if change.entity != name]
        caught = tuple(each.entity for each in changes if each.after in CAUGHT)
        open_now = tuple(each.entity for each in changes if each.after not in CAUGHT)
        figures = [facts.get(each, NOTHING_KNOWN).assets_usd_bn for each in (name, *caught)]
        known = [figure for figure in figures if figure is not None]
        number = before.graph.number_of.get(name)
        status = VerdictStatus.NOT_COVERED if number is None else before.status(number)
        total = sum(known, Decimal(0)) if known else None
        found.append(Ranked(name, status, caught, open_now, total, len(figures) - len(known)))
    return sorted(found, key=lambda each: (-len(each.newly_caught), -len(each.newly_open), each.entity))
