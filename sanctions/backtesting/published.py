"""Published forecasts of the time, as rivals: a printed range is read as equally likely throughout."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sanctions.backtesting.plan import PlanRow
from sanctions.backtesting.scores import Array
from sanctions.data.vintage import Market
from sanctions.errors import InputError

_FULL = 100.0


def published_ranges(market: Market, plan: PlanRow) -> Iterator[tuple[str, float, float]]:
    """Yield each published forecast of a row: who made it and when, lower and upper end in the row's unit.

    Parameters
    ----------
    market : Market
        Snapshot of the eve; a forecast printed later is an error of the plan.
    plan : PlanRow

    Raises
    ------
    InputError
        A forecast the plan names was not known on the eve, or prints no number.
    """
    table = market.table("expert_forecasts").set_index("id")
    for name in plan.published:
        if name not in table.index:
            raise InputError.single("plan", plan.row_id, f"{name} was not known on {market.as_of}")
        row = table.loc[name]
        ends = np.array([row["low"], row["high"]], dtype=np.float64)
        if not np.isfinite(ends).all():
            raise InputError.single("plan", plan.row_id, f"{name} prints no number")
        if plan.unit == "%":
            # A ruble worth so much less in dollars, as the log change of rubles per dollar.
            ends = -_FULL * np.log1p(ends / _FULL)
        yield f"{row['institution']}, {str(row['date'])[:7]}", float(ends.min()), float(ends.max())


def spread_evenly(low: float, high: float, count: int) -> Array:
    """Return values spread evenly over a range, as a forecast that finds all of it equally likely."""
    return np.asarray(low + (high - low) * (np.arange(count) + 0.5) / count)
