"""The answer on one page: what the terminal, the HTML and the Markdown output show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sanctions.compare.comparison import Comparison
from sanctions.compare.shipped import shipped_scorecard
from sanctions.model.metrics import Metric, NotApplicable
from sanctions.report import readings
from sanctions.report.formulas import NOT_STATED
from sanctions.report.odds import expected_lines, odds_text
from sanctions.report.result_rows import Chance
from sanctions.report.rounding import readable
from sanctions.report.sheets.backtest import held_sentence
from sanctions.report.sheets.cover import question
from sanctions.report.sheets.results import results_of
from sanctions.report.sheets.summary import QUESTIONS, Summary, measure_text
from sanctions.report.sides import not_counted_of, pairs_of, sides_of

CAVEAT: Final = "A model's estimate, not a forecast of policy. Cost is not compliance."
KEY: Final = (
    "Middle (low to high): 8 in 10 model runs lie between low and high. Plus = cost to whoever is named."
)


@dataclass(frozen=True)
class Line:
    """One measure: question, measure, unit and one text for each column."""

    question: str
    measure: str
    unit: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Brief:
    """One page.

    Parameters
    ----------
    title : str
    options : tuple of str
        "A = title (package id)".
    sentences : tuple of str
    columns : tuple of str
        Headings of the cells of every line.
    lines : tuple of Line
    reasons : tuple of str
        Why a measure has no figure.
    expected : tuple of str
        Amounts times the odds of enactment, for packages that state some; the table is "if enacted".
    not_counted : tuple of str
    provenance : str
    warnings : tuple of str
    """

    title: str
    options: tuple[str, ...]
    sentences: tuple[str, ...]
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    reasons: tuple[str, ...]
    expected: tuple[str, ...]
    not_counted: tuple[str, ...]
    provenance: str
    warnings: tuple[str, ...]


def brief_of(comparison: Comparison) -> Brief:
    """Return the page of a comparison; one option alone works as well."""
    sides = sides_of(comparison)
    summary = Summary(results_of(comparison), sides, pairs_of(comparison), comparison.draws)
    titles = {side.letter: "A1" for side in sides}
    said = (
        readings.headline(summary, titles),
        readings.sender_cost(summary, held_sentence(shipped_scorecard())),
        *readings.readings(summary),
    )
    reasons = dict.fromkeys(
        f"{metric.label}, {group}: {reason}"
        for metric in summary.shown
        for group in summary.groups
        if (reason := _reason(summary, metric, group))
    )
    return Brief(
        title=question(sides),
        options=tuple(f"{side.letter} = {side.title} ({side.id})" for side in sides),
        sentences=tuple(str(each.value) for each in said),
        columns=summary.groups,
        lines=tuple(_line(summary, metric) for metric in summary.shown),
        reasons=tuple(reasons),
        expected=tuple(
            f"{side.letter}, {odds_text(side)}. {text}" for side in sides for text in expected_lines(side)
        ),
        not_counted=not_counted_of(sides),
        provenance=(
            f"As of {comparison.as_of}; {comparison.draws:,} joint draws, seed {comparison.seed};"
            f" sanctions {comparison.version}; measured against {comparison.yardstick}."
        ),
        warnings=comparison.warnings,
    )


def _line(summary: Summary, metric: Metric) -> Line:
    cells = tuple(_text(summary, metric, group) for group in summary.groups)
    return Line(QUESTIONS[metric.criterion], measure_text(metric), str(metric.unit), cells)


def _text(summary: Summary, metric: Metric, group: str) -> str:
    found = summary.results.row(metric.id, group).found
    if isinstance(found, NotApplicable):
        return NOT_STATED
    if isinstance(found, Chance):
        return readable(found.pct)
    sign = " %" if " as % of " in group else ""
    if found.p10 == found.p90:
        return f"{readable(found.p50)}{sign}"
    return f"{readable(found.p50)}{sign} ({readable(found.p10)} to {readable(found.p90)})"


def _reason(summary: Summary, metric: Metric, group: str) -> str:
    found = summary.results.row(metric.id, group).found
    return found.reason if isinstance(found, NotApplicable) else ""
