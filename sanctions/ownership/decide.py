"""Several rules side by side on one table, what one more designation adds, and who adds most."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from sanctions.errors import InputError, Problem
from sanctions.ownership.engine import expand
from sanctions.ownership.expansion import Expansion
from sanctions.ownership.explain import Explainer
from sanctions.ownership.findings import Finding, findings_on
from sanctions.ownership.graph import OwnershipGraph
from sanctions.ownership.listings import Listing, ListKind
from sanctions.ownership.rule import InForce
from sanctions.ownership.rules import rule_named
from sanctions.ownership.situation import NOTHING_KNOWN, EntityFact
from sanctions.ownership.verdicts import CAUGHT, Status, Verdict


@dataclass(frozen=True, slots=True)
class Change:
    """What a further designation changes for one entity."""

    entity: str
    before: Status
    after: Status


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
    changes : tuple of Change
        What the further designation asked about adds; empty where none was.
    """

    rule: str
    title: str
    sources: tuple[str, ...]
    in_force: InForce
    standing_note: str
    verdicts: tuple[Verdict, ...]
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnershipResult:
    """Everything `lists expand` says.

    Parameters
    ----------
    as_of : datetime.date
        Day of law and facts.
    rules : tuple of RuleResult
        In the order asked for.
    findings : tuple of Finding
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
    findings: tuple[Finding, ...] = ()
    set_aside: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    what_if: str = ""


@dataclass(frozen=True, slots=True)
class Ranked:
    """What one more designation would add under a rule.

    Parameters
    ----------
    entity : str
        The candidate.
    status : Status
        What it is already.
    newly_caught, newly_open : tuple of str
        Others that become caught, and others that become `may` or `unsettled`.
    assets_usd_bn : decimal.Decimal or None
        Known assets of the candidate and the newly caught together; None where none is known.
    assets_unknown : int
        How many of them have no figure.
    """

    entity: str
    status: Status
    newly_caught: tuple[str, ...]
    newly_open: tuple[str, ...]
    assets_usd_bn: Decimal | None
    assets_unknown: int


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
        standing = expansion.rule.standing_on(as_of)
        changes: tuple[Change, ...] = ()
        if what_if:
            changes = _changes(expansion, expand(graph, _with(listings, what_if), name, as_of, facts))
        found.append(
            RuleResult(
                rule=name,
                title=expansion.rule.title,
                sources=expansion.rule.sources_on(as_of),
                in_force=standing.in_force,
                standing_note=standing.note,
                verdicts=_explained(expansion, listings, only),
                changes=changes,
            )
        )
    return OwnershipResult(as_of, tuple(found), tuple(findings_on(graph, as_of)), what_if=what_if)


def _explained(
    expansion: Expansion, listings: tuple[Listing, ...], only: tuple[str, ...]
) -> tuple[Verdict, ...]:
    numbers = {expansion.graph.number_of[name] for name in only}
    return tuple(Explainer(expansion, listings).verdicts(numbers if only else None))


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
        after = expand(graph, _with(listings, name), rule, as_of, facts)
        changes = [change for change in _changes(before, after) if change.entity != name]
        caught = tuple(each.entity for each in changes if each.after in CAUGHT)
        open_now = tuple(each.entity for each in changes if each.after not in CAUGHT)
        figures = [facts.get(each, NOTHING_KNOWN).assets_usd_bn for each in (name, *caught)]
        known = [figure for figure in figures if figure is not None]
        number = before.graph.number_of.get(name)
        status = Status.NOT_COVERED if number is None else before.status(number)
        total = sum(known, Decimal(0)) if known else None
        found.append(Ranked(name, status, caught, open_now, total, len(figures) - len(known)))
    return sorted(found, key=lambda each: (-len(each.newly_caught), -len(each.newly_open), each.entity))


def require_known(
    graph: OwnershipGraph, listings: tuple[Listing, ...], names: Iterable[str], place: str
) -> None:
    """Refuse names that occur nowhere.

    Raises
    ------
    sanctions.errors.InputError
        Naming each, with the nearest known name.
    """
    known = set(graph.number_of) | {each.entity for each in listings}
    problems = []
    for name in names:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = repr(near[0]) if near else "a name from the ownership table or the lists"
            problems.append(Problem(place, "", f"there is no entity {name!r}", hint))
    if problems:
        raise InputError(problems)


def _with(listings: tuple[Listing, ...], entity: str) -> tuple[Listing, ...]:
    """Return the lists with one more entity, on a list that every rule counts."""
    return (*listings, Listing(entity, "designated for the sake of argument", ListKind.UNSTATED))


def _changes(before: Expansion, after: Expansion) -> tuple[Change, ...]:
    found = []
    for number, name in enumerate(after.graph.names):
        old = before.graph.number_of.get(name)
        was = before.status(old) if old is not None else Status.NOT_COVERED
        now = after.status(number)
        if was is not now:
            found.append(Change(name, was, now))
    return tuple(sorted(found, key=lambda each: (list(Status).index(each.after), each.entity)))
