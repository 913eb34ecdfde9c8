"""Texts longer than one cell, put together again from the sheet that holds their rest."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from sanctions.data.book_cells import Book, BookCell
from sanctions.report.workbook.writing.writer import OVERFLOW_SHEET

#: The mark that `sanctions.report.workbook.writing.writer` leaves where a text goes on elsewhere.
_GOES_ON = re.compile(rf" \[…goes on: sheet {OVERFLOW_SHEET}, (?P<where>[^\[\]]+)\]$")
_HEADERS: Final = ("Where it goes on from", "Text")


def long_texts(book: Book) -> Mapping[str, str]:
    """Return the rest of every long text, by where it goes on from and the number of its part."""
    if OVERFLOW_SHEET not in book.sheets:
        return {}
    table = book.table(OVERFLOW_SHEET, _HEADERS)
    where, text = _HEADERS
    return {row[where].text: row[text].text for row in table.rows}


def whole(cell: BookCell, rest: Mapping[str, str]) -> tuple[str, str]:
    """Return a text with all its parts, and what is wrong when one is missing."""
    found = _GOES_ON.search(cell.text)
    if found is None:
        return cell.text, ""
    pieces, number = [cell.text[: found.start()]], 2
    while (piece := rest.get(f"{found['where']} part {number}")) is not None:
        pieces.append(piece)
        number += 1
    return "".join(pieces), "" if len(pieces) > 1 else "the rest of this text is missing"
