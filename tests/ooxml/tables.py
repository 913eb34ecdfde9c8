"""Rules about tables: Excel repairs a workbook by removing every table that breaks one of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree
from openpyxl.utils.cell import get_column_letter, range_boundaries

from tests.ooxml.book import SHEET, Book, Page
from tests.ooxml.workbook import is_legal_name

LONGEST_NAME: Final = 255
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def tables_of(book: Book) -> Iterator[tuple[Page, etree._Element]]:
    """Return every table with its sheet."""
    for page, _, root in book.parts_of("table"):
        yield page, root


def names(book: Book) -> Iterator[str]:
    """Ids and names of tables are unique in the workbook, legal, and not those of cells or defined names."""
    ids: set[str] = set()
    taken = {name.lower() for name in book.names}
    for page, table in tables_of(book):
        name = table.get("displayName", "")
        if table.get("id") in ids:
            yield f"{page.name}: two tables have the id {table.get('id')}"
        if name.lower() in taken:
            yield f"{page.name}: the name {name} is taken"
        if not is_legal_name(name):
            yield f"{page.name}: {name!r} is no name for a table"
        ids.add(table.get("id", ""))
        taken.add(name.lower())


def headers(book: Book) -> Iterator[str]:
    """The names of columns are the texts above them, each there once; else Excel renames them or repairs."""
    for page, table in tables_of(book):
        left, top, right, _ = range_boundaries(table.get("ref", ""))
        columns = [each.get("name", "") for each in table.iter(f"{SHEET}tableColumn")]
        if (
            table.find(f"{SHEET}tableColumns").get("count") != str(len(columns))
            or len(columns) != right - left + 1
        ):
            yield f"{page.name}: {len(columns)} columns have a name, {right - left + 1} are in the table"
        for place, name in enumerate(columns, start=left):
            where = f"{get_column_letter(place)}{top}"
            cell = page.at.get(where)
            if cell is None or cell.kind != "inlineStr":
                yield f"{page.name}!{where}: the header is no text"
            elif read(name) != read(cell.text) or "\n" in name:
                yield f"{page.name}!{where}: the column is called {name!r} but headed {cell.text!r}"
            if not 0 < len(read(name)) <= LONGEST_NAME:
                yield f"{page.name}!{where}: a header of {len(read(name))} characters"
        if len({read(name).lower() for name in columns}) != len(columns):
            yield f"{page.name}: a header is there twice"


def places(book: Book) -> Iterator[str]:
    """Tables have rows, do not overlap, and filter exactly what they hold."""
    for page in book.pages:
        held: list[tuple[int, int, int, int]] = []
        for own, table in tables_of(book):
            if own is not page:
                continue
            left, top, right, bottom = range_boundaries(table.get("ref", ""))
            if bottom <= top or bottom > max(cell.row for cell in page.cells):
                yield f"{page.name}: the table {table.get('ref')} has no rows or more than the sheet"
            if any(left <= r and x <= right and top <= b and y <= bottom for x, y, r, b in held):
                yield f"{page.name}: the table {table.get('ref')} overlaps another"
            held.append((left, top, right, bottom))
            chosen = table.find(f"{SHEET}autoFilter")
            if chosen is not None and chosen.get("ref") != table.get("ref"):
                yield f"{page.name}: the table {table.get('ref')} filters {chosen.get('ref')}"
        if len(held) != len(list(page.root.iter(f"{SHEET}tablePart"))):
            yield f"{page.name}: a table is announced that is not there"


def read(text: str) -> str:
    """Return text with ``_x000A_`` and its like as the characters they stand for."""
    return _ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), text)
