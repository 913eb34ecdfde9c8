"""The scorecard as a document and as text: what `sanctions backtest` prints, draws and writes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sanctions.backtesting.backtest import Backtest, Row, SetScore
from sanctions.backtesting.consistency import LeakageCheck
from sanctions.backtesting.plan import CONSTRUCTIONS, KeptScore, first_scores
from sanctions.history.documents import Plain, plain
from sanctions.model.results import Spread

SCHEMA = "sanctions/backtest/1"


def backtest_document(result: Backtest) -> dict[str, Plain]:
    """Return the JSON document; every number in it is finite.

    Parameters
    ----------
    result : Backtest

    Returns
    -------
    dict
        ``{"schema": "sanctions/backtest/1", "events": [...], "scores": {...}, ...}``.
    """
    first = first_scores()
    return {
        "schema": SCHEMA,
        "draws": result.draws,
        "seed": result.seed,
        "outcomes_known": result.outcomes_known.isoformat(),
        "events": [_event(row, first) for row in result.rows],
        "scores": {each.name: plain(each) for each in result.sets},
        "leakage_checks": [plain(check) for check in result.leakage],
    }


def _event(row: Row, first: Mapping[str, KeptScore]) -> Plain:
    return {
        "id": row.plan.row_id,
        "event_id": row.plan.event_id,
        "title": row.title,
        "counted_in": row.plan.counted_in,
        "quantity": row.plan.quantity,
        "unit": row.plan.unit,
        "package": row.plan.package,
        "construction": row.plan.construction,
        "status": row.plan.status,
        "sentence": row.plan.sentence,
        "outcome_known_to_authors": row.plan.outcome_known,
        "forecast_fixed_on": row.plan.fixed_on.isoformat(),
        "knowledge_of": row.eve.isoformat(),
        "day_zero": row.day_zero.isoformat(),
        "confounding": row.grade,
        "confounding_reason": row.grade_reason,
        "outcome": plain(row.outcome),
        "forecast": plain(row.forecast),
        "noise_sd": row.noise_sd,
        "score": plain(row.score),
        "first_score": plain(first.get(row.plan.row_id)),
        "rivals": [plain(rival) for rival in row.rivals],
        "reason": row.reason,
    }


def headline(result: Backtest) -> str:
    """Return the one line the Cover prints: k of n inside the 80 % interval, by counted set."""
    parts = []
    for each in result.sets[:2]:
        wide = next(one for one in each.coverage if one.level_pct == 80)
        parts.append(f"{wide.inside} of {wide.n} {each.name} rows")
    return "Inside the 80 % interval: " + ", ".join(parts)


def row_cells(row: Row) -> tuple[str, ...]:
    """Return the cells of one row: forecast, outcome, score and status, or the reason there is none."""
    unit = row.plan.unit
    made = row.forecast
    outcome = "" if row.outcome is None else _signed(row.outcome.value, unit)
    said = "" if made is None else _said(made, unit)
    if row.score is None:
        return (row.plan.row_id, str(row.eve), said, outcome, "", "", "", "", row.plan.status, row.reason)
    best = min(row.rivals, key=lambda rival: rival.crps)
    wide = next(band for band in row.score.bands if band.level_pct == 80)
    return (
        row.plan.row_id,
        str(row.eve),
        said,
        outcome,
        f"{wide.low:.1f} to {wide.high:.1f}" + ("" if wide.covers else "  MISS"),
        f"{row.score.crps:.1f}",
        f"{best.crps:.1f} {best.name}",
        {True: "right", False: "wrong", None: ""}[row.score.sign_right],
        row.plan.status,
        row.grade,
    )


#: Columns of :func:`row_cells`.
COLUMNS = (
    "Row",
    "Known on",
    "Forecast, p50 (p10 to p90)",
    "Happened",
    "80 % with noise",
    "CRPS",
    "Best rival",
    "Sign",
    "Status",
    "Confounding, or why not scored",
)


def set_lines(each: SetScore) -> Iterator[str]:
    """Yield the lines that sum up a counted set."""
    inside = "; ".join(
        f"{one.level_pct} %: {one.inside} of {one.n} ({one.low_pct:.0f}-{one.high_pct:.0f} % true coverage)"
        for one in each.coverage
    )
    yield f"{each.name}: {each.n} rows scored. Inside the interval of {inside}"
    signs = f"signs right {each.sign_right} of {each.sign_named}" if each.sign_named else "no sign named"
    yield (
        f"  CRPS is {each.mean_crps_ratio:.2f} times that of 'no move' as a mean of ratios, "
        f"{each.crps_sum_ratio:.2f} times as a ratio of sums (rows in {each.summed_unit}), lower on "
        f"{each.beats_no_move} of {each.n}; {signs}"
    )


def leakage_cells(check: LeakageCheck) -> tuple[str, ...]:
    """Return the cells of one leakage of the central check."""
    made = check.forecast
    return (
        "0 to 1, even" if check.leakage is None else f"{check.leakage:g}",
        f"{made.p50:.1f}",
        f"{made.p05:.1f} to {made.p95:.1f}",
        f"{check.score.crps:.1f}",
        "yes" if check.reaches_range else "no",
        f"{check.width_to_published:.2f}",
    )


#: Columns of :func:`leakage_cells`.
LEAKAGE_COLUMNS = (
    "Leakage",
    "Median, bp",
    "90 % interval, bp",
    "CRPS, bp",
    "80 % reaches 10-13 bp",
    "80 % width over published range",
)


def how_made(row: Row) -> str:
    """Return in words how the row's forecast is made."""
    return CONSTRUCTIONS[row.plan.construction]


def _said(made: Spread, unit: str) -> str:
    if made.p05 == made.p95 == 0:
        return "no move"
    return f"{_signed(made.p50, unit)} ({made.p10:.1f} to {made.p90:.1f})"


def _signed(value: float, unit: str) -> str:
    return f"{value:+.1f} {unit}"
