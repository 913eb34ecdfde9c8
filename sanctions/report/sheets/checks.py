"""Checks: every check is a formula; Cover shows the one state they add up to."""

from __future__ import annotations

from typing import Final

from sanctions.report.sheets.check_list import Check
from sanctions.report.tables import Cell, Column, Content, Formula, Look, Sheet, Table, header_row

SHEET: Final = "Checks"
GOOD, BAD, MOOT = "OK", "LOOK", "inputs changed"
COLUMNS: Final = (
    Column("Check", 52),
    Column("Of", 56),
    Column("Found", 18, Look.LIVE),
    Column("Should be", 18, Look.LIVE),
    Column("May differ by", 18, Look.LIVE_ROUNDED),
    Column("State", 18, Look.LIVE_TEXT),
)
LEAD: Final = (
    "OK: agrees. LOOK: does not. Inputs changed: compares with the workbook as delivered, so it is moot.",
)


def sheet_of(checks: tuple[Check, ...], inputs_changed: str) -> Sheet:
    """Return the sheet.

    Parameters
    ----------
    checks : tuple of Check
    inputs_changed : str
        Reference of the cell that counts changed inputs.
    """
    first = header_row(len(LEAD)) + 1
    rows = tuple(_row(check, first + place, inputs_changed) for place, check in enumerate(checks))
    return Sheet(SHEET, "Checks", Table("checks", COLUMNS, rows), LEAD, freeze_columns=2)


def overall(sheet: Sheet) -> Formula:
    """Return the one state: all in order, or how many are not."""
    states = sheet.span("State")
    bad = f'COUNTIF({states},"{BAD}")'
    column = [row[-1] for row in sheet.table.rows]
    count = sum(isinstance(each, Formula) and each.value == BAD for each in column)
    good_text = "All checks OK"
    shown = good_text if count == 0 else f"{count} checks need a LOOK"
    return Formula(f'IF({bad}=0,"{good_text}",{bad}&" checks need a LOOK")', shown)


def _row(check: Check, number: int, inputs_changed: str) -> tuple[Content | Cell, ...]:
    found, reference, allowed = (_value(each) for each in (check.found, check.reference, check.allowed))
    good = abs(found - reference) <= allowed
    test = f'IF(ABS(C{number}-D{number})<=E{number},"{GOOD}","{BAD}")'
    if check.only_as_delivered:
        test = f'IF({inputs_changed}=0,{test},"{MOOT}")'
    numbers = (_cell(each) for each in (check.found, check.reference, check.allowed))
    return (check.what, check.about, *numbers, Formula(test, GOOD if good else BAD))


def _value(number: Formula | float) -> float:
    return float(number.value) if isinstance(number, Formula) else number


def _cell(number: Formula | float) -> Content | Cell:
    return number if isinstance(number, Formula) else Cell(number, Look.NUMBER)
