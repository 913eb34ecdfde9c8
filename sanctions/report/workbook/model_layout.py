"""Where every quantity of one option's model stands on its sheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from sanctions.model.dag import Graph
from sanctions.model.equation import Equation
from sanctions.report.cells.formulas import function
from sanctions.report.cells.tables import letter

#: Columns before the years: id, meaning, members, unit, constant or opening value.
CONSTANT_COLUMN: Final = 4
FIRST_YEAR_COLUMN: Final = CONSTANT_COLUMN + 1


@dataclass(frozen=True)
class ModelLayout:
    """Rows and names of the quantities of one model sheet.

    Parameters
    ----------
    rows : mapping of str to int
        Key -> row number on the sheet.
    by_year : frozenset of str
        Keys with one value for each annual column.
    names : mapping of str to str
        Key -> defined name of an input kept elsewhere.
    years : int
        Number of annual columns.
    """

    rows: Mapping[str, int]
    by_year: frozenset[str]
    names: Mapping[str, str]
    years: int

    def column(self, year: int) -> str:
        """Return the letter of an annual column."""
        return letter(FIRST_YEAR_COLUMN + year)

    def cell(self, key: str, year: int | None = None) -> str:
        """Return the absolute reference, without the sheet, of a quantity (in one year)."""
        column = letter(CONSTANT_COLUMN) if year is None else self.column(year)
        return f"${column}${self.rows[key]}"


@dataclass(frozen=True)
class ModelCell:
    """References seen from one column of a model sheet; the constant column has no year."""

    layout: ModelLayout
    year: int | None

    def value(self, key: str) -> str:
        """Return the reference of a quantity in the year of this column."""
        if key in self.layout.names:
            return self.layout.names[key]
        if key in self.layout.by_year:
            if self.year is None:
                raise ValueError(f"{key} varies by year and was read without a year")
            return f"{self.layout.column(self.year)}{self.layout.rows[key]}"
        return f"${letter(CONSTANT_COLUMN)}{self.layout.rows[key]}"

    def along_years(self, word: str, key: str) -> str:
        """Return what a word along years is for one quantity; years stay in their row."""
        row = self.layout.rows[key]
        first, last = self.layout.column(0), self.layout.column(self.layout.years - 1)
        if word == "lag" and self.year is not None:
            return f"{letter(FIRST_YEAR_COLUMN + self.year - 1)}{row}"
        if word == "cumulative" and self.year is not None:
            return function("SUM", f"${first}{row}:{self.layout.column(self.year)}{row}")
        whole = f"${first}{row}:${last}{row}"
        match word:
            case "first_year":
                return f"${self.layout.column(1)}{row}"
            case "last_year":
                return f"${last}{row}"
            case "peak":
                return function("MAX", whole)
            case "total":
                return function("SUM", whole)
            case _:
                raise ValueError(f"{word} of {key} was read without a year")


def lagged_keys(graph: Graph) -> frozenset[str]:
    """Return the keys whose row needs an opening value, because some equation reads last year's."""
    return frozenset(
        argument.only
        for node in graph.nodes
        for argument in node.arguments
        if "lag" in _words(node.equation, argument.name)
    )


def _words(equation: Equation, argument: str) -> Iterable[str]:
    return equation.words_on(argument)
