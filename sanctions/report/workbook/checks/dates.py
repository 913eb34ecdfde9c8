"""Dates: nothing known too late, no figure older than it may be, no range past its day of review."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sanctions.model.outcome import STALE_DAYS
from sanctions.report.cells.tables import Formula
from sanctions.report.numbers.settings import STALE_DAYS as LIMIT
from sanctions.report.workbook.checks.check import Check, State, Subject, count_of
from sanctions.report.workbook.sheets import assumptions, data_log

_LATE: Final = "Nothing is known after the as-of date"
_WHY_LATE: Final = "Hindsight would reach the results: the as-of date or a first-known date was changed."


def date_checks(subject: Subject) -> Iterator[Check]:
    """Yield the checks of dates."""
    as_of, log = subject.as_of_cell, subject.data_log
    for where, span in (
        ("Inputs", subject.inputs.span("P")),
        (data_log.SHEET, log.span(data_log.FIRST_KNOWN)),
    ):
        yield Check(_LATE, where, Formula(count_of(f"{span}>{as_of}"), 0.0), why=_WHY_LATE)
    yield from _ages(subject)
    review = subject.assumptions.span(assumptions.REVIEW)
    known = subject.sides[0].assessment.as_of
    given = [row.parameter for row in subject.inputs.rows if row.parameter is not None]
    days = [assumptions.look_again_by(each, known) for each in given]
    overdue = float(sum(day is not None and day < known for day in days))
    yield Check(
        "No range is past the day to look at it again",
        assumptions.SHEET,
        Formula(f"SUMPRODUCT(ISNUMBER({review})*({review}<{as_of}))", overdue),
        why="Ranges age as figures do: look for newer evidence, or say on Changes that you found none.",
        otherwise=State.NOTED,
    )


def _ages(subject: Subject) -> Iterator[Check]:
    """Yield a check for the age of every figure on the as-of date."""
    log = subject.data_log
    column = log.column(data_log.AGE)
    for place, row in enumerate(log.table.rows):
        age = row[[each.header for each in log.table.columns].index(data_log.AGE)]
        if isinstance(age, Formula):
            yield Check(
                "The figure is not too old on the as-of date (days)",
                str(row[0]),
                Formula(log.at(column, place), age.value),
                allowed=Formula(LIMIT, float(STALE_DAYS)),
                why="An old figure is no mistake where nothing newer was out; its range should be wide.",
                otherwise=State.NOTED,
            )
