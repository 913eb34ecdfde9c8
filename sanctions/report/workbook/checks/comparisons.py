"""Comparisons: options ranked alike by worked case and runs, and differences that are differences."""

from __future__ import annotations

from collections.abc import Iterator

from sanctions.model.metrics import METRICS, YARDSTICK_METRIC
from sanctions.model.results import Spread
from sanctions.report.cells.tables import Formula
from sanctions.report.numbers.sides import Pair
from sanctions.report.workbook.checks.check import Check, Subject, rounding
from sanctions.report.workbook.sheets.results import MEAN_COLUMN, MIDDLE_COLUMN, WORKED_COLUMN


def comparison_checks(subject: Subject) -> Iterator[Check]:
    """Yield the checks of options beside the yardstick."""
    for pair in subject.pairs:
        yield from _ranking(subject, pair)
        yield from _worked(subject, pair)
        yield from _means(subject, pair)


def _ranking(subject: Subject, pair: Pair) -> Iterator[Check]:
    results = subject.results
    mine = results.row(YARDSTICK_METRIC, pair.side.letter)
    theirs = results.row(YARDSTICK_METRIC, pair.yardstick.letter)
    if mine.worked is None or theirs.worked is None:
        return
    if not (isinstance(mine.found, Spread) and isinstance(theirs.found, Spread)):
        return
    found, reference = (
        Formula(
            f"IF({results.cell(YARDSTICK_METRIC, pair.side.letter, column)}"
            f">{results.cell(YARDSTICK_METRIC, pair.yardstick.letter, column)},1,0)",
            float(first > second),
        )
        for column, first, second in (
            (WORKED_COLUMN, mine.worked, theirs.worked),
            (MIDDLE_COLUMN, mine.found.p50, theirs.found.p50),
        )
    )
    what = "Worked case and runs rank the options alike"
    why = "1 where the option is the dearer one. Where they differ, the worked case misleads: read the range."
    yield Check(
        what, f"{pair.label}, {mine.metric.label.lower()}", found, reference, 0.0, why, only_as_delivered=True
    )


def _worked(subject: Subject, pair: Pair) -> Iterator[Check]:
    """Yield how far worked differences lie from differences of worked cases, all measures together."""
    results = subject.results
    gaps: list[str] = []
    sizes: list[Formula] = []
    for metric in METRICS:
        rows = [results.row(metric.id, of) for of in (pair.label, pair.side.letter, pair.yardstick.letter)]
        if any(row.worked is None for row in rows):
            continue
        cells = [results.cell(metric.id, row.of, WORKED_COLUMN) for row in rows]
        gaps.append(f"ABS({cells[0]}-({cells[1]}-{cells[2]}))")
        sizes += [Formula(cell, row.worked or 0.0) for cell, row in zip(cells[1:], rows[1:], strict=True)]
    if gaps:
        yield Check(
            "Worked differences are differences of worked cases",
            f"{pair.label}, all measures together",
            Formula("+".join(gaps), 0.0),
            allowed=rounding(*sizes),
            why="Holds by definition: a cell of the worked case was overwritten.",
        )


def _means(subject: Subject, pair: Pair) -> Iterator[Check]:
    """Yield, measure by measure, the mean difference against the difference of means."""
    results = subject.results
    for metric in METRICS:
        rows = [results.row(metric.id, of) for of in (pair.label, pair.side.letter, pair.yardstick.letter)]
        means = [row.found.mean if isinstance(row.found, Spread) else None for row in rows]
        difference, mine, theirs = means
        if difference is None or mine is None or theirs is None:
            continue
        cells = [results.cell(metric.id, row.of, MEAN_COLUMN) for row in rows]
        yield Check(
            "The mean difference is the difference of the means",
            f"{pair.label}, {metric.label.lower()}, {metric.horizon}",
            Formula(cells[0], difference),
            Formula(f"{cells[1]}-{cells[2]}", mine - theirs),
            rounding(Formula(cells[1], mine), Formula(cells[2], theirs)),
            "Both options are priced on the same draws, so means add up.",
        )
