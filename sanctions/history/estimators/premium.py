"""The run-up before an announcement: the abnormal rise of yields since a stated date, and its error."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
from scipy import stats

from sanctions.data.vintage import Market
from sanctions.errors import InputError
from sanctions.history.changes import Changes, Scale, make_changes, weekly_levels
from sanctions.history.market_model import (
    Sample,
    blocks,
    cumulative_variance,
    design_matrix,
    fit,
    prediction_errors,
)
from sanctions.history.results import Estimate, Interval
from sanctions.history.study import GLOBAL, PATCHY

LEVEL = 0.95


def run_up(
    market: Market, since: dt.date, until: dt.date | None = None, *, with_two_year: bool = False
) -> Estimate:
    """Return the abnormal rise of the 10-year yield from the close of `since` to that of `until`.

    Loadings and noise come from weekly changes that end before `since`; the run-up covers many days, and
    weekly noise holds the slow moves that daily noise misses.

    Parameters
    ----------
    market : Market
        Snapshot.
    since : datetime.date
        First close.
    until : datetime.date, optional
        Last close; by default the last on which the yield and every factor were known.
    with_two_year : bool
        Add the 2-year yield to the factors: what is left is the part that is not the rate outlook.

    Returns
    -------
    Estimate
        In bp, 95 % interval; `diagnostics["standard_deviation"]` is its forecast error.

    Raises
    ------
    InputError
        Dates out of order or outside the data, or too few weeks before `since`.
    """
    scales: dict[str, Scale] = {**GLOBAL, **({"ofz_2y_pct": "bp"} if with_two_year else {})}
    level = market.series("ofz_10y_pct")
    factors = _to_the_day(
        pd.concat([market.series(name) for name in scales], axis=1, join="inner", sort=False), level
    )
    daily = make_changes(level, "bp", factors, scales)
    weekly_level, weekly_factors = weekly_levels(level, factors)
    weekly = make_changes(weekly_level, "bp", weekly_factors, scales)
    until = until or pd.Timestamp(daily.dates[-1]).date()
    start, stop, sample = _positions(daily, weekly, since, until)
    chosen = _weeks_before(weekly, sample)
    fitted = fit(chosen)
    index, inside = blocks(np.array([start]), np.array([stop]))
    days = design_matrix(daily.factors, daily.span_days)
    moved = float(prediction_errors(daily.outcome, days, fitted.coefficients, index).sum())
    variance = cumulative_variance(fitted, days, daily.span_days, index, inside)
    error = float(np.sqrt(variance[0]))
    reach = float(stats.t.ppf((1 + LEVEL) / 2, fitted.degrees[0])) * error
    residuals = chosen.residuals(fitted.coefficients)[0][0]
    spans, counts = np.unique(daily.span_days[start:stop], return_counts=True)
    return Estimate(
        name="run_up_without_rate_outlook" if with_two_year else "run_up",
        unit="bp",
        centre=moved,
        interval=Interval(moved - reach, moved + reach, LEVEL, "Student t forecast"),
        n=int(chosen.count[0]),
        n_by_span=tuple((int(span), int(n)) for span, n in zip(spans, counts, strict=True)),
        window=(since, until),
        method=f"10-year change less loadings on {', '.join(scales)} from the weeks before",
        diagnostics={
            "standard_deviation": error,
            "observed_change": float(daily.outcome[start:stop].sum()),
            "residual_autocorrelation": float(np.corrcoef(residuals[:-1], residuals[1:])[0, 1]),
        },
        leave_one_out=(),
        weight=0.0,
        warning="weak evidence of what was priced in: its error is as large as itself"
        if error > abs(moved)
        else "",
    )


def _weeks_before(weekly: Changes, stop: int) -> Sample:
    """Return the estimation sample: the weeks that end before the run-up begins."""
    return Sample(
        weekly.outcome,
        design_matrix(weekly.factors, weekly.span_days),
        weekly.span_days,
        np.arange(len(weekly)),
        np.array([max(stop - PATCHY.estimation_length, 0)]),
        np.array([stop]),
    )


def _to_the_day(factors: pd.DataFrame, level: pd.Series[float]) -> pd.DataFrame:
    """Return the factors carried to the yield's last day: New York closes after Moscow and is known later."""
    last = level.index[-1]
    if last <= factors.index[-1]:
        return factors
    return pd.concat([factors, factors.iloc[[-1]].set_axis([last])])


def _positions(daily: Changes, weekly: Changes, since: dt.date, until: dt.date) -> tuple[int, int, int]:
    first, last = np.datetime64(since), np.datetime64(until)
    if first >= last:
        raise InputError.single("run_up", "since", f"{since} is not before {until}")
    if last > daily.dates[-1] or first < daily.base_dates[0]:
        raise InputError.single(
            "run_up",
            "",
            f"{since} to {until} is outside the data",
            f"{daily.base_dates[0]} to {daily.dates[-1]}",
        )
    start = int(np.searchsorted(daily.base_dates, first, side="left"))
    stop = int(np.searchsorted(daily.dates, last, side="right"))
    sample = int(np.searchsorted(weekly.dates, first, side="right"))
    if sample < PATCHY.minimum_estimation:
        raise InputError.single(
            "run_up", "since", f"{sample} weeks before {since}", f"{PATCHY.minimum_estimation} or more"
        )
    return start, stop, sample
