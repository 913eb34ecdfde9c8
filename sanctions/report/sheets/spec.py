"""Spec: every option as it would be written in a package file, line by line."""

from __future__ import annotations

from typing import Final

from sanctions.report.sides import Side
from sanctions.report.spec_text import spec_text
from sanctions.report.tables import Column, Look, Sheet, Table

SHEET: Final = "Spec"
COLUMNS: Final = (
    Column("Option", 9, Look.KEY),
    Column("Line", 8, Look.WHOLE),
    Column("Text of the package file (TOML)", 140, Look.CODE),
)
LEAD: Final = ("Copy the lines of one option into a .toml file to get the package back.",)


def sheet_of(sides: tuple[Side, ...]) -> Sheet:
    """Return the sheet."""
    rows = tuple(
        (side.letter, float(number), line)
        for side in sides
        for number, line in enumerate(spec_text(side.assessment.package).splitlines(), start=1)
    )
    return Sheet(SHEET, "Spec: the options as package files", Table("spec", COLUMNS, rows), LEAD)
