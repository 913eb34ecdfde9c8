"""Prices as people have them: time zones, doubled days, Saturdays, factors twice, events on one day."""

import datetime as dt
import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanctions.errors import InputError
from sanctions.history.changes import make_changes
from sanctions.history.daily import common_days
from sanctions.history.event_study import COLLINEAR, event_study
from sanctions.history.windows import StudyEvent, Windows, day_zeros, shifted

DAYS = pd.bdate_range("2018-01-01", "2020-12-31")
EVENT = dt.date(2020, 6, 8)
SCALES = {"m": "log_pct"}


def prices(days=DAYS, jump="2020-06-08"):
    rng = np.random.default_rng(3)
    factor = pd.Series(100 * np.exp(np.cumsum(rng.normal(0, 0.01, len(days)))), days, name="m")
    own = rng.normal(0, 0.005, len(days))
    level = pd.Series(50 * np.exp(0.8 * np.log(factor / 100) + np.cumsum(own)), days, name="x")
    return level * np.where(days >= jump, 1.1, 1.0), factor.to_frame()


def study(level, factors, *events, scales=SCALES, **windows):
    changes = make_changes(level, "log_pct", factors, scales)
    chosen = [StudyEvent(f"e{place}", day) for place, day in enumerate(events)]
    return event_study("x", "%", changes, chosen, Windows(**windows))


def move(*given, **more):
    return study(*given, **more).rows[0].move


@pytest.mark.parametrize("zone", ["Europe/Moscow", "America/New_York", "UTC", "Asia/Tokyo"])
@pytest.mark.parametrize("hours", [0, 18])
def test_the_local_calendar_day_counts(zone, hours):
    level, factors = prices()
    plain = move(level, factors, EVENT)
    moments = (DAYS + pd.Timedelta(hours=hours)).tz_localize(zone)
    assert move(level.set_axis(moments), factors.set_axis(moments), EVENT) == plain
    assert move(level.set_axis(moments), factors, EVENT) == plain


def test_doubled_days_are_named_for_each_series():
    level, factors = prices()
    twice = pd.concat([level, level.iloc[[5, 9]]]).sort_index()
    with pytest.raises(InputError) as caught:
        make_changes(twice, "log_pct", pd.concat([factors, factors.iloc[[7]]]).sort_index(), SCALES)
    assert str(caught.value) == (
        "x: index: given twice: 2018-01-08, 2018-01-12 (expected one price a day)\n"
        "m: index: given twice: 2018-01-10 (expected one price a day)"
    )


def test_two_moments_of_one_day_are_a_doubled_day():
    level, factors = prices()
    both = pd.concat([level, level.iloc[[5]].set_axis(DAYS[[5]] + pd.Timedelta(hours=1))]).sort_index()
    with pytest.raises(InputError, match="given twice: 2018-01-08"):
        make_changes(both, "log_pct", factors, SCALES)


def test_object_numbers_are_read_and_texts_refused_by_name():
    level, factors = prices()
    assert move(level.astype(object), factors.astype(object), EVENT) == move(level, factors, EVENT)
    texts = level.astype(object)
    texts.iloc[3], texts.iloc[8], factors_bad = "12,5", True, factors.astype(object)
    factors_bad.iloc[2, 0] = "n/a"
    with pytest.raises(InputError) as caught:
        make_changes(texts, "log_pct", factors_bad, SCALES)
    assert str(caught.value) == (
        "x: holds what is no number: 2018-01-04, 2018-01-11 (expected numbers)\n"
        "m: holds what is no number: 2018-01-03 (expected numbers)"
    )


def test_an_index_without_days_is_refused():
    level, factors = prices()
    with pytest.raises(InputError, match="x: index: holds what is no day"):
        make_changes(level.reset_index(drop=True), "log_pct", factors, SCALES)
    dates = level.set_axis([day.date() for day in level.index])
    assert move(dates, factors, EVENT) == move(level, factors, EVENT)


def test_a_factor_twice_gives_the_single_factors_result_and_says_so():
    level, factors = prices()
    single = study(level, factors, EVENT).rows[0]
    double = factors.assign(n=factors["m"], square=factors["m"] ** 2)
    for names, weights in (
        (["m", "n"], (1, 1)),
        (["m", "square"], (1, 2)),
        (["m", "n", "square"], (1, 1, 2)),
    ):
        scales = dict.fromkeys(names, "log_pct")
        row = study(level, double, EVENT, scales=scales).rows[0]
        assert (row.status, row.reason) == ("ok", COLLINEAR)
        assert row.move.car == pytest.approx(single.move.car, rel=1e-9)
        assert row.move.standard_error == pytest.approx(single.move.standard_error, rel=1e-9)
        together = sum(w * value for w, (_, value) in zip(weights, row.move.loadings, strict=True))
        assert together == pytest.approx(single.move.loadings[0][1], rel=1e-9)
    assert single.reason == ""


def test_factors_nearly_alike_are_not_taken_for_one():
    level, factors = prices()
    rng = np.random.default_rng(5)
    near = factors.assign(n=factors["m"] * np.exp(rng.normal(0, 1e-4, len(factors))))
    assert study(level, near, EVENT, scales={"m": "log_pct", "n": "log_pct"}).rows[0].reason == ""


def test_a_saturday_session_is_its_own_day():
    saturday = pd.Timestamp("2020-06-06")
    days = DAYS.union([saturday])
    level, factors = prices(days, jump="2020-06-06")
    on_saturday = study(level, factors, saturday.date(), end_day=0).rows[0]
    assert on_saturday.day_zero == saturday.date()
    assert on_saturday.window == (dt.date(2020, 6, 5), saturday.date())
    assert on_saturday.move.raw_change == pytest.approx(100 * np.log(1.1), abs=2.5)
    assert abs(on_saturday.move.leakage_car) < 4
    week = study(level, factors, saturday.date(), end_day=1).rows[0]
    assert week.window == (dt.date(2020, 6, 5), dt.date(2020, 6, 8))
    without = study(level.drop(saturday), factors.drop(saturday), saturday.date(), end_day=0).rows[0]
    assert without.day_zero == dt.date(2020, 6, 8)


def test_several_events_on_one_day():
    level, factors = prices()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = study(level, factors, EVENT, EVENT, EVENT)
    assert len({row.move for row in found.rows}) == 1
    assert [row.overlaps for row in found.rows] == [("e1", "e2"), ("e0", "e2"), ("e0", "e1")]
    assert found.averages == ()
    with_another = study(level, factors, EVENT, EVENT, dt.date(2020, 2, 4))
    assert with_another.averages[0].n == 3
    assert all(np.isfinite(test.p_value) for test in with_another.averages[0].tests)


@given(st.dates(dt.date(2010, 1, 1), dt.date(2030, 1, 1)), st.integers(-20, 20))
def test_shifting_keeps_business_days_and_passes_weekends(day, count):
    one = np.array([day], dtype="datetime64[D]")
    moved = shifted(one, count)
    if np.is_busday(one)[0]:
        assert moved[0] == np.busday_offset(one, count)[0]
    elif count:
        assert np.is_busday(moved)[0]
        assert abs(np.busday_count(one, moved)[0]) <= abs(count)
    assert day_zeros([StudyEvent("e", day)], one)[0] == one[0]


@given(st.permutations(range(6)))
def test_days_in_any_other_order_are_refused(order):
    level, factors = prices()
    shuffled = level.iloc[list(order)]
    if list(order) == sorted(order):
        assert len(common_days(shuffled, factors)) == len(order)
    else:
        with pytest.raises(InputError, match="out of order"):
            common_days(shuffled, factors)
