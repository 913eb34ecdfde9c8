"""Cells that people fill in with text, read back: each with its row and what else the row says."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from sanctions.data.book_cells import Book, BookCell
from sanctions.errors import InputError, Problem
from sanctions.report.cells.tables import Column
from sanctions.report.workbook.read.long_texts import long_texts, whole
from sanctions.report.workbook.review import FilledIn, fill_in_headers
from sanctions.report.workbook.writing.writer import OVERFLOW_SHEET


@dataclass(frozen=True)
class FilledRow:
    """A row in which something was filled in.

    Parameters
    ----------
    about : str
        What stands in its first column.
    place : str
        Its first cell that was filled in.
    texts : tuple of FilledIn
    beside : str
        What stands under the header asked for, such as the reason of an assumption.
    notes : tuple of str
        How cells were read.
    """

    about: str
    place: str
    texts: tuple[FilledIn, ...]
    beside: str = ""
    notes: tuple[str, ...] = ()

    def text(self, header: str) -> str:
        """Return what was filled in under a header; empty for nothing."""
        return next((each.text for each in self.texts if each.header == header), "")


def filled_rows(
    book: Book, sheet: str, columns: tuple[Column, ...], beside: str = ""
) -> tuple[FilledRow, ...]:
    """Return every row of a sheet in which something was filled in; none where the sheet is gone.

    Parameters
    ----------
    book : Book
    sheet : str
    columns : tuple of Column
        Those that are there whatever is compared; the first says what a row is about.
    beside : str, optional
        Header of a column that is read as well.

    Raises
    ------
    InputError
        Columns are missing, a formula has no value, the rest of a long text is missing, or two rows about
        the same say different things; each with its cell.
    """
    mine = fill_in_headers(columns)
    return _rows(book, sheet, columns[0].header, mine, beside)


def filled_items(
    book: Book, sheet: str, columns: tuple[Column, Column], items: Collection[str]
) -> tuple[FilledRow, ...]:
    """Return what was filled in beside some items of a sheet of two columns; none where the sheet is gone.

    Raises
    ------
    InputError
        As `filled_rows`.
    """
    about, what = (column.header for column in columns)
    return _rows(book, sheet, about, (what,), "", items)


def _rows(
    book: Book,
    sheet: str,
    about: str,
    mine: tuple[str, ...],
    beside: str,
    items: Collection[str] | None = None,
) -> tuple[FilledRow, ...]:
    if sheet not in book.sheets:
        return ()
    rest = long_texts(book)
    problems: list[Problem] = []
    found: dict[str, FilledRow] = {}
    for row in book.table(sheet, (about, *mine, *([beside] if beside else []))).rows:
        if items is not None and row[about].text.strip() not in items:
            continue
        read = {header: _read(row[header], rest, book.file) for header in mine}
        problems += [each for each in read.values() if isinstance(each, Problem)]
        given = [row[header] for header in mine if read[header]]
        if not given:
            continue
        name, said = (whole(row[each], rest)[0].strip() if each else "" for each in (about, beside))
        texts = tuple(
            FilledIn(name, header, text) for header, text in read.items() if isinstance(text, str) and text
        )
        new = FilledRow(name, given[0].place, texts, said, tuple(_formula_notes(given)))
        if found.setdefault(new.about, new).texts != new.texts:
            expected = f"one row for it; another is at {found[new.about].place}"
            problems.append(Problem(book.file, new.place, f"{new.about!r} is there twice", expected))
    if problems:
        raise InputError(problems)
    return tuple(found.values())


def _read(cell: BookCell, rest: Mapping[str, str], file: str) -> str | Problem:
    """Return the text of a cell, stripped, or what is wrong with it."""
    if cell.formula and cell.value is None:
        message = f"the formula {cell.formula} has no value saved with it"
        return Problem(file, cell.place, message, "text, or the workbook calculated and saved")
    if cell.is_error:
        return Problem(file, cell.place, f"comes to {cell.value}", "text")
    text, missing = whole(cell, rest)
    if missing:
        return Problem(file, cell.place, missing, f"the sheet {OVERFLOW_SHEET} as written")
    return text.strip()


def _formula_notes(cells: Iterable[BookCell]) -> Iterator[str]:
    for cell in cells:
        if cell.formula:
            yield (
                f"{cell.place} holds the formula {cell.formula}; the text saved with it, {cell.text!r},"
                " was used"
            )
