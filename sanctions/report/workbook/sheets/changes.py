"""Changes: what was changed on the way here, and every cell a user may change, as delivered and now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sanctions.report.cells.tables import Cell, Column, Content, Formula, Look, Sheet, Table
from sanctions.report.workbook.run_record import Change
from sanctions.report.workbook.sheets.inputs import Inputs

SHEET: Final = "Changes"
EMPTY: Final = "empty"
#: Says, in place of 1 or 0, that a change is already in the inputs of this workbook.
TAKEN_OVER: Final = "taken over"
NUMBER, DELIVERED, CHANGED, WHO, WHY, NAME, KEY = (
    "Which number",
    "As delivered",
    "Changed (1 = yes)",
    "Who",
    "Why",
    "Name in formulas",
    "Key",
)
COLUMNS: Final = (
    Column("Input", 44),
    Column(NUMBER, 20),
    Column("Cell", 20, Look.LINK),
    Column(DELIVERED, 16, Look.NUMBER),
    Column("Now", 16, Look.LIVE),
    Column(CHANGED, 12, Look.LIVE),
    Column(WHO, 22, Look.INPUT_TEXT),
    Column(WHY, 60, Look.INPUT_TEXT),
    Column(NAME, 32, Look.CODE),
    Column(KEY, 32, Look.CODE),
)
LEAD: Final = (
    "Filter on Changed = 1 to see what differs from the workbook as delivered; say who changed it and why.",
    "Then run: sanctions rerun BOOK.xlsx -o NEW.xlsx. Taken over: changed before this workbook was written.",
)


def sheet_of(inputs: Inputs, taken_over: Sequence[Change] = ()) -> Sheet:
    """Return the sheet: what was taken over, then one row for each blue cell of Inputs."""
    rows = [_history(change) for change in taken_over]
    first = len(LEAD) + 4 + len(rows)
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
                row.name,
                row.key,
            )
        )
    return Sheet(SHEET, "Changes to the inputs", Table("changes", COLUMNS, tuple(rows)), LEAD)


def _history(change: Change) -> tuple[Content | Cell, ...]:
    old, new = (
        Cell(value, Look.TEXT if isinstance(value, str) else Look.NUMBER)
        for value in (change.old, change.new)
    )
    return (
        change.label,
        change.number,
        None,
        old,
        new,
        Cell(TAKEN_OVER, Look.TEXT),
        Cell(change.who or None, Look.TEXT),
        Cell(change.why or None, Look.TEXT),
        None,
        change.key,
    )
