"""The EU's consolidated financial sanctions list in CSV (FSF, 1.1): one row for each thing an entry says."""

from __future__ import annotations

import hashlib
import sys
from datetime import date
from functools import lru_cache
from pathlib import Path

from sanctions.lists.formats.eu_records import EU_TITLE, EuRecord, Fields, eu_draft
from sanctions.lists.parts.csv_records import CsvFile, CsvRecord
from sanctions.lists.parts.days import read_day
from sanctions.lists.parts.draft import Gathered
from sanctions.lists.types import EntityList

GENERATED = "fileGenerationDate"
_ID, _NAME = "Entity_LogicalId", "NameAlias_WholeName"
_HEAD = {
    "Entity_LogicalId": "logicalid",
    "Entity_EU_ReferenceNumber": "eureferencenumber",
    "Entity_UnitedNationId": "unitednationid",
    "Entity_DesignationDate": "designationdate",
    "Entity_DesignationDetails": "designationdetails",
    "Entity_SubjectType": "subjecttype",
    "Entity_SubjectType_ClassificationCode": "subjecttype",
}
_PREFIXES = {
    "NameAlias_": "names",
    "Address_": "addresses",
    "BirthDate_": "births",
    "Identification_": "numbers",
    "Citizenship_": "citizenships",
    "Entity_Regulation_": "acts",
}
_REMARK = "Entity_Remark"


def read_eu_csv(path: Path) -> EntityList:
    """Read the list; the rows of an entry need not stand together.

    Raises
    ------
    InputError
        If the file is not well-formed CSV in UTF-8, or lacks the columns of this format.
    """
    table = CsvFile(path, ";", 0, "the EU list as CSV 1.1, with semicolons")
    gathered = Gathered(path)
    records: dict[str, EuRecord] = {}
    seen: set[bytes] = set()
    published_on: date | None = None
    for row in table.records((_ID, _NAME)):
        published_on = published_on or read_day(row.get(GENERATED))
        number = row.get(_ID)
        if not number:
            gathered.refuse(row.line, f"the column {_ID} is empty")
            continue
        _take(row, records.setdefault(number, EuRecord(row.line)), seen)
    for record in records.values():
        gathered.add(eu_draft(record, path.name))
    for line, reason in table.faults:
        gathered.refuse(line, reason)
    gathered.notes += _notes(table)
    return gathered.as_list("EU", EU_TITLE, "eu-csv", published_on)


def _take(row: CsvRecord, record: EuRecord, seen: set[bytes]) -> None:
    """Add what a row says and the record does not hold yet."""
    found: dict[str, Fields] = {}
    for column, text in row.cells.items():
        if column in _HEAD:
            record.head.setdefault(_HEAD[column], text)
        elif part := _part_of(column):
            prefix, name = part
            found.setdefault(prefix, {})[name] = text
        elif column == _REMARK and _is_new((row.get(_ID), column, text), seen):
            record.remarks.append(text)
        elif column not in (_REMARK, GENERATED) and _is_new((row.get(_ID), column), seen):
            record.unknown.append(f"column {column[:40]} is not read")
    for prefix, fields in found.items():
        if _says_something(fields) and _is_new((row.get(_ID), prefix, repr(fields)), seen):
            getattr(record, _PREFIXES[prefix]).append(fields)


def _is_new(what: tuple[str, ...], seen: set[bytes]) -> bool:
    digest = hashlib.blake2b(repr(what).encode("utf-8", "backslashreplace"), digest_size=16).digest()
    if digest in seen:
        return False
    seen.add(digest)
    return True


@lru_cache(maxsize=1024)
def _part_of(column: str) -> tuple[str, str] | None:
    """Return the prefix of a column and its field, also inside an act's part (NameAlias_Regulation_Type)."""
    start = next((prefix for prefix in _PREFIXES if column.startswith(prefix)), None)
    return (start, sys.intern(column[len(start) :].rpartition("_")[2].casefold())) if start else None


def _says_something(fields: Fields) -> bool:
    return any(key not in ("logicalid", "regulationlanguage") for key in fields)


def _notes(table: CsvFile) -> list[str]:
    if "NameAlias_Strong" in table.columns:
        return []
    return ["this edition does not say which aliases are weak: all count as strong; the XML says it"]
