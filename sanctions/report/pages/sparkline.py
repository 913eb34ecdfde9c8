"""A series as one line of block characters, for a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

BARS = "▁▂▃▄▅▆▇█"


def sparkline(values: Sequence[float], width: int = 60) -> str:
    """Return a line of at most `width` bars from the lowest value to the highest.

    Parameters
    ----------
    values : sequence of float
        Finite, oldest first; longer series are cut into `width` equal spans and averaged.
    width : int
        Positive.

    Returns
    -------
    str
        Empty without values; a flat series is drawn at half height.
    """
    if not values:
        return ""
    count = min(width, len(values))
    edges = [place * len(values) // count for place in range(count + 1)]
    spans = [values[start:end] for start, end in pairwise(edges)]
    means = [sum(span) / len(span) for span in spans]
    low, high = min(means), max(means)
    if high == low:
        return BARS[len(BARS) // 2] * count
    top = len(BARS) - 1
    return "".join(BARS[round((mean - low) / (high - low) * top)] for mean in means)
