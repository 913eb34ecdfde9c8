"""What a package that may never be enacted is worth beside "if enacted": the same, times the stated odds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sanctions.model.metrics import BY_ID
from sanctions.report.cells.rounding import readable
from sanctions.report.numbers.sides import Side

_PERCENT: Final = 100.0


def odds_text(side: Side) -> str:
    """Return the odds a package states, in words; empty where it states none."""
    stated = side.assessment.package.enactment_probability
    if stated is None:
        return ""
    low, middle, high = (readable(each * _PERCENT) for each in stated)
    return f"odds of being enacted {middle} % ({low} to {high} %)"


def expected_lines(side: Side, *, headline_only: bool = True) -> Iterator[str]:
    """Yield a line for each amount times the stated odds, beside the amount if enacted.

    Parameters
    ----------
    side : Side
    headline_only : bool, optional
        Only the metrics of the Summary sheet.
    """
    for id_, spread in side.times_probability.items():
        metric = BY_ID[id_]
        if metric.headline or not headline_only:
            yield (
                f"{metric.label}, {metric.horizon}, times the odds: {readable(spread.p50)} {metric.unit}"
                f" ({readable(spread.p10)} to {readable(spread.p90)})"
            )
