"""Paths: the metrics followed through the annual columns, for the charts and for who wants the numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from sanctions.model.paths import PATHS
from sanctions.periods import YEARS, years_after
from sanctions.report.cells.old import is_old, state_of_numbers
from sanctions.report.cells.tables import (
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
)
from sanctions.report.numbers.sides import Side

SHEET: Final = "Paths"
LEAD: Final = (
    "Not live: percentiles of each year's column over {draws:,} joint draws. Width = high minus low."
)
#: Row whose word is the legend of a chart.
CHARTED: Final = "middle"
OLD: Final = ", old: inputs changed"
QUANTILES: Final = (("low", 10), ("middle", 50), ("high", 90))
FIRST_YEAR_INDEX: Final = 4
#: Column that says what a row holds.
WORD_COLUMN: Final = "D"


@dataclass(frozen=True)
class PathSheet:
    """The sheet, and the first row (of low, middle, high) of each path of each option."""

    sheet: Sheet
    first_rows: dict[tuple[str, str], int]


def _said(word: str, changed: str) -> Content:
    """Return what a row holds, in words for legends too: old once an input was changed."""
    return Formula(f'IF({changed}=0,"{word}","{word}{OLD}")', word) if changed else word


def path_sheet(sides: tuple[Side, ...], draws: int, changed: str = "") -> PathSheet | None:
    """Return the sheet; None where no option has a path.

    Parameters
    ----------
    sides : tuple of Side
    draws : int
    changed : str, optional
        Reference of the number of inputs changed.
    """
    rows: list[tuple[Content, ...]] = []
    places: dict[tuple[str, str], int] = {}
    for path in PATHS:
        for side in sides:
            if path.id not in side.assessment.paths:
                continue
            places[path.id, side.letter] = len(rows)
            values = side.assessment.paths[path.id]
            found = {word: np.percentile(values, percent, axis=1) for word, percent in QUANTILES}
            for word, along in found.items():
                said = _said(word, changed) if word == CHARTED else word
                rows.append((path.label, side.letter, str(path.unit), said, *(float(v) for v in along)))
            number = header_row(1) + 1 + len(rows)
            widths = (
                Formula(f"{c}{number - 1}-{c}{number - 3}", float(found["high"][year] - found["low"][year]))
                for year, c in enumerate(letter(FIRST_YEAR_INDEX + year) for year in YEARS)
            )
            rows.append((path.label, side.letter, str(path.unit), "width", *widths))
    if not rows:
        return None
    announced = sides[0].assessment.announced
    same = all(side.assessment.announced == announced for side in sides)
    headers = [f"t={year} ({years_after(announced, year)})" if same else f"t={year}" for year in YEARS]
    columns = (
        Column("Path", 40),
        Column("Of", 8),
        Column("Unit", 18),
        Column("8 in 10", 12),
        *(Column(header, 15, Look.NUMBER) for header in headers),
    )
    words = LEAD.format(draws=draws)
    lead = (state_of_numbers(changed, words),)
    first, last = header_row(len(lead)) + 1, header_row(len(lead)) + len(rows)
    cells = f"{letter(FIRST_YEAR_INDEX)}{first}:{letter(FIRST_YEAR_INDEX + len(YEARS) - 1)}{last}"
    sheet = Sheet(
        SHEET,
        "Paths over eight years",
        Table("paths", columns, tuple(rows)),
        lead,
        freeze_columns=4,
        marked=[Marked(cells, is_old(), Mark.OLD)],
    )
    return PathSheet(sheet, {k: sheet.header_row + 1 + place for k, place in places.items()})
