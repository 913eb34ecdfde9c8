"""The market model, fitted for every event at once by batched generalised least squares."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sanctions.history.changes import Array, Positions

Mask = NDArray[np.bool_]
Spans = NDArray[np.int64]

#: Directions in which factors, each scaled to its own spread, vary by less than this do not vary: what is
#: left of them is rounding.
COLLINEAR = 1e-11


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """Estimation samples of E events over T changes.

    Parameters
    ----------
    outcome : numpy.ndarray, shape (T,)
    design : numpy.ndarray, shape (T, k + 1)
        See :func:`design_matrix`.
    span_days : numpy.ndarray, shape (T,)
        Business days each change covers.
    usable : numpy.ndarray, shape (M,)
        Increasing positions of the changes that may be used at all.
    start, stop : numpy.ndarray, shape (E,)
        Half-open ranges of `usable`, one an event.
    """

    outcome: Array
    design: Array
    span_days: Spans
    usable: Positions
    start: Positions
    stop: Positions

    @property
    def count(self) -> Array:
        """Number of changes of each event."""
        return (self.stop - self.start).astype(float)

    def take(self, events: Positions | Mask) -> Sample:
        """Return the samples of some events."""
        return Sample(
            self.outcome, self.design, self.span_days, self.usable, self.start[events], self.stop[events]
        )

    def positions(self) -> tuple[Positions, Mask]:
        """Return positions among the T changes, shape (E, L), and which of them are no padding."""
        index, valid = blocks(self.start, self.stop)
        return self.usable[np.minimum(index, max(len(self.usable) - 1, 0))], valid

    def residuals(self, coefficients: Array) -> tuple[Array, Positions, Mask]:
        """Return residuals scaled to one business day, shape (E, L), 0 on padding; positions; and mask."""
        index, valid = self.positions()
        errors = prediction_errors(self.outcome, self.design, coefficients, index)
        return errors / np.sqrt(self.span_days[index]) * valid, index, valid

    def flat(self) -> Mask:
        """Return which events have an outcome or a factor that never changes in their sample."""
        columns = np.column_stack([self.outcome, self.design[:, 1:]])[self.usable]
        moved = np.zeros((len(columns) + 1, columns.shape[1]), dtype=np.int64)
        moved[2:] = np.cumsum(columns[1:] != columns[:-1], axis=0)
        found = (moved[self.stop] - moved[np.minimum(self.start + 1, self.stop)]) == 0
        return np.asarray(found.any(axis=1))


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """Market models of E events.

    Parameters
    ----------
    coefficients : numpy.ndarray, shape (E, k + 1)
        Drift per business day, then the factor loadings.
    covariance : numpy.ndarray, shape (E, k + 1, k + 1)
        Covariance of the coefficients.
    variance : numpy.ndarray, shape (E,)
        Residual variance per business day.
    degrees : numpy.ndarray, shape (E,)
        Degrees of freedom of `variance`.
    collinear : numpy.ndarray, shape (E,)
        Whether factors move together exactly in the sample: what they move the asset by together is known,
        how it is shared among them is not.
    """

    coefficients: Array
    covariance: Array
    variance: Array
    degrees: Array
    collinear: Mask


def blocks(start: Positions, stop: Positions) -> tuple[Positions, Mask]:
    """Return index blocks for ragged ranges.

    Parameters
    ----------
    start, stop : numpy.ndarray, shape (E,)
        Half-open ranges.

    Returns
    -------
    index : numpy.ndarray, shape (E, W)
        Positions; padding repeats `start`.
    valid : numpy.ndarray, shape (E, W)
        False on padding.
    """
    width = int(max((stop - start).max(initial=0), 0))
    steps = np.arange(width, dtype=np.intp)[None, :]
    valid = steps < (stop - start)[:, None]
    return np.where(valid, start[:, None] + steps, start[:, None]), valid


def design_matrix(factors: Array, span_days: Spans) -> Array:
    """Return (T, k + 1): the span itself (drift accrues by day), then the factors."""
    return np.column_stack([span_days.astype(float), factors])


def fit(sample: Sample) -> Fit:
    """Fit outcome = design @ coefficients + e with Var(e) = variance x span, per event.

    Rows are divided by the square root of their span, which makes this the efficient estimator for
    spans of more than a day and plain least squares where every span is one. Sums over the samples are
    differences of running sums, so the work grows with changes plus events and not with their product.
    """
    moments = _moments(sample)
    width = sample.design.shape[1]
    inverse, rank = _inverse(moments[:, :width, :width])
    coefficients = np.matmul(inverse, moments[:, :width, width:])[:, :, 0]
    degrees = np.maximum(sample.count - rank, 1)
    variance = _squares(moments, coefficients) / degrees
    return Fit(coefficients, variance[:, None, None] * inverse, variance, degrees, rank < width)


def with_noise_of(fitted: Fit, sample: Sample) -> Fit:
    """Keep the loadings and replace the noise by that of another sample under those loadings."""
    degrees = np.maximum(sample.count - 1, 1)
    variance = _squares(_moments(sample), fitted.coefficients) / degrees
    return Fit(fitted.coefficients, fitted.covariance, variance, degrees, fitted.collinear)


def prediction_errors(outcome: Array, design: Array, coefficients: Array, index: Positions) -> Array:
    """Return outcome minus prediction on each event's own days, shape (E, W)."""
    return np.asarray(outcome[index] - np.matmul(design[index], coefficients[:, :, None])[:, :, 0])


