"""The UN Security Council's consolidated list in XML, read entry by entry."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from lxml import etree

from sanctions.lists.parts.days import part_of_a_day, read_day, span
from sanctions.lists.parts.xml_stream import (
    children,
    entries,
    line_of,
    local_name,
    root_attribute,
    text_in,
    text_of,
)
from sanctions.lists.types import (
    Alias,
    EntityList,
    EntityType,
    Identifier,
    IdentifierKind,
    ListedEntity,
    SetAside,
)

_TYPES = {"INDIVIDUAL": EntityType.INDIVIDUAL, "ENTITY": EntityType.ENTITY}
_NAMES = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
_ADDRESS = ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY", "NOTE")


def read_un_xml(path: Path) -> EntityList:
    """Read the UN consolidated list.

    Raises
    ------
    InputError
        If the file is not well-formed XML, ends early or declares a document type.
    """
    found: dict[str, ListedEntity] = {}
    set_aside: list[SetAside] = []
    published_on: date | None = None
    for element in entries(path, frozenset(_TYPES)):
        published_on = published_on or read_day(root_attribute(element, "dateGenerated"))
        line = line_of(element)
        entity = _entity(element, path.name, line)
        if isinstance(entity, str):
            set_aside.append(SetAside(path.name, line, entity))
        elif entity.id in found:
            reason = f"reference {entity.id} was already on line {found[entity.id].line}"
            set_aside.append(SetAside(path.name, line, reason))
        else:
            found[entity.id] = entity
    return EntityList(
        publisher="UN",
        title="UN Security Council consolidated list",
        format="un-xml",
        published_on=published_on,
        entities=tuple(found.values()),
        set_aside=tuple(set_aside),
        files=(path.name,),
    )


def _entity(element: etree._Element, file: str, line: int) -> ListedEntity | str:
    """Return the entry, or the reason why it cannot be read."""
    reference = text_of(element, "REFERENCE_NUMBER")
    name = " ".join(part for tag in _NAMES if (part := text_of(element, tag)))
    if not reference:
        return "has no REFERENCE_NUMBER"
    if not name:
        return f"entry {reference} has no name"
    kind = local_name(element)
    programme = text_of(element, "UN_LIST_TYPE")
    return ListedEntity(
        id=reference,
        name=name,
        type=_TYPES[kind],
        programmes=(sys.intern(programme),) if programme else (),
        aliases=tuple(_aliases(element, kind)),
        listed_on=read_day(text_of(element, "LISTED_ON")),
        identifiers=tuple(_identifiers(element, kind)),
        addresses=tuple(_addresses(element, kind)),
        remarks=text_of(element, "COMMENTS1"),
        born=tuple(_births(element, kind)),
        countries=_texts(element, "NATIONALITY", "VALUE"),
        changed_on=max(
            filter(None, map(read_day, _texts(element, "LAST_DAY_UPDATED", "VALUE"))), default=None
        ),
        file=file,
        line=line,
    )


def _aliases(element: etree._Element, kind: str) -> list[Alias]:
    """Return the aliases; one written as "a; b" in a single element is two."""
    found = []
    for alias in children(element, f"{kind}_ALIAS"):
        quality = text_of(alias, "QUALITY").casefold()
        for name in text_of(alias, "ALIAS_NAME").split(";"):
            if name.strip():
                found.append(Alias(name.strip(), "fka" if quality == "f.k.a." else "aka", quality == "low"))
    original = text_of(element, "NAME_ORIGINAL_SCRIPT")
    return [*found, *([Alias(original)] if original else [])]


def _identifiers(element: etree._Element, kind: str) -> list[Identifier]:
    found = []
    for document in children(element, f"{kind}_DOCUMENT"):
        number = text_of(document, "NUMBER")
        if number:
            passport = "pas" in text_of(document, "TYPE_OF_DOCUMENT").casefold()  # also passeport, pasaporte
            what = IdentifierKind.PASSPORT if passport else IdentifierKind.NATIONAL_ID
            country = text_of(document, "ISSUING_COUNTRY") or text_of(document, "COUNTRY_OF_ISSUE")
            found.append(Identifier(what, number, sys.intern(country)))
    return found


def _addresses(element: etree._Element, kind: str) -> list[str]:
    lines = (
        ", ".join(text for part in _ADDRESS if (text := text_of(address, part)))
        for address in children(element, f"{kind}_ADDRESS")
    )
    return [line for line in lines if line]


def _births(element: etree._Element, kind: str) -> list[str]:
    """Return the dates of birth, as far as each is known."""
    found = []
    for birth in children(element, f"{kind}_DATE_OF_BIRTH"):
        texts = [text_of(birth, tag) for tag in ("DATE", "YEAR", "FROM_YEAR", "TO_YEAR")]
        whole, year, first, last = map(part_of_a_day, texts)
        found.append(whole or year or span(first, last))
    return [birth for birth in found if birth]


def _texts(element: etree._Element, *names: str) -> tuple[str, ...]:
    return tuple(text for each in children(element, *names) if (text := text_in(each)))
