"""Recognise which publisher's file this is, and read it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from sanctions.errors import InputError
from sanctions.lists.formats.eu_csv import read_eu_csv
from sanctions.lists.formats.eu_xml import read_eu_xml
from sanctions.lists.formats.ftm_json import read_ftm_list
from sanctions.lists.formats.ofac_advanced import read_ofac_advanced
from sanctions.lists.formats.ofac_csv import main_file_of, read_ofac_csv
from sanctions.lists.formats.ofac_rows import split_row
from sanctions.lists.formats.ofac_xml import read_ofac_xml
from sanctions.lists.formats.opensanctions_csv import read_opensanctions_csv
from sanctions.lists.formats.seco_xml import read_seco_xml
from sanctions.lists.formats.uk_csv import read_ofsi_csv, read_uk_csv
from sanctions.lists.formats.uk_ofsi_xml import read_ofsi_xml
from sanctions.lists.formats.uk_xml import read_uk_xml
from sanctions.lists.formats.un_xml import read_un_xml
from sanctions.lists.parts.text_lines import cannot_open
from sanctions.lists.parts.xml_stream import document_type_refused
from sanctions.lists.store import stored_list
from sanctions.lists.types import EntityList

FORMATS = (
    "OFAC sdn.csv or cons_prim.csv (with ADD and ALT beside), sdn.xml or sdn_advanced.xml, "
    "UN consolidated XML, EU consolidated XML or CSV, UK ConList.csv or ConList.xml, UK Sanctions List CSV "
    "or XML, SECO XML, OpenSanctions targets.simple.csv or FollowTheMoney JSON lines"
)

_HEAD_BYTES = 65536
_READERS: dict[str, Callable[[Path], EntityList]] = {
    "sdnList": read_ofac_xml,
    "CONSOLIDATED_LIST": read_un_xml,
    "Sanctions": read_ofac_advanced,
    "Designations": read_uk_xml,
    "ArrayOfFinancialSanctionsTarget": read_ofsi_xml,
    "swiss-sanctions-list": read_seco_xml,
}
_EU_ROOT, _EU_NAMESPACE = "export", b"europa"
_COMMENT = re.compile(rb"<!--(?:[^-]|-[^-])*-->")
_ROOT = re.compile(rb"<(?!\?|!)(?:[\w.-]+:)?([\w.-]+)([^>]*)")
#: How the first line of a CSV begins -> its reader; OFAC's, which has no header, is what is left.
_CSV_READERS: tuple[tuple[str, Callable[[Path], EntityList]], ...] = (
    ("fileGenerationDate;", read_eu_csv),
    ("Entity_LogicalId;", read_eu_csv),
    ("Last Updated,Unique ID,", read_uk_csv),
    ("Last Updated,", read_ofsi_csv),
    ("Name 6,Name 1,", read_ofsi_csv),
    ("Report Date:", read_uk_csv),
    ("id,schema,name", read_opensanctions_csv),
)
# Lists of other publishers or editions, by root element and a word in its tag: named in the error.
_OTHERS = (("sanctionsData", b"", "OFAC's newer XML of its list service"),)
_OTHER_HEADERS = (("_id,source,entity_number", "the US consolidated screening list"),)
_SIGNATURES = (
    (b"PK\x03\x04", "a zip archive; unpack it and give the file inside"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\x1f\x8b", "gzip-compressed; unpack it and give the file inside"),
    (b"BZh", "bzip2-compressed; unpack it and give the file inside"),
    (b"\xfd7zXZ", "xz-compressed; unpack it and give the file inside"),
    (b"%PDF", "a PDF; take the CSV or XML edition of the list"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook; take the CSV or XML edition of the list"),
)


def read_list(path: str | Path) -> EntityList:
    """Read a list file of any publisher and format that is supported.

    Parameters
    ----------
    path : str or Path
        The file, or the name of a list kept on this machine such as ``ofac-sdn``. OFAC's ADD and ALT
        files are found beside it. Nothing is ever unpacked or fetched.

    Raises
    ------
    InputError
        If the file cannot be read or is not one of the supported formats; the message says what it is
        instead where that can be told.
    """
    file = stored_list(path)
    head = _head(file)
    if not head.strip():
        raise InputError.single(file.name, "", "is empty", FORMATS)
    for signature, what in _SIGNATURES:
        if head.startswith(signature):
            raise InputError.single(file.name, "", f"is {what}", FORMATS)
    # After blanks or a byte order mark of UTF-8 or UTF-16, XML begins with an angle bracket.
    if head.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith(b"<"):
        return _with_entries(file, _xml_reader(file, head)(file))
    if b"\x00" in head:
        line = head[: head.index(b"\x00")].count(b"\n") + 1
        raise InputError.single(
            file.name, f"line {line}", "holds a zero byte, so this is not a text file", FORMATS
        )
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start == b"[":
        raise InputError.single(file.name, "", "is one JSON array", "FollowTheMoney with one object a line")
    if start == b"{":
        return _with_entries(file, read_ftm_list(file))
    return _with_entries(file, _csv_reader(file, head)(file))


def _with_entries(file: Path, entities: EntityList) -> EntityList:
    if entities.entities:
        return entities
    first = "".join(f"; {note}" for note in entities.notes[:1])
    if entities.set_aside:
        first = f"; {len(entities.set_aside)} could not be read, the first: {entities.set_aside[0]}"
    raise InputError.single(file.name, "", f"holds no entry that can be read{first}", FORMATS)


def _head(file: Path) -> bytes:
    try:
        with file.open("rb") as handle:
            return handle.read(_HEAD_BYTES)
    except OSError as error:
        raise cannot_open(file, error) from error


def _xml_reader(file: Path, head: bytes) -> Callable[[Path], EntityList]:
    """Return the reader for the root element."""
    text = head.replace(b"\x00", b"")  # an ASCII root name in UTF-16 reads the same without its zero bytes
    text = _COMMENT.sub(b"", text)
    if re.search(rb"<!DOCTYPE", text, flags=re.IGNORECASE):
        line = text[: text.upper().index(b"<!DOCTYPE")].count(b"\n") + 1
        raise document_type_refused(file, line)
    match = _ROOT.search(text)
    root = match[1].decode("ascii", "replace") if match else ""
    if root == _EU_ROOT and match and _EU_NAMESPACE in match[2]:
        return read_eu_xml
    if root in _READERS:
        return _READERS[root]
    for name, word, what in _OTHERS:
        if match and root == name and word in match[2]:
            raise InputError.single(file.name, "", f"is {what}, which is not read here", FORMATS)
    named = f"its root element <{root}> belongs to no supported list" if root else "no root element found"
    raise InputError.single(file.name, "line 1", f"is XML, but {named}", FORMATS)


def _csv_reader(file: Path, head: bytes) -> Callable[[Path], EntityList]:
    """Return the reader for the first row; a companion given as the main file is refused by it."""
    lines = head.decode("utf-8", "replace").lstrip("\ufeff").splitlines()
    first = next((line for line in lines if line.strip()), "")
    if not first:
        raise InputError.single(file.name, "", "is empty", FORMATS)
    for start, reader in _CSV_READERS:
        if first.replace('"', "").startswith(start):
            return reader
    for start, what in _OTHER_HEADERS:
        if first.startswith(start):
            raise InputError.single(file.name, "line 1", f"is {what}, which is not read here", FORMATS)
    row = [value.strip() for value in split_row(first) or []]
    if len(row) == 6 and row[0].isdigit() and row[1].isdigit():
        _refuse_companion(file, "address (ADD)")
    if len(row) == 5 and row[0].isdigit() and row[2].casefold() in ("aka", "fka", "nka"):
        _refuse_companion(file, "alias (ALT)")
    return read_ofac_csv


def _refuse_companion(file: Path, what: str) -> None:
    message = f"is OFAC's {what} file, which belongs beside the main one"
    raise InputError.single(
        file.name, "line 1", message, f"{main_file_of(file)}, with this file in the same folder"
    )
