"""The metrics a comparison reports: ids, units and horizons are a contract with every reader of the JSON."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sanctions.units import Unit


class Criterion(StrEnum):
    """The questions a comparison answers, in the order of the Summary sheet."""

    IMPACT = "Impact"
    COLLATERAL = "Collateral"
    DURABILITY = "Durability"
    COORDINATION = "Coordination"
    EXPECTATION = "Expectation"
    REPLY = "Reply"
    CERTAINTY = "Certainty"
    ENTITIES = "Entities"


class Status(StrEnum):
    """Why a metric does not apply."""

    NO_CHANNEL = "no_channel"
    NOT_BUILT = "not_built"
    NO_FIGURE = "no_figure"
    ZERO_REFERENCE = "zero_reference"
    SMALLER_REFERENCE = "smaller_reference"


@dataclass(frozen=True)
class NotApplicable:
    """A metric that is absent, with its reason."""

    status: Status
    reason: str


@dataclass(frozen=True)
class Metric:
    """One reported metric.

    Parameters
    ----------
    id : str
        Contract id; says unit and horizon. Plus means a cost to whoever is named.
    unit : str
    horizon : str
        Time or span the figure is for.
    label : str
        Plain words for the Summary sheet.
    criterion : Criterion
    quantity : str or None
        Key of what gives it, such as ``peak_yield`` or ``country_cost[us]``; None if no equation does.
    headline : bool
        Whether the Summary sheet shows it.
    ratio : bool
        A ratio has no mean and exists only where its reference keeps one sign.
    """

    id: str
    unit: Unit
    horizon: str
    label: str
    criterion: Criterion
    quantity: str | None = None
    headline: bool = False
    ratio: bool = False


_BP, _PCT, _PP, _USD, _LCU = (
    Unit.BASIS_POINTS,
    Unit.PERCENT,
    Unit.PERCENTAGE_POINTS,
    Unit.USD_BN,
    Unit.LOCAL_CURRENCY_BN,
)
_I, _C, _D, _K, _X, _R, _S, _E = Criterion

METRICS: tuple[Metric, ...] = (
    Metric(
        "new_bond_premium_bp", _BP, "year 1", "New bonds pay more than old ones", _I, "new_over_old_premium"
    ),
    Metric(
        "new_bond_yield_year_1_bp",
        _BP,
        "year 1",
        "Dearer new 10-year bonds",
        _I,
        "new_bond_yield_year_1",
        headline=True,
    ),
    Metric(
        "old_bond_yield_12m_bp",
        _BP,
        "after 12 months",
        "Dearer existing bonds",
        _I,
        "old_bond_yield_12m",
        headline=True,
    ),
    Metric("peak_yield_bp", _BP, "highest of 8 years", "Peak rise of the 10-year yield", _I, "peak_yield"),
    Metric(
        "peak_yield_if_reply_bp",
        _BP,
        "highest of 8 years",
        "Peak rise if the target stops re-opening old issues",
        _I,
        "peak_yield_if_closed",
    ),
    Metric(
        "peak_yield_if_no_reply_bp",
        _BP,
        "highest of 8 years",
        "Peak rise if the target goes on re-opening old issues",
        _I,
        "peak_yield_if_open",
    ),
    Metric(
        "extra_interest_year_1_lcu_bn",
        _LCU,
        "year 1",
        "Extra interest in year 1",
        _I,
        "extra_interest_year_1",
    ),
    Metric(
        "extra_interest_8y_lcu_bn",
        _LCU,
        "8 years",
        "Extra interest over 8 years",
        _I,
        "extra_interest_8y",
        headline=True,
    ),
    Metric(
        "extra_interest_8y_pct_gdp",
        Unit.PERCENT_OF_GDP,
        "8 years",
        "Extra interest over 8 years",
        _I,
        "extra_interest_8y_pct_gdp",
        headline=True,
    ),
    Metric(
        "foreign_share_lost_pp",
        _PP,
        "after 12 months",
        "Share of bonds that foreigners leave",
        _I,
        "foreign_share_lost",
    ),
    Metric("outflow_usd_bn", _USD, "12 months", "Money that leaves", _I, "outflow_year_1"),
    Metric(
        "absorbed_at_home_pct",
        _PCT,
        "8 years",
        "Part of the gap that home buyers take",
        _I,
        "absorbed_at_home",
        ratio=True,
    ),
    Metric(
        "unmet_funding_year_1_pct_of_plan",
        _PCT,
        "year 1",
        "Borrowing plan unsold after home buyers",
        _I,
        "unmet_funding_year_1",
        headline=True,
    ),
    Metric(
        "currency_fall_pct",
        _PCT,
        "on announcement, against no threat",
        "Depreciation of the currency",
        _I,
        "currency_fall",
        headline=True,
    ),
    Metric("gdp_loss_year_8_pct", _PCT, "year 8", "Loss of output in year 8", _I, "gdp_loss_year_8"),
    Metric(
        "target_cost_8y_usd_bn",
        _USD,
        "8 years, present value",
        "Output lost by the target (GDP)",
        _I,
        "target_cost_8y",
        headline=True,
    ),
    Metric(
        "target_income_loss_8y_usd_bn",
        _USD,
        "8 years, present value",
        "National income lost by the target, payments abroad saved taken off",
        _I,
        "target_income_loss_8y",
        headline=True,
    ),
    Metric(
        "transfer_to_target_usd_bn",
        _USD,
        "one-off, a gain, not netted",
        "Transfers to the target: cheap purchases, debt not paid out",
        _I,
        "transfer_to_target",
        headline=True,
    ),
    *(
        Metric(
            f"cost_{code}_8y_usd_bn",
            _USD,
            "8 years, present value",
            f"Cost to {name}",
            _C,
            quantity,
            headline=True,
        )
        for code, name, quantity in (
            ("us", "the US", "country_cost[us]"),
            ("eu", "the EU", "country_cost[eu]"),
            ("uk", "the UK", "country_cost[uk]"),
            ("others", "other countries", "country_cost[other]"),
            ("all", "all countries outside the target", "country_cost_all"),
        )
    ),
    Metric(
        "sender_cost_8y_usd_bn",
        _USD,
        "8 years, present value",
        "Cost to the imposing countries together",
        _C,
        "sender_cost_8y",
    ),
    *(
        Metric(
            f"holder_loss_{code}_usd_bn",
            _USD,
            "on announcement, against no threat",
            f"Loss on bonds held in {name}",
            _C,
            quantity,
        )
        for code, name, quantity in (
            ("us", "the US", "holder_loss[us]"),
            ("eu", "the EU", "holder_loss[eu]"),
            ("uk", "the UK", "holder_loss[uk]"),
            ("others", "other countries", "holder_loss[other]"),
            ("all", "all countries outside the target", "holder_loss_all"),
        )
    ),
    Metric(
        "sender_holder_loss_usd_bn",
        _USD,
        "on announcement, against no threat",
        "One-off loss on bonds held in the imposing countries",
        _C,
        "sender_holder_loss",
    ),
    Metric(
        "allied_holder_loss_usd_bn",
        _USD,
        "on announcement, against no threat",
        "Loss of investors in allied countries that do not impose",
        _C,
        "allied_holder_loss",
    ),
    Metric(
        "other_holder_loss_usd_bn",
        _USD,
        "on announcement, against no threat",
        "Loss of investors in all other countries",
        _C,
        "other_holder_loss",
    ),
    Metric(
        "domestic_holder_loss_usd_bn",
        _USD,
        "on announcement",
        "Loss of the target's own investors",
        _C,
        "domestic_holder_loss",
    ),
    Metric("sender_trade_loss_8y_usd_bn", _USD, "8 years", "Sender's lost trade", _C),
    Metric(
        "cost_ratio_target_to_sender",
        Unit.RATIO,
        "8 years",
        "Target's cost for each dollar of the imposing countries'",
        _C,
        "cost_ratio",
        ratio=True,
    ),
    Metric(
        "days_to_full_effect",
        Unit.DAYS,
        "from announcement",
        "Days to full effect",
        _D,
        "days_to_full_effect",
        headline=True,
    ),
    Metric(
        "effect_left_year_8_pct",
        _PCT,
        "year 8",
        "Effect left in year 8",
        _D,
        "effect_left_year_8",
        headline=True,
        ratio=True,
    ),
    Metric(
        "recovered_if_lifted_pct",
        _PCT,
        "if lifted after a year",
        "Effect recovered if lifted",
        _D,
        "recovered_if_lifted",
    ),
    Metric(
        "sender_share_of_foreign_holdings_pct",
        _PCT,
        "on as-of date",
        "Imposing countries' share of foreign-held bonds",
        _K,
        "sender_share_of_foreign_holdings",
        headline=True,
    ),
    Metric(
        "gain_if_allies_join_bp",
        _BP,
        "year 1",
        "Added if allies join",
        _K,
        "gain_if_allies_join",
        headline=True,
    ),
    Metric(
        "act_on_the_day_bp", _BP, "announcement", "What the act is worth on the day", _X, "act", headline=True
    ),
    Metric(
        "threat_held_back_bp",
        _BP,
        "announcement",
        "What is held back is worth on the day",
        _X,
        "threat_held_back",
        headline=True,
    ),
    Metric(
        "already_priced_in_bp",
        _BP,
        "before the day",
        "Already priced before the day",
        _X,
        "already_priced_in",
        headline=True,
    ),
    Metric(
        "expected_move_on_announcement_bp",
        _BP,
        "announcement",
        "Move expected on the day",
        _X,
        "expected_move_on_announcement",
        headline=True,
    ),
    Metric(
        "currency_fall_on_the_day_pct",
        _PCT,
        "announcement, from what was priced",
        "Depreciation expected on the day",
        _X,
        "currency_fall_on_the_day",
    ),
    Metric(
        "foreign_loss_on_the_day_usd_bn",
        _USD,
        "announcement, from what was priced",
        "Loss of all foreign holders expected on the day",
        _X,
        "foreign_loss_on_the_day",
    ),
    Metric(
        "sender_assets_in_reach_day_0_usd_bn",
        _USD,
        "on the day",
        "Imposing countries' bonds within reach of a reply on the day",
        _R,
        "sender_assets_on_the_day",
    ),
    Metric(
        "sender_assets_in_reach_usd_bn",
        _USD,
        "after 12 months of sales",
        "Imposing countries' bonds still within reach of a reply",
        _R,
        "sender_assets_in_reach",
        headline=True,
    ),
    Metric(
        "reach_ratio",
        Unit.RATIO,
        "8 years",
        "Assets in reach for each dollar of the target's cost",
        _R,
        "reach_ratio",
        ratio=True,
    ),
    Metric("probability_no_effect_pct", _PCT, "peak under 5 bp", "Chance of no effect worth the name", _S),
    Metric("measures_priced_pct", _PCT, "of the package", "Measures the model can price", _S),
    Metric("entities_listed", Unit.COUNT, "on as-of date", "Entities listed", _E),
    Metric("entities_by_rule", Unit.COUNT, "on as-of date", "Entities caught by ownership", _E),
    Metric(
        "entity_assets_usd_bn", _USD, "on as-of date", "Assets of entities caught", _E, "assets_caught_all"
    ),
    Metric(
        "entity_refinancing_at_risk_usd_bn",
        _USD,
        "8 years",
        "Debt of entities that cannot be rolled",
        _E,
        "refinancing_at_risk_all",
    ),
)

BY_ID: dict[str, Metric] = {metric.id: metric for metric in METRICS}

#: Share of the yardstick is read on this metric wherever one number stands for the option.
YARDSTICK_METRIC = "new_bond_yield_year_1_bp"
