"""The answer on one page: what the terminal, the HTML and the Markdown output show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sanctions.backtesting.shipped import shipped_scorecard
from sanctions.comparison.results import Comparison
from sanctions.model.metrics import Metric, NotApplicable
from sanctions.report.cells.formulas import NOT_STATED
from sanctions.report.cells.rounding import readable
from sanctions.report.numbers.odds import expected_lines, odds_text
from sanctions.report.numbers.result_rows import Chance
from sanctions.report.numbers.sides import (
    not_counted_of,
    pairs_of,
    remarks_of,
    sides_of,
    silent_terms_of,
    target_of,
    zero_reasons_of,
)
from sanctions.report.workbook import readings
from sanctions.report.workbook.sheets.backtest import held_sentence
from sanctions.report.workbook.sheets.cover import question
from sanctions.report.workbook.sheets.results import results_of
from sanctions.report.workbook.sheets.summary import QUESTIONS, Summary, measure_text, notes_on, row_of

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
    headline : str
        One measure for all options.
    answers : tuple of str
        The act beside the threat, the costs by country, how sure.
    readings : tuple of str
        What the numbers say, criterion by criterion.
    zero_reasons : tuple of str
        Why numbers are 0.
    remarks : tuple of str
        Where a stricter option moves something less.
    columns : tuple of str
        Headings of the cells of every line.
    lines : tuple of Line
    reasons : tuple of str
        Why a measure has no figure.
    expected : tuple of str
        Amounts times the odds of enactment, for packages that state some; the table is "if enacted".
    not_counted : tuple of str
    silent_terms : tuple of str
        Terms that change no number.
    provenance : str
    warnings : tuple of str
    """

    title: str
    options: tuple[str, ...]
    headline: str
    answers: tuple[str, ...]
    readings: tuple[str, ...]
    zero_reasons: tuple[str, ...]
    remarks: tuple[str, ...]
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    reasons: tuple[str, ...]
    expected: tuple[str, ...]
    not_counted: tuple[str, ...]
    silent_terms: tuple[str, ...]
    provenance: str
    warnings: tuple[str, ...]


def brief_of(comparison: Comparison) -> Brief:
    """Return the page of a comparison; one option alone works as well."""
    sides = sides_of(comparison)
    summary = Summary(results_of(comparison), sides, pairs_of(comparison), comparison.draws)
    held = held_sentence(shipped_scorecard(), target_of(sides))
    answers = (
        *readings.act_and_threat(summary),
        *readings.costs(summary),
        readings.sure(summary, held),
    )
    reasons = dict.fromkeys(
        f"{metric.label}, {note}" for metric in summary.shown for note in notes_on(summary, metric)
    )
    return Brief(
        title=question(sides),
        options=tuple(f"{side.letter} = {side.title} ({side.id})" for side in sides),
        headline=str(readings.headline(summary).value),
        answers=tuple(str(each.value) for each in answers),
        readings=tuple(str(each.value) for each in readings.readings(summary)),
        zero_reasons=zero_reasons_of(sides),
        remarks=remarks_of(sides),
        columns=summary.groups,
        lines=tuple(_line(summary, metric) for metric in summary.shown),
        reasons=tuple(reasons),
        expected=tuple(
            f"{side.letter}, {odds_text(side)}. {text}" for side in sides for text in expected_lines(side)
        ),
        not_counted=not_counted_of(sides),
        silent_terms=silent_terms_of(sides),
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
    found = row_of(summary, metric, group).found
    if isinstance(found, NotApplicable):
        return NOT_STATED
    sign = " %" if " as % of " in group else ""
    if isinstance(found, Chance):
        return readable(found.pct)
    low, high = readable(found.p10), readable(found.p90)
    return f"{readable(found.p50)}{sign}" + ("" if low == high else f" ({low} to {high})")
