"""What must hold in every single draw, whatever the parameters and whatever the law adds."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sanctions.comparison.compare import compare, difference
from sanctions.data.vintage import Market, snapshot
from sanctions.model.assess import assess
from sanctions.model.draws import draw
from sanctions.model.metrics import Status
from sanctions.model.results import Assessment
from sanctions.parameters.estimate import estimate
from sanctions.parameters.parameters import Parameters
from sanctions.spec.load import bundled_packages, load_package
from sanctions.spec.package import Package
from tests.options import (
    ANNOUNCED,
    EFFECTIVE,
    NEVER_LOWER,
    NEVER_LOWER_WHERE_SALE_IS_FREE,
    SALE_FREE,
    SCOPES,
    lawful,
    measure,
    option,
)

DRAWS = 128
#: A monotone limit may be missed by rounding alone: sums and products of numbers near one lose a few units in
#: the last place (2e-16 each), some dozen operations deep.
ROUNDING = 1e-12
SENDERS = ("US", "UK", "EU")
#: Not sizes of an effect: the chance of none is certain, and days or shares describe the option itself.
FREE = (
    "new_bond_premium_bp",
    "new_bond_yield_year_1_bp",
    "old_bond_yield_12m_bp",
    "peak_yield_bp",
    "extra_interest_year_1_lcu_bn",
    "extra_interest_8y_lcu_bn",
    "extra_interest_8y_pct_gdp",
    "foreign_share_lost_pp",
    "outflow_usd_bn",
    "unmet_funding_year_1_pct_of_plan",
    "currency_fall_pct",
    "gdp_loss_year_8_pct",
    "target_cost_8y_usd_bn",
    "domestic_holder_loss_usd_bn",
    "allied_holder_loss_usd_bn",
    "other_holder_loss_usd_bn",
    "sender_holder_loss_usd_bn",
)

shares = st.floats(0.0, 1.0)
made_up_parameters = st.fixed_dictionaries(
    {},
    optional={
        "foreign_share[local]": st.floats(0.5, 60.0),
        "foreign_share_new[local]": st.floats(0.0, 60.0),
        "custody_share_us[local]": shares,
        "uk_share_of_rest[local]": shares,
        "eu_share_of_rest[local]": shares,
        "primary_leakage": shares,
        "contagion": shares,
        "chill_ratio": shares,
        "trapped_operational": shares,
        "participation": shares,
        "daily_turnover[local]": st.floats(0.0, 500.0),
        "contagion_if_frozen": shares,
        "substitution": shares,
        "scale_exponent": shares,
        "stress_probability": shares,
        "stress_amplification": st.floats(0.0, 5.0),
        "reserves_used_in_defence": shares,
        "run_probability": shares,
        "exit_rate": st.floats(0.0, 0.99),
        "runoff": st.floats(0.0, 0.5),
        "yield_per_pp": st.floats(0.1, 40.0),
        "nonlinearity": st.floats(0.0, 2.0),
        "overshoot": st.floats(1.0, 8.0),
        "half_life": st.floats(0.05, 10.0),
        "benchmark_years": st.floats(0.1, 9.0),
        "reply_odds": shares,
        "issuance_growth[local]": st.floats(-0.3, 0.3),
    },
)


@st.composite
def measures(draw_from: st.DrawFn, scopes: tuple[str, ...] = SALE_FREE) -> dict[str, object]:
    """Return any measure on ruble bonds: scope, sender, dates, wind-down, phases and end."""
    scope = draw_from(st.sampled_from(scopes))
    effective = ANNOUNCED + dt.timedelta(days=draw_from(st.integers(0, 1500)))
    terms: dict[str, object] = {}
    if draw_from(st.booleans()):
        later = effective + dt.timedelta(days=draw_from(st.integers(1, 800)))
        terms["phase_in"] = [
            {"date": effective, "pct": draw_from(st.floats(0, 100))},
            {"date": later, "pct": 100.0},
        ]
    if draw_from(st.integers(0, 3)) == 0:
        terms["ends"] = effective + dt.timedelta(days=draw_from(st.integers(0, 2500)))
    terms["currencies"] = draw_from(st.sampled_from([[], ["RUB"], ["RUB", "USD"]]))
    return measure(
        scope,
        draw_from(st.sampled_from(SENDERS)),
        effective=effective,
        wind_down_days=draw_from(st.integers(0, 700)),
        **terms,
    )


REPLY = {
    "by": "Ministry of Finance",
    "kind": "stop_reopenings",
    "from": dt.date(2021, 6, 14),
    "source": "made for a test",
}
replies = st.sampled_from([[], [REPLY], [{**REPLY, "probability": 0.4}], [{**REPLY, "from": ANNOUNCED}]])


def priced(package: Package, market: Market, parameters: Parameters) -> Assessment:
    return assess(package, market, parameters, DRAWS, 3)


def never_lower(wide: Assessment, narrow: Assessment, *, sale_free: bool = False) -> None:
    for name in (*NEVER_LOWER, *(NEVER_LOWER_WHERE_SALE_IS_FREE if sale_free else ())):
        short = narrow.metrics[name] - wide.metrics[name]
        slack = ROUNDING * np.maximum(1.0, np.abs(narrow.metrics[name]))
        assert np.all(short <= slack), (name, float(short.max()))


def same_numbers(one: Assessment, other: Assessment, *, but: tuple[str, ...] = ()) -> None:
    assert set(one.metrics) == set(other.metrics)
    for name, values in one.metrics.items():
        if name not in but:
            np.testing.assert_array_equal(values, other.metrics[name], err_msg=name)


@given(made_up_parameters)
@settings(max_examples=15)
def test_none_is_exactly_zero(market_2021: Market, parameters_2021: Parameters, changes: dict) -> None:
    found = priced(load_package("none"), market_2021, parameters_2021.with_values(changes))
    assert len(found.metrics) > 20
    for name, values in found.metrics.items():
        if name == "probability_no_effect_pct":  # certain, which is 100
            assert np.all(values == 100.0)
            continue
        assert np.all(values == 0.0), name
        assert not np.signbit(values).any(), f"{name} is minus zero"
    for name, path in found.paths.items():
        assert np.all(path == 0.0), name
        assert not np.signbit(path).any(), f"{name} is minus zero"


@pytest.mark.parametrize(
    "day",
    [
        dt.date(2014, 6, 2),
        dt.date(2018, 9, 3),
        dt.date(2021, 12, 1),  # law of one sender in force, which allies could join
        dt.date(2022, 3, 1),
        dt.date(2023, 1, 9),
    ],
)
def test_none_is_exactly_zero_whatever_the_law_of_the_day(day: dt.date) -> None:
    market = snapshot(day)
    found = priced(load_package("none"), market, estimate(market))
    for name, values in found.metrics.items():
        expected = 100.0 if name == "probability_no_effect_pct" else 0.0
        assert np.all(values == expected), name


@given(st.lists(measures(), min_size=1, max_size=4), made_up_parameters)
@settings(max_examples=15)
def test_an_option_against_itself_is_exactly_zero(
    market_2021: Market, parameters_2021: Parameters, terms: list, changes: dict
) -> None:
    parameters = parameters_2021.with_values(changes)
    one, again = (priced(option(terms, name), market_2021, parameters) for name in ("one", "again"))
    against = difference(one, again)
    assert set(against.metrics) == set(one.metrics)
    for name, spread in against.metrics.items():
        assert (spread.p05, spread.p50, spread.p95, spread.mean) == (0.0, 0.0, 0.0, 0.0), name
    assert against.probability_costs_target_more_pct == 0.0


@given(st.sets(st.sampled_from(SENDERS), min_size=1), made_up_parameters, replies)
@settings(max_examples=20)
def test_full_leakage_makes_a_primary_ban_free(
    market_2021: Market, parameters_2021: Parameters, senders: set, changes: dict, reply: list
) -> None:
    parameters = parameters_2021.with_values({**changes, "primary_leakage": 1.0})
    terms = [measure("primary", sender) for sender in sorted(senders)]
    found = priced(option(terms, responses=reply), market_2021, parameters)
    for name in FREE:
        if name == "allied_holder_loss_usd_bn" and len(senders) == len(SENDERS):
            assert found.not_applicable[name].status is Status.NO_CHANNEL
            continue
        assert np.all(found.metrics[name] == 0.0), name
    for name, path in found.paths.items():
        assert np.all(path == 0.0), name


def test_without_leakage_the_same_ban_is_not_free(market_2021: Market, parameters_2021: Parameters) -> None:
    found = priced(
        option([measure("primary")]), market_2021, parameters_2021.with_values({"primary_leakage": 0.0})
    )
    for name in ("new_bond_premium_bp", "extra_interest_8y_lcu_bn", "gdp_loss_year_8_pct"):
        assert np.all(found.metrics[name] > 0.0), name


def free_to_sell(terms: list) -> bool:
    return all(each["kind"] != "asset_freeze" for each in terms)


@given(
    st.lists(measures(SCOPES), min_size=1, max_size=3),
    st.lists(measures(SCOPES), min_size=1, max_size=2),
    replies,
    made_up_parameters,
)
@settings(max_examples=60)
def test_more_measures_never_help_the_target(
    market_2021: Market, parameters_2021: Parameters, terms: list, added: list, reply: list, changes: dict
) -> None:
    terms, added = lawful(terms, added), lawful(added, terms)
    assume(terms and added)
    parameters = parameters_2021.with_values(changes)
    narrow = priced(option(terms, responses=reply), market_2021, parameters)
    wide = priced(option(terms + added, responses=reply), market_2021, parameters)
    never_lower(wide, narrow, sale_free=free_to_sell(terms + added))


@given(
    st.sampled_from(list(pairwise(SCOPES))),
    st.sets(st.sampled_from(SENDERS), min_size=1),
    st.integers(0, 900),
    st.integers(0, 700),
    st.lists(measures(SCOPES), max_size=2),
    replies,
    made_up_parameters,
)
@settings(max_examples=40)
def test_a_wider_scope_or_stricter_holding_rule_never_helps(
    market_2021: Market,
    parameters_2021: Parameters,
    pair: tuple[str, str],
    senders: set,
    delay: int,
    wind_down: int,
    beside: list,
    reply: list,
    changes: dict,
) -> None:
    """Whatever others do beside, at another time: what one no longer sells must not help another to sell."""
    parameters = parameters_2021.with_values(changes)
    when = ANNOUNCED + dt.timedelta(days=delay)
    beside = [each for each in beside if each["sender"] not in senders]
    narrow, wide = (
        option(
            [measure(scope, each, effective=when, wind_down_days=wind_down) for each in sorted(senders)]
            + beside,
            responses=reply,
        )
        for scope in pair
    )
    never_lower(
        *(priced(each, market_2021, parameters) for each in (wide, narrow)),
        sale_free=pair[1] in SALE_FREE and free_to_sell(beside),
    )


@pytest.mark.parametrize(("days", "lead"), [(0, 1260), (90, 1260), (700, 60)])
def test_a_freeze_makes_no_room_for_the_sales_of_another(
    market_2021: Market, parameters_2021: Parameters, days: int, lead: int
) -> None:
    """Frozen instead of sold, at another time than the sale of the US: no figure of the target gets better.

    The market is shallow here, so that what others bring to it decides what of the US holdings is trapped.
    """
    parameters = parameters_2021.with_values({"daily_turnover[local]": 5.0})
    sale = measure("divest", "US", effective=ANNOUNCED, wind_down_days=90)
    when = ANNOUNCED + dt.timedelta(days=lead)
    sold, frozen = (
        priced(
            option(
                [sale, *(measure(scope, each, effective=when, wind_down_days=days) for each in ("EU", "UK"))]
            ),
            market_2021,
            parameters,
        )
        for scope in ("divest", "freeze")
    )
    never_lower(frozen, sold)


@given(
    st.sampled_from(SCOPES),
    st.sets(st.sampled_from(SENDERS), min_size=1),
    st.integers(0, 1200),
    st.integers(1, 800),
    st.sampled_from([0, 30, 90]),
    made_up_parameters,
)
@settings(max_examples=40)
def test_a_longer_lead_never_moves_more_on_the_day(
    market_2021: Market,
    parameters_2021: Parameters,
    scope: str,
    senders: set,
    lead: int,
    longer: int,
    wind_down: int,
    changes: dict,
) -> None:
    """Holders who may sell before a freeze bites do, so its lead is tested on what is withdrawn alone."""
    parameters = parameters_2021.with_values(changes)
    soon, late = (
        priced(
            option(
                [
                    measure(
                        scope,
                        each,
                        effective=ANNOUNCED + dt.timedelta(days=days),
                        wind_down_days=wind_down,
                    )
                    for each in sorted(senders)
                ]
            ),
            market_2021,
            parameters,
        )
        for days in (lead, lead + longer)
    )
    never_lower(soon, late, sale_free=scope in SALE_FREE)


@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize("lead", [364, 365, 366, 729, 730, 731])
def test_the_lead_has_no_cliff(
    market_2021: Market, parameters_2021: Parameters, scope: str, lead: int
) -> None:
    """One day more or less is worth less than one part in two hundred of the effect of no lead at all."""

    def on_the_day(days: int) -> Assessment:
        terms = measure(scope, effective=ANNOUNCED + dt.timedelta(days=days), wind_down_days=90)
        return priced(option([terms]), market_2021, parameters_2021)

    at_once, before, after = (on_the_day(days) for days in (0, lead, lead + 1))
    for name in (
        "act_on_the_day_bp",
        "currency_fall_pct",
        "new_bond_yield_year_1_bp",
        "holder_loss_us_usd_bn",
    ):
        step = np.abs(before.metrics[name] - after.metrics[name])
        size = np.maximum(np.abs(at_once.metrics[name]), np.abs(before.metrics[name]))
        assert np.all(step <= size / 200 + ROUNDING), (name, float((step / size).max()))


@given(
    st.sampled_from(("divest", "freeze")),
    st.sets(st.sampled_from(SENDERS), min_size=1),
    st.integers(0, 400),
    st.integers(1, 400),
    made_up_parameters,
)
@settings(max_examples=30)
def test_less_time_to_sell_never_helps(
    market_2021: Market,
    parameters_2021: Parameters,
    scope: str,
    senders: set,
    days: int,
    more: int,
    changes: dict,
) -> None:
    parameters = parameters_2021.with_values(changes)
    short, long = (
        priced(
            option([measure(scope, each, wind_down_days=given_days) for each in sorted(senders)]),
            market_2021,
            parameters,
        )
        for given_days in (days, days + more)
    )
    never_lower(short, long, sale_free=scope in SALE_FREE)


def test_time_to_sell_and_coalition_change_what_is_trapped(
    market_2021: Market, parameters_2021: Parameters
) -> None:
    """Less time and more sellers trap more, which shows in holders' losses and in prices."""
    by_days = [
        priced(option([measure("divest", wind_down_days=days)]), market_2021, parameters_2021)
        for days in (0, 30, 90)
    ]
    for short, long in pairwise(by_days):
        for name in ("holder_loss_us_usd_bn", "cost_us_8y_usd_bn", "old_bond_yield_12m_bp"):
            assert np.median(short.metrics[name]) > np.median(long.metrics[name]), name
    alone, joined = (
        priced(option([measure("divest", each) for each in senders]), market_2021, parameters_2021)
        for senders in (("US",), SENDERS)
    )
    for name in ("holder_loss_us_usd_bn", "cost_us_8y_usd_bn"):
        assert np.median(joined.metrics[name]) > np.median(alone.metrics[name]), name


