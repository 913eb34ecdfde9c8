"""Charts of Summary: a dot with its range for each criterion, and the yield over eight years."""

from __future__ import annotations

from typing import Final

from openpyxl.chart import AreaChart, LineChart, Reference, Series
from openpyxl.chart._chart import ChartBase
from openpyxl.chart.axis import Scaling
from openpyxl.chart.data_source import NumDataSource, NumRef, StrRef
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.legend import Legend, LegendEntry
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import Series as SeriesOfNumbers
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties

from sanctions.periods import YEARS
from sanctions.report.cells.in_order import OrderedErrorBars
from sanctions.report.cells.tables import Drawing, letter, quoted
from sanctions.report.numbers.sides import Side
from sanctions.report.workbook.sheets.chart_data import Block, ChartData
from sanctions.report.workbook.sheets.paths import FIRST_YEAR_INDEX, WORD_COLUMN, PathSheet

LONGEST_LEGEND: Final = 60
#: A chart and the words for it.
Described = tuple[ChartBase, str]
WIDTH_CM: Final = 22
HEIGHT_CM: Final = 10
#: Where charts stand: two in a row, so many sheet rows apart.
_ANCHORS: Final = ("A", "D")
_ROWS_APART: Final = 20
#: Colour-blind safe, each with a marker and a dash of its own so that colour is never the only signal.
COLOURS: Final = ("1F3A5F", "C8571B", "2E7D32", "6A1B9A", "00838F", "5D4037")
MARKERS: Final = ("circle", "diamond", "square", "triangle", "x", "star")
BAND_PATH: Final = "benchmark_10y_bp"
_LINE_EMU: Final = 22_000
_THIN_EMU: Final = 12_000
_MARKER_SIZE: Final = 9


def dot_and_range(data: ChartData, block: Block, sides: tuple[Side, ...]) -> ChartBase:
    """Return one chart: for each measure and option a dot at the middle and a line from low to high.

    Parameters
    ----------
    data : ChartData
    block : Block
    sides : tuple of Side
    """
    chart = LineChart()
    chart.title = f"{block.criterion} ({block.metrics[0].unit})"
    _size(chart)
    name = data.sheet.name
    labels = _cells(name, "B", block.first_row, "B", block.last_row)
    unseen = []
    for place, side in enumerate(sides):
        middle, down, up, low, high = data.columns(place)
        values = _cells(name, middle, block.first_row, middle, block.last_row)
        series = Series(values, title=f"{side.letter}: {side.title}"[:LONGEST_LEGEND])
        _dot(series, place)
        series.errBars = OrderedErrorBars(
            errDir="y",
            errBarType="both",
            errValType="cust",
            plus=_numbers(name, up, block),
            minus=_numbers(name, down, block),
            spPr=GraphicalProperties(ln=LineProperties(solidFill=_colour(place), w=_LINE_EMU)),
        )
        chart.series.append(series)
        # The ends of the ranges as series nobody sees: only series stretch the axis.
        for end in (low, high):
            unseen.append(len(chart.series))
            chart.series.append(_unseen(_cells(name, end, block.first_row, end, block.last_row)))
    chart.set_categories(labels)
    chart.y_axis.numFmt = "General"
    chart.y_axis.delete = chart.x_axis.delete = False
    chart.x_axis.tickLblPos = "low"
    chart.legend = Legend()
    chart.legend.position = "b"
    chart.legend.legendEntry = [LegendEntry(idx=place, delete=True) for place in unseen]
    return chart


