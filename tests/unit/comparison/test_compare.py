"""Options side by side: paired differences, the share of the yardstick, odds of enactment, the frame."""

from __future__ import annotations

import numpy as np
import pytest

from sanctions.comparison.compare import compare, difference, share_used, spec_hash, spreads
from sanctions.data.vintage import Market
from sanctions.model.metrics import BY_ID, METRICS, Status
from sanctions.model.results import Spread
from sanctions.parameters.parameters import Parameters
from sanctions.spec.load import load_package
from tests.options import measure, option

DRAWS = 512
NAMES = ("none", "measured", "maximal", "us-2019-cbw-directive")


@pytest.fixture(scope="module")
def comparison(market_2021: Market, parameters_2021: Parameters):
    return compare(
        [load_package(name) for name in NAMES],
        market_2021,
        parameters_2021,
        DRAWS,
        4,
        yardstick="us-2021-secondary-ban",
    )


def test_every_metric_is_there_or_has_a_reason(comparison) -> None:
    for each in comparison.options:
        assert set(each.metrics) | set(each.not_applicable) == set(BY_ID)
        assert not set(each.metrics) & set(each.not_applicable)
        assert all(reason.reason for reason in each.not_applicable.values())
    for each in comparison.differences:
        assert set(each.metrics) | set(each.not_applicable) == set(BY_ID)


def test_a_difference_is_paired_and_not_the_difference_of_percentiles(comparison) -> None:
    measured, maximal = (comparison.option(i) for i in ("us-2021-directive-1", "us-2021-secondary-ban"))
    found = next(each for each in comparison.differences if each.option == "us-2021-directive-1")
    assert found.minus == "us-2021-secondary-ban"
    paired = measured.metrics["peak_yield_bp"] - maximal.metrics["peak_yield_bp"]
    assert found.metrics["peak_yield_bp"] == Spread.of(paired)
    unpaired = (
        comparison.spreads["us-2021-directive-1"]["peak_yield_bp"].p05
        - comparison.spreads["us-2021-secondary-ban"]["peak_yield_bp"].p05
    )
    assert abs(found.metrics["peak_yield_bp"].p05 - unpaired) > 1.0
    share = np.mean(measured.metrics["peak_yield_bp"] > maximal.metrics["peak_yield_bp"]) * 100
    assert found.probability_costs_target_more_pct == pytest.approx(share)


def test_differences_are_against_the_yardstick_and_change_sign_with_it(
    comparison, market_2021: Market, parameters_2021: Parameters
) -> None:
    one, other = comparison.option("us-2021-directive-1"), comparison.option("us-2021-secondary-ban")
    there, back = difference(one, other), difference(other, one)
    for name, spread in there.metrics.items():
        assert spread.p05 == pytest.approx(-back.metrics[name].p95, rel=1e-12, abs=1e-12), name
        assert spread.p50 == pytest.approx(-back.metrics[name].p50, rel=1e-12, abs=1e-12), name


def test_the_share_used_is_draw_by_draw_and_only_where_the_yardstick_keeps_its_sign(comparison) -> None:
    one, other = comparison.option("us-2021-directive-1"), comparison.option("us-2021-secondary-ban")
    found = share_used(one, other)
    assert found["peak_yield_bp"] == Spread.of(
        100.0 * (one.metrics["peak_yield_bp"] / other.metrics["peak_yield_bp"]), ratio=True
    )
    unstated = found["unmet_funding_year_1_pct_of_plan"]
    assert unstated.status is Status.ZERO_REFERENCE
    assert unstated.reason == "the reference option's interval includes 0 on this metric"
    assert found["entities_listed"].status is Status.NO_CHANNEL
    itself = share_used(other, other)["peak_yield_bp"]
    assert (itself.p05, itself.p50, itself.p95) == (100.0, 100.0, 100.0)


def test_a_foreign_currency_option_is_compared_without_numbers(comparison) -> None:
    found = next(each for each in comparison.differences if each.option == "us-2019-cbw-directive")
    assert set(found.metrics) == {"measures_priced_pct"}
    assert found.probability_costs_target_more_pct is None
    assert comparison.share_used["us-2019-cbw-directive"]["peak_yield_bp"].status is Status.NO_FIGURE


