"""Results as plain documents: what `--json` writes, every number finite, every date ISO."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import TypeAlias

from sanctions.history.estimators.persistence import Projection
from sanctions.history.results import Estimate, EventStudy

Plain: TypeAlias = dict[str, "Plain"] | list["Plain"] | str | int | float | bool | None

STUDY_SCHEMA = "sanctions/event-study/1"
ESTIMATES_SCHEMA = "sanctions/estimates/1"


def plain(value: object) -> Plain:
    """Return nested dataclasses, mappings and tuples as JSON values.

    Raises
    ------
    ValueError
        A number is not finite: results carry a reason, never a silent NaN.
    """
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(f"{value} in a result")
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, dt.date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, Sequence):
        return [plain(item) for item in value]
    raise TypeError(f"{type(value).__name__} has no plain form")


def study_document(as_of: dt.date, studies: Sequence[EventStudy]) -> dict[str, Plain]:
    """Return the document of `events study`."""
    return {
        "schema": STUDY_SCHEMA,
        "as_of": as_of.isoformat(),
        "rows": [plain(row) for study in studies for row in study.rows],
        "averages": [plain(average) for study in studies for average in study.averages],
    }


def estimates_document(
    as_of: dt.date,
    estimates: Sequence[Estimate],
    projections: Sequence[Projection],
    unavailable: Sequence[str],
) -> dict[str, Plain]:
    """Return the document of `events estimates`; `unavailable` says which could not be made, and why."""
    return {
        "schema": ESTIMATES_SCHEMA,
        "as_of": as_of.isoformat(),
        "estimates": [plain(estimate) for estimate in estimates],
        "projections": [plain(projection) for projection in projections],
        "unavailable": list(unavailable),
    }
