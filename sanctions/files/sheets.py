"""Reading Excel sheets as text, the way a CSV of the same table would be."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from sanctions.errors import InputError, Problem
from sanctions.files.workbook import RawCell, read_workbook

_EXCEL_DIGITS = ".15g"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row of a sheet: its number, counted from 1, and its cells as text (empty for an empty cell)."""

    number: int
    cells: tuple[str, ...]


def read_sheet(path: Path, sheet: str | None = None) -> list[SheetRow]:
    """Return the rows of a sheet as text, empty rows left out.

    Numbers keep their shortest decimal form at the 15 significant digits Excel knows (33.33 is "33.33", and
    0.7-0.2 is "0.5"), cells shown as percentages become percent ("50"), dates ISO dates. Formulas count by
    the value saved with them.

    Parameters
    ----------
    path : pathlib.Path
        An ``.xlsx`` file.
    sheet : str, optional
        Name of the sheet; the first one when absent.

    Raises
    ------
    sanctions.errors.InputError
        The file is no workbook, is damaged, unpacks to too much or lacks the sheet; or every cell that
        holds an error, or a formula without a value.
    """
    book = read_workbook(path, path.name, None if sheet is None else (sheet,))
    if sheet is not None and sheet not in book.sheets:
        names = ", ".join(book.names)
        raise InputError.single(path.name, sheet, f"there is no such sheet among {names}")
    title, cells = next(iter(book.sheets.items()))
    problems = [problem for cell in cells if (problem := _fault(cell, path.name, title))]
    if problems:
        raise InputError(problems)
    rows: dict[int, dict[int, str]] = {}
    for cell in cells:
        if text := _text(cell):
            rows.setdefault(cell.row, {})[cell.column] = text
    width = max((max(row) for row in rows.values()), default=0)
    return [
        SheetRow(number, tuple(row.get(column, "") for column in range(1, width + 1)))
        for number, row in sorted(rows.items())
    ]


def _fault(cell: RawCell, file: str, sheet: str) -> Problem | None:
    place = f"{sheet}!{cell.coordinate}"
    if cell.is_error:
        return Problem(file, place, f"holds {cell.value}", "a value, or an empty cell")
    if cell.formula and cell.value is None:
        message = f"the formula {cell.formula[:100]} has no value saved with it"
        return Problem(file, place, message, "the workbook opened, calculated and saved")
    return None


def _text(cell: RawCell) -> str:
    value = cell.value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, int | float):
        number = Decimal(value if isinstance(value, int) else format(value, _EXCEL_DIGITS))
        return _plain(number * 100 if cell.is_percent else number)
    return str(value).strip()


def _plain(number: Decimal) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
