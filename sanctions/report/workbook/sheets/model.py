"""Model A, Model B, …: one row for each equation and member, the same formula in every column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sanctions.model.dag import Graph, Node
from sanctions.model.results import LawFact, WorkedCase
from sanctions.periods import YEARS, years_after
from sanctions.report.cells.formulas import translate
from sanctions.report.cells.tables import (
    Cell,
    Column,
    Content,
    Formula,
    Look,
    Sheet,
    Table,
    header_row,
    reference,
)
from sanctions.report.numbers.sides import Side
from sanctions.report.workbook.model_layout import ModelCell, ModelLayout, lagged_keys

CONSTANT_HEADER: Final = "Constant or opening value"
#: Variance of what the odds alone price in: over all draws in the program, live over the first of them here.
PRIOR_VARIANCE: Final = "prior_variance_bp2"
#: What all draws make of that variance against the first of them, as delivered.
PRIOR_VARIANCE_SCALE: Final = "prior_variance_scale"
_OWN_LABELS: Final = {
    "year": "years after the announcement",
    PRIOR_VARIANCE: "variance, over all draws, of what the odds alone price in",
    PRIOR_VARIANCE_SCALE: "that variance over all draws against the live ones, as delivered (not live)",
}
_OWN_UNITS: Final = {"year": "years", PRIOR_VARIANCE: "bp squared", PRIOR_VARIANCE_SCALE: "factor"}


@dataclass(frozen=True)
class ModelPlaces:
    """Where every quantity of one option's model stands.

    Parameters
    ----------
    name : str
        Of the sheet.
    layout : ModelLayout
    own : tuple of str
        Keys that stand on the sheet and not on Inputs: facts of law, years, holder classes.
    """

    name: str
    layout: ModelLayout
    own: tuple[str, ...]

    def cell(self, key: str, year: int | None = None) -> str:
        """Return the absolute reference, with the sheet, of a quantity."""
        column, row = self.layout.cell(key, year).strip("$").split("$")
        return reference(self.name, column, int(row))

    def place(self, key: str) -> str:
        """Return where a quantity stands, for a link."""
        return f"'{self.name}'!A{self.layout.rows[key]}"


@dataclass(frozen=True)
class ModelSheet(ModelPlaces):
    """One option's model: the sheet, where every quantity stands on it, and which do not follow every input.

    Parameters
    ----------
    sheet : Sheet
    stale : frozenset of str
        Keys that keep part of what was delivered after an input was changed.
    """

    sheet: Sheet
    stale: frozenset[str] = frozenset()


@dataclass(frozen=True)
class LiveVariance:
    """The variance of what the odds price in, live over the first draws.

    Parameters
    ----------
    text : str
        Formula of the variance over the live draws.
    scale : float
        The variance over all draws against the live ones, as delivered.
    """

    text: str
    scale: float


def model_places(side: Side, names: Mapping[str, str]) -> ModelPlaces | None:
    """Return where the model of one option stands; None where nothing could be priced.

    Parameters
    ----------
    side : Side
    names : mapping of str to str
        Key -> defined name of what stands on Inputs.
    """
    graph = side.assessment.graph
    if graph is None or side.assessment.worked is None:
        return None
    own = tuple(key for key in graph.input_keys if key not in names)
    by_year = frozenset(
        [key for key in own if graph.by_year(_name(key))] + [node.key for node in graph.nodes if node.by_year]
    )
    if PRIOR_VARIANCE in own:
        own = (*own, PRIOR_VARIANCE_SCALE)
    keys = (*own, *(node.key for node in graph.nodes))
    first = header_row(len(_lead(side))) + 1
    layout = ModelLayout({key: first + place for place, key in enumerate(keys)}, by_year, names, len(YEARS))
    return ModelPlaces(side.model_sheet, layout, own)


def model_sheet(
    side: Side,
    places: ModelPlaces,
    input_places: Mapping[str, str],
    variance: LiveVariance | None = None,
) -> ModelSheet:
    """Return the model of one option as live formulas.

    Parameters
    ----------
    side : Side
        With a graph.
    places : ModelPlaces
    input_places : mapping of str to str
        Key -> place of the input, for links.
    variance : LiveVariance, optional
        Of what the odds price in, where there are live draws.
    """
    graph, worked = side.assessment.graph, side.assessment.worked
    if graph is None or worked is None:
        raise ValueError(f"{side.id}: nothing was priced")
    rows = _Rows(side, graph, worked, places.layout, input_places, variance)
    table = Table(f"model_{side.letter.lower()}", _columns(side), rows.all(places.own))
    sheet = Sheet(places.name, f"Model {side.letter}: {side.title}", table, _lead(side))
    stale = frozenset() if variance else _resting_on(graph, PRIOR_VARIANCE)
    return ModelSheet(places.name, places.layout, places.own, sheet, stale)


def _resting_on(graph: Graph, key: str) -> frozenset[str]:
    """Return everything that is computed from a quantity."""
    found = {key}
    for node in graph.nodes:
        if any(read in found for argument in node.arguments for _, read in argument.keys):
            found.add(node.key)
    return frozenset(found - {key})


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
    variance: LiveVariance | None

    def all(self, own: tuple[str, ...]) -> tuple[tuple[Content | Cell, ...], ...]:
        facts = {fact.key: fact for fact in self.side.assessment.law_facts}
        lagged = lagged_keys(self.graph)
        given = [self._given(key, facts.get(key), opening=key in lagged) for key in own]
        return tuple(given + [self._node(node, opening=node.key in lagged) for node in self.graph.nodes])

    def _given(self, key: str, fact: LawFact | None, *, opening: bool) -> tuple[Content | Cell, ...]:
        cells: list[Content | Cell]
        if key in self.layout.by_year:
            values = self.worked.inputs[key]
            values = values * len(YEARS) if len(values) == 1 else values
            cells = [Cell(0 if opening else None, Look.NUMBER), *(Cell(v, Look.NUMBER) for v in values)]
        else:
            cells = [self._constant(key), *(Cell(None, Look.NUMBER) for _ in YEARS)]
        label = fact.label if fact else _OWN_LABELS.get(_name(key), _name(key).replace("_", " "))
        if key == PRIOR_VARIANCE and self.variance is None:
            label += ", as delivered (not live)"
        unit = str(fact.unit) if fact else _OWN_UNITS.get(_name(key), "flag")
        measures = (
            "; ".join(fact.measures) if fact and fact.measures else "no measure" if fact else "definition"
        )
        written = fact.origin if fact else "given"
        return (_name(key), label, _members(key), unit, *cells, written, measures)

    def _constant(self, key: str) -> Content | Cell:
        """Return what stands in the row of something given that is the same in every year."""
        if key == PRIOR_VARIANCE_SCALE:
            return Cell(self.variance.scale if self.variance else 1.0, Look.NUMBER)
        value = self.worked.inputs[key][0]
        if key == PRIOR_VARIANCE and self.variance is not None:
            scale = ModelCell(self.layout, None).value(PRIOR_VARIANCE_SCALE)
            return Formula(f"{scale}*{self.variance.text}", value)
        return Cell(value, Look.NUMBER)

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
