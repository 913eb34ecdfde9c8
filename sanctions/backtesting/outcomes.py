"""What happened: the realised move or premium a row is scored against, with its source."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sanctions.backtesting.plan import PlanRow
from sanctions.data.vintage import Market
from sanctions.history.noise import Noise, noise_before
from sanctions.history.results import EventStudy
from sanctions.history.study import study_history

PREMIUM_ROWS = "New-vs-old OFZ premium"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A realised value.

    Parameters
    ----------
    value : float
        What is scored against: the abnormal move, or the middle of the published range.
    low, high : float
        Range of the outcome itself: 95 % interval of the abnormal move, or the published range.
    raw : float or None
        Observed change without a model, for moves.
    source : str
        Where it comes from.
    """

    value: float
    low: float
    high: float
    raw: float | None
    source: str


class Outcomes:
    """Outcomes of a snapshot taken long after the events; studies are made once per asset."""

    def __init__(self, market: Market) -> None:
        self.market = market
        self._studies: dict[str, EventStudy] = {}

    def of(self, row: PlanRow) -> tuple[Outcome | None, str]:
        """Return the outcome of a row, or None and the reason."""
        if row.construction == "premium":
            return self._premium(row), ""
        if not row.asset:
            return None, row.sentence
        if row.asset not in self._studies:
            self._studies[row.asset] = study_history(self.market, row.asset)
        found = next(each for each in self._studies[row.asset].rows if each.event_id == row.event_id)
        if found.move is None:
            return None, found.reason
        move = found.move
        source = "ECB fixings" if row.unit == "%" else "zero-coupon curve of Moscow Exchange"
        return Outcome(
            move.car,
            move.interval.low,
            move.interval.high,
            move.raw_change,
            f"{source}, market model, {found.window[0]} to {found.window[1]}" if found.window else source,
        ), ""

    def noise(self, row: PlanRow) -> Noise:
        """Return the noise of the row's event window, empty where the outcome is no market move."""
        if row.construction == "premium" or not row.asset:
            return Noise(np.empty(0))
        return noise_before(self.market, row.asset, row.event_id)

    def _premium(self, row: PlanRow) -> Outcome:
        table = self.market.table("market_reactions")
        chosen = table[(table["event_id"] == row.event_id) & table["asset"].str.startswith(PREMIUM_ROWS)]
        low, high = float(chosen["value"].min()), float(chosen["value"].max())
        return Outcome((low + high) / 2, low, high, None, "; ".join(sorted(set(chosen["source_title"]))))
