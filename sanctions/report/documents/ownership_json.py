"""Ownership verdicts as JSON (schema "sanctions/ownership/1") and as CSV."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from sanctions.ownership.decision import OwnershipResult, RuleResult
from sanctions.ownership.ranking import Ranked
from sanctions.ownership.verdicts import DISCLAIMER, Verdict
from sanctions.report.documents.list_documents import csv_text
from sanctions.resources import shipped_folder

SCHEMA = "sanctions/ownership/1"
SCHEMA_FILE = "schemas/ownership-1.json"
CSV_COLUMNS = (
    "entity",
    "rule",
    "status",
    "directives",
    "limb",
    "basis",
    "as_read_on",
    "share_pct",
    "share_min_pct",
    "share_max_pct",
    "person",
    "because",
    "notes",
    "circular_holding",
    "must_resolve",
    "property_blocked_since",
    "disclaimer",
)


@lru_cache(maxsize=1)
def ownership_schema() -> dict[str, Any]:
    """Return the JSON Schema that the documents keep."""
    text = (shipped_folder("reports") / SCHEMA_FILE).read_text("utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def ownership_json(result: OwnershipResult) -> str:
    """Return the result as a JSON document: one rule at the top, or several under "rules"."""
    document: dict[str, Any] = {"schema": SCHEMA, "as_of": result.as_of.isoformat(), "disclaimer": DISCLAIMER}
    if len(result.rules) == 1:
        document |= _rule(result.rules[0], result.what_if)
    else:
        document["rules"] = {rule.rule: _rule(rule, result.what_if) for rule in result.rules}
    document["findings"] = [
        {"kind": each.kind, "entity": each.entity, "message": each.message} for each in result.findings
    ]
    document["set_aside"] = [str(problem) for problem in result.set_aside]
    document["notes"] = list(result.notes)
    return json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def ranking_json(ranked: list[Ranked], rule: str, as_of: str) -> str:
    """Return a ranking of candidates as a JSON document."""
    document = {
        "schema": "sanctions/ownership-ranking/1",
        "rule": rule,
        "as_of": as_of,
        "disclaimer": DISCLAIMER,
        "candidates": [
            {
                "entity": each.entity,
                "status": each.status.value,
                "newly_caught": list(each.newly_caught),
                "newly_open": list(each.newly_open),
                "assets_usd_bn": None if each.assets_usd_bn is None else str(each.assets_usd_bn),
                "assets_unknown": each.assets_unknown,
            }
            for each in ranked
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def ranking_csv(ranked: list[Ranked]) -> str:
    """Return one row per candidate; text that would be a formula begins with an apostrophe."""
    columns = ("entity", "status", "adds", "opens", "assets_usd_bn", "newly_caught", "newly_open")
    rows = []
    for each in ranked:
        assets = "" if each.assets_usd_bn is None else str(each.assets_usd_bn)
        counts = (str(len(each.newly_caught)), str(len(each.newly_open)))
        names = ("; ".join(each.newly_caught), "; ".join(each.newly_open))
        rows.append((each.entity, each.status.value, *counts, assets, *names))
    return csv_text(columns, rows)


def _rule(rule: RuleResult, what_if: str) -> dict[str, Any]:
    document: dict[str, Any] = {
        "rule": rule.rule,
        "title": rule.title,
        "sources": list(rule.sources),
        "rule_status": rule.in_force.value,
        "rule_note": rule.standing_note,
        "verdicts": {verdict.entity: _verdict(verdict) for verdict in rule.verdicts},
    }
    if what_if:
        changes = [
            {"entity": each.entity, "before": each.before.value, "after": each.after.value}
            for each in rule.changes
        ]
        document["what_if"] = {"entity": what_if, "changes": changes}
    return document


def _verdict(verdict: Verdict) -> dict[str, Any]:
    since = verdict.property_blocked_since
    return {
        "status": verdict.status.value,
        "directives": list(verdict.directives),
        "limb": verdict.limb,
        "basis": verdict.basis.value,
        "as_read_on": verdict.as_read_on.isoformat(),
        "share_pct": verdict.share_pct,
        "share_min_pct": verdict.share_min_pct,
        "share_max_pct": verdict.share_max_pct,
        "person": verdict.person,
        "because": list(verdict.because),
        "notes": list(verdict.notes),
        "circular_holding": verdict.circular_holding,
        "other_reading": verdict.other_reading,
        "must_resolve": verdict.must_resolve,
        "property_blocked_since": None if since is None else since.isoformat(),
    }


def verdict_cells(verdict: Verdict) -> tuple[str, ...]:
    """Return a verdict as the cells of one row, in the order of `CSV_COLUMNS`."""
    since = verdict.property_blocked_since
    return (
        verdict.entity,
        verdict.rule,
        verdict.status.value,
        "; ".join(verdict.directives),
        verdict.limb,
        verdict.basis.value,
        verdict.as_read_on.isoformat(),
        verdict.share_pct or "",
        verdict.share_min_pct,
        verdict.share_max_pct,
        verdict.person,
        "; ".join(verdict.because),
        "; ".join(verdict.notes),
        "yes" if verdict.circular_holding else "no",
        "yes" if verdict.must_resolve else "no",
        "" if since is None else since.isoformat(),
        DISCLAIMER,
    )


def ownership_csv(result: OwnershipResult) -> str:
    """Return one row per entity and rule; text that would be a formula begins with an apostrophe."""
    return csv_text(
        CSV_COLUMNS, (verdict_cells(verdict) for rule in result.rules for verdict in rule.verdicts)
    )
