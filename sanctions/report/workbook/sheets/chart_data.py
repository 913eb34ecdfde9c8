"""Chart data: what the charts on Summary draw, as cells of its own that anybody can read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from sanctions.model.metrics import Criterion, Metric
from sanctions.report.cells.formulas import function
from sanctions.report.cells.tables import (
    Cell,
    Column,
    Content,
    Formula,
    Look,
    Sheet,
    Table,
    header_row,
    letter,
)
from sanctions.report.numbers.sides import Side
from sanctions.report.workbook.sheets.summary import QUESTIONS, SHOWN, Summary

SHEET: Final = "Chart data"
LEAD: Final = (
    "Middle, and how far low and high lie from it. One row for each measure and option of a chart.",
)
#: Fewest measures that make a chart: a single dot says no more than the table.
FEWEST: Final = 2
_BEFORE: Final = 3
_WORDS: Final = ("middle", "down to low", "up to high", "low", "high")
_EACH: Final = len(_WORDS)


@dataclass(frozen=True)
class Block:
    """The rows of one chart.

    Parameters
    ----------
    criterion : Criterion
    metrics : tuple of Metric
        All in one unit.
    first_row, last_row : int
        On the sheet.
    text : str
        What the chart shows, in words.
    """

    criterion: Criterion
    metrics: tuple[Metric, ...]
    first_row: int
    last_row: int
    text: str


@dataclass(frozen=True)
class ChartData:
    """The sheet and its blocks."""

    sheet: Sheet
    blocks: tuple[Block, ...]

    def columns(self, place: int) -> tuple[str, ...]:
        """Return the letters of the columns of middle, down, up, low and high of the option at `place`."""
        first = _BEFORE + _EACH * place
        return tuple(letter(first + offset) for offset in range(_EACH))


def chart_data(summary: Summary) -> ChartData | None:
    """Return the data of one chart for each criterion with two figures or more; None when none has."""
    rows: list[tuple[Content | Cell, ...]] = []
    blocks: list[Block] = []
    first = header_row(len(LEAD)) + 1
    for criterion in Criterion:
        metrics = _drawable(summary, criterion)
        if len(metrics) < FEWEST:
            continue
        start = len(rows)
        for metric in metrics:
            rows += [
                _row(summary, criterion, metric, side)
                for side in summary.sides
                if _has(summary, metric, side)
            ]
        blocks.append(
            Block(
                criterion, metrics, first + start, first + len(rows) - 1, _words(summary, criterion, metrics)
            )
        )
    if not rows:
        return None
    columns = [Column("Chart", 44), Column("Label", 60), Column("Unit", 16)]
    for side in summary.sides:
        columns += [Column(f"{side.letter} {word}", 14, Look.LIVE_ROUNDED) for word in _WORDS]
    table = Table("chart_data", tuple(columns), tuple(rows))
    return ChartData(Sheet(SHEET, "Chart data", table, LEAD, freeze_columns=2), tuple(blocks))


def _has(summary: Summary, metric: Metric, side: Side) -> bool:
    return summary.live(metric.id, side.letter, "middle") is not None


def _drawable(summary: Summary, criterion: Criterion) -> tuple[Metric, ...]:
    """Return the criterion's measures in the unit most of them share."""
    found = [
        metric
        for metric in SHOWN
        if metric.criterion is criterion and any(_has(summary, metric, side) for side in summary.sides)
    ]
    if not found:
        return ()
    unit = Counter(metric.unit for metric in found).most_common(1)[0][0]
    return tuple(metric for metric in found if metric.unit == unit)


def _row(summary: Summary, criterion: Criterion, metric: Metric, side: Side) -> tuple[Content | Cell, ...]:
    number = {word: summary.live(metric.id, side.letter, word) for word in ("low", "middle", "high")}
    cells: list[Content | Cell] = [Cell(None, Look.NUMBER)] * (_EACH * len(summary.sides))
    low, middle, high = number["low"], number["middle"], number["high"]
    if low is not None and middle is not None and high is not None:
        place = _EACH * [each.letter for each in summary.sides].index(side.letter)
        values = [float(each.value) for each in (low, middle, high)]
        guarded = summary.results.row(metric.id, side.letter).guarded

        def drawn(text: str) -> str:
            # A number that is not stated is drawn at 0; its cell on Summary says so.
            return function("IF", function("ISNUMBER", middle.reference), text, "0") if guarded else text

        cells[place : place + _EACH] = [
            Formula(drawn(middle.reference), values[1]),
            Formula(drawn(f"{middle.reference}-{low.reference}"), values[1] - values[0]),
            Formula(drawn(f"{high.reference}-{middle.reference}"), values[2] - values[1]),
            Formula(drawn(low.reference), values[0]),
            Formula(drawn(high.reference), values[2]),
        ]
    return (QUESTIONS[criterion], f"{side.letter}: {metric.label}", str(metric.unit), *cells)


def _words(summary: Summary, criterion: Criterion, metrics: tuple[Metric, ...]) -> str:
    """Return the chart in words, for who cannot see it."""
    parts = [
        f"{side.letter} {metric.label.lower()} {middle.text} {metric.unit} ({low.text} to {high.text})"
        for metric in metrics
        for side in summary.sides
        if (middle := summary.live(metric.id, side.letter, "middle"))
        and (low := summary.live(metric.id, side.letter, "low"))
        and (high := summary.live(metric.id, side.letter, "high"))
    ]
    return f"{QUESTIONS[criterion]} Dot and 8-in-10 range, as delivered: {'; '.join(parts)}."
