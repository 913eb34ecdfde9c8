"""What an estimate says: frozen results, each with its sample, its window and its doubts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Literal

import pandas as pd

Status = Literal["ok", "flagged"]
Grade = Literal["clean", "mixed", "unusable"]


@dataclass(frozen=True, slots=True)
class Interval:
    """A two-sided interval.

    Parameters
    ----------
    low, high : float
        Bounds, in the unit of the estimate.
    level : float
        Probability the interval really covers under its assumptions (0-1). With five events no exact
        95 % interval exists; the level reached is reported instead of the level asked for.
    method : str
        How it was made.
    """

    low: float
    high: float
    level: float
    method: str

    @property
    def width(self) -> float:
        """Upper minus lower bound."""
        return self.high - self.low

    def covers(self, value: float) -> bool:
        """Say whether `value` lies inside, bounds included."""
        return self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class SampleNote:
    """What an estimate rests on.

    Parameters
    ----------
    n_estimation : int
        Observations the factor loadings come from.
    n_noise : int
        Observations the noise comes from.
    n_by_span : tuple of (int, int)
        (span in business days, number of noise observations) pairs.
    estimation_window : tuple of datetime.date
        First and last day of the estimation sample.
    method : str
        Model and scaling in one line.
    residual_autocorrelation : float
        First-order autocorrelation of the noise residuals.
    """

    n_estimation: int
    n_noise: int
    n_by_span: tuple[tuple[int, int], ...]
    estimation_window: tuple[dt.date, dt.date]
    method: str
    residual_autocorrelation: float


@dataclass(frozen=True, slots=True)
class AbnormalMove:
    """One event's abnormal move in one asset.

    Parameters
    ----------
    car : float
        Cumulative abnormal change over the event window (% or bp; plus = currency falls or yield rises).
    leakage_car : float
        The same over the leakage window that ends the day before.
    raw_change : float
        Observed change over the event window, no model.
    standard_error : float
        Forecast standard error of `car`.
    t_statistic, p_parametric : float
        Student test of `car` = 0.
    p_placebo : float
        Share of equally long windows before the event that moved at least as far, volatility-scaled.
    interval : Interval
        Interval of `car` from the same placebo windows.
    minimum_detectable : float
        Smallest true effect that a 5 % test finds with 80 % power.
    loadings : tuple of (str, float)
        Factor loadings.
    path : tuple of (int, float)
        Cumulative abnormal change by business day from the first leakage day.
    """

    car: float
    leakage_car: float
    raw_change: float
    standard_error: float
    t_statistic: float
    p_parametric: float
    p_placebo: float
    interval: Interval
    minimum_detectable: float
    loadings: tuple[tuple[str, float], ...]
    path: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event id in one asset: the estimate, or the reason why there is none.

    Parameters
    ----------
    status : {"ok", "flagged"}
        Flagged rows carry no estimate and say why in `reason`; a reason beside an estimate is a reservation.
    day_zero : datetime.date
        First day the market could react.
    span_days : int
        Business days the event window really covers.
    overlaps : tuple of str
        Other events whose windows share days with this one.
    grade, grade_reason : str
        Confounding: clean, mixed or unusable, and why.
    """

    event_id: str
    asset: str
    unit: str
    status: Status
    reason: str
    day_zero: dt.date
    window: tuple[dt.date, dt.date] | None
    span_days: int
    overlaps: tuple[str, ...]
    grade: Grade
    grade_reason: str
    move: AbnormalMove | None
    sample: SampleNote | None


@dataclass(frozen=True, slots=True)
class TestOutcome:
    """A test statistic and its two-sided p-value."""

    __test__ = False

    name: str
    statistic: float
    p_value: float


@dataclass(frozen=True, slots=True)
class AverageMove:
    """The average over events (CAAR), with every test side by side.

    Parameters
    ----------
    n : int
        Events averaged; only rows with status ok and a grade other than unusable.
    caar : float
        Mean cumulative abnormal change.
    tests : tuple of TestOutcome
        Cross-sectional, Patell, BMP, Kolari-Pynnonen, rank, sign, sign-flip and placebo tests.
    intervals : tuple of Interval
        Exact sign-symmetry interval and wild-bootstrap interval.
    minimum_detectable : float
        Smallest true average that a 5 % test finds with 80 % power.
    leave_one_out : tuple of (str, float)
        The average without each event in turn.
    """

    asset: str
    unit: str
    n: int
    event_ids: tuple[str, ...]
    caar: float
    tests: tuple[TestOutcome, ...]
    intervals: tuple[Interval, ...]
    minimum_detectable: float
    leave_one_out: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class EventStudy:
    """Every row of a study, and the averages by asset."""

    rows: tuple[EventRow, ...]
    averages: tuple[AverageMove, ...]

    def to_frame(self) -> pd.DataFrame:
        """Return one line per row; estimates of flagged rows are missing and `reason` says why."""
        return pd.DataFrame([_flat(row) for row in self.rows])


@dataclass(frozen=True, slots=True)
class Estimate:
    """A parameter estimated from history.

    Parameters
    ----------
    name, unit : str
        What it is.
    centre : float
        Point estimate.
    interval : Interval
        Its interval.
    n : int
        Observations, events or published ranges used.
    n_by_span : tuple of (int, int)
        (span in days, n) pairs where spans differ; empty where they do not.
    window : tuple of datetime.date or None
        First and last day used.
    method : str
        One line.
    diagnostics : mapping of str to float
        Residual autocorrelation, influence and the like, named.
    leave_one_out : tuple of (str, float)
        The estimate without each item in turn.
    weight : float
        Weight this estimate gets in the parameter used (0 = shown only).
    warning : str
        What it cannot say; empty when nothing is known against it.
    """

    name: str
    unit: str
    centre: float
    interval: Interval
    n: int
    n_by_span: tuple[tuple[int, int], ...]
    window: tuple[dt.date, dt.date] | None
    method: str
    diagnostics: Mapping[str, float]
    leave_one_out: tuple[tuple[str, float], ...]
    weight: float
    warning: str


def _flat(row: EventRow) -> dict[str, object]:
    line: dict[str, object] = {
        field.name: getattr(row, field.name) for field in fields(row) if field.name not in {"move", "sample"}
    }
    if row.move is not None and row.sample is not None:
        line |= {
            field.name: getattr(row.move, field.name)
            for field in fields(row.move)
            if field.name not in {"interval", "loadings", "path"}
        }
        line |= {"low": row.move.interval.low, "high": row.move.interval.high}
        line |= {"n_estimation": row.sample.n_estimation, "n_noise": row.sample.n_noise}
    return line
