"""Yield per percentage point of foreign share: published ranges, and the local series nobody should pool."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pandas as pd
import statsmodels.api as sm
from scipy import stats
from statsmodels.stats.stattools import durbin_watson

from sanctions.data.vintage import Market
from sanctions.errors import InputError
from sanctions.history.results import Estimate, Interval

CHANNEL = "foreign share -> yield"
#: Only effects printed per so many percentage points can be brought to one point.
PER_POINTS = re.compile(r"bp per ([0-9.]*) ?pp")
LEVEL = 0.8
LOCAL_SHARE = "lc_government_debt_nonresident_share_pct"
LOCAL_YIELD = "ofz_10y_pct"
#: A quarter-end share is matched to the last yield of at most this many days before.
MATCH_DAYS = 10


def published_yield_per_pp(market: Market) -> Estimate:
    """Pool the printed ranges of yield change per point of foreign share lost.

    No study here prints a standard error, so none is made up: every study counts once, a range counts as a
    uniform over its logs, and what is reported is the predictive interval for one more study (t with
    studies - 1 degrees on the spread between studies and the ranges' own width). That is the widening.

    Parameters
    ----------
    market : Market
        Snapshot; studies known later stay out.

    Returns
    -------
    Estimate
        In bp per pp (80 % interval), geometric mean as centre.

    Raises
    ------
    InputError
        Fewer than two studies with a range.
    """
    ranges = _ranges(market.table("elasticities"))
    if len(ranges) < 2:
        raise InputError.single(
            "elasticities", CHANNEL, f"{len(ranges)} printed range", "two or more studies"
        )
    names = list(ranges)
    centre, reach, spread = _predict(list(ranges.values()))
    without = tuple(
        (name, float(np.exp(_predict([ranges[other] for other in names if other != name])[0])))
        if len(names) > 2
        else (name, float(np.exp(np.log(ranges[next(o for o in names if o != name)]).mean())))
        for name in names
    )
    return Estimate(
        name="yield_per_pp",
        unit="bp per pp",
        centre=float(np.exp(centre)),
        interval=Interval(
            float(np.exp(centre - reach)), float(np.exp(centre + reach)), LEVEL, "predictive t"
        ),
        n=len(names),
        n_by_span=(),
        window=None,
        method=f"equal-weight mixture in logs of {', '.join(names)}, widened to one more study",
        diagnostics={
            "spread_between_studies_log": spread,
            "lognormal_sigma": reach / float(stats.norm.ppf(0.9)),
        },
        leave_one_out=without,
        weight=1.0,
        warning="no study prints a standard error; none is of Russia; sanctions are not their shock",
    )


def _ranges(table: pd.DataFrame) -> dict[str, tuple[float, float]]:
    found: dict[str, tuple[float, float]] = {}
    for row in table[table["channel"] == CHANNEL].to_dict("records"):
        match = PER_POINTS.fullmatch(str(row["unit"]))
        if match and np.isfinite([row["low"], row["high"]]).all():
            ends = sorted(abs(float(row[end])) / float(match[1] or 1) for end in ("low", "high"))
            found[str(row["id"])] = (ends[0], ends[1])
    return found


def _predict(ranges: list[tuple[float, float]]) -> tuple[float, float, float]:
    logs = np.log(np.array(ranges))
    middles = logs.mean(axis=1)
    between = float(middles.std(ddof=1)) if len(ranges) > 1 else 0.0
    within = float(np.mean((logs[:, 1] - logs[:, 0]) ** 2 / 12))
    deviation = np.sqrt(between**2 * (1 + 1 / len(ranges)) + within)
    quantile = stats.t.ppf((1 + LEVEL) / 2, max(len(ranges) - 1, 1))
    return float(middles.mean()), float(quantile * deviation), between


def local_yield_per_pp(market: Market) -> Estimate:
    """Regress quarterly changes of the 10-year yield on changes of the foreign share, to show why not to.

    Foreigners sell when yields rise, so the coefficient mixes both directions; it gets no weight.

    Returns
    -------
    Estimate
        Yield rise per point of share *lost* would be minus this coefficient; shown as estimated, in bp per pp
        of share gained, 95 % interval with HAC errors (statsmodels, two lags).

    Raises
    ------
    InputError
        Fewer than ten quarters with both series.
    """
    table = _quarters(market)
    if len(table) < 10:
        raise InputError.single(LOCAL_SHARE, "", f"{len(table)} quarters with a yield", "ten or more")
    fitted = _regress(table)
    low, high = (float(value) for value in fitted.conf_int().loc["share"])
    residuals = np.asarray(fitted.resid)
    slopes = [float(_regress(table.drop(index=day)).params["share"]) for day in table.index]
    return Estimate(
        name="local_yield_per_pp",
        unit="bp per pp",
        centre=float(fitted.params["share"]),
        interval=Interval(low, high, 0.95, "HAC, two lags"),
        n=len(table),
        n_by_span=((90, len(table)),),
        window=(table.index[0].date(), table.index[-1].date()),
        method="least squares of the quarterly change of the 10-year yield on that of the foreign share",
        diagnostics={
            "residual_autocorrelation": float(np.corrcoef(residuals[:-1], residuals[1:])[0, 1]),
            "durbin_watson": float(durbin_watson(residuals)),
            "r_squared": float(fitted.rsquared),
        },
        leave_one_out=tuple((str(day.date()), slope) for day, slope in zip(table.index, slopes, strict=True)),
        weight=0.0,
        warning="reverse causality: foreigners leave when yields rise, so this is shown and not pooled",
    )


def _regress(table: pd.DataFrame) -> Any:  # statsmodels has no types
    return sm.OLS(table["yield"], sm.add_constant(table[["share"]])).fit(
        cov_type="HAC", cov_kwds={"maxlags": 2}
    )


def _quarters(market: Market) -> pd.DataFrame:
    shares = {pd.Timestamp(figure.date): figure.value for figure in market.figures(LOCAL_SHARE)}
    share = pd.Series(shares, dtype=float).sort_index()
    level = market.series(LOCAL_YIELD)
    matched = level.reindex(share.index, method="ffill", tolerance=pd.Timedelta(days=MATCH_DAYS))
    table = pd.DataFrame({"share": share.diff(), "yield": 100 * matched.diff()})
    return table.dropna()
