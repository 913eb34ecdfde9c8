"""An entry while it is read, and the list that entries are gathered into: one home for all formats."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from sanctions.lists.parts.days import read_day
from sanctions.lists.types import (
    LONGEST_NAME,
    Alias,
    Directive,
    EntityList,
    EntityType,
    Identifier,
    ListedEntity,
    SetAside,
)

_SHOWN = 40  # characters of a value in a message
_KINDS_SHOWN = 20
_MOST_NOTES = 50  # of one entry


@dataclass(slots=True)
class Draft:
    """What has been read of one entry; the fields of `ListedEntity`, still open.

    The first strong name becomes the primary one, unless a later one is marked primary.
    """

    id: str
    file: str
    line: int
    type: EntityType = EntityType.ENTITY
    primary: str = ""
    names: list[Alias] = field(default_factory=list)
    programmes: list[str] = field(default_factory=list)
    legal_basis: list[str] = field(default_factory=list)
    measures: list[str] = field(default_factory=list)
    directives: list[Directive] = field(default_factory=list)
    linked_to: list[str] = field(default_factory=list)
    identifiers: list[Identifier] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    born: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    listed_on: date | None = None
    changed_on: date | None = None

    def note(self, what: str, value: str = "") -> None:
        """Say what of the entry was not understood."""
        text = f"{what}: {value[:_SHOWN]!r}" if value else what
        if text not in self.notes and len(self.notes) <= _MOST_NOTES:
            self.notes.append(
                text if len(self.notes) < _MOST_NOTES else "more is not understood than is noted"
            )

    def day(self, what: str, text: str) -> date | None:
        """Return a day; one that is none is noted."""
        found = read_day(text)
        if text.strip() and found is None:
            self.note(f"{what} not understood", text)
        return found

    def remark(self, label: str, text: str) -> None:
        """Keep text that has no field of its own, under its label."""
        if text.strip():
            self.remarks.append(f"{label}: {text.strip()}" if label else text.strip())

    def be(self, word: str, types: dict[str, EntityType]) -> None:
        """Set the type by the publisher's word; an unknown word is noted, the entry stays an entity."""
        found = types.get(word.strip().casefold())
        if found is None:
            self.note("type not understood, taken for an entity", word or "none")
        self.type = found or EntityType.ENTITY

    def fault(self) -> str:
        """Return why the entry cannot be used; empty when it can."""
        if not self.id:
            return "has no id"
        return "" if self.primary or self.names else f"entry {self.id[:_SHOWN]} has no name"

    def entity(self) -> ListedEntity:
        """Return the entry."""
        if any(len(each.name) > LONGEST_NAME for each in self.names):
            self.note(f"name longer than the {LONGEST_NAME:,} characters that are compared")
        strong = next((alias for alias in self.names if not alias.weak), None)
        name = self.primary or (strong or self.names[0]).name
        return ListedEntity(
            id=self.id,
            name=name,
            type=self.type,
            programmes=_shared(self.programmes),
            aliases=tuple(alias for alias in dict.fromkeys(self.names) if alias.name != name),
            directives=tuple(dict.fromkeys(self.directives)),
            listed_on=self.listed_on,
            linked_to=_unique(self.linked_to),
            identifiers=tuple(dict.fromkeys(self.identifiers)),
            addresses=_unique(self.addresses),
            remarks="; ".join(_unique(self.remarks)),
            legal_basis=_shared(self.legal_basis),
            measures=_shared(self.measures),
            born=_unique(self.born),
            countries=_shared(self.countries),
            references=_unique(self.references),
            changed_on=self.changed_on,
            notes=_unique(self.notes),
            file=self.file,
            line=self.line,
        )


@dataclass(slots=True)
class Gathered:
    """The entries of a file so far, by id, and the rows that cannot be read."""

    path: Path
    found: dict[str, ListedEntity] = field(default_factory=dict)
    set_aside: list[SetAside] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, draft: Draft) -> None:
        """Keep an entry, or say why it is none."""
        reason = draft.fault()
        if not reason and draft.id in self.found:
            reason = f"id {draft.id[:_SHOWN]} was already on line {self.found[draft.id].line}"
        if reason:
            self.refuse(draft.line, reason)
        else:
            self.found[draft.id] = draft.entity()

    def refuse(self, line: int, reason: str) -> None:
        """Set a row aside."""
        self.set_aside.append(SetAside(self.path.name, line, reason))

    def as_list(self, publisher: str, title: str, form: str, published_on: date | None) -> EntityList:
        """Return the list, with a note for every kind of thing that was not understood."""
        return EntityList(
            publisher=publisher,
            title=title,
            format=form,
            published_on=published_on,
            entities=tuple(self.found.values()),
            set_aside=tuple(self.set_aside),
            notes=(*self.notes, *not_understood(self.found.values())),
            files=(self.path.name,),
        )


def not_understood(entities: Iterable[ListedEntity]) -> tuple[str, ...]:
    """Return one note for each kind of note that entries carry, with the number of entries."""
    count: dict[str, int] = {}
    first: dict[str, ListedEntity] = {}
    for entity in entities:
        for what in dict.fromkeys(note.partition(": ")[0] for note in entity.notes):
            count[what] = count.get(what, 0) + 1
            first.setdefault(what, entity)
    shown = [
        f"{what} in {number:,} {'entry' if number == 1 else 'entries'}, first in {first[what].id} "
        f"(line {first[what].line})"
        for what, number in list(count.items())[:_KINDS_SHOWN]
    ]
    left = len(count) - len(shown)
    return (*shown, *([f"{left} more kinds of things were not understood"] if left else []))


def one_line(*parts: str) -> str:
    """Return the parts that say something, as one line."""
    return ", ".join(dict.fromkeys(text for part in parts if (text := " ".join(part.split()))))


def _unique(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for item in items if item))


def _shared(items: Iterable[str]) -> tuple[str, ...]:
    """Return items of which few stand on thousands of entries: each text is kept once."""
    return tuple(sys.intern(item) for item in _unique(items))
