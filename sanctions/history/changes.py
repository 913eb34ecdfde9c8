"""Changes between observations, each with the span of business days it covers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sanctions.errors import InputError, Problem
from sanctions.history.daily import common_days

Array = NDArray[np.float64]
Positions = NDArray[np.intp]
Days = NDArray[np.datetime64]
Scale = Literal["log_pct", "bp", "points"]

#: From a level to the unit of its change: percent of log level, percentage points to bp, points as they are.
_FACTOR: dict[Scale, float] = {"log_pct": 100.0, "bp": 100.0, "points": 1.0}


@dataclass(frozen=True, slots=True, eq=False)
class Changes:
    """Changes of one asset and its factors between common observation days.

    Parameters
    ----------
    base_dates, dates : numpy.ndarray of datetime64[D], shape (T,)
        Day before and day after each change.
    span_days : numpy.ndarray, shape (T,)
        Business days (Monday to Friday) each change covers.
    outcome : numpy.ndarray, shape (T,)
        Change of the asset.
    factors : numpy.ndarray, shape (T, k)
        Changes of the factors over exactly the same days.
    factor_names : tuple of str
        Names of the k factors.
    """

    base_dates: Days
    dates: Days
    span_days: NDArray[np.int64]
    outcome: Array
    factors: Array
    factor_names: tuple[str, ...]

    def __len__(self) -> int:
        """Return the number of changes T."""
        return len(self.outcome)


def change(level: pd.Series[float], scale: Scale) -> pd.Series[float]:
    """Return the change of a level in its unit (log percent, bp or points)."""
    values = pd.Series(np.log(level.to_numpy()), level.index) if scale == "log_pct" else level
    return values.diff() * _FACTOR[scale]


def make_changes(
    level: pd.Series[float], scale: Scale, factors: pd.DataFrame, factor_scales: dict[str, Scale]
) -> Changes:
    """Return changes of `level` and `factors` between the days all of them were observed.

    Parameters
    ----------
    level : pandas.Series
        Asset, indexed by day. Of moments with a time zone the day counts that the calendar showed there.
    scale : {"log_pct", "bp", "points"}
        How the change of the asset is measured.
    factors : pandas.DataFrame
        Factor levels, indexed by day.
    factor_scales : dict
        Scale of each factor column; the columns used and their order come from here.

    Raises
    ------
    InputError
        A day given twice, days out of order, an index without days, values that are no numbers, a
        non-positive level under a logarithm, a series that never changes, or fewer than two common days.
    """
    names = list(factor_scales)
    table = common_days(level, factors[names])
    _check(table, {"outcome": scale, **factor_scales}, str(level.name))
    days = table.index.to_numpy().astype("datetime64[D]")
    moved = {"outcome": change(table["outcome"], scale)} | {
        name: change(table[name], factor_scales[name]) for name in names
    }
    return Changes(
        base_dates=days[:-1],
        dates=days[1:],
        span_days=np.maximum(np.busday_count(days[:-1], days[1:]), 1).astype(np.int64),
        outcome=np.asarray(moved["outcome"], dtype=np.float64)[1:],
        factors=np.column_stack([moved[name].to_numpy(dtype=float)[1:] for name in names])
        if names
        else np.empty((len(days) - 1, 0)),
        factor_names=tuple(names),
    )


def weekly_levels(level: pd.Series[float], factors: pd.DataFrame) -> tuple[pd.Series[float], pd.DataFrame]:
    """Return the last common observation of every week that ends on a Friday."""
    table = common_days(level, factors)
    week = table.index.to_series().dt.to_period("W-FRI")
    last = table.groupby(week.to_numpy()).tail(1)
    return last["outcome"].rename(str(level.name)), last.drop(columns="outcome")


def basket_level(quotes: pd.DataFrame) -> pd.Series[float]:
    """Return an equal-weight index of currencies per US dollar (geometric, first day = 100).

    The change on a day is the mean log change of the currencies quoted on that day and the day before,
    so a currency that joins or leaves moves nothing.

    Parameters
    ----------
    quotes : pandas.DataFrame
        Units of currency per US dollar, one column each.
    """
    if quotes.empty or quotes.shape[1] == 0:
        raise InputError.single("basket", "", "no currency is quoted, so there is no basket factor")
    logs = pd.DataFrame(np.log(quotes.to_numpy()), quotes.index, quotes.columns)
    steps = logs.diff().mean(axis=1, skipna=True).fillna(0.0)
    return pd.Series(100.0 * np.exp(steps.cumsum().to_numpy()), quotes.index, name="basket")


def _check(table: pd.DataFrame, scales: dict[str, Scale], name: str) -> None:
    problems = []
    if len(table) < 2:
        raise InputError.single(name, "", "fewer than two days on which the asset and all factors are known")
    for column, scale in scales.items():
        label = name if column == "outcome" else column
        if not np.isfinite(table[column].to_numpy(dtype=float)).all():
            problems.append(Problem(label, "", "holds a value that is not a finite number"))
        elif scale == "log_pct" and bool((table[column] <= 0).any()):
            problems.append(Problem(label, "", "holds a value of zero or less under a logarithm"))
        elif bool((table[column] == table[column].iloc[0]).all()):
            problems.append(Problem(label, "", "never changes, so nothing can be estimated from it"))
    if problems:
        raise InputError(problems)
