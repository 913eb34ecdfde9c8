"""Options made in Python for tests: one measure per sender, from the mildest scope to the strictest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from sanctions.spec.package import Package

ANNOUNCED = dt.date(2021, 4, 15)
EFFECTIVE = dt.date(2021, 6, 14)
#: From the mildest to the strictest: each scope bars all that the one before it bars, and more.
SCOPES = ("primary", "secondary_new", "secondary_old", "divest", "freeze")
#: Scopes under which barred holders may sell, so that a stricter one also moves existing bonds more.
SALE_FREE = SCOPES[:-1]
ISSUERS = ("ru-ministry-of-finance", "ru-central-bank")
#: Metrics that a wider, stricter or larger option, or one that binds earlier, never lowers.
NEVER_LOWER = (
    "new_bond_yield_year_1_bp",
    "extra_interest_8y_lcu_bn",
    "currency_fall_pct",
    "gdp_loss_year_8_pct",
    "target_cost_8y_usd_bn",
    "unmet_funding_year_1_pct_of_plan",
)
#: Metrics of existing bonds: a bar on any sale moves them less, since nothing is sold.
NEVER_LOWER_WHERE_SALE_IS_FREE = (
    "peak_yield_bp",
    "peak_yield_if_reply_bp",
    "peak_yield_if_no_reply_bp",
    "old_bond_yield_12m_bp",
    "act_on_the_day_bp",
)


KINDS = {"primary": "primary_market_ban", "freeze": "asset_freeze"}


def measure(
    scope: str,
    sender: str = "US",
    *,
    effective: dt.date = EFFECTIVE,
    wind_down_days: int = 0,
    **terms: object,
) -> dict[str, object]:
    """Return the terms of a measure of one scope."""
    acts = {
        "primary": ["buy_at_issue"],
        "secondary_new": ["buy_at_issue", "buy_secondary"],
        "secondary_old": ["buy_at_issue", "buy_secondary"],
        "divest": ["buy_at_issue", "buy_secondary", "hold"],
        "freeze": ["buy_at_issue", "buy_secondary", "sell", "settle"],
    }[scope]
    found: dict[str, object] = {
        "id": f"{sender.lower()}-{scope.replace('_', '-')}",
        "kind": KINDS.get(scope, "secondary_market_ban"),
        "sender": sender,
        "issuers": list(ISSUERS),
        "instruments": ["bond", "bill"],
        "effective": effective,
        "prohibits": acts,
        "wind_down_days": wind_down_days,
        "source": "made for a test",
    }
    if scope == "secondary_new":
        found |= {"issue_cutoff": effective}
    if scope == "freeze":
        found |= {"sale_to": "nobody"}
    return {**found, **terms}


def option(measures: Iterable[Mapping[str, object]], name: str = "made", **terms: object) -> Package:
    """Return a package of measures, told apart by number."""
    return Package.model_validate(
        {
            "schema": 1,
            "id": name,
            "title": "Made for a test",
            "target": "russia",
            "summary": "Made for a test.",
            "status": "counterfactual",
            "announced": ANNOUNCED,
            "sources": ["made for a test"],
            "measures": [{**each, "id": f"m{place}"} for place, each in enumerate(measures)],
            **terms,
        }
    )


def lawful(
    terms: list[dict[str, object]], beside: Sequence[dict[str, object]] = ()
) -> list[dict[str, object]]:
    """Return terms without a duty to sell that contradicts a bar on selling of the same sender."""
    freezing = {each["sender"] for each in (*terms, *beside) if each["kind"] == "asset_freeze"}
    return [
        each
        for each in terms
        if each["kind"] == "asset_freeze"
        or each["sender"] not in freezing
        or "hold" not in cast(list[str], each["prohibits"])
    ]
