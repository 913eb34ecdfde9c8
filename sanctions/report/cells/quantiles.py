"""Live quantiles: the program's distributions as formulas over the cells that hold their arguments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sanctions.report.cells.formulas import function

#: Named input that holds the weight of the mode in a PERT distribution.
PERT_WEIGHT_NAME: Final = "pert_weight"


def quantile(distribution: str, arguments: Sequence[str], probability: str) -> str:
    """Return the formula of a quantile.

    Parameters
    ----------
    distribution : str
        A name from `sanctions.parameters.distributions.ARGUMENTS`.
    arguments : sequence of str
        References of the distribution's arguments, in their order.
    probability : str
        Reference of a probability between 0 and 1.

    Raises
    ------
    ValueError
        No formula is known for the distribution.
    """
    match distribution, list(arguments):
        case "fixed", [value]:
            return value
        case "uniform", [low, high]:
            return f"{low}+({high}-{low})*{probability}"
        case "normal", [mean, deviation]:
            return f"{mean}+{deviation}*{function('NORM.S.INV', probability)}"
        case "lognormal", [median, deviation]:
            return f"{median}*EXP({deviation}*{function('NORM.S.INV', probability)})"
        case "one_plus_lognormal", [median, deviation]:
            return f"1+{median}*EXP({deviation}*{function('NORM.S.INV', probability)})"
        case "beta", [alpha, beta]:
            return function("BETA.INV", probability, alpha, beta)
        case "gamma", [shape]:
            return function("GAMMA.INV", probability, shape, "1")
        case "pert", [low, mode, high]:
            return _pert(low, mode, high, probability)
        case "triangular", [low, mode, high]:
            return _triangular(low, mode, high, probability)
        case _:
            raise ValueError(f"no formula for {distribution} with {len(arguments)} arguments")


def _pert(low: str, mode: str, high: str, probability: str) -> str:
    span = f"({high}-{low})"
    alpha = f"1+{PERT_WEIGHT_NAME}*({mode}-{low})/{span}"
    beta = f"1+{PERT_WEIGHT_NAME}*({high}-{mode})/{span}"
    return f"{low}+{span}*{function('BETA.INV', probability, alpha, beta)}"


def _triangular(low: str, mode: str, high: str, probability: str) -> str:
    span = f"({high}-{low})"
    rising = f"{low}+SQRT({probability}*{span}*({mode}-{low}))"
    falling = f"{high}-SQRT((1-{probability})*{span}*({high}-{mode}))"
    return function("IF", f"{probability}<({mode}-{low})/{span}", rising, falling)
