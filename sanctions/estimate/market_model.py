"""The market model, fitted for every event at once by batched generalised least squares."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sanctions.estimate.changes import Array, Positions

Mask = NDArray[np.bool_]


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
    residuals : numpy.ndarray, shape (E, L)
        Residuals of the sample, scaled to one business day; 0 where the sample is shorter.
    """

    coefficients: Array
    covariance: Array
    variance: Array
    degrees: Array
    residuals: Array


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


def design_matrix(factors: Array, span_days: NDArray[np.int64]) -> Array:
    """Return (T, k + 1): the span itself (drift accrues by day), then the factors."""
    return np.column_stack([span_days.astype(float), factors])


def fit(outcome: Array, design: Array, span_days: NDArray[np.int64], index: Positions, valid: Mask) -> Fit:
    """Fit outcome = design @ coefficients + e with Var(e) = variance x span, per event.

    Rows are divided by the square root of their span, which makes this the efficient estimator for
    spans of more than a day and plain least squares where every span is one.

    Parameters
    ----------
    outcome : numpy.ndarray, shape (T,)
    design : numpy.ndarray, shape (T, k + 1)
    span_days : numpy.ndarray, shape (T,)
    index, valid : numpy.ndarray, shape (E, L)
        Sample of each event.
    """
    root = np.sqrt(span_days.astype(float))
    weight = valid.astype(float)
    rows = (design / root[:, None])[index] * weight[:, :, None]
    target = (outcome / root)[index] * weight
    gram = np.matmul(rows.transpose(0, 2, 1), rows)
    inverse = np.linalg.pinv(gram, hermitian=True)
    moments = np.matmul(rows.transpose(0, 2, 1), target[:, :, None])
    coefficients = np.matmul(inverse, moments)[:, :, 0]
    residuals = target - np.matmul(rows, coefficients[:, :, None])[:, :, 0]
    degrees = np.maximum(valid.sum(axis=1) - design.shape[1], 1).astype(float)
    variance = np.einsum("el,el->e", residuals, residuals) / degrees
    return Fit(coefficients, variance[:, None, None] * inverse, variance, degrees, residuals)


def prediction_errors(outcome: Array, design: Array, coefficients: Array, index: Positions) -> Array:
    """Return outcome minus prediction on each event's own days, shape (E, W)."""
    return np.asarray(outcome[index] - np.matmul(design[index], coefficients[:, :, None])[:, :, 0])


def cumulative_variance(
    variance: Array,
    covariance: Array,
    design: Array,
    span_days: NDArray[np.int64],
    index: Positions,
    valid: Mask,
) -> Array:
    """Return the forecast variance of the summed prediction error, shape (E,).

    Noise accrues with the business days covered; the error of the estimated coefficients comes on
    top (MacKinlay 1997, equation 11, for spans of any length).
    """
    weight = valid.astype(float)
    total = np.einsum("ewk,ew->ek", design[index], weight)
    days = (span_days[index] * weight).sum(axis=1)
    return np.asarray(variance * days + np.einsum("ek,ekj,ej->e", total, covariance, total))
