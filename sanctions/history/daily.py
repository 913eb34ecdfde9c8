"""Prices from outside put on days: one number a day, and which day a moment belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sanctions.errors import InputError, Problem

_SHOWN: Final = 3
_OUTCOME: Final = "outcome"


def common_days(level: pd.Series[float], factors: pd.DataFrame) -> pd.DataFrame:
    """Return the asset and its factors on the days all of them were observed.

    Parameters
    ----------
    level : pandas.Series
        Asset, indexed by day or by moment.
    factors : pandas.DataFrame
        Factor levels, indexed likewise.

    Returns
    -------
    pandas.DataFrame
        The asset in the column ``outcome``, then the factors, as numbers.

    Raises
    ------
    InputError
        Every day given twice or out of order, every value that is no number, or an index without days.
    """
    name = str(level.name)
    problems: list[Problem] = []
    asset = _by_day(level.to_frame(_OUTCOME), {_OUTCOME: name}, problems)
    given = {column: str(column) for column in factors.columns}
    beside = _by_day(factors, given, problems) if given else pd.DataFrame(index=asset.index)
    if problems:
        raise InputError(problems)
    return pd.concat([asset, beside], axis=1, join="inner", sort=False).dropna()


def _by_day(table: pd.DataFrame, names: dict[str, str], problems: list[Problem]) -> pd.DataFrame:
    """Return a table indexed by day with numbers in it, or note what stands against it."""
    label = ", ".join(names.values())
    days = _days(table.index)
    if days is None:
        problems.append(Problem(label, "index", "holds what is no day", "an index of days"))
        return table
    problems += _order(days, label)
    numbers = {column: _numbers(table[column], days, name, problems) for column, name in names.items()}
    return pd.DataFrame(numbers, index=days)


def _days(index: pd.Index) -> pd.DatetimeIndex | None:
    """Return the calendar day of each moment where it was taken; midnight in Moscow is that day in Moscow."""
    if not isinstance(index, pd.DatetimeIndex):
        try:
            index = pd.DatetimeIndex(pd.to_datetime(index)) if index.dtype == object else pd.DatetimeIndex([])
        except (ValueError, TypeError, OverflowError):
            return None
        if index.empty:
            return None
    if index.hasnans:
        return None
    return index.tz_localize(None).normalize()


def _order(days: pd.DatetimeIndex, label: str) -> Iterator[Problem]:
    doubled = days[days.duplicated()].unique()
    if len(doubled):
        yield Problem(label, "index", f"given twice: {_listed(doubled)}", "one price a day")
    elif not days.is_monotonic_increasing:
        back = days[1:][np.diff(days.to_numpy()) < np.timedelta64(0)]
        yield Problem(label, "index", f"out of order: {_listed(back)}", "days oldest first")


def _numbers(
    values: pd.Series[float], days: pd.DatetimeIndex, name: str, problems: list[Problem]
) -> NDArray[np.float64]:
    """Return values as numbers; what is text, a date or a yes is named with its day."""
    if values.dtype != object and values.dtype.kind in "fiu":
        return np.asarray(values.to_numpy(dtype=float, na_value=np.nan), dtype=np.float64)
    held = values.astype(object)
    booleans = held.map(lambda each: isinstance(each, bool | np.bool_))
    numbers = pd.to_numeric(held.where(~booleans), errors="coerce")
    texts = held.map(lambda each: isinstance(each, str))
    wrong = (np.asarray(numbers.isna()) & np.asarray(held.notna())) | np.asarray(texts) | np.asarray(booleans)
    if wrong.any():
        said = f"holds what is no number: {_listed(days[wrong])}"
        problems.append(Problem(name, "", said, "numbers"))
    return np.asarray(numbers.to_numpy(dtype=float), dtype=np.float64)


def _listed(days: pd.DatetimeIndex) -> str:
    shown = ", ".join(str(day.date()) for day in days[:_SHOWN])
    return f"{shown} and {len(days) - _SHOWN:,} more" if len(days) > _SHOWN else shown
