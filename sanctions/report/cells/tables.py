"""What a sheet holds, without a word about any spreadsheet program: cells, columns, tables, sheets."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from sanctions.files import web_address

if TYPE_CHECKING:
    from openpyxl.chart._chart import ChartBase

#: Rows from A1: the title, then the lead lines, then one empty row, then the header.
_ROWS_ABOVE_LEAD: Final = 1
LETTERS_IN_ALPHABET: Final = 26
#: Stands for the row number inside a formula that is the same in every row.
ROW: Final = "\0"


class Look(StrEnum):
    """How a cell presents itself; colour is never the only signal."""

    TITLE = "Sheet title"
    LEAD = "Lead"
    ANSWER = "Answer"
    HEADER = "Table header"
    TEXT = "Text"
    CODE = "Code"
    NUMBER = "Number"
    ROUNDED = "Two significant figures"
    WHOLE = "Whole number"
    DATE = "Date"
    INPUT = "Input to change"
    FIXED = "Fixed number"
    INPUT_TEXT = "Text to fill in"
    LIVE = "Live number"
    LIVE_TEXT = "Live text"
    LIVE_ROUNDED = "Live, two significant figures"
    LIVE_TOLERANCE = "Live tolerance"
    RANGE = "Number with its range"
    LIVE_RANGE = "Live number with its range"
    HEADER_NUMBER = "Table header, numbers"
    KEY = "Row label"
    LINK = "Link"
    AMONG_NUMBERS = "Text among numbers"


#: Looks of numbers: right aligned, and so are their headers.
NUMERIC: Final = frozenset(
    {
        Look.NUMBER,
        Look.LIVE,
        Look.LIVE_ROUNDED,
        Look.LIVE_TOLERANCE,
        Look.INPUT,
        Look.FIXED,
        Look.ROUNDED,
        Look.WHOLE,
        Look.RANGE,
        Look.LIVE_RANGE,
    }
)


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula without its equals sign, and the value it has for the inputs as delivered."""

    text: str
    value: float | str | bool


Content = str | float | dt.date | Formula | None


@dataclass(frozen=True, slots=True)
class Cell:
    """Content that needs another look than its column, or leads somewhere.

    Parameters
    ----------
    content : str, float, date, Formula or None
    look : Look, optional
        By default that of the column.
    link : str
        ``Sheet!A1`` for a place in the workbook, or an address on the web.
    """

    content: Content
    look: Look | None = None
    link: str = ""


def linked(text: str) -> Cell:
    """Return a text that begins with an address as a cell that leads there, if it is one of the web.

    Parameters
    ----------
    text : str
        Several addresses or words are parted by a space or by ``; ``; the first one is followed.
    """
    first = re.split(r";?\s", text, maxsplit=1)[0]
    address = web_address(first)
    return Cell(text or None, Look.LINK if address else Look.TEXT, address)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: what stands above it, how wide it is in characters, how its cells look."""

    header: str
    width: int
    look: Look = Look.TEXT


@dataclass(frozen=True, slots=True)
class BulkColumn:
    """One column of very many rows: plain values, or one formula for all rows and its values.

    Parameters
    ----------
    template : str or None
        Formula without its equals sign, with `ROW` for the row number.
    values : tuple of float
    """

    template: str | None
    values: tuple[float, ...]


@dataclass(frozen=True)
class Bulk:
    """Rows of numbers, too many to hold as cells."""

    columns: tuple[BulkColumn, ...]
    rows: int


@dataclass(frozen=True)
class Table:
    """A real table: a name, one header row, rows as long as the header.

    Raises
    ------
    ValueError
        A row of the wrong length, a header twice, or a table without rows.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Content | Cell, ...], ...]
    bulk: Bulk | None = None

    @property
    def length(self) -> int:
        """Number of rows below the header."""
        return self.bulk.rows if self.bulk is not None else len(self.rows)

    def __post_init__(self) -> None:
        headers = [column.header.lower() for column in self.columns]
        if len(set(headers)) != len(headers):
            raise ValueError(f"{self.name}: a header is there twice")
        if not self.length:
            raise ValueError(f"{self.name}: a table without rows")
        for number, row in enumerate(self.rows):
            if len(row) != len(self.columns):
                raise ValueError(f"{self.name}: row {number} has {len(row)} cells, not {len(self.columns)}")


