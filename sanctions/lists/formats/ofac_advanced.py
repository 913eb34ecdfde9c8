"""OFAC's SDN_ADVANCED.XML and CONS_ADVANCED.XML: parties, documents, places and listings, joined by numbers.

Taken from OFAC's published notes on the format and from samples in public parsers, not from a
download. The sections may come in any order: what refers to another is joined at the end.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from lxml import etree

from sanctions.lists.formats.ofac_advanced_party import OfacParty, Values, read_party
from sanctions.lists.formats.ofac_titles import SDN_TITLE, ofac_title
from sanctions.lists.parts.days import MONTHS, day_text
from sanctions.lists.parts.draft import Draft, Gathered, one_line
from sanctions.lists.parts.numbers import kind_of_number
from sanctions.lists.parts.remarks import read_identifier, read_remarks
from sanctions.lists.parts.xml_stream import (
    attributes,
    children,
    entries,
    local_name,
    text_in,
    text_of,
)
from sanctions.lists.types import EntityList, Identifier

_WANTED = frozenset(
    {"DateOfIssue", "ReferenceValueSets", "Location", "IDRegDocument", "DistinctParty", "ProfileRelationship",
     "SanctionsEntry"}
)  # fmt: skip
_PROGRAMME = "program"
_UNKNOWN = "unknown"
_SDN_LIST = "sdn list"


@dataclass(frozen=True, slots=True)
class _Place:
    line: str
    country: str


@dataclass(slots=True)
class _Listing:
    """What all sanctions entries of one party say together."""

    lists: list[str] = field(default_factory=list)
    programmes: list[str] = field(default_factory=list)
    measures: list[str] = field(default_factory=list)
    bases: list[str] = field(default_factory=list)
    days: list[date] = field(default_factory=list)


@dataclass(slots=True)
class _Reading:
    """The sections of the file, by the numbers that join them; values still as numbers."""

    path: Path
    day: date | None = None
    values: Values = field(default_factory=Values)
    places: dict[str, tuple[list[str], str]] = field(default_factory=dict)
    documents: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)
    parties: list[OfacParty] = field(default_factory=list)
    relations: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    listings: dict[str, _Listing] = field(default_factory=dict)


def read_ofac_advanced(path: Path) -> EntityList:
    """Read ``sdn_advanced.xml`` or ``cons_advanced.xml``; memory grows with the entries, not with the file.

    Raises
    ------
    InputError
        If the file is not well-formed XML, ends early or declares a document type, or does not tell by its
        name which of OFAC's lists it is.
    """
    reading = _Reading(path)
    sections: dict[str, Callable[[etree._Element], None]] = {
        "ReferenceValueSets": reading.values.read,
        "Location": lambda element: _location(element, reading),
        "IDRegDocument": lambda element: _document(element, reading),
        "DistinctParty": lambda element: reading.parties.append(read_party(element)),
        "ProfileRelationship": lambda element: _relation(element, reading),
        "SanctionsEntry": lambda element: _listing(element, reading),
    }
    for element in entries(path, _WANTED):
        name = local_name(element)
        if name == "DateOfIssue":
            reading.day = _day(element)
        else:
            sections[name](element)
    return _as_list(reading)


def _as_list(reading: _Reading) -> EntityList:
    gathered = Gathered(reading.path)
    title = ofac_title(reading.path, ())
    places = {number: _place(reading, *parts) for number, parts in reading.places.items()}
    names = {party.profile: _name_of(party, reading.values) for party in reading.parties}
    waiting = reading.parties[::-1]
    reading.parties.clear()
    while waiting:
        party = waiting.pop()  # what has become an entry need not be kept twice
        listing = reading.listings.get(party.profile)
        other = _of_another_list(listing, title, reading.values)
        if other:
            gathered.refuse(party.line, f"entry {party.id} is on {other}, not on the {title}")
            continue
        draft = party.draft(reading.path.name, reading.values)
        _join(draft, party, reading, places)
        _list(draft, listing, reading.values)
        for kind, profile in reading.relations.get(party.profile, []):
            draft.linked_to.append(names.get(profile, "") or f"profile {profile}")
            draft.remark(kind, names.get(profile, profile))
        gathered.add(draft)
    return gathered.as_list("OFAC", title, "ofac-advanced-xml", reading.day)


def _name_of(party: OfacParty, values: Values) -> str:
    names = party.aliases(values)
    return next((alias.name for alias, primary in names if primary), names[0][0].name if names else "")


def _of_another_list(listing: _Listing | None, title: str, values: Values) -> str:
    """Return the lists of a party of none of which this file is, since the law of the two differs."""
    named = [values.get("List", number) for number in listing.lists] if listing else []
    known = [name for name in named if name]
    on_sdn = [name.casefold() == _SDN_LIST for name in known]
    matches = any(on_sdn) if title == SDN_TITLE else not all(on_sdn)
    return "" if matches or not known else " and ".join(dict.fromkeys(known))


def _list(draft: Draft, listing: _Listing | None, values: Values) -> None:
    if listing is None:
        draft.note("no sanctions entry")
        return
    draft.programmes += listing.programmes
    bases = (values.get("LegalBasis", number) for number in listing.bases)
    draft.legal_basis += [basis for basis in bases if basis.casefold() != _UNKNOWN]
    draft.measures += [values.get("SanctionsType", number) for number in listing.measures]
    draft.remark("on", " and ".join(dict.fromkeys(values.get("List", number) for number in listing.lists)))
    draft.listed_on = min(listing.days, default=None)


def _join(draft: Draft, party: OfacParty, reading: _Reading, places: dict[str, _Place]) -> None:
    """Add what the party's features, documents and places say."""
    statements = []
    for feature in party.features:
        what = reading.values.get("FeatureType", feature.kind) or f"feature {feature.kind}"
        details = [*feature.texts, *(reading.values.get("DetailReference", each) for each in feature.details)]
        here = [places[number] for number in feature.places if number in places]
        dated = [_in_words(day) for day in feature.days if "Date (" in what]
        statements += [f"{what.rstrip(' -:')} {text}" for text in (*details, *dated) if text]
        _feature(draft, what.rstrip(" -:"), [each for each in details if each], feature.days, here)
    for number in party.identities:
        for kind, value, country in reading.documents.get(number, []):
            _numbered(draft, reading.values.get("IDRegDocType", kind), value, country, reading.values)
    # The closing full stop tells the reader that nothing was cut off: only the CSV edition cuts.
    said = read_remarks("; ".join(statements) + ".")
    draft.directives += said.directives
    draft.identifiers += said.identifiers


