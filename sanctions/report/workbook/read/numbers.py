"""One blue cell read back: what it was, what it is now, who changed it and why."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from sanctions.data.book_cells import BookCell
from sanctions.errors import Problem
from sanctions.report.workbook.sheets import changes

#: The name under which Changes keeps the cell that fixes an input.
YOUR_VALUE: Final = "your value"
#: Programs round the last digit of a number when they save; a user's change is larger.
SAME: Final = 1e-12


def same(delivered: float, now: float) -> bool:
    """Tell whether a number is the one delivered, but for how programs save it."""
    return abs(now - delivered) <= SAME * abs(delivered)


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
        return not same(self.delivered, self.now)


@dataclass(frozen=True)
class InputNumbers:
    """One row of Inputs: its key, what it is, its range and its blue cells, your value first."""

    key: str
    label: str
    distribution: str
    range_cell: BookCell
    numbers: tuple[Number, ...]


@dataclass(frozen=True)
class Delivered:
    """What Changes says of one blue cell: key of the input, as delivered, who changed it and why."""

    key: str
    value: BookCell
    who: str
    why: str


def number_of(label: str, cell: BookCell, was: Delivered | None, file: str) -> Number | list[Problem]:
    """Return a blue cell with what it was and is, or what is wrong with either.

    Parameters
    ----------
    label : str
        Which number of the input it is.
    cell : BookCell
    was : Delivered or None
        Its row on Changes.
    file : str
    """
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
    if isinstance(value, dt.date | dt.time):
        expected = "a number such as 12.5, in a cell formatted as a number"
        return Problem(file, cell.place, f"{value} is a date or a time, not a number", expected)
    return Problem(file, cell.place, f"{value} is no number", "a number such as 12.5")


def _example(text: str) -> str:
    try:
        return f"a number such as {float(text.strip().replace(',', '.')):g}, not written as text"
    except ValueError:
        return "a number such as 12.5"
