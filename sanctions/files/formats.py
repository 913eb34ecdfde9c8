"""Telling what a file is that was given in place of another, so that it is refused by its name."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Final

from sanctions.errors import InputError

MEGABYTE: Final = 2**20
#: A workbook that unpacks to more than this is no hand-made table.
MOST_UNPACKED_BYTES: Final = 400 * MEGABYTE
_AS_XLSX: Final = "the table saved as an Excel workbook (.xlsx) or as CSV"
_OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0"
_ZIP: Final = b"PK\x03\x04"
_STRICT: Final = b"purl.oclc.org/ooxml"
_ENCRYPTED: Final = 0x1


def refuse_foreign_text(data: bytes, name: str) -> None:
    """Raise InputError where the bytes of a text file are a spreadsheet, an archive or a Parquet file.

    Parameters
    ----------
    data : bytes
    name : str
        Name of the file for the message.
    """
    if data.startswith(_OLD_EXCEL):
        raise InputError.single(name, "", "is an old Excel workbook (.xls) or a locked one", _AS_XLSX)
    if data.startswith(_ZIP):
        kind = "an OpenDocument spreadsheet (.ods)" if _is_ods(data[:120]) else "a workbook or an archive"
        raise InputError.single(name, "", f"is {kind}, not text", _AS_XLSX)
    if data.startswith(b"PAR1"):
        raise InputError.single(name, "", "is a Parquet file, not text", "the file named .parquet")


def refuse_other_workbooks(path: Path, name: str) -> None:
    """Raise InputError for whatever is no plain .xlsx workbook, or unpacks to more than any.

    Parameters
    ----------
    path : pathlib.Path
    name : str
        Name of the file for the message.
    """
    try:
        with path.open("rb") as stream:
            head = stream.read(120)
        if head.startswith(_OLD_EXCEL):
            message = "is an old Excel workbook (.xls), or locked with a password"
            raise InputError.single(  # noqa: TRY301 - told apart from damage below
                name, "", message, "the workbook saved as .xlsx without a password"
            )
        if _is_ods(head):
            message = "is an OpenDocument spreadsheet (.ods)"
            raise InputError.single(  # noqa: TRY301 - likewise
                name, "", message, "the table saved as .xlsx (File, Save As)"
            )
        _refuse_archive(path, name)
    except InputError:
        raise
    except Exception as error:  # a damaged archive raises almost anything
        raise _unreadable(name) from error


def _refuse_archive(path: Path, name: str) -> None:
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
        unpacked = sum(entry.file_size for entry in entries)
        if unpacked > MOST_UNPACKED_BYTES:
            limit = f"at most {MOST_UNPACKED_BYTES // MEGABYTE} MB"
            raise InputError.single(name, "", f"unpacks to {unpacked // MEGABYTE} MB", limit)
        if any(entry.flag_bits & _ENCRYPTED for entry in entries):
            raise InputError.single(name, "", "is locked with a password", "the workbook without a password")
        names = {entry.filename for entry in entries}
        if "xl/workbook.bin" in names:
            message = "is a binary Excel workbook (.xlsb)"
            raise InputError.single(name, "", message, "the workbook saved as .xlsx")
        if "xl/workbook.xml" in names and _STRICT in archive.read("xl/workbook.xml"):
            message = "is a Strict Open XML workbook"
            expected = "the workbook saved as Excel Workbook (.xlsx), not as Strict Open XML Spreadsheet"
            raise InputError.single(name, "", message, expected)


def _unreadable(name: str) -> InputError:
    return InputError.single(name, "", "is not a readable Excel workbook", "an .xlsx file")


def _is_ods(head: bytes) -> bool:
    return head.startswith(_ZIP) and b"application/vnd.oasis.opendocument" in head
