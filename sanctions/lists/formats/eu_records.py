"""The EU's consolidated financial sanctions list: one record of it, whichever edition it comes from.

The XML (schema 1.1) and the CSV carry the same fields under names that differ only in case and prefix. Both
were taken from published descriptions and from samples in public parsers, not from a download.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from sanctions.lists.parts.days import part_of_a_day, read_day, span
from sanctions.lists.parts.draft import Draft, one_line
from sanctions.lists.parts.numbers import kind_of_number
from sanctions.lists.types import Alias, EntityType, Identifier, IdentifierKind

EU_TITLE = "EU consolidated financial sanctions list"
Fields = dict[str, str]

_TYPES = {
    "person": EntityType.INDIVIDUAL,
    "p": EntityType.INDIVIDUAL,
    "enterprise": EntityType.ENTITY,
    "entity": EntityType.ENTITY,
    "e": EntityType.ENTITY,
}
_NO_COUNTRY = ("", "unknown", "00")
# Kept for the publisher's own housekeeping, or said in another field of the same element.
_HOUSEKEEPING = frozenset(
    (
        "logicalid", "regulationlanguage", "firstname", "lastname", "middlename", "wholename",
        "namelanguage", "gender", "title", "function", "strong", "remark", "countryiso2code",
        "countrydescription", "city", "street", "pobox", "zipcode", "region", "place",
        "asatlistingtime", "contactinfo", "birthdate", "dayofmonth", "day", "month", "monthofyear",
        "year", "yearrangefrom", "yearrangeto", "circa", "calendartype", "number", "latinnumber",
        "typecode", "typedescription", "identificationtypecode", "identificationtypedescription",
        "issuedby", "issueddate", "nameondocument", "diplomatic", "knownexpired", "knownfalse",
        "reportedlost", "revokedbyissuer", "validfrom", "validto", "asattlistingtime", "type",
        "organisationtype", "regulationtype", "publicationdate", "entryintoforcedate",
        "numbertitle", "programme", "publicationurl",
    )
)  # fmt: skip


@dataclass(slots=True)
class EuRecord:
    """An entry as the list states it: the fields of the entry itself, and of everything under it.

    Field names are in lower case, as the XML has them.
    """

    line: int
    head: Fields = field(default_factory=dict)
    names: list[Fields] = field(default_factory=list)
    addresses: list[Fields] = field(default_factory=list)
    births: list[Fields] = field(default_factory=list)
    numbers: list[Fields] = field(default_factory=list)
    citizenships: list[Fields] = field(default_factory=list)
    acts: list[Fields] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The EU reference number, or the list's running number where there is none."""
        return self.head.get("eureferencenumber", "") or self.head.get("logicalid", "")


def eu_draft(record: EuRecord, file: str) -> Draft:
    """Return the entry that a record states."""
    draft = Draft(record.id, file, record.line)
    draft.be(record.head.get("subjecttype", ""), _TYPES)
    for name in record.names:
        _name(draft, name)
    for act in record.acts:
        draft.programmes.append(act.get("programme", ""))
        draft.legal_basis.append(act.get("numbertitle", ""))
    draft.listed_on = draft.day("day of designation", record.head.get("designationdate", ""))
    draft.changed_on = _latest_act(record)
    draft.born += [_birth(draft, birth) for birth in record.births]
    draft.countries += [_country(each) for each in record.citizenships]
    draft.addresses += [_address(each) for each in record.addresses]
    for number in record.numbers:
        _number(draft, number)
    if united_nations := record.head.get("unitednationid", ""):
        draft.references.append(f"UN {united_nations}")
    draft.remark("designation", record.head.get("designationdetails", ""))
    for remark in record.remarks:
        draft.remark("", remark)
    _unknown(draft, record)
    return draft


def _name(draft: Draft, name: Fields) -> None:
    whole = name.get("wholename", "") or " ".join(
        part for key in ("firstname", "middlename", "lastname") if (part := name.get(key, ""))
    )
    if not whole:
        return
    weak = name.get("strong", "true").casefold() == "false"
    draft.names.append(Alias(whole, "aka", weak, name.get("namelanguage", "").upper()))
    draft.remark("title", name.get("title", ""))
    draft.remark("function", name.get("function", ""))
    draft.remark("gender", name.get("gender", ""))
    draft.remark("", name.get("remark", ""))


def _latest_act(record: EuRecord) -> date | None:
    parts = (record.acts, record.names, record.births, record.addresses, record.numbers, record.citizenships)
    days = (read_day(each.get("publicationdate", "")) for part in parts for each in part)
    return max((day for day in days if day), default=None)


def _birth(draft: Draft, birth: Fields) -> str:
    whole = birth.get("birthdate", "")
    first, last = birth.get("yearrangefrom", ""), birth.get("yearrangeto", "")
    known = part_of_a_day(whole) or part_of_a_day(birth.get("year", ""))
    known = known or span(part_of_a_day(first), part_of_a_day(last))
    if not known and (whole or first or last):
        draft.note("date of birth not understood", whole or f"{first} {last}")
    draft.remark("place of birth", one_line(*_place(birth)))
    circa = birth.get("circa", "").casefold() == "true"
    return f"circa {known}" if circa and known else known


def _place(fields: Fields) -> tuple[str, ...]:
    return (*(fields.get(key, "") for key in ("place", "city", "region", "zipcode")), _country(fields))


def _address(address: Fields) -> str:
    street, box = address.get("street", ""), address.get("pobox", "")
    lines = (street, f"PO box {box}" if box else "", *_place(address))
    return one_line(*lines, address.get("contactinfo", ""), address.get("remark", ""))


def _country(fields: Fields) -> str:
    named, code = fields.get("countrydescription", ""), fields.get("countryiso2code", "")
    return next((text for text in (named, code) if text.casefold() not in _NO_COUNTRY), "")


def _number(draft: Draft, number: Fields) -> None:
    value = number.get("number", "") or number.get("latinnumber", "")
    words = " ".join(
        number.get(key, "")
        for key in ("identificationtypecode", "typecode", "identificationtypedescription", "typedescription")
    )
    if value:
        kind = kind_of_number(words)
        if kind is IdentifierKind.OTHER:
            kind = kind_of_number(number.get("remark", ""))
        draft.identifiers.append(Identifier(kind, value, _country(number)))
    draft.remark(f"number {value}" if value else "", number.get("remark", ""))
    doubts = ("knownexpired", "knownfalse", "reportedlost", "revokedbyissuer")
    for doubt in doubts:
        if number.get(doubt, "").casefold() == "true":
            draft.remark(f"number {value}", doubt)


def _unknown(draft: Draft, record: EuRecord) -> None:
    for what in record.unknown:
        draft.note(what)
    parts = (record.acts, record.names, record.births, record.addresses, record.numbers, record.citizenships)
    for key in dict.fromkeys(key for part in parts for each in part for key in each):
        if key not in _HOUSEKEEPING:
            draft.note(f"field {key[:40]} is not read")