@dataclass(frozen=True)
class Drawing:
    """A chart, where it goes and what it shows for who cannot see it."""

    chart: ChartBase
    anchor: str
    alternative_text: str


class Mark(StrEnum):
    """How cells are marked while a condition holds."""

    OLD = "struck through in grey"
    ALARM = "bold in red"


@dataclass(frozen=True)
class Marked:
    """Cells that are marked while a condition holds.

    Parameters
    ----------
    cells : str
        Ranges on the sheet, apart by blanks.
    condition : str
        Formula without its equals sign, seen from the first cell; about this sheet and named inputs only.
    mark : Mark
    """

    cells: str
    condition: str
    mark: Mark


@dataclass(frozen=True)
class Sheet:
    """One sheet: a title in A1, lines that lead in, one table, lines after it.

    Parameters
    ----------
    name : str
        On the tab, at most 31 characters.
    title : Content
    table : Table
    lead : sequence of Content or Cell
        Lines in column A between the title and the table.
    foot : sequence of Content or Cell
        Lines in column A after the table and one empty row.
    freeze_columns : int
        Columns at the left that stay in view.
    wrap_lead : bool
        Whether lead lines are wrapped inside column A instead of running on to the right.
    portrait : bool
        Whether it is printed upright.
    page_ends_after : int
        Row after which a new page begins, and beyond whose columns nothing is printed; 0 for none.
    drawings : sequence of Drawing
    marked : sequence of Marked
        Cells that are marked while a condition holds.
    """

    name: str
    title: Content
    table: Table
    lead: Sequence[Content | Cell] = ()
    foot: Sequence[Content | Cell] = ()
    freeze_columns: int = 1
    wrap_lead: bool = False
    portrait: bool = False
    page_ends_after: int = 0
    drawings: Sequence[Drawing] = field(default=())
    marked: Sequence[Marked] = field(default=())

    @property
    def header_row(self) -> int:
        """Row number of the table's header."""
        return header_row(len(self.lead))

    @property
    def last_row(self) -> int:
        """Row number of the table's last row."""
        return self.header_row + self.table.length

    def at(self, column: str, index: int) -> str:
        """Return the absolute reference, with the sheet, of a cell in table row `index` (from 0)."""
        return reference(self.name, column, self.header_row + 1 + index)

    def column(self, header: str) -> str:
        """Return the letter of the column under a header."""
        return letter([each.header for each in self.table.columns].index(header))

    def span(self, header: str) -> str:
        """Return the absolute reference, with the sheet, of a whole column of the table."""
        column = self.column(header)
        first, last = self.header_row + 1, self.last_row
        return f"{quoted(self.name)}!${column}${first}:${column}${last}"


def header_row(lead_lines: int) -> int:
    """Return where the header goes below a title, some lead lines and an empty row."""
    return _ROWS_ABOVE_LEAD + lead_lines + 2


def letter(index: int) -> str:
    """Return the letters of a column counted from 0.

    >>> letter(0), letter(25), letter(26)
    ('A', 'Z', 'AA')
    """
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, LETTERS_IN_ALPHABET)
        letters = chr(ord("A") + rest) + letters
    return letters


def quoted(sheet: str) -> str:
    """Return a sheet name as formulas want it."""
    return sheet if sheet.isalnum() else "'" + sheet.replace("'", "''") + "'"


def reference(sheet: str, column: str, row: int) -> str:
    """Return the absolute reference of one cell on a sheet."""
    return f"{quoted(sheet)}!${column}${row}"
