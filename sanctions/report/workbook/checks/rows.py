"""Rows of one option's model as checks name them: a cell, a row of years, every member of a quantity."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sanctions.model.results import WorkedCase
from sanctions.report.cells.tables import Formula
from sanctions.report.numbers.sides import Side
from sanctions.report.workbook.checks.check import Subject
from sanctions.report.workbook.sheets.model import ModelSheet


@dataclass(frozen=True)
class ModelRows:
    """The worked case of one option and where it stands."""

    side: Side
    model: ModelSheet
    worked: WorkedCase

    def has(self, *names: str) -> bool:
        """Whether the model has all of these quantities, for some member."""
        return all(self.keys(name) for name in names)

    def keys(self, name: str) -> list[str]:
        """Return the keys of a quantity: one, or one for each member."""
        return [key for key in self.model.layout.rows if key.partition("[")[0] == name]

    def of_segment(self, name: str, segment: str) -> list[str]:
        """Return the keys of a quantity for one segment, such as those of every holder."""
        return [key for key in self.keys(name) if key.partition("[")[2].rstrip("]").split(",")[0] == segment]

    def own(self, name: str, segment: str) -> str:
        """Return the key of an input for one segment, or the one for all where it has no segment."""
        key = f"{name}[{segment}]"
        return key if key in self.worked.inputs or key in self.worked.values else name

    def cell(self, key: str, year: int | None = None) -> Formula:
        """Return one number of the model, or of Inputs where it stands there."""
        if key in self.model.layout.names:
            return Formula(self.model.layout.names[key], self.worked.inputs[key][0])
        values = self._values(key)
        return Formula(self.model.cell(key, year), values[year or 0] if len(values) > 1 else values[0])

    def years(self, key: str) -> str:
        """Return the reference of the row of years of a quantity."""
        first, last = (self.model.cell(key, year) for year in (0, self.model.layout.years - 1))
        return f"{first}:{last.rpartition('!')[2]}"

    def along(self, key: str) -> tuple[float, ...]:
        """Return the values in the row of years of a quantity."""
        values = self._values(key)
        return values if len(values) > 1 else values * self.model.layout.years

    def total(self, *names: str) -> Formula:
        """Return the sum of quantities over all members and, where they have them, all years."""
        keys = [key for name in names for key in self.keys(name)]
        by_year = self.model.layout.by_year
        parts = [self.years(key) if key in by_year else self.model.cell(key) for key in keys]
        value = sum(sum(self.along(key)) if key in by_year else self._values(key)[0] for key in keys)
        return Formula(f"SUM({','.join(parts)})", float(value))

    def _values(self, key: str) -> tuple[float, ...]:
        return self.worked.values[key] if key in self.worked.values else self.worked.inputs[key]


def model_rows(subject: Subject) -> Iterator[ModelRows]:
    """Yield the model of every option that has one."""
    for side in subject.sides:
        worked = side.assessment.worked
        if side.letter in subject.models and worked is not None:
            yield ModelRows(side, subject.models[side.letter], worked)
