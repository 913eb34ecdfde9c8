"""Each real package the language has to express, and what expressing it takes."""

from __future__ import annotations

import datetime as dt

import pytest

from sanctions.spec.load import load_package
from sanctions.spec.measures import Measure
from sanctions.spec.terms import (
    Binds,
    Derivatives,
    ExistingCommitments,
    Instrument,
    IssuerReach,
    MeasureKind,
    OwnershipRule,
    PackageStatus,
    Prohibition,
    Renewal,
    ResponseKind,
    SaleTo,
)

MARCH_2022 = (
    "us-2022-directive-1a+us-2022-directive-3+us-2022-directive-4+us-2022-february-banks"
    "+eu-2022-article-5a+uk-2022-market-regulations+coalition-2022-february-march"
)


def measure(package_id: str, measure_id: str) -> Measure:
    found = load_package(package_id).measure(measure_id)
    assert found is not None
    return found


def kinds(package_id: str) -> set[MeasureKind]:
    return {one.kind for one in load_package(package_id).measures}


def test_directive_1_names_three_issuers_and_binds_banks_in_every_currency() -> None:
    for one in load_package("us-2021-directive-1").measures:
        assert one.binds is Binds.FINANCIAL_INSTITUTIONS
        assert set(one.issuers) == {"ru-central-bank", "ru-national-wealth-fund", "ru-ministry-of-finance"}
        assert one.currencies == ()


def test_the_same_days_other_measures_are_in_view_though_not_counted() -> None:
    package = load_package("us-2021-april-15-day")
    assert {one.id for one in load_package("us-2021-directive-1").measures} < {
        one.id for one in package.measures
    }
    assert {one.kind for one in package.unpriced_measures} == {MeasureKind.UNPRICED, MeasureKind.DIPLOMATIC}
    assert measure("us-2021-april-15-day", "technology-companies").list == "us-2021-technology-companies"


def test_the_directive_of_2019_leaves_rubles_out() -> None:
    assert {one.currencies for one in load_package("us-2019-cbw-directive").measures} == {("!RUB",)}
    assert kinds("us-2019-cbw-directive") == {MeasureKind.PRIMARY_MARKET_BAN, MeasureKind.LENDING_BAN}


def test_directive_1a_reaches_the_secondary_market_in_new_bonds_only() -> None:
    ban = measure("us-2022-directive-1a", "secondary-ban")
    assert Prohibition.BUY_SECONDARY in ban.prohibits
    assert ban.covers_issued_on(dt.date(2021, 7, 1)) is False


def test_directive_4_is_a_transaction_ban_and_a_freeze_of_reserves() -> None:
    assert kinds("us-2022-directive-4") == {MeasureKind.TRANSACTION_BAN, MeasureKind.RESERVE_FREEZE}


def test_licences_authorise_payments_are_renewed_in_series_or_fall_off_a_cliff() -> None:
    licences = {
        licence.id: licence
        for one in load_package("us-2022-directive-4").measures
        for licence in one.licences
    }
    assert licences["GL 8A"].renewal is Renewal.ASSUMED
    assert licences["GL 13"].renewal is Renewal.ASSUMED
    assert licences["GL 9A"].renewal is Renewal.NONE
    assert licences["GL 9A"].expires == dt.date(2022, 5, 24)


def test_the_purchase_ban_lets_holders_keep_and_sell_abroad() -> None:
    ban = measure("us-2022-purchase-ban", "purchases")
    assert ban.prohibits == {Prohibition.BUY_AT_ISSUE, Prohibition.BUY_SECONDARY}
    assert ban.sale_to is SaleTo.NON_SENDERS
    assert ban.covers_issued_on(dt.date(2010, 1, 1)) is True


def test_the_eu_bars_buying_and_selling_by_maturity_then_of_any_maturity() -> None:
    old = measure("eu-2014-article-5", "state-banks-securities")
    new = measure("eu-2022-article-5", "further-banks-securities")
    assert {Prohibition.BUY_SECONDARY, Prohibition.SELL} <= old.prohibits & new.prohibits
    assert [step.max_days for step in (*old.tenor_schedule, *new.tenor_schedule)] == [90, 30, 0]


