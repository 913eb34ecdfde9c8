"""Abnormal moves of every event at once: the arithmetic of the event study, in arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sanctions.estimate.changes import Array, Changes, Days, Positions
from sanctions.estimate.market_model import (
    Fit,
    Mask,
    blocks,
    cumulative_variance,
    design_matrix,
    fit,
    prediction_errors,
)
from sanctions.estimate.resampling import Placebos, placebos
from sanctions.estimate.windows import Placement, Windows, place, quiet, trailing

#: A residual variance this small against the variance of the outcome is rounding, not noise.
ROUNDING = 1e-20


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
    valid : numpy.ndarray, shape (E, L)
        Noise sample mask.
    noise_index : numpy.ndarray, shape (E, L)
        Positions of the noise sample among the daily changes.
    n_estimation : numpy.ndarray, shape (E,)
        Observations the loadings come from.
    first_day, last_day : numpy.ndarray of datetime64[D], shape (E,)
        Estimation window.
    car, standard_error, raw, leakage_car, days : numpy.ndarray, shape (E,)
        Cumulative abnormal change, its forecast standard error, observed change, leakage, days covered.
    """

    kept: Positions
    reasons: tuple[str, ...]
    placement: Placement
    fitted: Fit
    valid: Mask
    noise_index: Positions
    n_estimation: Positions
    first_day: Days
    last_day: Days
    car: Array
    standard_error: Array
    raw: Array
    leakage_car: Array
    days: Array

    def placebos(self, decay: float) -> Placebos:
        """Return the moves over equally long windows without an event."""
        inflation = self.standard_error / np.sqrt(self.fitted.variance * self.days)
        return placebos(self.fitted, self.valid, np.maximum(self.days, 1).astype(np.int64), inflation, decay)


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
    loadings = trailing(
        quiet(sample, events, windows), sample, placement.sample_end, windows.estimation_length
    )
    calm = quiet(daily, events, windows) & ((daily.span_days == 1) if sample is not daily else True)
    noise = trailing(calm, daily, placement.sample_end, windows.noise_length)
    if sample is daily:
        noise = loadings
    reasons = _short_samples(placement, loadings, noise, windows, sample is daily)
    kept = np.flatnonzero(np.array([not reason for reason in reasons], dtype=bool)).astype(np.intp)
    positions, start, stop = loadings
    index, valid = blocks(start[kept], stop[kept])
    matrix = design_matrix(sample.factors, sample.span_days)
    index = positions[np.minimum(index, len(positions) - 1)] if len(kept) else index
    fitted = fit(sample.outcome, matrix, sample.span_days, index, valid)
    flat = _flat_samples(sample, index, valid, fitted)
    if flat.any():
        for event in kept[flat]:
            reasons[event] = "the asset or a factor never changes in the estimation sample"
        keep = ~flat
        kept, index, valid = kept[keep], index[keep], valid[keep]
        fitted = fit(sample.outcome, matrix, sample.span_days, index, valid)
    counts = valid.sum(axis=1)
    edges = (
        (sample.dates[index[:, 0]], sample.dates[index[np.arange(len(kept)), counts - 1]])
        if len(kept)
        else (zeros[:0], zeros[:0])
    )
    if sample is not daily:
        fitted, index, valid = _daily_noise(daily, fitted, noise, kept)
    return _measure(daily, placement, kept, tuple(reasons), fitted, valid, index, counts, edges)


def _short_samples(
    placement: Placement,
    loadings: tuple[Positions, Positions, Positions],
    noise: tuple[Positions, Positions, Positions],
    windows: Windows,
    same: bool,
) -> list[str]:
    reasons = list(placement.reasons)
    n_loadings, n_noise = loadings[2] - loadings[1], noise[2] - noise[1]
    for i, reason in enumerate(reasons):
        if reason:
            continue
        if n_loadings[i] < windows.minimum_estimation:
            reasons[i] = (
                f"{n_loadings[i]} observations before the event, {windows.minimum_estimation} are needed"
            )
        elif not same and n_noise[i] < windows.minimum_noise:
            reasons[i] = (
                f"{n_noise[i]} one-day changes before the event, {windows.minimum_noise} are needed as noise"
            )
    return reasons


def _flat_samples(sample: Changes, index: Positions, valid: Mask, fitted: Fit) -> Mask:
    if not len(index):
        return np.zeros(0, dtype=bool)
    last = np.where(valid, index, index[:, :1])
    flat = np.ptp(sample.outcome[last], axis=1) == 0
    if sample.factors.shape[1]:
        flat |= (np.ptp(sample.factors[last], axis=1) == 0).any(axis=1)
    scale = np.square(sample.outcome[last]).mean(axis=1)
    return np.asarray(flat | (fitted.variance <= ROUNDING * scale))


def _daily_noise(
    daily: Changes, fitted: Fit, noise: tuple[Positions, Positions, Positions], kept: Positions
) -> tuple[Fit, Positions, Mask]:
    """Keep the loadings, replace the noise by that of one-day changes under those loadings."""
    positions, start, stop = noise
    index, valid = blocks(start[kept], stop[kept])
    index = positions[np.minimum(index, len(positions) - 1)] if len(kept) else index
    matrix = design_matrix(daily.factors, daily.span_days)
    residuals = prediction_errors(daily.outcome, matrix, fitted.coefficients, index) * valid
    degrees = np.maximum(valid.sum(axis=1) - 1, 1).astype(float)
    variance = np.einsum("el,el->e", residuals, residuals) / degrees
    return Fit(fitted.coefficients, fitted.covariance, variance, degrees, residuals), index, valid


def _measure(
    daily: Changes,
    placement: Placement,
    kept: Positions,
    reasons: tuple[str, ...],
    fitted: Fit,
    valid: Mask,
    noise_index: Positions,
    counts: Positions,
    edges: tuple[Days, Days],
) -> Moves:
    matrix = design_matrix(daily.factors, daily.span_days)
    start, stop = placement.event_start[kept], placement.event_stop[kept]
    index, inside = blocks(start, stop)
    errors = prediction_errors(daily.outcome, matrix, fitted.coefficients, index) * inside
    variance = cumulative_variance(fitted.variance, fitted.covariance, matrix, daily.span_days, index, inside)
    early, before = blocks(placement.leakage_start[kept], start)
    leak = prediction_errors(daily.outcome, matrix, fitted.coefficients, early) * before
    return Moves(
        kept=kept,
        reasons=reasons,
        placement=placement,
        fitted=fitted,
        valid=valid,
        noise_index=noise_index,
        n_estimation=counts.astype(np.intp),
        first_day=edges[0],
        last_day=edges[1],
        car=errors.sum(axis=1),
        standard_error=np.sqrt(variance),
        raw=(daily.outcome[index] * inside).sum(axis=1),
        leakage_car=leak.sum(axis=1),
        days=(daily.span_days[index] * inside).sum(axis=1).astype(float),
    )
