"""Rules about formulas: their limits, their functions, and that all they refer to is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from openpyxl.formula.tokenizer import Token, Tokenizer
from openpyxl.utils import FORMULAE
from openpyxl.utils.cell import column_index_from_string

from tests.ooxml.book import MOST_COLUMNS, MOST_ROWS, SHEET, Book

LONGEST: Final = 8192
LONGEST_QUOTED: Final = 255
MOST_ARGUMENTS: Final = 255
DEEPEST: Final = 64
PREFIX: Final = "_xlfn."
#: Functions newer than the first edition of the standard that are in use: they carry the prefix in a file.
NEWER: Final = frozenset(
    {"BETA.DIST", "BETA.INV", "CHISQ.INV", "CONCAT", "F.INV", "GAMMA.DIST", "GAMMA.INV", "IFNA", "IFS"}
    | {"LET", "LOGNORM.INV", "MAXIFS", "MINIFS", "NORM.DIST", "NORM.INV", "NORM.S.DIST", "NORM.S.INV"}
    | {"PERCENTILE.EXC", "PERCENTILE.INC", "QUARTILE.INC", "RANK.EQ", "STDEV.P", "STDEV.S", "SWITCH"}
    | {"T.INV", "TEXTJOIN", "VAR.P", "VAR.S", "XLOOKUP"}
)
_CELL = re.compile(r"\$?([A-Z]{1,3})?\$?([0-9]+)?")
_PLACE = re.compile(r"(?:'((?:[^']|'')+)'|([^'!:\s]+))!(.+)")


def formulas_of(book: Book) -> Iterator[tuple[str, str]]:
    """Return every formula of the workbook, with where it stands."""
    for page in book.pages:
        for cell in page.cells:
            if cell.formula is not None:
                yield f"{page.name}!{cell.where}", cell.formula
        for rule in page.root.iter(f"{SHEET}dataValidation"):
            for name in ("formula1", "formula2"):
                if text := rule.findtext(f"{SHEET}{name}"):
                    yield f"{page.name}!{rule.get('sqref')}", text
    for name, text in book.names.items():
        yield f"the name {name}", text


def limits(book: Book) -> Iterator[str]:
    """Formulas keep within length, nesting, arguments and quoted text; Excel removes those that do not."""
    for where, text in formulas_of(book):
        if len(text) > LONGEST:
            yield f"{where}: a formula of {len(text)} characters"
        deepest, most, longest = measures(text)
        if deepest > DEEPEST:
            yield f"{where}: {deepest} levels of functions"
        if most > MOST_ARGUMENTS:
            yield f"{where}: {most} arguments"
        if longest > LONGEST_QUOTED:
            yield f"{where}: a quoted text of {longest} characters"


def functions(book: Book) -> Iterator[str]:
    """Newer functions carry `_xlfn.` and older ones do not; else a recalculated cell shows #NAME?."""
    for where, text in formulas_of(book):
        for token in tokens(text):
            if token.type != Token.FUNC or token.subtype != Token.OPEN:
                continue
            name = token.value[:-1]
            plain = name.removeprefix(PREFIX)
            if (plain in NEWER) != name.startswith(PREFIX) or not (plain in NEWER or plain in FORMULAE):
                yield f"{where}: the function {name}"


def references(book: Book) -> Iterator[str]:
    """All that formulas refer to is in this workbook: no other file, no absent sheet, name or cell."""
    sheets = {page.name.lower() for page in book.pages}
    names = {name.lower() for name in book.names}
    for where, text in formulas_of(book):
        for token in tokens(text):
            if token.type != Token.OPERAND:
                continue
            if token.subtype == Token.ERROR:
                yield f"{where}: {token.value} inside a formula"
            elif token.subtype == Token.RANGE and (problem := misplaced(token.value, sheets, names)):
                yield f"{where}: {problem}"


def misplaced(reference: str, sheets: set[str], names: set[str]) -> str:
    """Return what is wrong with a reference, or nothing."""
    if "[" in reference:
        return f"{reference} is in another workbook"
    place = _PLACE.fullmatch(reference)
    cells = reference
    if place is not None:
        sheet = (place.group(1) or place.group(2)).replace("''", "'")
        if sheet.lower() not in sheets:
            return f"{reference} is on a sheet that is not there"
        cells = place.group(3)
    elif reference.lower() in names:
        return ""
    if all(_is_cell(cell) for cell in cells.split(":")):
        return ""
    return f"{reference} is neither a name nor a cell"


def tokens(text: str) -> list[Token]:
    """Return the tokens of a formula."""
    return Tokenizer(f"={text}").items


@lru_cache(maxsize=4096)
def _measures_of_shape(shape: str) -> tuple[int, int, int]:
    depth = deepest = most = longest = 0
    arguments: list[int] = []
    for token in tokens(shape):
        if token.subtype == Token.OPEN:
            arguments.append(1)
            depth += token.type == Token.FUNC
            deepest = max(deepest, depth)
        elif token.subtype == Token.CLOSE:
            most = max(most, arguments.pop())
            depth -= token.type == Token.FUNC
        elif token.type == Token.SEP and token.subtype == Token.ARG:
            arguments[-1] += 1
        elif token.type == Token.OPERAND and token.subtype == Token.TEXT:
            longest = max(longest, len(token.value[1:-1].replace('""', '"')))
    return deepest, most, longest


def measures(text: str) -> tuple[int, int, int]:
    """Return the nesting, the most arguments and the longest quoted text of a formula."""
    return _measures_of_shape(text if '"' in text else re.sub(r"[0-9]+", "1", text))


def _is_cell(text: str) -> bool:
    found = _CELL.fullmatch(text)
    if found is None or not any(found.groups()):
        return False
    column, row = found.groups()
    return (column is None or column_index_from_string(column) <= MOST_COLUMNS) and (
        row is None or 1 <= int(row) <= MOST_ROWS
    )
