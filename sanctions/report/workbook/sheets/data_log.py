"""Data log: every figure a parameter rests on, and the datasets they are in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sanctions.comparison.results import Comparison
from sanctions.data.vintage import Figure
from sanctions.model.outcome import STALE_DAYS as STALE
from sanctions.report.cells.tables import (
    Cell,
    Column,
    Content,
    Formula,
    Look,
    Mark,
    Marked,
    Sheet,
    Table,
    header_row,
    letter,
    linked,
)
from sanctions.report.numbers.settings import DELIVERED, STALE_DAYS, VERY_OLD_DAYS

SHEET: Final = "Data log"
DATED, FIRST_KNOWN, AGE = "Reference date", "First known", "Age on the as-of date (days)"
OLD, FRESH = "NOTE: older than the limit", "within the limit"
VERY_OLD: Final = "RED: two years old or more"
LEAD: Final = (
    "Every figure a parameter rests on, as known on the as-of date. Conflicting figures are kept and named.",
    f"Old is what is older than {STALE_DAYS} on Inputs: no mistake where nothing newer was published.",
)
COLUMNS: Final = (
    Column("Figure", 46, Look.CODE),
    Column("Value", 16, Look.NUMBER),
    Column("Unit", 16),
    Column("Basis", 16),
    Column(DATED, 16, Look.DATE),
    Column(FIRST_KNOWN, 16, Look.DATE),
    Column("First known is", 26),
    Column(AGE, 16, Look.LIVE_ROUNDED),
    Column("Old?", 22, Look.LIVE_TEXT),
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


def sheet_of(comparison: Comparison, as_of_cell: str) -> Sheet:
    """Return the sheet: figures first, then datasets that were read as a whole.

    Parameters
    ----------
    comparison : Comparison
    as_of_cell : str
        Reference of the as-of date, from which ages count.
    """
    used: dict[str, list[str]] = {}
    for option in comparison.options:
        for parameter in option.parameters.values:
            for figure in parameter.figures:
                if parameter.key not in used.setdefault(figure.id, []):
                    used[figure.id].append(parameter.key)
    first = header_row(len(LEAD)) + 1
    rows = [
        _figure(figure, used.get(figure.id, []), _age(figure, comparison, as_of_cell, first + place))
        for place, figure in enumerate(comparison.figures)
    ]
    rows += [_dataset(name, checksum) for name, checksum in sorted(comparison.datasets.items())]
    if not rows:
        rows = [("no figure was read", *([None] * (len(COLUMNS) - 1)))]
    aged = letter([column.header for column in COLUMNS].index(AGE))
    cells = f"A{first}:{letter(len(COLUMNS) - 1)}{first + len(rows) - 1}"
    red = f"AND(ISNUMBER(${aged}{first}),${aged}{first}>={VERY_OLD_DAYS})"
    table = Table("data_log", COLUMNS, tuple(rows))
    marked = [Marked(cells, red, Mark.ALARM)]
    return Sheet(SHEET, "Data log: where the figures come from", table, LEAD, marked=marked)


def _age(figure: Figure, comparison: Comparison, as_of: str, row: int) -> tuple[Formula, Formula]:
    """Return a figure's age on the as-of date, and whether that is old."""
    dated, aged = (letter([column.header for column in COLUMNS].index(each)) for each in (DATED, AGE))
    days = (comparison.as_of - figure.date).days
    text = f'IF({aged}{row}>={VERY_OLD_DAYS},"{VERY_OLD}",IF({aged}{row}>{STALE_DAYS},"{OLD}","{FRESH}"))'
    found = OLD if days > STALE else FRESH
    old = Formula(text, VERY_OLD if days >= DELIVERED[VERY_OLD_DAYS] else found)
    return Formula(f"{as_of}-{dated}{row}", float(days)), old


def _figure(figure: Figure, used: list[str], age: tuple[Formula, Formula]) -> tuple[Content | Cell, ...]:
    return (
        figure.id,
        figure.value,
        figure.unit,
        figure.basis or None,
        figure.date,
        figure.first_known,
        "stated by the publisher" if figure.first_known_stated else "reference date plus a stated lag",
        *age,
        figure.publisher,
        linked(figure.address),
        linked(figure.seen_via),
        figure.sha256,
        figure.dataset,
        "; ".join(figure.conflicts_with) or "none",
        "; ".join(used) or "none",
        figure.note or None,
    )


def _dataset(name: str, checksum: str) -> tuple[Content | Cell, ...]:
    no_age = [Cell(None, Look.TEXT)] * 2
    head: tuple[Content | Cell, ...] = (f"dataset {name}", *([None] * 6), *no_age, *([None] * 3))
    return (*head, checksum, name, None, "the snapshot", "rows visible on the as-of date")
