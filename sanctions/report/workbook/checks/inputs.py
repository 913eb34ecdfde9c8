"""Inputs: numbers where numbers belong, units, values and ranges that still mean what they meant."""

from __future__ import annotations

from collections.abc import Iterator

from sanctions.report.cells.tables import Formula
from sanctions.report.numbers.settings import TOLERANCE
from sanctions.report.workbook.checks.check import Check, State, Subject, count_of
from sanctions.report.workbook.sheets.assumptions import ID
from sanctions.report.workbook.sheets.inputs import FIRST, NAME, YOURS, Inputs

_WHERE = "Inputs"


def input_checks(subject: Subject) -> Iterator[Check]:
    """Yield the checks of Inputs."""
    inputs = subject.inputs
    yours, low, high = inputs.span(YOURS), inputs.span("F"), inputs.span("H")
    numbers = _block(inputs, FIRST[0], FIRST[-1])
    text = f"COUNTA({yours})-COUNT({yours})+COUNTA({numbers})-COUNT({numbers})"
    why = "Text counts as nothing in a formula: type the number again, without a unit or an apostrophe."
    yield Check("No text where a number belongs", _WHERE, Formula(text, 0.0), why=why)
    # What is given as one number has no range to lie outside of.
    outside = f"SUMPRODUCT(ISNUMBER({yours})*({low}<{high})*(({yours}<{low})+({yours}>{high})))"
    why = "Low and high hold 8 in 10 of what the evidence allows. Say on Changes why your value lies outside."
    yield Check("Your values lie between low and high", _WHERE, Formula(outside, 0.0), why=why)
    yield from _moved_ranges(subject)
    yield from _order(subject)
    errors = count_of(f"ISERROR({_block(inputs, 'D', 'H')})")
    why = "An error means that first, second and third make no range, such as a low above the high."
    yield Check("No cell is an error", _WHERE, Formula(errors, 0.0), why=why)
    units = inputs.span("C")
    count = float(len(inputs.rows))
    yield Check(
        "Every input has a unit",
        _WHERE,
        Formula(f"COUNTA({units})", count),
        Formula(f"ROWS({units})", count),
    )


def _moved_ranges(subject: Subject) -> Iterator[Check]:
    """Yield how many changed ranges no longer hold the middle they were delivered with."""
    inputs, log = subject.inputs, subject.assumptions
    count = sum(row.parameter is not None for row in inputs.rows)
    if not count:
        return
    low, high = (_top(inputs, column, count) for column in ("F", "H"))
    middle = log.span("Middle")
    room = f"{TOLERANCE}*ABS({middle})"
    moved = f"SUMPRODUCT((({low}-{middle})>{room})+(({middle}-{high})>{room}))"
    why = (
        "The delivered middle is on Assumptions. A range without it contradicts the evidence cited there: say"
        " on Changes what you know instead."
    )
    what = "Changed ranges still hold the delivered middle"
    yield Check(what, _WHERE, Formula(moved, 0.0), why=why, otherwise=State.NOTED)


def _order(subject: Subject) -> Iterator[Check]:
    """Yield how many parameters no longer stand in the row that formulas read."""
    inputs, log = subject.inputs, subject.assumptions
    count = sum(row.parameter is not None for row in inputs.rows)
    if not count:
        return
    moved = f"SUMPRODUCT(({_top(inputs, NAME, count)}<>{log.span(ID)})*1)"
    why = "Formulas find an input by its row: undo the sorting of Inputs. Filtering does no harm."
    yield Check("Every input stands where formulas read it", _WHERE, Formula(moved, 0.0), why=why)


def _block(inputs: Inputs, first: str, last: str) -> str:
    return f"{inputs.span(first).rsplit(':', 1)[0]}:{inputs.span(last).rsplit(':', 1)[1]}"


def _top(inputs: Inputs, column: str, count: int) -> str:
    """Return the first rows of a column: parameters stand before constants and settings."""
    return f"{inputs.span(column).rsplit(':', 1)[0]}:${column}${inputs.row_number(count - 1)}"
