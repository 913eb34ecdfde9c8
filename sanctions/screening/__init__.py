"""Names against lists: scores, identifiers, leads and case files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sanctions.surface import surface

if TYPE_CHECKING:
    from sanctions.screening.against_list import screen
    from sanctions.screening.against_lists import ListsScreening, screen_lists
    from sanctions.screening.leads import Lead, NameQuery, Screening
    from sanctions.screening.name_files import NameFile, read_names

_HOMES = {
    "Lead": "sanctions.screening.leads",
    "ListsScreening": "sanctions.screening.against_lists",
    "NameFile": "sanctions.screening.name_files",
    "NameQuery": "sanctions.screening.leads",
    "Screening": "sanctions.screening.leads",
    "read_names": "sanctions.screening.name_files",
    "screen": "sanctions.screening.against_list",
    "screen_lists": "sanctions.screening.against_lists",
}

__all__ = [
    "Lead",
    "ListsScreening",
    "NameFile",
    "NameQuery",
    "Screening",
    "read_names",
    "screen",
    "screen_lists",
]

__getattr__, __dir__ = surface(__name__, _HOMES)
