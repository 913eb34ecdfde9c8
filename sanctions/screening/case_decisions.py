"""Decisions of earlier runs brought to the leads of this one: what stands, what is reopened, what is new."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from sanctions.errors import InputError, Problem
from sanctions.lists.changes import SETS, SINGLE, worded_apart
from sanctions.lists.types import EntityList, ListedEntity
from sanctions.screening.against_lists import ListedLead, ListsScreening
from sanctions.screening.case_file import Case, Decision, Past, lead_key
from sanctions.screening.leads import Lead, NameQuery

# In words for what is compared beside the fields of an entry.
_WORDS = {"searched": "the name searched", "given": "the numbers or the country given with the name"}
_ABOUT = ("format", "edition")
_DIGITS = 12
_Key = tuple[str, ...]


class CaseState(StrEnum):
    """How a lead stands against the case file."""

    NEW = "new"
    OPEN = "open"
    DECIDED = "decided"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True)
class LeadCase:
    """A lead's case after this run, and how it came to be so."""

    case: Case
    state: CaseState
    because: str = ""


@dataclass(frozen=True, slots=True)
class NotSeen:
    """A case without a lead this time: kept as it is."""

    case: Case
    because: str


@dataclass(frozen=True, slots=True)
class CaseRun:
    """What a run makes of a case file.

    Parameters
    ----------
    cases : tuple of Case
        All of them, for the file: earlier ones in their order, then new ones.
    by_lead : mapping
        Key of a lead to its case.
    not_seen : tuple of NotSeen
        Cases without a lead this time.
    """

    cases: tuple[Case, ...] = ()
    by_lead: Mapping[_Key, LeadCase] = field(default_factory=dict)
    not_seen: tuple[NotSeen, ...] = ()

    def of(self, listed: ListedLead) -> LeadCase | None:
        """Return the case of a lead."""
        return self.by_lead.get(key_of(listed))

    def in_state(self, state: CaseState) -> tuple[LeadCase, ...]:
        """Return the cases of this run's leads in one state."""
        return tuple(each for each in self.by_lead.values() if each.state is state)


def key_of(listed: ListedLead) -> _Key:
    """Return what tells a lead from others in a case file."""
    query = listed.lead.query
    return lead_key(query.reference, query.name, listed.entities.title, listed.lead.entity.id)


def decide_leads(cases: Sequence[Case], screening: ListsScreening, on: dt.date | None = None) -> CaseRun:
    """Bring the decisions of a case file to the leads of a screening.

    Parameters
    ----------
    cases : sequence of Case
    screening : ListsScreening
    on : datetime.date, optional
        Day of this run; without it, nothing in the file is dated by the program.

    Raises
    ------
    InputError
        If names cannot be told apart, or a decision is dated after the day of this run.
    """
    _require_distinct(screening.queries)
    _require_past(cases, on)
    known = {case.key: case for case in cases}
    by_lead: dict[_Key, LeadCase] = {}
    for listed in screening.leads:
        key = key_of(listed)
        if key not in by_lead:
            by_lead[key] = _judge(known.get(key), listed, on)
    kept = [by_lead[case.key].case if case.key in by_lead else case for case in cases]
    new = [each.case for key, each in by_lead.items() if key not in known]
    missing = [NotSeen(case, _why_not(case, screening)) for case in cases if case.key not in by_lead]
    return CaseRun((*kept, *new), by_lead, tuple(missing))


def _judge(case: Case | None, listed: ListedLead, on: dt.date | None) -> LeadCase:
    now = _seen(listed.lead, listed.entities)
    lead = listed.lead
    fresh = {"name": lead.query.name, "listed_as": lead.entity.name, "seen": now}
    if case is None:
        return LeadCase(_new(listed, now, on), CaseState.NEW)
    changed = _changed(case.seen, now)
    if case.decision is Decision.OPEN:
        return LeadCase(case.model_copy(update=fresh), CaseState.OPEN)
    if not changed:
        return LeadCase(case if case.seen else case.model_copy(update=fresh), CaseState.DECIDED)
    because = f"changed since: {', '.join(_WORDS.get(each, each) for each in changed)}"
    past = Past(decision=case.decision, by=case.by, on=case.on, why=case.why, reopened=on, because=because)
    opened = {"decision": Decision.OPEN, "by": "", "on": None, "why": "", "history": (*case.history, past)}
    return LeadCase(case.model_copy(update={**fresh, **opened}), CaseState.REOPENED, because)


