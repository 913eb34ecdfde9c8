import datetime as dt

import numpy as np
import pytest

from sanctions.errors import InputError
from sanctions.history.event_study import event_study, shared_days
from sanctions.history.windows import StudyEvent, Windows
from tests.unit.history.made_up import currency


def _events(changes, *positions, **grades):
    return [
        StudyEvent(f"E{p}", dt.date.fromisoformat(str(changes.dates[p])), grades.get(f"E{p}", "clean"))
        for p in positions
    ]


def test_a_known_jump_is_found_and_its_neighbours_are_not():
    changes = currency(effect=6.0, day=600)
    study = event_study("usd_xxx", "%", changes, _events(changes, 400, 500, 600))
    found = {row.event_id: row.move for row in study.rows}
    assert found["E600"].interval.covers(6.0)
    assert found["E600"].p_placebo < 0.01
    assert found["E400"].interval.covers(0.0)
    assert found["E500"].p_placebo > 0.05
    assert found["E600"].loadings[0][1] == pytest.approx(0.6, abs=0.25)
    assert found["E600"].path[-1][1] == pytest.approx(found["E600"].leakage_car + found["E600"].car)


def test_every_row_says_what_it_rests_on():
    changes = currency()
    row = event_study("usd_xxx", "%", changes, _events(changes, 500)).rows[0]
    assert row.sample.n_noise == row.sample.n_estimation == 250
    assert sum(n for _, n in row.sample.n_by_span) == 250
    assert row.sample.estimation_window[1] < row.day_zero - dt.timedelta(days=9)
    assert abs(row.sample.residual_autocorrelation) < 0.2
    assert "basket" in row.sample.method


def test_overlaps_are_flagged_on_both_sides():
    changes = currency()
    study = event_study("usd_xxx", "%", changes, _events(changes, 500, 501, 600))
    assert [row.overlaps for row in study.rows] == [("E501",), ("E500",), ()]


def test_unusable_events_are_shown_and_not_averaged():
    changes = currency()
    events = _events(changes, 400, 450, 500, E500="unusable")
    study = event_study("usd_xxx", "%", changes, events)
    assert study.rows[2].move is not None
    assert study.averages[0].event_ids == ("E400", "E450")


def test_the_average_leaves_one_out():
    changes = currency(effect=8.0)
    average = event_study("usd_xxx", "%", changes, _events(changes, 300, 400, 500, 600)).averages[0]
    without = dict(average.leave_one_out)
    assert abs(without["E600"]) < abs(average.caar)
    assert np.mean(list(without.values())) == pytest.approx(average.caar)
    assert {test.name for test in average.tests} >= {"Patell z", "BMP t", "Kolari-Pynnonen t", "rank z"}


def test_flagged_events_are_rows_not_missing_numbers():
    changes = currency()
    late = StudyEvent("late", dt.date(2031, 1, 1))
    study = event_study("usd_xxx", "%", changes, [*_events(changes, 500), late])
    assert study.rows[1].status == "flagged"
    assert study.rows[1].reason == "the event window ends after the last observation"
    assert study.rows[1].move is None
    frame = study.to_frame()
    assert frame["car"].isna().tolist() == [False, True]


def test_an_event_id_given_twice_is_an_error():
    changes = currency()
    with pytest.raises(InputError) as caught:
        event_study("usd_xxx", "%", changes, _events(changes, 500, 500))
    assert str(caught.value) == "events: event_id: given twice: E500 (expected one row per id)"


def test_no_event_is_an_error():
    with pytest.raises(InputError) as caught:
        event_study("usd_xxx", "%", currency(), [])
    assert str(caught.value) == "events: no event to study"


def test_windows_report_every_problem():
    with pytest.raises(InputError) as caught:
        Windows(leakage_days=2, end_day=-1, decay=0)
    assert str(caught.value) == (
        "windows: leakage_days: 2 cannot be used (expected at least 4)\n"
        "windows: end_day: -1 cannot be used (expected not before start_day)\n"
        "windows: decay: 0 cannot be used (expected in (0, 1])"
    )


def test_shared_days_are_a_share_of_the_window():
    days = [dt.date(2018, 8, 8), dt.date(2018, 8, 9), dt.date(2018, 12, 20)]
    # One of three pairs shares one of two days.
    assert shared_days(days, Windows()) == pytest.approx(0.5 / 3)
