"""Scores of a probabilistic forecast against what happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from sanctions.errors import InputError

Array = NDArray[np.float64]

#: Central intervals whose coverage is counted, in percent.
LEVELS = (50, 80, 95)
_FULL = 100.0


@dataclass(frozen=True, slots=True)
class Band:
    """A central interval of a forecast, and whether the outcome fell inside."""

    level_pct: int
    low: float
    high: float
    covers: bool


@dataclass(frozen=True, slots=True)
class Score:
    """One forecast against one outcome.

    Parameters
    ----------
    crps : float
        Continuous ranked probability score, in the unit of the outcome; 0 is perfect.
    absolute_error : float
        Distance of the median from the outcome.
    width_80 : float
        Width of the central 80 % interval: coverage without width says nothing.
    pit : float
        Share of the forecast below the outcome; near 0 or 1 is a surprise.
    probability_positive : float
        Forecast probability of a rise.
    sign_right : bool or None
        Whether the likelier sign was the right one; None where the forecast names no sign.
    bands : tuple of Band
        50, 80 and 95 %.
    """

    crps: float
    absolute_error: float
    width_80: float
    pit: float
    probability_positive: float
    sign_right: bool | None
    bands: tuple[Band, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many outcomes fell inside intervals of a level, with an exact binomial band.

    Parameters
    ----------
    level_pct : int
        Nominal level.
    inside, n : int
        Outcomes inside, outcomes scored.
    low_pct, high_pct : float
        95 % Clopper-Pearson band of the true coverage.
    """

    level_pct: int
    inside: int
    n: int
    low_pct: float
    high_pct: float


def score(draws: Array, outcome: float, *, names_a_sign: bool = True) -> Score:
    """Score forecast draws against an outcome.

    Parameters
    ----------
    draws : numpy.ndarray, shape (N,)
        Forecast of the outcome itself, noise included.
    outcome : float
        What happened, in the same unit.
    names_a_sign : bool
        False for a forecast of no move, whose sign is only noise.

    Raises
    ------
    InputError
        No draws, or a value that is not finite.
    """
    if not len(draws) or not np.isfinite(draws).all() or not np.isfinite(outcome):
        raise InputError.single("score", "", "a forecast and an outcome of finite numbers are needed")
    below = float(np.mean(draws < outcome) + np.mean(draws == outcome) / 2)
    rise = float(np.mean(draws > 0))
    decided = names_a_sign and outcome != 0 and float(np.mean(draws != 0)) > 0 and rise != 0.5
    bands = tuple(_band(draws, outcome, level) for level in LEVELS)
    return Score(
        crps=crps(draws, outcome),
        absolute_error=abs(float(np.median(draws)) - outcome),
        width_80=bands[LEVELS.index(80)].high - bands[LEVELS.index(80)].low,
        pit=below,
        probability_positive=rise,
        sign_right=(rise > 0.5) == (outcome > 0) if decided else None,
        bands=bands,
    )


def crps(draws: Array, outcome: float) -> float:
    """Return the CRPS of an ensemble (scoringrules, quantile-decomposition estimator)."""
    # Compiles on loading, which takes seconds: only where a score is computed.
    import scoringrules  # noqa: PLC0415

    return float(scoringrules.crps_ensemble(outcome, draws))


def coverage(level_pct: int, covered: Sequence[bool]) -> Coverage:
    """Count coverage with its Clopper-Pearson band.

    Raises
    ------
    InputError
        Nothing was scored.
    """
    if not covered:
        raise InputError.single("coverage", f"{level_pct} %", "nothing was scored")
    band = stats.binomtest(sum(covered), len(covered)).proportion_ci(0.95, method="exact")
    return Coverage(level_pct, sum(covered), len(covered), _FULL * float(band.low), _FULL * float(band.high))


def _band(draws: Array, outcome: float, level: int) -> Band:
    low, high = (float(end) for end in np.percentile(draws, (50 - level / 2, 50 + level / 2)))
    return Band(level, low, high, low <= outcome <= high)
