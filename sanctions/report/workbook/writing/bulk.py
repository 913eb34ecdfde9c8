"""Very many rows of numbers and formulas as the XML of a sheet, far faster than cell by cell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from itertools import chain, repeat

import numpy as np

from sanctions.errors import SanctionsError
from sanctions.report.cells.tables import ROW, Bulk, BulkColumn, letter

#: Digits of a value that formulas read, and of one they give: both beyond the tolerance of any comparison.
_GIVEN_DIGITS = ".14g"
_CACHED_DIGITS = ".10g"
_DIMENSION = re.compile(rb'<dimension ref="([A-Z]+[0-9]+)(?::[A-Z]+[0-9]+)?" ?/>')
_END_OF_ROWS = b"</sheetData>"


@dataclass(frozen=True)
class BulkRows:
    """Where the rows begin, the style number of each column, and the rows themselves."""

    first_row: int
    styles: tuple[int, ...]
    bulk: Bulk


def with_rows(body: bytes, rows: BulkRows) -> bytes:
    """Return the XML of a sheet with the rows after those it has.

    Raises
    ------
    SanctionsError
        A value is not a finite number.
    """
    columns = [
        _cells(letter(place), style, column, rows.first_row, shared=place)
        for place, (style, column) in enumerate(zip(rows.styles, rows.bulk.columns, strict=True))
    ]
    opened = (f'<row r="{rows.first_row + offset}">' for offset in range(rows.bulk.rows))
    lines = chain.from_iterable(
        chain((start,), cells, ("</row>",))
        for start, cells in zip(opened, zip(*columns, strict=True), strict=True)
    )
    last = f"{letter(len(columns) - 1)}{rows.first_row + rows.bulk.rows - 1}".encode()
    sized = _DIMENSION.sub(rb'<dimension ref="\1:' + last + rb'"/>', body, count=1)
    return sized.replace(_END_OF_ROWS, "".join(lines).encode() + _END_OF_ROWS)


def _cells(column: str, style: int, content: BulkColumn, first_row: int, *, shared: int) -> list[str]:
    """Return the cells of one column, from top to bottom; the first holds the formula for all of them."""
    if not np.isfinite(content.values).all():
        raise SanctionsError(f"column {column} of the draws holds what is not a finite number")
    digits = _GIVEN_DIGITS if content.template is None else _CACHED_DIGITS
    numbers = [format(value, digits) for value in content.values]
    first, again = "", ""
    if content.template is not None:
        text = escape(content.template.replace(ROW, str(first_row)), quote=False)
        area = f"{column}{first_row}:{column}{first_row + len(numbers) - 1}"
        first = f'<f t="shared" ref="{area}" si="{shared}">{text}</f>'
        again = f'<f t="shared" si="{shared}"/>'
    formulas = chain((first,), repeat(again))
    return [
        f'<c r="{column}{row}" s="{style}">{formula}<v>{number}</v></c>'
        for (row, number), formula in zip(enumerate(numbers, start=first_row), formulas, strict=False)
    ]
