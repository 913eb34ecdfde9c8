"""Our own test, tested: how often it rejects when nothing happened, and how often intervals cover."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import stats

from sanctions.history.changes import Array, Changes, Days, Positions
from sanctions.history.market_model import Mask
from sanctions.history.moves import abnormal_moves
from sanctions.history.resampling import WEBB, Placebos, placebo_half_width, placebo_p
from sanctions.history.windows import Windows

#: Groups of events whose average is tested, and bootstrap replications for each.
GROUPS = 4000
REPLICATIONS = 499


@dataclass(frozen=True, slots=True)
class Rate:
    """How often something happened, with its exact binomial band.

    Parameters
    ----------
    name : str
        What was counted.
    n : int
        Trials. Neighbouring dates share days, so they are worth fewer independent ones.
    rate : float
        Share (0-1).
    low, high : float
        95 % Clopper-Pearson band, as if the trials were independent.
    """

    name: str
    n: int
    rate: float
    low: float
    high: float


def rate(name: str, happened: Mask) -> Rate:
    """Count how often something happened."""
    count, hits = len(happened), int(happened.sum())
    band = stats.binomtest(hits, count).proportion_ci(0.95, method="exact")
    return Rate(name, count, hits / count, float(band.low), float(band.high))


def single_event_rates(
    daily: Changes,
    sample: Changes,
    windows: Windows,
    events: Days,
    *,
    shift: float = 0.0,
    nominal: float = 0.05,
) -> tuple[Rate, Rate, Rate]:
    """Pretend an event on every quiet day and count rejections and coverage.

    Parameters
    ----------
    daily, sample : Changes
        As for the event study; real changes (dates shifted away from the events) or simulated ones.
    windows : Windows
        Window lengths.
    events : numpy.ndarray of datetime64[D]
        Real events, whose windows are no null dates.
    shift : float
        True effect added to every pretended event, in the unit of the changes (0 for size).
    nominal : float
        Nominal size of the tests; intervals have level 1 - nominal.

    Returns
    -------
    tuple of Rate
        Rejections of the Student test, rejections of the placebo test, coverage of the placebo interval.
    """
    null = _null_moves(daily, sample, windows, events)
    car = null.car + shift
    half = placebo_half_width(null.placebos, 1 - nominal)
    covered = np.abs(car - shift) <= half
    student = np.asarray(2 * stats.t.sf(np.abs(car / null.error), null.degrees))
    rejected = placebo_p(car, null.placebos) <= nominal
    return (
        rate("Student test rejects", student <= nominal),
        rate("placebo test rejects", rejected),
        rate("placebo interval covers", covered),
    )


def average_rates(
    daily: Changes, windows: Windows, events: Days, *, size: int, seed: int = 1, nominal: float = 0.05
) -> tuple[Rate, ...]:
    """Draw groups of null dates and count how often tests of their average reject.

    Parameters
    ----------
    daily : Changes
        Changes the loadings and the windows come from.
    size : int
        Events in a group (five to eight in practice).
    seed : int
        Fixes the groups.
    """
    null = _null_moves(daily, daily, windows, events)
    generator = np.random.default_rng(seed)
    groups = generator.integers(0, len(null.car), size=(GROUPS, size))
    car, scaled = null.car[groups], (null.car / null.error)[groups]
    degrees = null.degrees[groups]
    patell_z = scaled.sum(axis=1) / np.sqrt((degrees / (degrees - 2)).sum(axis=1))
    bmp_t = np.sqrt(size) * scaled.mean(axis=1) / scaled.std(axis=1, ddof=1)
    return (
        rate("Patell rejects", 2 * stats.norm.sf(np.abs(patell_z)) <= nominal),
        rate("BMP rejects", 2 * stats.t.sf(np.abs(bmp_t), size - 1) <= nominal),
        rate("sign-flip test rejects", _sign_flip(car) <= nominal),
        rate("wild-bootstrap interval misses zero", _wild_misses(car, generator, nominal)),
        rate("placebo average test rejects", _placebo_average(null, groups, generator) <= nominal),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Null:
    car: Array
    error: Array
    degrees: Array
    placebos: Placebos


def _null_moves(daily: Changes, sample: Changes, windows: Windows, events: Days) -> _Null:
    reach = windows.leakage_days + windows.end_day
    dates = np.busday_offset(daily.dates, 0, roll="forward")
    if len(events):
        nearest = np.abs(np.busday_count(dates[:, None], events[None, :])).min(axis=1)
        dates = dates[nearest > reach]
    moves = abnormal_moves(daily, sample, dates, windows, events)
    return _Null(moves.car, moves.standard_error, moves.fitted.degrees, moves.placebos(windows.decay))


def _sign_flip(car: Array) -> Array:
    count = car.shape[1]
    bits = (np.arange(2**count)[:, None] >> np.arange(count)[None, :]) & 1
    means = np.abs(car @ (2.0 * bits - 1.0).T)
    return np.asarray((means >= np.abs(car.sum(axis=1))[:, None] * (1 - 1e-12)).mean(axis=1))


def _wild_misses(car: Array, generator: np.random.Generator, nominal: float) -> Mask:
    size = car.shape[1]
    centre = car.mean(axis=1)
    missed = np.empty(len(car), dtype=bool)
    for i, row in enumerate(car):
        drawn = generator.choice(WEBB, size=(REPLICATIONS, size)) * (row - centre[i])
        spread = drawn.std(axis=1, ddof=1) / np.sqrt(size)
        reach = np.quantile(np.abs(drawn.mean(axis=1)) / np.where(spread > 0, spread, np.inf), 1 - nominal)
        missed[i] = abs(centre[i]) > reach * row.std(ddof=1) / np.sqrt(size)
    return missed


def _placebo_average(null: _Null, groups: Positions, generator: np.random.Generator) -> Array:
    values = np.empty(len(groups))
    counts = null.placebos.count
    for i, group in enumerate(groups):
        pick = (generator.random((REPLICATIONS, len(group))) * counts[group]).astype(np.intp)
        drawn = null.placebos.scaled[group, pick] * null.placebos.volatility[group]
        reached = np.abs(drawn.mean(axis=1)) >= abs(null.car[group].mean())
        values[i] = (reached.sum() + 1) / (REPLICATIONS + 1)
    return values
