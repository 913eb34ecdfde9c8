"""Summary: the options side by side, each number with its range in one cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sanctions.comparison.results import COSTS_MORE
from sanctions.model.metrics import BY_ID, METRICS, YARDSTICK_METRIC, Criterion, Metric, NotApplicable
from sanctions.model.outcome import NO_EFFECT_METRIC
from sanctions.report.cells.formulas import NOT_STATED
from sanctions.report.cells.joining import Choice, LivePiece, Piece, sentence
from sanctions.report.cells.old import is_old, state_of_numbers
from sanctions.report.cells.rounding import significant
from sanctions.report.cells.tables import (
    Cell,
    Column,
    Content,
    Drawing,
    Formula,
    Look,
    Mark,
    Marked,
    Sheet,
    Table,
    header_row,
    letter,
)
from sanctions.report.numbers.act_and_threat import THREAT_LARGER
from sanctions.report.numbers.result_rows import ResultRow
from sanctions.report.numbers.settings import NO_EFFECT_BP
from sanctions.report.numbers.sides import Pair, Side
from sanctions.report.workbook.sheets.model import ModelSheet
from sanctions.report.workbook.sheets.results import Results

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
SHOWN: Final = tuple(metric for metric in METRICS if metric.headline or metric.id == YARDSTICK_METRIC)
#: Chances, which have a middle only.
CHANCES: Final = (BY_ID[NO_EFFECT_METRIC], COSTS_MORE)
#: Lines above the table, options and sentences apart: which numbers are shown, and the state of the checks.
_LEAD_LINES: Final = 2
#: Columns before those of the numbers.
_BEFORE: Final = 3
#: Shown only where an option names an entity list.
OF_ENTITIES: Final = tuple(metric for metric in METRICS if metric.criterion is Criterion.ENTITIES)
FOOT: Final = (
    "Middle (low to high): 8 in 10 model runs lie between low and high, of {draws:,} joint draws. Plus ="
    " cost to whoever is named. Two significant figures.",
    "Once an input is changed, pale green follows it ({live}); the rest is struck through.",
    "Results has every number in full, differences, the worked case, and how much of each spread is"
    " judgement.",
)
#: Letters of a line that fit beside the table.
LINE: Final = 180
NOTES: Final = "Why there is no figure, or no sign"
SIGN_OPEN: Final = "sign open, the range spans 0"


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
        """What each column of numbers is of; differences are on Results."""
        return (*self.letters, *(pair.share_label for pair in self.pairs))

    def last_row(self, sentences: int) -> int:
        """Return the last row of the table below so many sentences."""
        return header_row(_LEAD_LINES + len(self.sides) + sentences) + len(self.shown)

    @property
    def columns(self) -> tuple[Column, ...]:
        """Columns of the table."""
        return (
            Column("Question", 14, Look.KEY),
            Column("Measure", 68),
            Column("Unit", 18),
            *(Column(group, 26, Look.RANGE) for group in self.groups),
            Column(NOTES, 34),
        )

    @property
    def letters(self) -> tuple[str, ...]:
        """Letters of the options."""
        return tuple(side.letter for side in self.sides)

    def live(self, metric: str, of: str, word: str) -> LivePiece | None:
        """Return one number as every page shows it, None where there is no figure."""
        value = self.results.row(metric, of).shown(word)
        place = self.results.shown_cell(metric, of, word)
        return None if value is None else LivePiece(place, significant(value))

    def judgement_pct(self, metric: str, of: str) -> float | None:
        """Return how much of a metric's spread is judgement."""
        return self.results.row(metric, of).judgement_pct

    @property
    def shown(self) -> tuple[Metric, ...]:
        """Metrics of the sheet: the headline ones, and those of entities where an option has a list."""
        measured = {id_ for side in self.sides for id_ in side.assessment.metrics}
        chances = CHANCES if self.pairs else CHANCES[:1]
        shown = [*SHOWN]
        if any(metric.id in measured for metric in shown if metric.criterion is Criterion.EXPECTATION):
            shown.insert(1 + [each.id for each in shown].index("threat_held_back_bp"), THREAT_LARGER)
        return (*shown, *chances, *(each for each in OF_ENTITIES if each.id in measured))


