"""The terms of a package, before any rule that looks at several of them at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field, model_validator

from sanctions.spec.base import Date, Identifier, Probability, SpecModel, TargetName, Text
from sanctions.spec.measures import Measure
from sanctions.spec.parts import Response, Statement, Track
from sanctions.spec.terms import PackageStatus

SCHEMA_VERSION = 1
MAX_MEASURES = 300


class PackageFields(SpecModel):
    """Fields of a package; see `sanctions.spec.package.Package`."""

    version: Literal[1] = Field(alias="schema")
    id: str = Field(pattern=r"^[a-z0-9][a-z0-9_.+-]*$")
    title: Text
    target: TargetName
    summary: Text
    status: PackageStatus
    enactment_probability: tuple[Probability, Probability, Probability] | None = None
    announced: Date
    effective: Date | None = None
    sources: tuple[Text, ...] = Field(min_length=1)
    baseline: tuple[Identifier, ...] | None = None
    extends: str | None = None
    lifts: tuple[Text, ...] = ()
    conditional_on: Text | None = None
    responses: tuple[Response, ...] = ()
    said: tuple[Statement, ...] = ()
    tracks_kept_apart: tuple[Track, ...] = ()
    measures: tuple[Measure, ...] = Field(default=(), max_length=MAX_MEASURES)

    @property
    def is_joined(self) -> bool:
        """Whether this is a union of packages, such as ``a+b``."""
        return "+" in self.id

    @model_validator(mode="before")
    @classmethod
    def _announce_measures(cls, raw: Any) -> Any:
        return with_announcement(raw) if isinstance(raw, Mapping) else raw


def with_announcement(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return the package with its announcement date copied to measures that give none of their own."""
    filled = dict(raw)
    measures = filled.get("measures")
    if isinstance(measures, list) and "announced" in filled:
        filled["measures"] = [
            {"announced": filled["announced"], **measure} if isinstance(measure, Mapping) else measure
            for measure in measures
        ]
    return filled
