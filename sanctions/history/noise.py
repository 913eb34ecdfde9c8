"""What the market does on days without an announcement: the noise a forecast must allow for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sanctions.data.vintage import Market
from sanctions.history.changes import Array
from sanctions.history.moves import abnormal_moves
from sanctions.history.study import (
    asset,
    changes_of,
    default_windows,
    historical_events,
    study_events,
)
from sanctions.history.windows import StudyEvent, day_zeros


@dataclass(frozen=True, slots=True, eq=False)
class Noise:
    """Moves over windows without an event, at the volatility known before the event.

    Parameters
    ----------
    moves : numpy.ndarray, shape (M,)
        Abnormal moves, in the unit of the asset; empty where the event cannot be studied.
    reason : str
        Why it is empty.
    """

    moves: Array
    reason: str = ""

    @property
    def standard_deviation(self) -> float:
        """Standard deviation of the moves, 0 without any."""
        return float(self.moves.std()) if len(self.moves) else 0.0


def noise_before(market: Market, asset_name: str, event_id: str) -> Noise:
    """Return the noise of an event window from days that end before its leakage window.

    Parameters
    ----------
    market : Market
        Snapshot; only its changes before the event's leakage window are used.
    asset_name, event_id : str
        As in the history.
    """
    wanted = asset(asset_name)
    events = study_events(historical_events(market), wanted)
    daily, weekly = changes_of(market, wanted)
    chosen: list[StudyEvent] = [event for event in events if event.event_id == event_id]
    windows = default_windows(wanted)
    moves = abnormal_moves(
        daily,
        daily if weekly is None else weekly,
        day_zeros(chosen, daily.dates),
        windows,
        day_zeros(events, daily.dates),
    )
    if not len(moves.car):
        return Noise(np.empty(0), moves.reasons[0])
    null = moves.placebos(windows.decay)
    # The forecast error of the loadings depends on the factors of the event window, which were not known.
    inflation = moves.standard_error[0] / np.sqrt(moves.fitted.variance[0] * moves.days[0])
    scaled = null.scaled[0][np.isfinite(null.scaled[0])]
    return Noise(np.asarray(scaled * null.volatility[0] / inflation))
