"""Currency per 100 bp: one regression over events, with the influence of each."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import statsmodels.api as sm
from scipy import stats

from sanctions.data.vintage import Market
from sanctions.errors import InputError
from sanctions.history.changes import Array
from sanctions.history.results import Estimate, EventRow, Interval
from sanctions.history.study import study_history

#: The 2018 listing of Rusal moved the ruble most and touched no bond: always shown with and without.
RUSAL_LISTING = "US-SDN-2018-04-06"
MINIMUM_EVENTS = 4
LEVEL = 0.95


def fx_per_100bp(market: Market, leave_out: tuple[str, ...] = ()) -> Estimate:
    """Regress the abnormal fall of the ruble on the abnormal rise of the 10-year yield, over events.

    Through the origin: an event that moves no yield is asked to move no currency. Errors in the measured
    yield move pull the slope towards zero; common shocks to both push it away from any causal reading.

    Parameters
    ----------
    market : Market
        Snapshot; events announced later do not exist.
    leave_out : tuple of str
        Event ids kept out (the one being scored, in the backtest).

    Returns
    -------
    Estimate
        In % per 100 bp, 95 % interval (t, HC3 errors).

    Raises
    ------
    InputError
        Fewer than four events with both moves.
    """
    rows, bond, currency = _pairs(market, leave_out)
    ids = [row.event_id for row in rows]
    if len(ids) < MINIMUM_EVENTS:
        raise InputError.single(
            "fx_per_100bp", "", f"{len(ids)} events with both moves", f"{MINIMUM_EVENTS} or more"
        )
    fitted = _regress(bond, currency)
    slope, error = float(fitted.params[0]), float(fitted.bse[0])
    reach = float(stats.t.ppf((1 + LEVEL) / 2, len(ids) - 1)) * error
    influence = fitted.get_influence()
    cooks = dict(zip(ids, (float(value) for value in influence.cooks_distance[0]), strict=True))
    without = tuple(
        (name, float(_regress(np.delete(bond, at), np.delete(currency, at)).params[0]))
        for at, name in enumerate(ids)
    )
    diagnostics = {
        "r_squared_uncentred": float(fitted.rsquared),
        "largest_cooks_distance": max(cooks.values()),
        **({"without_rusal_2018": dict(without)[RUSAL_LISTING]} if RUSAL_LISTING in ids else {}),
    }
    return Estimate(
        name="fx_per_100bp",
        unit="% per 100 bp",
        centre=slope,
        interval=Interval(slope - reach, slope + reach, LEVEL, "t with HC3 errors"),
        n=len(ids),
        n_by_span=tuple(Counter(row.span_days for row in rows).items()),
        window=(rows[0].day_zero, rows[-1].day_zero),
        method="least squares through the origin of abnormal currency falls on abnormal 10-year moves",
        diagnostics=diagnostics,
        leave_one_out=without,
        weight=1.0,
        warning=f"most influential: {max(cooks, key=lambda name: cooks[name])}; common shocks move both",
    )


def _regress(bond: Array, currency: Array) -> Any:  # statsmodels has no types
    return sm.OLS(currency, bond[:, None]).fit(cov_type="HC3", use_t=True)


def _pairs(market: Market, leave_out: tuple[str, ...]) -> tuple[list[EventRow], Array, Array]:
    bonds = {row.event_id: row for row in study_history(market, "ofz_10y_pct").rows}
    pairs = [
        (row, bonds[row.event_id].move, row.move)
        for row in study_history(market, "usd_rub").rows
        if row.event_id not in leave_out and _usable(row) and _usable(bonds[row.event_id])
    ]
    bond = np.array([first.car / 100 for _, first, _ in pairs if first is not None])
    currency = np.array([second.car for _, _, second in pairs if second is not None])
    return [row for row, _, _ in pairs], bond, currency


def _usable(row: EventRow) -> bool:
    return row.move is not None and row.grade != "unusable"
