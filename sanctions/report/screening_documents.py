"""What is written about a screening: JSON, CSV rows, and the sentence that a lead is no verdict."""

from __future__ import annotations

from collections.abc import Sequence

from sanctions.ownership.leads import Lead, Screening
from sanctions.ownership.lists import SetAside
from sanctions.report.list_documents import Document, alias_document, set_aside_documents, source_document

SCREENING_SCHEMA = "sanctions/screening/1"
LEAD_COLUMNS = (
    "line", "name", "outcome", "score", "decided_by", "listed_name", "matched_name", "id", "type",
    "programmes", "directives", "reason", "list_file", "list_line",
)  # fmt: skip
NOTICE = (
    "A lead is a name or number to look into, not a verdict: a score measures likeness, not the probability "
    "of being the listed entity. An aid to counsel, not legal advice."
)


def screening_document(screening: Screening, names_set_aside: Sequence[SetAside] = ()) -> Document:
    """Return a screening for JSON; names as the list and the names file write them."""
    return {
        "schema": SCREENING_SCHEMA,
        "notice": NOTICE,
        "list": source_document(screening.entities),
        "threshold": screening.threshold,
        "names": len(screening.queries),
        "names_set_aside": set_aside_documents(names_set_aside),
        "leads": [_lead_document(lead) for lead in screening.leads],
        "contradicted": [_lead_document(lead) for lead in screening.contradicted],
        "weaker": [_lead_document(lead) for lead in screening.weaker],
        "without_lead": [{"line": query.line, "name": query.name} for query in screening.without_lead],
    }


def lead_rows(screening: Screening) -> list[list[object]]:
    """Return leads, the contradicted and weaker ones, then the names without, under `LEAD_COLUMNS`."""
    outcomes = (
        ("lead", screening.leads),
        ("contradicted", screening.contradicted),
        ("weaker", screening.weaker),
    )
    rows = [_lead_row(outcome, lead) for outcome, leads in outcomes for lead in leads]
    empty = [""] * (len(LEAD_COLUMNS) - 3)
    return [*rows, *([query.line, query.name, "no lead", *empty] for query in screening.without_lead)]


def _lead_row(outcome: str, lead: Lead) -> list[object]:
    entity = lead.entity
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
    ]


def _lead_document(lead: Lead) -> Document:
    entity = lead.entity
    return {
        "line": lead.query.line,
        "name": lead.query.name,
        "score": lead.score,
        "decided_by": lead.decided_by,
        "reason": lead.reason,
        "matched_name": alias_document(lead.matched_name),
        "entity": {
            "id": entity.id,
            "name": entity.name,
            "type": entity.type.value,
            "programmes": list(entity.programmes),
            "directives": [str(directive) for directive in entity.directives],
            "file": entity.file,
            "line": entity.line,
        },
    }
