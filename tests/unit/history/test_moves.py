"""The batched arithmetic against statsmodels, one regression per event."""

from dataclasses import replace

import numpy as np
import pytest
import statsmodels.api as sm

from sanctions.history.changes import make_changes, weekly_levels
from sanctions.history.moves import abnormal_moves
from sanctions.history.windows import Windows
from tests.unit.history.made_up import bond_levels, currency

NONE = np.array([], dtype="datetime64[D]")


def test_every_event_agrees_with_a_loop_of_regressions():
    changes = currency()
    windows = Windows(estimation_length=120, minimum_estimation=60)
    zeros = changes.dates[300:400:7]
    moves = abnormal_moves(changes, changes, zeros, windows, NONE)
    for at, zero in enumerate(zeros):
        position = int(np.searchsorted(changes.dates, zero))
        rows = slice(position - 9 - 120, position - 9)
        model = sm.OLS(changes.outcome[rows], sm.add_constant(changes.factors[rows])).fit()
        window = slice(position, position + 2)
        predicted = model.get_prediction(sm.add_constant(changes.factors[window], has_constant="add"))
        car = (changes.outcome[window] - predicted.predicted_mean).sum()
        total = sm.add_constant(changes.factors[window], has_constant="add").sum(axis=0)
        variance = 2 * model.scale + total @ model.cov_params() @ total
        # Both solve the same normal equations in double precision.
        assert moves.car[at] == pytest.approx(car, rel=1e-9)
        assert moves.standard_error[at] == pytest.approx(np.sqrt(variance), rel=1e-9)
        assert moves.fitted.degrees[at] == model.df_resid


def test_spans_of_many_days_agree_with_weighted_regression():
    level, factors, _ = bond_levels()
    changes = make_changes(level, "bp", factors, {"ust_10y_pct": "bp"})
    windows = Windows(estimation_length=100, minimum_estimation=60)
    zeros = np.array(["2020-06-05"], dtype="datetime64[D]")
    moves = abnormal_moves(changes, changes, zeros, windows, NONE)
    position = int(np.searchsorted(changes.dates, moves.placement.sample_end[0]))
    rows = slice(position - 100, position)
    design = np.column_stack([changes.span_days, changes.factors])[rows]
    model = sm.WLS(changes.outcome[rows], design, weights=1 / changes.span_days[rows]).fit()
    np.testing.assert_allclose(moves.fitted.coefficients[0], model.params, rtol=1e-9)
    assert moves.fitted.variance[0] == pytest.approx(model.scale, rel=1e-9)


def test_bond_noise_comes_from_one_day_changes_only():
    level, factors, day = bond_levels(effect_bp=40)
    scales = {"ust_10y_pct": "bp"}
    daily = make_changes(level, "bp", factors, scales)
    weekly = make_changes(*_named(weekly_levels(level, factors)), scales)
    windows = Windows(estimation_length=104, minimum_estimation=40, minimum_noise=60, decay=1.0)
    zeros = np.array([day], dtype="datetime64[D]")
    moves = abnormal_moves(daily, weekly, zeros, windows, zeros)
    assert moves.reasons == ("",)
    index, valid = moves.noise.positions()
    used = index[0][valid[0]]
    assert set(daily.span_days[used]) == {1}
    assert daily.dates[used].max() < np.datetime64("2021-04-15") - np.timedelta64(9, "D")
    # Noise of 5 bp a day, an effect of 40 bp, two days: the estimate lies within three errors.
    assert moves.fitted.variance[0] == pytest.approx(25, rel=0.25)
    assert abs(moves.car[0] - 40) < 3 * np.sqrt(50)


def _named(pair):
    level, factors = pair
    return level.rename("ofz_10y_pct"), "bp", factors


@pytest.mark.parametrize(
    ("zero", "reason"),
    [
        ("2030-01-01", "the event window ends after the last observation"),
        ("2010-01-01", "the event lies before the data, or too soon after their start"),
        ("2016-03-01", "31 observations before the event, 60 are needed"),
    ],
)
def test_events_that_cannot_be_studied_say_why(zero, reason):
    changes = currency()
    zeros = np.array([zero], dtype="datetime64[D]")
    moves = abnormal_moves(changes, changes, zeros, Windows(), NONE)
    assert moves.reasons == (reason,)
    assert len(moves.car) == 0


def test_a_frozen_market_is_flagged_not_divided_by():
    changes = currency()
    outcome = changes.outcome.copy()
    outcome[200:400] = 0.0
    changes = replace(changes, outcome=outcome)
    zeros = changes.dates[[395]]
    moves = abnormal_moves(changes, changes, zeros, Windows(estimation_length=120), NONE)
    assert moves.reasons == ("the asset or a factor never changes in the estimation sample",)


def test_a_gap_in_the_data_is_flagged():
    level, factors, _ = bond_levels()
    holed = level[(level.index < "2020-03-01") | (level.index > "2020-05-01")]
    changes = make_changes(holed, "bp", factors, {"ust_10y_pct": "bp"})
    zeros = np.array(["2020-04-01", "2020-04-30"], dtype="datetime64[D]")
    moves = abnormal_moves(changes, changes, zeros, Windows(), NONE)
    assert moves.reasons == (
        "no observation within 7 business days of the event",
        "the change that holds the event covers more than 7 business days",
    )


def test_other_events_stay_out_of_the_sample():
    changes = currency(effect=25.0, day=500)
    zero, other = changes.dates[[600]], changes.dates[[500]]
    with_it = abnormal_moves(changes, changes, zero, Windows(), np.concatenate([zero, other]))
    without = abnormal_moves(changes, changes, zero, Windows(), zero)
    assert with_it.fitted.variance[0] < 0.5 * without.fitted.variance[0]


def test_nothing_after_the_leakage_window_reaches_the_sample():
    changes = currency()
    zero = changes.dates[[600]]
    before = abnormal_moves(changes, changes, zero, Windows(), zero)
    outcome = changes.outcome.copy()
    outcome[600 - 9 :] += 50.0
    changes = replace(changes, outcome=outcome)
    after = abnormal_moves(changes, changes, zero, Windows(), zero)
    np.testing.assert_array_equal(before.fitted.coefficients, after.fitted.coefficients)
    np.testing.assert_array_equal(before.standard_error, after.standard_error)
