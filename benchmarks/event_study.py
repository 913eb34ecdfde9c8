"""Events per second: our batched event study, PyPI's eventstudy package, a loop of statsmodels fits.

The bundled ruble history, every quiet date an event, the same windows, the same answers. Prints the ratios.
"""

from __future__ import annotations

import datetime as dt
import time

import numpy as np
import statsmodels.api as sm
from eventstudy import models
from eventstudy.single import Single

from sanctions.data.vintage import snapshot
from sanctions.history.changes import Changes
from sanctions.history.moves import abnormal_moves
from sanctions.history.study import ASSETS, changes_of
from sanctions.history.windows import Windows

WINDOWS = Windows()
FIRST = 300
REPEATS = 3
NONE = np.array([], dtype="datetime64[D]")


def rows_of(position: int) -> tuple[np.ndarray, np.ndarray]:
    end = position - WINDOWS.leakage_days - WINDOWS.gap_days
    return np.arange(end - WINDOWS.estimation_length, end), np.arange(position, position + 2)


def ours(changes: Changes, positions: np.ndarray) -> np.ndarray:
    return abnormal_moves(changes, changes, changes.dates[positions], WINDOWS, NONE).car


def package(changes: Changes, positions: np.ndarray) -> np.ndarray:
    found = []
    for position in positions:
        rows = np.concatenate(rows_of(position))
        study = Single(
            models.market_model,
            {"security_returns": changes.outcome[rows], "market_returns": changes.factors[rows, 0]},
            event_window=(0, 1),
            estimation_size=WINDOWS.estimation_length,
            buffer_size=WINDOWS.leakage_days + WINDOWS.gap_days - 1,
        )
        found.append(study.CAR[-1])
    return np.array(found)


def loop(changes: Changes, positions: np.ndarray) -> np.ndarray:
    found = []
    for position in positions:
        sample, window = rows_of(position)
        fitted = sm.OLS(changes.outcome[sample], sm.add_constant(changes.factors[sample])).fit()
        design = sm.add_constant(changes.factors[window], has_constant="add")
        forecast = fitted.get_prediction(design)
        found.append((changes.outcome[window] - forecast.predicted_mean).sum())
    return np.array(found)


def best(function, changes: Changes, positions: np.ndarray) -> tuple[float, np.ndarray]:
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        answer = function(changes, positions)
        times.append(time.perf_counter() - start)
    return min(times), answer


def one_day_only(changes: Changes) -> np.ndarray:
    """Positions whose whole window has spans of one day: there the three methods are the same method."""
    wide = np.flatnonzero(changes.span_days != 1)
    return np.array(
        [
            position
            for position in range(FIRST, len(changes) - 2)
            if not np.isin(np.concatenate(rows_of(position)), wide).any() and _plain(changes, position)
        ]
    )


def _plain(changes: Changes, position: int) -> bool:
    zero = changes.dates[position]
    gap = np.busday_offset(zero, -WINDOWS.leakage_days - WINDOWS.gap_days)
    return changes.dates[position - WINDOWS.leakage_days - WINDOWS.gap_days] == gap and changes.dates[
        position + 1
    ] == np.busday_offset(zero, 1)


def main() -> None:
    real, _ = changes_of(snapshot(dt.date(2022, 2, 21)), ASSETS["usd_rub"])
    # Holidays make spans of several days, which the peers know nothing of: the comparison gives every change
    # a business day of its own.
    days = np.busday_offset(np.datetime64("2010-01-01"), np.arange(len(real) + 1), roll="forward")
    changes = Changes(
        days[:-1], days[1:], np.ones(len(real), dtype=np.int64), real.outcome, real.factors, real.factor_names
    )
    positions = one_day_only(changes)
    timed = {
        name: best(function, changes, positions)
        for name, function in (("ours", ours), ("eventstudy 0.1a12", package), ("statsmodels loop", loop))
    }
    for name, (seconds, answer) in timed.items():
        np.testing.assert_allclose(answer, timed["ours"][1], rtol=1e-8, atol=1e-10)
        ratio = seconds / timed["ours"][0]
        print(f"{name}: {len(positions) / seconds:,.0f} events a second; ours is {ratio:.0f} times as fast")
    print(f"{len(positions)} events, the same abnormal moves to 8 digits")


if __name__ == "__main__":
    main()
