"""A package written back as TOML, in one order and one style, that parses to the same package."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import Enum
from typing import Any

import tomlkit
from tomlkit.items import AoT, InlineTable, Table

from sanctions.spec.kinds import WITHOUT_A_NUMBER
from sanctions.spec.measures import Measure
from sanctions.spec.package import Package
from sanctions.spec.package_fields import SCHEMA_VERSION

_TABLES = ("said", "responses", "tracks_kept_apart", "measures")


def to_toml(package: Package) -> str:
    """Return a package as TOML; terms left at their default are left out.

    Parameters
    ----------
    package : Package

    Returns
    -------
    str
        Text that `read_package` turns into an equal package.
    """
    document = tomlkit.document()
    document.add("schema", tomlkit.item(SCHEMA_VERSION))
    terms = _plain(package.model_dump(by_alias=True, exclude_defaults=True))
    for key, value in terms.items():
        if key not in (*_TABLES, "schema"):
            document.add(key, _written(value))
    for key in ("said", "responses", "tracks_kept_apart"):
        if key in terms:
            document.add(key, _tables(terms[key]))
    if package.measures:
        document.add("measures", _tables([_measure_terms(measure, package) for measure in package.measures]))
    return tomlkit.dumps(document)


def _measure_terms(measure: Measure, package: Package) -> dict[str, Any]:
    terms = _plain(measure.model_dump(by_alias=True, exclude_defaults=True))
    if measure.effective_after_days is not None:
        terms.pop("effective")
    if measure.announced == package.announced:
        terms.pop("announced")
    if measure.kind not in WITHOUT_A_NUMBER:
        terms["prohibits"] = _plain(measure.prohibits)
    order = [field.alias or name for name, field in Measure.model_fields.items()]
    return {key: terms[key] for key in order if key in terms}


def _plain(value: Any) -> Any:
    """Return a value made of TOML's own types; sets are put in order."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, frozenset):
        return sorted(_plain(inner) for inner in value)
    if isinstance(value, tuple | list):
        return [_plain(inner) for inner in value]
    return value


def _written(value: Any) -> Any:
    """Return the TOML item of a value: long lists one entry a line, tables in a list inline."""
    if isinstance(value, Mapping):
        return _filled(tomlkit.inline_table(), value)
    if isinstance(value, list):
        array = tomlkit.array()
        for inner in value:
            array.append(_written(inner))
        nested = any(isinstance(inner, Mapping) for inner in value)
        return array.multiline(nested or sum(len(str(inner)) for inner in value) > 80)
    return tomlkit.item(value) if not isinstance(value, dt.date) else tomlkit.date(value.isoformat())


def _tables(rows: list[dict[str, Any]]) -> AoT:
    tables = tomlkit.aot()
    for row in rows:
        tables.append(_filled(tomlkit.table(), row))
    return tables


def _filled(table: Table | InlineTable, terms: Mapping[str, Any]) -> Table | InlineTable:
    for key, value in terms.items():
        table.add(key, _written(value))
    return table