def _new(listed: ListedLead, now: Mapping[str, str], on: dt.date | None) -> Case:
    query, entity = listed.lead.query, listed.lead.entity
    return Case(
        name=query.name,
        reference=query.reference,
        list=listed.entities.title,
        entry=entity.id,
        listed_as=entity.name,
        first_seen=on,
        seen=now,
    )


def _seen(lead: Lead, entities: EntityList) -> dict[str, str]:
    """Return what a decision rests on, as digests by field; what the files do not carry is left out."""
    query, entity = lead.query, lead.entity
    given = [query.registration_id, query.tax_id, query.lei, query.country]
    found = {"format": entities.format}
    if entities.published_on:
        found["edition"] = entities.published_on.isoformat()
    found |= {"searched": _digest([query.name]), "given": _digest(given)}
    carried = (name for name in (*SINGLE, *SETS, "remarks") if name not in entities.not_carried)
    return found | {name: _digest(_said(entity, name)) for name in carried}


def _said(entity: ListedEntity, name: str) -> list[str]:
    """Return a field as texts; a change of order alone is no change."""
    value = getattr(entity, name)
    return sorted(map(repr, value)) if isinstance(value, tuple) else [str(value)]


def _digest(texts: Iterable[str]) -> str:
    return hashlib.sha256(json.dumps(list(texts)).encode()).hexdigest()[:_DIGITS]


def _changed(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    apart = worded_apart(before.get("format", ""), now["format"]) if before.get("format") else frozenset()
    left_out = {*apart, *_ABOUT, *(["remarks"] if apart else [])}
    shared = (name for name in now if name in before and name not in left_out)
    return [name for name in shared if before[name] != now[name]]


def _why_not(case: Case, screening: ListsScreening) -> str:
    """Return why a case has no lead this time."""
    searched = [
        query for query in screening.queries
        if (query.reference == case.reference if case.reference else query.name == case.name)
    ]  # fmt: skip
    entities = next((each for each in screening.lists if each.title == case.list), None)
    if entities is None:
        return "its list was not screened this time"
    if not searched:
        return "the name was not searched this time"
    if not any(entity.id == case.entry for entity in entities.entities):
        return "the entry is not on this edition of the list"
    if any(key_of(each) == case.key for each in screening.contradicted):
        return "a number contradicts it this time"
    return f"no lead this time at the threshold of {screening.threshold:g}"


def _require_distinct(queries: Sequence[NameQuery]) -> None:
    first: dict[_Key, NameQuery] = {}
    problems = []
    for query in queries:
        key = ("reference", query.reference) if query.reference else ("name", query.name)
        other = first.setdefault(key, query)
        if query.reference and other is not query:
            problems.append(_twice(query, f"the reference {query.reference!r}", other, "one row for each"))
        elif not query.reference and other.identifiers != query.identifiers:
            message = f"the name {query.name[:80]!r} with other numbers"
            problems.append(_twice(query, message, other, "a column reference that tells the two apart"))
    if problems:
        raise InputError(problems)


def _twice(query: NameQuery, what: str, other: NameQuery, expected: str) -> Problem:
    return Problem("names", f"line {query.line}", f"{what} stands on line {other.line} too", expected)


def _require_past(cases: Sequence[Case], on: dt.date | None) -> None:
    late = [case for case in cases if on and case.on and case.on > on]
    if late:
        raise InputError(
            Problem("case file", case.label, f"the decision is of {case.on}, after this run's day {on}")
            for case in late
        )