def test_percentiles_are_numpys_and_ratios_have_no_mean(comparison) -> None:
    maximal = comparison.option("us-2021-secondary-ban")
    found = spreads(maximal)
    for name, values in maximal.metrics.items():
        expected = np.percentile(values, (5, 10, 50, 90, 95))
        spread = found[name]
        np.testing.assert_array_equal((spread.p05, spread.p10, spread.p50, spread.p90, spread.p95), expected)
        assert (spread.mean is None) == BY_ID[name].ratio


def test_the_yardstick_is_the_last_option_unless_named(market_2021, parameters_2021) -> None:
    packages = [load_package(name) for name in ("maximal", "measured")]
    found = compare(packages, market_2021, parameters_2021, 64)
    assert found.yardstick == "us-2021-directive-1"
    assert [each.package.id for each in found.options] == ["us-2021-secondary-ban", "us-2021-directive-1"]
    with pytest.raises(KeyError, match="gone"):
        found.option("gone")


def test_shares_of_variance_by_kind_add_to_one(comparison) -> None:
    for each in comparison.options:
        for name, shares in each.kind_shares.items():
            assert sum(shares.values()) == pytest.approx(1.0), name
            assert all(share >= 0 for share in shares.values())
    assert comparison.option("none").kind_shares == {}
    assert (
        comparison.option("us-2021-directive-1").kind_shares["sender_share_of_foreign_holdings_pct"]["data"]
        > 0.99
    )


def test_odds_of_enactment_scale_amounts_only(market_2021, parameters_2021) -> None:
    terms = {"status": "proposed", "enactment_probability": (0.4, 0.4, 0.4)}
    package = option([measure("divest")], **terms)
    found = compare([package], market_2021, parameters_2021, DRAWS, 4)
    scaled, whole = found.times_probability[package.id], found.spreads[package.id]
    for name, spread in scaled.items():
        assert spread.p50 == pytest.approx(0.4 * whole[name].p50, rel=1e-12, abs=1e-12), name
        assert spread.p95 == pytest.approx(0.4 * whole[name].p95, rel=1e-12, abs=1e-12), name
    assert "days_to_full_effect" not in scaled
    assert "cost_ratio_target_to_sender" not in scaled
    assert "peak_yield_bp" in scaled


def test_the_frame_holds_every_option_and_difference(comparison) -> None:
    frame = comparison.to_frame()
    assert len(frame) == (len(comparison.options) + len(comparison.differences)) * len(METRICS)
    row = frame[(frame["option"] == "us-2021-secondary-ban") & (frame["metric"] == "peak_yield_bp")].iloc[0]
    assert row["p50"] == comparison.spreads["us-2021-secondary-ban"]["peak_yield_bp"].p50
    assert ((frame["not_applicable"] == "") == frame["p50"].notna()).all()
    assert "<table" in comparison._repr_html_()


def test_the_hash_of_a_spec_is_of_its_content() -> None:
    one, same = (option([measure("primary")]) for _ in range(2))
    assert spec_hash(one) == spec_hash(same)
    assert spec_hash(one) != spec_hash(option([measure("divest")]))


def test_the_worked_case_is_the_model_at_the_medians(comparison, parameters_2021: Parameters) -> None:
    found = comparison.option("us-2021-secondary-ban")
    read = [each for each in parameters_2021.values if each.key in found.graph.input_keys]
    assert len(read) > 40  # the rest belongs to entity lists, which this option does not have
    for each in read:
        assert found.worked.inputs[each.key] == (each.middle,)
    assert set(found.worked.inputs) == set(found.graph.input_keys)
    assert set(found.worked.values) == {node.key for node in found.graph.nodes}
    peak = found.worked.values["peak_yield"][0]
    assert found.metrics["peak_yield_bp"].min() < peak < found.metrics["peak_yield_bp"].max()
