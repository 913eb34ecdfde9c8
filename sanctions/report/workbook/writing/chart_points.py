"""Points of charts, saved beside the cells they are of, so that previews which do not calculate show them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import escape, unescape
from typing import Final

from openpyxl.utils.cell import rows_from_range

from sanctions.report.cells.text import escaped

#: A reference as the spreadsheet library writes it: numbers, labels as if they were numbers, and titles.
_REFERENCE = re.compile(rb"<(numRef|strRef)><f>([^<]*)</f></(?:numRef|strRef)>")
_GENERAL: Final = b"<formatCode>General</formatCode>"
#: Sheet and cell -> what the cell shows.
CellValue = Callable[[str, str], object]


def with_points(body: bytes, value_at: CellValue) -> bytes:
    """Return the XML of one chart with the values of the cells it draws; labels become texts.

    Parameters
    ----------
    body : bytes
    value_at : callable
        Sheet name and cell -> its value; None for an empty one.

    Raises
    ------
    ValueError
        A reference that is no range of cells.
    """
    return _REFERENCE.sub(lambda found: _reference(found.group(2), value_at), body)


def _reference(text: bytes, value_at: CellValue) -> bytes:
    sheet, _, cells = unescape(text.decode()).rpartition("!")
    name = sheet.removeprefix("'").removesuffix("'").replace("''", "'")
    values = [value_at(name, cell) for row in rows_from_range(cells) for cell in row]
    count = b'<ptCount val="%d"/>' % len(values)
    kinds = {type(value) for value in values if value is not None}
    if kinds == {str}:
        points = _points(None if value is None else str(value) for value in values)
        return b"<strRef><f>%b</f><strCache>%b%b</strCache></strRef>" % (text, count, points)
    points = _points(repr(float(value)) if isinstance(value, int | float) else None for value in values)
    return b"<numRef><f>%b</f><numCache>%b%b%b</numCache></numRef>" % (text, _GENERAL, count, points)


def _points(texts: Iterable[str | None]) -> bytes:
    return b"".join(
        b'<pt idx="%d"><v>%b</v></pt>' % (place, escape(escaped(text), quote=False).encode())
        for place, text in enumerate(texts)
        if text is not None
    )