def band(paths: PathSheet, side: Side, place: int, highest: float) -> ChartBase:
    """Return the chart of one option's 10-year yield over eight years, with its 8-in-10 band.

    Parameters
    ----------
    paths : PathSheet
    side : Side
    place : int
        Place of the option, for its colour.
    highest : float
        Top of the axis, the same for all options so that they can be compared by eye.
    """
    row = paths.first_rows[BAND_PATH, side.letter]
    name = paths.sheet.name
    first, last = letter(FIRST_YEAR_INDEX), letter(FIRST_YEAR_INDEX + len(YEARS) - 1)
    colour = _colour(place)
    years = _cells(name, first, paths.sheet.header_row, last, paths.sheet.header_row)
    area = AreaChart()
    area.grouping = "stacked"
    for offset, fill in ((0, None), (3, colour)):
        values = _cells(name, first, row + offset, last, row + offset)
        series = Series(values, title="under low" if fill is None else "8 in 10 runs")
        series.graphicalProperties = _area(fill)
        area.series.append(series)
    area.set_categories(years)
    line = LineChart()
    middle = Series(_cells(name, first, row + 1, last, row + 1))
    # The legend reads the cell, which says "old" once an input was changed.
    said = _cells(name, WORD_COLUMN, row + 1, WORD_COLUMN, row + 1)
    middle.tx = SeriesLabel(strRef=StrRef(str(said)))
    middle.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=colour, w=_LINE_EMU))
    middle.marker = _marker(place, colour)
    line.series.append(middle)
    line.set_categories(years)
    area += line
    area.title = f"{side.letter}: rise of the 10-year yield (bp)"
    _size(area)
    area.y_axis.delete = area.x_axis.delete = False
    area.y_axis.scaling = Scaling(min=0.0, max=highest)
    area.y_axis.numFmt = "General"
    area.legend = Legend()
    area.legend.position = "b"
    area.legend.legendEntry = [LegendEntry(idx=0, delete=True)]
    return area


def drawn(charts: list[Described], first_row: int) -> tuple[Drawing, ...]:
    """Return the charts placed two in a row below `first_row`."""
    across = len(_ANCHORS)
    return tuple(
        Drawing(chart, f"{_ANCHORS[i % across]}{first_row + _ROWS_APART * (i // across)}", text)
        for i, (chart, text) in enumerate(charts)
    )


def _dot(series: SeriesOfNumbers, place: int) -> None:
    """Draw a series as dots with their values, without a line."""
    series.graphicalProperties = GraphicalProperties(ln=LineProperties(noFill=True))
    series.marker = _marker(place, _colour(place))
    series.dLbls = DataLabelList()
    series.dLbls.showVal = True
    series.dLbls.showSerName = series.dLbls.showCatName = series.dLbls.showLegendKey = False
    series.dLbls.dLblPos = "r"


def _unseen(values: Reference) -> SeriesOfNumbers:
    series: SeriesOfNumbers = Series(values, title="range")
    series.graphicalProperties = GraphicalProperties(ln=LineProperties(noFill=True))
    series.marker = Marker(symbol="none")
    return series


def _colour(place: int) -> str:
    return COLOURS[place % len(COLOURS)]


def _size(chart: ChartBase) -> None:
    chart.width = WIDTH_CM
    chart.height = HEIGHT_CM


def _marker(place: int, colour: str) -> Marker:
    marker = Marker(symbol=MARKERS[place % len(MARKERS)], size=_MARKER_SIZE)
    marker.graphicalProperties = GraphicalProperties(solidFill=colour, ln=LineProperties(solidFill=colour))
    return marker


def _area(colour: str | None) -> GraphicalProperties:
    if colour is None:
        return GraphicalProperties(noFill=True, ln=LineProperties(noFill=True))
    return GraphicalProperties(solidFill="D5DCE6", ln=LineProperties(solidFill=colour, w=_THIN_EMU))


def _numbers(sheet: str, column: str, block: Block) -> NumDataSource:
    reference = _cells(sheet, column, block.first_row, column, block.last_row)
    return NumDataSource(numRef=NumRef(f=str(reference)))


def _cells(sheet: str, left: str, top: int, right: str, bottom: int) -> Reference:
    return Reference(range_string=f"{quoted(sheet)}!${left}${top}:${right}${bottom}")
