"""Entities priced beside bonds: shared draws, no figure never zero, nothing counted twice, nothing later."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sanctions.data.market import Market
from sanctions.data.vintage import snapshot
from sanctions.entities.register import EntityTables, bundled_entities
from sanctions.entities.tables import read_figures
from sanctions.model.assess import assess
from sanctions.model.dag import Graph, Quantity
from sanctions.model.draws import draw
from sanctions.model.entities import rates
from sanctions.model.equations import EQUATIONS
from sanctions.model.grammar import GrammarError
from sanctions.model.metrics import Status
from sanctions.model.results import Assessment
from sanctions.parameters.estimate import estimate
from sanctions.parameters.parameters import Parameters
from sanctions.parameters.registry import load_registry, registry_path
from sanctions.spec.load import load_package

DRAWS = 1024
HEADER = "entity,figure,value,unit,date,first_known,owner,issued,matures,included_in\n"
ENTITY_IDS = {
    "entities_listed",
    "entities_by_rule",
    "entity_assets_usd_bn",
    "entity_refinancing_at_risk_usd_bn",
}


@pytest.fixture(scope="module")
def eve_2018() -> tuple[Market, Parameters]:
    market = snapshot(dt.date(2018, 4, 5))
    return market, estimate(market)


def with_rows(folder: Path, rows: str) -> EntityTables:
    (folder / "mine.csv").write_text(HEADER + rows, encoding="utf-8")
    card = 'title = "t"\npublisher = "p"\naddress = "a"\ncoverage = "c"\nlicence = "l"\n'
    (folder / "mine.toml").write_text(card, encoding="utf-8")
    return bundled_entities().with_table(read_figures(folder / "mine.csv"))


def priced(option: str, eve: tuple[Market, Parameters], tables: EntityTables | None = None) -> Assessment:
    return assess(load_package(option), *eve, draws=DRAWS, entities=tables)


def value(found: Assessment, key: str) -> tuple[float, ...]:
    assert found.worked is not None
    return found.worked.values[key]


def test_april_2018_beside_nothing(eve_2018: tuple[Market, Parameters]) -> None:
    """The story of 6 April 2018 on what was known the day before: mostly no figure, and it says so."""
    found = priced("us-2018-sdn-april", eve_2018)
    assert np.all(found.metrics["entities_listed"] == 11)
    assert np.all(found.metrics["entities_by_rule"] == 1)
    assert found.metrics["entity_assets_usd_bn"] == pytest.approx(14.452)
    debt = found.not_applicable["entity_refinancing_at_risk_usd_bn"]
    assert debt.status is Status.NO_FIGURE
    assert debt.reason == "no figure: debt by maturity of none of the 12 entities is known"
    assert found.not_applicable["peak_yield_bp"].status is Status.NO_CHANNEL
    assert "assets known for 1 of 12 entities; totals cover only these" in found.warnings
    nothing = priced("none", eve_2018)
    assert {nothing.not_applicable[each].status for each in ENTITY_IDS} == {Status.NO_CHANNEL}


def test_what_has_no_figure_is_no_row_and_never_zero(eve_2018: tuple[Market, Parameters]) -> None:
    found = priced("us-2018-sdn-april", eve_2018)
    assert found.worked is not None
    rows = {key for key in found.worked.values if key.startswith(("assets_caught[", "revenue_lost["))}
    assert rows == {"assets_caught[Rusal]", "revenue_lost[Rusal]"}
    assert not [key for key in found.worked.inputs if "EN+" in key]


def test_nothing_learned_from_the_event_prices_the_event(eve_2018: tuple[Market, Parameters]) -> None:
    """The falls of 9 April 2018 serve from a week after them; on the eve the reading of 2014 stands."""
    _, before = eve_2018
    entity = [each for each in before.values if each.block]
    assert entity
    assert all(each.known_from <= dt.date(2018, 4, 5) for each in before.values)
    after = estimate(snapshot(dt.date(2018, 4, 16)))
    assert after["fall_of_peer_shares"].high > before["fall_of_peer_shares"].high
    assert after["fall_of_listed_shares"].middle > before["fall_of_listed_shares"].middle


def test_every_version_of_an_entity_parameter_has_source_and_order() -> None:
    for entry in load_registry(registry_path("entities")).parameters:
        days = [version.known_from for version in entry.versions]
        assert days == sorted(days)
        assert all(v.kind != "published" or v.address for v in entry.versions)


def test_entity_parameters_leave_the_draws_of_bonds_as_they_were(parameters_2021: Parameters) -> None:
    bonds = replace(parameters_2021, values=tuple(v for v in parameters_2021.values if not v.block))
    alone, beside = draw(bonds, DRAWS, 5), draw(parameters_2021, DRAWS, 5)
    for key in bonds.keys():  # noqa: SIM118  - Parameters is no mapping
        assert np.array_equal(alone.values[key], beside.values[key])
    entity = [each.key for each in parameters_2021.values if each.block]
    joint = np.corrcoef([beside.uniform[:, beside.keys.index(k)] for k in (entity[0], bonds.keys()[0])])
    assert abs(joint[0, 1]) < 0.1


def test_lists_beside_a_bond_ban_change_no_metric_of_bonds(
    market_2021: Market, parameters_2021: Parameters, tmp_path: Path
) -> None:
    """Finance lost by lists stays out of the loss of output: one channel only."""
    rows = "Rosneft,debt,9,USD bn,2020-12-31,2021-03-01,,2013-01-01,2023-01-01,\n"
    rows += "Aktsionernoe Obshchestvo AST,debt,5,USD bn,2020-12-31,2021-03-01,,2019-01-01,2023-01-01,\n"
    tables = with_rows(tmp_path, rows)
    eve = (market_2021, parameters_2021)
    ban, day = (priced(o, eve, tables) for o in ("us-2021-directive-1", "us-2021-april-15-day"))
    shared = set(ban.metrics) - ENTITY_IDS - {"measures_priced_pct"}
    assert {"gdp_loss_year_8_pct", "target_cost_8y_usd_bn"} <= shared
    assert all(np.array_equal(ban.metrics[each], day.metrics[each]) for each in shared)
    assert np.all(day.metrics["entities_listed"] == 6)
    risk = day.metrics["entity_refinancing_at_risk_usd_bn"]
    assert 0 < risk.min() < risk.max() < 5


def test_bonds_of_the_state_in_a_listed_bank_are_marked_down_once(
    eve_2018: tuple[Market, Parameters], tmp_path: Path
) -> None:
    rows = "GAZ Group,assets,10,USD bn,2017-12-31,2018-03-01,,,,\n"
    plain = priced("us-2018-sdn-april", eve_2018, with_rows(tmp_path, rows))
    rows += "GAZ Group,sovereign_bonds,4,USD bn,2017-12-31,2018-03-01,,,,\n"
    holding = priced("us-2018-sdn-april", eve_2018, with_rows(tmp_path, rows))
    ratio = value(holding, "asset_value_lost[GAZ Group]")[0] / value(plain, "asset_value_lost[GAZ Group]")[0]
    assert ratio == pytest.approx(0.6)
    assert value(holding, "assets_caught[GAZ Group]") == value(plain, "assets_caught[GAZ Group]")


def test_parent_and_listed_subsidiary_count_once(eve_2018: tuple[Market, Parameters], tmp_path: Path) -> None:
    rows = "EN+ Group,assets,22,USD bn,2016-12-31,2017-06-01,,,,\n"
    found = priced("us-2018-sdn-april", eve_2018, with_rows(tmp_path, rows))
    assert found.metrics["entity_assets_usd_bn"] == pytest.approx(22.0)
    assert value(found, "assets_caught[Rusal]") == (0.0,)


def test_refinancing_by_hand(eve_2018: tuple[Market, Parameters], tmp_path: Path) -> None:
    """Debt due x senders' share x (1 - substitution), blocked debt of any maturity, 8 years only."""
    rows = "GAZ Group,debt,2,USD bn,2017-12-31,2018-03-01,,2015-05-01,2019-05-01,\n"
    rows += "GAZ Group,debt,3,USD bn,2017-12-31,2018-03-01,,2015-05-01,2025-05-01,\n"
    rows += "GAZ Group,debt,7,USD bn,2017-12-31,2018-03-01,,2015-05-01,2035-05-01,\n"
    market, parameters = eve_2018
    fixed = parameters.with_values({"sender_share_of_debt": 0.4, "debt_substitution": 0.25})
    found = priced("us-2018-sdn-april", (market, fixed), with_rows(tmp_path, rows))
    assert found.metrics["entity_refinancing_at_risk_usd_bn"] == pytest.approx(5 * 0.4 * 0.75)
    lost = value(found, "refinancing_lost[GAZ Group]")
    assert lost[2] == pytest.approx(2 * 0.3)
    assert lost[8] == pytest.approx(3 * 0.3)


