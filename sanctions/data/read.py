"""Reading a data file exactly as its card describes it; every problem of the file at once."""

from __future__ import annotations

import csv
import datetime as dt
import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

import pandas as pd

from sanctions.data.catalog import Card
from sanctions.errors import InputError, Problem
from sanctions.periods import days_after

#: Origin of a figure that came with the program.
BUNDLED = "bundled"
KINDS = frozenset({"data", "derived", "published"})
TEXT_COLUMNS = ("series", "unit", "basis", "publisher", "address", "seen_via", "kind", "note")
Parsed = TypeVar("Parsed")


@dataclass(frozen=True, slots=True)
class Observation:
    """One figure as its file gives it, with the day it could first be read.

    Parameters
    ----------
    series, unit, basis, publisher, address, seen_via, kind, note : str
        As in the file.
    date, first_known : datetime.date
        Reference date, and the day of publication: stated, or the reference date plus the card's lag.
    value : float
        In `unit`.
    first_known_stated : bool
        False where the card's lag was used.
    line : int
        Line of the file.
    origin : str
        "bundled", or the store.
    """

    series: str
    date: dt.date
    value: float
    unit: str
    basis: str
    first_known: dt.date
    first_known_stated: bool
    publisher: str
    address: str
    seen_via: str
    kind: str
    note: str
    line: int
    origin: str = BUNDLED


@dataclass(frozen=True, slots=True, eq=False)
class Content:
    """What the files of a catalogue hold, each with its card, by the three forms a file can have."""

    observations: tuple[tuple[Card, tuple[Observation, ...]], ...]
    prices: tuple[tuple[Card, pd.DataFrame], ...]
    tables: tuple[tuple[Card, pd.DataFrame], ...]


class _Sheet:
    """A CSV file's rows, and the problems found while reading them."""

    def __init__(self, card: Card) -> None:
        self.card = card
        self.problems: list[Problem] = []

    def rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Yield (line, row), after checking that the header is the card's."""
        expected = [column.name for column in self.card.columns]
        try:
            with self.card.table.open(newline="", encoding="utf-8") as handle:
                reader = csv.reader(handle, strict=True)
                header = next(reader, [])
                if header != expected:
                    self.add(1, f"the columns are {', '.join(header)}", ", ".join(expected))
                    return
                for cells in reader:
                    if len(cells) == len(expected):
                        yield reader.line_num, dict(zip(expected, cells, strict=True))
                    else:
                        self.add(reader.line_num, f"{len(cells)} cells", f"{len(expected)}")
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            self.problems.append(Problem(str(self.card.table), "", f"cannot be read: {error}"))

    def add(self, line: int, message: str, expected: str = "") -> None:
        self.problems.append(Problem(str(self.card.table), f"line {line}", message, expected))

    def parse(self, line: int, name: str, text: str, convert: Callable[[str], Parsed]) -> Parsed | None:
        """Return the converted cell, or None after noting the problem."""
        try:
            return convert(text)
        except ValueError:
            wanted = "a date like 2021-04-14" if convert is day else "a number like 12.5"
            self.add(line, f"{name} is {text!r}", wanted)
            return None

    def finish(self) -> None:
        if self.problems:
            raise InputError(self.problems)


def day(text: str) -> dt.date:
    """Return the date of an ISO day; nothing else is accepted."""
    if len(text) != len("2021-04-14"):
        raise ValueError(text)
    return dt.date.fromisoformat(text)


def number(text: str) -> float:
    """Return a finite number written with a decimal point and without blanks or separators."""
    if text != text.strip() or "_" in text or not math.isfinite(value := float(text)):
        raise ValueError(text)
    return value


