"""The charts of Summary: a band over eight years for each option, a dot and its range for each measure."""

from __future__ import annotations

from typing import Final

import numpy as np

from sanctions.report.cells.tables import Drawing
from sanctions.report.numbers.sides import Side
from sanctions.report.workbook import charts
from sanctions.report.workbook.sheets.chart_data import ChartData
from sanctions.report.workbook.sheets.paths import PathSheet
from sanctions.report.workbook.sheets.summary import Summary

#: Rows from the last one of the table to the charts: the lines below the table stand between.
_TOP_ROOM: Final = 6
_AXIS_ROOM: Final = 1.1


def drawings_of(
    summary: Summary, followed: PathSheet | None, data: ChartData | None, sentences: int
) -> tuple[Drawing, ...]:
    """Return the charts, bands first.

    Parameters
    ----------
    summary : Summary
    followed : PathSheet or None
        The metrics over the years.
    data : ChartData or None
        What the other charts draw.
    sentences : int
        Above the table, to stand below it.
    """
    made = _bands(summary.sides, followed) if followed is not None else []
    if data is not None:
        made += [(charts.dot_and_range(data, block, summary.sides), block.text) for block in data.blocks]
    return charts.drawn(made, summary.last_row(sentences) + _TOP_ROOM)


def _bands(sides: tuple[Side, ...], followed: PathSheet) -> list[charts.Described]:
    """Return one band for each option on the same axis; none where some yield falls."""
    drawable = {
        side.letter: np.percentile(side.assessment.paths[charts.BAND_PATH], (10, 50, 90), axis=1)
        for side in sides
        if (charts.BAND_PATH, side.letter) in followed.first_rows
    }
    if not drawable or min(float(each.min()) for each in drawable.values()) < 0:
        return []
    highest = max(float(each.max()) for each in drawable.values()) * _AXIS_ROOM
    found = []
    for place, side in enumerate(sides):
        if side.letter in drawable:
            low, middle, high = drawable[side.letter][:, -1]
            text = (
                f"Rise of the 10-year yield under option {side.letter} over eight years, middle and"
                f" 8-in-10 band; in year 8 {middle:.0f} bp ({low:.0f} to {high:.0f})."
            )
            found.append((charts.band(followed, side, place, highest), text))
    return found
