"""The EU's consolidated financial sanctions list in XML (FSF, schema 1.1), read entry by entry."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from lxml import etree

from sanctions.lists.formats.eu_records import EU_TITLE, EuRecord, Fields, eu_draft
from sanctions.lists.parts.days import read_day
from sanctions.lists.parts.draft import Gathered
from sanctions.lists.parts.xml_stream import (
    attributes,
    entries,
    line_of,
    local_name,
    root_attribute,
    text_in,
)
from sanctions.lists.types import EntityList

_ENTRY = "sanctionEntity"
_SUMMARY = "regulationSummary"


def read_eu_xml(path: Path) -> EntityList:
    """Read the list; memory grows with the entries kept, not with the file.

    Raises
    ------
    InputError
        If the file is not well-formed XML, ends early or declares a document type.
    """
    gathered = Gathered(path)
    published_on: date | None = None
    for element in entries(path, frozenset({_ENTRY})):
        published_on = published_on or read_day(root_attribute(element, "generationDate"))
        gathered.add(eu_draft(_record(element), path.name))
    return gathered.as_list("EU", EU_TITLE, "eu-xml", published_on)


def _record(element: etree._Element) -> EuRecord:
    record = EuRecord(line_of(element), head=attributes(element))
    lists = {
        "nameAlias": record.names,
        "address": record.addresses,
        "birthdate": record.births,
        "identification": record.numbers,
        "citizenship": record.citizenships,
        "regulation": record.acts,
    }
    for child in element:
        name = local_name(child)
        if name in lists:
            lists[name].append(_fields(child, record))
        elif name == "subjectType":
            fields = attributes(child)
            record.head["subjecttype"] = fields.get("code", "") or fields.get("classificationcode", "")
        elif name == "remark":
            record.remarks.append(text_in(child))
        else:
            record.unknown.append(f"element <{name[:40]}> is not read")
    return record


def _fields(element: etree._Element, record: EuRecord) -> Fields:
    """Return the attributes of an element; remarks and the day of the act from the elements in it."""
    fields = attributes(element)
    for child in element:
        name = local_name(child)
        if name == _SUMMARY:
            fields.setdefault("publicationdate", attributes(child).get("publicationdate", ""))
        elif name in ("remark", "contactInfo"):
            text = text_in(child) or " ".join(attributes(child).values())
            fields[name.casefold()] = " ".join(filter(None, (fields.get(name.casefold(), ""), text)))
        elif name != "publicationUrl":
            record.unknown.append(f"element <{name[:40]}> is not read")
    return fields
