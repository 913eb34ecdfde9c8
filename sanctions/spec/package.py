"""A package: the measures of one day's law, what was said of them and how the target answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Self

from pydantic import model_validator

from sanctions.spec.findings import every_finding, raise_findings
from sanctions.spec.kinds import WITHOUT_A_NUMBER
from sanctions.spec.measures import Measure
from sanctions.spec.package_fields import PackageFields
from sanctions.spec.package_rules import PACKAGE_RULES


class Package(PackageFields):
    """One option a government has, or had, on the table; says nothing about its effect."""

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        raise_findings(every_finding(PACKAGE_RULES, self))
        return self

    @property
    def senders(self) -> tuple[str, ...]:
        """Senders of the measures, in alphabetical order."""
        return tuple(sorted({measure.sender for measure in self.measures}))

    @property
    def lifted_on(self) -> dt.date:
        """Day on which `lifts` take effect."""
        return self.effective or self.announced

    @property
    def unpriced_measures(self) -> tuple[Measure, ...]:
        """Measures that never change a number and count against `measures_priced_pct`."""
        return tuple(measure for measure in self.measures if measure.kind in WITHOUT_A_NUMBER)

    def measure(self, measure_id: str) -> Measure | None:
        """Return one measure, or None."""
        return next((measure for measure in self.measures if measure.id == measure_id), None)

    def with_terms(self, terms: Mapping[str, object]) -> Package:
        """Return a copy with some terms replaced and every rule of packages checked again."""
        current = {field.alias or name: getattr(self, name) for name, field in Package.model_fields.items()}
        return Package.model_validate({**current, **terms})
