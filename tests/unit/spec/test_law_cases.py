"""The rules on bonds, dates and tenors as cases, each with its source."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from sanctions.spec.coverage import Dealing, adds_to_law, barred_by_any
from sanctions.spec.dates import covers_drawdown, covers_rollover, tenor_cap_days
from sanctions.spec.load import load_package
from sanctions.spec.measures import Measure
from sanctions.spec.resolve import baseline_of
from sanctions.spec.terms import Derivatives, Instrument, IssuerReach, OwnershipRule, Prohibition

BUY_NEW, BUY_OLD, LEND = Prohibition.BUY_AT_ISSUE, Prohibition.BUY_SECONDARY, Prohibition.LEND
EVE_OF_DIRECTIVE_1 = dt.date(2021, 4, 14)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def measure(package_id: str, measure_id: str) -> Measure:
    found = load_package(package_id).measure(measure_id)
    assert found is not None
    return found


def sovereign_bond(currency: str, issued: str, act: Prohibition = BUY_NEW, sender: str = "US") -> Dealing:
    return Dealing(
        sender=sender,
        act=act,
        issuer="ru-ministry-of-finance",
        instrument=Instrument.BOND,
        currency=currency,
        issued=day(issued),
        day=max(day(issued), day("2022-06-01")),
    )


# Law against law: https://home.treasury.gov/policy-issues/financial-sanctions/faqs/890


@pytest.mark.parametrize(("currency", "adds"), [("USD", False), ("EUR", False), ("RUB", True)])
def test_directive_1_adds_only_the_ruble_side_to_the_directive_of_2019(currency: str, adds: bool) -> None:
    package = load_package("us-2021-directive-1")
    law = baseline_of(package, EVE_OF_DIRECTIVE_1)
    assert adds_to_law(package, law, sovereign_bond(currency, "2021-07-01")) is adds


@pytest.mark.parametrize("currency", ["USD", "RUB"])
def test_without_law_before_it_directive_1_adds_both_sides(currency: str, tmp_path: Path) -> None:
    path = tmp_path / "alone.toml"
    path.write_text(
        'schema = 1\nid = "alone"\ntitle = "t"\ntarget = "russia"\nsummary = "s"\nstatus = "counterfactual"\n'
        'announced = 2021-04-15\nsources = ["x"]\nextends = "us-2021-directive-1"\nbaseline = []\n'
    )
    package = load_package(path)
    law = baseline_of(package, EVE_OF_DIRECTIVE_1)
    assert adds_to_law(package, law, sovereign_bond(currency, "2021-07-01")) is True


@pytest.mark.parametrize(("issued", "barred"), [("2019-08-26", False), ("2019-08-27", True)])
def test_the_directive_of_2019_is_read_from_the_later_of_its_two_reported_dates(
    issued: str, barred: bool
) -> None:
    # After 26 August: internationaltradetoday.com, 6 August 2019; FAQ 1000 says 19 August.
    package = load_package("us-2019-cbw-directive")
    assert barred_by_any(package.measures, sovereign_bond("USD", issued)) is barred


# Cut-offs: https://ofac.treasury.gov/faqs/888, Regulation 2022/262, SI 2022/194


@pytest.mark.parametrize(
    ("package_id", "sender", "act", "issued", "barred"),
    [
        ("us-2021-directive-1", "US", BUY_NEW, "2021-06-14", False),
        ("us-2021-directive-1", "US", BUY_NEW, "2021-06-15", True),
        ("us-2022-directive-1a", "US", BUY_OLD, "2022-03-01", False),
        ("us-2022-directive-1a", "US", BUY_OLD, "2022-03-02", True),
        ("eu-2022-article-5a", "EU", BUY_OLD, "2022-03-09", False),
        ("eu-2022-article-5a", "EU", BUY_OLD, "2022-03-10", True),
        ("uk-2022-market-regulations", "UK", BUY_OLD, "2022-02-28", False),
        ("uk-2022-market-regulations", "UK", BUY_OLD, "2022-03-01", True),
    ],
)
def test_cutoffs_after_and_on_or_after(
    package_id: str, sender: str, act: Prohibition, issued: str, barred: bool
) -> None:
    measures = load_package(package_id).measures
    assert barred_by_any(measures, sovereign_bond("RUB", issued, act, sender)) is barred


def test_directive_1_leaves_the_secondary_market_and_other_persons_alone() -> None:
    # https://ofac.treasury.gov/faqs/888: it binds financial institutions, in the primary market.
    measures = load_package("us-2021-directive-1").measures
    assert barred_by_any(measures, sovereign_bond("RUB", "2021-07-01", BUY_OLD)) is False
    assert {one.binds for one in measures} == {"financial_institutions"}


def test_a_later_tap_of_an_old_line_is_unsettled() -> None:
    ban = measure("us-2021-directive-1", "primary-ban")
    assert ban.covers_issued_on(day("2021-07-01"), first_issued=day("2020-01-15")) is None


@pytest.mark.parametrize(
    ("rule", "covered"), [("reopening_date", True), ("first_issue_date", False), (None, None)]
)
def test_a_law_that_speaks_of_reopenings_settles_them(rule: str | None, covered: bool | None) -> None:
    terms = measure("us-2021-directive-1", "primary-ban").model_dump(by_alias=True)
    ban = Measure.model_validate(terms | {"reopenings": rule})
    assert ban.covers_issued_on(day("2021-07-01"), first_issued=day("2020-01-15")) is covered


def test_belarus_counts_from_the_day_itself() -> None:
    # https://tass.com/world/1370121, https://ofac.treasury.gov/faqs/942
    cap = load_package("by-2021-directive-1").measures
    for issued, tenor_days, barred in (
        ("2021-12-02", 91, True),
        ("2021-12-02", 90, False),
        ("2021-12-01", 91, False),
    ):
        dealing = Dealing(
            sender="US",
            act=BUY_OLD,
            issuer="by-ministry-of-finance",
            instrument=Instrument.BOND,
            currency="USD",
            issued=day(issued),
            day=day("2022-01-10"),
            tenor_days=tenor_days,
        )
        assert barred_by_any(cap, dealing) is barred


# Tenor caps: https://ofac.treasury.gov/faqs/370; sanctionsnews.bakermckenzie.com on the CAATSA changes


@pytest.mark.parametrize(
    ("package_id", "issuer", "issued", "tenor_days", "barred"),
    [
        ("us-2014-ssi-directive-1", "ru-sberbank", "2014-08-15", 60, False),
        ("us-2014-ssi-directive-1", "ru-sberbank", "2014-08-15", 3650, False),
        ("us-2014-ssi-directive-1", "ru-gazprombank", "2014-08-15", 91, True),
        ("us-2014-ssi-directive-1", "ru-gazprombank", "2014-08-15", 60, False),
        ("us-2014-ssi-directive-1", "ru-gazprombank", "2014-09-12", 31, True),
        ("us-2014-ssi-directive-1", "ru-gazprombank", "2014-09-12", 30, False),
        ("us-2014-ssi-directive-1", "ru-gazprombank", "2017-11-27", 15, False),
        ("us-2014-ssi-directive-1", "ru-gazprombank", "2017-11-28", 15, True),
        ("us-2014-ssi-directive-1", "ru-gazprombank", "2017-11-28", 14, False),
        ("us-2014-ssi-directive-2", "ru-rosneft", "2017-11-27", 61, False),
        ("us-2014-ssi-directive-2", "ru-rosneft", "2017-11-28", 61, True),
        ("us-2014-ssi-directive-2", "ru-rosneft", "2017-11-28", 60, False),
        ("us-2014-ssi-directive-2", "ru-rostec", "2017-11-28", 31, True),
        ("us-2014-ssi-directive-2", "ru-rostec", "2017-11-28", 30, False),
        ("us-2022-directive-3", "ru-gazprom", "2022-03-25", 15, False),
        ("us-2022-directive-3", "ru-gazprom", "2022-03-26", 15, True),
        ("us-2022-directive-3", "ru-gazprom", "2022-03-26", 14, False),
    ],
)
def test_tenor_caps(package_id: str, issuer: str, issued: str, tenor_days: int, barred: bool) -> None:
    dealing = Dealing(
        sender="US",
        act=BUY_OLD,
        issuer=issuer,
        instrument=Instrument.BOND,
        currency="USD",
        issued=day(issued),
        day=day("2022-06-01"),
        tenor_days=tenor_days,
    )
    assert barred_by_any(load_package(package_id).measures, dealing) is barred


def test_the_cap_counts_from_the_later_of_the_directive_and_the_entity() -> None:
    cap = measure("us-2014-ssi-directive-1", "first-banks-debt")
    assert tenor_cap_days(cap, day("2014-08-15")) == 90
    assert tenor_cap_days(cap, day("2014-08-15"), listed_on=day("2014-09-12")) is None
    assert tenor_cap_days(cap, day("2014-09-12"), listed_on=day("2014-09-12")) == 30
    assert tenor_cap_days(cap, day("2014-07-15"), listed_on=day("2014-07-01")) is None


def test_an_instrument_keeps_the_cap_of_its_issue_date_for_life() -> None:
    issued_under_90_days = Dealing(
        sender="US",
        act=BUY_OLD,
        issuer="ru-gazprombank",
        instrument=Instrument.BOND,
        currency="USD",
        issued=day("2014-08-15"),
        day=day("2021-01-01"),
        tenor_days=60,
    )
    assert barred_by_any(load_package("us-2014-ssi-directive-1").measures, issued_under_90_days) is False


@pytest.mark.parametrize(
    ("package_id", "issuer", "barred"),
    [
        ("us-2014-ssi-directive-1", "ru-sberbank", True),
        ("us-2014-ssi-directive-2", "ru-rosneft", False),
        ("us-2014-ssi-directive-2", "ru-rostec", False),
        ("us-2022-directive-3", "ru-gazprom", True),
    ],
)
def test_new_equity(package_id: str, issuer: str, barred: bool) -> None:
    dealing = Dealing(
        sender="US",
        act=BUY_NEW,
        issuer=issuer,
        instrument=Instrument.EQUITY,
        currency="RUB",
        issued=day("2022-04-01"),
        day=day("2022-04-01"),
    )
    assert barred_by_any(load_package(package_id).measures, dealing) is barred


def test_a_cap_cannot_be_judged_without_the_maturity() -> None:
    dealing = Dealing(
        sender="US",
        act=BUY_OLD,
        issuer="ru-gazprombank",
        instrument=Instrument.BOND,
        currency="USD",
        issued=day("2018-01-01"),
        day=day("2018-01-01"),
    )
    assert barred_by_any(load_package("us-2014-ssi-directive-1").measures, dealing) is None


# Old agreements: https://ofac.treasury.gov/faqs/394, 409 and 942


def test_drawing_on_unmodified_old_terms_is_free_and_renegotiated_is_covered() -> None:
    cap = measure("us-2014-ssi-directive-1", "first-banks-debt")
    assert not covers_drawdown(cap, agreed=day("2014-07-15"))
    assert covers_drawdown(cap, agreed=day("2014-07-15"), renegotiated_on=day("2014-08-01"))
    assert covers_drawdown(cap, agreed=day("2014-07-16"))


def test_where_old_commitments_are_covered_drawing_on_them_is_too() -> None:
    ban = measure("us-2022-directive-4", "transactions")
    assert covers_drawdown(ban, agreed=day("2020-01-01"))


@pytest.mark.parametrize(
    ("tenor_days", "repaid", "may_refuse", "covered"),
    [(30, True, True, False), (30, False, True, True), (30, True, False, True), (31, True, True, True)],
)
def test_short_rollovers(tenor_days: int, repaid: bool, may_refuse: bool, covered: bool) -> None:
    cap = measure("us-2014-ssi-directive-1", "first-banks-debt")
    assert (
        covers_rollover(
            cap, day("2015-01-01"), tenor_days, repaid_each_time=repaid, lender_may_refuse=may_refuse
        )
        is covered
    )


def test_rolling_over_before_any_cap_is_free() -> None:
    cap = measure("us-2014-ssi-directive-1", "first-banks-debt")
    before = day("2014-07-01")
    assert not covers_rollover(cap, before, 365, repaid_each_time=False, lender_may_refuse=False)


def test_another_issuer_or_currency_is_not_concerned() -> None:
    cbw = load_package("us-2019-cbw-directive").measures
    assert barred_by_any(cbw, sovereign_bond("RUB", "2020-01-01")) is False
    assert barred_by_any(cbw, sovereign_bond("USD", "2020-01-01", sender="EU")) is False


# The ownership rule belongs to the measure: FAQ 891, 943, 985, 1000


@pytest.mark.parametrize(
    ("package_id", "measure_id", "rule"),
    [
        ("us-2021-directive-1", "primary-ban", OwnershipRule.NONE),
        ("us-2022-directive-1a", "secondary-ban", OwnershipRule.NONE),
        ("us-2022-directive-4", "transactions", OwnershipRule.NONE),
        ("by-2021-directive-1", "new-debt", OwnershipRule.NONE),
        ("us-2018-sdn-april", "rusal-group", OwnershipRule.OFAC_50),
        ("us-2014-ssi-directive-1", "sberbank-debt", OwnershipRule.SSI_50),
        ("us-2022-directive-3", "new-debt", OwnershipRule.OFAC_50),
        ("eu-2014-article-5", "state-banks-securities", OwnershipRule.EU_SECTORAL),
        ("ve-2017-eo-13808", "government-new-debt", OwnershipRule.GOVERNMENT_DEFINITION),
    ],
)
def test_ownership_rule_of_each_measure(package_id: str, measure_id: str, rule: OwnershipRule) -> None:
    found = measure(package_id, measure_id)
    assert found.ownership_rule is rule
    assert (found.issuer_reach is IssuerReach.NAMED_ONLY) is (rule is OwnershipRule.NONE)


@pytest.mark.parametrize(
    ("package_id", "measure_id", "derivatives"),
    [
        ("by-2021-directive-1", "new-debt", Derivatives.COVERED),  # https://ofac.treasury.gov/faqs/948
        (
            "us-2014-ssi-directive-2",
            "rostec-debt",
            Derivatives.LICENSED,
        ),  # https://ofac.treasury.gov/faqs/411
    ],
)
def test_derivatives_follow_the_debt_or_are_licensed(
    package_id: str, measure_id: str, derivatives: Derivatives
) -> None:
    assert measure(package_id, measure_id).derivatives is derivatives


def test_lending_to_the_sovereign_in_rubles_was_free_until_directive_1() -> None:
    # https://home.treasury.gov/policy-issues/financial-sanctions/faqs/890
    loan = Dealing(
        sender="US",
        act=LEND,
        issuer="ru-central-bank",
        instrument=Instrument.LOAN,
        currency="RUB",
        issued=day("2021-06-14"),
        day=day("2021-06-14"),
    )
    assert barred_by_any(load_package("us-2019-cbw-directive").measures, loan) is False
    assert barred_by_any(load_package("us-2021-directive-1").measures, loan) is True
