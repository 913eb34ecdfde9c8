"""Overshoot and fade: what is left of an impact after h steps, by local projections."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import statsmodels.api as sm

from sanctions.data.vintage import Market
from sanctions.errors import InputError
from sanctions.history.changes import Array, Changes
from sanctions.history.results import EventRow, Interval
from sanctions.history.study import asset, changes_of, study_history

LEVEL = 0.9
MINIMUM_EVENTS = 4


@dataclass(frozen=True, slots=True)
class Projection:
    """Share of the impact that is still there, by horizon.

    Parameters
    ----------
    asset : str
        What was projected.
    step : str
        Length of one step: "day" or "week".
    horizons : tuple of int
        Steps after the impact.
    left : tuple of float
        Coefficient on the impact; 1 = all of it, above 1 = it grew, 0 = gone.
    bands : tuple of Interval
        HAC bands (90 %), as many lags as steps ahead.
    n : tuple of int
        Observations used at each horizon.
    n_events : int
        Impacts in the sample: the information there is, whatever n says.
    residual_autocorrelation : tuple of float
        Of each horizon's regression.
    leave_one_out : tuple of (str, float)
        Last horizon's coefficient without each event.
    overshoot : float or None
        Largest share over the last one; None where the last band holds 0, since then it is not identified.
    warning : str
        Why not to lean on it.
    """

    asset: str
    step: str
    horizons: tuple[int, ...]
    left: tuple[float, ...]
    bands: tuple[Interval, ...]
    n: tuple[int, ...]
    n_events: int
    residual_autocorrelation: tuple[float, ...]
    leave_one_out: tuple[tuple[str, float], ...]
    overshoot: float | None
    warning: str


def persistence(market: Market, asset_name: str, steps: int = 0) -> Projection:
    """Project cumulative changes on impacts: days where the series is daily, weeks where it is patchy.

    For each horizon h the change from the eve of step t to step t + h is regressed on the abnormal move of
    the event that fell on t (0 on steps without one) and on the factors over the same steps.

    Parameters
    ----------
    market : Market
        Snapshot.
    asset_name : str
        One of the assets of the history.
    steps : int
        Last horizon; 0 for 40 days or 13 weeks.

    Raises
    ------
    InputError
        Fewer than four usable events, or a horizon too long for the data.
    """
    wanted = asset(asset_name)
    daily, weekly = changes_of(market, wanted)
    changes = daily if weekly is None else weekly
    rows = [
        row
        for row in study_history(market, asset_name).rows
        if row.move is not None and row.grade != "unusable"
    ]
    if len(rows) < MINIMUM_EVENTS:
        raise InputError.single(
            "persistence", asset_name, f"{len(rows)} usable events", f"{MINIMUM_EVENTS} or more"
        )
    last = steps or (40 if weekly is None else 13)
    if not 1 <= last < len(changes) // 4:
        raise InputError.single("persistence", "steps", f"{last}", f"1 to {len(changes) // 4 - 1}")
    impacts = [_impact(changes, row) for row in rows]
    shock = np.sum(impacts, axis=0)
    first = 1 if weekly is None else 0
    horizons = tuple(range(first, last + 1))
    fits = [_project(changes, shock, horizon) for horizon in horizons]
    left = tuple(float(fitted.params[1]) for fitted in fits)
    bands = tuple(
        Interval(float(low), float(high), LEVEL, f"HAC, {h + 1} lags")
        for h, (low, high) in ((h, f.conf_int(1 - LEVEL)[1]) for h, f in zip(horizons, fits, strict=True))
    )
    identified = not bands[-1].covers(0.0)
    return Projection(
        asset=asset_name,
        step="day" if weekly is None else "week",
        horizons=horizons,
        left=left,
        bands=bands,
        n=tuple(int(fitted.nobs) for fitted in fits),
        n_events=len(rows),
        residual_autocorrelation=tuple(_autocorrelation(np.asarray(fitted.resid)) for fitted in fits),
        leave_one_out=tuple(
            (row.event_id, float(_project(changes, shock - impact, last).params[1]))
            for row, impact in zip(rows, impacts, strict=True)
        ),
        overshoot=max(left) / left[-1] if identified else None,
        warning=f"{len(rows)} impacts; one or two of them carry the estimate"
        + ("" if identified else "; the last band holds 0, so overshoot is not identified"),
    )


def _impact(changes: Changes, row: EventRow) -> Array:
    """Place the event's abnormal move on the step that holds day zero."""
    shock = np.zeros(len(changes))
    at = int(np.searchsorted(changes.dates, np.datetime64(row.day_zero), side="left"))
    if at < len(changes) and row.move is not None:
        shock[at] = row.move.car
    return shock


def _project(changes: Changes, shock: Array, horizon: int) -> Any:  # statsmodels has no types
    count = len(changes) - horizon
    ahead = np.concatenate([[0.0], np.cumsum(changes.outcome)])
    factors = np.vstack([np.zeros(changes.factors.shape[1]), np.cumsum(changes.factors, axis=0)])
    moved = ahead[horizon + 1 :] - ahead[:count]
    controls = factors[horizon + 1 :] - factors[:count]
    design = np.column_stack([np.ones(count), shock[:count], controls])
    return sm.OLS(moved, design).fit(cov_type="HAC", cov_kwds={"maxlags": horizon + 1})


def _autocorrelation(values: Array) -> float:
    return float(np.corrcoef(values[:-1], values[1:])[0, 1])
