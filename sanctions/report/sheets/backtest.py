"""Backtest: the scorecard, misses included."""

from __future__ import annotations

from typing import Final

from sanctions.compare.shipped import ShippedRow, ShippedScorecard
from sanctions.report.rounding import significant
from sanctions.report.tables import Cell, Column, Content, Look, Sheet, Table

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


def held_sentence(scorecard: ShippedScorecard) -> str:
    """Return how often past ranges held the outcome."""
    bond, bonds = scorecard.held("bond")
    currency, currencies = scorecard.held("currency")
    return (
        f"Past 80 % ranges held the outcome in {bond} of {bonds} cases of the bond channel, and in "
        f"{currency} of {currencies} where the model has no channel and expects no move."
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