@pytest.mark.parametrize("substitution", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("lead", [0, 2500])
def test_an_ally_on_a_trifle_raises_the_cost_of_another_through_prices_alone(
    market_2021: Market, parameters_2021: Parameters, lead: int, substitution: float
) -> None:
    """Each country bears its own rule: what it sells and what is stuck do not follow the rule of an ally.

    A bar on new bonds spreads to existing ones where the two are substitutes, and sellers then lose more, by
    no more than the price moves in proportion. Without substitutes nothing of it reaches them at all.
    """
    parameters = parameters_2021.with_values({"substitution": substitution})
    ban = measure("divest", "US")
    trifle = measure("primary", "EU", effective=ANNOUNCED + dt.timedelta(days=lead))
    alone, joined = (priced(option(each), market_2021, parameters) for each in ([ban], [ban, trifle]))

    def rise(name: str) -> np.ndarray:
        return joined.metrics[name] / alone.metrics[name] - 1

    prices = rise("act_on_the_day_bp")
    assert np.all(prices >= 0.0)
    assert np.any(prices > 0.0) == (substitution > 0.0)
    for name in ("cost_us_8y_usd_bn", "cost_uk_8y_usd_bn", "cost_others_8y_usd_bn"):
        assert np.all(rise(name) <= prices + ROUNDING), name
        assert np.all(rise(name) >= -ROUNDING), name


def test_an_unfrozen_holder_never_loses_more_finance_than_there_is(
    market_2021: Market, parameters_2021: Parameters
) -> None:
    """With every foreigner gone for good, what is missing in year 8 is what an untouched path would hold."""
    everything = {
        "foreign_share[local]": 20.0,
        "foreign_share_new[local]": 20.0,
        "contagion": 1.0,
        "trapped_operational": 0.0,
        "primary_leakage": 0.0,
        "foreign_bank_loans[local]": 0.0,
    }
    parameters = parameters_2021.with_values(everything)
    terms = [measure("divest", each, effective=ANNOUNCED) for each in SENDERS]
    found = assess(option(terms), market_2021, parameters, DRAWS, 3)
    values = draw(parameters, DRAWS, 3).values
    kept = 1 - values["runoff"]
    issued = sum(
        values["gross_issuance[local]"]
        * (1 + values["issuance_growth[local]"]) ** (year - 1)
        * kept ** (8 - year)
        for year in range(1, 9)
    )
    untouched = 0.2 * (values["stock[local]"] * kept**8 + issued)
    share_of_gdp = 100 * untouched / values["gdp_lcu_bn"]
    most = values["gdp_per_finance_lost"] * share_of_gdp
    assert np.all(found.metrics["gdp_loss_year_8_pct"] <= most * (1 + 1e-9))
    assert np.all(found.metrics["gdp_loss_year_8_pct"] >= most * 0.95)


def test_an_event_of_reply_is_one_of_its_two_outcomes(
    market_2021: Market, parameters_2021: Parameters
) -> None:
    found = priced(option([measure("primary")], responses=[REPLY]), market_2021, parameters_2021)
    peak, closed, kept_open = (
        found.metrics[name]
        for name in ("peak_yield_bp", "peak_yield_if_reply_bp", "peak_yield_if_no_reply_bp")
    )
    assert np.all((peak == closed) | (peak == kept_open))
    share = np.mean(peak == closed)
    assert 0.3 < share < 0.7  # as likely as not


@pytest.mark.parametrize(
    "off",
    [
        {"substitution": 0.0},
        {"scale_exponent": 0.0},
        {"stress_probability": 0.0, "stress_probability_high_share": 0.0},
    ],
    ids=["substitution", "scale", "stress"],
)
def test_each_part_of_the_price_structure_can_be_switched_off(
    market_2021: Market, parameters_2021: Parameters, off: dict
) -> None:
    with_it = priced(option([measure("primary")]), market_2021, parameters_2021)
    without = priced(option([measure("primary")]), market_2021, parameters_2021.with_values(off))
    assert np.any(with_it.metrics["new_bond_premium_bp"] != without.metrics["new_bond_premium_bp"])


def test_on_the_day_is_the_coefficient_times_the_expected_move(
    market_2021: Market, parameters_2021: Parameters
) -> None:
    found = priced(option([measure("primary")]), market_2021, parameters_2021)
    values = draw(parameters_2021, DRAWS, 3).values
    expected = values["fx_per_100bp"] * found.metrics["expected_move_on_announcement_bp"] / 100
    np.testing.assert_allclose(found.metrics["currency_fall_on_the_day_pct"], expected, rtol=1e-12)


def test_act_and_threat_are_what_is_in_the_yield_afterwards(
    market_2021: Market, parameters_2021: Parameters
) -> None:
    measured, maximal = (
        priced(load_package(n), market_2021, parameters_2021) for n in ("measured", "maximal")
    )
    moved = measured.metrics["expected_move_on_announcement_bp"] + measured.metrics["already_priced_in_bp"]
    np.testing.assert_allclose(
        moved, measured.metrics["act_on_the_day_bp"] + measured.metrics["threat_held_back_bp"], rtol=1e-9
    )
    assert np.all(measured.metrics["threat_held_back_bp"] > 0.0)
    assert np.all(maximal.metrics["threat_held_back_bp"] == 0.0)


def test_nothing_is_held_back_where_everything_is_frozen(
    market_2021: Market, parameters_2021: Parameters
) -> None:
    found = priced(load_package("coalition-2021-full-blocking"), market_2021, parameters_2021)
    assert np.all(found.metrics["threat_held_back_bp"] == 0.0)


def test_a_forced_sale_disarms_a_reply(market_2021: Market, parameters_2021: Parameters) -> None:
    ban, blocked = (
        priced(option([measure(scope, wind_down_days=90)]), market_2021, parameters_2021)
        for scope in ("divest", "freeze")
    )
    day_0, later = "sender_assets_in_reach_day_0_usd_bn", "sender_assets_in_reach_usd_bn"
    assert np.median(ban.metrics[later]) < 0.5 * np.median(ban.metrics[day_0])
    np.testing.assert_allclose(blocked.metrics[later], blocked.metrics[day_0])


def test_the_four_packages_of_the_case_read_top_to_bottom(
    market_2021: Market, parameters_2021: Parameters
) -> None:
    names = ("measured", "maximal", "coalition-2021-secondary-ban", "coalition-2021-full-blocking")
    found = [priced(load_package(name), market_2021, parameters_2021) for name in names]
    for narrow, wide in pairwise(found):
        never_lower(wide, narrow)


@pytest.mark.parametrize("scope", SCOPES)
def test_each_ally_who_joins_costs_the_target_more(
    market_2021: Market, parameters_2021: Parameters, scope: str
) -> None:
    coalitions = [SENDERS[:1], SENDERS[:2], SENDERS]
    found = [
        priced(option([measure(scope, each) for each in senders]), market_2021, parameters_2021)
        for senders in coalitions
    ]
    for narrow, wide in pairwise(found):
        never_lower(wide, narrow, sale_free=scope in SALE_FREE)
        # Real parameters: an ally holds something, so it is strictly dearer in some draw at least.
        assert np.any(wide.metrics["new_bond_yield_year_1_bp"] > narrow.metrics["new_bond_yield_year_1_bp"])


@given(
    st.lists(measures(), min_size=1, max_size=3),
    st.sets(st.sampled_from(SENDERS), min_size=1),
    made_up_parameters,
)
@settings(max_examples=25)
def test_a_freeze_by_another_sender_never_helps_the_target(
    market_2021: Market, parameters_2021: Parameters, terms: list, freezing: set, changes: dict
) -> None:
    """Frozen holders do not sell, but they must not keep those of other senders from selling."""
    parameters = parameters_2021.with_values(changes)
    terms = [each for each in terms if each["sender"] not in freezing] or [measure("divest", "US")]
    added = [measure("freeze", sender) for sender in sorted(freezing - {"US"})]
    narrow, wide = (priced(option(each), market_2021, parameters) for each in (terms, terms + added))
    never_lower(wide, narrow)


def test_a_freeze_sells_nothing(market_2021: Market, parameters_2021: Parameters) -> None:
    still = {"contagion": 0.0, "contagion_if_frozen": 0.0, "substitution": 0.0}
    parameters = parameters_2021.with_values(still)
    found = priced(option([measure("freeze")]), market_2021, parameters)
    for name in ("foreign_share_lost_pp", "outflow_usd_bn", "old_bond_yield_12m_bp"):
        assert np.all(found.metrics[name] == 0.0), name
    for name in ("sender_holder_loss_usd_bn", "new_bond_yield_year_1_bp", "target_cost_8y_usd_bn"):
        assert np.all(found.metrics[name] > 0.0), name


@given(st.lists(measures(), min_size=1, max_size=3), st.integers(0, 700))
@settings(max_examples=15)
def test_nothing_moves_on_a_day_announced_before(
    market_2021: Market, parameters_2021: Parameters, terms: list, days_before: int
) -> None:
    announced = market_2021.as_of - dt.timedelta(days=days_before)
    found = priced(option(terms, announced=announced), market_2021, parameters_2021)
    moves = found.metrics["expected_move_on_announcement_bp"]
    assert np.all(moves == 0.0)
    assert not np.signbit(moves).any()


@given(st.permutations([measure(s, b) for s, b in zip(SCOPES, ("US", "EU", "UK", "US", "EU"), strict=True)]))
@settings(max_examples=10)
def test_the_order_of_measures_does_not_matter(
    market_2021: Market, parameters_2021: Parameters, terms: list
) -> None:
    first = option([measure(s, b) for s, b in zip(SCOPES, ("US", "EU", "UK", "US", "EU"), strict=True)])
    same_numbers(*(priced(each, market_2021, parameters_2021) for each in (first, option(terms))))


def test_the_order_of_joined_packages_does_not_matter(
    market_2021: Market, parameters_2021: Parameters
) -> None:
    one = priced(load_package("measured+maximal"), market_2021, parameters_2021)
    other = priced(load_package("maximal+measured"), market_2021, parameters_2021)
    same_numbers(one, other)


def test_the_order_of_options_does_not_matter(market_2021: Market, parameters_2021: Parameters) -> None:
    both = [load_package("measured"), load_package("maximal")]
    forward = compare(both, market_2021, parameters_2021, DRAWS, 3, yardstick="us-2021-secondary-ban")
    back = compare(both[::-1], market_2021, parameters_2021, DRAWS, 3, yardstick="us-2021-secondary-ban")
    for each in both:
        same_numbers(forward.option(each.id), back.option(each.id))
    assert forward.differences == back.differences


@given(st.sampled_from(SCOPES), st.integers(1, 3))
@settings(max_examples=10)
def test_overlapping_measures_of_one_sender_hit_once(
    market_2021: Market, parameters_2021: Parameters, scope: str, times: int
) -> None:
    once = priced(option([measure(scope)]), market_2021, parameters_2021)
    again = priced(option([measure(scope)] * (times + 1)), market_2021, parameters_2021)
    same_numbers(once, again)


def without_a_number(kind: str) -> dict[str, object]:
    return {"id": kind, "kind": kind, "sender": "US", "source": "made for a test", "summary": "Words."}


@pytest.mark.parametrize("kind", ["unpriced", "diplomatic"])
@pytest.mark.parametrize("scope", SCOPES)
def test_measures_without_a_channel_change_no_number(
    market_2021: Market, parameters_2021: Parameters, kind: str, scope: str
) -> None:
    alone = priced(option([measure(scope)]), market_2021, parameters_2021)
    beside = priced(option([measure(scope), without_a_number(kind)]), market_2021, parameters_2021)
    same_numbers(alone, beside, but=("measures_priced_pct",))
    assert np.all(alone.metrics["measures_priced_pct"] == 100.0)
    assert np.all(beside.metrics["measures_priced_pct"] == 50.0)
    assert len(beside.not_counted) == len(alone.not_counted) + 1


@pytest.mark.parametrize("kind", ["unpriced", "diplomatic"])
def test_a_package_without_any_channel_has_no_numbers(
    market_2021: Market, parameters_2021: Parameters, kind: str
) -> None:
    found = priced(option([without_a_number(kind)]), market_2021, parameters_2021)
    assert set(found.metrics) == {"measures_priced_pct"}
    reason = found.not_applicable["peak_yield_bp"]
    assert (reason.status, reason.reason) == (
        Status.NO_CHANNEL,
        "no measure of the package has a channel in the model",
    )


@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize("currencies", [["!RUB"], ["USD", "EUR"]])
def test_a_package_on_foreign_currency_alone_is_not_applicable(
    market_2021: Market, parameters_2021: Parameters, scope: str, currencies: list
) -> None:
    found = priced(option([measure(scope, currencies=currencies)]), market_2021, parameters_2021)
    assert set(found.metrics) == {"measures_priced_pct"}
    assert np.all(found.metrics["measures_priced_pct"] == 0.0)
    reason = found.not_applicable["peak_yield_bp"]
    assert reason.status is Status.NO_FIGURE
    assert reason.reason == (
        "no measure of the package reaches bonds with figures: no figure splits foreign-currency bonds by the"
        " country of their holders, and a figure for ruble bonds is never borrowed"
    )
    assert found.graph is None
    assert found.paths == {}


def test_easing_that_reaches_no_bond_of_the_state_is_not_applicable() -> None:
    """Taking companies off a list says nothing of bonds: that is no number, and not a zero."""
    market = snapshot(dt.date(2018, 12, 18))
    found = priced(load_package("us-2018-rusal-delisting"), market, estimate(market))
    assert set(found.metrics) == {"entities_listed", "entities_by_rule", "entity_assets_usd_bn"}
    assert np.all(found.metrics["entities_listed"] == -3.0)
    assert np.all(found.metrics["entity_assets_usd_bn"] < 0)
    reason = found.not_applicable["peak_yield_bp"]
    assert (reason.status, reason.reason) == (
        Status.NO_CHANNEL,
        "no measure of the package reaches bonds of the state",
    )


def test_a_foreign_currency_measure_adds_nothing_to_ruble_figures(
    market_2021: Market, parameters_2021: Parameters
) -> None:
    alone = priced(option([measure("primary")]), market_2021, parameters_2021)
    both = option([measure("primary"), measure("divest", "EU", currencies=["!RUB"])])
    same_numbers(alone, priced(both, market_2021, parameters_2021), but=("measures_priced_pct",))


def test_lifting_everything_an_option_adds_is_none(tmp_path, market_2021, parameters_2021) -> None:
    """An option joined with one that lifts each of its measures leaves the law as it was."""
    maximal = load_package("maximal")
    lifts = ", ".join(f'"{maximal.id}#{each.id}"' for each in maximal.measures)
    path = tmp_path / "undo.toml"
    path.write_text(
        'schema = 1\nid = "undo"\ntitle = "Undo"\ntarget = "russia"\nsummary = "Lifts it all."\n'
        f'status = "counterfactual"\nannounced = 2021-04-15\nsources = ["made"]\nextends = "{maximal.id}"\n'
        f"lifts = [{lifts}]\n",
        encoding="utf-8",
    )
    undone = load_package(path)
    assert undone.measures == ()
    found = priced(undone, market_2021, parameters_2021)
    nothing = priced(load_package("none"), market_2021, parameters_2021)
    same_numbers(found, nothing)


def test_lifting_a_law_in_force_undoes_what_it_did() -> None:
    """Lifting Directive 1 a year on takes back, share by share, exactly what it had taken."""
    market = snapshot(dt.date(2021, 12, 1))
    parameters = estimate(market)
    lifting = option([], lifts=("us-2021-directive-1#primary-ban",), announced=dt.date(2021, 12, 2))
    lifted = priced(lifting, market, parameters)
    assert np.all(lifted.metrics["new_bond_yield_year_1_bp"] <= 0.0)
    assert np.any(lifted.metrics["new_bond_yield_year_1_bp"] < 0.0)
    assert np.all(lifted.metrics["extra_interest_8y_lcu_bn"] <= 0.0)


def test_options_of_one_comparison_share_their_draws(
    market_2021: Market, parameters_2021: Parameters
) -> None:
    packages = [load_package(name) for name in ("measured", "maximal")]
    together = compare(packages, market_2021, parameters_2021, DRAWS, 3)
    for package in packages:
        same_numbers(together.option(package.id), priced(package, market_2021, parameters_2021))


def test_every_bundled_option_is_finite_and_within_bounds(
    market_2021: Market, parameters_2021: Parameters
) -> None:
    shared = draw(parameters_2021, 1024, 5)
    for package in bundled_packages():
        if package.target != "russia":
            continue
        found = assess(package, market_2021, parameters_2021, 1024, 5, shared=shared)
        for name, values in found.metrics.items():
            assert np.isfinite(values).all(), (package.id, name)
        for name in ("absorbed_at_home_pct", "measures_priced_pct", "sender_share_of_foreign_holdings_pct"):
            if name in found.metrics:
                assert found.metrics[name].min() >= 0.0
                assert found.metrics[name].max() <= 100.0


@given(made_up_parameters, st.floats(0.1, 500.0), st.floats(0.1, 500.0))
@settings(max_examples=20)
def test_nobody_loses_more_than_there_is(
    market_2021: Market, parameters_2021: Parameters, changes: dict, by_yield: float, by_outflow: float
) -> None:
    """However far the currency reacts, it falls by less than all, and holders lose less than they hold."""
    extreme = {**changes, "fx_per_100bp": by_yield, "fx_per_outflow": by_outflow}
    found = priced(
        option([measure("divest", each) for each in SENDERS]),
        market_2021,
        parameters_2021.with_values(extreme),
    )
    assert np.all(found.metrics["currency_fall_pct"] <= 100.0)
    held, lost = (
        found.metrics[n] for n in ("sender_assets_in_reach_day_0_usd_bn", "sender_holder_loss_usd_bn")
    )
    assert np.all(lost <= held * (1 + ROUNDING))


def test_dates_used_above_are_consistent() -> None:
    assert ANNOUNCED <= EFFECTIVE