def cumulative_variance(fitted: Fit, design: Array, span_days: Spans, index: Positions, valid: Mask) -> Array:
    """Return the forecast variance of the summed prediction error, shape (E,).

    Noise accrues with the business days covered; the error of the estimated coefficients comes on
    top (MacKinlay 1997, equation 11, for spans of any length).
    """
    weight = valid.astype(float)
    total = np.einsum("ewk,ew->ek", design[index], weight)
    days = (span_days[index] * weight).sum(axis=1)
    return np.asarray(fitted.variance * days + np.einsum("ek,ekj,ej->e", total, fitted.covariance, total))


def _moments(sample: Sample) -> Array:
    """Return sums of cross products of design and outcome, shape (E, k + 2, k + 2)."""
    columns = np.column_stack([sample.design, sample.outcome])[sample.usable]
    columns = columns / np.sqrt(sample.span_days[sample.usable].astype(float))[:, None]
    width = columns.shape[1]
    running = np.zeros((len(columns) + 1, width, width))
    np.cumsum(columns[:, :, None] * columns[:, None, :], axis=0, out=running[1:])
    return np.asarray(running[sample.stop] - running[sample.start])


def _inverse(gram: Array) -> tuple[Array, Array]:
    """Return inverses of cross products, and their ranks.

    Where factors move together exactly, `numpy.linalg.inv` returns rounding noise without a word; the inverse
    is then the one that gives the smallest loadings, each factor measured by its own spread.
    """
    width = gram.shape[1]
    spread = np.sqrt(np.maximum(np.einsum("ekk->ek", gram), np.finfo(float).tiny))
    scale = spread[:, :, None] * spread[:, None, :]
    sizes, axes = np.linalg.eigh(gram / scale)
    counted = sizes > COLLINEAR * sizes[:, -1:]
    rank = counted.sum(axis=1)
    inverse = np.empty_like(gram)
    full = rank == width
    inverse[full] = np.linalg.inv(gram[full])
    weight = np.where(counted, 1.0 / np.where(counted, sizes, 1.0), 0.0)[~full]
    inverse[~full] = np.einsum("eik,ek,ejk->eij", axes[~full], weight, axes[~full]) / scale[~full]
    return inverse, rank.astype(float)


def _squares(moments: Array, coefficients: Array) -> Array:
    """Return the sum of squared residuals from moments: never below zero, where only rounding is left."""
    contrast = np.column_stack([-coefficients, np.ones(len(coefficients))])
    return np.asarray(np.maximum(np.einsum("ek,ekj,ej->e", contrast, moments, contrast), 0.0))
