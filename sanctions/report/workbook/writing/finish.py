"""What the spreadsheet library leaves undone: cached values, alternative text, the same bytes every time."""

from __future__ import annotations

import math
import re
import zipfile
from collections.abc import Mapping, Sequence
from html import escape
from io import BytesIO
from typing import Final

from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from sanctions.errors import SanctionsError
from sanctions.report.cells.text import escaped
from sanctions.report.workbook.writing.bulk import BulkRows, with_rows
from sanctions.report.workbook.writing.chart_points import CellValue, with_points

#: Earliest moment a zip archive can hold; every part carries it, so that no clock reaches the file.
FIXED_MOMENT: Final = (1980, 1, 1, 0, 0, 0)
_FIXED_STAMP: Final = b"1980-01-01T00:00:00Z"
#: Beyond this, a few percent of size cost more time than all the rest.
COMPRESSION: Final = 6
_UNIX: Final = 3
_READABLE: Final = 0o644 << 16

_FORMULA_CELL = re.compile(rb'<c r="([A-Z]+[0-9]+)"([^<>]*)>(<f>[^<]*</f>)<v ?/?>(?:</v>)?</c>')
_ANY_FORMULA = re.compile(rb"<f[ >]")
_CELL_TYPE = re.compile(rb' t="[a-zA-Z]+"')
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^<>]*>)[^<]*(<)")
_FRAME = re.compile(rb'(<(?:xdr:)?cNvPr id="[0-9]+" name="[^"]*")( ?/?>)')
_SHEET_PART = re.compile(r"xl/worksheets/sheet([0-9]+)\.xml$")
_CHARTS: Final = "xl/charts/chart"
_DRAWING_PART = re.compile(r"xl/drawings/drawing([0-9]+)\.xml$")

CachedValues = Mapping[str, Mapping[str, float | str | bool]]


class UnfinishedError(SanctionsError):
    """A formula would be saved without its value, or with one that is not a finite number."""


def book_bytes(
    workbook: Workbook,
    cache: CachedValues,
    alternative_texts: Sequence[Sequence[str]],
    bulk: Mapping[str, BulkRows] | None = None,
) -> bytes:
    """Return the file of a workbook, with the value of every formula beside it.

    Parameters
    ----------
    workbook : openpyxl.Workbook
    cache : mapping of str to mapping of str to value
        Sheet name -> cell -> value.
    alternative_texts : sequence of sequence of str
        For each sheet with charts, in sheet order, one text for each chart.
    bulk : mapping of str to BulkRows, optional
        Sheet name -> rows that are written without a cell of their own.

    Raises
    ------
    UnfinishedError
        A formula without a finite value, a value without a formula, or a chart without text.
    """
    contents = _parts_of(workbook)
    for name, body in contents.items():
        if found := _SHEET_PART.match(name):
            sheet = workbook.sheetnames[int(found.group(1)) - 1]
            filled = with_values(body, cache.get(sheet, {}), sheet)
            contents[name] = with_rows(filled, bulk[sheet]) if bulk and sheet in bulk else filled
        elif found := _DRAWING_PART.match(name):
            contents[name] = with_alternative_texts(body, alternative_texts[int(found.group(1)) - 1])
        elif name.startswith(_CHARTS):
            contents[name] = with_points(body, _shown(workbook, cache))
        elif name == "docProps/core.xml":
            contents[name] = _STAMP.sub(rb"\g<1>" + _FIXED_STAMP + rb"\2", body)
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in contents.items():
            part = zipfile.ZipInfo(name, FIXED_MOMENT)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.create_system = _UNIX
            part.external_attr = _READABLE
            archive.writestr(part, body, compresslevel=COMPRESSION)
    return written.getvalue()


class _InMemory(ExcelWriter):
    """The library's writer without its temporary files, which nobody clears when a process is killed."""

    def write_worksheet(self, ws: Worksheet) -> None:
        """Write one sheet from memory."""
        ws._drawing = SpreadsheetDrawing()  # type: ignore[attr-defined]
        ws._drawing.charts = ws._charts  # type: ignore[attr-defined]
        ws._drawing.images = ws._images  # type: ignore[attr-defined]
        body = BytesIO()
        writer = WorksheetWriter(ws, out=body)
        writer.write()
        ws._rels = writer._rels  # type: ignore[attr-defined]
        self._archive.writestr(ws.path[1:], body.getvalue())  # type: ignore[attr-defined]
        self.manifest.append(ws)


def _parts_of(workbook: Workbook) -> dict[str, bytes]:
    """Return the parts of the file as the library writes them, in its order."""
    stored = BytesIO()
    _InMemory(workbook, zipfile.ZipFile(stored, "w", zipfile.ZIP_STORED)).save()
    with zipfile.ZipFile(stored) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _shown(workbook: Workbook, cache: CachedValues) -> CellValue:
    """Return what looks up the value a cell shows: of a formula, the one saved with it."""

    def value_at(sheet: str, where: str) -> object:
        cell = workbook[sheet][where]
        return cache[sheet][where] if cell.data_type == "f" else cell.value

    return value_at


def with_values(body: bytes, values: Mapping[str, float | str | bool], sheet: str) -> bytes:
    """Return the XML of one sheet with the cached value in every formula cell.

    Raises
    ------
    UnfinishedError
        A formula without a finite value, or a value whose cell holds no formula.
    """
    used = 0

    def fill(match: re.Match[bytes]) -> bytes:
        nonlocal used
        used += 1
        coordinate = match.group(1).decode()
        if coordinate not in values:
            raise UnfinishedError(f"{sheet}!{coordinate}: a formula without a value")
        kind, text = _cached(values[coordinate], f"{sheet}!{coordinate}")
        attributes = _CELL_TYPE.sub(b"", match.group(2)) + kind
        return b'<c r="%b"%b>%b<v>%b</v></c>' % (match.group(1), attributes, match.group(3), text)

    filled = _FORMULA_CELL.sub(fill, body)
    if used != len(values) or used != len(_ANY_FORMULA.findall(body)):
        raise UnfinishedError(f"{sheet}: {used} formulas filled, {len(values)} values given")
    return filled


def with_alternative_texts(body: bytes, texts: Sequence[str]) -> bytes:
    """Return the XML of one drawing with a text on each chart.

    Raises
    ------
    UnfinishedError
        Not one text for each chart.
    """
    pending = list(texts)

    def describe(match: re.Match[bytes]) -> bytes:
        if not pending:
            raise UnfinishedError("a chart without alternative text")
        text = escape(pending.pop(0), quote=True).encode()
        return match.group(1) + b' descr="' + text + b'"' + match.group(2)

    described = _FRAME.sub(describe, body)
    if pending:
        raise UnfinishedError("an alternative text without a chart")
    return described


def _cached(value: float | str | bool, where: str) -> tuple[bytes, bytes]:
    """Return the type attribute and the text of one cached value."""
    if isinstance(value, bool):
        return b' t="b"', str(int(value)).encode()
    if isinstance(value, str):
        return b' t="str"', escape(escaped(value), quote=False).encode()
    if not math.isfinite(value):
        raise UnfinishedError(f"{where}: {value} is not a finite number")
    return b"", repr(float(value)).encode()
