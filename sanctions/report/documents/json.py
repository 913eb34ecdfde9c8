"""A comparison as JSON: stable, versioned, valid against the shipped schema, never NaN or infinity."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np

from sanctions.comparison.results import COSTS_MORE, Comparison, Difference
from sanctions.model.metrics import YARDSTICK_METRIC, Metric, NotApplicable
from sanctions.model.paths import PATHS
from sanctions.model.results import Assessment, Spread
from sanctions.parameters.distributions import ARGUMENTS
from sanctions.parameters.parameters import Parameter
from sanctions.periods import YEARS
from sanctions.report.numbers.act_and_threat import THREAT_LARGER, threat_larger_pct
from sanctions.report.pages.brief import brief_of
from sanctions.resources import shipped_folder
from sanctions.units import Kind

SCHEMA: Final = "sanctions/comparison/1"
SCHEMA_FILE: Final = "layouts/comparison.schema.json"
_PERCENT: Final = 100.0

Document = dict[str, Any]


def schema_path() -> Path:
    """Return the shipped JSON Schema."""
    return shipped_folder("reports") / SCHEMA_FILE


def json_text(comparison: Comparison) -> str:
    """Return the document as text, the same for the same comparison.

    Raises
    ------
    ValueError
        A number is not finite.
    """
    return json.dumps(document(comparison), indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def document(comparison: Comparison) -> Document:
    """Return the comparison as plain values.

    Parameters
    ----------
    comparison : Comparison
    """
    return {
        "schema": SCHEMA,
        "version": comparison.version,
        "as_of": comparison.as_of.isoformat(),
        "seed": comparison.seed,
        "draws": comparison.draws,
        "yardstick": comparison.yardstick,
        "order": [option.package.id for option in comparison.options],
        "spec_sha256": dict(comparison.spec_sha256),
        "datasets": dict(comparison.datasets),
        "options": {option.package.id: _option(comparison, option) for option in comparison.options},
        "differences": [_difference(comparison, each) for each in comparison.differences],
        "share_of_yardstick_used": {
            id_: _shares(comparison, found) for id_, found in comparison.share_used.items()
        },
        "parameters": _parameters(comparison),
        "warnings": list(comparison.warnings),
        **_answer(comparison),
    }


def _answer(comparison: Comparison) -> Document:
    """Return the sentences every page begins with."""
    page = brief_of(comparison)
    return {"headline": page.headline, "answers": list(page.answers), "remarks": list(page.remarks)}


def _option(comparison: Comparison, option: Assessment) -> Document:
    spreads = comparison.spreads[option.package.id]
    return {
        "title": option.package.title,
        "status": str(option.package.status),
        "metrics": {
            id_: _metric(comparison.metric(id_), spread, option.kind_shares.get(id_))
            for id_, spread in spreads.items()
        },
        "paths": {
            path.id: _path(str(path.unit), option.paths[path.id]) for path in PATHS if path.id in option.paths
        },
        "not_applicable": {id_: _absent(found) for id_, found in option.not_applicable.items()},
        "not_counted": list(option.not_counted),
        "zero_reasons": list(option.zero_reasons),
        "silent_terms": list(option.silent_terms),
        "remarks": list(option.remarks),
        THREAT_LARGER.id: threat_larger_pct(option),
        **_odds(comparison, option),
    }


def _odds(comparison: Comparison, option: Assessment) -> Document:
    """Return what a package that may never be enacted comes to times its stated odds; else nothing."""
    stated = option.package.enactment_probability
    if stated is None:
        return {}
    spreads = comparison.times_probability[option.package.id]
    return {
        "enactment_probability": list(stated),
        "times_probability": {
            id_: _metric(comparison.metric(id_), spread) for id_, spread in spreads.items()
        },
    }


def _metric(
    metric: Metric, spread: Spread, shares: Mapping[Kind, float] | None = None, unit: str = ""
) -> Document:
    found: Document = {"unit": unit or str(metric.unit), "horizon": metric.horizon, **_spread(spread)}
    if shares is not None:
        found["kind_shares"] = {str(kind): float(shares.get(kind, 0.0)) for kind in Kind}
    return found


def _spread(spread: Spread) -> Document:
    """Return mean and percentiles; a ratio has no mean."""
    found = {"mean": spread.mean} if spread.mean is not None else {}
    return found | {name: getattr(spread, name) for name in ("p05", "p10", "p50", "p90", "p95")}


def _path(unit: str, values: np.ndarray[Any, np.dtype[np.float64]]) -> Document:
    low, middle, high = np.percentile(values, (10, 50, 90), axis=1)
    return {
        "unit": unit,
        "year": list(YEARS),
        "p10": [float(v) for v in low],
        "p50": [float(v) for v in middle],
        "p90": [float(v) for v in high],
    }


def _absent(found: NotApplicable) -> Document:
    return {"status": str(found.status), "reason": found.reason}


def _difference(comparison: Comparison, difference: Difference) -> Document:
    metrics = {id_: _metric(comparison.metric(id_), spread) for id_, spread in difference.metrics.items()}
    if difference.probability_costs_target_more_pct is not None:
        metrics[COSTS_MORE.id] = {
            "unit": str(COSTS_MORE.unit),
            "horizon": COSTS_MORE.horizon,
            **_spread(_costs_more(comparison, difference)),
        }
    return {
        "option": difference.option,
        "minus": difference.minus,
        "metrics": metrics,
        "not_applicable": {id_: _absent(found) for id_, found in difference.not_applicable.items()},
    }


def _costs_more(comparison: Comparison, difference: Difference) -> Spread:
    """Return the summary of 100 where the option costs the target more and 0 elsewhere."""
    mine = comparison.option(difference.option).metrics[YARDSTICK_METRIC]
    theirs = comparison.option(difference.minus).metrics[YARDSTICK_METRIC]
    return Spread.of(np.where(mine > theirs, _PERCENT, 0.0))


def _shares(comparison: Comparison, found: Mapping[str, Spread | NotApplicable]) -> Document:
    stated: Document = {
        id_: _metric(comparison.metric(id_), each, unit="%")
        for id_, each in found.items()
        if isinstance(each, Spread)
    }
    absent = {id_: _absent(each) for id_, each in found.items() if isinstance(each, NotApplicable)}
    return stated | {"not_applicable": absent}


def _parameters(comparison: Comparison) -> Document:
    found: dict[str, Parameter] = {}
    for option in comparison.options:
        found |= {each.key: each for each in option.parameters.values}
    return {
        key: {
            "label": each.label,
            "unit": str(each.unit),
            "distribution": each.distribution.name,
            "arguments": dict(
                zip(ARGUMENTS[each.distribution.name], each.distribution.arguments, strict=True)
            ),
            "low": each.low,
            "middle": each.middle,
            "high": each.high,
            "kind": str(each.kind),
            "quality": each.quality,
            "known_from": each.known_from.isoformat(),
            "source": each.source,
            "address": each.address,
            "figures": [figure.id for figure in each.figures],
        }
        for key, each in found.items()
    }
