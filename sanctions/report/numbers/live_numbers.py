"""Numbers read off a column of draws: percentiles, chances, and how far so few draws may err."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from sanctions.model.outcome import NO_EFFECT_BP as OUTCOME_NO_EFFECT_BP
from sanctions.report.cells.formulas import NOT_STATED, function
from sanctions.report.cells.tables import Formula
from sanctions.report.numbers.settings import (
    DELIVERED,
    HIGH,
    HIGHEST,
    LOW,
    LOWEST,
    MIDDLE,
    NO_EFFECT_BP,
    PER_CENT,
)

Array = npt.NDArray[np.float64]
#: Named input with a share of runs -> that share, as delivered.
_SHARES: Final[Mapping[str, float]] = {name: DELIVERED[name] for name in (LOW, MIDDLE, HIGH)}
_PERCENT: Final = 100.0


@dataclass(frozen=True)
class LiveNumbers:
    """Low, middle and high over the live draws, and the sampling error of each.

    Parameters
    ----------
    percentiles : tuple of Formula or None
        Low, middle, high; a chance has a middle only.
    errors : tuple of Formula or None
        Standard error of each, as if the draws were independent; quasi-random ones err less.
    guarded : bool
        Whether they turn to "n/a" when the range of what they divide by includes 0.
    """

    percentiles: tuple[Formula | None, Formula, Formula | None]
    errors: tuple[Formula | None, Formula, Formula | None]
    guarded: bool = False

    def value(self, place: int) -> float | None:
        """Return low (0), middle (1) or high (2) as delivered."""
        found = self.percentiles[place]
        return None if found is None else float(found.value)


def percentiles_of(span: str, values: Array, stated: str = "") -> LiveNumbers:
    """Return low, middle and high of a column.

    Parameters
    ----------
    span : str
        Reference of the column.
    values : array
        Its draws as delivered.
    stated : str, optional
        Condition under which the numbers are stated; it holds as delivered.
    """
    found = np.percentile(values, [_PERCENT * share for share in _SHARES.values()]).tolist()
    low, middle, high = (
        Formula(_if(stated, function("PERCENTILE", span, name)), value)
        for name, value in zip(_SHARES, found, strict=True)
    )
    errors = [_error(span, values, name, share, stated) for name, share in _SHARES.items()]
    return LiveNumbers((low, middle, high), (errors[0], errors[1], errors[2]), bool(stated))


@dataclass(frozen=True)
class Condition:
    """What holds (1) or does not (0) in each draw, or the difference of two such.

    Parameters
    ----------
    text : str
        Formula of all draws at once.
    values : array
        As delivered.
    """

    text: str
    values: Array

    def __sub__(self, other: Condition) -> Condition:
        """Return where one holds and the other does not: 1, 0 or -1."""
        return Condition(f"({self.text}-{other.text})", self.values - other.values)


def no_effect(peak: str, values: Array, limit: float = OUTCOME_NO_EFFECT_BP) -> Condition:
    """Return the condition that a rise is no effect worth the name, below a limit as delivered."""
    holds = np.abs(values) < limit
    # Without ABS, which not every program applies to a whole column.
    return Condition(f"({peak}<{NO_EFFECT_BP})*({peak}>(-{NO_EFFECT_BP}))", holds.astype(np.float64))


def exceeds(peak: str, values: Array, other: str, others: Array) -> Condition:
    """Return the condition that one rise exceeds another."""
    return Condition(f"({peak}>{other})*1", (values > others).astype(np.float64))


def chance_of(condition: Condition, span: str) -> LiveNumbers:
    """Return the share of draws in which something holds; its error is at least one draw.

    Parameters
    ----------
    condition : Condition
    span : str
        A column of draws, to count them.
    """
    rows, draws = function("ROWS", span), len(condition.values)
    mean = f"{function('SUMPRODUCT', condition.text)}/{rows}"
    square = f"{function('SUMPRODUCT', f'({condition.text})*({condition.text})')}/{rows}"
    spread = function("SQRT", f"{function('MAX', '0', f'{square}-({mean})*({mean})')}/{rows}")
    error = max(float(np.std(condition.values)) / math.sqrt(draws), 1 / draws)
    return LiveNumbers(
        (None, Formula(f"{PER_CENT}*{mean}", _PERCENT * float(np.mean(condition.values))), None),
        (None, Formula(f"{PER_CENT}*{function('MAX', spread, f'1/{rows}')}", _PERCENT * error), None),
    )


def keeps_sign(span: str, *, never_zero: bool) -> str:
    """Return the condition that the range of a column keeps one sign (and that no draw of it is 0)."""
    ends = (function("PERCENTILE", span, share) for share in (LOWEST, HIGHEST))
    kept = f"{'*'.join(ends)}>0"
    return function("AND", kept, f"{function('COUNTIF', span, '0')}=0") if never_zero else kept


def _error(span: str, values: Array, name: str, share: float, stated: str) -> Formula:
    """Return the standard error of a percentile: half the way between those a step below and above.

    The step is one standard deviation of the share of independent draws under a percentile.
    """
    step = function("SQRT", f"{name}*(1-{name})/{function('ROWS', span)}")
    above = function("PERCENTILE", span, function("MIN", "1", f"{name}+{step}"))
    below = function("PERCENTILE", span, function("MAX", "0", f"{name}-{step}"))
    away = math.sqrt(share * (1 - share) / len(values))
    ends = np.percentile(values, (_PERCENT * max(0.0, share - away), _PERCENT * min(1.0, share + away)))
    return Formula(_if(stated, f"({above}-{below})/(1+1)"), float(ends[1] - ends[0]) / 2)


def _if(stated: str, text: str) -> str:
    return function("IF", stated, text, f'"{NOT_STATED}"') if stated else text
