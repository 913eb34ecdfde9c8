"""Workbooks read back in tests: cached values poisoned, recalculated in LibreOffice, compared."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import openpyxl
import pytest
from openpyxl.formula.tokenizer import Token, Tokenizer

TIMEOUT_SECONDS = 240
RELATIVE = 1e-9  # two engines round each operation differently; a mistake is far larger
POISON_NUMBER = b"98765.4321"
POISON_TEXT = b"stale"
_FORMULA_CELL = re.compile(
    rb'(<c r="[A-Z]+[0-9]+"[^>]*>)(<f(?: [^>]*)?(?:/>|>[^<]*</f>))<v>(.*?)</v>', re.DOTALL
)
_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"""

Values = dict[str, dict[str, object]]
#: A program that recalculates workbooks into a folder.
Engine = Callable[[Sequence[Path], Path], list[Path]]

needs_gnumeric = pytest.mark.skipif(shutil.which("ssconvert") is None, reason="Gnumeric is not installed")
needs_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


def poisoned(book: Path, target: Path) -> int:
    """Copy a workbook with a wrong cached value in every formula cell; return how many there were."""
    count = 0

    def wrong(match: re.Match[bytes]) -> bytes:
        nonlocal count
        count += 1
        opening = match.group(1)
        if b't="b"' in opening:
            value = b"0" if match.group(3) == b"1" else b"1"
        else:
            value = POISON_TEXT if b't="str"' in opening else POISON_NUMBER
        return opening + match.group(2) + b"<v>" + value + b"</v>"

    with zipfile.ZipFile(book) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for name in source.namelist():
            body = source.read(name)
            out.writestr(name, _FORMULA_CELL.sub(wrong, body) if name.startswith("xl/worksheets/") else body)
    return count


def recalculated(book: Path, folder: Path) -> Path:
    """Recalculate a workbook in LibreOffice, whatever its cached values say; return the new file."""
    return recalculated_all([book], folder)[0]


def recalculated_all(books: Sequence[Path], folder: Path) -> list[Path]:
    """Recalculate workbooks with different names in one run of LibreOffice; return the new files."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_RECALCULATE, encoding="utf-8")
    out = folder / "recalculated"
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={profile.resolve().as_uri()}",
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            str(out),
            *map(str, books),
        ],
        check=True,
        capture_output=True,
        timeout=TIMEOUT_SECONDS,
    )
    return [out / book.name for book in books]


def recalculated_by_gnumeric(books: Sequence[Path], folder: Path) -> list[Path]:
    """Recalculate workbooks in Gnumeric, whatever their cached values say; return the new files."""
    out = folder / "recalculated"
    out.mkdir()
    for book in books:
        command = ["ssconvert", "--recalc", str(book), str(out / book.name)]
        subprocess.run(command, check=True, capture_output=True, timeout=TIMEOUT_SECONDS)
    return [out / book.name for book in books]


def survivors_and_gaps(
    books: Sequence[Path], folder: Path, engine: Engine = recalculated_all
) -> tuple[list[object], list[object]]:
    """Poison workbooks, recalculate them elsewhere, and compare every formula cell with what was written.

    Returns
    -------
    tuple of list
        Cells whose wrong value survived, and cells that came to something else.
    """
    (folder / "poisoned").mkdir()
    copies = [folder / "poisoned" / book.name for book in books]
    counts = [poisoned(book, copy) for book, copy in zip(books, copies, strict=True)]
    kept: list[object] = []
    wrong: list[object] = []
    for book, count, new in zip(books, counts, engine(copies, folder), strict=True):
        expected, found = list(_expected(book)), values_of(new)
        assert count == len(expected)
        for sheet, where, text, value, room in expected:
            got = found[sheet].get(where)
            if _is_poison(got, value):
                kept.append((book.name, sheet, where))
            if not _agree(value, got, room):
                wrong.append((book.name, sheet, where, text, value, got))
    return kept, wrong


def _expected(book: Path) -> Iterator[tuple[str, str, str, object, float]]:
    """Yield every formula cell: sheet, cell, formula, value, and how far another engine may lie from it."""
    values = values_of(book)
    operands = Operands(values)
    for sheet, cells in formulas_of(book).items():
        for where, text in cells.items():
            value = values[sheet][where]
            size = abs(value) if isinstance(value, int | float) else 0.0
            yield sheet, where, text, value, RELATIVE * max(size, operands.largest(text, sheet))


def _is_poison(got: object, value: object) -> bool:
    if isinstance(value, bool):
        return got is (not value)
    return got in (float(POISON_NUMBER), POISON_TEXT.decode())


def _agree(value: object, got: object, room: float) -> bool:
    if isinstance(value, int | float) and isinstance(got, int | float):
        return abs(value - got) <= room
    return value == got


class Operands:
    """The numbers formulas read; rounding is relative to the largest of them."""

    def __init__(self, values: Values) -> None:
        self.values = values
        self._known: dict[str, float] = {}

    def largest(self, text: str, sheet: str) -> float:
        """Return the largest number in a cell or a column the formula names."""
        tokens = Tokenizer(text).items
        ranges = [each.value for each in tokens if each.type == Token.OPERAND and each.subtype == Token.RANGE]
        return max((self._size(each, sheet) for each in ranges), default=0.0)

    def _size(self, reference: str, sheet: str) -> float:
        page, _, cells = reference.rpartition("!")
        page, cells = page.strip("'") or sheet, cells.replace("$", "")
        name = f"{page}!{cells}"
        if name not in self._known:
            held = self.values.get(page, {})
            places = _places(cells) if ":" in cells else [cells]
            numbers = [held.get(place) for place in places]
            self._known[name] = max(
                (abs(each) for each in numbers if isinstance(each, int | float)), default=0.0
            )
        return self._known[name]


def _places(area: str) -> Iterator[str]:
    left, top, right, bottom = openpyxl.utils.range_boundaries(area)
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            yield f"{openpyxl.utils.get_column_letter(column)}{row}"


def values_of(book: Path) -> Values:
    """Return the cached values of every cell, by sheet and coordinate."""
    return _cells(book, data_only=True)


def formulas_of(book: Path) -> dict[str, dict[str, str]]:
    """Return the formulas, with their equals sign, by sheet and coordinate."""
    return {
        sheet: {where: value for where, value in cells.items() if is_formula(value)}
        for sheet, cells in _cells(book, data_only=False, formulas_only=True).items()
    }


def struck_through(book: Path, sheet: str) -> frozenset[str]:
    """Return the cells of a sheet that a rule strikes through, whether or not it holds now."""
    rules = openpyxl.load_workbook(book)[sheet].conditional_formatting
    areas = [each.sqref for each in rules if any(rule.dxf and rule.dxf.font.strike for rule in each.rules)]
    return frozenset(where for each in areas for area in str(each).split() for where in _places(area))


def is_formula(value: object) -> bool:
    """Tell whether a cell read without values holds a formula."""
    return isinstance(value, str) and value.startswith("=")


def _cells(book: Path, *, data_only: bool, formulas_only: bool = False) -> Values:
    workbook = openpyxl.load_workbook(book, data_only=data_only)
    found: Values = {}
    for page in workbook.worksheets:
        found[page.title] = {
            cell.coordinate: cell.value
            for row in page.iter_rows()
            for cell in row
            if cell.value is not None and (not formulas_only or cell.data_type == "f")
        }
    workbook.close()
    return found