def test_losses_of_listed_firms_by_hand(eve_2018: tuple[Market, Parameters]) -> None:
    market, parameters = eve_2018
    fixed = parameters.with_values({"asset_value_loss": 50.0, "revenue_loss": 25.0})
    found = priced("us-2018-sdn-april", (market, fixed))
    assert value(found, "asset_value_lost[Rusal]")[0] == pytest.approx(14.452 * 0.5)
    assert value(found, "revenue_lost[Rusal]")[0] == pytest.approx(7.983 * 0.25)


def test_budget_bears_part_of_what_strategic_firms_lose(tmp_path: Path) -> None:
    rows = "VTB,revenue,10,USD bn,2020-12-31,2021-06-01,,,,\n"
    rows += "Sovcombank,revenue,10,USD bn,2020-12-31,2021-06-01,,,,\n"
    market = snapshot(dt.date(2022, 2, 23))
    parameters = estimate(market).with_values({"revenue_loss": 20.0, "shield_share": 0.5})
    found = priced("us-2022-february-banks", (market, parameters), with_rows(tmp_path, rows))
    assert value(found, "shield_cost[VTB]")[0] == pytest.approx(1.0)
    assert value(found, "shield_cost[Sovcombank]")[0] == 0.0
    assert value(found, "revenue_lost_by_firms")[0] == pytest.approx(3.0)


