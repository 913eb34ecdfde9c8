"""What is live: the first draws, and where each metric of them stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sanctions.report.workbook.live.slice import Array, LiveColumn


@dataclass(frozen=True)
class FirstDraws:
    """The first draws: uniform, and in each parameter's unit, by key."""

    uniform: Mapping[str, Array]
    values: Mapping[str, Array]


@dataclass(frozen=True)
class LiveMetric:
    """One metric (of an option, a difference or a share) as a column of draws.

    Parameters
    ----------
    letter : str
    values : array
        Shape ``(draws,)``.
    divides_by : str
        Letter of the column it divides by, whose range must keep one sign; empty where there is none.
    never_zero : bool
        Whether not even a single draw of that column may be 0.
    """

    letter: str
    values: Array
    divides_by: str = ""
    never_zero: bool = False


@dataclass(frozen=True)
class LivePeak:
    """A rise of the yield under one option, of which chances are taken.

    Parameters
    ----------
    letter : str
        Of its column; empty where the law has settled it.
    text : str
        The settled number.
    values : array
        Shape ``(draws,)``.
    """

    letter: str
    text: str
    values: Array


@dataclass(frozen=True)
class Live:
    """Everything the Draws sheet holds.

    Parameters
    ----------
    draws : int
    columns : tuple of LiveColumn
        From column B on.
    metrics : mapping of (str, str) to LiveMetric
        Metric id and "A", "A minus B" or "A as % of B".
    peaks : mapping of str to mapping of str to LivePeak
        Metric id -> letter of the option -> its rise.
    variances : mapping of str to (str, float)
        Option letter -> letter of the column with what the odds price in, and its variance as delivered.
    count : mapping of str to int
        Letter of the option -> columns of its own.
    """

    draws: int
    columns: tuple[LiveColumn, ...]
    metrics: Mapping[tuple[str, str], LiveMetric]
    peaks: Mapping[str, Mapping[str, LivePeak]]
    variances: Mapping[str, tuple[str, float]]
    count: Mapping[str, int]
