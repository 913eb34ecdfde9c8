"""Reading a workbook cell by cell, with what each cell's formula is and what it came to."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from openpyxl.utils import get_column_letter

from sanctions.errors import InputError, Problem
from sanctions.files.workbook import RawCell, read_workbook

MOST_ROWS: Final = 20_000
Value = str | float | bool | dt.date | dt.time | None
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_HALVES: Final = range(0xD800, 0xE000)
_PARTS: Final = {
    "xl/vbaProject": ("holds macros, which are never run", "the workbook saved as .xlsx, without macros"),
    "xl/externalLinks/": ("is linked to other workbooks", "values in place of the links"),
}


@dataclass(frozen=True, slots=True)
class BookCell:
    """One cell.

    Parameters
    ----------
    place : str
        Sheet and cell, such as ``Inputs!E12``.
    value : str, float, bool, date (with its time of day where it has one), time or None
        What is written there or, for a formula, the value saved with it; None for nothing.
    formula : str
        The formula with its equals sign; empty for a constant.
    is_error : bool
        Whether the value is an error such as ``#DIV/0!``.
    """

    place: str
    value: Value = None
    formula: str = ""
    is_error: bool = False

    @property
    def text(self) -> str:
        """The value as text; whole numbers without a decimal point, nothing for an empty cell."""
        if isinstance(self.value, float) and self.value.is_integer():
            return str(int(self.value))
        return "" if self.value is None else str(self.value)


@dataclass(frozen=True)
class BookTable:
    """The table of a sheet: the cells under each header, row by row.

    Parameters
    ----------
    sheet : str
    header_row : int
    rows : tuple of mapping of str to BookCell
        Every header has a cell in every row; rows without any content are left out.
    """

    sheet: str
    header_row: int
    rows: tuple[Mapping[str, BookCell], ...]


@dataclass(frozen=True)
class Book:
    """A workbook that was read.

    Parameters
    ----------
    file : str
        Name for messages.
    sheets : mapping of str to mapping of tuple to BookCell
        Sheet -> (row, column), both from 1 -> cell with content.
    problems : tuple of Problem
        What is wrong with the file as a whole: macros, links to other files, sheets that are missing.
    """

    file: str
    sheets: Mapping[str, Mapping[tuple[int, int], BookCell]]
    problems: tuple[Problem, ...]

    def table(self, sheet: str, headers: tuple[str, ...]) -> BookTable:
        """Return the table of a sheet, found by its headers.

        Raises
        ------
        InputError
            No row has all the headers, or one of them stands over two columns.
        """
        cells = self.sheets[sheet]
        texts: dict[int, dict[str, int]] = {}
        twice: dict[tuple[int, str], str] = {}
        for (row, column), cell in cells.items():
            if isinstance(cell.value, str):
                text = cell.value.strip()
                if texts.setdefault(row, {}).setdefault(text, column) != column:
                    twice[row, text] = cell.place
        if not texts:
            raise InputError.single(self.file, sheet, "the sheet is empty", "the sheet as it was written")
        best = max(texts, key=lambda row: (len(set(headers) & set(texts[row])), -row))
        missing = [header for header in headers if header not in texts[best]]
        if missing:
            names = ", ".join(repr(each) for each in missing)
            place = f"{sheet}!A{best}" if len(missing) < len(headers) else sheet
            raise InputError.single(
                self.file, place, f"no column is called {names}", "the headers as written"
            )
        again = [(header, twice[best, header]) for header in headers if (best, header) in twice]
        if again:
            raise InputError(
                Problem(self.file, place, f"{header!r} is the header of two columns", "one of them renamed")
                for header, place in again
            )
        columns = texts[best]
        rows = []
        for number in sorted({row for row, _ in cells if row > best}):
            found = {
                header: cells.get((number, columns[header])) or _empty(sheet, number, columns[header])
                for header in headers
            }
            if any(cell.value is not None or cell.formula for cell in found.values()):
                rows.append(found)
        return BookTable(sheet, best, tuple(rows))


def read_book(path: Path, sheets: tuple[str, ...], optional: tuple[str, ...] = ()) -> Book:
    """Return the cells of some sheets.

    Parameters
    ----------
    path : pathlib.Path
        An ``.xlsx`` file.
    sheets : tuple of str
        Sheets that have to be there; a missing one is among the book's problems.
    optional : tuple of str, optional
        Sheets read where they are there.

    Raises
    ------
    InputError
        The file is missing, no workbook, damaged, or unpacks to too much.
    """
    name = str(path)
    if not path.is_file():
        message = "is a folder, not a workbook" if path.is_dir() else "there is no such file"
        raise InputError.single(name, "", message, "an .xlsx workbook")
    written = read_workbook(path, name, (*sheets, *optional)).sheets
    problems = list(_unwelcome_parts(path, name))
    problems += [
        Problem(name, sheet, "the sheet is missing", "the sheets as they were written")
        for sheet in sheets
        if sheet not in written
    ]
    found = {
        sheet: {(cell.row, cell.column): _cell(sheet, cell) for cell in cells}
        for sheet, cells in written.items()
    }
    for sheet, cells in found.items():
        if len({row for row, _ in cells}) > MOST_ROWS:
            raise InputError.single(name, sheet, f"has more than {MOST_ROWS} rows", "the sheet as written")
    return Book(name, found, tuple(problems))


def _unwelcome_parts(path: Path, name: str) -> Iterator[Problem]:
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
    for start, (message, expected) in _PARTS.items():
        if any(part.startswith(start) for part in names):
            yield Problem(name, "", message, expected)


def _cell(sheet: str, cell: RawCell) -> BookCell:
    return BookCell(f"{sheet}!{cell.coordinate}", _plain(cell.value), cell.formula, cell.is_error)


def _plain(value: Any) -> Value:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date()
    if isinstance(value, dt.date | dt.time):
        return value
    # A literal _x000D_ is written with its underscore escaped; undone once, it is text again.
    return _ESCAPE.sub(_unescaped, str(value))


def _unescaped(found: re.Match[str]) -> str:
    """Return the escaped character; half of one is no character and stays as written."""
    code = int(found.group(1), 16)
    return found.group() if code in _HALVES else chr(code)


def _empty(sheet: str, row: int, column: int) -> BookCell:
    return BookCell(f"{sheet}!{get_column_letter(column)}{row}")
