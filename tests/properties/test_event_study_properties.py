"""Properties of the event study that hold for every series."""

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sanctions.history.moves import abnormal_moves
from sanctions.history.resampling import sign_flip_p, symmetry_interval
from sanctions.history.windows import Windows
from tests.unit.history.made_up import currency

CHANGES = currency()
ZEROS = CHANGES.dates[[300, 420, 555]]
NONE = np.array([], dtype="datetime64[D]")
WINDOWS = Windows(estimation_length=120)


def moves_of(changes):
    return abnormal_moves(changes, changes, ZEROS, WINDOWS, NONE)


BASE = moves_of(CHANGES)


@given(st.floats(0.01, 100))
def test_moves_scale_with_the_unit_and_tests_do_not(factor):
    scaled = moves_of(replace(CHANGES, outcome=CHANGES.outcome * factor))
    np.testing.assert_allclose(scaled.car, BASE.car * factor, rtol=1e-7, atol=1e-9)
    np.testing.assert_allclose(scaled.standard_error, BASE.standard_error * factor, rtol=1e-7)


@given(st.floats(-3, 3), st.floats(-0.5, 0.5))
def test_what_the_factors_explain_is_not_abnormal(loading, drift):
    moved = CHANGES.outcome + loading * CHANGES.factors[:, 0] + drift * CHANGES.span_days
    np.testing.assert_allclose(moves_of(replace(CHANGES, outcome=moved)).car, BASE.car, atol=1e-8)


@given(st.floats(-20, 20))
def test_an_effect_added_on_the_day_is_found_in_full(effect):
    outcome = CHANGES.outcome.copy()
    outcome[420] += effect
    # Day zero is the end of the change, so the change that ends on it carries the effect.
    found = moves_of(replace(CHANGES, outcome=outcome))
    np.testing.assert_allclose(found.car[1] - BASE.car[1], effect, atol=1e-9)
    np.testing.assert_allclose(found.standard_error[1], BASE.standard_error[1], rtol=1e-9)


@given(st.permutations(range(3)))
def test_the_order_of_events_does_not_matter(order):
    shuffled = abnormal_moves(CHANGES, CHANGES, ZEROS[list(order)], WINDOWS, NONE)
    np.testing.assert_allclose(shuffled.car, BASE.car[list(order)], rtol=1e-12)


finite = st.floats(-50, 50).map(lambda value: round(value, 3))


@given(st.lists(finite, min_size=5, max_size=9, unique=True), st.floats(-10, 10))
def test_the_symmetry_interval_moves_with_the_data(values, shift):
    moves = np.array(values)
    here, there = symmetry_interval(moves, 0.9), symmetry_interval(moves + shift, 0.9)
    np.testing.assert_allclose([there.low - here.low, there.high - here.high], shift, atol=1e-9)


@given(st.lists(finite, min_size=3, max_size=9, unique=True))
def test_sign_flips_do_not_care_about_the_sign(values):
    moves = np.array(values)
    assert sign_flip_p(moves) == sign_flip_p(-moves)
    assert 2 / 2 ** len(moves) <= sign_flip_p(moves) <= 1
