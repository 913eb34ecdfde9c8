"""JSON Schemas of the documents about history, generated from the types they are made of."""

from __future__ import annotations

from typing import Any, Final

from pydantic import TypeAdapter
from pydantic.json_schema import JsonSchemaValue

from sanctions.backtesting.backtest import Rival, SetScore
from sanctions.backtesting.consistency import LeakageCheck
from sanctions.backtesting.outcomes import Outcome
from sanctions.backtesting.plan import Construction, CountedIn, KeptScore, RowStatus
from sanctions.backtesting.scorecard import SCHEMA as BACKTEST_SCHEMA
from sanctions.backtesting.scores import Score
from sanctions.history.documents import ESTIMATES_SCHEMA, STUDY_SCHEMA
from sanctions.history.estimators.persistence import Projection
from sanctions.history.results import AverageMove, Estimate, EventRow, Grade
from sanctions.model.results import Spread

#: File below reports/ -> the function that generates it.
FOLDER: Final = "layouts"
_DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
_TEXT: Final[JsonSchemaValue] = {"type": "string"}
_DAY: Final[JsonSchemaValue] = {"type": "string", "format": "date"}
_WHOLE: Final[JsonSchemaValue] = {"type": "integer"}


class _Definitions:
    """Schemas of types, with what they refer to collected once."""

    def __init__(self) -> None:
        self.found: dict[str, JsonSchemaValue] = {}

    def of(self, kind: Any) -> JsonSchemaValue:  # types and unions alike, which share no type of their own
        """Return the schema of a type; its definitions go to the shared ones."""
        schema = TypeAdapter(kind).json_schema(mode="serialization", ref_template="#/$defs/{model}")
        self.found |= schema.pop("$defs", {})
        return schema

    def rows(self, kind: Any) -> JsonSchemaValue:
        """Return the schema of a list of a type."""
        return {"type": "array", "items": self.of(kind)}


def schemas() -> dict[str, JsonSchemaValue]:
    """Return file name -> JSON Schema of every document about history."""
    return {
        "event-study.schema.json": _study(),
        "estimates.schema.json": _estimates(),
        "backtest.schema.json": _backtest(),
    }


def _study() -> JsonSchemaValue:
    defined = _Definitions()
    return _document(
        STUDY_SCHEMA,
        {"as_of": _DAY, "rows": defined.rows(EventRow), "averages": defined.rows(AverageMove)},
        defined,
    )


def _estimates() -> JsonSchemaValue:
    defined = _Definitions()
    return _document(
        ESTIMATES_SCHEMA,
        {
            "as_of": _DAY,
            "estimates": defined.rows(Estimate),
            "projections": defined.rows(Projection),
            "unavailable": {"type": "array", "items": _TEXT},
        },
        defined,
    )


def _backtest() -> JsonSchemaValue:
    defined = _Definitions()
    event = {
        **dict.fromkeys(
            ("id", "event_id", "title", "quantity", "unit", "package", "sentence", "confounding_reason"),
            _TEXT,
        ),
        **dict.fromkeys(("forecast_fixed_on", "knowledge_of", "day_zero"), _DAY),
        "counted_in": defined.of(CountedIn),
        "construction": defined.of(Construction),
        "status": defined.of(RowStatus),
        "confounding": defined.of(Grade),
        "outcome_known_to_authors": {"type": "boolean"},
        "outcome": defined.of(Outcome | None),
        "forecast": defined.of(Spread | None),
        "noise_sd": {"type": "number", "minimum": 0},
        "score": defined.of(Score | None),
        "first_score": defined.of(KeptScore | None),
        "rivals": defined.rows(Rival),
        "reason": _TEXT,
    }
    sets = {"type": "object", "additionalProperties": defined.of(SetScore)}
    return _document(
        BACKTEST_SCHEMA,
        {
            "draws": _WHOLE,
            "seed": _WHOLE,
            "outcomes_known": _DAY,
            "events": {"type": "array", "items": _closed(event)},
            "scores": sets,
            "leakage_checks": defined.rows(LeakageCheck),
        },
        defined,
    )


def _document(name: str, fields: JsonSchemaValue, defined: _Definitions) -> JsonSchemaValue:
    body = _closed({"schema": {"const": name}, **fields})
    return {"$schema": _DRAFT, "title": name, **body, "$defs": defined.found}


def _closed(fields: JsonSchemaValue) -> JsonSchemaValue:
    return {
        "type": "object",
        "properties": fields,
        "required": list(fields),
        "additionalProperties": False,
    }
