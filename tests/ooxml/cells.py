"""Rules about sheets and cells: order, texts, numbers, sizes, what is in view."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from openpyxl.utils.cell import column_index_from_string, coordinate_from_string, get_column_letter

from tests.ooxml.book import MOST_COLUMNS, MOST_ROWS, SHEET, SPACE, Book, Found, Page

LONGEST_TEXT: Final = 32_767
MOST_LINE_FEEDS: Final = 253
WIDEST: Final = 255
HIGHEST: Final = 409
LAST_DAY: Final = 2_958_465
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_DAY_FORMAT = re.compile(r"[dmyhs]", re.IGNORECASE)
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_BUILT_IN_DAYS: Final = frozenset({*range(14, 23), *range(45, 48)})


def order(book: Book) -> Iterator[str]:
    """Rows and cells ascend and none is there twice; Excel repairs a sheet where they do not."""
    for page in book.pages:
        last_row = 0
        for row in page.root.iter(f"{SHEET}row"):
            number = int(row.get("r", "0"))
            if not last_row < number <= MOST_ROWS:
                yield f"{page.name}: row {number} comes after row {last_row}"
            last_row = number
            yield from _cells_of(page, number, [cell.get("r", "") for cell in row])


def _cells_of(page: Page, row: int, places: list[str]) -> Iterator[str]:
    last_column = 0
    for where in places:
        letters, own_row = coordinate_from_string(where)
        column = column_index_from_string(letters)
        if own_row != row or not last_column < column <= MOST_COLUMNS:
            yield f"{page.name}: cell {where} is out of order in row {row}"
        last_column = column


def dimension(book: Book) -> Iterator[str]:
    """The stated extent is that of the cells; readers that trust it (pandas, previews) cut off the rest."""
    for page in book.pages:
        stated = page.root.find(f"{SHEET}dimension").get("ref", "")
        right = max(cell.column for cell in page.cells)
        bottom = max(cell.row for cell in page.cells)
        real = f"A1:{get_column_letter(right)}{bottom}"
        if stated != real:
            yield f"{page.name}: the extent is given as {stated}, not {real}"


def texts(book: Book) -> Iterator[str]:
    """Texts fit a cell, show what they say and keep their spaces; Excel cuts or repairs those that do not."""
    for page in book.pages:
        for cell in page.cells:
            text = cell.text or (cell.value or "" if cell.kind == "str" else "")
            if len(text) > LONGEST_TEXT:
                yield f"{page.name}!{cell.where}: {len(text)} characters"
            if text.count("\n") > MOST_LINE_FEEDS:
                yield f"{page.name}!{cell.where}: {text.count(chr(10))} line ends"
            if _FORBIDDEN.search(text):
                yield f"{page.name}!{cell.where}: a control character"
            for piece in cell.texts:
                inside = piece.text or ""
                if inside != inside.strip() and piece.get(SPACE) != "preserve":
                    yield f"{page.name}!{cell.where}: spaces at the ends that will be lost"


def kinds(book: Book) -> Iterator[str]:
    """What a cell holds is what its type says; a number that is none, or an error, is repaired or spreads."""
    for page in book.pages:
        for cell in page.cells:
            if problem := _wrong_kind(cell):
                yield f"{page.name}!{cell.where}: {problem}"


def _wrong_kind(cell: Found) -> str:
    if cell.kind == "inlineStr":
        return "" if cell.texts and cell.value is None and cell.formula is None else "a text that is none"
    if cell.kind == "str":
        return "" if cell.formula is not None and cell.value is not None else "a text without a formula"
    if cell.kind == "b":
        return "" if cell.value in ("0", "1") else f"{cell.value!r} as true or false"
    if cell.kind != "n":
        return f"the type {cell.kind}"
    if cell.formula is not None and cell.value is None:
        return "a formula without its value"
    return "" if cell.value is None or _NUMBER.fullmatch(cell.value) else f"{cell.value!r} as a number"


def days(book: Book) -> Iterator[str]:
    """Days lie between 1900 and 9999; Excel shows others as ##### and nobody can read them."""
    used = [int(each.get("numFmtId", "0")) for each in book.styles.find(f"{SHEET}cellXfs")]
    dated = _styles_of_days(book, used)
    for page in book.pages:
        for cell in page.cells:
            if cell.style >= len(used):
                yield f"{page.name}!{cell.where}: style {cell.style} of {len(used)}"
            elif cell.style not in dated or cell.kind != "n" or cell.value is None:
                continue
            elif not 1 <= float(cell.value) <= LAST_DAY:
                yield f"{page.name}!{cell.where}: {cell.value} as a day"


def _styles_of_days(book: Book, used: list[int]) -> set[int]:
    formats = {
        int(each.get("numFmtId", "0")): re.sub(r'"[^"]*"|\[[^]]*\]', "", each.get("formatCode", ""))
        for each in book.styles.iter(f"{SHEET}numFmt")
    }
    own = {number for number, code in formats.items() if _DAY_FORMAT.search(code)}
    return {style for style, number in enumerate(used) if number in _BUILT_IN_DAYS | own}


def sizes(book: Book) -> Iterator[str]:
    """Columns are at most 255 wide, rows at most 409 points high, and none is hidden or shrunk to nothing."""
    for page in book.pages:
        for column in page.root.iter(f"{SHEET}col"):
            if not 0 < float(column.get("width", "8")) <= WIDEST or column.get("hidden") in ("1", "true"):
                yield f"{page.name}: column {column.get('min')} is hidden or of a size no column has"
        for row in page.root.iter(f"{SHEET}row"):
            if not 0 < float(row.get("ht", "15")) <= HIGHEST or row.get("hidden") in ("1", "true"):
                yield f"{page.name}: row {row.get('r')} is hidden or of a size no row has"


def panes(book: Book) -> Iterator[str]:
    """What is frozen fits what is in view below it; Excel drops panes that contradict themselves."""
    for page in book.pages:
        pane = page.root.find(f".//{SHEET}pane")
        if pane is None:
            continue
        across, down = int(pane.get("xSplit", "0")), int(pane.get("ySplit", "0"))
        expected = f"{get_column_letter(across + 1)}{down + 1}"
        active = {(True, True): "bottomRight", (True, False): "topRight"}.get(
            (across > 0, down > 0), "bottomLeft"
        )
        if pane.get("topLeftCell") != expected or pane.get("activePane") != active:
            yield f"{page.name}: frozen at {expected} but in view from {pane.get('topLeftCell')}"
        places = {each.get("pane") for each in page.root.iter(f"{SHEET}selection")}
        if active not in places:
            yield f"{page.name}: no selection in the pane {active}"
