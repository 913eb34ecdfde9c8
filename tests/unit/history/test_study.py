"""The bundled history: which events and assets there are, and that nothing known later reaches a study."""

import datetime as dt

import numpy as np
import pytest

from sanctions.data.vintage import snapshot
from sanctions.errors import InputError
from sanctions.history.calibration import single_event_rates
from sanctions.history.noise import noise_before
from sanctions.history.study import (
    ASSETS,
    asset,
    changes_of,
    default_windows,
    historical_events,
    study_events,
    study_history,
)


@pytest.fixture(scope="module")
def market():
    return snapshot(dt.date(2026, 10, 31))


def test_one_row_per_event_id_and_every_timeline_id_exists(market):
    events = historical_events(market)
    assert len({event.event_id for event in events}) == len(events) >= 20
    table, timeline = market.table("events"), set(market.table("legal_timeline")["id"])
    assert set(table["timeline_id"]) - {""} <= timeline
    assert (table.loc[table["timeline_id"] == "", "source_address"].str.startswith("http")).all()


def test_day_zero_is_never_before_the_announcement(market):
    for event in historical_events(market):
        assert event.announced <= event.fixing_day
        assert event.announced <= event.market_day


def test_the_counted_sets_are_the_ones_agreed_before_scoring(market):
    events = historical_events(market)
    bond = [event.event_id for event in events if event.backtest_set == "bond"]
    currency = [str(event.announced) for event in events if event.backtest_set == "currency"]
    assert bond == [
        "US-S242-REPORT",
        "US-DASKA-2018-08",
        "US-CBW-2019",
        "US-THREAT-2021-03",
        "US-EO14024-D1",
        "US-EO14024-D1-EFFECT",
    ]
    assert len(currency) == 10


@pytest.mark.parametrize("name", sorted(ASSETS))
def test_every_asset_can_be_studied_and_every_row_speaks(market, name):
    study = study_history(market, name)
    assert study.rows
    for row in study.rows:
        assert (row.move is None) == (row.status == "flagged") == bool(row.reason)
        if row.move is not None:
            numbers = [row.move.car, row.move.standard_error, row.move.p_placebo, row.move.interval.low]
            assert np.isfinite(numbers).all()


def test_the_ruble_fell_when_rusal_was_listed(market):
    row = study_history(market, "usd_rub", event_id="US-SDN-2018-04-06").rows[0]
    # Press: 3.4-3.7 % on the first day alone (Guardian, City AM); two fixings carry more.
    assert row.move.car > 3.4
    assert row.move.p_placebo < 0.01


def test_ten_year_moves_are_the_published_levels(market):
    """Bank of Russia zero-coupon curve: 7.40 on 13 April 2021, 7.23, 7.27 and 7.19 on the next days."""
    row = study_history(market, "ofz_10y_pct", event_id="US-EO14024-D1").rows[0]
    # From the close of the 14th to that of the 16th: 7.23 to 7.19.
    assert row.move.raw_change == pytest.approx(-4, abs=0.01)


def test_what_came_later_reaches_nothing(market):
    day = dt.date(2021, 4, 20)  # the last day of the window and the lag of the US figures
    early = study_history(snapshot(day), "ofz_10y_pct", event_id="US-EO14024-D1").rows[0]
    late = study_history(market, "ofz_10y_pct", event_id="US-EO14024-D1").rows[0]
    assert early.move == late.move


def test_an_event_after_the_snapshot_does_not_exist_yet():
    with pytest.raises(InputError) as caught:
        study_history(snapshot(dt.date(2021, 4, 14)), "usd_rub", event_id="US-EO14024-D1")
    assert str(caught.value).startswith("event: 'US-EO14024-D1' is no event of RU (expected ")


def test_unknown_asset_names_the_nearest():
    with pytest.raises(InputError) as caught:
        asset("ofz_10y")
    assert str(caught.value) == "asset: 'ofz_10y' is unknown (expected ofz_10y_pct or ofz_2y_pct)"


@pytest.mark.parametrize("end_day", [0, 1, 4])
@pytest.mark.parametrize("name", ["usd_rub", "fx_try_per_usd"])
def test_our_test_keeps_its_size_on_thousands_of_shifted_real_dates(market, name, end_day):
    wanted = ASSETS[name]
    daily, _ = changes_of(market, wanted)
    events = study_events(historical_events(market), wanted)
    zeros = np.array([event.day_zero for event in events], dtype="datetime64[D]")
    windows = type(default_windows(wanted))(end_day=end_day)
    _, rejects, covers = single_event_rates(daily, daily, windows, zeros)
    assert rejects.n > 2000
    assert 0.03 <= rejects.rate <= 0.07
    assert 0.93 <= covers.rate <= 0.97


class Listed:
    """Stands in for a snapshot with a table of events of its own."""

    def __init__(self, table):
        self._table = table

    def table(self, name):
        return self._table


def test_every_fault_of_the_events_table_is_named(market):
    table = market.table("events").head(3)
    table.loc[0, "grade"] = "spotless"
    table.loc[1, "kind"] = "rumour"
    table.loc[2, "event_id"] = table.loc[1, "event_id"]
    with pytest.raises(InputError) as caught:
        historical_events(Listed(table))
    assert str(caught.value) == (
        "events: US-SSI-2014-07-16: grade is 'spotless' (expected clean, mixed, unusable)\n"
        "events: US-SSI-2014-07-29: kind is 'rumour' (expected measure, bill, threat, report, lifting, "
        "effective_date)\n"
        "events: US-SSI-2014-07-29: is listed twice (expected one row per event id)"
    )


def test_noise_is_what_quiet_days_did_and_says_why_there_is_none(market):
    noise = noise_before(market, "usd_rub", "US-EO14024-D1")
    assert len(noise.moves) > 100
    # Two days of a currency that moved by about 0.7 % a day against its basket.
    assert 0.5 < noise.standard_deviation < 2
    missing = noise_before(market, "ofz_10y_pct", "US-EO14024-D4")
    assert len(missing.moves) == 0
    assert missing.standard_deviation == 0
    assert missing.reason == "no observation within 7 business days of the event"
