"""Paths: the metrics followed through the annual columns, for the charts and for who wants the numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from sanctions.model.paths import PATHS
from sanctions.periods import YEARS, years_after
from sanctions.report.sides import Side
from sanctions.report.tables import Column, Content, Formula, Look, Sheet, Table, header_row, letter

SHEET: Final = "Paths"
LEAD: Final = (
    "Not live: percentiles of each year's column over {draws:,} joint draws. Width = high minus low.",
)
QUANTILES: Final = (("low", 10), ("middle", 50), ("high", 90))
FIRST_YEAR_INDEX: Final = 4


@dataclass(frozen=True)
class PathSheet:
    """The sheet, and the first row (of low, middle, high) of each path of each option."""

    sheet: Sheet
    first_rows: dict[tuple[str, str], int]


def path_sheet(sides: tuple[Side, ...], draws: int) -> PathSheet | None:
    """Return the sheet; None where no option has a path.

    Parameters
    ----------
    sides : tuple of Side
    draws : int
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
                rows.append((path.label, side.letter, str(path.unit), word, *(float(v) for v in along)))
            number = header_row(len(LEAD)) + 1 + len(rows)
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
    lead = tuple(line.format(draws=draws) for line in LEAD)
    sheet = Sheet(
        SHEET, "Paths over eight years", Table("paths", columns, tuple(rows)), lead, freeze_columns=4
    )
    return PathSheet(sheet, {k: sheet.header_row + 1 + place for k, place in places.items()})
