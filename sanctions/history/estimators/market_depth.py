"""How deep the primary market is: cover at auctions, and the concession paid to place more."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import statsmodels.api as sm
from scipy import stats

from sanctions.data.vintage import Market
from sanctions.errors import InputError
from sanctions.history.changes import Array
from sanctions.history.results import Estimate, Interval

MINIMUM_MONTHS = 12
LEVEL = 0.95


def auction_months(market: Market) -> pd.DataFrame:
    """Return cover ratio and price concession by month of auctions.

    The concession is the average auction yield less the average secondary yield of the month, the latter
    interpolated between the 2- and 10-year points at the auctions' average maturity (beyond ten years the
    10-year point is used, which overstates the concession where the curve slopes up).

    Returns
    -------
    pandas.DataFrame
        By month end: demand_rub_bn, placed_rub_bn, years, cover_ratio, concession_bp.

    Raises
    ------
    InputError
        Fewer than twelve months known on the snapshot's day.
    """
    columns = {
        "demand_rub_bn": "ofz_auction_demand_rub_bn",
        "placed_rub_bn": "ofz_auction_placed_rub_bn",
        "auction_yield_pct": "ofz_auction_yield_fixed_coupon_pct",
        "years": "ofz_auction_years_to_maturity",
    }
    table = pd.DataFrame(
        {
            column: pd.Series({pd.Timestamp(f.date): f.value for f in market.figures(series)}, dtype=float)
            for column, series in columns.items()
        }
    ).dropna()
    if len(table) < MINIMUM_MONTHS:
        raise InputError.single(
            "auctions", "", f"{len(table)} months are known on {market.as_of}", f"{MINIMUM_MONTHS} or more"
        )
    month = _months(table)
    short, long = (
        _by_month(market.series(name)).reindex(month).to_numpy() for name in ("ofz_2y_pct", "ofz_10y_pct")
    )
    weight = np.clip((table["years"].to_numpy() - 2) / 8, 0, 1)
    table["cover_ratio"] = table["demand_rub_bn"] / table["placed_rub_bn"]
    table["concession_bp"] = 100 * (table["auction_yield_pct"].to_numpy() - (short + weight * (long - short)))
    return table.drop(columns="auction_yield_pct").dropna()


def cover_ratio(market: Market) -> Estimate:
    """Return the median month's demand over placement, with the exact interval of the median.

    Returns
    -------
    Estimate
        Ratio; the interval runs between the order statistics that hold the median with at least 95 %.
    """
    table = auction_months(market)
    values = np.sort(table["cover_ratio"].to_numpy(dtype=np.float64))
    count = len(values)
    rank = int(stats.binom.ppf((1 - LEVEL) / 2, count, 0.5))
    level = float(1 - 2 * stats.binom.cdf(rank - 1, count, 0.5))
    return Estimate(
        name="cover_ratio",
        unit="ratio",
        centre=float(np.median(values)),
        interval=Interval(float(values[rank - 1]), float(values[count - rank]), level, "order statistics"),
        n=count,
        n_by_span=((30, count),),
        window=(table.index[0].date(), table.index[-1].date()),
        method="median month of demand at auctions over the amount placed",
        diagnostics={
            "residual_autocorrelation": _autocorrelation(table["cover_ratio"].to_numpy(dtype=np.float64)),
            "smallest": float(values[0]),
            "largest": float(values[-1]),
        },
        leave_one_out=(),
        weight=0.0,
        warning="the ministry chooses how much to place, so a low ratio can be its own decision",
    )


def concession_per_100bn(market: Market) -> Estimate:
    """Regress the month's concession on the amount placed (HAC, three lags).

    Returns
    -------
    Estimate
        In bp per RUB 100 bn placed in a month, 95 % interval.
    """
    table = auction_months(market)
    fitted = _regress(table)
    low, high = (float(value) for value in fitted.conf_int().loc["placed"])
    slopes = [float(_regress(table.drop(index=day)).params["placed"]) for day in table.index]
    return Estimate(
        name="concession_per_100bn",
        unit="bp per RUB 100 bn",
        centre=float(fitted.params["placed"]),
        interval=Interval(low, high, LEVEL, "HAC, three lags"),
        n=len(table),
        n_by_span=((30, len(table)),),
        window=(table.index[0].date(), table.index[-1].date()),
        method="least squares of the month's concession on the amount placed",
        diagnostics={
            "residual_autocorrelation": _autocorrelation(np.asarray(fitted.resid)),
            "r_squared": float(fitted.rsquared),
            "median_concession_bp": float(table["concession_bp"].median()),
        },
        leave_one_out=tuple((str(day.date()), slope) for day, slope in zip(table.index, slopes, strict=True)),
        weight=0.0,
        warning="amounts are chosen in view of demand, floaters are in the amount, months are coarse",
    )


def _months(table: pd.DataFrame | pd.Series[float]) -> pd.PeriodIndex:
    return pd.DatetimeIndex(table.index).to_period("M")


def _by_month(level: pd.Series[float]) -> pd.Series[float]:
    return level.groupby(_months(level)).mean()


def _regress(table: pd.DataFrame) -> Any:  # statsmodels has no types
    design = sm.add_constant(pd.DataFrame({"placed": table["placed_rub_bn"] / 100}))
    return sm.OLS(table["concession_bp"], design).fit(cov_type="HAC", cov_kwds={"maxlags": 3})


def _autocorrelation(values: Array) -> float:
    return float(np.corrcoef(values[:-1], values[1:])[0, 1])
