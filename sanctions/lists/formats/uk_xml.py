"""The UK Sanctions List in XML, read designation by designation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from lxml import etree

from sanctions.lists.formats.uk_records import UK_TITLE, UkName, UkRecord, address, uk_draft
from sanctions.lists.parts.days import read_day
from sanctions.lists.parts.draft import Gathered
from sanctions.lists.parts.xml_stream import entries, line_of, local_name, text_in, text_of
from sanctions.lists.types import EntityList, IdentifierKind

_ENTRY, _GENERATED = "Designation", "DateGenerated"
_NAME_PARTS = ("Name1", "Name2", "Name3", "Name4", "Name5", "Name6")
_ADDRESS = (
    *(f"AddressLine{number}" for number in range(1, 7)),
    "AddressPostalCode",
    "AddressCountry",
)
_INTO = {
    "RegimeName": "regimes",
    "SanctionsImposed": "measures",
    "DOB": "born",
    "Nationality": "countries",
    "CurrentBelievedFlagOfShip": "countries",
    "DateDesignated": "designated",
    "LastUpdated": "changed",
}
_NUMBERS = {
    "PassportNumber": IdentifierKind.PASSPORT,
    "NationalIdentifierNumber": IdentifierKind.NATIONAL_ID,
    "BusinessRegistrationNumber": IdentifierKind.REGISTRATION,
    "IMONumber": IdentifierKind.VESSEL,
    "HullIdentificationNumber": IdentifierKind.VESSEL,
}
_REFERENCES = {"UNReferenceNumber": "UN", "OFSIGroupID": "OFSI"}
_REMARKS = {
    "Title": "Title",
    "DesignationSource": "Designation source",
    "OtherInformation": "Other Information",
    "UKStatementofReasons": "UK Statement of Reasons",
    "PhoneNumber": "Phone number",
    "Website": "Website",
    "EmailAddress": "Email address",
    "NationalIdentifierAdditionalInformation": "National Identifier additional information",
    "PassportAdditionalInformation": "Passport additional information",
    "Position": "Position",
    "Gender": "Gender",
    "TownOfBirth": "Town of birth",
    "CountryOfBirth": "Country of birth",
    "TypeOfEntity": "Type of entity",
    "Subsidiary": "Subsidiaries",
    "ParentCompany": "Parent company",
    "CurrentOwnerOperator": "Current owner/operator (s)",
    "PreviousOwnerOperator": "Previous owner/operator (s)",
    "PreviousFlag": "Previous flags",
    "TypeOfShip": "Type of ship",
    "TonnageOfShip": "Tonnage of ship",
    "LengthOfShip": "Length of ship",
    "YearBuilt": "Year Built",
}
_TYPE, _ID = "IndividualEntityShip", "UniqueID"
_NAME, _SCRIPT, _PLACE = "Name", "NonLatinName", "Address"


def read_uk_xml(path: Path) -> EntityList:
    """Read the list; memory grows with the entries kept, not with the file.

    Raises
    ------
    InputError
        If the file is not well-formed XML, ends early or declares a document type.
    """
    gathered = Gathered(path)
    published_on: date | None = None
    for element in entries(path, frozenset({_ENTRY, _GENERATED})):
        if local_name(element) == _GENERATED:
            published_on = read_day(text_in(element))
        else:
            gathered.add(uk_draft(_record(element), path.name))
    return gathered.as_list("UK", UK_TITLE, "uk-xml", published_on)


def _record(element: etree._Element) -> UkRecord:
    record = UkRecord(text_of(element, _ID), line_of(element), text_of(element, _TYPE))
    for leaf in _leaves(element):
        name, text = local_name(leaf), text_in(leaf)
        if name == _NAME and len(leaf):
            parts = tuple(text_of(leaf, part) for part in _NAME_PARTS)
            record.names.append(UkName(parts, text_of(leaf, "NameType"), text_of(leaf, "AliasStrength")))
            _unknown(record, leaf, {*_NAME_PARTS, "NameType", "AliasStrength"})
        elif name == _SCRIPT and len(leaf):
            kinds = (text_of(leaf, "NonLatinScriptType"), text_of(leaf, "NonLatinScriptLanguage"))
            record.other_scripts.append((text_of(leaf, "NameNonLatinScript"), next(filter(None, kinds), "")))
        elif name == _PLACE and len(leaf):
            record.addresses.append(address([text_of(leaf, line) for line in _ADDRESS]))
            _unknown(record, leaf, set(_ADDRESS))
        elif text and name not in (_ID, _TYPE):
            _leaf(record, name, text)
    return record


def _leaves(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the elements that hold text, and names and addresses as a whole, in the order of the file."""
    waiting = list(reversed(element))
    while waiting:
        here = waiting.pop()
        if not len(here) or local_name(here) in (_NAME, _SCRIPT, _PLACE):
            yield here
        else:
            waiting.extend(reversed(here))


def _leaf(record: UkRecord, name: str, text: str) -> None:
    """Put one text where it belongs; an element nobody knows is noted."""
    if name in _INTO:
        getattr(record, _INTO[name]).append(text)
    elif name in _NUMBERS:
        record.numbers.append((_NUMBERS[name], text))
    elif name in _REFERENCES:
        record.references.append(f"{_REFERENCES[name]} {text}")
    elif name in _REMARKS:
        record.remarks.append((_REMARKS[name], text))
    else:
        record.unknown.append(f"element <{name[:40]}> is not read")


def _unknown(record: UkRecord, element: etree._Element, known: set[str]) -> None:
    for child in element:
        name = local_name(child)
        if name not in known and text_in(child):
            record.unknown.append(f"element <{name[:40]}> is not read")
