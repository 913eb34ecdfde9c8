"""Summary: one number per cell, two significant figures, the options side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sanctions.compare.comparison import COSTS_MORE
from sanctions.model.metrics import BY_ID, METRICS, YARDSTICK_METRIC, Criterion, Metric, NotApplicable
from sanctions.model.outcome import NO_EFFECT_METRIC
from sanctions.report.formulas import NOT_STATED
from sanctions.report.joining import Live
from sanctions.report.result_rows import Chance
from sanctions.report.rounding import rounded, significant
from sanctions.report.settings import NO_EFFECT_BP
from sanctions.report.sheets.model import ModelSheet
from sanctions.report.sheets.results import (
    HIGH_COLUMN,
    JUDGEMENT_COLUMN,
    LIVE_COLUMNS,
    LOW_COLUMN,
    MEAN_COLUMN,
    MIDDLE_COLUMN,
    WORKED_COLUMN,
    Results,
)
from sanctions.report.sides import Pair, Side
from sanctions.report.tables import (
    Cell,
    Column,
    Content,
    Drawing,
    Formula,
    Look,
    Sheet,
    Table,
    header_row,
    letter,
    reference,
)

SHEET: Final = "Summary"
QUESTIONS: Final[Mapping[Criterion, str]] = {
    Criterion.IMPACT: "Impact: what does it cost the target?",
    Criterion.COLLATERAL: "Collateral: what does it cost us and others?",
    Criterion.DURABILITY: "Durability: how soon, and for how long?",
    Criterion.COORDINATION: "Coordination: do allies matter?",
    Criterion.EXPECTATION: "Expectation: what is priced in already?",
    Criterion.REPLY: "Reply: what can be hit back?",
    Criterion.CERTAINTY: "Certainty: how sure is it?",
    Criterion.ENTITIES: "Entities: who is caught?",
}
#: Sentences above the table.
READINGS: Final = 4
SHOWN: Final = tuple(metric for metric in METRICS if metric.headline or metric.id == YARDSTICK_METRIC)
#: Chances, which have a middle only.
CHANCES: Final = (BY_ID[NO_EFFECT_METRIC], COSTS_MORE)
#: Shown only where an option names an entity list.
OF_ENTITIES: Final = tuple(metric for metric in METRICS if metric.criterion is Criterion.ENTITIES)
FOOT: Final = (
    "8 in 10 model runs lie between low and high. Pale green is live: it follows Inputs ({live}). Plain low,"
    " middle and high are not live: values from {draws:,} joint draws.",
    "n/a gives its reason in the last column. Plus = cost to whoever is named. Two significant figures; full"
    " precision is on Results.",
)


def measure_text(metric: Metric) -> str:
    """Return what is measured and when, saying the time once."""
    return metric.label if metric.horizon in metric.label else f"{metric.label}, {metric.horizon}"


@dataclass(frozen=True)
class Summary:
    """What the sheet shows, and where.

    Parameters
    ----------
    results : Results
    sides : tuple of Side
    pairs : tuple of Pair
    draws : int
    live_draws : int
    changed : str
        Reference of the number of inputs changed; empty on a page that nobody can change.
    """

    results: Results
    sides: tuple[Side, ...]
    pairs: tuple[Pair, ...]
    draws: int
    live_draws: int = 0
    changed: str = ""

    @property
    def live_words(self) -> str:
        """What is live, in words."""
        if self.live_draws == 0:
            return "the worked case"
        return f"the worked case, and percentiles over the first {self.live_draws:,} draws"

    @property
    def groups(self) -> tuple[str, ...]:
        """What each triple of low, middle and high is of."""
        labels = [side.letter for side in self.sides]
        return (*labels, *(p.label for p in self.pairs), *(p.share_label for p in self.pairs))

    @property
    def columns(self) -> tuple[Column, ...]:
        """Columns of the table."""
        shown: list[Column] = [Column("Question", 24, Look.KEY), Column("Measure", 62), Column("Unit", 14)]
        for group in self.groups:
            shown += [Column(f"{group} {word}", 12, Look.ROUNDED) for word in ("low", "middle", "high")]
            if group in self.letters:
                shown.append(Column(f"{group} worked case (live)", 14, Look.LIVE_ROUNDED))
        shown += [Column(f"{each} judgement share of spread (%)", 17, Look.ROUNDED) for each in self.letters]
        return (*shown, Column("Evidence, or why there is no figure", 56))

    @property
    def letters(self) -> tuple[str, ...]:
        """Letters of the options."""
        return tuple(side.letter for side in self.sides)

    @property
    def lead_lines(self) -> int:
        """Lines between the title and the table."""
        return len(self.sides) + READINGS + 1

    def live(self, metric: str, of: str, word: str) -> Live | None:
        """Return one number of the table, None where there is no figure."""
        value = self.results.row(metric, of).shown(word)
        return None if value is None else Live(self.place(metric, f"{of} {word}"), significant(value))

    def judgement(self, metric: str, of: str) -> Live | None:
        """Return the judgement share of a metric's spread."""
        share = self.results.row(metric, of).judgement_pct
        place = self.place(metric, f"{of} judgement share of spread (%)")
        return None if share is None else Live(place, significant(share))

    def place(self, metric: str, header: str) -> str:
        """Return the reference of a cell by metric id and header."""
        column = letter([each.header for each in self.columns].index(header))
        return reference(SHEET, column, self.row_number(metric))

    @property
    def shown(self) -> tuple[Metric, ...]:
        """Metrics of the sheet: the headline ones, and those of entities where an option has a list."""
        measured = {id_ for side in self.sides for id_ in side.assessment.metrics}
        chances = CHANCES if self.pairs else CHANCES[:1]
        return (*SHOWN, *chances, *(each for each in OF_ENTITIES if each.id in measured))

    def row_number(self, metric: str) -> int:
        """Return the sheet row of a metric."""
        return header_row(self.lead_lines) + 1 + [each.id for each in self.shown].index(metric)


