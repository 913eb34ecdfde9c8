"""Charts carry the values they draw."""

import re
import zipfile

import pytest

import sanctions as sx
from sanctions.report.workbook.book import write_workbook
from sanctions.report.workbook.writing.chart_points import with_points
from tests.spreadsheet import values_of

CELLS = {"A1": 1.5, "A2": None, "A3": 2, "B1": "x < y", "B2": None, "B3": "=no formula"}


def points(reference):
    body = f"<val><numRef><f>{reference}</f></numRef></val>".encode()
    return with_points(body, lambda sheet, cell: CELLS[cell] if sheet == "Don't" else None).decode()


def test_numbers_leave_out_what_is_empty():
    assert points("'Don''t'!$A$1:$A$3") == (
        "<val><numRef><f>'Don''t'!$A$1:$A$3</f><numCache><formatCode>General</formatCode>"
        '<ptCount val="3"/><pt idx="0"><v>1.5</v></pt><pt idx="2"><v>2.0</v></pt></numCache></numRef></val>'
    )


def test_labels_are_texts():
    assert points("'Don''t'!$B$1:$B$3") == (
        "<val><strRef><f>'Don''t'!$B$1:$B$3</f><strCache>"
        '<ptCount val="3"/><pt idx="0"><v>x &lt; y</v></pt><pt idx="2"><v>=no formula</v></pt>'
        "</strCache></strRef></val>"
    )


def test_no_range_is_refused():
    with pytest.raises(ValueError, match="not a valid coordinate or range"):
        points("Sheet!nowhere")


def test_every_chart_shows_what_its_cells_hold(tmp_path):
    book = tmp_path / "book.xlsx"
    write_workbook(sx.run(["measured", "maximal"], draws=64), book)
    cells = values_of(book)
    with zipfile.ZipFile(book) as archive:
        charts = [archive.read(name).decode() for name in archive.namelist() if "charts/chart" in name]
    found = [
        (sheet.strip("'"), column, int(first) + int(place), value)
        for chart in charts
        for sheet, column, first, cache in re.findall(
            r"<numRef><f>([^!]+)!\$([A-Z]+)\$(\d+):\$[A-Z]+\$\d+</f><numCache>(.*?)</numCache>", chart
        )
        for place, value in re.findall(r'<pt idx="(\d+)"><v>(.*?)</v>', cache)
    ]
    down = [each for each in found if each[0] == "Chart data"]
    assert len(down) > 50
    for sheet, column, row, value in down:
        assert cells[sheet][f"{column}{row}"] == pytest.approx(float(value), rel=1e-12)
    assert all("<numRef><f>" not in re.sub(r"<numRef><f>[^<]*</f><numCache>", "", chart) for chart in charts)
