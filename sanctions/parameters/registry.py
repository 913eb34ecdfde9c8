"""The parameter registry: dated versions of every parameter, read strictly from a target's file."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from sanctions.errors import InputError, Problem
from sanctions.parameters.distributions import Distribution
from sanctions.resources import shipped_folder
from sanctions.units import Kind, Unit


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FigureRule(_Strict):
    """How the arguments of a distribution follow a figure of the day.

    `drift_per_root_year` widens a log standard deviation with the age of the figure, as a random walk would.
    """

    series: str
    basis: str | None = None
    use: Literal["scale", "shift"]
    drift_per_root_year: float = Field(default=0.0, ge=0)


class EstimatorRule(_Strict):
    """Which estimator gives the value from the history known on the day."""

    name: Literal["run_up"]
    since: dt.date


class ParameterVersion(_Strict):
    """A parameter's distribution from one day on."""

    known_from: dt.date
    valid_until: dt.date | None = None
    distribution: str
    arguments: tuple[float, ...]
    kind: Kind
    source: str = Field(min_length=1)
    why: str = Field(min_length=1)
    address: str = ""
    quality: Literal["good", "fair", "weak"]
    figure: FigureRule | None = None
    estimator: EstimatorRule | None = None

    @model_validator(mode="after")
    def _is_a_distribution(self) -> ParameterVersion:
        Distribution(self.distribution, self.arguments)
        if self.figure and self.figure.drift_per_root_year and self.distribution != "lognormal":
            raise ValueError("drift_per_root_year widens a lognormal only")
        return self


class RegistryEntry(_Strict):
    """One parameter with its versions."""

    name: str
    segment: str | None = None
    label: str
    unit: Unit
    owner: str = "project"
    joint: str | None = None
    versions: tuple[ParameterVersion, ...]

    @model_validator(mode="after")
    def _has_a_version(self) -> RegistryEntry:
        if not self.versions:
            raise ValueError(f"{self.name} has no version")
        return self

    def version_on(self, as_of: dt.date) -> ParameterVersion | None:
        """Return the version known last on `as_of`, or None when none was known yet."""
        known = [v for v in self.versions if v.known_from <= as_of <= (v.valid_until or dt.date.max)]
        return max(known, key=lambda version: version.known_from, default=None)


class SegmentEntry(_Strict):
    """A bond segment of the target; `missing` says why it is not priced."""

    currency: str
    title: str
    missing: str | None = None


class States(_Strict):
    """Packages whose probabilities enter expectations."""

    measured: str
    maximal: str


class CorrelationEntry(_Strict):
    """Two parameters drawn together."""

    first: str
    second: str
    rank_correlation: float = Field(gt=-1, lt=1)
    why: str


class Registry(_Strict):
    """The whole file of one target."""

    schema_: Literal[1] = Field(alias="schema")
    target: str
    title: str
    review_after_days: int = Field(gt=0)
    states: States | None = None
    segments: dict[str, SegmentEntry]
    correlations: tuple[CorrelationEntry, ...] = ()
    parameters: tuple[RegistryEntry, ...]

    @model_validator(mode="after")
    def _names_agree(self) -> Registry:
        keys = [f"{each.name}[{each.segment}]" if each.segment else each.name for each in self.parameters]
        wrong = [f"{key} is given twice" for key in sorted({key for key in keys if keys.count(key) > 1})]
        wrong += [
            f"{each.name}: there is no segment {each.segment!r}"
            for each in self.parameters
            if each.segment is not None and each.segment not in self.segments
        ]
        wrong += [
            f"correlations: there is no parameter {name!r}"
            for each in self.correlations
            for name in (each.first, each.second)
            if name not in keys
        ]
        if wrong:
            raise ValueError("; ".join(wrong))
        return self


def registry_path(target: str) -> Path:
    """Return where the registry of a target is, whether or not it exists."""
    return shipped_folder("datasets") / "parameters" / f"{target}.toml"


def load_registry(path: Path) -> Registry:
    """Read a registry.

    Raises
    ------
    InputError
        Every problem of the file at once, with key path.
    """
    try:
        with path.open("rb") as stream:
            return Registry.model_validate(tomllib.load(stream))
    except tomllib.TOMLDecodeError as error:
        raise InputError.single(path.name, "", f"not TOML: {error}") from None
    except ValidationError as error:
        raise InputError(
            Problem(
                path.name,
                ".".join(str(part) for part in each["loc"]),
                each["msg"].removeprefix("Value error, "),
            )
            for each in error.errors()
        ) from None
