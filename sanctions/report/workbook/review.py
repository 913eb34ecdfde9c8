"""What people write into a workbook beside numbers: sign-offs, agreement, objections; carried as text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sanctions.report.cells.tables import Cell, Column, Content, Look, Sheet
from sanctions.report.workbook.assurance import ToFillIn


@dataclass(frozen=True)
class FilledIn:
    """One cell that was filled in: what its row is about, the header above it, the text."""

    about: str
    header: str
    text: str


@dataclass(frozen=True)
class Review:
    """What was filled in, sheet by sheet.

    Parameters
    ----------
    sign_offs : tuple of FilledIn
        On Assumptions, by the label of the parameter.
    opinions : tuple of FilledIn
        On Decisions, by the decision.
    roles : tuple of FilledIn
        On Cover, by the item: who is who, what the analysis is used for and whether it is fit for it.
    """

    sign_offs: tuple[FilledIn, ...] = ()
    opinions: tuple[FilledIn, ...] = ()
    roles: tuple[FilledIn, ...] = ()


def fill_in_headers(columns: Sequence[Column]) -> tuple[str, ...]:
    """Return the headers of the columns that are there to be filled in with text."""
    return tuple(column.header for column in columns if column.look is Look.INPUT_TEXT)


def filled(sheet: Sheet, texts: Sequence[FilledIn]) -> Sheet:
    """Return a sheet with texts in the cells people fill in; what a row is about stands in its first cell.

    Parameters
    ----------
    sheet : Sheet
    texts : sequence of FilledIn
    """
    found = {(each.about, each.header): each.text for each in texts}
    mine = set(fill_in_headers(sheet.table.columns))

    def with_text(about: Content, column: Column, content: Content | Cell) -> Content | Cell:
        text = found.get((str(about), column.header)) if column.header in mine else None
        return Cell(text, Look.INPUT_TEXT) if text else content

    rows = tuple(
        tuple(
            with_text(_content(row[0]), column, content)
            for column, content in zip(sheet.table.columns, row, strict=True)
        )
        for row in sheet.table.rows
    )
    return replace(sheet, table=replace(sheet.table, rows=rows))


def to_fill_in(sheet: Sheet, header: str) -> ToFillIn:
    """Return a column that people fill in, and how much of it is."""
    place = [column.header for column in sheet.table.columns].index(header)
    count = sum(_content(row[place]) is not None for row in sheet.table.rows)
    return ToFillIn(sheet.span(header), count, sheet.table.length)


def _content(cell: Content | Cell) -> Content:
    return cell.content if isinstance(cell, Cell) else cell
