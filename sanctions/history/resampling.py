"""Inference for one event or five to eight: placebo windows, sign symmetry, wild bootstrap."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.signal import lfilter

from sanctions.errors import InputError
from sanctions.history.changes import Array
from sanctions.history.market_model import Mask
from sanctions.history.results import Interval

#: Days whose variance is still dominated by the starting value; they are not used as placebos.
BURN_IN_DAYS = 30
#: Largest number of events whose sign patterns are enumerated (2 to the 16th).
ENUMERATED = 16
#: Webb's (2014) six-point weights, made for few clusters.
WEBB = np.array([-np.sqrt(1.5), -1.0, -np.sqrt(0.5), np.sqrt(0.5), 1.0, np.sqrt(1.5)])


@dataclass(frozen=True, slots=True, eq=False)
class Placebos:
    """Moves over windows without an event, in units of volatility.

    Parameters
    ----------
    scaled : numpy.ndarray, shape (E, M)
        Sums of scaled residuals over windows as long as the event window; nan on padding.
    volatility : numpy.ndarray, shape (E,)
        Standard deviation of one business day as known at the end of the sample, forecast error included.
    """

    scaled: Array
    volatility: Array

    @property
    def count(self) -> Array:
        """Number of placebo windows of each event."""
        return np.asarray(np.isfinite(self.scaled).sum(axis=1), dtype=np.float64)


def placebos(
    residuals: Array, valid: Mask, degrees: Array, days: NDArray[np.int64], inflation: Array, decay: float
) -> Placebos:
    """Scale each event's residuals by trailing volatility and sum them over windows of `days`.

    Parameters
    ----------
    residuals : numpy.ndarray, shape (E, L)
        Residuals, scaled to one business day, 0 on padding.
    valid : numpy.ndarray, shape (E, L)
        Sample mask.
    degrees : numpy.ndarray, shape (E,)
        Degrees of freedom the residuals have left.
    days : numpy.ndarray, shape (E,)
        Business days of each event window.
    inflation : numpy.ndarray, shape (E,)
        Forecast standard error over residual standard error, at least 1.
    decay : float
        Exponential decay of the variance; 1 for a constant variance.
    """
    count = valid.sum(axis=1)
    residuals = residuals * np.sqrt(count / degrees)[:, None]
    squared = np.where(valid, residuals**2, 0.0)
    start = squared.sum(axis=1) / count
    if decay == 1.0:
        trailing = np.broadcast_to(start[:, None], squared.shape)
        latest = start
    else:
        smooth, _ = lfilter([1 - decay], [1.0, -decay], squared, axis=1, zi=(decay * start)[:, None])
        trailing = np.concatenate([start[:, None], smooth[:, :-1]], axis=1)
        latest = np.take_along_axis(smooth, (count - 1)[:, None], axis=1)[:, 0]
    burn_in = 0 if decay == 1.0 else BURN_IN_DAYS
    scaled = np.where(valid, residuals / np.sqrt(trailing), np.nan)[:, burn_in:]
    return Placebos(_rolling_sums(scaled, days), np.sqrt(latest) * inflation)


def _rolling_sums(values: Array, lengths: NDArray[np.int64]) -> Array:
    events, width = values.shape
    total = np.cumsum(np.concatenate([np.zeros((events, 1)), values], axis=1), axis=1)
    sums = np.full((events, width), np.nan)
    for length in np.unique(lengths):
        rows = lengths == length
        if length <= width:
            sums[rows, : width - length + 1] = total[rows, length:] - total[rows, : width - length + 1]
    return sums


def placebo_p(moves: Array, null: Placebos) -> Array:
    """Return the share of placebo windows that moved at least as far, the event counted among them."""
    reached = np.abs(null.scaled) >= np.abs(moves / null.volatility)[:, None]
    return np.asarray((reached.sum(axis=1) + 1) / (null.count + 1))


def placebo_ranks(moves: Array, null: Placebos) -> Array:
    """Return the rank of each move among its placebo windows and itself, from 1."""
    return np.asarray((null.scaled < (moves / null.volatility)[:, None]).sum(axis=1) + 1.0)


def placebo_half_width(null: Placebos, level: float) -> Array:
    """Return the half width of each event's interval: the quantile of the placebo moves' size."""
    return np.nanquantile(np.abs(null.scaled), level, axis=1, method="higher") * null.volatility


def placebo_average_p(moves: Array, null: Placebos, draws: int, seed: int) -> float:
    """Return the p-value of the mean move against means of one random placebo window per event."""
    generator = np.random.default_rng(seed)
    pick = (generator.random((draws, len(moves))) * null.count[None, :]).astype(np.intp)
    drawn = null.scaled[np.arange(len(moves))[None, :], pick] * null.volatility[None, :]
    reached = (np.abs(drawn.mean(axis=1)) >= abs(moves.mean())).sum()
    return float((reached + 1) / (draws + 1))


def sign_flip_p(moves: Array, draws: int = 9999, seed: int = 1) -> float:
    """Return the exact p-value of the mean under symmetry about zero; sampled above 16 events.

    With five events it cannot fall below 2/32: five events cannot reject at 5 %.
    """
    count = len(moves)
    if count <= ENUMERATED:
        bits = (np.arange(2**count)[:, None] >> np.arange(count)[None, :]) & 1
        means = ((2 * bits - 1) * moves[None, :]).mean(axis=1)
        # Equal means differ in the last bit by the order of summation.
        return float((np.abs(means) >= abs(moves.mean()) * (1 - 1e-12)).mean())
    generator = np.random.default_rng(seed)
    flips = generator.choice(np.array([-1.0, 1.0]), size=(draws, count))
    reached = (np.abs((flips * moves).mean(axis=1)) >= abs(moves.mean())).sum()
    return float((reached + 1) / (draws + 1))


def symmetry_interval(moves: Array, level: float) -> Interval:
    """Return the exact interval of the centre of symmetric moves from the means of all subsets.

    The means of the 2^n - 1 non-empty subsets cut the line into 2^n equally likely pieces (Hartigan 1969,
    typical values), which is the sign-flip test inverted. The level is the nearest that exists at or above
    the one asked for; with five events the widest reaches 93.75 %, and says so.
    """
    count = len(moves)
    if not 2 <= count <= ENUMERATED:
        raise InputError.single("symmetry_interval", "", f"{count} events", f"2 to {ENUMERATED}")
    patterns = np.arange(1, 2**count)
    member = (patterns[:, None] >> np.arange(count)[None, :]) & 1
    means = np.sort((member * moves[None, :]).sum(axis=1) / member.sum(axis=1))
    dropped = max(int(np.floor((1 - level) / 2 * 2**count + 1e-9)), 1)
    return Interval(
        low=float(means[dropped - 1]),
        high=float(means[-dropped]),
        level=1 - 2 * dropped / 2**count,
        method="means of all subsets of events (exact under symmetry)",
    )


def wild_bootstrap_interval(moves: Array, level: float, draws: int = 9999, seed: int = 1) -> Interval:
    """Return the studentised wild-bootstrap interval of the mean with Webb's six-point weights.

    Parameters
    ----------
    moves : numpy.ndarray, shape (N,)
        Abnormal moves, one per event.
    level : float
        Level asked for.
    draws, seed : int
        Bootstrap replications and the seed that fixes them.
    """
    count = len(moves)
    centre = moves.mean()
    error = moves.std(ddof=1) / np.sqrt(count)
    weights = np.random.default_rng(seed).choice(WEBB, size=(draws, count))
    resampled = weights * (moves - centre)[None, :]
    spread = resampled.std(axis=1, ddof=1) / np.sqrt(count)
    ratio = np.abs(resampled.mean(axis=1)) / np.where(spread > 0, spread, np.inf)
    reach = float(np.quantile(ratio, level)) * error
    return Interval(float(centre - reach), float(centre + reach), level, "wild bootstrap-t, Webb weights")
