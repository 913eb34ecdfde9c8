"""One party of OFAC's advanced XML, and the file's own dictionaries that its numbers point to."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field

from lxml import etree

from sanctions.lists.parts.days import day_text, span
from sanctions.lists.parts.draft import Draft
from sanctions.lists.parts.xml_stream import (
    attributes,
    children,
    line_of,
    local_name,
    text_in,
    text_of,
)
from sanctions.lists.types import Alias, EntityType

# Where a file does not say what a number means, it means this.
_USUAL = {
    ("AliasType", "1400"): "A.K.A.",
    ("AliasType", "1401"): "F.K.A.",
    ("AliasType", "1402"): "N.K.A.",
    ("AliasType", "1403"): "Name",
    ("PartySubType", "1"): "Vessel",
    ("PartySubType", "2"): "Aircraft",
    ("PartyType", "1"): "Individual",
    ("PartyType", "2"): "Entity",
    ("List", "1550"): "SDN List",
}
_USUAL_PARTY_TYPE = {"3": "2", "4": "1"}
_KINDS = {"f.k.a.": "fka", "n.k.a.": "nka"}
_TYPES = {kind.value: kind for kind in EntityType}
_SURNAME = "last name"
_LATIN = "latin"
_READ = frozenset({"Profile", "Comment", "SanctionsEntryReference"})


@dataclass(slots=True)
class Values:
    """The dictionaries of the file: what each number of each kind means."""

    known: dict[tuple[str, str], str] = field(default_factory=dict)
    party_type: dict[str, str] = field(default_factory=dict)

    def read(self, element: etree._Element) -> None:
        """Read the section ReferenceValueSets."""
        for group in element:
            for each in group:
                fields = attributes(each)
                self.known[local_name(each), fields.get("id", "")] = text_in(each)
                if "partytypeid" in fields:
                    self.party_type[fields.get("id", "")] = fields["partytypeid"]

    def get(self, kind: str, number: str) -> str:
        """Return what a number means; empty when nobody says."""
        return self.known.get((kind, number)) or _USUAL.get((kind, number), "")

    def type_of(self, sub_type: str) -> str:
        """Return the word for a kind of party: vessel, aircraft, individual or entity."""
        word = self.get("PartySubType", sub_type).casefold()
        if word in _TYPES:
            return word
        number = self.party_type.get(sub_type) or _USUAL_PARTY_TYPE.get(sub_type, "")
        return self.get("PartyType", number).casefold()


@dataclass(frozen=True, slots=True)
class _Name:
    """A name as documented: its parts with the kind of each, still as numbers."""

    alias_type: str
    primary: bool
    weak: bool
    parts: tuple[tuple[str, str], ...]
    script: str


@dataclass(frozen=True, slots=True)
class Feature:
    """Something said of a party: numbers that point to words and places, texts, days."""

    kind: str
    texts: tuple[str, ...]
    details: tuple[str, ...]
    places: tuple[str, ...]
    days: tuple[str, ...]


@dataclass(slots=True)
class OfacParty:
    """A party as stated, what refers to other sections still as numbers."""

    id: str
    line: int
    profile: str = ""
    sub_type: str = ""
    names: list[_Name] = field(default_factory=list)
    identities: list[str] = field(default_factory=list)
    features: list[Feature] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def aliases(self, values: Values) -> list[tuple[Alias, bool]]:
        """Return every name, and whether it is the primary one."""
        person = values.type_of(self.sub_type) == EntityType.INDIVIDUAL
        found = []
        for name in self.names:
            kind = _KINDS.get(values.get("AliasType", name.alias_type).casefold(), "aka")
            script = values.get("Script", name.script)
            writing = "" if script.casefold() == _LATIN else script
            text = _joined(name.parts, values, person=person)
            if text:
                found.append((Alias(text, kind, name.weak, writing), name.primary and not writing))
        return found

    def draft(self, file: str, values: Values) -> Draft:
        """Return the entry as far as this section tells."""
        draft = Draft(self.id, file, self.line)
        draft.be(values.type_of(self.sub_type), _TYPES)
        for alias, primary in self.aliases(values):
            if primary and not draft.primary:
                draft.primary = alias.name
            draft.names.append(alias)
        for remark in self.remarks:
            draft.remark("", remark)
        for what in self.unknown:
            draft.note(what)
        return draft


def read_party(element: etree._Element) -> OfacParty:
    """Return a party with all its names and features."""
    party = OfacParty(attributes(element).get("fixedref", ""), line_of(element))
    party.remarks += [text_in(each) for each in children(element, "Comment")]
    for child in element:
        name = local_name(child)
        if name == "Profile":
            party.profile = attributes(child).get("id", "")
            party.sub_type = attributes(child).get("partysubtypeid", "")
        elif name == "Feature":
            party.features.append(_feature(child))
        elif name not in _READ:
            party.unknown.append(f"element <{name[:40]}> is not read")
    for child in children(element, "Profile"):
        for each in child:
            _of_the_profile(each, party)
    return party


def _of_the_profile(element: etree._Element, party: OfacParty) -> None:
    name = local_name(element)
    if name == "Identity":
        party.identities.append(attributes(element).get("id", ""))
        groups = {
            attributes(group).get("id", ""): attributes(group).get("nameparttypeid", "")
            for group in children(element, "NamePartGroups", "MasterNamePartGroup", "NamePartGroup")
        }
        for alias in children(element, "Alias"):
            party.names += _names(alias, groups)
    elif name == "Feature":
        party.features.append(_feature(element))
    elif name not in _READ:
        party.unknown.append(f"element <{name[:40]}> is not read")


def _names(element: etree._Element, groups: dict[str, str]) -> list[_Name]:
    fields = attributes(element)
    found = []
    for documented in children(element, "DocumentedName"):
        values = children(documented, "DocumentedNamePart", "NamePartValue")
        parts = tuple(
            (sys.intern(groups.get(attributes(value).get("namepartgroupid", ""), "")), text_in(value))
            for value in values
        )
        script = attributes(values[0]).get("scriptid", "") if values else ""
        primary, weak = (fields.get(key) == "true" for key in ("primary", "lowquality"))
        found.append(_Name(fields.get("aliastypeid", ""), primary, weak, parts, script))
    return found


def _joined(parts: tuple[tuple[str, str], ...], values: Values, *, person: bool) -> str:
    """Return "LAST, First" for a person, as the other editions write it, the parts in order otherwise."""
    marked = [(values.get("NamePartType", kind).casefold(), text) for kind, text in parts if text]
    surname = " ".join(text for kind, text in marked if person and kind == _SURNAME)
    rest = " ".join(text for kind, text in marked if not (person and kind == _SURNAME))
    return ", ".join(part for part in (surname, rest) if part)


def _feature(element: etree._Element) -> Feature:
    """Return a feature; its versions are read as one, and in older files it stands without one."""
    versions = children(element, "FeatureVersion") or [element]
    details = [each for version in versions for each in children(version, "VersionDetail")]
    comments = [each for version in versions for each in children(version, "Comment")]
    places = [each for version in versions for each in children(version, "VersionLocation")]
    periods = [each for version in versions for each in children(version, "DatePeriod")]
    return Feature(
        sys.intern(attributes(element).get("featuretypeid", "")),
        tuple(text for each in (*details, *comments) if (text := text_in(each))),
        tuple(number for each in details if (number := attributes(each).get("detailreferenceid", ""))),
        tuple(attributes(each).get("locationid", "") for each in places),
        tuple(day for each in periods if (day := _period(each))),
    )


def _period(element: etree._Element) -> str:
    """Return a period as a day, a year or a span; a whole year written from January to December is a year."""
    first, last = _edge(element, "Start", "From"), _edge(element, "End", "To")
    last = last or _edge(element, "Start", "To")
    if first[5:] == "01-01" and last == f"{first[:4]}-12-31":
        return first[:4]
    return span(first, last)


def _edge(element: etree._Element, side: str, end: str) -> str:
    found = children(element, side, end)
    return day_text(*(text_of(found[0], part) for part in ("Year", "Month", "Day"))) if found else ""
