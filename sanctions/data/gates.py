"""Quality gates: what a series must satisfy before it is believed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from sanctions.data.catalog import Card, SeriesEntry
from sanctions.data.prices import series_of
from sanctions.data.read import Content
from sanctions.errors import Problem

#: Bounds of a reading where its card states none, by unit: what the unit itself allows.
UNIT_BOUNDS = {
    "%": (-10.0, 100.0),
    "% GDP": (-100.0, 500.0),
    "RUB bn": (0.0, 1e6),
    "USD bn": (0.0, 1e5),
    "count": (0.0, 1e6),
    "years": (0.0, 100.0),
    "USD per barrel": (0.0, 1e3),
    "index points": (0.0, 1e6),
    "points": (0.0, 1e3),
}
RATE_BOUNDS = (1e-6, 1e6)
#: Neighbours further apart than these days, or than this many times the usual distance, are not compared:
#: the bound speaks of one step, not of a gap.
NEIGHBOUR_DAYS = 10
NEIGHBOUR_FACTOR = 1.5


@dataclass(frozen=True, slots=True)
class Readings:
    """The readings of one series as they are to be judged.

    Parameters
    ----------
    entry : SeriesEntry
        With the bounds its card states.
    frame : pandas.DataFrame
        Columns date (datetime), value (float), unit, basis (str), oldest first.
    file : str
        What to name in a problem.
    repeated_days : bool
        Whether several readings of one day may stand side by side (kept conflicts).
    several_bases : bool
        Whether the readings may follow several definitions (each then judged by itself).
    """

    entry: SeriesEntry
    frame: pd.DataFrame
    file: str
    repeated_days: bool = False
    several_bases: bool = False


def faults(readings: Readings, *, today: dt.date | None = None) -> tuple[Problem, ...]:
    """Return what is wrong with a series; nothing when it passes every gate.

    Parameters
    ----------
    readings : Readings
    today : datetime.date, optional
        Day of a download; with it, the gate against stale data applies.

    Returns
    -------
    tuple of Problem
        One per failing reading and gate, the place naming series and day.
    """
    found: list[Problem] = []
    if not readings.several_bases and len(set(readings.frame["basis"])) > 1:
        bases = ", ".join(sorted(readings.frame["basis"].unique()))
        found.append(Problem(readings.file, readings.entry.id, f"mixes the bases {bases}", "one basis"))
    for _, part in readings.frame.groupby("basis", sort=True):
        found.extend(_failures(readings, _with_steps(part.reset_index(drop=True))))
    if today is not None:
        found.extend(_stale(readings, today))
    return tuple(found)


def _with_steps(frame: pd.DataFrame) -> pd.DataFrame:
    """Add the days since the reading before, and the move where that one is near enough to compare."""
    days = frame["date"].diff().dt.days
    usual = float(days.median()) if len(days) > 2 else 0.0
    near = days.between(1, max(NEIGHBOUR_DAYS, NEIGHBOUR_FACTOR * usual))
    change = frame["value"].diff().where(near)
    relative = (frame["value"].pct_change().where(near) * 100).astype(float)
    return frame.assign(days=days, change=change.astype(float), change_pct=relative)


def _schema(readings: Readings) -> pa.DataFrameSchema:
    entry = readings.entry
    low, high = _bounds(entry)
    shortest = 0 if readings.repeated_days else 1

    def within(bound: float | None) -> list[pa.Check]:
        return (
            [] if bound is None else [pa.Check.in_range(-bound, bound, error=f"moves by at most {bound:g}")]
        )

    return pa.DataFrameSchema(
        {
            "value": pa.Column(
                float, pa.Check.in_range(low, high, error=f"lies between {low:g} and {high:g}")
            ),
            "unit": pa.Column(str, pa.Check.equal_to(entry.unit, error=f"is in {entry.unit}")),
            "days": pa.Column(
                float, pa.Check.ge(shortest, error="comes after the reading before"), nullable=True
            ),
            "change": pa.Column(float, within(entry.largest_change), nullable=True),
            "change_pct": pa.Column(float, within(entry.largest_change_pct), nullable=True),
        }
    )


def _bounds(entry: SeriesEntry) -> tuple[float, float]:
    low, high = UNIT_BOUNDS.get(entry.unit, RATE_BOUNDS)
    return (
        low if entry.minimum is None else entry.minimum,
        high if entry.maximum is None else entry.maximum,
    )


_MEASURE = {"value": "", "unit": "", "days": "days: ", "change": "change: ", "change_pct": "change in %: "}

#: pandera's own names of checks, in words.
_RULES = {"not_nullable": "is a number"}


def _failures(readings: Readings, frame: pd.DataFrame) -> Iterable[Problem]:
    try:
        _schema(readings).validate(frame, lazy=True)
    except SchemaErrors as error:
        for case in error.failure_cases.sort_values("index", kind="stable").to_dict("records"):
            where = "" if pd.isna(case["index"]) else f" on {frame['date'].iloc[int(case['index'])].date()}"
            shown = case["failure_case"]
            text = f"{shown:.6g}" if isinstance(shown, float) else repr(shown)
            measure = _MEASURE.get(str(case["column"]), "")
            yield Problem(
                readings.file,
                f"{readings.entry.id}{where}",
                f"{measure}{text} fails: {_RULES.get(case['check'], case['check'])}",
            )


def _stale(readings: Readings, today: dt.date) -> Iterable[Problem]:
    limit = readings.entry.stale_after_days
    if limit is None or readings.frame.empty:
        return
    last = readings.frame["date"].iloc[-1].date()
    if (today - last).days > limit:
        message = f"the last reading is of {last}, {(today - last).days} days before {today}"
        yield Problem(readings.file, readings.entry.id, message, f"at most {limit} days")


def content_faults(content: Content) -> tuple[Problem, ...]:
    """Return the faults of everything a catalogue holds.

    Parameters
    ----------
    content : Content

    Returns
    -------
    tuple of Problem
    """
    found: list[Problem] = []
    for card, rows in content.observations:
        for entry in card.series:
            mine = sorted(
                (row for row in rows if row.series == entry.id), key=lambda row: (row.basis, row.date)
            )
            frame = _frame([(row.date, row.value, row.unit, row.basis) for row in mine])
            found.extend(
                faults(Readings(entry, frame, str(card.table), repeated_days=True, several_bases=True))
            )
    for card, table in content.prices:
        for entry in card.series:
            found.extend(faults(Readings(entry, _price_frame(card, entry, table), str(card.table))))
    return tuple(found)


def _frame(rows: list[tuple[dt.date, float, str, str]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["date", "value", "unit", "basis"])
    return frame.assign(date=pd.to_datetime(frame["date"]), value=frame["value"].astype(float))


def _price_frame(card: Card, entry: SeriesEntry, table: pd.DataFrame) -> pd.DataFrame:
    values = series_of(entry, table).dropna()
    basis = entry.basis or card.basis
    return pd.DataFrame(
        {"date": values.index, "value": values.to_numpy(), "unit": entry.unit, "basis": basis}
    )
