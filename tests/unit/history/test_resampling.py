import itertools

import numpy as np
import pytest

from sanctions.errors import InputError
from sanctions.history.resampling import sign_flip_p, symmetry_interval, wild_bootstrap_interval

MOVES = np.array([0.4, 1.9, -0.3, 2.2, 1.1])


def test_sign_flip_p_counts_every_pattern():
    extreme = [
        abs(np.mean(np.array(signs) * MOVES)) >= abs(MOVES.mean()) - 1e-12
        for signs in itertools.product([-1, 1], repeat=5)
    ]
    assert sign_flip_p(MOVES) == pytest.approx(np.mean(extreme))


def test_five_events_cannot_reject_at_five_percent():
    assert sign_flip_p(np.array([10.0, 11.0, 12.0, 13.0, 14.0])) == 2 / 32


def test_sampled_p_value_is_near_the_exact_one():
    moves = np.random.default_rng(0).normal(0.3, 1, 16)
    exact = sign_flip_p(moves)
    doubled = np.concatenate([moves, np.full(4, 1e-12)])
    # 9,999 draws: three binomial standard errors at p near a half are 0.015.
    assert sign_flip_p(doubled) == pytest.approx(exact, abs=0.015)


def test_five_events_reach_93_75_percent_and_say_so():
    interval = symmetry_interval(MOVES, 0.95)
    assert interval.level == 30 / 32
    assert (interval.low, interval.high) == (MOVES.min(), MOVES.max())


@pytest.mark.parametrize("count", [6, 7, 8])
def test_symmetry_interval_covers_what_it_claims(count):
    generator = np.random.default_rng(count)
    trials = 4000
    hits = 0
    for _ in range(trials):
        moves = 2.0 + generator.standard_t(3, count)
        interval = symmetry_interval(moves, 0.95)
        hits += interval.covers(2.0)
    # Exact under symmetry: three binomial standard errors of 4,000 trials are 0.010.
    assert hits / trials == pytest.approx(interval.level, abs=0.010)
    assert interval.level >= 0.95


def test_symmetry_interval_is_the_inverted_sign_flip_test():
    moves = np.random.default_rng(1).normal(1, 1, 7)
    interval = symmetry_interval(moves, 0.95)
    size = 1 - interval.level
    inside, outside = interval.high - 1e-6, interval.high + 1e-6
    assert sign_flip_p(moves - inside) > size
    assert sign_flip_p(moves - outside) <= size + 1e-12


def test_wild_bootstrap_is_centred_and_repeatable():
    one = wild_bootstrap_interval(MOVES, 0.95, seed=4)
    assert one == wild_bootstrap_interval(MOVES, 0.95, seed=4)
    assert (one.low + one.high) / 2 == pytest.approx(MOVES.mean())
    assert one.width > wild_bootstrap_interval(MOVES, 0.5, seed=4).width


def test_one_event_has_no_symmetry_interval():
    with pytest.raises(InputError) as caught:
        symmetry_interval(np.array([1.0]), 0.95)
    assert str(caught.value) == "symmetry_interval: 1 events (expected 2 to 16)"