def sheet_of(
    summary: Summary,
    models: Mapping[str, ModelSheet],
    title: str,
    sentences: Sequence[Content],
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
    sentences : sequence of Content
        What the numbers say; each on a line of its own.
    drawings : sequence of Drawing
    state : Cell
        State of the checks.
    sampling : Formula, optional
        How far the live numbers may err for being few.
    """
    as_delivered = f"Numbers of all {summary.draws:,} draws."
    lead: list[Content | Cell] = [
        state_of_numbers(summary.changed, as_delivered, "pale green is live; what is "),
        *(f"{side.letter} = {side.title}" for side in summary.sides),
    ]
    lead += [*sentences, state]
    foot: list[Content | Cell] = [line.format(draws=summary.draws, live=summary.live_words) for line in FOOT]
    foot += [sampling] if sampling is not None else []
    table = Table("summary", summary.columns, tuple(_row(summary, each, models) for each in summary.shown))
    marked = _marked(table, header_row(len(lead)) + 1)
    ends = header_row(len(lead)) + len(table.rows) + 1 + len(foot)
    return Sheet(
        SHEET,
        title,
        table,
        lead,
        foot,
        freeze_columns=2,
        page_ends_after=ends,
        drawings=drawings,
        marked=marked,
    )


def _marked(table: Table, first_row: int) -> list[Marked]:
    """Return the mark of numbers that are old once an input was changed."""
    cells = [
        f"{letter(column)}{first_row + place}"
        for place, row in enumerate(table.rows)
        for column, content in enumerate(row)
        if isinstance(content, Formula) and column >= _BEFORE
    ]
    return [Marked(" ".join(cells), is_old(), Mark.OLD)] if cells else []


def _row(summary: Summary, metric: Metric, models: Mapping[str, ModelSheet]) -> tuple[Content | Cell, ...]:
    quantity = metric.quantity or ""
    place = next((m.place(quantity) for m in models.values() if quantity in m.layout.rows), "")
    return (
        str(metric.criterion),
        Cell(_measure(summary, metric), None, place),
        str(metric.unit),
        *(_number(summary, metric, group) for group in summary.groups),
        "; ".join(notes_on(summary, metric)) or None,
    )


def _measure(summary: Summary, metric: Metric) -> Content:
    """Return what is measured; live where it names a threshold that the numbers follow."""
    row = summary.results.row(metric.id, summary.letters[0])
    text = measure_text(row.metric)
    if metric.id != NO_EFFECT_METRIC or row.live is None:
        return text
    before, _, after = text.rpartition(f" {row.metric.horizon.split()[-2]} ")
    return Formula(f'"{before} "&{NO_EFFECT_BP}&" {after}"', text)


def _number(summary: Summary, metric: Metric, group: str) -> Content | Cell:
    """Return a number with its range in one cell, and whether it is live or old once an input was changed."""
    row = row_of(summary, metric, group)
    if isinstance(row.found, NotApplicable):
        return Cell(NOT_STATED, Look.TEXT)
    follows = row.follows("middle")
    pieces = number_with_range(summary, metric.id, row.of, " %" if " as % of " in group else "")
    if summary.changed:
        pieces.append(Choice(f"{summary.changed}=0", True, "", ", live" if follows else ", old"))
    found = sentence(*pieces)
    return Cell(found, Look.LIVE_RANGE) if follows else found


def row_of(summary: Summary, metric: Metric, group: str) -> ResultRow:
    """Return what a cell shows: the chance of costing more stands at the option it is about."""
    of = group
    if metric is COSTS_MORE:
        of = next((pair.label for pair in summary.pairs if pair.side.letter == group), group)
    return summary.results.row(metric.id, of)


def number_with_range(summary: Summary, metric: str, of: str, unit: str = "") -> list[Piece]:
    """Return "middle unit (low to high)", only the middle where all three are the same or it is a chance.

    Parameters
    ----------
    summary : Summary
    metric, of : str
        With a figure.
    unit : str, optional
        What stands behind the middle.
    """
    middle, low, high = (summary.live(metric, of, word) for word in ("middle", "low", "high"))
    if middle is None:
        return [NOT_STATED]
    if low is None or high is None:
        return [middle, unit]
    whole: list[Piece] = [middle, unit, " (", low, " to ", high, ")"]
    if low.value == high.value and not summary.results.row(metric, of).follows("low"):
        return [middle, unit]
    same = f"{low.reference}={high.reference}"
    return [Choice(same, low.value == high.value, [middle, unit], whole)]


def _meant(summary: Summary, metric: Metric) -> tuple[str, ...]:
    """Return what a measure is of: a chance is of one option, or of two, but never of a share."""
    if metric is COSTS_MORE:
        return ()
    if metric is THREAT_LARGER or metric.id == NO_EFFECT_METRIC:
        return summary.letters
    return summary.groups


def notes_on(summary: Summary, metric: Metric) -> list[str]:
    """Return, for each option, why a measure has no figure or that its sign is open."""
    found: list[str] = []
    for group in _meant(summary, metric):
        row = summary.results.row(metric.id, group)
        reason = row.found.reason if isinstance(row.found, NotApplicable) else ""
        low, high = row.shown("low"), row.shown("high")
        if low is not None and high is not None and low < 0 < high and group in summary.letters:
            reason = SIGN_OPEN
        if reason and not any(reason in each for each in found):
            found.append(f"{group}: {reason}")
    return found
