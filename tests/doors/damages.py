"""The damages a file can come with, and the doors it can come through: one list of each."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from openpyxl import Workbook

SHEET = "xl/worksheets/sheet1.xml"
Damage = Callable[[bytes], bytes]


def workbook_of(rows: list[list[object]], percent: str = "", title: str = "Sheet") -> bytes:
    """Return a small workbook."""
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    if percent:
        book.active["C2"].number_format = percent
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def with_part(data: bytes, part: str, change: Callable[[bytes], bytes | None]) -> bytes:
    """Return the workbook with one part changed; left out for None."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            changed = change(content) if entry.filename == part else content
            if changed is not None:
                new.writestr(entry.filename, changed)
    return target.getvalue()


def in_sheet(pattern: bytes, by: bytes) -> Damage:
    """Return the damage that replaces a pattern in the first sheet."""
    return lambda data: with_part(data, SHEET, lambda content: re.sub(pattern, by, content, count=1))


def without(part: str) -> Damage:
    """Return the damage that leaves a part out."""
    return lambda data: with_part(data, part, lambda _: None)


def broken_deflate(data: bytes) -> bytes:
    """Return the workbook with the middle of its sheet's compressed bytes overwritten."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entry = archive.getinfo(SHEET)
    start = entry.header_offset + 30 + len(SHEET)
    return data[:start] + b"\xff" * entry.compress_size + data[start + entry.compress_size :]


def encrypted(data: bytes) -> bytes:
    """Return the workbook with the flag of encryption set on every entry."""
    changed = bytearray(data)
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        for found in re.finditer(re.escape(mark), data):
            changed[found.start() + offset] |= 1
    return bytes(changed)


def bomb(data: bytes) -> bytes:
    """Return the workbook with a sheet that says of itself that it unpacks to more than any."""
    changed = bytearray(data)
    for found in re.finditer(re.escape(b"PK\x01\x02"), data):
        changed[found.start() + 24 : found.start() + 28] = (2**31 - 1).to_bytes(4, "little")
    return bytes(changed)


def archive_of(name: str, content: bytes) -> bytes:
    """Return a zip archive with one stored entry."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(name, content)
    return target.getvalue()


#: Damage -> what makes it of a whole workbook.
WORKBOOKS: dict[str, Damage] = {
    "empty": lambda _: b"",
    "cut short": lambda data: data[: len(data) // 2],
    "sheet cut short": lambda data: with_part(data, SHEET, lambda content: content[: len(content) // 2]),
    "wild row": in_sheet(rb'r="A2"', b'r="A4000000000"'),
    "wild column": in_sheet(rb'r="B2"', b'r="ZZZZ2"'),
    "far column": in_sheet(rb'r="B2"', b'r="XFD2"'),
    "no reference": in_sheet(rb'r="B2"', b'r="?"'),
    "twice the cell": in_sheet(rb'r="B2"', b'r="A2"'),
    "number beyond float": in_sheet(rb"</row></sheetData>", b'<c r="H9"><v>1e999</v></c></row></sheetData>'),
    "number of 5,000 digits": in_sheet(
        rb"</row></sheetData>", b'<c r="H9"><v>' + b"9" * 5000 + b"</v></c></row></sheetData>"
    ),
    "string that is not there": in_sheet(
        rb"</row></sheetData>", b'<c r="H9" t="s"><v>999999</v></c></row></sheetData>'
    ),
    "style that is not there": in_sheet(
        rb"</row></sheetData>", b'<c r="H9" s="999"><v>1</v></c></row></sheetData>'
    ),
    "date beyond the calendar": in_sheet(
        rb"</row></sheetData>", b'<c r="H9" t="d"><v>99999-01-01</v></c></row></sheetData>'
    ),
    "entity bomb": lambda data: with_part(
        data, SHEET, lambda content: b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + content.split(b"?>", 1)[-1]
    ),
    "nested deeply": in_sheet(rb"<sheetData>", b"<x>" * 50_000 + b"<sheetData>"),
    "sheet left out": without(SHEET),
    "workbook left out": without("xl/workbook.xml"),
    "relations left out": without("xl/_rels/workbook.xml.rels"),
    "content types left out": without("[Content_Types].xml"),
    "odd content types": lambda data: with_part(
        data, "[Content_Types].xml", lambda content: content.replace(b"spreadsheetml.sheet.main", b"odd")
    ),
    "broken deflate": broken_deflate,
    "encrypted": encrypted,
    "zip bomb": bomb,
    "strict": lambda data: with_part(
        data,
        "xl/workbook.xml",
        lambda content: content.replace(
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        ),
    ),
    "OpenDocument": lambda _: archive_of("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
    "old Excel": lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "binary Excel": lambda _: archive_of("xl/workbook.bin", b"\x83\x01"),
    "text": lambda _: b"owner,entity\nA,B\n",
    "error cell": in_sheet(rb'<c r="A2"[^>]*>.*?</c>', b'<c r="A2" t="e"><v>#N/A</v></c>'),
    "formula without a value": in_sheet(rb'<c r="A2"[^>]*>.*?</c>', b'<c r="A2"><f>B2</f><v/></c>'),
}

#: Damage -> what makes it of the bytes of a CSV, a card or a spec.
TEXTS: dict[str, Damage] = {
    "zero bytes": lambda data: data + b"\0\0",
    "not UTF-8": lambda data: data + b"\xff\xfa\n",
    "half of UTF-16": lambda data: b"\xff\xfe" + data + b"\xd8",
    "workbook instead": lambda _: workbook_of([["a"]]),
    "old Excel instead": lambda _: b"\xd0\xcf\x11\xe0" + bytes(100),
    "open quotation mark": lambda data: data + b'\n"""never closed, "never',
}


#: Damage -> TOML that no spec and no card can be.
TOMLS: dict[str, bytes] = {
    "integer of 5,000 digits": b"a = " + b"9" * 5000,
    "hexadecimal beyond any": b"a = 0x" + b"f" * 6000,
    "float beyond any": b"a = 1e999\nid = nan",
    "nested lists": b"a = " + b"[" * 30_000,
    "nested tables": b"a = " + b"{b = " * 10_000,
    "dotted key": b"a." * 60_000 + b"b = 1",
    "dotted header": b"[" + b"a." * 60_000 + b"b]",
    "half of a character": b'a = "\\ud800"',
    "impossible dates": b"".join(b"d%d = 2021-02-30\n" % number for number in range(1_000)),
    "year 0": b"a = 0000-01-01",
    "time beyond the day": b"a = 2021-04-15T25:61:61Z",
}


def saved(folder: Path, name: str, data: bytes) -> Path:
    """Return the file the bytes were saved to."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(data)
    return path


def pairs(doors: dict[str, object], damages: dict[str, object]) -> Iterator[tuple[str, str]]:
    """Yield every door with every damage."""
    yield from ((door, damage) for door in doors for damage in damages)
