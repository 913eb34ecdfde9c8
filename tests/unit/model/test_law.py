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
    ("scope", "limbs"),
    [
        ("primary", {"primary"}),
        ("secondary_new", {"primary", "new"}),
        ("secondary_old", {"primary", "new", "old"}),
        ("divest", {"primary", "new", "old", "forced"}),
        ("freeze", {"primary", "new", "old", "locked", "freeze"}),
    ],
)
def test_limbs_follow_from_what_is_prohibited(scope: str, limbs: set) -> None:
    (rule,) = rules(measure(scope))
    assert rule.limbs == limbs
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


def test_strength_end_of_year_is_full_a_year_on_and_average_counts_days() -> None:
    (rule,) = rules(measure("divest"))
    assert rule.strength("end") == ONES
    # 2021-06-14 to 2022-04-15, both included, of the 365 days after the announcement.
    assert rule.strength("average") == (0.0, pytest.approx(306 / 365)) + (1.0,) * 7
    assert len(rule.strength("end")) == len(YEARS)


def test_strength_phase_and_end_are_read_at_each_column() -> None:
    phases = [{"date": dt.date(2021, 6, 14), "pct": 25.0}, {"date": dt.date(2023, 1, 1), "pct": 75.0}]
    (rule,) = rules(measure("divest", phase_in=phases, ends=dt.date(2026, 4, 14)))
    # In force on 364 of the 365 days of the fifth year: 2025-04-16 to 2026-04-14.
    late = pytest.approx(0.75 * 364 / 365)
    assert rule.strength("end") == (0.0, 0.25, 0.75, 0.75, 0.75, late, 0.0, 0.0, 0.0)
    assert rule.full_force_days == (dt.date(2023, 1, 1) - ANNOUNCED).days


def test_strength_measure_ending_within_its_first_year_is_weighted_by_its_days() -> None:
    (rule,) = rules(measure("divest", ends=dt.date(2021, 12, 13)))
    # 2021-06-14 to 2021-12-13, both included, of the 365 days after the announcement.
    assert rule.strength("end") == (0.0, pytest.approx(183 / 365)) + (0.0,) * 7
    assert rule.strength("average") == rule.strength("end")


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
    assert state.limb("primary", "US", "end") == ONES
    assert state.limb("primary", "EU", "end") == ONES
    assert state.limb("old", "EU", "end") == (0.0,) * 9
    assert state.limb("primary", "UK", "end") == (0.0,) * 9
    joined = LawState(joined_by_all(state.rules))
    assert {joined.limb("old", sender, "end") for sender in SENDERS.values()} == {ONES}
    assert state.measures("primary") == ("made#m0", "made#m1", "made#m2")
    assert state.measures("primary", "EU") == ("made#m2",)
    assert issuance_covered(state.rules)[2] == 1.0


def test_law_state_each_sender_has_its_own_wind_down_and_the_market_the_shortest() -> None:
    state = LawState(
        rules(
            measure("secondary_old", "EU"),
            measure("divest", "US", wind_down_days=90),
            measure("divest", "UK", wind_down_days=300),
        )
    )
    assert [state.wind_down_days(each) for each in ("US", "UK", "EU")] == [150, 360, 0]
    assert state.selling_days == 60 + 90
    assert state.old_effective_years("EU") == pytest.approx(60 / 365)
    assert (LawState(()).selling_days, LawState(()).old_effective_years("US")) == (0.0, 0.0)
    assert LawState(()).fewest_selling_days == 0.0


def test_locked_in_holders_shorten_the_days_of_the_reading_at_most_alone() -> None:
    state = LawState(rules(measure("freeze", "EU"), measure("divest", "US", wind_down_days=90)))
    assert (state.selling_days, state.fewest_selling_days) == (60 + 90, 60)


def test_selling_days_of_a_ban_in_force_before_the_option_are_its_own() -> None:
    terms = measure("divest", effective=dt.date(2021, 6, 14), wind_down_days=90)
    (rule,) = rules_of([option([terms])], RUBLE, dt.date(2022, 6, 1))
    assert (rule.full_force_days, rule.selling_days) == (0, 90)


def test_law_state_locks_only_holders_whose_own_sender_freezes() -> None:
    state = LawState(rules(measure("freeze", "US"), measure("divest", "EU")))
    assert state.limb("locked", "US", "end") == ONES
    assert state.limb("locked", "EU", "end") == (0.0,) * 9
    assert state.limb("forced", "EU", "end") == ONES
    assert state.limb("forced", "US", "end") == (0.0,) * 9


def test_directive_1_is_a_primary_ban_and_the_directive_of_2019_spares_the_ruble() -> None:
    directive = rules_of([load_package("measured")], RUBLE, ANNOUNCED)
    assert {limb for rule in directive for limb in rule.limbs} == {"primary", "lend"}
    earlier = load_package("us-2019-cbw-directive")
    assert rules_of([earlier], RUBLE, earlier.announced) == ()
    assert rules_of([earlier], FOREIGN, earlier.announced) != ()
