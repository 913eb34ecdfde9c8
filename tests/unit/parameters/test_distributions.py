"""Each distribution against scipy's own, and every argument that will not do."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from sanctions.parameters.distributions import ARGUMENTS, PERT_WEIGHT, Distribution


def pert(low: float, mode: float, high: float):
    span = high - low
    return stats.beta(
        1 + PERT_WEIGHT * (mode - low) / span, 1 + PERT_WEIGHT * (high - mode) / span, loc=low, scale=span
    )


#: (name, arguments, the same distribution in scipy)
CASES = [
    ("uniform", (-2.0, 3.0), stats.uniform(-2, 5)),
    ("normal", (4.0, 2.5), stats.norm(4, 2.5)),
    ("lognormal", (5.0, 0.55), stats.lognorm(0.55, scale=5)),
    ("one_plus_lognormal", (1.5, 0.35), stats.lognorm(0.35, loc=1, scale=1.5)),
    ("beta", (1.2, 4.8), stats.beta(1.2, 4.8)),
    ("beta", (24.0, 56.0), stats.beta(24, 56)),
    ("gamma", (2.0,), stats.gamma(2)),
    ("gamma", (0.7,), stats.gamma(0.7)),
    ("pert", (5.0, 12.0, 24.0), pert(5, 12, 24)),
    ("pert", (0.0, 0.0, 1.0), pert(0, 0, 1)),
    ("pert", (-0.1, 0.1, 0.1), pert(-0.1, 0.1, 0.1)),
    ("triangular", (1.0, 2.0, 5.0), stats.triang(0.25, 1, 4)),
    ("triangular", (1.0, 1.0, 5.0), stats.triang(0.0, 1, 4)),
    ("triangular", (1.0, 5.0, 5.0), stats.triang(1.0, 1, 4)),
]
IDS = [f"{name}{arguments}" for name, arguments, _ in CASES]
PROBABILITIES = np.array([1e-9, 1e-4, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 1 - 1e-4, 1 - 1e-9])
#: Midpoints of equal cells: their mean is the integral of the quantile function, which is the mean.
MIDPOINTS = (np.arange(200_000) + 0.5) / 200_000


def test_every_distribution_has_a_case() -> None:
    assert {name for name, _, _ in CASES} | {"fixed"} == set(ARGUMENTS)


@pytest.mark.parametrize(("name", "arguments", "theirs"), CASES, ids=IDS)
def test_quantiles_are_scipys(name: str, arguments: tuple, theirs) -> None:
    ours = Distribution(name, arguments)
    # Both invert by iteration: far tails of a beta agree to about 1e-9.
    np.testing.assert_allclose(ours.quantile(PROBABILITIES), theirs.ppf(PROBABILITIES), rtol=1e-8, atol=1e-12)
    assert ours.at(0.3) == pytest.approx(float(theirs.ppf(0.3)))


@pytest.mark.parametrize(("name", "arguments", "theirs"), CASES, ids=IDS)
def test_moments_are_scipys(name: str, arguments: tuple, theirs) -> None:
    values = Distribution(name, arguments).quantile(MIDPOINTS)
    mean, variance = theirs.stats("mv")
    spread = float(np.sqrt(variance))
    # The midpoint rule misses a little of an unbounded tail: a part in a thousand of the spread.
    assert values.mean() == pytest.approx(float(mean), abs=1e-3 * spread)
    assert values.std() == pytest.approx(spread, rel=5e-3)


@pytest.mark.parametrize(("name", "arguments", "theirs"), CASES, ids=IDS)
def test_quantiles_increase(name: str, arguments: tuple, theirs) -> None:
    assert np.all(np.diff(Distribution(name, arguments).quantile(MIDPOINTS[::100])) > 0)


def test_pert_has_the_textbook_mean() -> None:
    values = Distribution("pert", (4.3, 4.7, 5.2)).quantile(MIDPOINTS)
    assert values.mean() == pytest.approx((4.3 + 4 * 4.7 + 5.2) / 6, abs=1e-6)


def test_fixed_is_one_number() -> None:
    found = Distribution("fixed", (3.5,)).quantile(np.array([[0.1, 0.9], [0.5, 0.2]]))
    np.testing.assert_array_equal(found, np.full((2, 2), 3.5))
    assert found.dtype == np.float64


@pytest.mark.parametrize(
    ("name", "arguments", "message"),
    [
        (
            "cauchy",
            (0.0, 1.0),
            "unknown distribution 'cauchy'; known: fixed, uniform, normal, lognormal, one_plus_lognormal,"
            " beta, gamma, pert, triangular",
        ),
        ("fixed", (), "fixed takes value"),
        ("pert", (1.0, 2.0), "pert takes low, mode, high"),
        ("gamma", (1.0, 2.0), "gamma takes shape"),
        ("fixed", (float("nan"),), "fixed: an argument is not a finite number"),
        ("uniform", (0.0, float("inf")), "uniform: an argument is not a finite number"),
        ("uniform", (1.0, 1.0), "uniform: low < high"),
        ("uniform", (2.0, 1.0), "uniform: low < high"),
        ("normal", (0.0, 0.0), "normal: sd above 0"),
        ("lognormal", (0.0, 1.0), "lognormal: median and log_sd above 0"),
        ("lognormal", (1.0, -1.0), "lognormal: median and log_sd above 0"),
        ("one_plus_lognormal", (-1.0, 1.0), "one_plus_lognormal: median and log_sd above 0"),
        ("beta", (0.0, 1.0), "beta: alpha and beta above 0"),
        ("beta", (1.0, -2.0), "beta: alpha and beta above 0"),
        ("gamma", (0.0,), "gamma: shape above 0"),
        ("pert", (1.0, 0.0, 2.0), "pert: low <= mode <= high, low < high"),
        ("pert", (1.0, 1.0, 1.0), "pert: low <= mode <= high, low < high"),
        ("triangular", (0.0, 3.0, 2.0), "triangular: low <= mode <= high, low < high"),
    ],
)
def test_arguments_that_will_not_do(name: str, arguments: tuple, message: str) -> None:
    with pytest.raises(ValueError) as caught:
        Distribution(name, arguments)
    assert str(caught.value) == message


def test_in_words() -> None:
    assert Distribution("lognormal", (5.0, 0.55)).text == "lognormal(median 5, log_sd 0.55)"
