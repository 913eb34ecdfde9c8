"""Reading Excel sheets as text; the one place below the reports that knows the file format."""

from __future__ import annotations

import datetime as dt
import zipfile
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from sanctions.errors import InputError

MEGABYTE = 2**20
#: A workbook that unpacks to more than this is no hand-made table.
MOST_UNPACKED_BYTES = 400 * MEGABYTE
MOST_COLUMNS = 256


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row of a sheet: its number, counted from 1, and its cells as text (empty for an empty cell)."""

    number: int
    cells: tuple[str, ...]


def read_sheet(path: Path, sheet: str | None = None) -> list[SheetRow]:
    """Return the rows of a sheet as text, empty rows left out.

    Numbers keep their shortest decimal form (33.33 is "33.33"), cells formatted as percentages become
    percent ("50"), dates ISO dates. Formulas count by the value saved with them.

    Parameters
    ----------
    path : pathlib.Path
        An ``.xlsx`` file.
    sheet : str, optional
        Name of the sheet; the first one when absent.

    Raises
    ------
    sanctions.errors.InputError
        The file is no workbook, unpacks to too much, lacks the sheet, or holds formulas without a value.
    """
    refuse_bombs(path, path.name)
    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (InvalidFileException, KeyError, ValueError, OSError, zipfile.BadZipFile, SyntaxError) as error:
        raise InputError.single(path.name, "", "is not a readable Excel workbook", "an .xlsx file") from error
    try:
        if sheet is not None and sheet not in book.sheetnames:
            names = ", ".join(book.sheetnames)
            raise InputError.single(path.name, sheet, "there is no such sheet", names)
        table = book[sheet] if sheet is not None else book.worksheets[0]
        rows = []
        for number, row in enumerate(table.iter_rows(max_col=MOST_COLUMNS), start=1):
            cells = tuple(_text(cell) for cell in row)
            if any(cells):
                rows.append(SheetRow(number, cells))
        return rows
    finally:
        book.close()


def refuse_bombs(path: Path, name: str) -> None:
    """Raise InputError, under a name, for what is no zip archive or unpacks to more than any workbook."""
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, OSError) as error:
        raise InputError.single(name, "", "is not a readable Excel workbook", "an .xlsx file") from error
    if unpacked > MOST_UNPACKED_BYTES:
        limit = f"at most {MOST_UNPACKED_BYTES // MEGABYTE} MB"
        raise InputError.single(name, "", f"unpacks to {unpacked // MEGABYTE} MB", limit)


def _text(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, int | float):
        number = Decimal(repr(value))
        if "%" in str(cell.number_format):
            number *= 100
        return _plain(number)
    return str(value).strip()


def _plain(number: Decimal) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
