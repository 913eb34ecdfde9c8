"""Paths: the years a metric is read from say what the metric says, in the runs and in the worked case."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sanctions.model.metrics import BY_ID
from sanctions.model.paths import PATHS
from sanctions.model.results import Spread
from sanctions.report.cells.tables import Cell, Formula, letter, reference
from sanctions.report.workbook.checks.check import Check, Subject, number, rounding
from sanctions.report.workbook.checks.rows import model_rows
from sanctions.report.workbook.sheets.paths import FIRST_YEAR_INDEX, PathSheet
from sanctions.report.workbook.sheets.results import HIGH_COLUMN, LOW_COLUMN, MIDDLE_COLUMN, WORKED_COLUMN

#: Path -> the year a metric is read from it, and that metric.
READ_FROM: Final = {
    "old_bond_yield_bp": (1, "old_bond_yield_12m_bp"),
    "new_bond_yield_bp": (1, "new_bond_yield_year_1_bp"),
    "extra_interest_lcu_bn": (1, "extra_interest_year_1_lcu_bn"),
    "foreign_share_lost_pp": (1, "foreign_share_lost_pp"),
    "gdp_loss_pct": (8, "gdp_loss_year_8_pct"),
}
_QUANTITY: Final = {path.id: path.quantity for path in PATHS}


def path_checks(subject: Subject) -> Iterator[Check]:
    """Yield, for each metric read from a path, what the path says in that year."""
    for rows in model_rows(subject):
        letter_ = rows.side.letter
        for path, (year, id_) in READ_FROM.items():
            row = subject.results.row(id_, letter_)
            about = f"{letter_}, {BY_ID[id_].label.lower()}, t={year}"
            if row.worked is not None and rows.has(_QUANTITY[path]):
                cell = Formula(subject.results.cell(id_, letter_, WORKED_COLUMN), row.worked)
                there = rows.cell(_QUANTITY[path], year)
                why = "Results and the row of the model show the same year: one of them was overwritten."
                yield Check(
                    "Results agree with the model's row of years", about, cell, there, rounding(cell), why
                )
            if subject.paths is not None and (path, letter_) in subject.paths.first_rows:
                yield from _runs(subject, subject.paths, path, letter_, about)


def _runs(subject: Subject, paths: PathSheet, path: str, of: str, about: str) -> Iterator[Check]:
    year, id_ = READ_FROM[path]
    spread = subject.results.row(id_, of).found
    if not isinstance(spread, Spread):
        return
    first, column = paths.first_rows[path, of], FIRST_YEAR_INDEX + year
    gaps, sizes, value = [], [], 0.0
    columns = ((LOW_COLUMN, spread.p10), (MIDDLE_COLUMN, spread.p50), (HIGH_COLUMN, spread.p90))
    for offset, (results_column, percentile) in enumerate(columns):
        mine = Formula(subject.results.cell(id_, of, results_column), percentile)
        content = paths.sheet.table.rows[first - paths.sheet.header_row - 1 + offset][column]
        content = content.content if isinstance(content, Cell) else content
        held = content if isinstance(content, int | float) else 0.0
        theirs = Formula(reference(paths.sheet.name, letter(column), first + offset), held)
        gaps.append(f"ABS({mine.text}-{theirs.text})")
        sizes += [mine, theirs]
        value += abs(number(mine) - number(theirs))
    why = "Low, middle and high of one year of the path and of the metric come from the same runs."
    found = Formula("+".join(gaps), value)
    yield Check("Paths and Results agree: low, middle, high", about, found, 0.0, rounding(*sizes), why)
