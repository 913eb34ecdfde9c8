"""From packages to facts of law: who is barred from what, from when, and how overlaps count."""

from __future__ import annotations

import datetime as dt

import pytest

from sanctions.model.law import LIMBS, SENDERS, LawState, Segment, issuance_covered, joined_by_all, rules_of
from sanctions.periods import YEARS
from sanctions.spec.load import load_package
from tests.options import ANNOUNCED, measure, option

RUBLE, FOREIGN = Segment("local", "RUB"), Segment("foreign", "!RUB")
ONES = (0.0,) + (1.0,) * 8


def rules(*terms: dict, segment: Segment = RUBLE, **more: object):
    return rules_of([option(terms, **more)], segment, ANNOUNCED)


@pytest.mark.parametrize(
    ("scope", "limbs", "must_sell"),
    [
        ("primary", {"primary"}, False),
        ("secondary_new", {"primary", "new"}, False),
        ("secondary_old", {"primary", "new", "old"}, False),
        ("divest", {"primary", "new", "old"}, True),
    ],
)
def test_limbs_follow_from_what_is_prohibited(scope: str, limbs: set, must_sell: bool) -> None:
    (rule,) = rules(measure(scope))
    assert (rule.limbs, rule.must_sell, rule.sale_barred) == (limbs, must_sell, False)
    assert (rule.name, rule.sender) == ("made#m0", "US")
    assert limbs <= set(LIMBS)


@pytest.mark.parametrize(
    ("currencies", "ruble", "foreign"),
    [
        ([], True, True),
        (["RUB"], True, False),
        (["RUB", "USD"], True, True),
        (["USD"], False, True),
        (["!RUB"], False, True),
        (["!USD"], True, True),
    ],
)
def test_segments_follow_from_the_currencies(currencies: list, ruble: bool, foreign: bool) -> None:
    terms = measure("primary", currencies=currencies)
    assert (bool(rules(terms)), bool(rules(terms, segment=FOREIGN))) == (ruble, foreign)


@pytest.mark.parametrize(
    "terms",
    [
        measure("primary", "CA"),
        measure("primary", issuers=["ru-sberbank"]),
        measure("primary", instruments=["equity"]),
        {"kind": "unpriced", "sender": "US", "source": "made", "summary": "Words."},
    ],
    ids=["no holder figures", "a company", "shares", "unpriced"],
)
def test_what_does_not_reach_bonds_of_the_state(terms: dict) -> None:
    assert rules(terms) == ()


def test_nothing_has_happened_on_the_day_itself_and_all_of_it_a_year_on() -> None:
    (rule,) = rules(measure("divest"))
    assert rule.strength() == ONES
    assert len(rule.strength()) == len(YEARS)


def test_a_phase_and_an_end_are_read_at_each_column() -> None:
    phases = [{"date": dt.date(2021, 6, 14), "pct": 25.0}, {"date": dt.date(2023, 1, 1), "pct": 75.0}]
    (rule,) = rules(measure("divest", phase_in=phases, ends=dt.date(2026, 4, 14)))
    # In force on 364 of the 365 days of the fifth year: 2025-04-16 to 2026-04-14.
    assert rule.strength() == (0.0, 0.25, 0.75, 0.75, 0.75, pytest.approx(0.75 * 364 / 365), 0.0, 0.0, 0.0)
    assert rule.full_force_days == (dt.date(2023, 1, 1) - ANNOUNCED).days


def test_a_measure_that_ends_within_its_first_year_is_weighted_by_its_days() -> None:
    (rule,) = rules(measure("divest", ends=dt.date(2021, 12, 13)))
    # 2021-06-14 to 2021-12-13, both included, of the 365 days after the announcement.
    assert rule.strength() == (0.0, pytest.approx(183 / 365)) + (0.0,) * 7


def test_new_issues_are_covered_only_for_the_days_after_the_effective_date() -> None:
    (rule,) = rules(measure("primary"))
    # 2021-06-14 to 2022-04-15, both included, of the 365 days after the announcement.
    assert rule.coverage()[1] == pytest.approx(306 / 365)
    assert (rule.coverage()[0], rule.coverage()[2:]) == (0.0, (1.0,) * 7)
    assert rule.effective_years == pytest.approx(60 / 365)


def test_an_end_stops_coverage() -> None:
    (rule,) = rules(measure("primary", ends=dt.date(2022, 4, 15)))
    assert rule.coverage() == (0.0, pytest.approx(306 / 365)) + (0.0,) * 7


def test_overlapping_rules_of_a_sender_count_once_and_the_hardest_bites() -> None:
    half = [{"date": dt.date(2021, 6, 14), "pct": 50.0}]
    state = LawState(
        rules(measure("primary", phase_in=half), measure("secondary_old"), measure("primary", "EU"))
    )
    assert state.limb("primary", "US") == ONES
    assert state.limb("primary", "EU") == ONES
    assert state.limb("old", "EU") == (0.0,) * 9
    assert state.limb("primary", "UK") == (0.0,) * 9
    joined = LawState(joined_by_all(state.rules))
    assert {joined.limb("old", sender) for sender in SENDERS.values()} == {ONES}
    assert state.measures("primary") == ("made#m0", "made#m1", "made#m2")
    assert state.measures("primary", "EU") == ("made#m2",)
    assert issuance_covered(state.rules)[2] == 1.0


def test_the_strictest_holding_rule_and_the_shortest_wind_down_count() -> None:
    state = LawState(
        rules(
            measure("secondary_old", "EU"),
            measure("divest", "US", wind_down_days=90),
            measure("divest", "UK", wind_down_days=300),
        )
    )
    assert state.holding_allowed == 0.0
    assert state.wind_down_days == 60 + 90
    assert LawState(rules(measure("secondary_old"))).holding_allowed == 1.0
    assert LawState(()).old_effective_years == 0.0


def test_a_freeze_traps_only_where_every_sender_freezes() -> None:
    def freeze(sender: str) -> dict:
        acts = ["buy_at_issue", "buy_secondary", "sell"]
        return measure("secondary_old", sender, kind="asset_freeze", prohibits=acts, sale_to="nobody")

    assert LawState(rules(freeze("US"))).sale_barred == 1.0
    assert LawState(rules(freeze("US"), freeze("EU"))).sale_barred == 1.0
    assert LawState(rules(freeze("US"), measure("divest", "EU"))).sale_barred == 0.0
    assert LawState(rules(freeze("US"), measure("primary", "EU"))).sale_barred == 1.0
    assert LawState(rules(measure("primary"))).sale_barred == 0.0


def test_directive_1_is_a_primary_ban_and_the_directive_of_2019_spares_the_ruble() -> None:
    directive = rules_of([load_package("measured")], RUBLE, ANNOUNCED)
    assert {limb for rule in directive for limb in rule.limbs} == {"primary", "lend"}
    earlier = load_package("us-2019-cbw-directive")
    assert rules_of([earlier], RUBLE, earlier.announced) == ()
    assert rules_of([earlier], FOREIGN, earlier.announced) != ()
