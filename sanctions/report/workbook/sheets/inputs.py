"""Inputs: the rows of every parameter, constant and setting, where each stands and what a user may change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sanctions.model.inputs import CONSTANTS
from sanctions.parameters.distributions import ARGUMENTS
from sanctions.parameters.parameters import Parameter
from sanctions.report.cells.names import defined_names
from sanctions.report.cells.tables import Column, Look, header_row
from sanctions.report.numbers.settings import SETTINGS, Setting
from sanctions.report.numbers.sides import Side

SHEET: Final = "Inputs"
LEAD: Final = (
    "Blue on yellow cells are yours to change: fill in Your value to fix an input, or change the numbers that"
    " set its range. Filter as you like, but do not sort: formulas find an input by where it stands.",
    "Value used is your value where there is one, else the middle of the range. Low: 1 run in 10 is under it."
    " High: 1 in 10 is over it.",
    "Kind: data = published figure; estimate = our own; published = range from studies; judgement = no data"
    " identifies it; threshold = yours, it only puts words on numbers; definition = fixed. Changed cells are"
    " listed on Changes.",
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
VALUE, YOURS, FIRST, NAME = "D", "E", ("J", "K", "L"), "V"
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
    threshold : bool
        Whether it is a threshold of the report, which a reader may set.
    """

    key: str
    sides: tuple[str, ...]
    name: str
    value: float
    parameter: Parameter | None = None
    unit: str = ""
    meaning: str = ""
    why: str = ""
    threshold: bool = False

    @property
    def fixed(self) -> bool:
        """Whether nobody may change it: a definition."""
        return self.parameter is None and not self.threshold


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
            if row.fixed:
                continue
            number = self.row_number(index)
            found.append((row, "your value", f"{SHEET}!${YOURS}${number}", None))
            for letter, label, value in zip(FIRST, *arguments_of(row), strict=False):
                found.append((row, label, f"{SHEET}!${letter}${number}", value))
        return tuple(found)


def fixed_values() -> Mapping[str, float]:
    """Return what is fixed, by name."""
    settings = {each.name: each.value for each in SETTINGS if each.most is None}
    return {each.name: each.value for each in CONSTANTS} | settings


def inputs_of(sides: tuple[Side, ...], settings: tuple[Setting, ...] = SETTINGS) -> Inputs:
    """Return the inputs of all options; an input that differs between options has a row for each.

    Parameters
    ----------
    sides : tuple of Side
    settings : tuple of Setting, optional
        With the thresholds the reader has chosen.
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
    rows += [_setting_row(each) for each in settings]
    rows.sort(key=lambda row: (row.parameter is None, row.fixed))
    return Inputs(tuple(rows))


def _input_row(
    key: str, letters: tuple[str, ...], name: str, value: float, parameter: Parameter | None
) -> InputRow:
    if parameter is not None:
        return InputRow(key, letters, name, value, parameter)
    constant = _CONSTANTS[key]
    return InputRow(key, letters, name, value, None, str(constant.unit), constant.meaning, constant.why)


def _setting_row(setting: Setting) -> InputRow:
    return InputRow(
        setting.name,
        (),
        setting.name,
        setting.value,
        None,
        setting.unit,
        setting.meaning,
        setting.why,
        threshold=setting.most is not None,
    )


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


def arguments_of(row: InputRow) -> tuple[tuple[str, ...], tuple[float, ...]]:
    """Return what the numbers of an input's range are called and what they are."""
    if row.parameter is None:
        return ("value",), (row.value,)
    distribution = row.parameter.distribution
    return ARGUMENTS[distribution.name], distribution.arguments
