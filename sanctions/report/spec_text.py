"""A package written back as the TOML it could have been loaded from."""

from __future__ import annotations

from enum import Enum
from typing import Any

import tomlkit
from pydantic import BaseModel

from sanctions.spec.package import Package


def spec_text(package: Package) -> str:
    """Return the package as TOML: what was given, in the order of the spec language.

    Parameters
    ----------
    package : Package
    """
    return tomlkit.dumps(_plain(package))


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        fields = type(value).model_fields
        found = {
            (field.alias or name): _plain(getattr(value, name))
            for name, field in fields.items()
            if name in value.model_fields_set and getattr(value, name) is not None
        }
        # TOML wants plain values before tables.
        return dict(sorted(found.items(), key=lambda item: _is_table(item[1])))
    if isinstance(value, frozenset):
        return sorted(_plain(each) for each in value)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Enum):
        return value.value
    return value


def _is_table(value: Any) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and bool(value) and isinstance(value[0], dict))
