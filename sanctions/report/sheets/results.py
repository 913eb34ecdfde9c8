"""Results: every metric of every option in full precision, with its interval and the live worked case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from sanctions.compare.comparison import Comparison
from sanctions.model.metrics import Metric, NotApplicable
from sanctions.model.results import Spread
from sanctions.report.formulas import function
from sanctions.report.settings import HIGH, LOW, MIDDLE, PER_CENT
from sanctions.report.sheets.model import ModelSheet
from sanctions.report.sides import Pair, Side, pairs_of, sides_of
from sanctions.report.tables import Cell, Column, Content, Formula, Look, Sheet, Table, header_row, reference
from sanctions.units import Kind

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
    Column("Live middle minus middle, as delivered", 16, Look.NUMBER),
    Column("Judgement share of spread (%)", 14, Look.NUMBER),
    Column("Evidence, or why there is no figure", 60),
    Column("Metric id", 40, Look.CODE),
)
LOW_COLUMN, MIDDLE_COLUMN, HIGH_COLUMN, WORKED_COLUMN, JUDGEMENT_COLUMN = "G", "H", "I", "K", "P"
LIVE_COLUMNS: Final = {LOW_COLUMN: "L", MIDDLE_COLUMN: "M", HIGH_COLUMN: "N"}
LiveSpans = Mapping[tuple[str, str], tuple[str, Spread]]


@dataclass(frozen=True)
class ResultRow:
    """One metric of one option, difference or share.

    Parameters
    ----------
    metric : Metric
    of : str
        "A", "A minus B" or "A as % of B".
    unit : str
    found : Spread or NotApplicable
    worked : float or None
        Value of the worked case; None where there is none.
    judgement_pct : float or None
    evidence : str
    live : (str, Spread), optional
        Reference of its column of draws, and what they add up to.
    """

    metric: Metric
    of: str
    unit: str
    found: Spread | NotApplicable
    worked: float | None
    judgement_pct: float | None
    evidence: str
    live: tuple[str, Spread] | None = None

    @property
    def shown(self) -> Spread | NotApplicable:
        """The spread Summary shows: the live one where there is one."""
        return self.live[1] if self.live is not None and isinstance(self.found, Spread) else self.found


@dataclass(frozen=True)
class Results:
    """Every row of the sheet, found by metric and option."""

    rows: tuple[ResultRow, ...]
    lead: tuple[str, ...]

    def row(self, metric: str, of: str) -> ResultRow:
        """Return one row; KeyError when there is none."""
        return self.rows[self._index(metric, of)]

    def cell(self, metric: str, of: str, column: str) -> str:
        """Return the reference of one number."""
        return reference(SHEET, column, header_row(len(self.lead)) + 1 + self._index(metric, of))

    def row_number(self, metric: str, of: str) -> int:
        """Return the sheet row of a metric of an option."""
        return header_row(len(self.lead)) + 1 + self._index(metric, of)

    def _index(self, metric: str, of: str) -> int:
        for index, row in enumerate(self.rows):
            if (row.metric.id, row.of) == (metric, of):
                return index
        raise KeyError((metric, of))


def results_of(comparison: Comparison, live: LiveSpans | None = None) -> Results:
    """Return every metric of every option, difference and share.

    Parameters
    ----------
    comparison : Comparison
    live : mapping, optional
        Metric id and what it is of -> column of live draws and their spread.
    """
    sides, pairs = sides_of(comparison), pairs_of(comparison)
    lead = (
        f"Mean and percentiles are not live: they are values from {comparison.draws:,} joint draws (seed"
        f" {comparison.seed}), made when the workbook was written.",
        "The worked case is live: it is the model with every input at its value on Inputs, and moves when you"
        " change one. It is not the middle of the runs: the model is not linear.",
        "Live low, middle and high are percentiles over the columns of Draws, and move with the inputs"
        " as well; beside them, how far so few draws lie from all of them.",
    )
    rows: list[ResultRow] = []
    for metric in comparison.metrics:
        rows += [_of_side(comparison, side, metric) for side in sides]
        for pair in pairs:
            rows += list(_of_pair(comparison, pair, metric))
    found = live or {}
    return Results(tuple(replace(row, live=found.get((row.metric.id, row.of))) for row in rows), lead)


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
    return Sheet(
        SHEET, "Results in full precision", Table("results", COLUMNS, rows), results.lead, freeze_columns=2
    )


def worked_value(side: Side, metric: Metric) -> float | None:
    """Return the value of a metric in the worked case, None where it has no row in the model."""
    assessment = side.assessment
    if assessment.worked is None or metric.quantity is None or metric.id not in assessment.metrics:
        return None
    values = assessment.worked.values.get(metric.quantity)
    return values[0] if values else None


def _of_side(comparison: Comparison, side: Side, metric: Metric) -> ResultRow:
    spread = comparison.spreads[side.id].get(metric.id)
    shares = side.assessment.kind_shares.get(metric.id)
    found: Spread | NotApplicable = (
        spread if spread is not None else side.assessment.not_applicable[metric.id]
    )
    worked = worked_value(side, metric)
    judgement = 100.0 * shares.get(Kind.JUDGEMENT, 0.0) if shares else None
    return ResultRow(
        metric, side.letter, str(metric.unit), found, worked, judgement, _evidence(found, shares)
    )


def _of_pair(comparison: Comparison, pair: Pair, metric: Metric) -> Iterator[ResultRow]:
    mine, theirs = worked_value(pair.side, metric), worked_value(pair.yardstick, metric)
    both = mine is not None and theirs is not None
    difference: Spread | NotApplicable | None = pair.difference.metrics.get(metric.id)
    if difference is None:
        difference = pair.difference.not_applicable[metric.id]
    worked = mine - theirs if mine is not None and theirs is not None else None
    yield ResultRow(
        metric, pair.label, str(metric.unit), difference, worked, None, _evidence(difference, None)
    )
    share = comparison.share_used[pair.side.id].get(metric.id)
    if share is None:
        return
    ratio = 100.0 * mine / theirs if both and mine is not None and theirs else None
    ratio = ratio if isinstance(share, Spread) else None
    yield ResultRow(metric, pair.share_label, "%", share, ratio, None, _evidence(share, None))


def _evidence(found: Spread | NotApplicable, shares: Mapping[Kind, float] | None) -> str:
    if isinstance(found, NotApplicable):
        return f"n/a: {found.reason}"
    if shares is None:
        return "same in every run" if found.p05 == found.p95 else "from the same draws"
    ordered = sorted(shares.items(), key=lambda item: -item[1])
    return ", ".join(f"{kind} {100.0 * share:.0f} %" for kind, share in ordered if share >= 0.005)


def _cells(
    results: Results, row: ResultRow, models: Mapping[str, ModelSheet], pairs: tuple[Pair, ...]
) -> tuple[Content | Cell, ...]:
    numbers: list[Content | Cell]
    if isinstance(row.found, NotApplicable):
        numbers = [Cell("n/a", Look.TEXT)] * 6
    else:
        mean: Content | Cell = row.found.mean if row.found.mean is not None else Cell("n/a", Look.TEXT)
        numbers = [mean, row.found.p05, row.found.p10, row.found.p50, row.found.p90, row.found.p95]
    judgement: Content | Cell = row.judgement_pct if row.judgement_pct is not None else Cell("n/a", Look.TEXT)
    return (
        row.metric.label,
        row.of,
        row.unit,
        row.metric.horizon,
        *numbers,
        _worked(results, row, models, pairs),
        *_live(row),
        judgement,
        row.evidence,
        row.metric.id,
    )


def _live(row: ResultRow) -> list[Content | Cell]:
    """Return live percentiles, and how far few draws lie from many."""
    if row.live is None or not isinstance(row.found, Spread):
        return [Cell("not live" if isinstance(row.found, Spread) else "n/a", Look.TEXT)] * 4
    span, spread = row.live
    found: list[Content | Cell] = [
        Formula(function("PERCENTILE", span, probability), value)
        for probability, value in ((LOW, spread.p10), (MIDDLE, spread.p50), (HIGH, spread.p90))
    ]
    return [*found, spread.p50 - row.found.p50]


def _worked(
    results: Results, row: ResultRow, models: Mapping[str, ModelSheet], pairs: tuple[Pair, ...]
) -> Content | Cell:
    if row.worked is None or row.metric.quantity is None:
        return Cell("n/a", Look.TEXT)
    if row.of in models:
        return Formula(models[row.of].cell(row.metric.quantity), row.worked)
    pair = next(each for each in pairs if row.of in (each.label, each.share_label))
    mine, theirs = (
        f"{WORKED_COLUMN}{results.row_number(row.metric.id, letter)}"
        for letter in (pair.side.letter, pair.yardstick.letter)
    )
    if row.of == pair.label:
        return Formula(f"{mine}-{theirs}", row.worked)
    return Formula(f"IF({theirs}=0,0,{PER_CENT}*{mine}/{theirs})", row.worked)
