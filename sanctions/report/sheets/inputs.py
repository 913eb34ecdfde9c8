"""Inputs: every parameter, constant and setting, with the cells a user may change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sanctions.estimate.distributions import ARGUMENTS
from sanctions.estimate.parameters import Parameter
from sanctions.model.inputs import CONSTANTS
from sanctions.report.names import defined_names
from sanctions.report.quantiles import quantile
from sanctions.report.settings import HIGH, LOW, MIDDLE, SETTINGS
from sanctions.report.sides import Side
from sanctions.report.tables import Cell, Column, Content, Formula, Look, Sheet, Table, header_row

SHEET: Final = "Inputs"
LEAD: Final = (
    "Blue on yellow cells are yours to change: fill in Your value to fix an input, or change the numbers that"
    " set its range.",
    "Value used is your value where there is one, else the middle of the range. Low: 1 run in 10 is under it."
    " High: 1 in 10 is over it.",
    "Kind: data = published figure; estimate = our own; published = range from studies; judgement = no data"
    " identifies it. Changed cells are listed on Changes.",
)
COLUMNS: Final = (
    Column("What it is", 52),
    Column("For", 12),
    Column("Unit", 20),
    Column("Value used", 14, Look.LIVE),
    Column("Your value", 14, Look.INPUT),
    Column("Low", 12, Look.NUMBER),
    Column("Middle", 12, Look.NUMBER),
    Column("High", 12, Look.NUMBER),
    Column("Range", 22),
    Column("First", 12, Look.INPUT),
    Column("Second", 12, Look.INPUT),
    Column("Third", 12, Look.INPUT),
    Column("What first, second, third are", 26),
    Column("Kind", 13),
    Column("Quality", 12),
    Column("Known from", 14, Look.DATE),
    Column("Rests on", 60),
    Column("Why this range", 60),
    Column("Address", 50, Look.LINK),
    Column("Figures", 44, Look.LINK),
    Column("Owner", 14),
    Column("Name in formulas", 32, Look.CODE),
)
VALUE, YOURS, FIRST = "D", "E", ("J", "K", "L")
CONSTANT_SOURCE: Final = "definition"
_CONSTANTS: Final = {each.name: each for each in CONSTANTS}


@dataclass(frozen=True)
class InputRow:
    """One input: a parameter of some options, a constant of the model or a setting of the report.

    Parameters
    ----------
    key : str
        Key in the graph, or the setting's name.
    sides : tuple of str
        Letters of the options that use it.
    name : str
        Defined name.
    value : float
        As delivered.
    parameter : Parameter or None
    unit, meaning, why : str
        For what is no parameter.
    """

    key: str
    sides: tuple[str, ...]
    name: str
    value: float
    parameter: Parameter | None = None
    unit: str = ""
    meaning: str = ""
    why: str = ""


@dataclass(frozen=True)
class Inputs:
    """The rows of the sheet and where each stands.

    Parameters
    ----------
    rows : tuple of InputRow
    """

    rows: tuple[InputRow, ...]

    def row_number(self, index: int) -> int:
        """Return the sheet row of an input."""
        return header_row(len(LEAD)) + 1 + index

    def names(self, side: str) -> Mapping[str, str]:
        """Return key -> defined name for the inputs one option's model reads."""
        return {row.key: row.name for row in self.rows if side in row.sides}

    def defined(self) -> Mapping[str, str]:
        """Return defined name -> cell."""
        return {row.name: f"{SHEET}!${VALUE}${self.row_number(i)}" for i, row in enumerate(self.rows)}

    def span(self, column: str) -> str:
        """Return the reference of one column of the table."""
        return f"{SHEET}!${column}${self.row_number(0)}:${column}${self.row_number(len(self.rows) - 1)}"

    def place_of(self, key: str) -> str:
        """Return where an input stands, for a link; the first one when options differ."""
        for index, row in enumerate(self.rows):
            if row.key == key:
                return f"{SHEET}!A{self.row_number(index)}"
        raise KeyError(key)

    def user_cells(self) -> tuple[tuple[InputRow, str, str, float | None], ...]:
        """Return every cell a user may change: row, what it is, cell, value as delivered (None: empty)."""
        found: list[tuple[InputRow, str, str, float | None]] = []
        for index, row in enumerate(self.rows):
            number = self.row_number(index)
            found.append((row, "your value", f"{SHEET}!${YOURS}${number}", None))
            for letter, label, value in zip(FIRST, *_arguments(row), strict=False):
                found.append((row, label, f"{SHEET}!${letter}${number}", value))
        return tuple(found)


