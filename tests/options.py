"""Options made in Python for tests: one measure per sender, from the mildest scope to the strictest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from sanctions.spec.package import Package

ANNOUNCED = dt.date(2021, 4, 15)
EFFECTIVE = dt.date(2021, 6, 14)
#: From the mildest to the strictest: each scope bars all that the one before it bars, and more.
SCOPES = ("primary", "secondary_new", "secondary_old", "divest")
ISSUERS = ("ru-ministry-of-finance", "ru-central-bank")
#: Metrics that a wider, stricter or larger option never lowers.
NEVER_LOWER = (
    "peak_yield_bp",
    "old_bond_yield_12m_bp",
    "new_bond_yield_year_1_bp",
    "extra_interest_8y_lcu_bn",
    "foreign_share_lost_pp",
)


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
    }[scope]
    found: dict[str, object] = {
        "id": f"{sender.lower()}-{scope.replace('_', '-')}",
        "kind": "primary_market_ban" if scope == "primary" else "secondary_market_ban",
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
