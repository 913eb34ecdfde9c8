"""Read the file of names to screen: a CSV with a header, every problem reported at once."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sanctions.errors import InputError, Problem
from sanctions.files.delimited import GAP, told_delimiter
from sanctions.files.text import is_utf_16, read_text
from sanctions.lists.parts.text_lines import numbered_lines
from sanctions.lists.types import LONGEST_NAME, SetAside
from sanctions.screening.leads import NameQuery

COLUMNS = ("name", "registration_id", "tax_id", "lei", "country", "reference")
_EXPECTED = "a header with name and, if known, registration_id, tax_id, lei, country, reference"


class _Rows(Protocol):
    """What `csv.reader` gives: rows, and the line reached."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]: ...


@dataclass(frozen=True, slots=True)
class NameFile:
    """Names to screen, and the rows of the file that hold none."""

    queries: tuple[NameQuery, ...]
    set_aside: tuple[SetAside, ...]


def read_names(path: str | Path) -> NameFile:
    """Read names to screen.

    Parameters
    ----------
    path : str or Path
        CSV in UTF-8 with a header; column ``name``, optional ``registration_id``, ``tax_id``,
        ``lei``, ``country`` and ``reference``, in any order. Whatever a name begins with, it is only ever
        text.

    Raises
    ------
    InputError
        If the file is not such a CSV, with every wrong column and row.
    """
    file = Path(path)
    text, skipped, delimiter = told_delimiter(_text(file))
    rows = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    try:
        header = [column.strip().casefold() for column in next(rows, [])]
        _require_columns(file, header)
        return _read_rows(file, header, rows, skipped)
    except csv.Error as error:
        message = f"is not well-formed CSV: {error}"
        raise InputError.single(
            file.name, f"line {rows.line_num + skipped}", message, "closed quotation marks"
        ) from error


def _text(file: Path) -> str:
    """Return the text of the file; every line that is no UTF-8 is named, unless it is UTF-16 throughout."""
    if is_utf_16(file):
        return read_text(file)
    return "\n".join(line for _, line in numbered_lines(file)) + "\n"


def _require_columns(file: Path, header: list[str]) -> None:
    problems = [
        Problem(file.name, "line 1", f"unknown column {column[:40]!r}", ", ".join(COLUMNS))
        for column in header
        if column not in COLUMNS
    ]
    problems += [
        Problem(file.name, "line 1", f"column {column!r} stands there twice")
        for column in COLUMNS
        if header.count(column) > 1
    ]
    if "name" not in header:
        problems.insert(0, Problem(file.name, "line 1", "no column 'name'", _EXPECTED))
    if problems:
        raise InputError(problems)


def _read_rows(file: Path, header: list[str], rows: _Rows, skipped: int) -> NameFile:
    queries: list[NameQuery] = []
    set_aside: list[SetAside] = []
    line = 2 + skipped
    for row in rows:
        values = dict(
            zip(header, ("" if value.strip() == GAP else value.strip() for value in row), strict=False)
        )
        reason = _reason_against(row, header, values)
        if reason:
            set_aside.append(SetAside(file.name, line, reason))
        elif any(values.values()):
            queries.append(NameQuery(line=line, **values))
        line = rows.line_num + 1 + skipped
    if not queries:
        raise InputError.single(file.name, "", "holds no name", _EXPECTED)
    return NameFile(tuple(queries), tuple(set_aside))


def _reason_against(row: list[str], header: list[str], values: dict[str, str]) -> str:
    """Return why a row cannot be used; empty for a good row and for one without content."""
    if not any(values.values()):
        return ""
    if len(row) != len(header):
        return f"{len(row)} fields instead of {len(header)}"
    if not any(character.isalnum() for character in values["name"]):
        return "the name has no letter or digit"
    if len(values["name"]) > LONGEST_NAME:
        return f"the name is longer than {LONGEST_NAME} characters"
    return ""
