"""The workbook: every sheet in reading order, written whole or not at all."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sanctions.backtesting.shipped import shipped_scorecard
from sanctions.comparison.results import Comparison
from sanctions.files import check_name, check_target, write_file
from sanctions.report.cells.old import state_of_numbers
from sanctions.report.cells.tables import Content, Formula, Sheet
from sanctions.report.numbers.settings import Setting, settings_with
from sanctions.report.numbers.sides import Side, pairs_of, remarks_of, sides_of, target_of, zero_reasons_of
from sanctions.report.workbook import assurance, readings
from sanctions.report.workbook.assurance import ToFillIn
from sanctions.report.workbook.carried import NOTHING, Carried
from sanctions.report.workbook.checks import sheet as checks
from sanctions.report.workbook.checks.check import Subject
from sanctions.report.workbook.checks.every import checks_of
from sanctions.report.workbook.live import sheet as draws
from sanctions.report.workbook.live.found import Live
from sanctions.report.workbook.live.metrics import LIVE_DRAWS, live_of
from sanctions.report.workbook.review import Review, filled, to_fill_in
from sanctions.report.workbook.run_record import RunRecord, check_live_draws, record_of
from sanctions.report.workbook.sheets import (
    assumptions,
    backtest,
    changes,
    chart_data,
    cover,
    data_log,
    decisions,
    entities,
    glossary,
    inputs,
    inputs_sheet,
    options,
    paths,
    results,
    spec,
    summary,
)
from sanctions.report.workbook.sheets.model import ModelSheet, model_places, model_sheet
from sanctions.report.workbook.summary_charts import drawings_of
from sanctions.report.workbook.writing.finish import book_bytes
from sanctions.report.workbook.writing.writer import BookWriter

CONTENTS: Final[Mapping[str, str]] = {
    summary.SHEET: "the answer, one number per cell, options side by side, with charts",
    options.SHEET: "what the law says, what is held back, what was said, what is not counted",
    inputs.SHEET: "every number the model assumes; blue on yellow cells are yours to change",
    draws.SHEET: "the joint draws, and each option's headline metrics live for every one of them",
    results.SHEET: "every metric in full precision",
    paths.SHEET: "metrics over eight years",
    chart_data.SHEET: "what the charts draw",
    entities.SHEET: "who is caught, why, with which figures, and what has none",
    backtest.SHEET: "forecast against outcome for past measures, misses included",
    checks.SHEET: "what must agree, and whether it does",
    assumptions.SHEET: "who answers for each range, why, and what it does to the headline",
    data_log.SHEET: "every figure with its publisher, date, address and checksum",
    changes.SHEET: "what was changed since the workbook was written",
    spec.SHEET: "the options as package files, and how to run this workbook again",
    decisions.SHEET: "what was chosen, why, and instead of what",
    glossary.SHEET: "the words used",
}


def write_workbook(
    comparison: Comparison,
    path: Path,
    *,
    force: bool = False,
    live_draws: int = LIVE_DRAWS,
    carried: Carried = NOTHING,
) -> None:
    """Write a comparison as a workbook.

    Parameters
    ----------
    comparison : Comparison
    path : pathlib.Path
        Of the .xlsx file.
    force : bool, optional
        Replace a file that is there.
    live_draws : int, optional
        Draws that stay live, so that intervals follow the inputs; 0 for none.
    carried : Carried, optional
        What people changed and wrote on the way to this comparison.

    Raises
    ------
    InputError
        Too few or too many live draws, a name that does not end in .xlsx, or a file that cannot be written
        there; what was there is untouched.
    """
    check_live_draws(live_draws)
    check_name(path, "workbook")
    check_target(path, force=force)
    write_file(path, workbook_bytes(comparison, live_draws, carried), force=force)


def workbook_bytes(comparison: Comparison, live_draws: int = LIVE_DRAWS, carried: Carried = NOTHING) -> bytes:
    """Return the file of the workbook.

    Parameters
    ----------
    comparison : Comparison
    live_draws : int, optional
    carried : Carried, optional
    """
    writer = book_of(comparison, live_draws, carried)
    return book_bytes(writer.workbook, writer.cache, writer.alternative_texts, writer.bulk)


def book_of(comparison: Comparison, live_draws: int = LIVE_DRAWS, carried: Carried = NOTHING) -> BookWriter:
    """Return the filled workbook and the values of its formulas.

    Parameters
    ----------
    comparison : Comparison
    live_draws : int, optional
    carried : Carried, optional
    """
    record = record_of(comparison, live_draws, carried.changes, carried.thresholds)
    parts = _Parts.of(comparison, record, carried.review)
    writer = BookWriter()
    for sheet in parts.sheets():
        writer.write(sheet)
    for name, cell in parts.inputs.defined().items():
        writer.define(name, cell)
    writer.finish()
    return writer


@dataclass(frozen=True)
class _Parts:
    """What several sheets need, made once."""

    comparison: Comparison
    sides: tuple[Side, ...]
    inputs: inputs.Inputs
    models: Mapping[str, ModelSheet]
    results: results.Results
    summary: summary.Summary
    live: Live | None
    record: RunRecord
    review: Review

    @property
    def settings(self) -> tuple[Setting, ...]:
        """The report's settings, with the thresholds of this run."""
        return settings_with(self.record.thresholds)

    @classmethod
    def of(cls, comparison: Comparison, record: RunRecord, review: Review) -> _Parts:
        """Lay out what the other sheets refer to."""
        sides, pairs = sides_of(comparison), pairs_of(comparison)
        given = inputs.inputs_of(sides, settings_with(record.thresholds))
        places = {row.key: given.place_of(row.key) for row in given.rows}
        standing = {
            side.letter: where
            for side in sides
            if (where := model_places(side, given.names(side.letter))) is not None
        }
        live = live_of(comparison, given, standing, record.live_draws)
        models = {
            side.letter: model_sheet(side, standing[side.letter], places, draws.variance_of(live, side))
            for side in sides
            if side.letter in standing
        }
        numbers = draws.numbers_of(live, pairs, comparison.no_effect_bp) if live is not None else None
        changed = cover.changed_cell(sides)
        found = results.results_of(comparison, numbers, changed)
        count = live.draws if live is not None else 0
        shown = summary.Summary(found, sides, pairs, comparison.draws, count, changed)
        return cls(comparison, sides, given, models, found, shown, live, record, review)

    def sheets(self) -> tuple[Sheet, ...]:
        """Return every sheet in reading order."""
        pairs = pairs_of(self.comparison)
        yardstick = next(side for side in self.sides if side.id == self.comparison.yardstick)
        followed = paths.path_sheet(self.sides, self.comparison.draws, self.summary.changed)
        data = chart_data.chart_data(self.summary)
        listed = entities.sheet_of(self.sides, self.models)
        result_sheet = results.sheet_of(self.results, self.models, pairs)
        as_of = cover.as_of_cell(self.sides)
        log = data_log.sheet_of(self.comparison, as_of)
        change_sheet = changes.sheet_of(self.inputs, self.record.changes)
        assumption_sheet = filled(assumptions.sheet_of(self.sides, self.inputs), self.review.sign_offs)
        subject = Subject(
            self.sides, pairs, self.inputs, self.models, self.results, result_sheet, log, assumption_sheet,
            followed, listed, as_of,
        )  # fmt: skip
        decision_sheet = filled(decisions.sheet_of(), self.review.opinions)
        check_sheet = checks.sheet_of(checks_of(subject), cover.changed_cell(self.sides))
        sentences = self._sentences()
        middle = [
            summary.sheet_of(
                self.summary,
                self.models,
                f"Summary: {cover.question(self.sides)}",
                sentences,
                drawings_of(self.summary, followed, data, len(sentences)),
                cover.state_line(self.sides, checks.overall(check_sheet)),
                readings.sampling(self.summary),
            ),
            options.sheet_of(self.sides, yardstick),
            inputs_sheet.sheet_of(self.inputs, data_log.places(self.comparison)),
            *(model.sheet for model in self.models.values()),
            *([draws.sheet_of(self.live)] if self.live else []),
            result_sheet,
            *([followed.sheet] if followed else []),
            *([data.sheet] if data else []),
            *([listed] if listed else []),
            backtest.sheet_of(shipped_scorecard()),
            check_sheet,
            assumption_sheet,
            log,
            change_sheet,
            spec.sheet_of(self.sides, self.record),
            decision_sheet,
            glossary.sheet_of(),
        ]
        return (self._cover(middle, check_sheet, assumption_sheet, change_sheet, decision_sheet), *middle)

    def _sentences(self) -> tuple[Content, ...]:
        """Return what Summary says above its table."""
        return (
            readings.headline(self.summary),
            *readings.act_and_threat(self.summary),
            *(
                line
                for text in (*zero_reasons_of(self.sides), *remarks_of(self.sides))
                for line in _lines(text)
            ),
            *readings.readings(self.summary, self.settings),
        )

    def _cover(
        self, others: list[Sheet], check: Sheet, assumption: Sheet, change: Sheet, decision: Sheet
    ) -> Sheet:
        changed = change.span("Changed (1 = yes)")
        held = backtest.held_sentence(shipped_scorecard(), target_of(self.sides))
        numbers = state_of_numbers(
            self.summary.changed,
            f"Numbers of all {self.comparison.draws:,} draws.",
            "numbers are live; what is ",
        )
        text = cover.CoverText(
            numbers=numbers,
            headline=readings.headline(self.summary),
            acts=readings.act_and_threat(self.summary),
            costs=readings.costs(self.summary),
            sure=readings.sure(self.summary, ""),
            state=checks.overall(check),
            changed=Formula(f"SUM({changed})", 0.0),
            held=held,
            signed=assurance.state(
                ToFillIn(cover.filled_cells(self.sides), len(self.review.roles), len(cover.FILLED_IN)),
                to_fill_in(assumption, assumptions.SIGN_OFF),
                to_fill_in(decision, decisions.AGREED),
                to_fill_in(decision, decisions.OBJECTION),
            ),
        )
        contents = {sheet.name: CONTENTS.get(sheet.name, f"{sheet.title}, live") for sheet in others}
        return cover.sheet_of(self.comparison, self.sides, text, contents, self.review.roles)


def _lines(text: str) -> list[str]:
    """Return a text in lines that fit beside the table of Summary."""
    return textwrap.wrap(text, summary.LINE, break_long_words=True)
