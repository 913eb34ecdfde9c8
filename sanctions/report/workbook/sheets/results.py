"""Results: every metric of every option in full precision, with its interval and the live worked case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from sanctions.comparison.results import Comparison
from sanctions.model.metrics import NotApplicable
from sanctions.report.cells.formulas import NOT_STATED, function
from sanctions.report.cells.old import is_old, state_of_numbers
from sanctions.report.cells.rounding import rounded
from sanctions.report.cells.tables import (
    Cell,
    Column,
    Content,
    Formula,
    Look,
    Mark,
    Marked,
    Sheet,
    Table,
    header_row,
    reference,
)
from sanctions.report.numbers.result_rows import Chance, Found, LiveRows, ResultRow, rows_of
from sanctions.report.numbers.settings import PER_CENT
from sanctions.report.numbers.sides import Pair
from sanctions.report.workbook.sheets.model import ModelSheet

SHEET: Final = "Results"
COLUMNS: Final = (
    Column("Measure", 46),
    Column("Of", 14),
    Column("Unit", 18),
    Column("When", 24),
    Column("Mean", 14, Look.NUMBER),
    Column("1 in 20 under", 14, Look.NUMBER),
    Column("Low (1 in 10 under)", 14, Look.NUMBER),
    Column("Middle", 14, Look.NUMBER),
    Column("High (1 in 10 over)", 14, Look.NUMBER),
    Column("1 in 20 over", 14, Look.NUMBER),
    Column("Worked case (live)", 14, Look.LIVE),
    Column("Live low", 14, Look.LIVE),
    Column("Live middle", 14, Look.LIVE),
    Column("Live high", 14, Look.LIVE),
    Column("Sampling error of live low", 14, Look.LIVE),
    Column("Sampling error of live middle", 14, Look.LIVE),
    Column("Sampling error of live high", 14, Look.LIVE),
    Column("Live middle minus middle, as delivered", 16, Look.NUMBER),
    Column("Judgement share of spread (%)", 14, Look.NUMBER),
    Column("Evidence, or why there is no figure", 60),
    Column("Metric id", 40, Look.CODE),
    *(Column(f"Shown {word}", 14, Look.ROUNDED) for word in ("low", "middle", "high")),
)
MEAN_COLUMN, LOW_COLUMN, MIDDLE_COLUMN, HIGH_COLUMN = "E", "G", "H", "I"
WORKED_COLUMN, JUDGEMENT_COLUMN = "K", "S"
_ALL_DRAWS: Final = {"low": LOW_COLUMN, "middle": MIDDLE_COLUMN, "high": HIGH_COLUMN}
#: Column of a number over all draws -> that of the same over the live ones.
LIVE_COLUMNS: Final = {LOW_COLUMN: "L", MEAN_COLUMN: "M", MIDDLE_COLUMN: "M", HIGH_COLUMN: "N"}
NOT_LIVE: Final = "not live"
#: Columns of what other pages show: of all draws until an input is changed, then live.
SHOWN_COLUMNS: Final = {"low": "V", "middle": "W", "high": "X"}
#: Columns of the sampling errors of live low, middle and high.
ERROR_COLUMNS: Final = ("O", "P", "Q")


@dataclass(frozen=True)
class Results:
    """Every row of the sheet, found by metric and option.

    Parameters
    ----------
    rows : tuple of ResultRow
    lead : tuple of str or Formula
    changed : str
        Reference of the number of inputs changed; empty on a page that nobody can change.
    """

    rows: tuple[ResultRow, ...]
    lead: tuple[str | Formula, ...]
    changed: str = ""

    def row(self, metric: str, of: str) -> ResultRow:
        """Return one row; KeyError when there is none."""
        return self.rows[self._index(metric, of)]

    def cell(self, metric: str, of: str, column: str) -> str:
        """Return the reference of one number."""
        return reference(SHEET, column, header_row(len(self.lead)) + 1 + self._index(metric, of))

    def row_number(self, metric: str, of: str) -> int:
        """Return the sheet row of a metric of an option."""
        return header_row(len(self.lead)) + 1 + self._index(metric, of)

    def shown_cell(self, metric: str, of: str, word: str) -> str:
        """Return the reference of low, middle or high as every page shows it."""
        return self.cell(metric, of, SHOWN_COLUMNS[word])

    def shown(self, row: ResultRow, word: str) -> Content | Cell:
        """Return low, middle or high rounded: of all draws, or live once an input was changed."""
        value = row.shown(word)
        if value is None:
            return Cell(NOT_STATED, Look.TEXT)
        column = MEAN_COLUMN if isinstance(row.found, Chance) else _ALL_DRAWS[word]
        still = rounded(self.cell(row.metric.id, row.of, column), value)
        if not row.follows(word):
            return still
        live = self.cell(row.metric.id, row.of, LIVE_COLUMNS[column])
        moved = rounded(live, value, guarded=row.guarded)
        text = function("IF", f"{self.changed}=0", still.text, moved.text) if self.changed else moved.text
        return Cell(Formula(text, still.value), Look.LIVE_ROUNDED)

    def _index(self, metric: str, of: str) -> int:
        return self._places[metric, of]

    @cached_property
    def _places(self) -> dict[tuple[str, str], int]:
        return {(row.metric.id, row.of): index for index, row in enumerate(self.rows)}


def results_of(comparison: Comparison, live: LiveRows | None = None, changed: str = "") -> Results:
    """Return every metric of every option, difference and share.

    Parameters
    ----------
    comparison : Comparison
    live : mapping, optional
        Metric id and what it is of -> its numbers over the live draws.
    changed : str, optional
        Reference of the number of inputs changed.
    """
    as_delivered = f"Shown on every page: low, middle and high of all {comparison.draws:,} draws."
    lead = (
        state_of_numbers(changed, as_delivered, "pages show the live numbers; what is "),
        f"Mean and percentiles are not live: they are values from {comparison.draws:,} joint draws (seed"
        f" {comparison.seed}), made when the workbook was written.",
        "The worked case is live: it is the model with every input at its value on Inputs, and moves when you"
        " change one. It is not the middle of the runs: the model is not linear. What rests on the weight of"
        " the run-up is struck through after a change where Draws has no column for it.",
        "Live low, middle and high are percentiles over the columns of Draws, and move with the inputs"
        " as well; beside them, their sampling error (one standard error, as if the draws were independent:"
        " these, quasi-random, err less) and how far the middle lies from that of all draws.",
    )
    return Results(rows_of(comparison, live or {}), lead, changed)


def sheet_of(results: Results, models: Mapping[str, ModelSheet], pairs: tuple[Pair, ...]) -> Sheet:
    """Return the sheet.

    Parameters
    ----------
    results : Results
    models : mapping of str to ModelSheet
        Letter -> model, for the options that have one.
    pairs : tuple of Pair
    """
    rows = tuple(_cells(results, row, models, pairs) for row in results.rows)
    table = Table("results", COLUMNS, rows)
    first, last = header_row(len(results.lead)) + 1, header_row(len(results.lead)) + len(rows)
    values = f"{MEAN_COLUMN}{first}:J{last} {JUDGEMENT_COLUMN}{first}:T{last}"
    shown = f"{SHOWN_COLUMNS['low']}{first}:{SHOWN_COLUMNS['high']}{last}"
    still = f'AND({is_old()},${LIVE_COLUMNS[MIDDLE_COLUMN]}{first}="{NOT_LIVE}")'
    marked = [Marked(values, is_old(), Mark.OLD), Marked(shown, still, Mark.OLD)]
    stale = " ".join(
        f"{WORKED_COLUMN}{results.row_number(*place)}" for place in _stale(results, models, pairs)
    )
    if stale:
        marked.append(Marked(stale, is_old(), Mark.OLD))
    return Sheet(SHEET, "Results in full precision", table, results.lead, freeze_columns=2, marked=marked)


def _stale(
    results: Results, models: Mapping[str, ModelSheet], pairs: tuple[Pair, ...]
) -> Iterator[tuple[str, str]]:
    """Yield the metrics, and what of, whose worked case keeps part of what was delivered."""
    options: dict[str, tuple[str, ...]] = {each: (each,) for each in models}
    for pair in pairs:
        both = (pair.side.letter, pair.yardstick.letter)
        options |= {pair.label: both, pair.share_label: both}
    for row in results.rows:
        old = [models[each].stale for each in options.get(row.of, ()) if each in models]
        if row.worked is not None and any(row.metric.quantity in keys for keys in old):
            yield row.metric.id, row.of


def _cells(
    results: Results, row: ResultRow, models: Mapping[str, ModelSheet], pairs: tuple[Pair, ...]
) -> tuple[Content | Cell, ...]:
    return (
        row.metric.label,
        row.of,
        row.unit,
        row.metric.horizon,
        *_of_all_draws(row.found),
        _worked(results, row, models, pairs),
        *_live(row),
        Cell(NOT_STATED, Look.TEXT) if row.judgement_pct is None else row.judgement_pct,
        row.evidence,
        row.metric.id,
        *(results.shown(row, word) for word in SHOWN_COLUMNS),
    )


def _of_all_draws(found: Found) -> list[Content | Cell]:
    """Return mean and percentiles over all draws."""
    none = Cell(NOT_STATED, Look.TEXT)
    match found:
        case NotApplicable():
            return [none] * 6
        case Chance():
            return [found.pct, *([none] * 5)]
        case _:
            mean: Content | Cell = none if found.mean is None else found.mean
            return [mean, found.p05, found.p10, found.p50, found.p90, found.p95]


def _live(row: ResultRow) -> list[Content | Cell]:
    """Return live numbers, their sampling errors, and how far few draws lie from many."""
    if isinstance(row.found, NotApplicable):
        return [Cell(NOT_STATED, Look.TEXT)] * 7
    if row.live is None:
        return [Cell(NOT_LIVE, Look.TEXT)] * 7
    middle = row.found.pct if isinstance(row.found, Chance) else row.found.p50
    numbers = [*row.live.percentiles, *row.live.errors]
    cells: list[Content | Cell] = [each or Cell(NOT_STATED, Look.TEXT) for each in numbers]
    return [*cells, float(row.live.percentiles[1].value) - middle]


def _worked(
    results: Results, row: ResultRow, models: Mapping[str, ModelSheet], pairs: tuple[Pair, ...]
) -> Content | Cell:
    if row.worked is None or row.metric.quantity is None:
        return Cell(NOT_STATED, Look.TEXT)
    if row.of in models:
        return Formula(models[row.of].cell(row.metric.quantity), row.worked)
    pair = next(each for each in pairs if row.of in (each.label, each.share_label))
    mine, theirs = (
        f"{WORKED_COLUMN}{results.row_number(row.metric.id, letter)}"
        for letter in (pair.side.letter, pair.yardstick.letter)
    )
    if row.of == pair.label:
        return Formula(f"{mine}-{theirs}", row.worked)
    share = function("IF", f"{theirs}=0", f'"{NOT_STATED}"', f"{PER_CENT}*{mine}/{theirs}")
    return Formula(share, row.worked)
