"""Checks: every check is a formula; Cover and Summary show the one state they add up to."""

from __future__ import annotations

from typing import Final

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
from sanctions.report.workbook.checks.check import Check, State, number

SHEET: Final = "Checks"
COLUMNS: Final = (
    Column("State", 18, Look.LIVE_TEXT),
    Column("Check", 52),
    Column("Of", 50),
    Column("Found", 18, Look.LIVE),
    Column("Should be", 18, Look.LIVE),
    Column("May differ by", 16, Look.LIVE_TOLERANCE),
    Column("Why, and what to do where it is not so", 80),
)
LEAD: Final = (
    "OK: agrees. LOOK: does not, so find out why before quoting it. NOTE: no mistake, but worth knowing.",
    "Inputs changed: compares with the workbook as delivered, so it is moot. Filter the first column.",
)


def sheet_of(checks: tuple[Check, ...], inputs_changed: str) -> Sheet:
    """Return the sheet.

    Parameters
    ----------
    checks : tuple of Check
    inputs_changed : str
        Reference of the cell that counts changed inputs.
    """
    first = header_row(len(LEAD) + 1) + 1
    rows = tuple(_row(check, first + place, inputs_changed) for place, check in enumerate(checks))
    states = reference(SHEET, "A", first), reference(SHEET, "A", first + len(rows) - 1).rpartition("!")[2]
    lead = (Cell(_overall(":".join(states), rows), Look.LEAD), *LEAD)
    return Sheet(SHEET, "Checks: what must agree, and whether it does", Table("checks", COLUMNS, rows), lead,
                 freeze_columns=2)  # fmt: skip


def overall(sheet: Sheet) -> Formula:
    """Return the one state: all in order, or how many are not, and how many notes there are."""
    return _overall(sheet.span("State"), sheet.table.rows)


def _overall(states: str, rows: tuple[tuple[Content | Cell, ...], ...]) -> Formula:
    """Return the state of a column: whatever is none of the good words counts as a LOOK."""
    notes = f'COUNTIF({states},"{State.NOTED}")'
    good = "+".join(f'COUNTIF({states},"{each}")' for each in (State.GOOD, State.NOTED, State.MOOT))
    bad = f"(ROWS({states})-({good}))"
    tail = " (no mistake, see Checks)"
    text = (
        f'IF({bad}=0,"All checks OK",IF({bad}=1,"1 check needs a LOOK",{bad}&" checks need a LOOK"))'
        f'&IF({notes}=0,"",IF({notes}=1,"; 1 note{tail}","; "&{notes}&" notes{tail}"))'
    )
    found = [row[0].value for row in rows if isinstance(row[0], Formula)]
    return Formula(text, _words(found.count(State.BAD), found.count(State.NOTED), tail))


def _words(bad: int, notes: int, tail: str) -> str:
    if bad == 0:
        head = "All checks OK"
    else:
        head = "1 check needs a LOOK" if bad == 1 else f"{bad} checks need a LOOK"
    if notes == 0:
        return head
    return f"{head}; 1 note{tail}" if notes == 1 else f"{head}; {notes} notes{tail}"


def _row(check: Check, row: int, inputs_changed: str) -> tuple[Content | Cell, ...]:
    sides = (check.found, check.reference, check.allowed)
    found, wanted, allowed = (number(each) for each in sides)
    state = State.GOOD if abs(found - wanted) <= allowed else check.otherwise
    # A cell that is text or an error compares with nothing: it is a mistake whatever the check is of.
    test = (
        f'IF(ISERROR(D{row}-E{row}-F{row}),"{State.BAD}",'
        f'IF(ABS(D{row}-E{row})<=F{row},"{State.GOOD}","{check.otherwise}"))'
    )
    if check.only_as_delivered:
        test = f'IF({inputs_changed}=0,{test},"{State.MOOT}")'
    numbers = (each if isinstance(each, Formula) else Cell(each, Look.NUMBER) for each in sides)
    return (Formula(test, str(state)), check.what, check.about, *numbers, check.why or None)