def _feature(draft: Draft, what: str, texts: list[str], days: tuple[str, ...], places: list[_Place]) -> None:
    word = what.casefold()
    if "birthdate" in word or "established date" in word:
        draft.born += days
    elif word == "location":
        draft.addresses += [place.line for place in places]
    elif "nationality" in word or "citizenship" in word or word == "vessel flag":
        draft.countries += [*(place.country or place.line for place in places), *texts]
    else:
        draft.remark(what, one_line(*texts, *days, *(place.line for place in places)))


def _numbered(draft: Draft, kind: str, value: str, country: str, values: Values) -> None:
    found = read_identifier(f"{kind} {value}")
    issued = values.get("Country", country)
    what = found.kind if found else kind_of_number(kind)
    draft.identifiers.append(Identifier(what, found.value if found else value, issued))


def _place(reading: _Reading, parts: list[str], country: str) -> _Place:
    named = reading.values.get("Country", country)
    return _Place(one_line(*parts, named), named)


def _location(element: etree._Element, reading: _Reading) -> None:
    parts = [text_in(value) for value in children(element, "LocationPart", "LocationPartValue", "Value")]
    countries = [attributes(each).get("countryid", "") for each in children(element, "LocationCountry")]
    reading.places[attributes(element).get("id", "")] = (parts, countries[0] if countries else "")


def _document(element: etree._Element, reading: _Reading) -> None:
    fields, number = attributes(element), text_of(element, "IDRegistrationNo")
    if number:
        document = (fields.get("idregdoctypeid", ""), number, fields.get("issuedby-countryid", ""))
        reading.documents.setdefault(fields.get("identityid", ""), []).append(document)


def _relation(element: etree._Element, reading: _Reading) -> None:
    fields = attributes(element)
    kind = reading.values.get("RelationType", fields.get("relationtypeid", "")) or "related to"
    if fields.get("former") == "true":
        kind = f"formerly {kind}"
    reading.relations.setdefault(fields.get("from-profileid", ""), []).append(
        (kind, fields.get("to-profileid", ""))
    )


def _listing(element: etree._Element, reading: _Reading) -> None:
    fields = attributes(element)
    listing = reading.listings.setdefault(fields.get("profileid", ""), _Listing())
    listing.lists.append(fields.get("listid", ""))
    for event in children(element, "EntryEvent"):
        listing.bases.append(attributes(event).get("legalbasisid", ""))
        listing.days += [day for each in children(event, "Date") if (day := _day(each))]
    for measure in children(element, "SanctionsMeasure"):
        kind, comment = attributes(measure).get("sanctionstypeid", ""), text_of(measure, "Comment")
        if comment:
            listing.programmes.append(comment)
        else:
            listing.measures.append(kind)


def _in_words(day: str) -> str:
    """Return a day as OFAC's other editions write it: 24 Feb 2022."""
    try:
        found = date.fromisoformat(day)
    except ValueError:
        return ""
    return f"{found.day} {MONTHS[found.month - 1].title()} {found.year}"


def _day(element: etree._Element) -> date | None:
    whole = day_text(*(text_of(element, part) for part in ("Year", "Month", "Day")))
    try:
        return date.fromisoformat(whole)
    except ValueError:
        return None
