"""OFAC's sdn.xml (the consolidated list uses the same schema), read entry by entry."""

from __future__ import annotations

import re
import sys
from datetime import date
from pathlib import Path

from lxml import etree

from sanctions.lists.formats.ofac_titles import ofac_title
from sanctions.lists.parts.remarks import Remarks, read_identifier, read_remarks
from sanctions.lists.parts.xml_stream import children, entries, line_of, local_name, text_of
from sanctions.lists.types import (
    Alias,
    EntityList,
    EntityType,
    Identifier,
    ListedEntity,
    SetAside,
)

_ENTRY, _HEAD = "sdnEntry", "publshInformation"  # the schema's own spelling
_TYPES = {t.value: t for t in EntityType}
_ALIAS_KINDS = {"a.k.a.": "aka", "f.k.a.": "fka", "n.k.a.": "nka"}
_LINKED_TO = "(Linked To:"
# Several links stand in one bracket or in a bracket each; a name may hold brackets of its own.
_NEXT_LINK = re.compile(r"\)\s*(?:;\s*)?\(Linked To:|;\s*Linked To:")
_ADDRESS = ("address1", "address2", "address3", "city", "stateOrProvince", "postalCode", "country")


def read_ofac_xml(path: Path) -> EntityList:
    """Read ``sdn.xml`` or ``consolidated.xml``; memory grows with the entries kept, not with the file.

    Raises
    ------
    InputError
        If the file is not well-formed XML, ends early or declares a document type.
    """
    found: dict[str, ListedEntity] = {}
    set_aside: list[SetAside] = []
    published_on: date | None = None
    stated = ""
    for element in entries(path, frozenset({_ENTRY, _HEAD})):
        if local_name(element) == _HEAD:
            published_on = _us_date(text_of(element, "Publish_Date"))
            stated = text_of(element, "Record_Count")
            continue
        line = line_of(element)
        entity = _entity(element, path.name, line)
        if isinstance(entity, str):
            set_aside.append(SetAside(path.name, line, entity))
        elif entity.id in found:
            reason = f"id {entity.id} was already on line {found[entity.id].line}"
            set_aside.append(SetAside(path.name, line, reason))
        else:
            found[entity.id] = entity
    count = len(found) + len(set_aside)
    notes = (
        (f"the file says it holds {stated} entries, but {count} are in it",)
        if stated.isdigit() and int(stated) != count
        else ()
    )
    return EntityList(
        publisher="OFAC",
        title=ofac_title(path, found.values()),
        format="ofac-xml",
        published_on=published_on,
        entities=tuple(found.values()),
        set_aside=tuple(set_aside),
        notes=notes,
        files=(path.name,),
    )


def _entity(element: etree._Element, file: str, line: int) -> ListedEntity | str:
    """Return the entry, or the reason why it cannot be read."""
    uid, name, kind = text_of(element, "uid"), _name(element), text_of(element, "sdnType").casefold()
    if not (uid.isascii() and uid.isdigit()):
        return f"the uid should be OFAC's numeric id, not {uid[:40]!r}"
    if not name:
        return f"entry {uid} has no name"
    if kind not in _TYPES:
        return f"entry {uid} is of the unknown type {kind[:40]!r}"
    remarks = _remarks(element)
    return ListedEntity(
        id=uid,
        name=name,
        type=_TYPES[kind],
        # The same few tags stand on thousands of entries: interned, each is kept once.
        programmes=tuple(
            sys.intern(tag)
            for p in children(element, "programList", "program")
            if (tag := (p.text or "").strip())
        ),
        aliases=tuple(_aliases(element)) + remarks.aliases,
        directives=remarks.directives,
        listed_on=remarks.listed_on,
        linked_to=remarks.linked_to,
        identifiers=tuple(dict.fromkeys((*_identifiers(element), *remarks.identifiers))),
        addresses=tuple(_addresses(element)),
        remarks=text_of(element, "remarks"),
        file=file,
        line=line,
    )


def _name(element: etree._Element) -> str:
    """Return "LAST, First" as the CSV edition writes it."""
    return ", ".join(part for part in (text_of(element, "lastName"), text_of(element, "firstName")) if part)


def _aliases(element: etree._Element) -> list[Alias]:
    return [
        Alias(name, _ALIAS_KINDS.get(text_of(aka, "type"), "aka"), text_of(aka, "category") == "weak")
        for aka in children(element, "akaList", "aka")
        if (name := _name(aka))
    ]


def _identifiers(element: etree._Element) -> list[Identifier]:
    found = []
    for item in children(element, "idList", "id"):
        identifier = read_identifier(f"{text_of(item, 'idType')} {text_of(item, 'idNumber')}")
        if identifier:
            country = sys.intern(text_of(item, "idCountry")) or identifier.country
            found.append(Identifier(identifier.kind, identifier.value, country))
    return found


def _addresses(element: etree._Element) -> list[str]:
    lines = (
        ", ".join(text for part in _ADDRESS if (text := text_of(address, part)))
        for address in children(element, "addressList", "address")
    )
    return [line for line in lines if line]


def _remarks(element: etree._Element) -> Remarks:
    """Read remarks and the statements the schema keeps among the identifiers, as one text."""
    text = text_of(element, "remarks")
    before, bracket, links = text.partition(_LINKED_TO)
    linked = [f"Linked To: {name}" for name in _NEXT_LINK.split(links.removesuffix(")"))] if bracket else []
    statements = [
        f"{text_of(item, 'idType')} {text_of(item, 'idNumber')}" for item in children(element, "idList", "id")
    ]
    kept = [s for s in statements if "Directive" in s or "Listing Date" in s]
    # The closing full stop tells the reader that nothing was cut off: only the CSV edition cuts.
    return read_remarks("; ".join([before, *linked, *kept]).rstrip(".") + ".")


def _us_date(text: str) -> date | None:
    try:
        month, day, year = (int(part) for part in text.split("/"))
        return date(year, month, day)
    except ValueError:
        return None
