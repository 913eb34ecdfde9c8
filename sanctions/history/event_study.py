"""The event study: one row per event id, and the averages with every test side by side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np
from scipy import stats

from sanctions.errors import InputError
from sanctions.history import inference, resampling
from sanctions.history.changes import Array, Changes, Days
from sanctions.history.market_model import design_matrix, prediction_errors
from sanctions.history.moves import Moves, abnormal_moves
from sanctions.history.resampling import Placebos
from sanctions.history.results import (
    AbnormalMove,
    AverageMove,
    EventRow,
    EventStudy,
    Interval,
    SampleNote,
    TestOutcome,
)
from sanctions.history.windows import StudyEvent, Windows, day_zeros, overlaps

#: Said of a row whose estimate stands while its loadings mean little one by one.
COLLINEAR = "factors move together exactly: their loadings can only be read as a sum"
PLACEBO_DRAWS = 9999
SEED = 1


def event_study(
    asset: str,
    unit: str,
    daily: Changes,
    events: Sequence[StudyEvent],
    windows: Windows | None = None,
    *,
    sample: Changes | None = None,
) -> EventStudy:
    """Study events in one asset.

    Parameters
    ----------
    asset, unit : str
        Name of the asset, and the unit of its changes (% or bp).
    daily : Changes
        Changes the event windows are read from.
    events : sequence of StudyEvent
        One per id.
    windows : Windows, optional
        Window lengths.
    sample : Changes, optional
        Changes the loadings come from, where not `daily` itself (weekly ones for bonds).

    Raises
    ------
    InputError
        No events, or an event id given twice. A single event that cannot be studied is a flagged row.
    """
    windows = windows or Windows()
    _check(events)
    zeros = day_zeros(events, daily.dates)
    moves = abnormal_moves(daily, daily if sample is None else sample, zeros, windows, zeros)
    null = moves.placebos(windows.decay)
    shared = overlaps(events, windows)
    method = _method(daily, sample, windows)
    where = {int(event): row for row, event in enumerate(moves.kept)}
    rows = []
    for i, event in enumerate(events):
        at = where.get(i)
        rows.append(
            EventRow(
                event_id=event.event_id,
                asset=asset,
                unit=unit,
                status="flagged" if at is None else "ok",
                reason=COLLINEAR if at is not None and moves.fitted.collinear[at] else moves.reasons[i],
                day_zero=_date(zeros[i]),
                window=None if at is None else _window(daily, moves, i),
                span_days=0 if at is None else int(moves.days[at]),
                overlaps=shared[i],
                grade=event.grade,
                grade_reason=event.grade_reason,
                move=None if at is None else _move(daily, moves, null, windows, i, at),
                sample=None
                if at is None
                else _note(daily, daily if sample is None else sample, moves, at, method),
            )
        )
    return EventStudy(tuple(rows), _averages(asset, unit, tuple(rows), moves, null, windows))


def _check(events: Sequence[StudyEvent]) -> None:
    if not events:
        raise InputError.single("events", "", "no event to study")
    ids = [event.event_id for event in events]
    doubled = sorted({name for name in ids if ids.count(name) > 1}) if len(set(ids)) < len(ids) else []
    if doubled:
        raise InputError.single("events", "event_id", f"given twice: {', '.join(doubled)}", "one row per id")


def _method(daily: Changes, sample: Changes | None, windows: Windows) -> str:
    names = ", ".join(daily.factor_names) or "no factor"
    source = "daily changes" if sample is None else "weekly changes, noise from one-day changes"
    scaling = f"placebo windows scaled by volatility, decay {windows.decay:g}"
    return f"market model on {names}; loadings from {source}; variance by days covered; {scaling}"


def _date(day: np.datetime64) -> dt.date:
    return dt.date.fromisoformat(str(day))


def _window(daily: Changes, moves: Moves, event: int) -> tuple[dt.date, dt.date]:
    start, stop = moves.placement.event_start[event], moves.placement.event_stop[event]
    return _date(daily.base_dates[start]), _date(daily.dates[stop - 1])


def _move(
    daily: Changes, moves: Moves, null: Placebos, windows: Windows, event: int, at: int
) -> AbnormalMove:
    car, error, degrees = moves.car[at], moves.standard_error[at], moves.fitted.degrees[at]
    one = Placebos(null.scaled[at : at + 1], null.volatility[at : at + 1])
    half = float(resampling.placebo_half_width(one, windows.level)[0])
    t_statistic = float(car / error)
    return AbnormalMove(
        car=float(car),
        leakage_car=float(moves.leakage_car[at]),
        raw_change=float(moves.raw[at]),
        standard_error=float(error),
        t_statistic=t_statistic,
        p_parametric=float(2 * stats.t.sf(abs(t_statistic), degrees)),
        p_placebo=float(resampling.placebo_p(moves.car[at : at + 1], one)[0]),
        interval=Interval(float(car - half), float(car + half), windows.level, "placebo windows"),
        minimum_detectable=inference.minimum_detectable(float(error), float(degrees)),
        loadings=tuple(
            (name, float(value))
            for name, value in zip(daily.factor_names, moves.fitted.coefficients[at, 1:], strict=True)
        ),
        path=_path(daily, moves, event, at),
    )


def _path(daily: Changes, moves: Moves, event: int, at: int) -> tuple[tuple[int, float], ...]:
    start, stop = moves.placement.leakage_start[event], moves.placement.event_stop[event]
    index = np.arange(start, stop)[None, :]
    matrix = design_matrix(daily.factors, daily.span_days)
    errors = prediction_errors(daily.outcome, matrix, moves.fitted.coefficients[at : at + 1], index)[0]
    zero = daily.dates[moves.placement.event_start[event]]
    days = np.busday_count(zero, daily.dates[index[0]])
    return tuple((int(day), float(value)) for day, value in zip(days, np.cumsum(errors), strict=True))


def _note(daily: Changes, sample: Changes, moves: Moves, at: int, method: str) -> SampleNote:
    one = np.array([at])
    rows, positions, valid = moves.noise.take(one).residuals(moves.fitted.coefficients[one])
    residuals, used = rows[0][valid[0]], positions[0][valid[0]]
    spans, counts = np.unique(daily.span_days[used], return_counts=True)
    first, last = moves.loadings.usable[[moves.loadings.start[at], moves.loadings.stop[at] - 1]]
    return SampleNote(
        n_estimation=int(moves.loadings.count[at]),
        n_noise=len(used),
        n_by_span=tuple((int(span), int(n)) for span, n in zip(spans, counts, strict=True)),
        estimation_window=(_date(sample.dates[first]), _date(sample.dates[last])),
        method=method,
        residual_autocorrelation=float(np.corrcoef(residuals[:-1], residuals[1:])[0, 1]),
    )


def _averages(
    asset: str, unit: str, rows: tuple[EventRow, ...], moves: Moves, null: Placebos, windows: Windows
) -> tuple[AverageMove, ...]:
    chosen = [at for at, event in enumerate(moves.kept) if rows[event].grade != "unusable"]
    if len({rows[moves.kept[at]].day_zero for at in chosen}) < 2:
        # Events of one day are one move of the market: there is nothing to average.
        return ()
    ids = tuple(rows[moves.kept[at]].event_id for at in chosen)
    car = moves.car[chosen]
    scaled = car / moves.standard_error[chosen]
    picked = Placebos(null.scaled[chosen], null.volatility[chosen])
    correlation = shared_days([rows[moves.kept[at]].day_zero for at in chosen], windows)
    count = len(chosen)
    intervals = [resampling.wild_bootstrap_interval(car, windows.level, seed=SEED)]
    if count <= resampling.ENUMERATED:
        intervals.insert(0, resampling.symmetry_interval(car, windows.level))
    return (
        AverageMove(
            asset=asset,
            unit=unit,
            n=count,
            event_ids=ids,
            caar=float(car.mean()),
            tests=_tests(car, scaled, moves.fitted.degrees[chosen], correlation, picked),
            intervals=tuple(intervals),
            minimum_detectable=inference.minimum_detectable(
                float(car.std(ddof=1) / np.sqrt(count)), count - 1
            ),
            leave_one_out=tuple(
                (name, float((car.sum() - value) / (count - 1))) for name, value in zip(ids, car, strict=True)
            ),
        ),
    )


def _tests(
    car: Array, scaled: Array, degrees: Array, correlation: float, null: Placebos
) -> tuple[TestOutcome, ...]:
    mean = float(car.mean())
    ranks = resampling.placebo_ranks(car, null)
    return (
        inference.cross_sectional(car),
        inference.patell(scaled, degrees),
        inference.boehmer_musumeci_poulsen(scaled),
        inference.kolari_pynnonen(scaled, correlation),
        inference.placebo_rank(ranks, null.count),
        inference.sign(car),
        TestOutcome("sign-flip permutation", mean, resampling.sign_flip_p(car)),
        TestOutcome("placebo windows", mean, resampling.placebo_average_p(car, null, PLACEBO_DRAWS, SEED)),
    )


def shared_days(zeros: Sequence[dt.date], windows: Windows) -> float:
    """Return the average correlation two event windows of one asset have because they share days.

    On a shared day both events see the same abnormal change, so the correlation of two cumulative
    moves is the share of days in common; residuals of different days are taken as uncorrelated.
    """
    days: Days = np.array(zeros, dtype="datetime64[D]")
    numbers = np.busday_count(np.datetime64("1970-01-01"), days)
    length = windows.end_day - windows.start_day + 1
    apart = np.abs(numbers[:, None] - numbers[None, :])
    common = np.maximum(length - apart, 0) / length
    count = len(zeros)
    return float((common.sum() - count) / (count * (count - 1)))
