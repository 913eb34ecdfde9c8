"""Workbooks read back in tests: cached values poisoned, recalculated in LibreOffice, compared."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest

TIMEOUT_SECONDS = 240
POISON_NUMBER = b"98765.4321"
POISON_TEXT = b"stale"
_FORMULA_CELL = re.compile(rb'(<c r="[A-Z]+[0-9]+"[^>]*>)(<f>.*?</f>)<v>(.*?)</v>', re.DOTALL)
_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"""

needs_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")

Values = dict[str, dict[str, object]]


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
            str(book),
        ],
        check=True,
        capture_output=True,
        timeout=TIMEOUT_SECONDS,
    )
    return out / book.name


def values_of(book: Path) -> Values:
    """Return the cached values of every cell, by sheet and coordinate."""
    return _cells(book, data_only=True)


def formulas_of(book: Path) -> dict[str, dict[str, str]]:
    """Return the formulas, with their equals sign, by sheet and coordinate."""
    return {
        sheet: {where: value for where, value in cells.items() if is_formula(value)}
        for sheet, cells in _cells(book, data_only=False, formulas_only=True).items()
    }


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
