"""The whole chain of equations against a second derivation that shares no code with it, draw by draw.

Both take the same draws of the parameters and the same facts of law; everything after is written twice. The
second is written from the methodology and decision 12 in another form: holders by layers, vintages by loops,
prices as a mixture of a bond's own pressure and the market's, the run-up as two precisions.
"""

from __future__ import annotations

import datetime as dt
from functools import cache

import numpy as np
import pytest

from sanctions.data.vintage import Market
from sanctions.model.assess import assess
from sanctions.model.draws import draw
from sanctions.model.results import Assessment
from sanctions.parameters.distributions import Distribution
from sanctions.parameters.parameters import Parameters
from sanctions.spec.load import load_package
from sanctions.spec.package import Package
from tests.options import ANNOUNCED, EFFECTIVE, measure, option
from tests.replication.chain_costs import Costs
from tests.replication.chain_demand import Figures
from tests.replication.chain_prices import Prices

DRAWS = 128
SEED = 7
#: Metrics of the package and of listed entities, which have no equation of the bond channel.
OTHER_CHANNELS = {"measures_priced_pct", "entities_listed", "entities_by_rule", "entity_assets_usd_bn"}
REPLY = {"kind": "stop_reopenings", "by": "target", "from": EFFECTIVE, "source": "made for a test"}
LATER = EFFECTIVE + dt.timedelta(days=300)
BUNDLED = (
    "none",
    "us-2021-directive-1",
    "us-2021-secondary-ban",
    "coalition-2021-secondary-ban",
    "coalition-2021-full-blocking",
    "us-2018-daska",
    "eu-2022-article-5a",
)


@cache
def made() -> dict[str, Package]:
    """Return options that mix what no bundled package mixes."""
    joint = [measure("divest", "US", wind_down_days=90), measure("freeze", "EU", effective=LATER)]
    half = {"phase_in": [{"date": LATER, "pct": 40.0}, {"date": LATER.replace(year=2023), "pct": 100.0}]}
    terms: dict[str, list[dict[str, object]]] = {
        "leaky primary ban": [measure("primary")],
        "ban on dealing in new bonds": [measure("secondary_new", "UK")],
        "holders may keep": [measure("secondary_old", "EU", wind_down_days=30)],
        "sale of one, freeze of another": joint,
        "no day to sell": [measure("divest", each, effective=ANNOUNCED) for each in ("US", "UK", "EU")],
        "long lead": [measure("divest", "US", effective=ANNOUNCED.replace(year=2024), wind_down_days=200)],
        "ends again": [measure("divest", "US", ends=ANNOUNCED.replace(year=2025))],
        "phased in": [measure("secondary_old", "US", **half), measure("primary", "EU")],
        "frozen by all": [measure("freeze", each, effective=LATER) for each in ("US", "UK", "EU")],
    }
    found = {name: option(each) for name, each in terms.items()}
    return {**found, "reply expected": option([measure("primary")], responses=[REPLY])}


#: Parameters away from the set ones: every switch on or at its end.
CHANGES: dict[str, dict[str, object]] = {
    "as set": {},
    "curved": {"nonlinearity": 0.5, "scale_exponent": 1.0, "substitution": 1.0},
    "under stress": {"stress_probability": 0.5, "stress_probability_high_share": 0.5, "run_probability": 1.0},
    "small market": {"daily_turnover[local]": 0.5, "bank_capacity": 10.0, "reserves_usable": 0.001},
    "all follow": {"contagion": 1.0, "chill_ratio": 1.0, "primary_leakage": 0.0, "exit_rate": 1.0},
    "wide": {"trapped_operational": Distribution("beta", (2.0, 2.0)), "foreign_share[local]": 60.0},
}


def derived(assessment: Assessment, parameters: Parameters) -> tuple[dict, dict]:
    """Return metrics and paths of the second derivation."""
    figures = Figures(draw(parameters, DRAWS, SEED).values)
    prices = Prices({each.key: each.values for each in assessment.law_facts}, figures)
    costs = Costs(prices)
    metrics = {**prices.yields(), **prices.expectations(), **costs.target(), **costs.senders()}
    return metrics, costs.paths()


def compare(package: Package, market: Market, parameters: Parameters) -> None:
    """Assert that both agree draw by draw, on every metric and path there is."""
    found = assess(package, market, parameters, DRAWS, SEED)
    metrics, paths = derived(found, parameters)
    assert set(found.metrics) - OTHER_CHANNELS <= set(metrics)
    assert set(found.paths) == set(paths)
    for theirs, ours in ((found.metrics, metrics), (found.paths, paths)):
        for name in theirs.keys() & ours.keys():
            # Sums that cancel leave rounding of their parts, far under the smallest figure anybody reads.
            np.testing.assert_allclose(theirs[name], ours[name], rtol=1e-9, atol=1e-11, err_msg=name)


@pytest.mark.parametrize("name", BUNDLED)
def test_bundled_options(name: str, market_2021: Market, parameters_2021: Parameters) -> None:
    compare(load_package(name), market_2021, parameters_2021)


@pytest.mark.parametrize("name", list(made()))
def test_made_options(name: str, market_2021: Market, parameters_2021: Parameters) -> None:
    compare(made()[name], market_2021, parameters_2021)


@pytest.mark.parametrize("changes", CHANGES.values(), ids=list(CHANGES))
def test_parameters_far_from_the_set_ones(
    changes: dict[str, object], market_2021: Market, parameters_2021: Parameters
) -> None:
    parameters = parameters_2021.with_values(changes)
    for name in ("coalition-2021-secondary-ban", "coalition-2021-full-blocking"):
        compare(load_package(name), market_2021, parameters)
    compare(made()["sale of one, freeze of another"], market_2021, parameters)


@pytest.mark.parametrize("name", BUNDLED[1:5])
def test_what_only_the_model_sheet_shows(name: str, market_2021: Market, parameters_2021: Parameters) -> None:
    """The run at medians, which keeps every quantity: values beside the metrics and paths."""
    found = assess(load_package(name), market_2021, parameters_2021, DRAWS, SEED)
    assert found.worked is not None
    figures = Figures({key: np.asarray(values[:1]) for key, values in found.worked.inputs.items()})
    prices = Prices({each.key: each.values for each in found.law_facts}, figures)
    for key, ours in {**prices.shown(), **Costs(prices).shown()}.items():
        np.testing.assert_allclose(found.worked.values[key], np.ravel(ours), rtol=1e-9, err_msg=key)


def test_every_metric_of_bonds_is_derived(market_2021: Market, parameters_2021: Parameters) -> None:
    """No metric may be added without its second derivation."""
    found = assess(load_package("us-2021-directive-1"), market_2021, parameters_2021, DRAWS, SEED)
    metrics, _ = derived(found, parameters_2021)
    others = {each for each in {**found.metrics, **found.not_applicable} if each not in metrics}
    assert {each for each in others if not each.startswith("entit")} == {
        "measures_priced_pct",
        "sender_trade_loss_8y_usd_bn",
    }
