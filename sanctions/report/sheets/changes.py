"""Changes: every cell a user may change, as delivered and now."""

from __future__ import annotations

from typing import Final

from sanctions.report.sheets.inputs import Inputs
from sanctions.report.tables import Cell, Column, Content, Formula, Look, Sheet, Table

SHEET: Final = "Changes"
EMPTY: Final = "empty"
COLUMNS: Final = (
    Column("Input", 44),
    Column("Which number", 20),
    Column("Cell", 20, Look.LINK),
    Column("As delivered", 16, Look.NUMBER),
    Column("Now", 16, Look.LIVE),
    Column("Changed (1 = yes)", 12, Look.LIVE),
    Column("Who", 22, Look.INPUT_TEXT),
    Column("Why", 60, Look.INPUT_TEXT),
)
LEAD: Final = (
    "Filter on Changed = 1 to see what differs from the workbook as delivered; say who changed it and why.",
)


def sheet_of(inputs: Inputs) -> Sheet:
    """Return the sheet, one row for each blue cell of Inputs."""
    rows = []
    first = len(LEAD) + 4
    for offset, (row, label, cell, delivered) in enumerate(inputs.user_cells()):
        number = first + offset
        was: Content | Cell = Cell(EMPTY, Look.TEXT) if delivered is None else delivered
        now: float | str = EMPTY if delivered is None else float(delivered)
        rows.append(
            (
                row.parameter.label if row.parameter else row.meaning,
                label.replace("_", " "),
                Cell(cell.replace("$", ""), Look.LINK, cell.replace("$", "")),
                was,
                Formula(f'IF(ISBLANK({cell}),"{EMPTY}",{cell})', now),
                Formula(f"IF(E{number}=D{number},0,1)", 0.0),
                Cell(None, Look.INPUT_TEXT),
                Cell(None, Look.INPUT_TEXT),
            )
        )
    return Sheet(SHEET, "Changes to the inputs", Table("changes", COLUMNS, tuple(rows)), LEAD)
