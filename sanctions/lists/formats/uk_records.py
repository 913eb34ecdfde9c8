"""The United Kingdom's lists: one designation, whichever file and edition it comes from.

Four editions are read: OFSI's consolidated list of asset freeze targets and the UK Sanctions List, each in
CSV and XML. They were taken from published descriptions and from samples in public parsers, not from a
download.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from sanctions.lists.parts.days import part_of_a_day
from sanctions.lists.parts.draft import Draft, one_line
from sanctions.lists.parts.numbers import labelled_number
from sanctions.lists.types import Alias, EntityType, IdentifierKind

OFSI_TITLE = "UK consolidated list of asset freeze targets (OFSI)"
UK_TITLE = "UK Sanctions List"

TYPES = {
    "individual": EntityType.INDIVIDUAL,
    "entity": EntityType.ENTITY,
    "ship": EntityType.VESSEL,
    "aircraft": EntityType.AIRCRAFT,
}
# The publisher writes several values of one cell as "(1) … (2) …".
_NUMBERED = re.compile(r"\(\d{1,2}\)\s*")
_FORMER = ("f.k.a", "fka", "formerly")
_PRIMARY, _VARIATION = "primary name", "variation"
_KNOWN_KINDS = ("primary name", "alias", "aka", "a.k.a", "variation", *_FORMER)


@dataclass(frozen=True, slots=True)
class UkName:
    """A name in its six parts, the last of which is the surname or the whole name."""

    parts: tuple[str, ...]
    kind: str = ""
    strength: str = ""

    def text(self, *, person: bool) -> str:
        """Return "SURNAME, First Middle" for a person, the parts in order for anything else."""
        given = " ".join(part for part in self.parts[:-1] if part)
        last = self.parts[-1]
        if person and given and last:
            return f"{last}, {given}"
        return " ".join(part for part in (given, last) if part)


@dataclass(slots=True)
class UkRecord:
    """A designation as stated, its fields still as text."""

    id: str
    line: int
    type: str = ""
    names: list[UkName] = field(default_factory=list)
    other_scripts: list[tuple[str, str]] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    born: list[str] = field(default_factory=list)
    numbers: list[tuple[IdentifierKind, str]] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    regimes: list[str] = field(default_factory=list)
    measures: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    remarks: list[tuple[str, str]] = field(default_factory=list)
    designated: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def uk_draft(record: UkRecord, file: str) -> Draft:
    """Return the entry that a designation states."""
    draft = Draft(record.id, file, record.line)
    draft.be(record.type, TYPES)
    for name in dict.fromkeys(record.names):
        _name(draft, name)
    for text, writing in dict.fromkeys(record.other_scripts):
        draft.names += [Alias(each, "aka", writing=writing) for each in several(text)]
    draft.programmes += record.regimes
    draft.legal_basis += [regime for regime in record.regimes if "Regulations" in regime]
    draft.measures += [part.strip() for text in record.measures for part in text.split("|")]
    draft.addresses += record.addresses
    draft.countries += [each for text in record.countries for each in several(text)]
    for text in dict.fromkeys(record.born):
        _births(draft, text)
    for kind, text in dict.fromkeys(record.numbers):
        draft.identifiers += [found for each in several(text) if (found := labelled_number(each, kind))]
    draft.references += record.references
    draft.listed_on = min(_days(draft, "day of designation", record.designated), default=None)
    draft.changed_on = max(_days(draft, "day of the last change", record.changed), default=None)
    for label, text in dict.fromkeys(record.remarks):
        draft.remark(label, text)
    for what in dict.fromkeys(record.unknown):
        draft.note(what)
    return draft


def several(text: str) -> list[str]:
    """Return the values in "(1) one (2) two", or the text itself.

    >>> several("(1) Ruritania (2) Strelsau"), several("Ruritania")
    (['Ruritania', 'Strelsau'], ['Ruritania'])
    """
    if not text.startswith("(1)"):
        return [text] if text else []
    return [part.strip(" .,;") for part in _NUMBERED.split(text) if part.strip(" .,;")]


def address(parts: list[str]) -> str:
    """Return an address as one line."""
    return one_line(*parts)


def _name(draft: Draft, name: UkName) -> None:
    text = name.text(person=draft.type is EntityType.INDIVIDUAL)
    if not text:
        return
    kind, strength = name.kind.casefold(), name.strength.casefold()
    if kind and not any(known in kind for known in _KNOWN_KINDS):
        draft.note("kind of name not understood, taken for an alias", name.kind)
    if _PRIMARY in kind and _VARIATION not in kind and not draft.primary:
        draft.primary = text
    former = any(word in kind for word in _FORMER)
    draft.names.append(Alias(text, "fka" if former else "aka", "low" in strength))


def _births(draft: Draft, text: str) -> None:
    for each in several(text):
        known = part_of_a_day(each)
        if known:
            draft.born.append(known)
        else:
            draft.note("date of birth not understood", each)


def _days(draft: Draft, what: str, texts: list[str]) -> list[date]:
    return [day for text in dict.fromkeys(texts) if (day := draft.day(what, text))]
