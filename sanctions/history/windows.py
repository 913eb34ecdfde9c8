"""Where each event's windows lie in the data, and which events cannot be studied there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sanctions.errors import InputError, Problem
from sanctions.history.changes import Changes, Days, Positions
from sanctions.history.market_model import Mask
from sanctions.history.results import Grade

MINIMUM_LEAKAGE_DAYS = 4


@dataclass(frozen=True, slots=True)
class Windows:
    """Window lengths in business days; samples in observations.

    Parameters
    ----------
    start_day, end_day : int
        Event window relative to day zero, both included.
    leakage_days : int
        Business days before day zero in which news may have leaked; at least four.
    gap_days : int
        Business days between the samples and the leakage window.
    estimation_length, minimum_estimation : int
        Observations for the loadings: at most and at least.
    noise_length, minimum_noise : int
        Observations for the noise: at most and at least.
    longest_change_days : int
        A change over more business days than this cannot carry an event.
    decay : float
        Weight of yesterday's variance in the volatility used to scale placebo windows; 1 switches the
        scaling off. The default is RiskMetrics' daily value (1996).
    level : float
        Level of the intervals.
    """

    start_day: int = 0
    end_day: int = 1
    leakage_days: int = 4
    gap_days: int = 5
    estimation_length: int = 250
    minimum_estimation: int = 60
    noise_length: int = 250
    minimum_noise: int = 60
    longest_change_days: int = 7
    decay: float = 0.94
    level: float = 0.95

    def __post_init__(self) -> None:
        checks = [
            (self.leakage_days >= MINIMUM_LEAKAGE_DAYS, "leakage_days", f"at least {MINIMUM_LEAKAGE_DAYS}"),
            (self.start_day >= 0, "start_day", "0 or more; days before belong to the leakage window"),
            (self.end_day >= self.start_day, "end_day", "not before start_day"),
            (self.gap_days >= 0, "gap_days", "0 or more"),
            (self.minimum_estimation >= 10, "minimum_estimation", "10 or more"),
            (self.minimum_noise >= 10, "minimum_noise", "10 or more"),
            (self.estimation_length >= self.minimum_estimation, "estimation_length", "not under its minimum"),
            (self.noise_length >= self.minimum_noise, "noise_length", "not under its minimum"),
            (0 < self.decay <= 1, "decay", "in (0, 1]"),
            (0 < self.level < 1, "level", "in (0, 1)"),
        ]
        problems = [
            Problem("windows", name, f"{getattr(self, name)} cannot be used", expected)
            for fine, name, expected in checks
            if not fine
        ]
        if problems:
            raise InputError(problems)


@dataclass(frozen=True, slots=True)
class StudyEvent:
    """An event to study: one row per id.

    Parameters
    ----------
    event_id : str
        Identifier.
    day_zero : datetime.date
        First day on which the market studied could react.
    grade, grade_reason : str
        Confounding and why.
    """

    event_id: str
    day_zero: dt.date
    grade: Grade = "clean"
    grade_reason: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Placement:
    """Half-open position ranges per event, each of shape (E,), and the reasons against some."""

    event_start: Positions
    event_stop: Positions
    leakage_start: Positions
    sample_end: Days
    reasons: tuple[str, ...]


def day_zeros(events: Sequence[StudyEvent], sessions: Days | None = None) -> Days:
    """Return day zero of each event: the day itself if there was a session, else rolled to a business day.

    Parameters
    ----------
    events : sequence of StudyEvent
    sessions : numpy.ndarray of datetime64[D], optional
        Days with a price. Exchanges hold sessions on some Saturdays; a market can react on them.
    """
    days = np.array([event.day_zero for event in events], dtype="datetime64[D]")
    rolled = np.busday_offset(days, 0, roll="forward")
    return rolled if sessions is None else np.where(np.isin(days, sessions), days, rolled)


def shifted(zeros: Days, days: int) -> Days:
    """Return the day some business days after (or, below zero, before) each day.

    A session on a weekend has the Friday before it as its last business day and the Monday after as its next.
    """
    if days == 0:
        return zeros
    return np.busday_offset(zeros, days, roll="backward" if days > 0 else "forward")


def place(changes: Changes, zeros: Days, windows: Windows) -> Placement:
    """Find each event's windows in the changes; never raises for a single event, gives a reason instead."""
    first = shifted(zeros, windows.start_day)
    last = shifted(zeros, windows.end_day)
    start = np.searchsorted(changes.dates, first, side="left").astype(np.intp)
    stop = np.maximum(np.searchsorted(changes.dates, last, side="right"), start + 1).astype(np.intp)
    leakage = np.searchsorted(changes.dates, shifted(zeros, -windows.leakage_days), side="left")
    sample_end = shifted(zeros, -windows.leakage_days - windows.gap_days)
    safe = np.minimum(start, len(changes) - 1)
    ends = changes.dates[-1] < last
    starts = changes.dates[0] > sample_end
    wide = changes.span_days[safe] > windows.longest_change_days
    late = np.busday_count(zeros, changes.dates[safe]) > windows.longest_change_days
    reasons = np.select(
        [ends, starts, late, wide],
        [
            "the event window ends after the last observation",
            "the event lies before the data, or too soon after their start",
            f"no observation within {windows.longest_change_days} business days of the event",
            f"the change that holds the event covers more than {windows.longest_change_days} business days",
        ],
        default="",
    )
    opens = np.minimum(leakage.astype(np.intp), start)
    return Placement(start, stop, opens, sample_end, tuple(str(r) for r in reasons))


def quiet(changes: Changes, zeros: Days, windows: Windows) -> Mask:
    """Return (T,) which changes touch no event's leakage or event window."""
    opens = np.sort(shifted(zeros, -windows.leakage_days))
    closes = np.sort(shifted(zeros, windows.end_day))
    begun = np.searchsorted(opens, changes.dates, side="right")
    over = np.searchsorted(closes, changes.base_dates, side="right")
    return np.asarray(begun == over)


def trailing(
    usable: Mask, changes: Changes, sample_end: Days, length: int
) -> tuple[Positions, Positions, Positions]:
    """Return the usable positions, and each event's half-open range of the last `length` of them.

    Only changes that end before `sample_end` count, so nothing known later can enter.
    """
    positions = np.flatnonzero(usable).astype(np.intp)
    stop = np.searchsorted(changes.dates[positions], sample_end, side="left").astype(np.intp)
    return positions, np.maximum(stop - length, 0).astype(np.intp), stop


def overlaps(events: Sequence[StudyEvent], windows: Windows) -> list[tuple[str, ...]]:
    """Return for each event the others whose leakage or event window shares a business day with its own."""
    zeros = day_zeros(events)
    numbers = np.busday_count(np.datetime64("1970-01-01"), zeros)
    reach = windows.leakage_days + windows.end_day
    order = np.argsort(numbers, kind="stable")
    ranked = numbers[order]
    low = np.searchsorted(ranked, numbers - reach, side="left")
    high = np.searchsorted(ranked, numbers + reach, side="right")
    found = []
    for i, event in enumerate(events):
        near = order[low[i] : high[i]]
        found.append(tuple(events[j].event_id for j in near if events[j].event_id != event.event_id))
    return found
