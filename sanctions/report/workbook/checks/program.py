"""Program: the live model equals what the program found, for as long as no input is changed."""

from __future__ import annotations

from collections.abc import Iterator

from sanctions.model.metrics import METRICS
from sanctions.report.cells.tables import Formula
from sanctions.report.workbook.checks.check import Check, Subject, rounding
from sanctions.report.workbook.sheets.results import WORKED_COLUMN


def program_checks(subject: Subject) -> Iterator[Check]:
    """Yield a check for every worked number."""
    for side in subject.sides:
        for metric in METRICS:
            row = subject.results.row(metric.id, side.letter)
            if row.worked is None:
                continue
            cell = Formula(subject.results.cell(metric.id, side.letter, WORKED_COLUMN), row.worked)
            yield Check(
                "The workbook's model equals the program's",
                f"{side.letter}, {metric.label.lower()}, {metric.horizon}",
                cell,
                row.worked,
                rounding(cell),
                "Two programs, one model: where they part, a formula was overwritten.",
                only_as_delivered=True,
            )
