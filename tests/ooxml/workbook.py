"""Rules about the workbook as a whole: sheets, names, styles, what is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from openpyxl.utils.cell import column_index_from_string

from tests.ooxml.book import MOST_COLUMNS, SHEET, Book

LONGEST_TAB: Final = 31
LONGEST_NAME: Final = 255
MOST_STYLES: Final = 64_000
MOST_FONTS: Final = 1024
FIRST_OWN_FORMAT: Final = 164
MOST_OWN_FORMATS: Final = 200
LONGEST_FOOTER: Final = 255
_NAME = re.compile(r"[A-Za-z_\\][A-Za-z0-9_.\\]*")
_CELL = re.compile(r"([A-Za-z]{1,3})[0-9]{1,7}")
_ROW_AND_COLUMN = re.compile(r"[Rr][0-9]*[Cc][0-9]*|[RrCc]")
_PRINTED_ROWS = re.compile(r"(?:'[^']+'|[A-Za-z0-9]+)!\$([0-9]+):\$([0-9]+)")
_PRINTED_CELLS: Final = re.compile(r"(?:'(?:[^']|'')+'|\w+)!\$[A-Z]+\$\d+:\$[A-Z]+\$\d+")
_FORMAT_SECTION = re.compile(r'(?:"[^"]*"|\\.|\[[^]]+\]|General|E[+-]|[#0?,./%@ymdhs:\- ()_*])+')


def tabs(book: Book) -> Iterator[str]:
    """Names on tabs are legal and unique; Excel renames the sheet otherwise and breaks what refers to it."""
    seen: set[str] = set()
    for page in book.pages:
        name = page.name
        if not 0 < len(name) <= LONGEST_TAB or re.search(r"[\[\]:*?/\\\x00-\x1f]", name):
            yield f"{name!r} is no name for a sheet"
        if name.startswith("'") or name.endswith("'") or name.lower() == "history":
            yield f"{name!r} is a name Excel keeps for itself"
        if name.lower() in seen:
            yield f"{name!r} is there twice"
        seen.add(name.lower())


def nothing_hidden(book: Book) -> Iterator[str]:
    """All sheets are on their tabs: a reviewer has to see what is there."""
    for page in book.pages:
        if page.state != "visible":
            yield f"{page.name} is {page.state}"
    for each in book.workbook.iter(f"{SHEET}definedName"):
        if each.get("hidden") in ("1", "true"):
            yield f"the name {each.get('name')} is hidden"


def defined_names(book: Book) -> Iterator[str]:
    """Names are legal, unique and none is a cell's; Excel repairs by dropping or renaming them."""
    seen: set[str] = set()
    for name in book.names:
        if not is_legal_name(name):
            yield f"{name!r} is no name for a cell"
        if name.lower() in seen:
            yield f"the name {name} is there twice"
        seen.add(name.lower())


def printing(book: Book) -> Iterator[str]:
    """What is printed, and repeated in print, is of the same sheet, footers short; else Excel drops it."""
    for each in book.workbook.iter(f"{SHEET}definedName"):
        if each.get("localSheetId") is None:
            continue
        sheet = book.pages[int(each.get("localSheetId"))].name
        found = _PRINTED_ROWS.fullmatch(each.text or "")
        own = (each.text or "").rpartition("!")[0].strip("'").replace("''", "'") == sheet
        printed = each.get("name") == "_xlnm.Print_Area" and _PRINTED_CELLS.fullmatch(each.text or "")
        if printed and own:
            continue
        if each.get("name") != "_xlnm.Print_Titles" or found is None or not own:
            yield f"{sheet}: {each.get('name')} is {each.text}"
        elif int(found.group(1)) > int(found.group(2)):
            yield f"{sheet}: rows {found.group(1)} to {found.group(2)} are repeated in print"
    for page in book.pages:
        for footer in page.root.iter(f"{SHEET}oddFooter", f"{SHEET}oddHeader"):
            if len(footer.text or "") > LONGEST_FOOTER:
                yield f"{page.name}: a header or footer of {len(footer.text or '')} characters"


def styles(book: Book) -> Iterator[str]:
    """Styles keep within Excel's numbers and refer to what is there; else all formatting is thrown away."""
    root = book.styles
    counted = {
        name: len(list(root.find(f"{SHEET}{name}"))) for name in ("fonts", "fills", "borders", "cellXfs")
    }
    based = len(list(root.find(f"{SHEET}cellStyleXfs")))
    if counted["cellXfs"] > MOST_STYLES or counted["fonts"] > MOST_FONTS:
        yield f"{counted['cellXfs']} styles and {counted['fonts']} fonts"
    for each in root.iter(f"{SHEET}xf"):
        places = {"fonts": "fontId", "fills": "fillId", "borders": "borderId"}
        for name, key in places.items():
            if int(each.get(key, "0")) >= counted[name]:
                yield f"a style with number {each.get(key)} of {counted[name]} {name}"
        if int(each.get("xfId", "0")) >= based:
            yield f"a style on number {each.get('xfId')} of {based}"
    names = [each.get("name", "").lower() for each in root.iter(f"{SHEET}cellStyle")]
    if len(set(names)) != len(names):
        yield "two styles have one name"


def number_formats(book: Book) -> Iterator[str]:
    """Number formats are valid and few; one bad format makes Excel throw away all formatting."""
    formats = list(book.styles.iter(f"{SHEET}numFmt"))
    if len(formats) > MOST_OWN_FORMATS:
        yield f"{len(formats)} number formats"
    for each in formats:
        code = each.get("formatCode", "")
        sections = re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', code)
        if int(each.get("numFmtId", "0")) < FIRST_OWN_FORMAT or len(sections) > 4:
            yield f"the number format {code!r} has a number that is taken, or too many parts"
        if not all(part == "" or _FORMAT_SECTION.fullmatch(part) for part in sections):
            yield f"{code!r} is no number format"


def is_legal_name(name: str) -> bool:
    """Tell whether a table or a cell can have a name: not that of a cell, in either way of naming cells."""
    if not 0 < len(name) <= LONGEST_NAME or not _NAME.fullmatch(name) or _ROW_AND_COLUMN.fullmatch(name):
        return False
    cell = _CELL.fullmatch(name)
    return cell is None or column_index_from_string(cell.group(1)) > MOST_COLUMNS
