"""What is written about a screening: JSON, CSV rows, and the sentence that a lead is no verdict."""

from __future__ import annotations

from collections.abc import Sequence

from sanctions.lists.types import SetAside
from sanctions.report.documents.list_documents import (
    Document,
    alias_document,
    set_aside_documents,
    source_document,
)
from sanctions.screening.against_lists import AlsoOn, ListedLead, ListsScreening
from sanctions.screening.case_decisions import CaseRun, CaseState, LeadCase
from sanctions.screening.case_file import Case
from sanctions.screening.leads import NameQuery

SCREENING_SCHEMA = "sanctions/screening/1"
LEAD_COLUMNS = (
    "line", "name", "outcome", "score", "decided_by", "listed_name", "matched_name", "id", "type",
    "programmes", "directives", "reason", "list_file", "list_line", "reference", "list", "edition", "also_on",
    "case_state", "case_decision", "case_by", "case_on", "case_why",
)  # fmt: skip
NOTICE = (
    "A lead is a name or number to look into, not a verdict: a score measures likeness, not the probability "
    "of being the listed entity. An aid to counsel, not legal advice."
)


def screening_document(
    screening: ListsScreening, names_set_aside: Sequence[SetAside] = (), run: CaseRun | None = None
) -> Document:
    """Return a screening for JSON; names as the lists and the names file write them.

    Parameters
    ----------
    screening : ListsScreening
    names_set_aside : sequence of SetAside
        Rows of the names file without a name.
    run : CaseRun, optional
        What the case file says of the leads.
    """
    return {
        "schema": SCREENING_SCHEMA,
        "notice": NOTICE,
        "list": source_document(screening.lists[0]),
        "lists": [source_document(each) for each in screening.lists],
        "threshold": screening.threshold,
        "names": len(screening.queries),
        "names_set_aside": set_aside_documents(names_set_aside),
        "leads": [_lead_document(each, run) for each in screening.leads],
        "contradicted": [_lead_document(each, None) for each in screening.contradicted],
        "weaker": [_lead_document(each, None) for each in screening.weaker],
        "without_lead": [{"line": query.line, "name": query.name} for query in screening.without_lead],
        "not_seen": [
            {**_case_document(each.case), "because": each.because} for each in (run.not_seen if run else ())
        ],
    }


def lead_rows(screening: ListsScreening, run: CaseRun | None = None) -> list[list[object]]:
    """Return leads, the contradicted and weaker ones, then the names without, under `LEAD_COLUMNS`."""
    leads = [_lead_row("lead", each, run) for each in screening.leads]
    contradicted = [_lead_row("contradicted", each, None) for each in screening.contradicted]
    weaker = [_lead_row("weaker", each, None) for each in screening.weaker]
    return [*leads, *contradicted, *weaker, *(_row_without_lead(query) for query in screening.without_lead)]


def _row_without_lead(query: NameQuery) -> list[object]:
    said = {"line": query.line, "name": query.name, "outcome": "no lead", "reference": query.reference}
    return [said.get(column, "") for column in LEAD_COLUMNS]


def decision_words(found: LeadCase | None) -> str:
    """Return how a lead stands, in a few words for a table."""
    if found is None:
        return ""
    if found.state is CaseState.REOPENED:
        past = found.case.history[-1]
        return f"REOPENED, was {past.decision} by {past.by} on {past.on}: {found.because}"
    if found.state is CaseState.DECIDED:
        return f"{found.case.decision} ({found.case.by}, {found.case.on}): {found.case.why}"
    return str(found.state)


def _also_words(also: AlsoOn) -> str:
    """Return where else a person stands, in words."""
    return f"{also.entities.title} {also.entity.id} ({also.because})"


def _lead_row(outcome: str, listed: ListedLead, run: CaseRun | None) -> list[object]:
    lead, entity = listed.lead, listed.lead.entity
    found = run.of(listed) if run else None
    case = found.case if found else None
    return [
        lead.query.line,
        lead.query.name,
        outcome,
        lead.score,
        lead.decided_by,
        entity.name,
        lead.matched_name.name,
        entity.id,
        entity.type,
        "; ".join(entity.programmes),
        "; ".join(map(str, entity.directives)),
        lead.reason,
        entity.file,
        entity.line,
        lead.query.reference,
        listed.entities.title,
        listed.entities.published_on,
        "; ".join(map(_also_words, listed.also_on)),
        found.state if found else "",
        *((case.decision, case.by, case.on, case.why) if case else ("", "", "", "")),
    ]


def _lead_document(listed: ListedLead, run: CaseRun | None) -> Document:
    lead, entity = listed.lead, listed.lead.entity
    found = run.of(listed) if run else None
    return {
        "line": lead.query.line,
        "name": lead.query.name,
        "reference": lead.query.reference or None,
        "score": lead.score,
        "decided_by": lead.decided_by,
        "reason": lead.reason,
        "matched_name": alias_document(lead.matched_name),
        "list": _list_document(listed),
        "entity": {
            "id": entity.id,
            "name": entity.name,
            "type": entity.type.value,
            "programmes": list(entity.programmes),
            "directives": [str(directive) for directive in entity.directives],
            "file": entity.file,
            "line": entity.line,
        },
        "also_on": [
            {"list": each.entities.title, "id": each.entity.id, "name": each.entity.name,
             "because": each.because}
            for each in listed.also_on
        ],
        "case": {**_case_document(found.case), "state": found.state.value, "because": found.because or None}
        if found
        else None,
    }  # fmt: skip


def _list_document(listed: ListedLead) -> Document:
    day = listed.entities.published_on
    return {"title": listed.entities.title, "edition": str(day) if day else None}


def _case_document(case: Case) -> Document:
    return {
        "name": case.name,
        "reference": case.reference or None,
        "list": case.list,
        "entry": case.entry,
        "listed_as": case.listed_as or None,
        "decision": case.decision.value,
        "by": case.by or None,
        "on": str(case.on) if case.on else None,
        "why": case.why or None,
    }
