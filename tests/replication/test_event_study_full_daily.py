"""The bundled figures are daily only around announcements: the publishers' full daily files say the same."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from sanctions.data.vintage import snapshot
from sanctions.history.calibration import single_event_rates
from sanctions.history.changes import make_changes, weekly_levels
from sanctions.history.event_study import event_study
from sanctions.history.study import ASSETS, GLOBAL, PATCHY, historical_events, study_events, study_history
from sanctions.history.windows import Windows, day_zeros

LAST = "2022-02-18"


@pytest.fixture(scope="module")
def full(raw_files):
    """Return daily and weekly changes of the whole zero-coupon curve with the world factors."""
    market = raw_files / "market"
    curve = pd.read_csv(market / "ofz_zero_curve_2014_2025.csv", sep=";", encoding="utf-8-sig")
    days = pd.to_datetime(curve["Дата"], format="%d.%m.%Y")
    level = pd.Series(curve["Срок 10.0 лет"].to_numpy(dtype=float), days, name="ofz_10y_pct")
    level = level[~level.index.duplicated()].sort_index().loc[:LAST]
    us = pd.read_csv(market / "FRED_DGS10.csv", index_col=0, parse_dates=True, na_values=".").iloc[:, 0]
    vix = pd.read_csv(market / "vix-daily.csv", index_col="DATE", parse_dates=True)["CLOSE"]
    brent = pd.read_csv(market / "brent-daily.csv", index_col="Date", parse_dates=True)["Price"]
    factors = pd.DataFrame({"ust_10y_pct": us, "vix_pts": vix, "brent_usd_bbl": brent}).dropna()
    daily = make_changes(level, "bp", factors, GLOBAL)
    weekly, weekly_factors = weekly_levels(level, factors)
    return daily, make_changes(weekly, "bp", weekly_factors, GLOBAL)


def test_moves_agree_with_the_full_daily_curve(full):
    daily, weekly = full
    market = snapshot(dt.date(2022, 2, 18))
    events = study_events(historical_events(market), ASSETS["ofz_10y_pct"])
    bundled = {row.event_id: row for row in study_history(market, "ofz_10y_pct").rows}
    study = event_study("ofz_10y_pct", "bp", daily, events, PATCHY, sample=weekly)
    compared = 0
    for row in study.rows:
        other = bundled[row.event_id]
        if row.move is None or other.move is None or row.window != other.window:
            continue
        compared += 1
        # The curve is published to 1 bp; loadings rest on slightly different weeks.
        assert row.move.raw_change == pytest.approx(other.move.raw_change, abs=1.01)
        assert row.move.car == pytest.approx(other.move.car, abs=max(3.0, 0.5 * other.move.standard_error))
    assert compared >= 6


def test_size_on_thousands_of_false_dates_of_the_full_daily_curve(full):
    daily, _ = full
    events = study_events(historical_events(snapshot(dt.date(2022, 2, 18))), ASSETS["ofz_10y_pct"])
    _, rejects, covers = single_event_rates(daily, daily, Windows(), day_zeros(events))
    assert rejects.n > 1000
    assert 0.03 <= rejects.rate <= 0.07
    assert covers.rate > 0.92
    assert np.isfinite(rejects.high)
