"""Hand-made CSV: the delimiter is found, empty rows are left out, and each row knows its line."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import Final

from sanctions.errors import InputError

#: How tables mark a value that is not there.
GAP: Final = "."
_DELIMITERS: Final = ",;\t"
#: The first line by which a spreadsheet program is told the delimiter.
_SEP = re.compile(r"\"?sep=(.)\"?[ ,;\t]*\r?(?:\n|\Z)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DelimitedRow:
    """One row: its line, and its cells without the blanks around them."""

    line: int
    cells: tuple[str, ...]

    @property
    def place(self) -> str:
        """Where it stands, such as ``line 12``."""
        return f"line {self.line}"


def delimited_rows(text: str, name: str, delimiter: str = "") -> list[DelimitedRow]:
    """Return the rows of a CSV text that are not empty.

    Parameters
    ----------
    text : str
    name : str
        Name of the file for messages.
    delimiter : str, optional
        One character; without it, that of a first line ``sep=;``, else the comma, semicolon or tab that
        the first line has most of. With a semicolon, numbers may have a decimal comma.

    Raises
    ------
    sanctions.errors.InputError
        The text is no CSV.
    """
    body, skipped, found = told_delimiter(text)
    delimiter = delimiter or found
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=delimiter, strict=True)
    rows = []
    try:
        for cells in reader:
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                read = map(_decimal_comma, stripped) if delimiter == ";" else stripped
                rows.append(DelimitedRow(reader.line_num + skipped, tuple(read)))
    except csv.Error as error:
        message = f"is not a readable table: {error}"
        raise InputError.single(name, f"line {reader.line_num + skipped}", message) from error
    return rows


def header_cells(text: str) -> list[str]:
    """Return the cells of the first line with any, however they are delimited."""
    body, _, delimiter = told_delimiter(text)
    first = body.lstrip().partition("\n")[0]
    try:
        return next(csv.reader([first], delimiter=delimiter), [])
    except csv.Error:
        return []


def told_delimiter(text: str) -> tuple[str, int, str]:
    """Return the text without its line ``sep=``, the lines left out, and the delimiter."""
    stated = _SEP.match(text)
    if stated is not None and stated.group(1) not in '"\r\n':
        return text[stated.end() :], 1, stated.group(1)
    first = text.partition("\n")[0]
    return text, 0, max(_DELIMITERS, key=first.count)


def _decimal_comma(cell: str) -> str:
    whole, comma, part = cell.rstrip("% ").partition(",")
    return f"{whole}.{part}" if comma and whole.lstrip("-").isdigit() and part.isdigit() else cell
