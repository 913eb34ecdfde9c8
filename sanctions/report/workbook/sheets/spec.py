"""Spec: how to run the workbook again, and every option as it would be written in a package file."""

from __future__ import annotations

import re
from typing import Final

from sanctions.report.cells.tables import Column, Look, Sheet, Table
from sanctions.report.numbers.sides import Side
from sanctions.report.workbook.run_record import RUN, RunRecord, record_text
from sanctions.spec.normalise import to_toml

SHEET: Final = "Spec"
OPTION, LINE, TEXT = "Option", "Line", "Text of the package file (TOML)"
COLUMNS: Final = (
    Column(OPTION, 9, Look.KEY),
    Column(LINE, 8, Look.WHOLE),
    Column(TEXT, 140, Look.CODE),
)
LEAD: Final = (
    "Copy the lines of one option into a .toml file to get the package back; the lines called run say how to"
    " run the workbook again with: sanctions rerun.",
)
#: Characters that end a line, or cannot stand in a sheet, for some program on the way.
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def sheet_of(sides: tuple[Side, ...], record: RunRecord) -> Sheet:
    """Return the sheet.

    Parameters
    ----------
    sides : tuple of Side
    record : RunRecord
    """
    texts = {RUN: record_text(record)} | {side.letter: to_toml(side.assessment.package) for side in sides}
    rows = tuple(
        (name, float(number), line)
        for name, text in texts.items()
        for number, line in enumerate(toml_lines(text), start=1)
    )
    return Sheet(SHEET, "Spec: the options as package files", Table("spec", COLUMNS, rows), LEAD)


def toml_lines(text: str) -> list[str]:
    """Return the lines of a TOML text, with escapes for what would not survive a spreadsheet.

    Every string in a text written by the program is a basic string, in which an escape means the same.
    """
    escaped = _UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04X}", text)
    return escaped.rstrip("\n").split("\n")
