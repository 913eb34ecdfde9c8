"""Tests of an average abnormal move, each a plain function of arrays (two-sided p-values)."""

from __future__ import annotations

import numpy as np
from scipy import stats

from sanctions.errors import InputError
from sanctions.history.changes import Array
from sanctions.history.market_model import Mask
from sanctions.history.results import TestOutcome


def cross_sectional(moves: Array) -> TestOutcome:
    """Test the mean of N moves by their own spread (Brown & Warner 1985), t with N - 1 degrees.

    Parameters
    ----------
    moves : numpy.ndarray, shape (N,)
        Abnormal moves, one per event.
    """
    count = _at_least_two(moves)
    spread = moves.std(ddof=1)
    if float(np.ptp(moves)) == 0.0:
        raise InputError.single("inference", "", "all moves are equal, so their spread says nothing")
    statistic = float(np.sqrt(count) * moves.mean() / spread)
    return TestOutcome("cross-sectional t", statistic, float(2 * stats.t.sf(abs(statistic), count - 1)))


def patell(scaled: Array, degrees: Array) -> TestOutcome:
    """Patell (1976): sum of standardised moves over the root of the sum of their t variances.

    Parameters
    ----------
    scaled : numpy.ndarray, shape (N,)
        Moves divided by their forecast standard errors.
    degrees : numpy.ndarray, shape (N,)
        Degrees of freedom of those standard errors; above 2, or the t variance does not exist.
    """
    _at_least_two(scaled)
    if bool((degrees <= 2).any()):
        raise InputError.single("patell", "degrees", "2 or fewer: a t variance does not exist", "more than 2")
    statistic = float(scaled.sum() / np.sqrt((degrees / (degrees - 2)).sum()))
    return TestOutcome("Patell z", statistic, float(2 * stats.norm.sf(abs(statistic))))


def boehmer_musumeci_poulsen(scaled: Array) -> TestOutcome:
    """BMP (1991): cross-sectional t of standardised moves, robust to event-induced variance."""
    plain = cross_sectional(scaled)
    return TestOutcome("BMP t", plain.statistic, plain.p_value)


def kolari_pynnonen(scaled: Array, correlation: float) -> TestOutcome:
    """Kolari & Pynnonen (2010): BMP deflated for the average correlation between events' residuals.

    Parameters
    ----------
    scaled : numpy.ndarray, shape (N,)
        Standardised moves.
    correlation : float
        Average pairwise residual correlation, in [-1/(N-1), 1).
    """
    count = _at_least_two(scaled)
    if not -1 / (count - 1) < correlation < 1:
        raise InputError.single(
            "kolari_pynnonen",
            "correlation",
            f"{correlation} cannot be an average correlation of {count} events",
        )
    shrink = np.sqrt((1 - correlation) / (1 + (count - 1) * correlation))
    statistic = float(boehmer_musumeci_poulsen(scaled).statistic * shrink)
    return TestOutcome("Kolari-Pynnonen t", statistic, float(2 * stats.t.sf(abs(statistic), count - 1)))


def average_correlation(residuals: Array) -> float:
    """Return the mean off-diagonal correlation of residual rows, shape (N, L)."""
    matrix = np.atleast_2d(np.corrcoef(residuals))
    count = len(matrix)
    return float((matrix.sum() - count) / (count * (count - 1)))


def corrado_rank(sample: Array, event: Array) -> tuple[Array, Array]:
    """Corrado (1989) rank test by event day.

    Parameters
    ----------
    sample : numpy.ndarray, shape (N, L)
        Estimation residuals.
    event : numpy.ndarray, shape (N, W)
        Abnormal moves by day.

    Returns
    -------
    statistic, p_value : numpy.ndarray, shape (W,)
    """
    combined = np.concatenate([sample, event], axis=1)
    length = combined.shape[1]
    centred = stats.rankdata(combined, axis=1) / (length + 1) - 0.5
    by_day = centred.mean(axis=0)
    statistic = by_day[sample.shape[1] :] / by_day.std(ddof=1)
    return statistic, 2 * stats.norm.sf(np.abs(statistic))


def placebo_rank(ranks: Array, placebos: Array) -> TestOutcome:
    """Test where each move ranks among its own placebo windows; works for windows of any length.

    Parameters
    ----------
    ranks : numpy.ndarray, shape (N,)
        Rank of each move among its placebo windows and itself, from 1.
    placebos : numpy.ndarray, shape (N,)
        Number of placebo windows of each event.
    """
    _at_least_two(ranks)
    centred = ranks / (placebos + 2) - 0.5
    variance = placebos / (12 * (placebos + 2))
    statistic = float(centred.sum() / np.sqrt(variance.sum()))
    return TestOutcome("rank z", statistic, float(2 * stats.norm.sf(abs(statistic))))


def sign(moves: Array, positive_share: float = 0.5) -> TestOutcome:
    """Sign test; with the sample's own share of positive days it is Cowan's (1992) generalised one.

    The statistic is the normal one of the literature, the p-value exact binomial: with five to eight
    events the normal one is not usable.
    """
    count = _at_least_two(moves)
    positive = int((moves > 0).sum())
    centre, spread = count * positive_share, np.sqrt(count * positive_share * (1 - positive_share))
    exact = stats.binomtest(positive, count, positive_share).pvalue
    return TestOutcome("sign z (exact p)", float((positive - centre) / spread), float(exact))


def positive_share(residuals: Array, valid: Mask) -> float:
    """Return the share of positive residuals, averaged over events (Cowan 1992)."""
    return float((((residuals > 0) & valid).sum(axis=1) / valid.sum(axis=1)).mean())


def minimum_detectable(
    standard_error: float, degrees: float, size: float = 0.05, power: float = 0.8
) -> float:
    """Return the smallest true effect a two-sided test of `size` finds with `power`."""
    return float(standard_error * (stats.t.ppf(1 - size / 2, degrees) + stats.t.ppf(power, degrees)))


def _at_least_two(values: Array) -> int:
    count = len(values)
    if count < 2:
        raise InputError.single("inference", "", f"{count} event: an average needs two or more")
    return count