def sheet_of(
    summary: Summary,
    models: Mapping[str, ModelSheet],
    title: str,
    readings: Sequence[Content],
    drawings: Sequence[Drawing],
    state: Cell,
    sampling: Formula | None = None,
) -> Sheet:
    """Return the sheet.

    Parameters
    ----------
    summary : Summary
    models : mapping of str to ModelSheet
        Letter -> model, to link a measure to its row.
    title : str
    readings : sequence of Content
        One sentence for each criterion.
    drawings : sequence of Drawing
    state : Cell
        State of the checks.
    sampling : Formula, optional
        How far the live numbers may err for being few.
    """
    rows = tuple(_row(summary, metric, models) for metric in summary.shown)
    lead: list[Content | Cell] = [f"{side.letter} = {side.title}" for side in summary.sides]
    lead += [*readings, state]
    foot: list[Content | Cell] = [line.format(draws=summary.draws, live=summary.live_words) for line in FOOT]
    foot += [sampling] if sampling is not None else []
    table = Table("summary", summary.columns, rows)
    return Sheet(SHEET, title, table, lead, foot, freeze_columns=2, one_page=True, drawings=drawings)


def _row(summary: Summary, metric: Metric, models: Mapping[str, ModelSheet]) -> tuple[Content | Cell, ...]:
    quantity = metric.quantity or ""
    place = next((m.place(quantity) for m in models.values() if quantity in m.layout.rows), "")
    unit = "%" if metric.unit == "%" else str(metric.unit)
    cells: list[Content | Cell] = [
        QUESTIONS[metric.criterion],
        Cell(_measure(summary, metric), None, place),
        unit,
    ]
    for group in summary.groups:
        cells += _triple(summary, metric, group)
        if group in summary.letters:
            cells.append(
                _rounded(summary, metric, group, WORKED_COLUMN, summary.results.row(metric.id, group).worked)
            )
    for group in summary.letters:
        share = summary.results.row(metric.id, group).judgement_pct
        cells.append(_rounded(summary, metric, group, JUDGEMENT_COLUMN, share))
    return (*cells, _evidence(summary, metric))


def _measure(summary: Summary, metric: Metric) -> Content:
    """Return what is measured; live where it names a threshold that the numbers follow."""
    row = summary.results.row(metric.id, summary.letters[0])
    text = measure_text(row.metric)
    if metric.id != NO_EFFECT_METRIC or row.live is None:
        return text
    before, _, after = text.rpartition(f" {row.metric.horizon.split()[-2]} ")
    return Formula(f'"{before} "&{NO_EFFECT_BP}&" {after}"', text)


def _triple(summary: Summary, metric: Metric, group: str) -> list[Content | Cell]:
    row = summary.results.row(metric.id, group)
    columns = (("low", LOW_COLUMN), ("middle", MIDDLE_COLUMN), ("high", HIGH_COLUMN))
    if isinstance(row.found, Chance):
        columns = (("low", LOW_COLUMN), ("middle", MEAN_COLUMN), ("high", HIGH_COLUMN))
    return [_rounded(summary, metric, group, column, row.shown(word)) for word, column in columns]


def _rounded(
    summary: Summary, metric: Metric, group: str, column: str, value: float | None
) -> Content | Cell:
    if value is None:
        return Cell(NOT_STATED, Look.TEXT)
    row = summary.results.row(metric.id, group)
    is_live = row.live is not None and column in LIVE_COLUMNS
    look = Look.LIVE_ROUNDED if is_live or column == WORKED_COLUMN else Look.ROUNDED
    cell = summary.results.cell(metric.id, group, LIVE_COLUMNS[column] if is_live else column)
    guarded = row.guarded and look is Look.LIVE_ROUNDED
    return Cell(rounded(cell, value, guarded=guarded), look)


def _evidence(summary: Summary, metric: Metric) -> str:
    parts = [
        f"{side.letter}: {summary.results.row(metric.id, side.letter).evidence}" for side in summary.sides
    ]
    for pair in summary.pairs:
        share = summary.results.row(metric.id, pair.share_label)
        if isinstance(share.found, NotApplicable) and share.evidence.removeprefix("n/a: ") not in " ".join(
            parts
        ):
            parts.append(f"{pair.share_label}: {share.evidence}")
    return "; ".join(parts)
