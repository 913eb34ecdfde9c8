import numpy as np
import pytest
from scipy import stats

from sanctions.backtesting.scores import coverage, crps, score
from sanctions.errors import InputError


def normal_draws(mean=0.0, sd=1.0, count=20000):
    return mean + sd * stats.norm.ppf((np.arange(count) + 0.5) / count)


@pytest.mark.parametrize("outcome", [-2.0, 0.0, 0.7])
def test_crps_of_a_normal_is_gneitings_closed_form(outcome):
    closed = outcome * (2 * stats.norm.cdf(outcome) - 1) + 2 * stats.norm.pdf(outcome) - 1 / np.sqrt(np.pi)
    # 20,000 quantiles stand for the normal; the tails beyond them are worth under 1e-4.
    assert crps(normal_draws(), outcome) == pytest.approx(closed, abs=1e-3)


def test_crps_of_a_point_is_the_absolute_error():
    assert crps(np.full(100, 3.0), 5.0) == pytest.approx(2.0)


def test_a_sharper_forecast_scores_better_and_a_surer_miss_worse():
    assert crps(normal_draws(sd=1), 0.1) < crps(normal_draws(sd=5), 0.1)
    assert crps(normal_draws(sd=1), 10) > crps(normal_draws(sd=5), 10)


def test_score_of_a_known_case():
    found = score(normal_draws(), 1.0)
    assert found.pit == pytest.approx(stats.norm.cdf(1.0), abs=1e-3)
    assert found.width_80 == pytest.approx(2 * 1.2816, abs=1e-3)
    assert [band.covers for band in found.bands] == [False, True, True]
    assert found.absolute_error == pytest.approx(1.0, abs=1e-3)


def test_sign_is_judged_only_where_one_is_named():
    assert score(normal_draws(1), 0.5).sign_right is True
    assert score(normal_draws(1), -0.5).sign_right is False
    assert score(normal_draws(1), -0.5, names_a_sign=False).sign_right is None
    assert score(np.zeros(64), 1.0).sign_right is None
    assert score(normal_draws(1), 0.0).sign_right is None


def test_ties_count_half_in_the_pit():
    assert score(np.zeros(64), 0.0).pit == 0.5


def test_coverage_band_is_clopper_pearson():
    found = coverage(80, [True] * 6 + [False] * 2)
    assert (found.inside, found.n) == (6, 8)
    assert found.low_pct == pytest.approx(100 * stats.beta.ppf(0.025, 6, 3))
    assert found.high_pct == pytest.approx(100 * stats.beta.ppf(0.975, 7, 2))


@pytest.mark.parametrize(
    ("draws", "outcome"), [(np.array([]), 1.0), (np.array([np.nan]), 1.0), (np.ones(3), np.inf)]
)
def test_numbers_that_cannot_be_scored_are_refused(draws, outcome):
    with pytest.raises(InputError) as caught:
        score(draws, outcome)
    assert str(caught.value) == "score: a forecast and an outcome of finite numbers are needed"


def test_nothing_scored_is_no_coverage():
    with pytest.raises(InputError) as caught:
        coverage(80, [])
    assert str(caught.value) == "coverage: 80 %: nothing was scored"