def test_belarus_has_a_tenor_cap_with_no_ownership_rule() -> None:
    cap = measure("by-2021-directive-1", "new-debt")
    assert cap.ownership_rule is OwnershipRule.NONE
    assert cap.issue_cutoff_inclusive
    assert cap.existing_commitments is ExistingCommitments.EXEMPT_IF_UNMODIFIED


def test_venezuela_has_caps_by_issuer_an_annex_and_derivatives_that_follow_the_bond() -> None:
    caps = {
        one.issuers[0]: one.tenor_schedule[0].max_days
        for one in load_package("ve-2017-eo-13808").measures
        if one.kind is MeasureKind.DEBT_TENOR_CAP
    }
    assert caps == {"ve-pdvsa": 90, "ve-government": 30}
    old_bonds = measure("ve-2017-eo-13808", "old-bonds-outside-annex")
    assert old_bonds.instrument_exclude == ("General License 3, annex",)
    assert old_bonds.derivatives is Derivatives.COVERED
    assert old_bonds.issuer_reach is IssuerReach.GOVERNMENT_DEFINITION


def test_venezuelan_bonds_could_be_sold_abroad_and_were_freed_later() -> None:
    assert measure("ve-2019-gl3", "government-bonds").sale_to is SaleTo.NON_SENDERS
    assert "ve-2019-gl3#government-bonds" in load_package("ve-2023-lifting").lifts


def test_rusal_is_listed_licensed_and_delisted() -> None:
    listing = measure("us-2018-sdn-april", "rusal-group")
    assert {licence.id for licence in listing.licences} == {"GL 12", "GL 13"}
    delisting = load_package("us-2018-rusal-delisting")
    assert delisting.lifts == ("us-2018-sdn-april#rusal-group",)
    assert delisting.lifted_on == dt.date(2019, 1, 27)


@pytest.mark.parametrize(
    ("package_id", "status", "effective"),
    [
        ("us-2018-daska", PackageStatus.THREATENED, dt.date(2019, 1, 29)),
        ("us-2018-house-bill", PackageStatus.PROPOSED, dt.date(2018, 10, 2)),
    ],
)
def test_bills_bite_180_days_after_enactment_and_have_a_probability(
    package_id: str, status: PackageStatus, effective: dt.date
) -> None:
    package = load_package(package_id)
    assert package.status is status
    assert package.enactment_probability is not None
    assert package.measures[0].effective_after_days == 180
    assert package.measures[0].effective == effective


def test_the_coalition_of_2022_is_one_measure_a_sender_each_with_its_own_day() -> None:
    package = load_package(MARCH_2022)
    assert set(package.senders) == {"US", "EU", "UK", "CA"}
    days = {one.sender: one.effective for one in package.measures if one.kind is MeasureKind.RESERVE_FREEZE}
    assert days == {
        "US": dt.date(2022, 2, 28),
        "EU": dt.date(2022, 2, 28),
        "UK": dt.date(2022, 3, 1),
    }


def test_russias_replies_are_in_the_packages_they_answered() -> None:
    replies = {reply.kind for reply in load_package(f"measured+{MARCH_2022}").responses}
    assert replies == {
        ResponseKind.STOP_REOPENINGS,
        ResponseKind.AUCTION_PAUSE,
        ResponseKind.CAPITAL_CONTROLS,
    }


def test_the_far_end_of_april_2021_freezes_the_paper_and_the_reserves_of_three_senders() -> None:
    package = load_package("coalition-2021-full-blocking")
    assert package.status is PackageStatus.COUNTERFACTUAL
    assert package.senders == ("EU", "UK", "US")
    assert kinds(package.id) == {MeasureKind.ASSET_FREEZE, MeasureKind.RESERVE_FREEZE}
    assert all(one.sale_to is SaleTo.NOBODY for one in package.measures)


def test_loans_to_the_sovereign_are_their_own_measure() -> None:
    assert measure("eu-2022-article-5a", "new-loans").instruments == {Instrument.LOAN}
