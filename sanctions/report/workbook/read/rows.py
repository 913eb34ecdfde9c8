"""Inputs and Changes read back: the rows as they were written, found by name wherever they stand now."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from sanctions.data.book_cells import Book, BookCell
from sanctions.errors import Problem
from sanctions.report.workbook.read.fixed import fixed_problems
from sanctions.report.workbook.read.numbers import YOUR_VALUE, Delivered, InputNumbers, Number, number_of
from sanctions.report.workbook.sheets import changes, inputs

_HEADERS: Final = tuple(column.header for column in inputs.COLUMNS)
WHAT, USED, YOURS = _HEADERS[0], _HEADERS[3], _HEADERS[4]
QUANTILES: Final = _HEADERS[5:8]
RANGE, NUMBERS, LABELS, NAME = _HEADERS[8], _HEADERS[9:12], _HEADERS[12], _HEADERS[-1]
TO_CHANGE: Final = (YOURS, *NUMBERS)
#: The formula of the value used, wherever its row and columns are now; and any that reads a cell at all.
_USED_FORMULA = re.compile(r"^=IF\(ISNUMBER\((\$?[A-Z]+\$?\d+)\)[,;]\1[,;]\$?[A-Z]+\$?\d+\)$")
_ANY_CELL = re.compile(r"\b\$?[A-Z]{1,3}\$?\d+\b")
_AS_WRITTEN: Final = "the rows as they were written"
_Row = Mapping[str, BookCell]


@dataclass(frozen=True)
class InputsRead:
    """The rows of Inputs that could be read, and every cell that could not, by sheet and cell."""

    rows: tuple[InputNumbers, ...]
    problems: tuple[Problem, ...]


def input_numbers(book: Book) -> InputsRead:
    """Return the rows of Inputs that have numbers to change.

    Raises
    ------
    InputError
        A table is not there.
    """
    rows = [row for row in book.table(inputs.SHEET, _HEADERS).rows if not _is_a_note(row)]
    delivered_rows = _delivered_rows(book)
    delivered = _delivered(delivered_rows)
    names = list(dict.fromkeys(name for name, _ in delivered))
    problems = [*_rows_amiss(rows, names, book.file), *_words_without_value(delivered_rows, book.file)]
    formulas_kept = any(row[USED].formula for row in rows)
    if not formulas_kept:
        message = "holds no formulas: a program that keeps only values has saved it"
        problems.append(
            Problem(book.file, inputs.SHEET, message, "a workbook saved by a spreadsheet program")
        )
    found = []
    fixed = inputs.fixed_values()
    for row in rows:
        name = row[NAME].text
        if name in fixed:
            problems += fixed_problems(
                name, fixed[name], row[USED], (row[each] for each in TO_CHANGE), book.file
            )
        if name not in names:
            continue
        read = tuple(_numbers(row, name, delivered, book.file))
        wrong = [each for each in read if isinstance(each, Problem)]
        wrong += _overwritten(row, book.file) if formulas_kept else ()
        problems += wrong
        if wrong:
            continue
        key = next(was.key for (each, _), was in delivered.items() if each == name)
        distribution = row[RANGE].text.strip().replace(" ", "_")
        numbers = tuple(each for each in read if isinstance(each, Number))
        found.append(InputNumbers(key, row[WHAT].text, distribution, row[RANGE], numbers))
    return InputsRead(tuple(found), tuple(problems))


def _is_a_note(row: _Row) -> bool:
    """Tell whether a row is something a user wrote under the table: no name, and no number to change."""
    return not any(row[header].text.strip() or row[header].formula for header in (NAME, *TO_CHANGE))


def _rows_amiss(rows: list[_Row], names: list[str], file: str) -> Iterator[Problem]:
    """Yield a problem for each row that is strange, there twice, or missing."""
    seen: set[str] = set()
    for row in rows:
        name = row[NAME].text
        if name in seen or name not in {*names, *inputs.fixed_values()}:
            message = f"{name!r} is there twice" if name in seen else f"there is no input called {name!r}"
            yield Problem(file, row[NAME].place, message, _AS_WRITTEN)
        seen.add(name)
    for name in names:
        if name not in seen:
            yield Problem(file, inputs.SHEET, f"the row of {name!r} is missing", _AS_WRITTEN)


def _numbers(
    row: _Row, name: str, delivered: Mapping[tuple[str, str], Delivered], file: str
) -> Iterator[Number | Problem]:
    """Yield the blue cells of a row, and what is wrong with any."""
    labels = (YOUR_VALUE, *(label.strip() for label in row[LABELS].text.split(";")))
    for label, header in zip(labels, TO_CHANGE, strict=False):
        number = number_of(label, row[header], delivered.get((name, label)), file)
        if isinstance(number, Number):
            yield number
        else:
            yield from number
    for header in TO_CHANGE[len(labels) :]:
        cell = row[header]
        if cell.text.strip() or cell.formula:
            message = f"holds {cell.text or cell.formula}: the range of this input has no such number"
            yield Problem(file, cell.place, message, "an empty cell")


def _delivered_rows(book: Book) -> tuple[_Row, ...]:
    """Return the rows of Changes on the cells of this workbook; what was taken over and notes are no such."""
    headers = (changes.NUMBER, changes.DELIVERED, changes.CHANGED, changes.WHO, changes.WHY)
    rows = book.table(changes.SHEET, (*headers, changes.NAME, changes.KEY)).rows
    return tuple(
        row for row in rows if row[changes.CHANGED].text != changes.TAKEN_OVER and row[changes.NAME].text
    )


def _words_without_value(rows: tuple[_Row, ...], file: str) -> Iterator[Problem]:
    for row in rows:
        for cell in (row[changes.WHO], row[changes.WHY]):
            if cell.formula and cell.value is None:
                message = f"the formula {cell.formula} has no value saved with it"
                yield Problem(file, cell.place, message, "text, or the workbook calculated and saved")


def _delivered(rows: tuple[_Row, ...]) -> Mapping[tuple[str, str], Delivered]:
    return {
        (row[changes.NAME].text, row[changes.NUMBER].text): Delivered(
            row[changes.KEY].text,
            row[changes.DELIVERED],
            row[changes.WHO].text.strip(),
            row[changes.WHY].text.strip(),
        )
        for row in rows
    }


def _overwritten(row: Mapping[str, BookCell], file: str) -> Iterator[Problem]:
    """Yield a problem for each formula cell that a value, or another formula, was typed over."""
    for header in (USED, *QUANTILES):
        cell = row[header]
        if not (_USED_FORMULA if header == USED else _ANY_CELL).search(cell.formula):
            found = cell.formula or cell.text or "nothing"
            yield Problem(
                file,
                cell.place,
                f"holds {found} where the workbook had a formula",
                f"the formula back, and the number in {YOURS} ({row[YOURS].place})",
            )
