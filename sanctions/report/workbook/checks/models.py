"""Models: no errors, a unit in every row, no share beyond one."""

from __future__ import annotations

from collections.abc import Iterator

from sanctions.report.cells.tables import Formula, letter, quoted
from sanctions.report.numbers.settings import DELIVERED, TOLERANCE
from sanctions.report.workbook.checks.check import Check, Subject, count_of
from sanctions.report.workbook.model_layout import CONSTANT_COLUMN
from sanctions.report.workbook.sheets.model import ModelSheet


def model_checks(subject: Subject) -> Iterator[Check]:
    """Yield the checks of the model sheets as tables."""
    for model in subject.models.values():
        sheet = model.sheet
        first, last = sheet.header_row + 1, sheet.last_row
        page = quoted(sheet.name)
        columns = letter(CONSTANT_COLUMN), model.layout.column(model.layout.years - 1)
        numbers = f"{page}!${columns[0]}${first}:${columns[1]}${last}"
        units = f"{page}!$D${first}:$D${last}"
        errors = Formula(count_of(f"ISERROR({numbers})"), 0.0)
        yield Check(
            "No cell is an error", sheet.name, errors, why="Follow the formula back to the first error."
        )
        rows = float(last - first + 1)
        yield Check(
            "Every row has a unit",
            sheet.name,
            Formula(f"COUNTA({units})", rows),
            Formula(f"ROWS({units})", rows),
        )
        beyond = f'SUMPRODUCT(({units}="share")*(({numbers}<-1-{TOLERANCE})+({numbers}>1+{TOLERANCE})))'
        found = float(_shares_beyond(model))
        why = "A share is a part of a whole, and nobody loses more than there is."
        yield Check("No share or return exceeds 1 in size", sheet.name, Formula(beyond, found), why=why)


def _shares_beyond(model: ModelSheet) -> int:
    """Return in how many cells a share exceeds 1 in size, as the formula counts them."""
    count, room = 0, DELIVERED[TOLERANCE]
    for row in model.sheet.table.rows:
        if row[3] == "share":
            for cell in row[CONSTANT_COLUMN : CONSTANT_COLUMN + 1 + model.layout.years]:
                value = getattr(cell, "value", getattr(cell, "content", cell))
                count += isinstance(value, int | float) and not -1 - room <= value <= 1 + room
    return count
