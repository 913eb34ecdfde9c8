"""Entities: the live totals of the sheet are the sums of its rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sanctions.model.equations import EQUATIONS
from sanctions.report.cells.tables import Cell, Formula, Sheet
from sanctions.report.workbook.checks.check import Check, Subject, count_of, rounding
from sanctions.report.workbook.checks.rows import ModelRows, model_rows
from sanctions.report.workbook.sheets.entities import ONE_BY_ONE, WORKED

#: Total of the model -> quantities of single entities it adds and takes away.
_PARTS: Final[dict[str, tuple[tuple[str, int], ...]]] = {
    "asset_value_lost_all": (("asset_value_lost", 1),),
    "revenue_lost_by_firms": (("revenue_lost", 1), ("shield_cost", -1)),
    "shield_cost_all": (("shield_cost", 1),),
    "refinancing_at_risk_all": (("refinancing_at_risk", 1),),
}
_MEANING: Final = {each.name: " ".join(each.meaning.split()) for each in EQUATIONS}


def entity_checks(subject: Subject) -> Iterator[Check]:
    """Yield the checks of the Entities sheet, where there is one."""
    sheet = subject.entities
    if sheet is None:
        return
    spans = [sheet.span(each) for each in ("Value", WORKED)]
    cells = f"{spans[0].rsplit(':', 1)[0]}:{spans[1].rsplit(':', 1)[1]}"
    errors = Formula(count_of(f"ISERROR({cells})"), 0.0)
    yield Check("No cell is an error", sheet.name, errors, why="Follow the formula back to the first error.")
    for rows in model_rows(subject):
        for total, parts in _PARTS.items():
            whole = _total_cell(sheet, rows, total)
            if whole is not None:
                what = "A total of entities is the sum of its rows (live)"
                why = "What has no figure is in neither: a row was deleted or a number typed over."
                summed = _sum_of(sheet, rows, parts)
                about = f"{rows.side.letter}, {_MEANING[total].rstrip('.').lower()}"
                yield Check(what, about, whole, summed, rounding(whole, summed), why)


def _total_cell(sheet: Sheet, rows: ModelRows, total: str) -> Formula | None:
    """Return the live cell of a total on the sheet; None where it has none."""
    column = [each.header for each in sheet.table.columns].index(WORKED)
    for place, row in enumerate(sheet.table.rows):
        cell = row[column]
        content = cell.content if isinstance(cell, Cell) else cell
        named = row[1] == "total" and rows.has(total)
        if named and isinstance(content, Formula) and content.text == rows.cell(total).text:
            return Formula(sheet.at(sheet.column(WORKED), place), content.value)
    return None


def _sum_of(sheet: Sheet, rows: ModelRows, parts: tuple[tuple[str, int], ...]) -> Formula:
    option, what, live = (sheet.span(header) for header in ("Option", "What", WORKED))
    text, value = "0", 0.0
    for quantity, sign in parts:
        # Apart by a comma, not a star: empty cells and text then count as nothing.
        chosen = f'({option}="{rows.side.letter}")*({what}="{ONE_BY_ONE[quantity]}")'
        text += f"{'+' if sign > 0 else '-'}SUMPRODUCT({chosen},{live})"
        value += sign * sum(float(rows.cell(key).value) for key in rows.keys(quantity))
    return Formula(text, value)
