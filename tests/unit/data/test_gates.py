"""Each gate lets a sound series through and stops the one fault it is for, in words."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from sanctions.data.catalog import SeriesEntry, catalogue
from sanctions.data.gates import Readings, faults
from sanctions.data.verify import verify

ENTRY = SeriesEntry(
    id="ofz_10y_pct",
    title="OFZ 10 years",
    unit="%",
    largest_change=2.0,
    largest_change_pct=50.0,
    stale_after_days=10,
)


def readings(values: list[float], **changes) -> Readings:
    days = changes.pop("days", pd.date_range("2021-04-01", periods=len(values)))
    frame = pd.DataFrame({"date": days, "value": values, "unit": "%", "basis": "curve"})
    entry = changes.pop("entry", ENTRY)
    flags = {name: changes.pop(name) for name in ("repeated_days", "several_bases") if name in changes}
    return Readings(entry, frame.assign(**changes), "ofz.csv", **flags)


def told(what: Readings, **today) -> list[str]:
    return [str(problem) for problem in faults(what, **today)]


def test_a_sound_series_passes() -> None:
    assert told(readings([7.2, 7.3, 7.1]), today=dt.date(2021, 4, 10)) == []


def test_range() -> None:
    assert told(readings([7.2, 120.0, 7.1], entry=SeriesEntry(id="ofz_10y_pct", title="x", unit="%"))) == [
        "ofz.csv: ofz_10y_pct on 2021-04-02: 120 fails: lies between -10 and 100"
    ]


def test_a_bound_on_the_card_replaces_the_unit_s() -> None:
    entry = SeriesEntry(id="ofz_10y_pct", title="x", unit="%", minimum=7.15, maximum=1000)
    assert told(readings([7.2, 120.0, 7.1], entry=entry)) == [
        "ofz.csv: ofz_10y_pct on 2021-04-03: 7.1 fails: lies between 7.15 and 1000"
    ]


def test_not_a_number() -> None:
    assert told(readings([7.2, float("nan"), 7.1])) == [
        "ofz.csv: ofz_10y_pct on 2021-04-02: nan fails: is a number"
    ]


def test_unit() -> None:
    assert told(readings([7.2, 7.3], unit=["%", "bp"])) == [
        "ofz.csv: ofz_10y_pct on 2021-04-02: 'bp' fails: is in %"
    ]


def test_dates_that_do_not_move_on() -> None:
    days = pd.to_datetime(["2021-04-01", "2021-04-01", "2021-03-31"])
    assert told(readings([7.2, 7.3, 7.1], days=days)) == [
        "ofz.csv: ofz_10y_pct on 2021-04-01: days: 0 fails: comes after the reading before",
        "ofz.csv: ofz_10y_pct on 2021-03-31: days: -1 fails: comes after the reading before",
    ]
    assert told(readings([7.2, 7.3], days=days[:2], repeated_days=True)) == []


def test_jumps() -> None:
    assert told(readings([7.2, 9.5, 9.4])) == [
        "ofz.csv: ofz_10y_pct on 2021-04-02: change: 2.3 fails: moves by at most 2"
    ]
    assert told(readings([2.0, 3.1, 3.2])) == [
        "ofz.csv: ofz_10y_pct on 2021-04-02: change in %: 55 fails: moves by at most 50"
    ]


def test_a_gap_is_not_a_jump() -> None:
    days = pd.to_datetime(["2021-04-01", "2021-04-12"])
    assert told(readings([7.2, 9.5], days=days)) == []


def test_mixed_bases() -> None:
    mixed = ["curve", "press"]
    assert told(readings([7.2, 7.3], basis=mixed)) == [
        "ofz.csv: ofz_10y_pct: mixes the bases curve, press (expected one basis)"
    ]
    assert told(readings([7.2, 9.9], basis=mixed, several_bases=True)) == []


def test_stale() -> None:
    assert told(readings([7.2, 7.3]), today=dt.date(2021, 4, 12)) == []
    assert told(readings([7.2, 7.3]), today=dt.date(2021, 4, 13)) == [
        "ofz.csv: ofz_10y_pct: the last reading is of 2021-04-02, 11 days before 2021-04-13"
        " (expected at most 10 days)"
    ]


@pytest.mark.slow
def test_the_bundled_figures_pass() -> None:
    report = verify(catalogue())
    assert report.problems == ()
    assert (
        {check.checksum for check in report.datasets} == {check.gates for check in report.datasets} == {"ok"}
    )
    assert all(check.rows > 0 for check in report.datasets)
