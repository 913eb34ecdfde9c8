"""Signs: plus is a cost to whoever is named, and an option that only adds bars relieves nobody of one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from sanctions.model.metrics import BY_ID
from sanctions.report.cells.tables import Formula
from sanctions.report.numbers.sides import Side
from sanctions.report.workbook.checks.check import Check, Subject, number, rounding
from sanctions.report.workbook.checks.null import cells_of

_MONOTONE: Final = (
    "Every limb is a maximum over what the law bars, so that what is added never takes from what is lost; the"
    " price of a lost holder is above zero."
)
_LOSS: Final = (
    "A fall in price is a loss to holders; below zero, the rise is so large that duration and convexity no"
    " longer describe the price."
)
_ALWAYS: Final = "A sum of parts none of which can be below zero, whatever the law."
#: Metrics that are not below zero in any draw, and what makes it so.
NEVER_NEGATIVE: Final[Mapping[str, str]] = {
    "new_bond_yield_year_1_bp": _MONOTONE,
    "old_bond_yield_12m_bp": _MONOTONE,
    "peak_yield_bp": _MONOTONE,
    "extra_interest_year_1_lcu_bn": _MONOTONE,
    "extra_interest_8y_lcu_bn": _MONOTONE,
    "extra_interest_8y_pct_gdp": _MONOTONE,
    "foreign_share_lost_pp": _MONOTONE,
    "outflow_usd_bn": _MONOTONE,
    "currency_fall_pct": _MONOTONE,
    "gdp_loss_year_8_pct": _MONOTONE,
    "target_cost_8y_usd_bn": _MONOTONE,
    "gain_if_allies_join_bp": _MONOTONE,
    "already_priced_in_bp": _MONOTONE,
    "act_on_the_day_bp": _MONOTONE,
    "cost_us_8y_usd_bn": _LOSS,
    "cost_eu_8y_usd_bn": _LOSS,
    "cost_uk_8y_usd_bn": _LOSS,
    "cost_others_8y_usd_bn": _LOSS,
    "cost_all_8y_usd_bn": _LOSS,
    "sender_cost_8y_usd_bn": _LOSS,
    "sender_holder_loss_usd_bn": _LOSS,
    "allied_holder_loss_usd_bn": _LOSS,
    "other_holder_loss_usd_bn": _LOSS,
    "domestic_holder_loss_usd_bn": _LOSS,
    "unmet_funding_year_1_pct_of_plan": _ALWAYS,
    "days_to_full_effect": _ALWAYS,
    "sender_share_of_foreign_holdings_pct": _ALWAYS,
    "sender_assets_in_reach_usd_bn": _ALWAYS,
}


def sign_checks(subject: Subject) -> Iterator[Check]:
    """Yield a check for each metric whose sign the model guarantees."""
    for side in subject.sides:
        adds = only_adds_bars(side)
        for id_, why in NEVER_NEGATIVE.items():
            cells = cells_of(subject, subject.results.row(id_, side.letter))
            if not cells or not (adds or why is _ALWAYS):
                continue
            texts = ",".join(cell.text for cell in cells)
            lowest = min(0.0, *(number(cell) for cell in cells))
            metric = BY_ID[id_]
            yield Check(
                "Not below zero: worked case, low, live low",
                f"{side.letter}, {metric.label.lower()}, {metric.horizon}",
                Formula(f"MIN(0,{texts})", lowest),
                allowed=rounding(*cells),
                why=why,
            )


def only_adds_bars(side: Side) -> bool:
    """Whether an option lifts nothing and bars no sale: what cannot be sold does not press on the price."""
    package = side.assessment.package
    frozen = any(
        fact.key.startswith("locked[with_option") and any(fact.values) for fact in side.assessment.law_facts
    )
    return not package.lifts and not frozen
