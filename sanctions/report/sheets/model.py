"""Model A, Model B, …: one row for each equation and member, the same formula in every column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sanctions.model.dag import Graph, Node
from sanctions.model.results import LawFact, WorkedCase
from sanctions.periods import YEARS, years_after
from sanctions.report.formulas import translate
from sanctions.report.model_layout import ModelCell, ModelLayout, lagged_keys
from sanctions.report.sides import Side
from sanctions.report.tables import Cell, Column, Content, Formula, Look, Sheet, Table, header_row, reference

CONSTANT_HEADER: Final = "Constant or opening value"
_OWN_LABELS: Final = {
    "year": "years after the announcement",
    "prior_variance_bp2": "variance, over all draws, of what the odds alone price in (not live)",
}
_OWN_UNITS: Final = {"year": "years", "prior_variance_bp2": "bp squared"}


@dataclass(frozen=True)
class ModelSheet:
    """One option's model: the sheet and where every quantity stands on it."""

    sheet: Sheet
    layout: ModelLayout

    def cell(self, key: str, year: int | None = None) -> str:
        """Return the absolute reference, with the sheet, of a quantity."""
        column, row = self.layout.cell(key, year).strip("$").split("$")
        return reference(self.sheet.name, column, int(row))

    def place(self, key: str) -> str:
        """Return where a quantity stands, for a link."""
        return f"'{self.sheet.name}'!A{self.layout.rows[key]}"


def model_sheet(
    side: Side, names: Mapping[str, str], input_places: Mapping[str, str], title_suffix: str = ""
) -> ModelSheet | None:
    """Return the model of one option as live formulas; None where nothing could be priced.

    Parameters
    ----------
    side : Side
    names : mapping of str to str
        Key -> defined name of what stands on Inputs.
    input_places : mapping of str to str
        Key -> place of the input, for links.
    title_suffix : str, optional
        Added to the title.
    """
    assessment = side.assessment
    graph, worked = assessment.graph, assessment.worked
    if graph is None or worked is None:
        return None
    lead = _lead(side)
    own = tuple(key for key in graph.input_keys if key not in names)
    keys = (*own, *(node.key for node in graph.nodes))
    first = header_row(len(lead)) + 1
    by_year = frozenset(
        [key for key in own if graph.by_year(_name(key))] + [node.key for node in graph.nodes if node.by_year]
    )
    layout = ModelLayout({key: first + place for place, key in enumerate(keys)}, by_year, names, len(YEARS))
    rows = _Rows(side, graph, worked, layout, input_places)
    table = Table(f"model_{side.letter.lower()}", _columns(side), rows.all(own))
    sheet = Sheet(side.model_sheet, f"Model {side.letter}: {side.title}{title_suffix}", table, lead)
    return ModelSheet(sheet, layout)


def _lead(side: Side) -> tuple[str, ...]:
    return (
        "The model worked through once, with every input at its value on Inputs: all cells are live formulas,"
        " the same in every column.",
        f"t = k is k years after the announcement ({side.assessment.announced}); the opening column is the"
        " value before t=0. Facts of law come first, with the measures that make them so.",
    )


def _columns(side: Side) -> tuple[Column, ...]:
    years = tuple(
        Column(f"t={year} ({years_after(side.assessment.announced, year)})", 15, Look.LIVE) for year in YEARS
    )
    return (
        Column("Quantity", 36, Look.CODE),
        Column("What it means", 60),
        Column("For", 22),
        Column("Unit", 18),
        Column(CONSTANT_HEADER, 15, Look.LIVE),
        *years,
        Column("Written as", 70, Look.CODE),
        Column("Source", 50),
    )


def _name(key: str) -> str:
    return key.partition("[")[0]


def _members(key: str) -> str:
    return key.partition("[")[2].rstrip("]").replace(",", ", ").replace("_", " ")


@dataclass(frozen=True)
class _Rows:
    side: Side
    graph: Graph
    worked: WorkedCase
    layout: ModelLayout
    input_places: Mapping[str, str]

    def all(self, own: tuple[str, ...]) -> tuple[tuple[Content | Cell, ...], ...]:
        facts = {fact.key: fact for fact in self.side.assessment.law_facts}
        lagged = lagged_keys(self.graph)
        given = [self._given(key, facts.get(key), opening=key in lagged) for key in own]
        return tuple(given + [self._node(node, opening=node.key in lagged) for node in self.graph.nodes])

    def _given(self, key: str, fact: LawFact | None, *, opening: bool) -> tuple[Content | Cell, ...]:
        values = self.worked.inputs[key]
        if key in self.layout.by_year:
            values = values * len(YEARS) if len(values) == 1 else values
            cells = [Cell(0 if opening else None, Look.NUMBER), *(Cell(v, Look.NUMBER) for v in values)]
        else:
            cells = [Cell(values[0], Look.NUMBER), *(Cell(None, Look.NUMBER) for _ in YEARS)]
        label = fact.label if fact else _OWN_LABELS.get(_name(key), _name(key).replace("_", " "))
        unit = str(fact.unit) if fact else _OWN_UNITS.get(_name(key), "flag")
        measures = (
            "; ".join(fact.measures) if fact and fact.measures else "no measure" if fact else "definition"
        )
        written = fact.origin if fact else "given"
        return (_name(key), label, _members(key), unit, *cells, written, measures)

    def _node(self, node: Node, *, opening: bool) -> tuple[Content | Cell, ...]:
        values = self.worked.values[node.key]
        constant: Content | Cell = Cell(0, Look.NUMBER) if opening else Cell(None, Look.NUMBER)
        years: list[Content | Cell] = [Cell(None, Look.NUMBER) for _ in YEARS]
        if node.by_year:
            years = [
                Formula(
                    translate(node, ModelCell(self.layout, year)),
                    values[year] if len(values) > 1 else values[0],
                )
                for year in YEARS
            ]
        else:
            constant = Formula(translate(node, ModelCell(self.layout, None)), values[0])
        equation = node.equation
        place = next((self.input_places[a] for a in equation.arguments if a in self.input_places), "")
        written = Cell(f"{equation.name} = {equation.formula}", Look.CODE, place)
        meaning = " ".join(equation.meaning.split())
        return (
            equation.name,
            meaning,
            _members(node.key),
            str(equation.unit),
            constant,
            *years,
            written,
            equation.source,
        )
