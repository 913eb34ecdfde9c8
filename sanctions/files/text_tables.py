"""Hand-made tables, CSV or Excel, as rows of text that know their place; nothing is interpreted yet."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path

from sanctions.errors import InputError, Problem
from sanctions.files.delimited import GAP, delimited_rows
from sanctions.files.sheets import read_sheet
from sanctions.files.text import read_text

MOST_CELL_LENGTH = 2_000
EXCEL_SUFFIXES = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
#: A cell that says nothing.
_EMPTY = frozenset({"", GAP})


@dataclass(frozen=True, slots=True)
class TextRow:
    """One row: where it stands ("line 12", "row 12") and its cells by column, empty ones left out."""

    place: str
    cells: dict[str, str]

    def get(self, column: str) -> str:
        """Return a cell, empty when the row has none."""
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table as read.

    Parameters
    ----------
    file : str
        Name of the file.
    columns : tuple of str
        Header, in order.
    rows : tuple of TextRow
        Rows that are not empty.
    malformed : tuple of Problem
        Rows with more or fewer cells than the header.
    """

    file: str
    columns: tuple[str, ...]
    rows: tuple[TextRow, ...]
    malformed: tuple[Problem, ...] = ()


def read_table(path: Path, required: tuple[str, ...], optional: tuple[str, ...]) -> TextTable:
    """Return a CSV or Excel table whose columns are all known.

    Parameters
    ----------
    path : pathlib.Path
        The file; ``.xlsx`` is read as Excel, anything else as CSV with comma, semicolon or tab.
    required, optional : tuple of str
        Column names; any other is a problem.

    Raises
    ------
    sanctions.errors.InputError
        The file cannot be read as a table, or its columns are not the known ones.
    """
    if not path.is_file():
        raise InputError.single(path.name, "", "there is no such file")
    if path.suffix.casefold() in EXCEL_SUFFIXES:
        sheet = [(f"row {row.number}", list(row.cells)) for row in read_sheet(path)]
        return _table(path.name, [(place, _trimmed(cells)) for place, cells in sheet], required, optional)
    rows = [(row.place, list(row.cells)) for row in delimited_rows(read_text(path), path.name)]
    return _table(path.name, rows, required, optional)


def _trimmed(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells = cells[:-1]
    return cells


def _table(
    file: str, rows: list[tuple[str, list[str]]], required: tuple[str, ...], optional: tuple[str, ...]
) -> TextTable:
    if not rows:
        raise InputError.single(file, "", "is empty", f"a header with {', '.join(required)}")
    place, header = rows[0]
    columns = tuple(name.strip().casefold() for name in header)
    problems = _column_problems(file, place, columns, required, optional)
    if problems:
        raise InputError(problems)
    good, malformed = [], []
    for here, cells in rows[1:]:
        fault = _row_fault(cells, columns, padded=here.startswith("row"))
        if fault:
            malformed.append(Problem(file, here, fault))
        else:
            good.append(
                TextRow(
                    here,
                    {name: cell for name, cell in zip(columns, cells, strict=False) if cell not in _EMPTY},
                )
            )
    return TextTable(file, columns, tuple(good), tuple(malformed))


def _row_fault(cells: list[str], columns: tuple[str, ...], padded: bool) -> str:
    if len(cells) > len(columns) or (len(cells) < len(columns) and not padded):
        return f"the row has {len(cells)} cells, the header {len(columns)}"
    if any(len(cell) > MOST_CELL_LENGTH for cell in cells):
        return f"a cell has more than {MOST_CELL_LENGTH} characters"
    return ""


def _column_problems(
    file: str, place: str, columns: tuple[str, ...], required: tuple[str, ...], optional: tuple[str, ...]
) -> list[Problem]:
    known = (*required, *optional)
    problems = []
    for name in dict.fromkeys(columns):
        if columns.count(name) > 1:
            problems.append(Problem(file, place, f"the column {name!r} appears {columns.count(name)} times"))
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = near[0] if near else ", ".join(known)
            problems.append(Problem(file, place, f"the column {name!r} is not known", hint))
    missing = [name for name in required if name not in columns]
    problems += [Problem(file, place, f"the column {name!r} is missing") for name in missing]
    return problems
