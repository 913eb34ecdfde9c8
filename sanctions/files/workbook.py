"""Workbooks as the cells that are in them: what damages one is told by file and cell."""

from __future__ import annotations

import math
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from openpyxl.reader.excel import ExcelReader
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._reader import FORMULA_TAG, VALUE_TAG, WorkSheetParser

from sanctions.errors import InputError, Problem
from sanctions.files.formats import refuse_other_workbooks

MOST_COLUMNS: Final = 256
_LAST_ROW: Final = 2**20
_MOST_CELLS_NAMED: Final = 50
_STYLES: Final = "xl/styles.xml"
#: What stands in a number format without being one: quoted text, escaped letters, colours and conditions.
_LITERAL = re.compile(r'"[^"]*"|\\.|[_*].|\[[^\[\]]*\]')


@dataclass(frozen=True, slots=True)
class RawCell:
    """One cell with content.

    Parameters
    ----------
    row, column : int
        From 1.
    value : object
        What is written there or, for a formula, the value saved with it; None where none is saved.
    formula : str
        The formula with its equals sign; empty for a constant.
    is_error : bool
        Whether the value is an error such as ``#N/A``.
    is_percent : bool
        Whether the number is shown as a percentage.
    """

    row: int
    column: int
    value: Any
    formula: str = ""
    is_error: bool = False
    is_percent: bool = False

    @property
    def coordinate(self) -> str:
        """Its name in the sheet, such as ``B3``."""
        return f"{get_column_letter(self.column)}{self.row}"


@dataclass(frozen=True)
class RawWorkbook:
    """A workbook as read: the names of its sheets, and the cells of those that were asked for."""

    names: tuple[str, ...]
    sheets: dict[str, tuple[RawCell, ...]]


def read_workbook(path: Path, name: str, sheets: tuple[str, ...] | None) -> RawWorkbook:
    """Return the cells of some sheets.

    The size a sheet declares for itself is not asked for: many programs write a wrong one.

    Parameters
    ----------
    path : pathlib.Path
    name : str
        Name of the file for messages.
    sheets : tuple of str or None
        Sheets to read where they are there; None for the first.

    Raises
    ------
    sanctions.errors.InputError
        The file is no workbook, is of another format, is damaged, or unpacks to too much.
    """
    refuse_other_workbooks(path, name)
    try:
        with path.open("rb") as stream, warnings.catch_warnings():
            # The library warns of what it leaves out when it saves; nothing is saved here.
            warnings.simplefilter("ignore")
            return _read(stream, name, sheets)
    except InputError:
        raise
    except Exception as error:  # a damaged workbook makes the library raise almost anything
        message = "is damaged: it cannot be read as an Excel workbook"
        raise InputError.single(name, "", message, "a whole .xlsx file") from error


def _read(stream: Any, name: str, sheets: tuple[str, ...] | None) -> RawWorkbook:
    reader: Any = ExcelReader(stream, read_only=True, data_only=True, keep_links=False)
    try:
        reader.read()
        _refuse_lost_sheets(reader, name)
        pages = [page for page in reader.wb.worksheets if sheets is None or page.title in sheets]
        if sheets is None and not pages:
            raise InputError.single(name, "", "holds no sheet with cells", "a sheet with the table")
        found = {page.title: _cells(reader, page, name) for page in (pages[:1] if sheets is None else pages)}
        return RawWorkbook(tuple(reader.wb.sheetnames), found)
    finally:
        reader.archive.close()


def _refuse_lost_sheets(reader: Any, name: str) -> None:
    """Raise where a sheet is listed but its part is not in the file; the library passes over it."""
    lost = [
        sheet.name for sheet, part in reader.parser.find_sheets() if part.target not in reader.valid_files
    ]
    if lost:
        raise InputError(
            Problem(name, str(sheet), "is damaged: the sheet is listed, its cells are not in the file")
            for sheet in lost
        )


class _Parser(WorkSheetParser):  # type: ignore[misc, unused-ignore]
    """The library's parser, that also tells formulas beside their values and the place of a bad cell."""

    file = ""
    sheet = ""

    def parse_cell(self, element: Any) -> dict[str, Any]:
        try:
            found: dict[str, Any] = super().parse_cell(element)
            formula = element.find(FORMULA_TAG)
            parse: Any = self.parse_formula
            written = parse(element) if formula is not None else ""
        except Exception as error:  # as above
            place = f"{self.sheet}!{str(element.get('r'))[:20]}"
            raise InputError.single(self.file, place, "the cell is damaged", "a readable cell") from error
        if found["value"] is None and element.get("t") == "str" and element.find(VALUE_TAG) is not None:
            found["value"] = ""
        return {**found, "formula": str(getattr(written, "text", written))}


def _cells(reader: Any, page: Any, name: str) -> tuple[RawCell, ...]:
    book = page.parent
    with reader.archive.open(page._worksheet_path) as source:
        parser: Any = _Parser(
            source,
            reader.shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        parser.file, parser.sheet = name, page.title
        known = _STYLES in reader.valid_files
        found = tuple(_raw(cell, book, known) for cell in _with_content(parser))
    _refuse_places(found, name, page.title)
    return found


def _with_content(parser: Any) -> Iterator[dict[str, Any]]:
    for _, row in parser.parse():
        for cell in row:
            if cell["value"] is not None or cell["formula"]:
                yield cell


def _raw(cell: dict[str, Any], book: Any, styles_known: bool) -> RawCell:
    style = cell["style_id"]
    if style and not styles_known:
        raise zipfile.BadZipFile("the styles are missing")
    value = cell["value"]
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    beyond = is_number and not _is_finite(value)
    return RawCell(
        cell["row"],
        cell["column"],
        "a number beyond any that a sheet can hold" if beyond else value,
        cell["formula"],
        beyond or cell["data_type"] == "e",
        is_number and is_percent(_number_format(book, style)),
    )


def _is_finite(value: float) -> bool:
    try:
        return math.isfinite(float(value))
    except OverflowError:
        return False


def _number_format(book: Any, style: int) -> str:
    if not style:
        return "General"
    from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE  # noqa: PLC0415

    number = book._cell_styles[style].numFmtId
    if number < BUILTIN_FORMATS_MAX_SIZE:
        return str(BUILTIN_FORMATS.get(number, "General"))
    return str(book._number_formats[number - BUILTIN_FORMATS_MAX_SIZE])


def is_percent(number_format: str) -> bool:
    """Return whether a number format multiplies by a hundred; a quoted or escaped sign is only text."""
    return "%" in _LITERAL.sub("", number_format)


def _refuse_places(cells: tuple[RawCell, ...], name: str, sheet: str) -> None:
    seen: set[tuple[int, int]] = set()
    problems = []
    for cell in cells:
        where = (cell.row, cell.column)
        if not 1 <= cell.row <= _LAST_ROW:
            problems.append(Problem(name, f"{sheet}!{cell.coordinate}", "no sheet has such a row"))
        elif cell.column > MOST_COLUMNS:
            last = get_column_letter(MOST_COLUMNS)
            message = f"stands right of column {last}"
            problems.append(Problem(name, f"{sheet}!{cell.coordinate}", message, f"columns A to {last}"))
        elif where in seen:
            problems.append(Problem(name, f"{sheet}!{cell.coordinate}", "the cell is in the file twice"))
        seen.add(where)
    if problems:
        raise InputError(problems[:_MOST_CELLS_NAMED])
