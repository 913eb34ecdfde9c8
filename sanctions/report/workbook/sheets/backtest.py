"""Backtest: the scorecard, misses included."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from sanctions.backtesting.shipped import ShippedRow, ShippedScorecard
from sanctions.report.cells.rounding import readable, significant
from sanctions.report.cells.tables import Cell, Column, Content, Look, Sheet, Table
from sanctions.units import Unit

SHEET: Final = "Backtest"
COLUMNS: Final = (
    Column("Row", 20, Look.CODE),
    Column("Event", 44),
    Column("Forecast of", 40),
    Column("Unit", 8),
    Column("Known on", 14, Look.DATE),
    Column("Forecast", 12, Look.ROUNDED),
    Column("Low (10th percentile)", 14, Look.ROUNDED),
    Column("High (90th percentile)", 14, Look.ROUNDED),
    Column("Happened", 12, Look.ROUNDED),
    Column("Range with market noise, low (80 %)", 18, Look.ROUNDED),
    Column("Range with market noise, high (80 %)", 18, Look.ROUNDED),
    Column("Outcome inside", 16),
    Column("CRPS", 12, Look.ROUNDED),
    Column("CRPS of no move", 14, Look.ROUNDED),
    Column("Best rival", 40),
    Column("CRPS of the best rival", 14, Look.ROUNDED),
    Column("Sign", 10),
    Column("Share of the forecast below the outcome (PIT)", 20, Look.NUMBER),
    Column("Counted in", 14),
    Column("Status", 20),
    Column("Why that status", 70),
    Column("Confounding", 14),
    Column("What else happened", 60),
    Column("Outcome known to the authors", 18),
)
#: Significant figures shown; the JSON of `sanctions backtest` has all of them.
FIGURES: Final = 3
#: Code of the country whose bonds past forecasts were of.
TESTED: Final = "russia"
_SIGNS: Final = {True: "right", False: "wrong", None: "none named"}


def sheet_of(scorecard: ShippedScorecard) -> Sheet:
    """Return the sheet: every row of the scorecard, scored or not."""
    rows = tuple(_row(row) for row in scorecard.events)
    return Sheet(
        SHEET,
        "Backtest: what the model would have said, and what happened",
        Table("backtest", COLUMNS, rows),
        lead=(
            f"{held_sentence(scorecard)} The people who chose the judgements knew every outcome.",
            "Forecasts use only what was known on the day in the fifth column; outcomes may be later than "
            "the as-of date of this workbook and reach no other number in it. Values, not live.",
        ),
        freeze_columns=2,
    )


def held_sentence(scorecard: ShippedScorecard, target: str = TESTED) -> str:
    """Return how past forecasts of yields fared, on the one target they were made for; else nothing.

    Parameters
    ----------
    scorecard : ShippedScorecard
    target : str, optional
        Code of the country the options are aimed at.
    """
    rows = [row for row in scorecard.events if row.counted_in == "bond" and row.unit == Unit.BASIS_POINTS]
    found = [tested for row in rows if (tested := Tested.of(row)) is not None]
    if target != TESTED or not found:
        return ""
    still = [each for each in found if each.no_move is not None]
    crps, no_move = sum(each.crps for each in still), sum(each.no_move or 0.0 for each in still)
    missed = max(found, key=lambda each: abs(each.happened - each.forecast))
    return (
        f"Past forecasts of yields of Russian ruble bonds: 80 % ranges with market noise held"
        f" {sum(each.with_noise for each in found)} of {len(found)} outcomes, without it"
        f" {sum(each.without_noise for each in found)}; the error (CRPS) summed to {readable(crps)} bp"
        f" against {readable(no_move)} of no move; the largest miss, {missed.title} ({missed.known_on}), was"
        f" said to be {readable(missed.forecast)} bp and was {readable(missed.happened)}."
    )


@dataclass(frozen=True)
class Tested:
    """One scored forecast of a yield."""

    title: str
    known_on: dt.date
    forecast: float
    happened: float
    with_noise: bool
    without_noise: bool
    crps: float
    no_move: float | None

    @classmethod
    def of(cls, row: ShippedRow) -> Tested | None:
        """Return what was tested in a row; None where it is not scored."""
        made, band, mark, outcome = row.forecast, row.band(), row.score, row.outcome
        if made is None or band is None or mark is None or outcome is None:
            return None
        return cls(
            row.title,
            row.knowledge_of,
            made.p50,
            outcome.value,
            band.covers,
            made.p10 <= outcome.value <= made.p90,
            mark.crps,
            next((each.crps for each in row.rivals if each.name == "no move"), None),
        )


def _row(row: ShippedRow) -> tuple[Content | Cell, ...]:
    made, band, mark = row.forecast, row.band(), row.score
    best = min(row.rivals, key=lambda rival: rival.crps, default=None)
    return (
        row.id,
        row.title,
        row.quantity,
        row.unit,
        row.knowledge_of,
        None if made is None else significant(made.p50, FIGURES),
        None if made is None else significant(made.p10, FIGURES),
        None if made is None else significant(made.p90, FIGURES),
        None if row.outcome is None else significant(row.outcome.value, FIGURES),
        None if band is None else significant(band.low, FIGURES),
        None if band is None else significant(band.high, FIGURES),
        "not scored" if band is None else ("yes" if band.covers else "NO: missed"),
        None if mark is None else significant(mark.crps, FIGURES),
        next((significant(each.crps, FIGURES) for each in row.rivals if each.name == "no move"), None),
        None if best is None else best.name,
        None if best is None else significant(best.crps, FIGURES),
        None if mark is None else _SIGNS[mark.sign_right],
        None if mark is None else mark.pit,
        row.counted_in if row.counted_in != "none" else "not counted",
        row.status,
        row.sentence,
        row.confounding,
        row.confounding_reason,
        "yes" if row.outcome_known_to_authors else "no",
    )
