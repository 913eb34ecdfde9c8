"""The distributions a parameter can have, named as analysts name them, inverted on uniform draws."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy import special

Array = npt.NDArray[np.float64]

#: Distribution name -> names of its arguments, in order.
ARGUMENTS: Final[dict[str, tuple[str, ...]]] = {
    "fixed": ("value",),
    "uniform": ("low", "high"),
    "normal": ("mean", "sd"),
    "lognormal": ("median", "log_sd"),
    "one_plus_lognormal": ("median", "log_sd"),
    "beta": ("alpha", "beta"),
    "gamma": ("shape",),
    "pert": ("low", "mode", "high"),
    "triangular": ("low", "mode", "high"),
}
#: Weight of the mode in a PERT distribution, the customary one.
PERT_WEIGHT: Final = 4.0


@dataclass(frozen=True)
class Distribution:
    """One univariate distribution.

    Parameters
    ----------
    name : str
        One of `ARGUMENTS`.
    arguments : tuple of float
        In the order of ``ARGUMENTS[name]``.

    Raises
    ------
    ValueError
        Unknown name, wrong number of arguments or arguments out of order.
    """

    name: str
    arguments: tuple[float, ...]

    def __post_init__(self) -> None:
        expected = ARGUMENTS.get(self.name)
        if expected is None:
            raise ValueError(f"unknown distribution {self.name!r}; known: {', '.join(ARGUMENTS)}")
        if len(self.arguments) != len(expected):
            raise ValueError(f"{self.name} takes {', '.join(expected)}")
        if not all(math.isfinite(each) for each in self.arguments):
            raise ValueError(f"{self.name}: an argument is not a finite number")
        self._check_order()

    def _check_order(self) -> None:
        match self.name, self.arguments:
            case ("pert" | "triangular", (low, mode, high)) if not (low <= mode <= high and low < high):
                raise ValueError(f"{self.name}: low <= mode <= high, low < high")
            case ("uniform", (low, high)) if low >= high:
                raise ValueError("uniform: low < high")
            case ("lognormal" | "one_plus_lognormal", (median, log_sd)) if median <= 0 or log_sd <= 0:
                raise ValueError(f"{self.name}: median and log_sd above 0")
            case ("beta", (alpha, beta)) if alpha <= 0 or beta <= 0:
                raise ValueError("beta: alpha and beta above 0")
            case ("normal", (_, sd)) if sd <= 0:
                raise ValueError("normal: sd above 0")
            case ("gamma", (shape,)) if shape <= 0:
                raise ValueError("gamma: shape above 0")

    def quantile(self, probability: Array) -> Array:
        """Return the values below which the given shares of draws lie; same shape as `probability`."""
        a = self.arguments
        value: npt.NDArray[np.floating]
        match self.name:
            case "fixed":
                value = np.full_like(probability, a[0])
            case "uniform":
                value = a[0] + (a[1] - a[0]) * probability
            case "normal":
                value = a[0] + a[1] * special.ndtri(probability)
            case "lognormal":
                value = a[0] * np.exp(a[1] * special.ndtri(probability))
            case "one_plus_lognormal":
                value = 1.0 + a[0] * np.exp(a[1] * special.ndtri(probability))
            case "beta":
                value = special.betaincinv(a[0], a[1], probability)
            case "gamma":
                value = special.gammaincinv(a[0], probability)
            case "pert":
                low, mode, high = a
                span = high - low
                alpha = 1.0 + PERT_WEIGHT * (mode - low) / span
                beta = 1.0 + PERT_WEIGHT * (high - mode) / span
                value = low + span * special.betaincinv(alpha, beta, probability)
            case _:
                low, mode, high = a
                turn = (mode - low) / (high - low)
                value = np.where(
                    probability < turn,
                    low + np.sqrt(probability * (high - low) * (mode - low)),
                    high - np.sqrt((1.0 - probability) * (high - low) * (high - mode)),
                )
        return np.asarray(value, dtype=np.float64)

    def at(self, probability: float) -> float:
        """Return one quantile."""
        return float(self.quantile(np.asarray([probability]))[0])

    @property
    def text(self) -> str:
        """Plain words, e.g. ``lognormal(median 5, log_sd 0.55)``."""
        inside = ", ".join(f"{n} {v:g}" for n, v in zip(ARGUMENTS[self.name], self.arguments, strict=True))
        return f"{self.name}({inside})"
