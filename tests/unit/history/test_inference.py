import numpy as np
import pytest
from scipy import stats

from sanctions.errors import InputError
from sanctions.history import inference

MOVES = np.array([0.4, 1.9, -0.3, 2.2, 1.1, 0.9])


def test_cross_sectional_is_the_one_sample_t_test():
    outcome = inference.cross_sectional(MOVES)
    reference = stats.ttest_1samp(MOVES, 0.0)
    assert outcome.statistic == pytest.approx(reference.statistic)
    assert outcome.p_value == pytest.approx(reference.pvalue)


def test_sign_p_value_is_exact_binomial():
    outcome = inference.sign(MOVES)
    assert outcome.statistic == pytest.approx((5 - 3) / np.sqrt(1.5))
    assert outcome.p_value == pytest.approx(2 * (6 + 1) / 64)


def test_kolari_pynnonen_is_bmp_without_correlation_and_smaller_with():
    bmp = inference.boehmer_musumeci_poulsen(MOVES)
    assert inference.kolari_pynnonen(MOVES, 0.0).statistic == pytest.approx(bmp.statistic)
    assert inference.kolari_pynnonen(MOVES, 0.5).statistic < bmp.statistic


def test_impossible_correlation_is_refused():
    with pytest.raises(InputError) as caught:
        inference.kolari_pynnonen(MOVES, 1.0)
    assert (
        str(caught.value) == "kolari_pynnonen: correlation: 1.0 cannot be an average correlation of 6 events"
    )


def test_patell_needs_a_t_variance():
    with pytest.raises(InputError) as caught:
        inference.patell(MOVES, np.full(6, 2.0))
    assert str(caught.value) == (
        "patell: degrees: 2 or fewer: a t variance does not exist (expected more than 2)"
    )


@pytest.mark.parametrize(
    ("moves", "message"),
    [
        (np.array([1.0]), "inference: 1 event: an average needs two or more"),
        (np.array([1.0, 1.0]), "inference: all moves are equal, so their spread says nothing"),
    ],
)
def test_averages_that_say_nothing_are_refused(moves, message):
    with pytest.raises(InputError) as caught:
        inference.cross_sectional(moves)
    assert str(caught.value) == message


def test_minimum_detectable_effect_has_the_power_it_claims():
    effect = inference.minimum_detectable(0.5, 40)
    found = stats.nct.sf(stats.t.ppf(0.975, 40), 40, effect / 0.5)
    # The sum of two quantiles approximates the noncentral t; at 40 degrees the power is off by under a point.
    assert found == pytest.approx(0.8, abs=0.01)


def test_placebo_rank_is_zero_in_the_middle_and_signed_at_the_ends():
    counts = np.full(4, 99.0)
    middle = inference.placebo_rank(np.array([50.5, 50.5, 49.5, 51.5]), counts)
    assert middle.statistic == pytest.approx(0, abs=1e-12)
    assert inference.placebo_rank(np.array([99.0, 98.0, 97.0, 100.0]), counts).statistic > 3