def read_observations(card: Card) -> tuple[Observation, ...]:
    """Read a file in the long observation format.

    Parameters
    ----------
    card : Card
        With ``form = "observations"``.

    Returns
    -------
    tuple of Observation
        In the order of the file.

    Raises
    ------
    InputError
        With every unreadable date or number, unit or kind that is not the card's, missing basis, unknown
        series, and first_known left open without a lag on the card.
    """
    sheet = _Sheet(card)
    units = {entry.id: entry.unit for entry in card.series}
    found: list[Observation] = []
    for line, row in sheet.rows():
        before = len(sheet.problems)
        reference = sheet.parse(line, "date", row["date"], day)
        value = sheet.parse(line, "value", row["value"], number)
        known = sheet.parse(line, "first_known", row["first_known"], day) if row["first_known"] else None
        if row["series"] not in units:
            sheet.add(line, f"series {row['series']!r} is not on the card", ", ".join(units))
        elif row["unit"] != units[row["series"]]:
            sheet.add(line, f"unit {row['unit']!r} of {row['series']}", units[row["series"]])
        if row["kind"] not in KINDS:
            sheet.add(line, f"kind {row['kind']!r}", ", ".join(sorted(KINDS)))
        for name in ("basis", "publisher", "address", "seen_via"):
            if not row[name].strip():
                sheet.add(line, f"{name} is empty")
        if not row["first_known"] and card.first_known_lag_days is None:
            sheet.add(line, "first_known is empty and the card states no first_known_lag_days")
        if len(sheet.problems) > before or reference is None or value is None:
            continue
        stated = known is not None
        first = known or days_after(reference, card.first_known_lag_days or 0)
        text = {name: row[name] for name in TEXT_COLUMNS}
        found.append(
            Observation(
                date=reference, value=value, first_known=first, first_known_stated=stated, line=line, **text
            )
        )
    sheet.finish()
    return tuple(found)


def read_prices(card: Card) -> pd.DataFrame:
    """Read a table of daily or weekly prices: a ``date`` column, then numbers; an empty cell is a gap.

    Returns
    -------
    pandas.DataFrame
        One row a day (DatetimeIndex, increasing), one float column per price.

    Raises
    ------
    InputError
        With every unreadable cell and every date that is not after the one before.
    """
    sheet = _Sheet(card)
    names = [column.name for column in card.columns if column.name != "date"]
    days: list[dt.date] = []
    values: list[list[float]] = []
    for line, row in sheet.rows():
        reference = sheet.parse(line, "date", row["date"], day)
        cells = [sheet.parse(line, name, row[name], number) if row[name] else math.nan for name in names]
        if reference is None:
            continue
        if days and reference <= days[-1]:
            sheet.add(line, f"date {reference} does not come after {days[-1]}")
            continue
        days.append(reference)
        values.append([math.nan if cell is None else cell for cell in cells])
    if not days and not sheet.problems:
        sheet.add(2, "there is no row of data")
    sheet.finish()
    return pd.DataFrame(values, index=pd.DatetimeIndex(days, name="date"), columns=names, dtype=float)


def read_table(card: Card) -> pd.DataFrame:
    """Read a table of facts; columns are typed as the card says, an empty number is missing.

    Returns
    -------
    pandas.DataFrame
        Text columns as strings (empty where the file is), numbers as floats, ``first_known`` as dates.

    Raises
    ------
    InputError
        With every cell that is not of its column's type; an empty ``first_known`` is one.
    """
    sheet = _Sheet(card)
    rows: list[dict[str, object]] = []
    for line, row in sheet.rows():
        parsed: dict[str, object] = {}
        for column in card.columns:
            text = row[column.name]
            if column.type == "number":
                parsed[column.name] = sheet.parse(line, column.name, text, number) if text else math.nan
            elif column.type == "date":
                parsed[column.name] = sheet.parse(line, column.name, text, day)
            else:
                parsed[column.name] = text
        rows.append(parsed)
    sheet.finish()
    return pd.DataFrame(rows, columns=[column.name for column in card.columns])


def read_all(cards: Iterable[Card]) -> Content:
    """Read every file of a catalogue.

    Parameters
    ----------
    cards : iterable of Card

    Returns
    -------
    Content

    Raises
    ------
    InputError
        With every problem of every file.
    """
    problems: list[Problem] = []
    listed = tuple(cards)

    def each(form: str, read: Callable[[Card], Parsed]) -> tuple[tuple[Card, Parsed], ...]:
        found = []
        for card in listed:
            if card.form == form:
                try:
                    found.append((card, read(card)))
                except InputError as error:
                    problems.extend(error.problems)
        return tuple(found)

    content = Content(
        each("observations", read_observations), each("prices", read_prices), each("table", read_table)
    )
    if problems:
        raise InputError(problems)
    return content
