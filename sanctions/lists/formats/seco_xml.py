"""Switzerland's sanctions list (SECO) in XML: programmes, targets and places, read one at a time.

The file keeps targets that were taken off the list, and earlier states of those that are on it; neither is
an entry here. Taken from published descriptions and from samples in public parsers, not from a download.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from lxml import etree

from sanctions.lists.formats.seco_names import seco_names
from sanctions.lists.parts.days import day_of_parts, read_day
from sanctions.lists.parts.draft import Draft, Gathered, one_line
from sanctions.lists.parts.numbers import kind_of_number, labelled_number
from sanctions.lists.parts.xml_stream import (
    attributes,
    children,
    entries,
    line_of,
    local_name,
    root_attribute,
    text_in,
    text_of,
)
from sanctions.lists.types import EntityList, EntityType, Identifier

_TITLE = "Swiss sanctions list (SECO)"
_PROGRAMME, _TARGET, _PLACE = "sanctions-program", "target", "place"
_ENGLISH = "eng"
_KINDS = {
    "individual": EntityType.INDIVIDUAL,
    "entity": EntityType.ENTITY,
    "vessel": EntityType.VESSEL,
    "ship": EntityType.VESSEL,
    "aircraft": EntityType.AIRCRAFT,
}
_UN = re.compile(r"[A-Z]{2,3}[ei]\.\d{3}")  # as the United Nations number their entries
_OFF, _CHANGED = "de-listed", "amended"
_ADDRESS = ("c-o", "address-details", "p-o-box", "zip-code", "remarks")


@dataclass(slots=True)
class _Waiting:
    """An address or a place of birth whose place may come later in the file."""

    draft: Draft
    lines: tuple[str, ...]
    place: str
    label: str = ""


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    path: Path
    day: date | None = None
    drafts: list[Draft] = field(default_factory=list)
    sets: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    set_ids: dict[int, list[str]] = field(default_factory=dict)
    waiting: list[_Waiting] = field(default_factory=list)
    off: int = 0


def read_seco_xml(path: Path) -> EntityList:
    """Read the list; memory grows with the entries kept, not with the file.

    Raises
    ------
    InputError
        If the file is not well-formed XML, ends early or declares a document type.
    """
    reading = _Reading(path)
    for element in entries(path, frozenset({_PROGRAMME, _TARGET, _PLACE})):
        reading.day = reading.day or read_day(root_attribute(element, "date"))
        kind = local_name(element)
        if kind == _PROGRAMME:
            _programme(element, reading)
        elif kind == _PLACE:
            reading.places[attributes(element).get("ssid", "")] = _place(element)
        else:
            _target(element, reading)
    return _as_list(reading)


def _as_list(reading: _Reading) -> EntityList:
    gathered = Gathered(reading.path)
    for each in reading.waiting:
        line = one_line(*each.lines, reading.places.get(each.place, ""))
        if each.label:
            each.draft.remark(each.label, line)
        else:
            each.draft.addresses.append(line)
    for position, draft in enumerate(reading.drafts):
        for number in reading.set_ids.get(position, []):
            programme, ordinance, measure = reading.sets.get(number, (f"sanctions set {number}", "", ""))
            draft.programmes.append(programme)
            draft.legal_basis.append(ordinance)
            draft.measures.append(measure)
        gathered.add(draft)
    if reading.off:
        gathered.notes.append(
            f"left out: {reading.off:,} that the file keeps after they were taken off the list"
        )
    return gathered.as_list("SECO", _TITLE, "seco-xml", reading.day)


def _programme(element: etree._Element, reading: _Reading) -> None:
    key, name = _in_english(element, "program-key"), _in_english(element, "program-name")
    for each in children(element, "sanctions-set"):
        number, language = attributes(each).get("ssid", ""), attributes(each).get("lang", _ENGLISH)
        if language == _ENGLISH or number not in reading.sets:
            reading.sets[number] = (key or name, name, text_in(each))


def _in_english(element: etree._Element, tag: str) -> str:
    found = children(element, tag)
    english = [each for each in found if attributes(each).get("lang", _ENGLISH) == _ENGLISH]
    return text_in((english or found)[0]) if found else ""


def _place(element: etree._Element) -> str:
    return one_line(*(text_of(element, tag) for tag in ("location", "area", "country")))


def _target(element: etree._Element, reading: _Reading) -> None:
    fields = attributes(element)
    draft = Draft(fields.get("ssid", ""), reading.path.name, line_of(element))
    if not _on_the_list(element, draft, reading.day):
        reading.off += 1
        return
    sets = [text_in(each) for each in children(element, "sanctions-set-id")]
    reading.set_ids[len(reading.drafts)] = sets or fields.get("sanctions-set-id", "").split()
    reading.drafts.append(draft)
    for child in element:
        kind = local_name(child)
        if kind in ("individual", "entity", "object"):
            draft.be(attributes(child).get("object-type", kind), _KINDS)
            _body(child, draft, reading)
        elif kind == "foreign-identifier":
            number = text_in(child)
            draft.references.append(f"UN {number}" if _UN.fullmatch(number) else number)
        elif kind not in ("sanctions-set-id", "modification"):
            draft.note(f"element <{kind[:40]}> is not read")


def _on_the_list(element: etree._Element, draft: Draft, day: date | None) -> bool:
    """Read the history: whether the last change in effect put the target on the list or took it off."""
    history: list[tuple[date, str]] = []
    for each in children(element, "modification"):
        fields = attributes(each)
        when = next(filter(None, (fields.get(f"{name}-date") for name in ("effective", "publication"))), "")
        happened = draft.day("day of a change", when) or date.min
        if day is None or happened <= day:
            history.append((happened, fields.get("modification-type", "")))
    known = [each for each in history if each[0] != date.min]
    draft.listed_on = max((when for when, what in known if what not in (_OFF, _CHANGED)), default=None)
    draft.changed_on = max((when for when, _ in known), default=None)
    # The file begins with the latest change, so that of several on one day the first counts.
    return max(history, key=lambda each: each[0], default=(date.min, ""))[1] != _OFF


def _body(element: etree._Element, draft: Draft, reading: _Reading) -> None:
    for child in element:
        kind = local_name(child)
        if kind == "identity":
            _identity(child, draft, reading)
        elif kind in ("justification", "other-information"):
            text = text_in(child)
            draft.remark("" if kind == "other-information" else kind, text)
            found = [labelled_number(part) for part in text.replace("\n", ";").split(";")]
            draft.identifiers += [number for number in found if number]
        elif kind == "relation":
            fields = attributes(child)
            draft.remark(fields.get("relation-type", "relation"), f"target {fields.get('target-id', '')}")
        else:
            draft.note(f"element <{kind[:40]}> is not read")


def _identity(element: etree._Element, draft: Draft, reading: _Reading) -> None:
    main = attributes(element).get("main", "true") != "false"
    for child in element:
        kind, fields = local_name(child), attributes(child)
        if kind == "name":
            names, complete = seco_names(child)
            if not complete:
                draft.note("a name has more spellings than are read")
            if main and not draft.primary and fields.get("name-type", "primary-name") == "primary-name":
                draft.primary = names[0].name if names else ""
            draft.names += names
        elif kind == "day-month-year":
            _birth(draft, fields)
        elif kind in ("nationality", "citizenship"):
            draft.countries.append(text_of(child, "country"))
        elif kind == "address":
            lines = tuple(text_of(child, tag) for tag in _ADDRESS)
            reading.waiting.append(_Waiting(draft, lines, fields.get("place-id", "")))
        elif kind == "place-of-birth":
            reading.waiting.append(_Waiting(draft, (), fields.get("place-id", ""), "place of birth"))
        elif kind == "identification-document":
            _document(draft, child, fields)
        else:
            draft.note(f"element <{kind[:40]}> is not read")


def _birth(draft: Draft, fields: dict[str, str]) -> None:
    known = day_of_parts(fields)
    if known:
        draft.born.append(known)
    else:
        draft.note("date of birth not understood", "-".join(fields.values()))


def _document(draft: Draft, element: etree._Element, fields: dict[str, str]) -> None:
    number = text_of(element, "number")
    if number:
        kind = kind_of_number(fields.get("document-type", "").replace("-", " "))
        draft.identifiers.append(Identifier(kind, number, text_of(element, "issuer")))
    draft.remark(f"document {number}", text_of(element, "remark"))
