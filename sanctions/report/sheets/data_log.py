"""Data log: every figure a parameter rests on, and the datasets they are in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sanctions.compare.comparison import Comparison
from sanctions.data.vintage import Figure
from sanctions.report.tables import Cell, Column, Content, Look, Sheet, Table, header_row

SHEET: Final = "Data log"
LEAD: Final = (
    "Every figure a parameter rests on, as known on the as-of date. Conflicting figures are kept and named.",
)
COLUMNS: Final = (
    Column("Figure", 46, Look.CODE),
    Column("Value", 16, Look.NUMBER),
    Column("Unit", 16),
    Column("Basis", 16),
    Column("Reference date", 16, Look.DATE),
    Column("First known", 16, Look.DATE),
    Column("First known is", 26),
    Column("Publisher", 40),
    Column("Address", 60, Look.LINK),
    Column("Seen via", 50, Look.LINK),
    Column("Checksum of the dataset (SHA-256)", 30, Look.CODE),
    Column("Dataset", 30, Look.CODE),
    Column("Conflicts with", 40),
    Column("Used by", 46),
    Column("Note", 60),
)


def places(comparison: Comparison) -> Mapping[str, str]:
    """Return figure id -> where it stands, for links."""
    first = header_row(len(LEAD)) + 1
    return {figure.id: f"'{SHEET}'!A{first + i}" for i, figure in enumerate(comparison.figures)}


def sheet_of(comparison: Comparison) -> Sheet:
    """Return the sheet: figures first, then datasets that were read as a whole."""
    used: dict[str, list[str]] = {}
    for option in comparison.options:
        for parameter in option.parameters.values:
            for figure in parameter.figures:
                if parameter.key not in used.setdefault(figure.id, []):
                    used[figure.id].append(parameter.key)
    rows = [_figure(figure, used.get(figure.id, [])) for figure in comparison.figures]
    rows += [_dataset(name, checksum) for name, checksum in sorted(comparison.datasets.items())]
    if not rows:
        rows = [("no figure was read", *([None] * (len(COLUMNS) - 1)))]
    return Sheet(
        SHEET, "Data log: where the figures come from", Table("data_log", COLUMNS, tuple(rows)), LEAD
    )


def _figure(figure: Figure, used: list[str]) -> tuple[Content | Cell, ...]:
    return (
        figure.id,
        figure.value,
        figure.unit,
        figure.basis or None,
        figure.date,
        figure.first_known,
        "stated by the publisher" if figure.first_known_stated else "reference date plus a stated lag",
        figure.publisher,
        _link(figure.address),
        _link(figure.seen_via),
        figure.sha256,
        figure.dataset,
        "; ".join(figure.conflicts_with) or "none",
        "; ".join(used) or "none",
        figure.note or None,
    )


def _dataset(name: str, checksum: str) -> tuple[Content | Cell, ...]:
    head: tuple[Content | Cell, ...] = (f"dataset {name}", *([None] * 9))
    return (*head, checksum, name, None, "the snapshot", "rows visible on the as-of date")


def _link(text: str) -> Content | Cell:
    if not text:
        return None
    first = text.split(maxsplit=1)[0].rstrip(";,")
    return Cell(text, Look.LINK if "://" in first else Look.TEXT, first if "://" in first else "")
