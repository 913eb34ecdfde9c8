"""The shipped JSON Schema says what the models say."""

from __future__ import annotations

import json
import tomllib
from typing import Any

import jsonschema
import pytest

from sanctions.spec.json_schema import schema_text, shipped_schema_path, spec_schema
from sanctions.spec.library import bundled_file, bundled_ids

VALIDATOR = jsonschema.Draft202012Validator(spec_schema())


def _as_json(package_id: str) -> Any:
    """Return a bundled spec the way an editor hands it to a schema: dates as text."""
    return json.loads(json.dumps(tomllib.loads(bundled_file(package_id).text), default=str))


def test_shipped_schema_is_the_one_the_models_make() -> None:
    assert shipped_schema_path().read_text(encoding="utf-8") == schema_text()


def test_schema_is_valid() -> None:
    jsonschema.Draft202012Validator.check_schema(spec_schema())


@pytest.mark.parametrize("package_id", bundled_ids())
def test_every_bundled_spec_agrees(package_id: str) -> None:
    VALIDATOR.validate(_as_json(package_id))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("schema", 2),
        ("target", "rusia"),
        ("status", "enactd"),
        ("sources", []),
        ("wibble", 1),
        ("enactment_probability", [0.1, 0.2, 1.2]),
    ],
)
def test_schema_refuses_what_the_models_refuse_in_a_package(key: str, value: object) -> None:
    assert not VALIDATOR.is_valid(_as_json("us-2021-directive-1") | {key: value})


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("kind", "ban"),
        ("sender", "USA"),
        ("issuers", ["nobody"]),
        ("currencies", ["RUR"]),
        ("instruments", ["bonds"]),
        ("prohibits", ["hold"]),
        ("wind_down_days", -1),
        ("effectiv", "2021-01-01"),
    ],
)
def test_schema_refuses_what_the_models_refuse_in_a_measure(key: str, value: object) -> None:
    spec = _as_json("us-2021-directive-1")
    spec["measures"][0][key] = value
    assert not VALIDATOR.is_valid(spec)
