"""What a caller may get wrong: one clear message each, whole."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pytest

import sanctions as sx
from sanctions.comparison.run import day_before
from sanctions.errors import InputError
from sanctions.parameters.distributions import Distribution
from sanctions.spec.load import load_package
from tests.options import measure, option

DRAWS = 128


def message_of(*options: object, **settings: object) -> str:
    with pytest.raises(InputError) as caught:
        sx.run(list(options), **{"draws": DRAWS, **settings})
    return str(caught.value)


@pytest.mark.parametrize(
    ("options", "settings", "message"),
    [
        ((), {}, "options: nothing to compare (expected at least one option)"),
        (
            ("meassured",),
            {},
            "meassured: there is no such package (expected perhaps measured)",
        ),
        (
            ("us-2021-directive-2", "maximal"),
            {},
            "us-2021-directive-2: there is no such package (expected perhaps us-2021-directive-1 or"
            " us-2022-directive-3 or us-2022-directive-4)",
        ),
        (
            ("measured",),
            {"draws": 1000},
            "draws: 1000 is not a number of draws (expected a power of two from 64 to 1048576,"
            " for example 1024)",
        ),
        (("measured",), {"seed": -3}, "seed: -3 is below zero (expected 0 or a positive whole number)"),
        (
            ("measured",),
            {"as_of": dt.date(1990, 1, 1)},
            "as_of: 1990-01-01 is before the data begin (expected 2012-01-02 or later)",
        ),
        (
            ("measured",),
            {"as_of": "14 April 2021"},
            "as_of: '14 April 2021' is no day (expected a date such as 2021-04-14)",
        ),
        (("measured",), {"as_of": 2021}, "as_of: 2021 is no day (expected a date such as 2021-04-14)"),
        (
            ("measured", "maximal"),
            {"yardstick": "none"},
            "yardstick: none: is not among the options (expected one of us-2021-directive-1,"
            " us-2021-secondary-ban)",
        ),
        (
            ("measured", "maximal"),
            {"yardstick": "nonne"},
            "nonne: there is no such package (expected perhaps none)",
        ),
        (
            ("measured", "ve-2019-gl3"),
            {},
            "options: options on russia and venezuela cannot be compared",
        ),
        (
            ("measured+ve-2019-gl3",),
            {},
            "us-2021-directive-1+ve-2019-gl3: joins packages on russia and venezuela (expected one target)",
        ),
        (
            ("measured",),
            {"overrides": {"exit_rat": 0.1, "leakage": 1}},
            "parameters: exit_rat: no such parameter"
            " (expected one like exit_rate, discount_rate, chill_ratio)\n"
            "parameters: leakage: no such parameter (expected one like primary_leakage)",
        ),
        (
            ("measured",),
            {"overrides": {"trapped_operational": 25, "exit_rate": -0.1, "overshoot": float("nan")}},
            "parameters: trapped_operational: 25 is no share (expected 0 to 1)\n"
            "parameters: exit_rate: -0.1 is no share (expected 0 to 1)\n"
            "parameters: overshoot: nan is not a number (expected a finite number)",
        ),
        (
            ("measured",),
            {"overrides": {"runoff": Distribution("normal", (0.1, 0.2))}},
            "parameters: runoff: normal(mean 0.1, sd 0.2) is no share (expected 0 to 1)",
        ),
    ],
)
def test_bad_input(options: tuple, settings: dict, message: str) -> None:
    assert message_of(*options, **settings) == message


def test_a_day_without_figures_names_each(tmp_path: Path) -> None:
    found = message_of("measured", as_of=dt.date(2014, 2, 1))
    assert found == "as_of: 2014-02-01: yield_per_pp: nothing was known on 2014-02-01"


def test_a_missing_file(tmp_path: Path) -> None:
    gone = tmp_path / "gone.toml"
    found = message_of(gone)
    assert found.startswith(f"{gone}: ")
    assert "\n" not in found


def test_parameters_of_another_target_are_refused(market_2021, parameters_2021) -> None:
    with pytest.raises(InputError) as caught:
        sx.compare([load_package("ve-2019-gl3")], market_2021, parameters_2021, DRAWS)
    assert str(caught.value) == "parameters: are for russia (expected those for venezuela)"


def test_the_day_is_the_one_before_the_earliest_announcement() -> None:
    late = option([measure("primary")], "late")
    early = option(
        [measure("primary", effective=dt.date(2020, 6, 1))], "early", announced=dt.date(2020, 5, 4)
    )
    none = load_package("none")
    assert day_before([late, early]) == dt.date(2020, 5, 3)
    assert day_before([none, late]) == dt.date(2021, 4, 14)
    assert day_before([none]) == none.announced - dt.timedelta(days=1)
    assert sx.run([late], draws=DRAWS).as_of == dt.date(2021, 4, 14)


def test_an_override_is_the_callers_judgement() -> None:
    found = sx.run(
        ["measured"],
        draws=DRAWS,
        overrides={"primary_leakage": 1, "trapped_operational": Distribution("beta", (2, 2))},
    )
    parameters = found.options[0].parameters
    leakage = parameters["primary_leakage"]
    assert (leakage.distribution, leakage.owner, leakage.source) == (
        Distribution("fixed", (1.0,)),
        "user",
        "set by the user",
    )
    assert leakage.why == "was uniform(low 0, high 1)"
    assert parameters["trapped_operational"].distribution == Distribution("beta", (2, 2))
    assert np.all(found.options[0].metrics["peak_yield_bp"] == 0.0)


@pytest.mark.parametrize("given", [-1.0, 20_000.0, float("nan")])
def test_a_threshold_that_is_none(given: float) -> None:
    with pytest.raises(InputError) as caught:
        sx.run(["measured"], draws=DRAWS, no_effect_bp=given)
    assert str(caught.value) == f"no_effect_bp: {given:g} bp is no threshold (expected 0 to 10000)"


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("half_life", -1.0, "-1 years is below 0"),
        ("yield_per_pp", -5.0, "-5 bp per pp is below 0"),
        (
            "foreign_share[local]",
            Distribution("normal", (1.0, 2.0)),
            "normal(mean 1, sd 2) goes below 0",
        ),
    ],
)
def test_a_value_below_zero_where_none_can_be(key: str, value: float | Distribution, message: str) -> None:
    with pytest.raises(InputError) as caught:
        sx.run(["measured"], draws=DRAWS, overrides={key: value})
    assert str(caught.value) == f"parameters: {key}: {message} (expected 0 or more)"


def test_a_move_that_may_go_down_may_be_negative() -> None:
    assert sx.run(["measured"], draws=DRAWS, overrides={"run_up_bp": -10.0}).draws == DRAWS


def test_public_names_stay_functions_after_use() -> None:
    """The folders compare/ and estimate/ must not take the place of the functions of that name."""
    for _ in range(2):
        market = sx.snapshot(dt.date(2021, 4, 14))
        parameters = sx.estimate(market)
        assert (
            sx.compare([sx.load_package("measured")], market, parameters, 64).yardstick
            == "us-2021-directive-1"
        )
        assert sx.assess(sx.load_package("measured"), market, parameters, 64).draws == 64
    assert all(hasattr(sx, name) for name in sx.__all__)
    with pytest.raises(AttributeError, match=r"^module 'sanctions' has no attribute 'gone'$"):
        sx.__getattr__("gone")


def test_an_option_against_itself_differs_by_exactly_nothing():
    comparison = sx.run(["measured", "us-2021-directive-1"], draws=256)
    (difference,) = comparison.differences
    assert set(difference.metrics) == set(comparison.options[0].metrics)
    for spread in difference.metrics.values():
        assert (spread.mean, spread.p05, spread.p50, spread.p95) == (0.0, 0.0, 0.0, 0.0)
    assert difference.probability_costs_target_more_pct == 0.0
    share = comparison.share_used["us-2021-directive-1"]["peak_yield_bp"]
    assert (share.p05, share.p50, share.p95) == (100.0, 100.0, 100.0)
    assert "us-2021-directive-1 is compared with itself" in comparison.warnings


@pytest.mark.parametrize("day", ["2021-04-10", dt.date(2021, 4, 10), dt.datetime(2021, 4, 10, 9, 30)])  # noqa: DTZ001
def test_a_day_may_be_given_as_text_or_with_a_time(day):
    assert sx.run(["measured"], as_of=day, draws=DRAWS).as_of == dt.date(2021, 4, 10)
