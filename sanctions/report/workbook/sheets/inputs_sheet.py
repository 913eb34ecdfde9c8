"""Inputs, cell by cell: numbers to change, the formulas that read them, and what each rests on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sanctions.report.cells.quantiles import quantile
from sanctions.report.cells.tables import Cell, Content, Formula, Look, Sheet, Table, linked
from sanctions.report.numbers.settings import HIGH, LOW, MIDDLE
from sanctions.report.workbook.sheets.inputs import (
    COLUMNS,
    FIRST,
    LEAD,
    SHEET,
    YOURS,
    InputRow,
    Inputs,
    arguments_of,
)

FIXED_KIND: Final = "definition"
THRESHOLD_KIND: Final = "threshold"
#: Columns from the value used up to the kind of evidence: all that is about numbers.
_NUMBERS: Final = 10


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


def _cells(row: InputRow, number: int, figure_places: Mapping[str, str]) -> tuple[Content | Cell, ...]:
    parameter = row.parameter
    return (
        parameter.label if parameter else row.meaning,
        (parameter.segment if parameter else "") or ", ".join(row.sides) or "report",
        str(parameter.unit) if parameter else row.unit,
        *(_fixed_numbers(row) if row.fixed else _numbers(row, number)),
        *_evidence(row, figure_places),
        row.name,
    )


def _fixed_numbers(row: InputRow) -> tuple[Cell, ...]:
    """Return the value in its cell, and nothing where a number could be taken for one to change."""
    return (Cell(row.value, Look.FIXED), *[Cell(None, Look.TEXT)] * (_NUMBERS - 1))


def _numbers(row: InputRow, number: int) -> tuple[Content | Cell, ...]:
    """Return the value used, your value, the range as formulas and the cells it comes from."""
    labels, arguments = arguments_of(row)
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
        Formula(f"IF(ISNUMBER({YOURS}{number}),{YOURS}{number},G{number})", row.value),
        Cell(None, Look.INPUT),
        *live,
        distribution.replace("_", " "),
        *(Cell(value, Look.INPUT) for value in arguments),
        *unused,
        "; ".join(label.replace("_", " ") for label in labels),
    )


def _evidence(row: InputRow, figure_places: Mapping[str, str]) -> tuple[Content | Cell, ...]:
    """Return kind, quality, known from, source, reason, address, figures and owner."""
    parameter = row.parameter
    if parameter is None:
        kind = FIXED_KIND if row.fixed else THRESHOLD_KIND
        return (kind, None, None, kind, row.why or None, None, None, "project")
    ids = [figure.id for figure in parameter.figures]
    place = figure_places.get(ids[0], "") if ids else ""
    address: Content | Cell = linked(parameter.address) if parameter.address else None
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