def test_bank_assets_share_adds_up_once_known() -> None:
    market = snapshot(dt.date(2022, 2, 24))
    found = priced("us-2022-february-banks", (market, estimate(market)))
    assert value(found, "bank_share_caught_all")[0] == pytest.approx(53.0)
    assert found.metrics["entity_assets_usd_bn"] == pytest.approx(80.0)


def test_rates_are_of_the_figures_day() -> None:
    rate = rates(snapshot(dt.date(2021, 4, 14)))
    assert rate("USD", dt.date(2020, 12, 31)) == 1.0
    euro, ruble = rate("EUR", dt.date(2020, 12, 31)), rate("RUB", dt.date(2020, 12, 31))
    assert euro == pytest.approx(1.2271)
    assert ruble is not None
    assert ruble == pytest.approx(1.2271 / 91.4671, rel=1e-3)
    assert rate("CHF", dt.date(2020, 12, 31)) is None
    assert rate("EUR", dt.date(1990, 1, 1)) is None


def test_sum_over_entities_needs_somebody_with_a_figure() -> None:
    nobody = Quantity("entity_assets", ("entity",), entities=frozenset())
    others = [Quantity(name, ("entity",)) for name in ("caught_change", "counted_once")]
    with pytest.raises(GrammarError, match="assets_caught is known for nobody"):
        Graph(EQUATIONS, [nobody, *others], {"entity": ("A", "B")}, ["assets_caught_all"])
