"""The equations against closed forms, textbook results and loops written out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate, stats

from sanctions.model.dag import Graph, Quantity
from sanctions.model.draws import draw
from sanctions.model.equations import EQUATIONS, elasticity, expectations, fiscal, holders, macro
from sanctions.model.evaluate import evaluate
from sanctions.model.inputs import CONSTANTS
from sanctions.parameters.parameters import Parameters
from sanctions.periods import YEARS

YEAR = np.asarray(YEARS, dtype=float)[:, None]
FACTORS = {each.name: np.asarray(each.value) for each in CONSTANTS}


def kappa(overshoot: float, half_life: float, years: float) -> float:
    """Reaction `years` after the day, as methodology section 3 writes it."""
    tau = half_life / np.log(2)
    m = tau * (1 - np.exp(-1 / tau))
    return float((1 + (overshoot - 1) * np.exp(-years / tau)) / (1 + (overshoot - 1) * m))


def price_factors(overshoot: float, half_life: float) -> np.ndarray:
    tau = elasticity.decay_time.function(np.array(half_life), FACTORS["halving"])
    level = elasticity.plateau.function(np.array(overshoot), elasticity.first_year_fade.function(tau))
    at_once = elasticity.price_factor_on_impact.function(level, np.array(overshoot))
    return np.ravel(elasticity.price_factor.function(YEAR, level, np.array(overshoot), tau, at_once))


@given(st.floats(1.0, 10.0), st.floats(0.05, 20.0))
@settings(max_examples=50)
def test_the_reaction_averages_one_over_the_first_year(overshoot: float, half_life: float) -> None:
    """The elasticities are yearly or quarterly means, so the first-year mean of kappa is exactly one."""
    found = price_factors(overshoot, half_life)
    mean, error = integrate.quad(lambda t: kappa(overshoot, half_life, t), 0, 1, limit=200)
    assert mean == pytest.approx(1.0, abs=1e-9 + error)
    assert found[1] == pytest.approx(1.0, rel=1e-12)  # closed form: only rounding is left
    assert found[0] == pytest.approx(kappa(overshoot, half_life, 0.0), rel=1e-12)
    for year in (2, 5, 8):
        mean, error = integrate.quad(lambda t: kappa(overshoot, half_life, t), year - 1, year)
        assert found[year] == pytest.approx(mean, abs=1e-9 + error)
    assert np.all(np.diff(found) <= 1e-12)


def bond_price(yield_: float, coupon: float, years: int) -> float:
    times = np.arange(1, years + 1)
    return float((coupon * (1 + yield_) ** -times).sum() + (1 + yield_) ** -years)


def duration_and_convexity(yield_: float, coupon: float, years: int) -> tuple[float, float]:
    times = np.arange(1, years + 1)
    flows = np.full(years, coupon)
    flows[-1] += 1
    discounted = flows * (1 + yield_) ** -times
    price = discounted.sum()
    duration = (times * discounted).sum() / price / (1 + yield_)
    convexity = (times * (times + 1) * discounted).sum() / price / (1 + yield_) ** 2
    return float(duration), float(convexity)


@pytest.mark.parametrize("years", [3, 6, 10])
@pytest.mark.parametrize("bp", [-50.0, 1.0, 25.0, 100.0])
def test_duration_and_convexity_reprice_a_bullet_bond(years: int, bp: float) -> None:
    duration, convexity = duration_and_convexity(0.07, 0.07, years)
    found = holders.return_local.function(
        np.array(bp),
        np.array(duration),
        np.array(convexity / duration**2),
        FACTORS["half"],
        FACTORS["bp_per_unit"],
    )
    exact = bond_price(0.07 + bp / 1e4, 0.07, years) / bond_price(0.07, 0.07, years) - 1
    # What is left out is the third-order term: below (years + 2)^3 / 6 times the move cubed.
    assert float(found) == pytest.approx(exact, abs=(years + 2) ** 3 / 6 * abs(bp / 1e4) ** 3 + 1e-15)


@pytest.mark.parametrize("years", [4, 5, 6, 7])
def test_convexity_of_a_bullet_near_the_duration_of_the_stock(years: int) -> None:
    """1.3 times the duration squared: bullets of four to seven years have 1.22 to 1.36."""
    duration, convexity = duration_and_convexity(0.07, 0.07, years)
    assert convexity / duration**2 == pytest.approx(
        float(FACTORS["convexity_per_duration_squared"]), rel=0.07
    )


def at_once(equation, **values: object) -> np.ndarray:
    return equation.function(*(np.asarray(values[name]) for name in equation.arguments))


@given(st.integers(0, 1000), st.floats(0.0, 0.3))
@settings(max_examples=25)
def test_extra_interest_is_the_double_loop_over_vintages(seed: int, runoff: float) -> None:
    """Vintage by vintage: (1 - runoff)^(t - v) of it is alive in year t, half of the covered time is paid."""
    generator = np.random.default_rng(seed)
    covered = generator.uniform(0, 3000, (len(YEARS), 4)) * (YEAR > 0)
    effect = generator.normal(30, 40, (len(YEARS), 4))
    in_force = generator.uniform(0, 1, (len(YEARS), 1))
    fixed_share = generator.uniform(0.4, 0.95, 4)
    cost = at_once(
        fiscal.vintage_cost,
        covered_issuance=covered,
        fixed_coupon_share=fixed_share,
        effect_new=effect,
        bp_per_unit=FACTORS["bp_per_unit"],
    )
    scaled = at_once(fiscal.vintage_cost_at_start, vintage_cost=cost, runoff=runoff, year=YEAR)
    so_far = at_once(fiscal.vintages_so_far, vintage_cost_at_start=scaled)
    found = at_once(
        fiscal.extra_interest,
        vintages_so_far=so_far,
        runoff=runoff,
        year=YEAR,
        vintage_cost=cost,
        half=FACTORS["half"],
        issuance_covered=in_force,
    )
    by_hand = np.zeros_like(found)
    for t in YEARS:
        for v in range(t):
            by_hand[t] += covered[v] * fixed_share * effect[v] / 1e4 * (1 - runoff) ** (t - v)
        by_hand[t] += covered[t] * fixed_share * effect[t] / 1e4 / 2 * in_force[t]
    np.testing.assert_allclose(found, by_hand, rtol=1e-10, atol=1e-10)  # sums in another order


def test_finance_missing_is_the_double_loop_over_vintages() -> None:
    generator = np.random.default_rng(3)
    covered = generator.uniform(0, 3000, (len(YEARS), 2)) * (YEAR > 0)
    lost, runoff = generator.uniform(0, 20, (len(YEARS), 2)), 0.11
    start = at_once(
        macro.new_finance_lost_at_start,
        covered_issuance=covered,
        new_bond_buyers_lost=lost,
        pct_per_unit=FACTORS["pct_per_unit"],
        runoff=runoff,
        year=YEAR,
    )
    found = at_once(macro.new_finance_lost, new_finance_lost_at_start=start, runoff=runoff, year=YEAR)
    for t in YEARS:
        by_hand = sum(covered[v] * lost[v] / 100 * (1 - runoff) ** (t - v) for v in range(t + 1))
        np.testing.assert_allclose(found[t], by_hand, rtol=1e-10)


def test_the_weight_of_the_run_up_is_the_normal_posterior() -> None:
    """A normal prior and one noisy reading: the posterior mean, integrated numerically."""
    mean, sd, noise, reading = 12.0, 9.0, 20.0, 40.0
    weight = float(at_once(expectations.run_up_weight, prior_variance_bp2=sd**2, run_up_noise_bp=noise))
    grid = np.linspace(mean - 12 * sd, mean + 12 * sd, 20_001)
    density = stats.norm.pdf(grid, mean, sd) * stats.norm.pdf(reading, grid, noise)
    posterior = integrate.simpson(grid * density, x=grid) / integrate.simpson(density, x=grid)
    assert mean + weight * (reading - mean) == pytest.approx(posterior, rel=1e-8)
    found = at_once(
        expectations.priced_before,
        priced_by_odds=mean,
        run_up_weight=weight,
        run_up_bp=reading,
        run_up_attributable=1.0,
        run_up_noise_bp=noise,
        run_up_shock=0.0,
    )
    assert float(found) == pytest.approx(posterior, rel=1e-8)


@pytest.mark.parametrize(("noise", "expected"), [(1e-9, 1.0), (1e9, 0.0)])
def test_a_certain_reading_is_believed_and_a_worthless_one_is_not(noise: float, expected: float) -> None:
    weight = at_once(expectations.run_up_weight, prior_variance_bp2=81.0, run_up_noise_bp=noise)
    assert float(weight) == pytest.approx(expected, abs=1e-12)


def test_gammas_over_their_sum_are_the_stated_dirichlet(parameters_2021: Parameters) -> None:
    drawn = draw(parameters_2021, 4096, 9).values
    gammas = np.array([drawn[f"weight_{name}"] for name in ("measured", "maximal", "none")])
    shares = gammas / gammas.sum(axis=0)
    theirs = stats.dirichlet([2, 1, 2])
    # Quasi-random: far inside the 0.4 % a mean of 4,096 independent draws would be off.
    np.testing.assert_allclose(shares.mean(axis=1), theirs.mean(), atol=0.005)
    np.testing.assert_allclose(np.cov(shares), theirs.cov(), atol=0.002)
    for share, other in zip(shares, (3, 4, 3), strict=True):  # each margin is beta(a, 5 - a)
        assert stats.kstest(share, stats.beta(5 - other, other).cdf).statistic < 1.63 / np.sqrt(4096)


def test_present_value_of_a_level_stream_is_the_annuity_formula() -> None:
    rate, amount = 0.07, 10.0
    paid = np.where(YEAR > 0, amount, 0.0)
    discounted = at_once(
        fiscal.extra_interest_discounted,
        extra_interest_all=paid,
        local_discount_rate=rate,
        year=YEAR,
        half=FACTORS["half"],
    )
    # Paid in the middle of each year: the annuity of the year's end, half a year nearer.
    annuity = amount * (1 - (1 + rate) ** -8) / rate * (1 + rate) ** 0.5
    assert float(discounted.sum()) == pytest.approx(annuity, rel=1e-12)


def test_money_missing_is_absorbed_once() -> None:
    """Banks, then reserves, then nobody: the three add up to the gap, each within its limit."""
    names = ("absorbed_by_banks", "absorbed_by_reserves", "unmet_funding")
    quantities = [Quantity(name, by_year=True) for name in ("funding_gap_all", "reserves_frozen")]
    quantities += [
        Quantity(name) for name in ("bank_capacity", "reserves_usd_bn", "reserves_usable", "usd_rate")
    ]
    graph = Graph([each for each in EQUATIONS if each.name in names], quantities, {}, names)
    generator = np.random.default_rng(8)
    inputs = {
        "funding_gap_all": generator.uniform(0, 5000, (len(YEARS), 1)),
        "reserves_frozen": np.linspace(0.0, 1.0, len(YEARS))[:, None],
        "bank_capacity": generator.uniform(0, 3000, 200),
        "reserves_usd_bn": np.full(200, 580.0),
        "reserves_usable": generator.uniform(0, 0.05, 200),
        "usd_rate": np.full(200, 75.0),
    }
    found = evaluate(graph, inputs, 200)
    np.testing.assert_allclose(
        sum(found[name] for name in names), inputs["funding_gap_all"] + np.zeros(200), rtol=1e-12
    )
    assert all(found[name].min() >= -1e-9 for name in names)
    assert np.all(found["absorbed_by_banks"] <= inputs["bank_capacity"])
    assert np.all(found["absorbed_by_reserves"][-1] == 0.0), "reserves wholly frozen buy nothing"
