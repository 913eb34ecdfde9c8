"""OFSI's consolidated list of asset freeze targets in XML: one flat element for each row of its CSV."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from sanctions.lists.formats.uk_csv import OFSI, fill_record
from sanctions.lists.formats.uk_records import OFSI_TITLE, UkRecord, uk_draft
from sanctions.lists.parts.csv_records import CsvRecord
from sanctions.lists.parts.draft import Gathered
from sanctions.lists.parts.xml_stream import entries, line_of, local_name, text_in
from sanctions.lists.types import EntityList

_ENTRY = "FinancialSanctionsTarget"
#: What the elements are called in the CSV; any other element stands in a column of its own name.
_COLUMNS = {
    **{f"name{number}": f"Name {number}" for number in range(1, 6)},
    "Name6": "Name 6",
    "NameNonLatinScript": "Name Non-Latin Script",
    "NonLatinScriptType": "Non-Latin Script Type",
    "NonLatinScriptLanguage": "Non-Latin Script Language",
    **{f"Address{number}": f"Address {number}" for number in range(1, 7)},
    "PostCode": "Post/Zip Code",
    "GroupTypeDescription": "Group Type",
    "AliasType": "Alias Type",
    "AliasQuality": "Alias Quality",
    "RegimeName": "Regime",
    "DateListed": "Listed On",
    "DateDesignated": "UK Sanctions List Date Designated",
    "LastUpdated": "Last Updated",
    "GroupID": "Group ID",
    "OtherInformation": "Other Information",
    "Individual_DateOfBirth": "DOB",
    "Individual_TownOfBirth": "Town of Birth",
    "Individual_CountryOfBirth": "Country of Birth",
    "Individual_Nationality": "Nationality",
    "Individual_PassportNumber": "Passport Number",
    "Individual_PassportDetails": "Passport Details",
    "Individual_NINumber": "National Identification Number",
    "Individual_NIDetails": "National Identification Details",
    "Individual_Position": "Position",
}
#: Parts of a day that is given whole, the name given in parts, and numbers of the publisher's own rows.
_SAID_ELSEWHERE = frozenset(
    f"{day}{part}"
    for day in ("DateListed", "DateDesignated", "LastUpdated")
    for part in ("Day", "Month", "Year")
) | {"FullName", "FullAddress", "AliasTypeName", "GroupStatus", "GrpStatus", "ListingType", "DateOfBirthId"}


def read_ofsi_xml(path: Path) -> EntityList:
    """Read OFSI's consolidated list (``ConList.xml``); it states no day of its own.

    Raises
    ------
    InputError
        If the file is not well-formed XML, ends early or declares a document type.
    """
    gathered = Gathered(path)
    records: dict[str, UkRecord] = {}
    for element in entries(path, frozenset({_ENTRY})):
        row = _row(element)
        number = row.get(OFSI.id)
        if number:
            fill_record(OFSI, row, records.setdefault(number, UkRecord(number, row.line)))
        else:
            gathered.refuse(row.line, "the element GroupID is missing or empty")
    for record in records.values():
        gathered.add(uk_draft(record, path.name))
    return gathered.as_list("UK", OFSI_TITLE, "uk-ofsi-xml", None)


def _row(element: etree._Element) -> CsvRecord:
    """Return what an element says, by the columns of the CSV."""
    cells: dict[str, str] = {}
    for child in element:
        name, text = local_name(child), text_in(child)
        if text and name not in _SAID_ELSEWHERE:
            cells.setdefault(_COLUMNS.get(name, name), text)
    return CsvRecord(line_of(element), cells)
