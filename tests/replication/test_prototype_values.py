"""The values the methodology states for a first prototype: a check on plumbing, not a target."""

from __future__ import annotations

import numpy as np
import pytest

from sanctions.model.assess import assess
from sanctions.parameters.distributions import Distribution
from sanctions.spec.load import load_package
from tests.options import ANNOUNCED, measure, option

DRAWS = 4096
#: The values are printed to two digits (a few percent of the small ones), and the wind-down here is dated
#: where the prototype had none; the 10th percentiles move most. Another wiring is off by far more.
RELATIVE = 0.07
LEVELS = (10, 50, 90)
#: The prototype had no structure of prices and one judged share of what is trapped: switched off.
PLAIN = {
    "substitution": 0.0,
    "scale_exponent": 0.0,
    "stress_probability": 0.0,
    "stress_probability_high_share": 0.0,
    "trapped_operational": Distribution("beta", (2.0, 6.0)),
    "daily_turnover[local]": 1e6,
}


def test_premium_of_a_us_primary_ban(market_2021, parameters_2021) -> None:
    found = assess(load_package("measured"), market_2021, parameters_2021.with_values(PLAIN), DRAWS, 1)
    premium = np.percentile(found.metrics["new_bond_premium_bp"], LEVELS)
    np.testing.assert_allclose(premium, (1.5, 8, 24), rtol=RELATIVE)


@pytest.mark.parametrize(
    ("senders", "stated"), [(("US",), (18, 41, 94)), (("US", "EU", "UK"), (39, 85, 184))]
)
def test_impact_of_a_secondary_ban_with_divestment(market_2021, parameters_2021, senders, stated) -> None:
    package = option([measure("divest", sender, effective=ANNOUNCED, wind_down_days=1) for sender in senders])
    found = assess(package, market_2021, parameters_2021.with_values(PLAIN), DRAWS, 1)
    impact = np.percentile(found.paths["old_bond_yield_bp"][0], LEVELS)
    np.testing.assert_allclose(impact, stated, rtol=RELATIVE)


def test_substitution_halves_the_premium(market_2021, parameters_2021) -> None:
    """Half of an effect spreads from new to old bonds: 0.5 on average, whatever else is switched on."""
    apart, together = (
        assess(load_package("measured"), market_2021, parameters_2021.with_values(each), DRAWS, 1)
        for each in ({"substitution": 0.0}, {"substitution": 0.5})
    )
    ratio = np.median(together.metrics["new_bond_premium_bp"]) / np.median(
        apart.metrics["new_bond_premium_bp"]
    )
    assert ratio == pytest.approx(0.5, abs=0.01)


def test_costs_to_the_target_are_those_of_the_independent_review(market_2021, parameters_2021) -> None:
    """USD bn, middle: another program computed 12.1, 25.1 and 2.57 without frozen prices, scale and stress.

    Costs to output do not read prices, so they compare directly; 12 % leaves room for what is trapped, which
    the review had as a judged share and this model takes from turnover and days.
    """
    for name, stated in (("maximal", 12.1), ("coalition-2021-secondary-ban", 25.1), ("measured", 2.57)):
        found = assess(load_package(name), market_2021, parameters_2021, DRAWS, 1)
        middle = float(np.median(found.metrics["target_cost_8y_usd_bn"]))
        assert middle == pytest.approx(stated, rel=0.12), name
