"""What is written about entity lists: JSON documents, and CSV that no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from sanctions.files import printable
from sanctions.lists.changes import EntityChange, ListChanges
from sanctions.lists.types import Alias, EntityList, ListedEntity, SetAside
from sanctions.report.cells.text import csv_cell

LIST_SCHEMA = "sanctions/list/1"
CHANGES_SCHEMA = "sanctions/list-changes/1"
ENTITY_COLUMNS = (
    "id", "name", "type", "programmes", "directives", "listed_on", "linked_to",
    "registration_numbers", "tax_numbers", "lei", "aliases", "addresses", "legal_basis", "measures", "born",
    "countries", "references", "changed_on", "notes", "file", "line",
)  # fmt: skip
CHANGE_COLUMNS = ("change", "id", "name", "field", "lost", "gained", "programmes")

Document = dict[str, object]


def safe_cell(value: object) -> str:
    """Return a value as text that spreadsheets show and never calculate.

    Text that begins with ``= + - @``, a tab or a carriage return gets an apostrophe in front, the usual
    defence against formulas in CSV files; control characters are replaced.
    """
    return printable(csv_cell("" if value is None else str(value)))


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a CSV document with a header; numbers stay numbers, all text goes through `safe_cell`."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([value if isinstance(value, int | float) else safe_cell(value) for value in row])
    return buffer.getvalue()


def entity_row(entity: ListedEntity) -> list[object]:
    """Return an entry under `ENTITY_COLUMNS`; several values stand in one cell, parted by "; "."""
    several = (entity.linked_to, entity.registration_numbers, entity.tax_numbers)
    linked_to, registrations, taxes = ("; ".join(values) for values in several)
    return [
        entity.id,
        entity.name,
        entity.type,
        "; ".join(entity.programmes),
        "; ".join(map(str, entity.directives)),
        entity.listed_on,
        linked_to,
        registrations,
        taxes,
        entity.lei,
        "; ".join(alias.name for alias in entity.aliases),
        "; ".join(entity.addresses),
        "; ".join(entity.legal_basis),
        "; ".join(entity.measures),
        "; ".join(entity.born),
        "; ".join(entity.countries),
        "; ".join(entity.references),
        entity.changed_on,
        "; ".join(entity.notes),
        entity.file,
        entity.line,
    ]


def entity_document(entity: ListedEntity) -> Document:
    """Return an entry for JSON, names as the list writes them."""
    return {
        "id": entity.id,
        "name": entity.name,
        "type": entity.type.value,
        "programmes": list(entity.programmes),
        "directives": [
            {
                "order": d.order,
                "number": d.number,
                "listed_on": _iso(d.listed_on),
                "effective_on": _iso(d.effective_on),
            }
            for d in entity.directives
        ],
        "listed_on": _iso(entity.listed_on),
        "linked_to": list(entity.linked_to),
        "aliases": [alias_document(alias) for alias in entity.aliases],
        "identifiers": [
            {"kind": i.kind.value, "value": i.value, "country": i.country or None} for i in entity.identifiers
        ],
        "addresses": list(entity.addresses),
        "remarks": entity.remarks,
        "legal_basis": list(entity.legal_basis),
        "measures": list(entity.measures),
        "born": list(entity.born),
        "countries": list(entity.countries),
        "references": list(entity.references),
        "changed_on": _iso(entity.changed_on),
        "notes": list(entity.notes),
        "remarks_cut": entity.remarks_cut,
        "file": entity.file,
        "line": entity.line,
    }


def source_document(entities: EntityList) -> Document:
    """Return where a list came from and what was set aside while reading it."""
    return {
        "title": entities.title,
        "publisher": entities.publisher,
        "format": entities.format,
        "published_on": _iso(entities.published_on),
        "files": list(entities.files),
        "entities": len(entities.entities),
        "set_aside": set_aside_documents(entities.set_aside),
        "notes": list(entities.notes),
    }


def set_aside_documents(set_aside: Sequence[SetAside]) -> list[Document]:
    """Return the rows that could not be read."""
    return [{"file": row.file, "line": row.line, "reason": row.reason} for row in set_aside]


def alias_document(alias: Alias) -> Document:
    """Return a name and what the publisher says of it."""
    return {
        "name": alias.name,
        "kind": alias.kind,
        "weak": alias.weak,
        "writing": alias.writing or None,
    }


def list_document(entities: EntityList, shown: Sequence[ListedEntity]) -> Document:
    """Return a list, or the part of it that was asked for."""
    return {
        "schema": LIST_SCHEMA,
        "list": source_document(entities),
        "entities": [entity_document(entity) for entity in shown],
    }


def changes_document(changes: ListChanges) -> Document:
    """Return the difference between two lists."""
    return {
        "schema": CHANGES_SCHEMA,
        "old": source_document(changes.old),
        "new": source_document(changes.new),
        "not_compared": list(changes.not_compared),
        "added": [entity_document(entity) for entity in changes.added],
        "removed": [entity_document(entity) for entity in changes.removed],
        "changed": [_change_document(change) for change in changes.changed],
    }


def change_rows(changes: ListChanges) -> list[list[object]]:
    """Return the difference under `CHANGE_COLUMNS`, one row for each field that changed."""
    rows: list[list[object]] = []
    for what, entities in (("added", changes.added), ("removed", changes.removed)):
        rows.extend([what, e.id, e.name, "", "", "", "; ".join(e.programmes)] for e in entities)
    for change in changes.changed:
        programmes = "; ".join(change.new.programmes)
        rows.extend(
            [
                "changed",
                change.new.id,
                change.new.name,
                f.field,
                "; ".join(f.lost),
                "; ".join(f.gained),
                programmes,
            ]
            for f in change.fields
        )
    return rows


def _change_document(change: EntityChange) -> Document:
    fields = [{"field": f.field, "lost": list(f.lost), "gained": list(f.gained)} for f in change.fields]
    return {"id": change.new.id, "name": change.new.name, "fields": fields}


def _iso(day: object) -> str | None:
    return str(day) if day is not None else None
