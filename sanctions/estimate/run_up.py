"""How far the yield had run up before the day, beyond what world markets explain."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import pandas as pd
import statsmodels.api as sm

from sanctions.data.vintage import Market
from sanctions.errors import SanctionsError

_BP_PER_PCT = 100.0
#: Weekly observations before the start that the betas rest on: two years.
WEEKS = 104
_LEAST_WEEKS = 40


@dataclass(frozen=True)
class RunUp:
    """Abnormal change of the 10-year yield from `since` to the as-of date.

    Parameters
    ----------
    change_bp, explained_bp, abnormal_bp, sd_bp : float
        Total, explained by the factors, the rest, and the standard deviation of such a rest.
    weeks : int
        Weekly observations behind the betas.
    """

    since: dt.date
    until: dt.date
    change_bp: float
    explained_bp: float
    abnormal_bp: float
    sd_bp: float
    weeks: int


def run_up(market: Market, since: dt.date) -> RunUp:
    """Estimate the abnormal run-up of the 10-year yield.

    Betas come from weekly changes of the two years before `since`: US 10-year yield, log VIX, log Brent.

    Parameters
    ----------
    market : Market
    since : datetime.date
        Last day before the threat became known.

    Returns
    -------
    RunUp

    Raises
    ------
    SanctionsError
        Fewer than forty weekly observations, or no yield on both ends.
    """
    frame = pd.DataFrame(
        {
            "yield_bp": market.series("ofz_10y_pct") * _BP_PER_PCT,
            "us_bp": market.series("ust_10y_pct") * _BP_PER_PCT,
            "vix": np.log(market.series("vix_pts")),
            "brent": np.log(market.series("brent_usd_bbl")),
        }
    ).dropna()
    start = pd.Timestamp(since)
    weekly = frame[frame.index <= start].resample("W-FRI").last().dropna().diff().dropna().tail(WEEKS)
    window = frame[frame.index >= start]
    if len(weekly) < _LEAST_WEEKS or len(window) < 2:
        raise SanctionsError(f"too little history for the run-up since {since}: {len(weekly)} weeks")
    factors = ["us_bp", "vix", "brent"]
    fit = sm.OLS(weekly["yield_bp"], sm.add_constant(weekly[factors])).fit()
    move = window.iloc[-1] - window.iloc[0]
    explained = float((fit.params[factors] * move[factors]).sum())
    span_weeks = (window.index[-1] - window.index[0]).days / 7.0
    return RunUp(
        since=since,
        until=window.index[-1].date(),
        change_bp=float(move["yield_bp"]),
        explained_bp=explained,
        abnormal_bp=float(move["yield_bp"]) - explained,
        sd_bp=float(np.sqrt(fit.scale * span_weeks)),
        weeks=len(weekly),
    )
