"""The JSON Schema of a spec, for editors; made from the models, so that it cannot say anything else."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sanctions.resources import shipped_folder
from sanctions.spec.kinds import KIND_RULES
from sanctions.spec.package import Package
from sanctions.spec.vocabulary import vocabulary

SCHEMA_FILE = "packages/spec.schema.json"


def spec_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a spec.

    It knows keys, types, closed vocabularies and which acts each kind can bar. Rules that compare dates
    or look at other packages are left to `sanctions check`.
    """
    schema = Package.model_json_schema(by_alias=True, mode="validation")
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "Sanctions package"
    schema["properties"]["target"]["enum"] = sorted(vocabulary().targets)
    _refine_measure(schema["$defs"]["Measure"])
    return schema


def shipped_schema_path() -> Path:
    """Return where the schema is shipped."""
    return shipped_folder("datasets") / SCHEMA_FILE


def schema_text() -> str:
    """Return the schema as the text of its file."""
    return json.dumps(spec_schema(), indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def _refine_measure(measure: dict[str, Any]) -> None:
    """Add what a reader fills in (dates that follow from others) and what the kind fixes."""
    measure["required"] = [key for key in measure["required"] if key not in ("announced", "effective")]
    properties = measure["properties"]
    names = vocabulary()
    properties["sender"]["enum"] = sorted(names.senders)
    properties["issuers"]["items"]["enum"] = sorted(names.issuers)
    codes = sorted(names.currencies)
    properties["currencies"]["items"]["enum"] = [*codes, *(f"!{code}" for code in codes)]
    measure["allOf"] = [_kind_condition(kind, rule.legal) for kind, rule in KIND_RULES.items()]


def _kind_condition(kind: str, legal: Iterable[str]) -> dict[str, Any]:
    allowed: dict[str, Any] = {"enum": sorted(legal)} if legal else {"not": {}}
    return {
        "if": {"properties": {"kind": {"const": str(kind)}}},
        "then": {"properties": {"prohibits": {"items": allowed}}},
    }
