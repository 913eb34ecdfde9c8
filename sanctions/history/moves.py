"""Abnormal moves of every event at once: the arithmetic of the event study, in arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sanctions.history.changes import Array, Changes, Days, Positions
from sanctions.history.market_model import (
    Fit,
    Mask,
    Sample,
    blocks,
    cumulative_variance,
    design_matrix,
    fit,
    prediction_errors,
    with_noise_of,
)
from sanctions.history.resampling import Placebos, placebos
from sanctions.history.windows import Placement, Windows, place, quiet, trailing

#: A residual variance this small against that of the outcome is rounding, not noise.
ROUNDING = 1e-10
FLAT = "the asset or a factor never changes in the estimation sample"


@dataclass(frozen=True, slots=True, eq=False)
class Moves:
    """Abnormal moves of the E events that can be studied, out of all N asked for.

    Parameters
    ----------
    kept : numpy.ndarray, shape (E,)
        Positions of the studied events among those asked for.
    reasons : tuple of str, length N
        Why an event cannot be studied; empty for studied ones.
    placement : Placement
        Windows of all N events.
    fitted : Fit
        Loadings, and the noise they leave.
    loadings, noise : Sample
        Samples the loadings and the noise come from.
    car, standard_error, raw, leakage_car, days : numpy.ndarray, shape (E,)
        Cumulative abnormal change, its forecast standard error, observed change, leakage, days covered.
    """

    kept: Positions
    reasons: tuple[str, ...]
    placement: Placement
    fitted: Fit
    loadings: Sample
    noise: Sample
    car: Array
    standard_error: Array
    raw: Array
    leakage_car: Array
    days: Array

    def placebos(self, decay: float) -> Placebos:
        """Return the moves over equally long windows without an event."""
        inflation = self.standard_error / np.sqrt(self.fitted.variance * self.days)
        residuals, _, valid = self.noise.residuals(self.fitted.coefficients)
        days = np.maximum(self.days, 1).astype(np.int64)
        return placebos(residuals, valid, self.fitted.degrees, days, inflation, decay)


def abnormal_moves(daily: Changes, sample: Changes, zeros: Days, windows: Windows, events: Days) -> Moves:
    """Compute the abnormal move of every event.

    Parameters
    ----------
    daily : Changes
        Changes the event windows are read from.
    sample : Changes
        Changes the loadings come from; pass `daily` itself to estimate them on the same changes, or
        weekly changes, in which case the noise comes from one-day changes of `daily`.
    zeros : numpy.ndarray of datetime64[D], shape (N,)
        Business day on which the market could first react.
    windows : Windows
        Window lengths.
    events : numpy.ndarray of datetime64[D]
        Day zero of every known event; their windows are kept out of the samples.

    Returns
    -------
    Moves
        Events that cannot be studied are left out, with the reason.
    """
    placement = place(daily, zeros, windows)
    loadings = _sample(
        sample, quiet(sample, events, windows), placement.sample_end, windows.estimation_length
    )
    noise = loadings
    if sample is not daily:
        calm = quiet(daily, events, windows) & (daily.span_days == 1)
        noise = _sample(daily, calm, placement.sample_end, windows.noise_length)
    reasons = np.array(placement.reasons, dtype=object)
    _mark(reasons, loadings, windows.minimum_estimation, "observations before the event, {} are needed")
    _mark(reasons, noise, windows.minimum_noise, "one-day changes before the event, {} are needed as noise")
    reasons[(reasons == "") & loadings.flat()] = FLAT
    kept = np.flatnonzero(reasons == "").astype(np.intp)
    fitted = fit(loadings.take(kept))
    exact = fitted.variance <= ROUNDING * _mean_square(loadings.take(kept))
    if exact.any():
        reasons[kept[exact]] = FLAT
        kept = kept[~exact]
        fitted = fit(loadings.take(kept))
    if sample is not daily:
        fitted = with_noise_of(fitted, noise.take(kept))
    return _measure(
        daily, placement, kept, tuple(reasons.tolist()), fitted, loadings.take(kept), noise.take(kept)
    )


def _sample(changes: Changes, usable: Mask, sample_end: Days, length: int) -> Sample:
    positions, start, stop = trailing(usable, changes, sample_end, length)
    matrix = design_matrix(changes.factors, changes.span_days)
    return Sample(changes.outcome, matrix, changes.span_days, positions, start, stop)


def _mark(reasons: Array, sample: Sample, least: int, words: str) -> None:
    """Give a reason to every event without one whose sample is too short."""
    for event in np.flatnonzero((sample.count < least) & (reasons == "")):
        reasons[event] = f"{int(sample.count[event])} {words.format(least)}"


def _mean_square(sample: Sample) -> Array:
    running = np.concatenate([[0.0], np.cumsum(sample.outcome[sample.usable] ** 2)])
    return np.asarray((running[sample.stop] - running[sample.start]) / np.maximum(sample.count, 1))


def _measure(
    daily: Changes,
    placement: Placement,
    kept: Positions,
    reasons: tuple[str, ...],
    fitted: Fit,
    loadings: Sample,
    noise: Sample,
) -> Moves:
    matrix = design_matrix(daily.factors, daily.span_days)
    start, stop = placement.event_start[kept], placement.event_stop[kept]
    index, inside = blocks(start, stop)
    errors = prediction_errors(daily.outcome, matrix, fitted.coefficients, index) * inside
    early, before = blocks(placement.leakage_start[kept], start)
    leak = prediction_errors(daily.outcome, matrix, fitted.coefficients, early) * before
    return Moves(
        kept=kept,
        reasons=reasons,
        placement=placement,
        fitted=fitted,
        loadings=loadings,
        noise=noise,
        car=errors.sum(axis=1),
        standard_error=np.sqrt(cumulative_variance(fitted, matrix, daily.span_days, index, inside)),
        raw=(daily.outcome[index] * inside).sum(axis=1),
        leakage_car=leak.sum(axis=1),
        days=(daily.span_days[index] * inside).sum(axis=1).astype(float),
    )
