"""The United Kingdom's lists in CSV: a line with the day, a header, one row for each name or address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from sanctions.lists.formats.uk_records import (
    OFSI_TITLE,
    UK_TITLE,
    UkName,
    UkRecord,
    address,
    uk_draft,
)
from sanctions.lists.parts.csv_records import CsvFile, CsvRecord
from sanctions.lists.parts.days import read_day
from sanctions.lists.parts.draft import Gathered
from sanctions.lists.types import EntityList, IdentifierKind

OFSI_START, UK_START = "Last Updated,", "Report Date:"
_NAME_PARTS = ("Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Name 6")
# OFSI writes what other lists call an entry into the other information.
_REFERENCE = re.compile(r"\((UK Sanctions List|UN) Ref\)\s*:\s*([A-Za-z]{2,3}[ei]?\.?\d{3,5})")
_LIST = {"UK Sanctions List": "UK", "UN": "UN"}
_DAY = re.compile(r"\d{1,4}[-/][A-Za-z0-9]{2,9}[-/]\d{2,4}")


@dataclass(frozen=True, slots=True, eq=False)
class UkColumns:
    """Which column of an edition says what; columns named nowhere are noted as not read."""

    id: str
    type: str
    kind: str
    strength: str
    address: tuple[str, ...]
    into: dict[str, str]
    numbers: dict[str, IdentifierKind]
    remarks: tuple[str, ...]
    references: dict[str, str]
    script: tuple[str, str, str]


# OFSI's XML says these apart; its CSV writes them into the other information.
_OFSI_XML_ONLY = (
    "UKStatementOfReasons",
    "FurtherIdentifiyingInformation",
    "PhoneNumber",
    "Website",
    "EmailAddress",
    "Individual_Gender",
    "Entity_Type",
    "Entity_Subsidiaries",
    "Entity_ParentCompany",
    "Ship_Type",
    "Ship_Tonnage",
    "Ship_Length",
    "Ship_YearBuilt",
    "Ship_CurrentOwners",
    "Ship_PreviousOwners",
    "Ship_PreviousFlags",
    "Ship_HIN",
)
OFSI = UkColumns(
    id="Group ID",
    type="Group Type",
    kind="Alias Type",
    strength="Alias Quality",
    address=(*(f"Address {number}" for number in range(1, 7)), "Post/Zip Code", "Country"),
    into={
        "Regime": "regimes",
        "DOB": "born",
        "Nationality": "countries",
        "Ship_Flag": "countries",
        "Listed On": "designated",
        "UK Sanctions List Date Designated": "designated",
        "Last Updated": "changed",
    },
    numbers={
        "Passport Number": IdentifierKind.PASSPORT,
        "National Identification Number": IdentifierKind.NATIONAL_ID,
        "Entity_BusinessRegNumber": IdentifierKind.REGISTRATION,
        "Ship_IMONumber": IdentifierKind.VESSEL,
    },
    remarks=(
        "Title",
        "Town of Birth",
        "Country of Birth",
        "Passport Details",
        "National Identification Details",
        "Position",
        "Other Information",
        *_OFSI_XML_ONLY,
    ),
    references={"UKSanctionsListRef": "UK", "UNRef": "UN"},
    script=("Name Non-Latin Script", "Non-Latin Script Type", "Non-Latin Script Language"),
)
UK = UkColumns(
    id="Unique ID",
    type="Designation Type",
    kind="Name type",
    strength="Alias strength",
    address=(
        *(f"Address Line {number}" for number in range(1, 7)),
        "Address Postal Code",
        "Address Country",
    ),
    into={
        "Regime Name": "regimes",
        "Sanctions Imposed": "measures",
        "D.O.B": "born",
        "Nationality(/ies)": "countries",
        "Current believed flag of ship": "countries",
        "Date Designated": "designated",
        "Last Updated": "changed",
    },
    numbers={
        "Passport number": IdentifierKind.PASSPORT,
        "National Identifier number": IdentifierKind.NATIONAL_ID,
        "Business registration number (s)": IdentifierKind.REGISTRATION,
        "IMO number": IdentifierKind.VESSEL,
        "Hull identification number (HIN)": IdentifierKind.VESSEL,
    },
    remarks=(
        "Title",
        "Designation source",
        "Other Information",
        "UK Statement of Reasons",
        "Phone number",
        "Website",
        "Email address",
        "National Identifier additional information",
        "Passport additional information",
        "Position",
        "Gender",
        "Town of birth",
        "Country of birth",
        "Type of entity",
        "Subsidiaries",
        "Parent company",
        "Current owner/operator (s)",
        "Previous owner/operator (s)",
        "Previous flags",
        "Type of ship",
        "Tonnage of ship",
        "Length of ship",
        "Year Built",
    ),
    references={"UN Reference Number": "UN", "OFSI Group ID": "OFSI"},
    script=("Name non-latin script", "Non-latin script type", "Non-latin script language"),
)


def read_ofsi_csv(path: Path) -> EntityList:
    """Read OFSI's consolidated list of asset freeze targets (``ConList.csv``).

    Raises
    ------
    InputError
        If the file is not well-formed CSV in UTF-8, or lacks the columns of this format.
    """
    gathered, published_on = _read(path, OFSI, "OFSI's ConList.csv with its two heading lines")
    return gathered.as_list("UK", OFSI_TITLE, "uk-ofsi-csv", published_on)


def read_uk_csv(path: Path) -> EntityList:
    """Read the UK Sanctions List in CSV.

    Raises
    ------
    InputError
        If the file is not well-formed CSV in UTF-8, or lacks the columns of this format.
    """
    gathered, published_on = _read(path, UK, "the UK Sanctions List in CSV with its two heading lines")
    return gathered.as_list("UK", UK_TITLE, "uk-csv", published_on)


def _read(path: Path, columns: UkColumns, expected: str) -> tuple[Gathered, date | None]:
    table = CsvFile(path, ",", 1, expected)
    gathered = Gathered(path)
    records: dict[str, UkRecord] = {}
    for row in table.records((columns.id, columns.type, columns.kind, "Name 6")):
        number = row.get(columns.id)
        if not number:
            gathered.refuse(row.line, f"the column {columns.id} is empty")
            continue
        fill_record(columns, row, records.setdefault(number, UkRecord(number, row.line)))
    for record in records.values():
        gathered.add(uk_draft(record, path.name))
    for line, reason in table.faults:
        gathered.refuse(line, reason)
    return gathered, _day_of(table)


def _day_of(table: CsvFile) -> date | None:
    """Return the day in the line above the header."""
    match = _DAY.search(" ".join(table.before[0])) if table.before else None
    return read_day(match[0]) if match else None


@lru_cache(maxsize=4)
def _known(columns: UkColumns) -> frozenset[str]:
    own = {columns.id, columns.type, columns.kind, columns.strength, *columns.address, *columns.script}
    read = {*columns.into, *columns.numbers, *columns.remarks, *columns.references}
    return frozenset(own | read | set(_NAME_PARTS))


def fill_record(columns: UkColumns, row: CsvRecord, record: UkRecord) -> None:
    """Add what a row says to the record of its entry."""
    record.type = record.type or row.get(columns.type)
    parts = tuple(row.get(column) for column in _NAME_PARTS)
    record.names.append(UkName(parts, row.get(columns.kind), row.get(columns.strength)))
    record.addresses.append(address([row.get(column) for column in columns.address]))
    script, *writing = (row.get(column) for column in columns.script)
    if script:
        record.other_scripts.append((script, next(filter(None, writing), "")))
    for column, text in row.cells.items():
        _cell(columns, record, column, text)
        if column not in _known(columns):
            record.unknown.append(f"column {column[:40]} is not read")


def _cell(columns: UkColumns, record: UkRecord, column: str, text: str) -> None:
    """Put one cell where it belongs."""
    if column in columns.into:
        getattr(record, columns.into[column]).append(text)
    elif column in columns.numbers:
        record.numbers.append((columns.numbers[column], text))
    elif column in columns.remarks:
        record.remarks.append((column, text))
        record.references += [f"{_LIST[which]} {number}" for which, number in _REFERENCE.findall(text)]
    elif column in columns.references:
        record.references.append(f"{columns.references[column]} {text}")
