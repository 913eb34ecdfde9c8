"""OpenSanctions' simplified table (targets.simple.csv): one row for each target, several values in a cell.

Taken from OpenSanctions' documentation of its bulk data and from samples, not from a download.
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from sanctions.lists.formats.ftm_words import OPENSANCTIONS_TITLE, TYPES
from sanctions.lists.parts.csv_records import CsvFile, CsvRecord
from sanctions.lists.parts.days import part_of_a_day, read_day
from sanctions.lists.parts.draft import Draft, Gathered
from sanctions.lists.parts.numbers import is_lei
from sanctions.lists.types import Alias, EntityList, Identifier, IdentifierKind

_KNOWN = frozenset(
    (
        "id", "schema", "name", "aliases", "birth_date", "countries", "addresses", "identifiers",
        "sanctions", "phones", "emails", "program_ids", "dataset", "first_seen", "last_seen",
        "last_change",
    )
)  # fmt: skip


def read_opensanctions_csv(path: Path) -> EntityList:
    """Read a ``targets.simple.csv``.

    Raises
    ------
    InputError
        If the file is not well-formed CSV in UTF-8, or lacks the columns of this format.
    """
    table = CsvFile(path, ",", 0, "OpenSanctions' targets.simple.csv")
    gathered = Gathered(path)
    published_on: date | None = None
    for row in table.records(("id", "schema", "name")):
        day = read_day(row.get("last_seen"))
        published_on = max(filter(None, (published_on, day)), default=None)
        gathered.add(_draft(row, path.name))
    for line, reason in table.faults:
        gathered.refuse(line, reason)
    gathered.notes.append(
        "this edition does not say what kind of number each identifier is: only LEIs are compared"
    )
    return gathered.as_list("OpenSanctions", OPENSANCTIONS_TITLE, "opensanctions-csv", published_on)


def _draft(row: CsvRecord, file: str) -> Draft:
    draft = Draft(row.get("id"), file, row.line)
    draft.be(row.get("schema"), TYPES)
    draft.primary = row.get("name")
    draft.names += [Alias(name) for name in _values(row.get("aliases"))]
    draft.programmes += [*_values(row.get("program_ids")), *_values(row.get("dataset"))]
    draft.legal_basis += _values(row.get("sanctions"))
    draft.countries += _values(row.get("countries"))
    draft.addresses += _values(row.get("addresses"))
    for number in _values(row.get("identifiers")):
        kind = IdentifierKind.LEI if is_lei(number) else IdentifierKind.OTHER
        draft.identifiers.append(Identifier(kind, number))
    for birth in _values(row.get("birth_date")):
        known = part_of_a_day(birth)
        draft.born.append(known)
        if not known:
            draft.note("date of birth not understood", birth)
    draft.changed_on = draft.day("day of the last change", row.get("last_change"))
    for label, column in (("phone", "phones"), ("email", "emails"), ("first seen", "first_seen")):
        draft.remark(label, row.get(column))
    if not row.get("sanctions") and not row.get("program_ids"):
        draft.note("states no sanction: it may be kept for another reason, such as a public office")
    for column in row.cells:
        if column not in _KNOWN:
            draft.note(f"column {column[:40]} is not read")
    return draft


def _values(cell: str) -> list[str]:
    """Return the values of a cell: parted by semicolons, in quotation marks where they hold one."""
    try:
        values = next(csv.reader([cell], delimiter=";", strict=True), [])
    except csv.Error:
        values = cell.split(";")
    return [value.strip() for value in values if value.strip()]
