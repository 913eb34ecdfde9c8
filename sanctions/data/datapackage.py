"""The catalogue as a Frictionless data package, for programs that read one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sanctions.data.catalog import Card, ColumnEntry

#: Frictionless field types of the cards' column types.
FIELD_TYPES = {"text": "string", "number": "number", "date": "date"}


def data_package(cards: Iterable[Card]) -> dict[str, Any]:
    """Return the descriptor of all files of a catalogue.

    Parameters
    ----------
    cards : iterable of Card

    Returns
    -------
    dict
        The content of a ``datapackage.json`` to be put at the root of the datasets folder: paths are
        relative to it. (Data Package standard, version 1.)
    """
    return {
        "profile": "data-package",
        "name": "sanctions-figures",
        "title": "Figures behind the sanctions calculator",
        "resources": [_resource(card) for card in cards],
    }


def _resource(card: Card) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": card.name.replace("_", "-"),
        "title": card.title,
        "description": f"{card.basis}. Coverage: {card.coverage}. Gaps: {card.gaps}.",
        "path": f"{card.path.parent.name}/{card.table.name}",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "hash": f"sha256:{card.sha256}",
        "bytes": card.table.stat().st_size,
        "sources": [
            {"title": card.publisher, "path": card.address},
            *({"title": via} for via in card.seen_via),
        ],
        "licenses": [{"name": "other", "title": card.licence}],
        "schema": {"fields": [_field(column) for column in card.columns], "missingValues": [""]},
    }


def _field(column: ColumnEntry) -> dict[str, str]:
    return {"name": column.name, "type": FIELD_TYPES[column.type], "description": column.description}
