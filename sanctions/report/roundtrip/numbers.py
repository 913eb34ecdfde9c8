"""Inputs and Changes read back: what each blue cell was and is now, who changed it and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from sanctions.data.book_cells import Book, BookCell
from sanctions.errors import InputError, Problem
from sanctions.report.sheets import changes, inputs

_HEADERS: Final = tuple(column.header for column in inputs.COLUMNS)
WHAT, USED, YOURS = _HEADERS[0], _HEADERS[3], _HEADERS[4]
QUANTILES: Final = _HEADERS[5:8]
RANGE, NUMBERS, LABELS, NAME = _HEADERS[8], _HEADERS[9:12], _HEADERS[12], _HEADERS[-1]
#: The name under which Changes keeps the cell that fixes an input.
YOUR_VALUE: Final = "your value"
#: Programs round the last digit of a number when they save; a user's change is larger.
SAME: Final = 1e-12


@dataclass(frozen=True)
class Number:
    """One blue cell.

    Parameters
    ----------
    label : str
        "your value", or which number of the range it is.
    cell : BookCell
    delivered, now : float or None
        None for an empty cell.
    who, why : str
        From Changes.
    """

    label: str
    cell: BookCell
    delivered: float | None
    now: float | None
    who: str = ""
    why: str = ""

    @property
    def changed(self) -> bool:
        """Whether the user has changed it."""
        if self.delivered is None or self.now is None:
            return self.delivered != self.now
        return abs(self.now - self.delivered) > SAME * abs(self.delivered)


@dataclass(frozen=True)
class InputNumbers:
    """One row of Inputs: its key, what it is, its range and its blue cells, your value first."""

    key: str
    label: str
    distribution: str
    range_cell: BookCell
    numbers: tuple[Number, ...]


@dataclass(frozen=True)
class _Delivered:
    key: str
    value: BookCell
    who: str
    why: str


def input_numbers(book: Book) -> tuple[InputNumbers, ...]:
    """Return the rows of Inputs.

    Raises
    ------
    InputError
        Every cell that cannot be read, by sheet and cell.
    """
    table = book.table(inputs.SHEET, _HEADERS)
    delivered = _delivered(book)
    problems: list[Problem] = []
    found: dict[str, InputNumbers] = {}
    formulas_kept = any(row[USED].formula for row in table.rows)
    if not formulas_kept:
        message = "holds no formulas: a program that keeps only values has saved it"
        problems.append(
            Problem(book.file, inputs.SHEET, message, "a workbook saved by a spreadsheet program")
        )
    for row in table.rows:
        name = row[NAME].text
        if name in found or name not in {each for each, _ in delivered}:
            message = f"{name!r} is there twice" if name in found else f"there is no input called {name!r}"
            problems.append(Problem(book.file, row[NAME].place, message, "the rows as they were written"))
            continue
        if formulas_kept:
            problems += _overwritten(row, book.file)
        labels = (YOUR_VALUE, *(label.strip() for label in row[LABELS].text.split(";")))
        numbers = []
        for label, header in zip(labels, (YOURS, *NUMBERS), strict=False):
            number = _number(label, row[header], delivered.get((name, label)), book.file)
            problems += number if isinstance(number, list) else ()
            numbers += [number] if isinstance(number, Number) else []
        key = next(was.key for (each, _), was in delivered.items() if each == name)
        distribution = row[RANGE].text.strip().replace(" ", "_")
        found[name] = InputNumbers(key, row[WHAT].text, distribution, row[RANGE], tuple(numbers))
    problems += [
        Problem(book.file, inputs.SHEET, f"the row of {name!r} is missing", "the rows as they were written")
        for name in dict.fromkeys(each for each, _ in delivered)
        if name not in {row[NAME].text for row in table.rows}
    ]
    if problems:
        raise InputError(problems)
    return tuple(found.values())


def _delivered(book: Book) -> Mapping[tuple[str, str], _Delivered]:
    headers = (changes.NUMBER, changes.DELIVERED, changes.CHANGED, changes.WHO, changes.WHY)
    table = book.table(changes.SHEET, (*headers, changes.NAME, changes.KEY))
    return {
        (row[changes.NAME].text, row[changes.NUMBER].text): _Delivered(
            row[changes.KEY].text,
            row[changes.DELIVERED],
            row[changes.WHO].text.strip(),
            row[changes.WHY].text.strip(),
        )
        for row in table.rows
        if row[changes.CHANGED].text != changes.TAKEN_OVER
    }


def _overwritten(row: Mapping[str, BookCell], file: str) -> Iterator[Problem]:
    """Yield a problem for each formula cell that a value was typed over."""
    for header in (USED, *QUANTILES):
        cell = row[header]
        if not cell.formula:
            found = cell.text or "nothing"
            yield Problem(
                file,
                cell.place,
                f"holds {found} where the workbook had a formula",
                f"the formula back, and the number in {YOURS} ({row[YOURS].place})",
            )


def _number(label: str, cell: BookCell, was: _Delivered | None, file: str) -> Number | list[Problem]:
    if was is None:
        return [
            Problem(file, cell.place, f"Changes has no row for {label!r}", "the rows as they were written")
        ]
    old, new = was.value, cell
    problems = []
    delivered: float | None = None
    if old.text != changes.EMPTY:
        problem = why_no_number(old, file)
        problems += [problem] if problem else []
        delivered = old.value if isinstance(old.value, float) else None
    empty = (new.value is None and not new.formula) or new.text.strip() == ""
    if empty and not (new.formula and new.value is None):
        if label != YOUR_VALUE:
            expected = f"a number; it was {old.text}"
            problems.append(Problem(file, new.place, "is empty", expected))
        now = None
    else:
        problem = why_no_number(new, file)
        problems += [problem] if problem else []
        now = new.value if isinstance(new.value, float) else None
    return problems or Number(label, new, delivered, now, was.who, was.why)


def why_no_number(cell: BookCell, file: str) -> Problem | None:
    """Return what is wrong with a cell that should hold a number, or None."""
    value = cell.value
    if cell.formula and value is None:
        message = f"the formula {cell.formula} has no value saved with it"
        return Problem(file, cell.place, message, "a number, or the workbook calculated and saved")
    if cell.is_error:
        return Problem(file, cell.place, f"comes to {value}", "a number")
    if isinstance(value, float):
        return None
    if isinstance(value, str):
        return Problem(file, cell.place, f"{value!r} is text, not a number", _example(value))
    return Problem(file, cell.place, f"{value} is no number", "a number such as 12.5")


def _example(text: str) -> str:
    try:
        return f"a number such as {float(text.strip().replace(',', '.')):g}, not written as text"
    except ValueError:
        return "a number such as 12.5"
