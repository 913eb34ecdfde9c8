"""Bring your own: a column of a CSV or Excel file, with a card, becomes a series."""

from __future__ import annotations

import datetime as dt
import hashlib
import string
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Annotated, TypeVar

import pandas as pd
from pydantic import Field, ValidationError

from sanctions.data.catalog import SeriesCard, Text, card_problem, catalogue
from sanctions.data.gates import Readings, faults
from sanctions.data.read import day, number
from sanctions.data.readings import OWN, StoredReading
from sanctions.data.store import add_readings
from sanctions.errors import InputError, Problem
from sanctions.files.delimited import GAP, delimited_rows
from sanctions.files.sheets import read_sheet
from sanctions.files.text import decoded
from sanctions.files.toml import read_toml
from sanctions.periods import days_after

WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"})
#: Years a reading can be of; a table that says another means none.
FIRST_YEAR, LAST_YEAR = 1700, 2200
Parsed = TypeVar("Parsed")


class OwnCard(SeriesCard):
    """The card of a series brought along: a series' card, and where in the file it is.

    Parameters
    ----------
    date_column, value_column : str
        Headings of the two columns.
    sheet : str
        Of an Excel file; empty for the first.
    delimiter : str
        Of a CSV file.
    """

    date_column: Text
    value_column: Text
    sheet: str = ""
    delimiter: Annotated[str, Field(min_length=1, max_length=1)] = ","


@dataclass(frozen=True, slots=True)
class _Row:
    """A row's cells, and how to name one of them in a problem."""

    cells: tuple[str, ...]
    place: Callable[[int], str]

    def is_gap(self, column: int) -> bool:
        """Tell whether nothing stands in a column: an empty cell, or the dot that marks a missing reading."""
        return column < len(self.cells) and self.cells[column] in ("", GAP)


def load_own_card(path: Path) -> OwnCard:
    """Read the card of a series brought along.

    Raises
    ------
    InputError
        With everything the card lacks, and every key that is unknown or malformed.
    """
    if not path.exists():
        needed = [name for name, field in OwnCard.model_fields.items() if field.is_required()]
        message = "a series needs a card, and there is none"
        raise InputError.single(str(path), "", message, f"a file with the keys {', '.join(needed)}")
    try:
        return OwnCard.model_validate(read_toml(path))
    except ValidationError as error:
        keys = ", ".join(OwnCard.model_fields)
        raise InputError(card_problem(path, issue, keys) for issue in error.errors()) from None


def add_own_series(file: Path, card_path: Path, place: Path, now: dt.datetime) -> tuple[OwnCard, int]:
    """Add a column of a file to the store, as the series its card describes.

    Parameters
    ----------
    file : pathlib.Path
        A ``.csv`` (UTF-8) or an Excel file.
    card_path : pathlib.Path
    place : pathlib.Path
        The store's file.
    now : datetime.datetime
        UTC without zone.

    Returns
    -------
    tuple of OwnCard and int
        The card, and the readings that were new.

    Raises
    ------
    InputError
        With every fault of the card, every unreadable cell by name, and every gate that fails.
    """
    card = load_own_card(card_path)
    if any(card.id == entry.id for bundled in catalogue() for entry in bundled.series):
        message = f"{card.id} is a bundled series"
        raise InputError.single(str(card_path), "id", message, "a name of its own")
    values, sha256 = _values(file, card)
    frame = pd.DataFrame(
        {
            "date": pd.to_datetime([date for date, _ in values]),
            "value": [value for _, value in values],
            "unit": card.unit,
            "basis": card.basis,
        }
    )
    problems = faults(Readings(card, frame, str(file)))
    if problems:
        raise InputError(problems)
    lag = card.first_known_lag_days
    readings = [
        StoredReading(
            card.id, date, value, card.unit, card.basis, min(days_after(date, lag), now.date()), now, OWN,
            card.publisher, card.address, sha256,
        )
        for date, value in values
    ]  # fmt: skip
    plain = SeriesCard.model_validate({name: getattr(card, name) for name in SeriesCard.model_fields})
    return card, add_readings(place, readings, [plain])


def _values(file: Path, card: OwnCard) -> tuple[list[tuple[dt.date, float]], str]:
    try:
        content = file.read_bytes()
    except OSError as error:
        raise InputError.single(str(file), "", f"cannot be read: {error.strerror}") from None
    rows = _workbook(file, card) if file.suffix.lower() in WORKBOOKS else _csv(file, content, card)
    if not rows:
        raise InputError.single(str(file), "", "is empty", "a row of headings, then the readings")
    header, *body = rows
    wanted = (card.date_column, card.value_column)
    missing = [name for name in wanted if header.cells.count(name) != 1]
    if missing:
        found = ", ".join(cell for cell in header.cells if cell)
        raise InputError(
            Problem(str(file), "", f"has no single column {name!r} among {found}", f"one column {name!r}")
            for name in missing
        )
    dates, numbers = (header.cells.index(name) for name in wanted)
    problems: list[Problem] = []
    values: list[tuple[dt.date, float]] = []
    for row in body:
        date = _cell(file, row, dates, _reading_day, "a date like 2021-04-14", problems)
        if row.is_gap(numbers):
            continue
        value = _cell(file, row, numbers, number, "a number like 12.5", problems)
        if date is not None and value is not None:
            values.append((date, value))
    if not values and not problems:
        problems.append(Problem(str(file), "", "holds no readings below its headings"))
    if problems:
        raise InputError(problems)
    if _is_newest_first([date for date, _ in values]):
        values.reverse()
    return values, hashlib.sha256(content).hexdigest()


def _cell(
    file: Path,
    row: _Row,
    column: int,
    convert: Callable[[str], Parsed],
    expected: str,
    problems: list[Problem],
) -> Parsed | None:
    text = row.cells[column] if column < len(row.cells) else ""
    try:
        return convert(text)
    except ValueError:
        problems.append(Problem(str(file), row.place(column), f"is {text!r}", expected))
        return None


def _workbook(file: Path, card: OwnCard) -> list[_Row]:
    def named(line: int) -> Callable[[int], str]:
        return lambda column: f"cell {_letters(column)}{line}"

    return [_Row(row.cells, named(row.number)) for row in read_sheet(file, card.sheet or None)]


def _csv(file: Path, content: bytes, card: OwnCard) -> list[_Row]:
    def named(line: int) -> Callable[[int], str]:
        return lambda column: f"line {line}, cell {column + 1}"

    text = decoded(content, str(file))
    stated = card.delimiter if "delimiter" in card.model_fields_set else ""
    return [_Row(row.cells, named(row.line)) for row in delimited_rows(text, str(file), stated)]


def _reading_day(text: str) -> dt.date:
    """Return the day of a reading; the ends of the calendar stand for no day and are none."""
    found = day(text)
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise ValueError(text)
    return found


def _is_newest_first(dates: list[dt.date]) -> bool:
    return len(dates) > 1 and all(later > earlier for later, earlier in pairwise(dates))


def _letters(column: int) -> str:
    """Return a column's letters in Excel: 0 is A, 26 is AA."""
    letters = ""
    place = column + 1
    while place:
        place, rest = divmod(place - 1, len(string.ascii_uppercase))
        letters = string.ascii_uppercase[rest] + letters
    return letters
