"""Two dated lists of one publisher compared: who was added, who was removed, what changed."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from sanctions.errors import InputError, Problem
from sanctions.lists.types import Alias, Directive, EntityList, Identifier, ListedEntity

SINGLE = ("name", "type", "listed_on")
SETS = (
    "programmes", "directives", "aliases", "linked_to", "identifiers", "addresses", "legal_basis", "measures",
    "born", "countries",
)  # fmt: skip
_REMARKS = "remarks"
_READ_REMARKS = ("ofac-csv", "ofac-xml")
# Worded differently in each edition of one list, or in one of them alone.
_OF_THE_EDITION = frozenset(
    {"addresses", "identifiers", "legal_basis", "measures", "born", "countries", "references"}
)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What one field of an entry lost and gained.

    Parameters
    ----------
    field : str
        Name of the field of :class:`~sanctions.lists.types.ListedEntity`.
    lost, gained : tuple of str
        As text; a change of order alone is no change.
    """

    field: str
    lost: tuple[str, ...]
    gained: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EntityChange:
    """An entry that stands on both lists and reads differently."""

    old: ListedEntity
    new: ListedEntity
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class ListChanges:
    """The difference between two lists.

    Parameters
    ----------
    old, new : EntityList
        What was compared.
    added, removed : tuple of ListedEntity
        In the order of the list they stand on.
    changed : tuple of EntityChange
        In the order of the newer list.
    not_compared : tuple of str
        Fields left out because one of the lists does not carry them.
    """

    old: EntityList
    new: EntityList
    added: tuple[ListedEntity, ...]
    removed: tuple[ListedEntity, ...]
    changed: tuple[EntityChange, ...]
    not_compared: tuple[str, ...]


def compare_lists(old: EntityList, new: EntityList) -> ListChanges:
    """Compare two lists by the publisher's own ids.

    Raises
    ------
    InputError
        If the lists are not editions of the same list, or the first is dated after the second.
    """
    _require_comparable(old, new)
    before = {entity.id: entity for entity in old.entities}
    after = {entity.id: entity for entity in new.entities}
    left_out = _not_compared(old, new)
    # OFAC's remarks are compared by what they say: directives, numbers, links.
    unread = (_REMARKS,) if old.format in _READ_REMARKS or old.format != new.format else ()
    changes = (
        EntityChange(before[entity.id], entity, fields)
        for entity in new.entities
        if entity.id in before
        and (fields := _changed_fields(before[entity.id], entity, (*left_out, *unread)))
    )
    return ListChanges(
        old=old,
        new=new,
        added=tuple(entity for entity in new.entities if entity.id not in before),
        removed=tuple(entity for entity in old.entities if entity.id not in after),
        changed=tuple(changes),
        not_compared=left_out,
    )


def _require_comparable(old: EntityList, new: EntityList) -> None:
    problems = []
    if old.title != new.title:
        message = f"is the {new.title}, but {old.files[0]} is the {old.title}"
        problems.append(Problem(new.files[0], "", message, "two editions of one list"))
    elif old.published_on and new.published_on and old.published_on > new.published_on:
        message = f"is dated {old.published_on}, after {new.files[0]} ({new.published_on})"
        problems.append(Problem(old.files[0], "", message, "the older list first"))
    if problems:
        raise InputError(problems)


def _not_compared(old: EntityList, new: EntityList) -> tuple[str, ...]:
    apart = worded_apart(old.format, new.format)
    entities = (*old.entities, *new.entities)
    held = {field for field in apart if any(getattr(entity, field) for entity in entities)}
    missing = {*old.not_carried, *new.not_carried, *held}
    return tuple(field for field in (*SINGLE, *SETS, "references") if field in missing)


def worded_apart(one: str, other: str) -> frozenset[str]:
    """Return the fields that two formats of one list word differently, or that one of them lacks."""
    if one == other:
        return frozenset()
    if "ofac-csv" in (one, other) and "ofac-xml" in (one, other):
        return _OF_THE_EDITION
    return _OF_THE_EDITION | {"aliases", "linked_to", "listed_on"}


def _changed_fields(
    old: ListedEntity, new: ListedEntity, left_out: tuple[str, ...]
) -> tuple[FieldChange, ...]:
    changes = []
    for field in SINGLE:
        if field in left_out:
            continue
        before, after = getattr(old, field), getattr(new, field)
        if before != after:
            changes.append(FieldChange(field, _texts([before]), _texts([after])))
    for field in (*SETS, "references", _REMARKS):
        if field in left_out:
            continue
        before, after = _items(old, field), _items(new, field)
        lost, gained = _without(before, after), _without(after, before)
        if lost or gained:
            changes.append(FieldChange(field, _texts(lost), _texts(gained)))
    return tuple(changes)


def _items(entity: ListedEntity, field: str) -> tuple[Hashable, ...]:
    """Return a field's items; remarks are statements with semicolons between."""
    if field == _REMARKS:
        return tuple(entity.remarks.split("; ")) if entity.remarks else ()
    items: tuple[Hashable, ...] = getattr(entity, field)
    return items


def _without(items: tuple[Hashable, ...], others: tuple[Hashable, ...]) -> list[Hashable]:
    kept = set(others)
    return [item for item in items if item not in kept]


def _texts(items: Iterable[object]) -> tuple[str, ...]:
    return tuple(_text(item) for item in items if item is not None)


def _text(item: object) -> str:
    """Return one item as people read it; what tells two items apart stands in brackets."""
    if isinstance(item, Alias):
        marks = (item.kind, "weak" if item.weak else "", item.writing)
        return f"{item.name} ({', '.join(mark for mark in marks if mark)})"
    if isinstance(item, Identifier):
        return f"{item.value} ({item.kind}{', ' + item.country if item.country else ''})"
    if isinstance(item, Directive):
        days = [f"{w} {d}" for w, d in (("listed", item.listed_on), ("effective", item.effective_on)) if d]
        return f"{item} ({', '.join(days)})" if days else str(item)
    return str(item)
