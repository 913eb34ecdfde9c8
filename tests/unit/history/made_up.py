"""Made-up markets: a currency with a known loading, and a bond seen daily only around two windows."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

from sanctions.history.changes import Changes, make_changes


def currency(
    days: int = 700,
    loading: float = 0.6,
    noise: float = 0.5,
    effect: float = 0.0,
    day: int = 600,
    seed: int = 3,
) -> Changes:
    """Return daily log changes whose change number `day` holds a jump of `effect` percent."""
    generator = np.random.default_rng(seed)
    factor = generator.normal(0, 0.4, days)
    outcome = loading * factor + generator.normal(0, noise, days)
    if effect:
        outcome[day + 1] += effect  # change number `day` ends on observation `day + 1`
    index = pd.bdate_range("2016-01-04", periods=days)
    level = pd.Series(60 * np.exp(np.cumsum(outcome) / 100), index, name="usd_xxx")
    factors = pd.DataFrame({"basket": 100 * np.exp(np.cumsum(factor) / 100)}, index)
    return make_changes(level, "log_pct", factors, {"basket": "log_pct"})


def bond_levels(seed: int = 5, effect_bp: float = 0.0) -> tuple[pd.Series, pd.DataFrame, dt.date]:
    """Return a yield in percent with weekly gaps, its factors, and the day of a jump of `effect_bp`."""
    generator = np.random.default_rng(seed)
    index = pd.bdate_range("2014-01-03", "2021-06-30")
    factor = generator.normal(0, 4, len(index))
    moves = 0.5 * factor + generator.normal(0, 5, len(index))
    event = index.get_loc(pd.Timestamp("2021-04-15"))
    moves[event] += effect_bp
    level = pd.Series(8 + np.cumsum(moves) / 100, index, name="ofz_10y_pct")
    factors = pd.DataFrame({"ust_10y_pct": 2 + np.cumsum(factor) / 100}, index)
    daily = (index.year == 2017) | (index >= "2021-01-15")
    keep = daily | (index.day_of_week == 4)
    return level[keep], factors[keep], dt.date(2021, 4, 15)
