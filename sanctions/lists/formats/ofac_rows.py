"""Rows of OFAC's legacy CSV: no header, one row a line, ``-0-`` for nothing, 0x1A at the end."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from sanctions.errors import InputError
from sanctions.lists.parts.text_lines import numbered_lines
from sanctions.lists.types import SetAside

_NULL = "-0-"
_END_OF_FILE = "\x1a"  # the mark that ends OFAC's files; older copies do without
_HOPELESS = 10_000  # malformed rows after which reading stops, where they outnumber the good ones


def split_row(line: str) -> list[str] | None:
    """Split one line of a CSV file; None when its quotation marks do not close."""
    try:
        return next(csv.reader([line], strict=True), [])
    except csv.Error:
        return None


def ofac_rows(path: Path, width: int, set_aside: list[SetAside]) -> Iterator[tuple[int, list[str]]]:
    """Yield line and fields of every row of the right width; OFAC never breaks a row over lines."""
    good = bad = 0
    for number, line in numbered_lines(path):
        if not line.strip() or line.strip() == _END_OF_FILE:
            continue
        row = split_row(line.removesuffix(_END_OF_FILE))
        if row is not None and len(row) == width:
            good += 1
            yield number, ["" if value.strip() == _NULL else value for value in row]
            continue
        unclosed = "a quotation mark is not closed; the row may be cut short"
        reason = unclosed if row is None else f"{len(row)} fields instead of {width}"
        set_aside.append(SetAside(path.name, number, reason))
        bad += 1
        if bad > max(good, _HOPELESS):
            # Nothing is gained by remembering every line of a huge file that is something else.
            message = (
                f"{bad:,} of the first {bad + good:,} rows are not rows of this format; this one: {reason}"
            )
            raise InputError.single(path.name, f"line {number}", message, f"rows of {width} fields")