def inputs_of(sides: tuple[Side, ...]) -> Inputs:
    """Return the inputs of all options; an input that differs between options has a row for each.

    Parameters
    ----------
    sides : tuple of Side
    """
    found: dict[tuple[str, float, Parameter | None], list[str]] = {}
    for side in sides:
        for key, value in _scalars(side).items():
            parameter = _parameter(side, key)
            found.setdefault((key, value, parameter), []).append(side.letter)
    setting_names = {each.name for each in SETTINGS}
    keys = [f"{key}_{''.join(letters)}" if len(letters) < len(sides) and _repeated(key, found) else key
            for (key, _, _), letters in found.items()]  # fmt: skip
    names = list(defined_names(keys, setting_names).values())
    rows = [
        _input_row(key, tuple(letters), name, value, parameter)
        for ((key, value, parameter), letters), name in zip(found.items(), names, strict=True)
    ]
    rows.sort(key=lambda row: row.parameter is None)
    settings = [InputRow(s.name, (), s.name, s.value, None, s.unit, s.meaning, s.why) for s in SETTINGS]
    return Inputs((*rows, *settings))


def sheet_of(inputs: Inputs, figure_places: Mapping[str, str]) -> Sheet:
    """Return the sheet.

    Parameters
    ----------
    inputs : Inputs
    figure_places : mapping of str to str
        Figure id -> where it stands on the data log.
    """
    rows = tuple(
        _cells(row, inputs.row_number(index), figure_places) for index, row in enumerate(inputs.rows)
    )
    return Sheet(SHEET, "Inputs: what the model assumes", Table("inputs", COLUMNS, rows), LEAD)


def _input_row(
    key: str, letters: tuple[str, ...], name: str, value: float, parameter: Parameter | None
) -> InputRow:
    if parameter is not None:
        return InputRow(key, letters, name, value, parameter)
    constant = _CONSTANTS[key]
    return InputRow(key, letters, name, value, None, str(constant.unit), constant.meaning)


def _repeated(key: str, found: Mapping[tuple[str, float, Parameter | None], list[str]]) -> bool:
    return sum(k == key for k, _, _ in found) > 1


def _scalars(side: Side) -> dict[str, float]:
    """Return the worked value of every parameter and constant that one option's model reads."""
    graph, worked = side.assessment.graph, side.assessment.worked
    if graph is None or worked is None:
        return {}
    known = {*side.assessment.parameters.keys(), *_CONSTANTS}
    return {key: worked.inputs[key][0] for key in graph.input_keys if key in known}


def _parameter(side: Side, key: str) -> Parameter | None:
    return next((each for each in side.assessment.parameters.values if each.key == key), None)


def _arguments(row: InputRow) -> tuple[tuple[str, ...], tuple[float, ...]]:
    """Return what the range's numbers are called and what they are."""
    if row.parameter is None:
        return ("value",), (row.value,)
    distribution = row.parameter.distribution
    return ARGUMENTS[distribution.name], distribution.arguments


def _cells(row: InputRow, number: int, figure_places: Mapping[str, str]) -> tuple[Content | Cell, ...]:
    labels, arguments = _arguments(row)
    parameter = row.parameter
    distribution = parameter.distribution.name if parameter else "fixed"
    references = [f"{letter}{number}" for letter, _ in zip(FIRST, arguments, strict=False)]
    low, middle, high = (parameter.low, row.value, parameter.high) if parameter else (row.value,) * 3
    live = [
        Formula(quantile(distribution, references, probability), value)
        for probability, value in ((LOW, low), (MIDDLE, middle), (HIGH, high))
    ]
    unused: list[Cell] = [Cell(None, Look.TEXT)] * (len(FIRST) - len(arguments))
    return (
        parameter.label if parameter else row.meaning,
        (parameter.segment if parameter else "") or ", ".join(row.sides) or "report",
        str(parameter.unit) if parameter else row.unit,
        Formula(f"IF(ISNUMBER({YOURS}{number}),{YOURS}{number},G{number})", row.value),
        Cell(None, Look.INPUT),
        *live,
        distribution.replace("_", " "),
        *(Cell(value, Look.INPUT) for value in arguments),
        *unused,
        "; ".join(label.replace("_", " ") for label in labels),
        *_evidence(row, figure_places),
        row.name,
    )


def _evidence(row: InputRow, figure_places: Mapping[str, str]) -> tuple[Content | Cell, ...]:
    """Return kind, quality, known from, source, reason, address, figures and owner."""
    parameter = row.parameter
    if parameter is None:
        return ("definition", None, None, CONSTANT_SOURCE, row.why or None, None, None, "project")
    ids = [figure.id for figure in parameter.figures]
    place = figure_places.get(ids[0], "") if ids else ""
    address: Content | Cell = (
        Cell(parameter.address, Look.LINK, parameter.address) if parameter.address else None
    )
    return (
        str(parameter.kind),
        parameter.quality,
        parameter.known_from,
        parameter.source,
        parameter.why,
        address,
        Cell("; ".join(ids), Look.LINK, place) if ids else None,
        parameter.owner,
    )
