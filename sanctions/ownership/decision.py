"""Several rules side by side on one table of stakes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sanctions.errors import Problem
from sanctions.ownership.designation import DesignationChange, changes_between, require_known, with_designated
from sanctions.ownership.explain import Explainer
from sanctions.ownership.findings import RegisterFinding, findings_on
from sanctions.ownership.graph import OwnershipGraph
from sanctions.ownership.listings import Listing
from sanctions.ownership.propagation.engine import expand
from sanctions.ownership.propagation.expansion import Expansion
from sanctions.ownership.rules.rule import InForce
from sanctions.ownership.situation import EntityFact
from sanctions.ownership.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class RuleResult:
    """One rule's verdicts.

    Parameters
    ----------
    rule, title : str
        Its name on the command line and in words.
    sources : tuple of str
        Where it is written.
    in_force : InForce
        Its standing on the day.
    standing_note : str
        What to say about that.
    verdicts : tuple of Verdict
        The firmest first, by name within a status.
    changes : tuple of DesignationChange
        What the further designation asked about adds; empty where none was.
    """

    rule: str
    title: str
    sources: tuple[str, ...]
    in_force: InForce
    standing_note: str
    verdicts: tuple[Verdict, ...]
    changes: tuple[DesignationChange, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnershipResult:
    """Everything `lists expand` says.

    Parameters
    ----------
    as_of : datetime.date
        Day of law and facts.
    rules : tuple of RuleResult
        In the order asked for.
    findings : tuple of RegisterFinding
        Oddities of the table.
    set_aside : tuple of Problem
        Rows that were left out.
    notes : tuple of str
        What readers and matching have to say.
    what_if : str
        The entity designated for the sake of argument; empty for none.
    """

    as_of: dt.date
    rules: tuple[RuleResult, ...]
    findings: tuple[RegisterFinding, ...] = ()
    set_aside: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    what_if: str = ""


def decide(
    graph: OwnershipGraph,
    listings: Iterable[Listing],
    rules: Iterable[str],
    as_of: dt.date,
    facts: Mapping[str, EntityFact] | None = None,
    what_if: str = "",
    only: Iterable[str] = (),
) -> OwnershipResult:
    """Return the verdicts of several rules on one day.

    Parameters
    ----------
    graph : OwnershipGraph
        All stakes.
    listings : iterable of Listing
        All lists.
    rules : iterable of str
        Names of rules.
    as_of : datetime.date
        The day.
    facts : mapping of str to EntityFact, optional
        What is known of entities besides.
    what_if : str, optional
        An entity to designate for the sake of argument; the verdicts are those without it.
    only : iterable of str, optional
        Entities to explain; all when empty.

    Raises
    ------
    sanctions.errors.InputError
        A rule or an entity asked about does not exist, or there are too many to explain them all.
    """
    listings, only = tuple(listings), tuple(only)
    require_known(graph, listings, only, "--entity")
    if what_if:
        require_known(graph, listings, [what_if], "--what-if")
    found = []
    for name in dict.fromkeys(rules):
        expansion = expand(graph, listings, name, as_of, facts)
        changes: tuple[DesignationChange, ...] = ()
        if what_if:
            after = expand(graph, with_designated(listings, what_if), name, as_of, facts)
            changes = changes_between(expansion, after)
        found.append(_result(expansion, listings, only, changes))
    return OwnershipResult(as_of, tuple(found), tuple(findings_on(graph, as_of)), what_if=what_if)


def _result(
    expansion: Expansion,
    listings: tuple[Listing, ...],
    only: tuple[str, ...],
    changes: tuple[DesignationChange, ...],
) -> RuleResult:
    standing = expansion.rule.standing_on(expansion.as_of)
    numbers = {expansion.graph.number_of[name] for name in only}
    return RuleResult(
        rule=expansion.rule.id,
        title=expansion.rule.title,
        sources=expansion.rule.sources_on(expansion.as_of),
        in_force=standing.in_force,
        standing_note=standing.note,
        verdicts=tuple(Explainer(expansion, listings).verdicts(numbers if only else None)),
        changes=changes,
    )
