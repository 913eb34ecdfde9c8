"""Exposure of entities as JSON (schema "sanctions/exposure/1")."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any, Final

from sanctions.comparison.entity_report import EntityReport, EntityTotal, Reaction
from sanctions.entities.designations import DesignationSum
from sanctions.entities.exposed import IN_FORCE, WITH_OPTION, EntityExposure
from sanctions.entities.figures import EntityFigure
from sanctions.ownership.verdicts import DISCLAIMER

SCHEMA: Final = "sanctions/exposure/1"


def exposure_json(report: EntityReport) -> str:
    """Return the report as a JSON document; what has no figure is null with its reason, never 0."""
    exposure, found = report.exposure, report.assessment
    document = {
        "schema": SCHEMA,
        "option": found.package.id,
        "as_of": found.as_of.isoformat(),
        "seed": found.seed,
        "draws": found.draws,
        "disclaimer": DISCLAIMER,
        "entities_listed": exposure.listed,
        "entities_by_rule": exposure.by_rule,
        "entities": [_entity(each) for each in exposure.entities],
        "shared_figures": [_entity(each) for each in exposure.shared],
        "open": [
            {"entity": v.entity, "status": str(v.status), "notes": list(v.notes)} for v in exposure.open
        ],
        "unchanged": list(exposure.unchanged),
        "totals": {each.quantity: _total(each) for each in report.totals},
        "designations": [_designations(each) for each in report.designations],
        "happened_afterwards": [_reaction(each) for each in report.happened],
        "notes": list(exposure.notes),
    }
    return json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _entity(each: EntityExposure) -> dict[str, Any]:
    return {
        "entity": each.name,
        "status": str(each.verdict.status),
        "limb": each.verdict.limb,
        "because": list(each.verdict.because),
        "listed_change": each.listed_change,
        "rule_change": each.rule_change,
        "measures_in_force": list(each.measures[IN_FORCE]),
        "measures_with_option": list(each.measures[WITH_OPTION]),
        "figures": [_figure(figure) for figure in each.figures],
        "usd_bn": {str(name): value for name, value in each.usd_bn.items()},
        "debt_stopped_usd_bn": {state: list(path) for state, path in each.debt_stopped_usd_bn.items()},
        "no_figure": [str(name) for name in each.no_figure],
        "counted_in": each.counted_in or None,
    }


def _figure(each: EntityFigure) -> dict[str, Any]:
    return {
        "figure": str(each.name),
        "value": each.value,
        "unit": each.unit,
        "date": each.date.isoformat(),
        "first_known": each.first_known.isoformat(),
        "kind": str(each.kind),
        "basis": each.basis,
        "source": each.source,
        "address": each.address,
    }


def _total(each: EntityTotal) -> dict[str, Any]:
    return {
        "label": each.label,
        "unit": each.unit,
        "spread": None if each.spread is None else asdict(each.spread),
        "covered": each.covered,
        "of": each.of,
    }


def _designations(each: DesignationSum) -> dict[str, Any]:
    return {
        "measure": each.measure,
        "sum_alone": each.sum_alone,
        "union": len(each.union),
        "counted_again": each.counted_again,
        "only_together": list(each.only_together),
        "explained": each.sentence,
        "rows": [
            {"entity": row.entity, "alone": list(row.alone), "last": list(row.last)} for row in each.rows
        ],
    }


def _reaction(each: Reaction) -> dict[str, Any]:
    return {**asdict(each), "inside": each.inside}
