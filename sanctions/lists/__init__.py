"""Published lists: who stands on them, read from every format, and what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sanctions.surface import surface

if TYPE_CHECKING:
    from sanctions.lists.changes import EntityChange, FieldChange, ListChanges, compare_lists
    from sanctions.lists.read import read_list
    from sanctions.lists.types import (
        Alias,
        Directive,
        EntityList,
        EntityType,
        Identifier,
        IdentifierKind,
        ListedEntity,
    )

_HOMES = {
    "Alias": "sanctions.lists.types",
    "Directive": "sanctions.lists.types",
    "EntityChange": "sanctions.lists.changes",
    "EntityList": "sanctions.lists.types",
    "EntityType": "sanctions.lists.types",
    "FieldChange": "sanctions.lists.changes",
    "Identifier": "sanctions.lists.types",
    "IdentifierKind": "sanctions.lists.types",
    "ListChanges": "sanctions.lists.changes",
    "ListedEntity": "sanctions.lists.types",
    "compare_lists": "sanctions.lists.changes",
    "read_list": "sanctions.lists.read",
}

__all__ = [
    "Alias",
    "Directive",
    "EntityChange",
    "EntityList",
    "EntityType",
    "FieldChange",
    "Identifier",
    "IdentifierKind",
    "ListChanges",
    "ListedEntity",
    "compare_lists",
    "read_list",
]

__getattr__, __dir__ = surface(__name__, _HOMES)
