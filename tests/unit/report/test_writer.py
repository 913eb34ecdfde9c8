import datetime as dt
import re
import zipfile

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference

from sanctions.errors import SanctionsError
from sanctions.report.cells.tables import (
    ROW,
    Bulk,
    BulkColumn,
    Cell,
    Column,
    Drawing,
    Formula,
    Look,
    Sheet,
    Table,
    letter,
)
from sanctions.report.workbook.writing.bulk import BulkRows, with_rows
from sanctions.report.workbook.writing.finish import (
    UnfinishedError,
    book_bytes,
    with_alternative_texts,
    with_values,
)
from sanctions.report.workbook.writing.writer import OVERFLOW_SHEET, BookWriter

HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    '=HYPERLINK("http://x.invalid")',
    "_x000D_",
    "a\x0bb",
    "مرحبا",
    "<b>&amp;</b>",
    "'quoted",
    " spaced ",
]


def sheet(*texts, name="Plain", title="Title"):
    rows = tuple(
        (text, 1.5, dt.date(2021, 4, 14), Formula(f"B{4 + i}*1", 1.5)) for i, text in enumerate(texts)
    )
    columns = (
        Column("Text", 30),
        Column("Number", 12, Look.NUMBER),
        Column("Day", 14, Look.DATE),
        Column("Live", 12, Look.LIVE),
    )
    return Sheet(name, title, Table(name.lower().replace(" ", "_"), columns, rows))


def saved(path, *sheets):
    writer = BookWriter()
    for each in sheets:
        writer.write(each)
    writer.finish()
    path.write_bytes(book_bytes(writer.workbook, writer.cache, writer.alternative_texts))
    return path


def test_hostile_text_stays_text(tmp_path):
    book = openpyxl.load_workbook(saved(tmp_path / "b.xlsx", sheet(*HOSTILE, title="=cmd()")))
    page = book["Plain"]
    assert page["A1"].data_type == "s"
    assert [page.cell(4 + i, 1).data_type for i in range(len(HOSTILE))] == ["s"] * len(HOSTILE)
    assert [bool(page.cell(4 + i, 1).quotePrefix) for i in range(5)] == [True] * 5
    assert page.cell(4 + HOSTILE.index("a\x0bb"), 1).value == "a␋b"


def test_formula_cells_carry_their_values(tmp_path):
    path = saved(tmp_path / "b.xlsx", sheet("a"))
    assert openpyxl.load_workbook(path, data_only=True)["Plain"]["D4"].value == 1.5
    assert openpyxl.load_workbook(path)["Plain"]["D4"].value == "=B4*1"


@pytest.mark.parametrize("value", ["te&xt", True, 2.0])
def test_cached_values_keep_their_type(value):
    body = b'<c r="A1" s="1"><f>B1</f><v></v></c>'
    filled = with_values(body, {"A1": value}, "S")
    expected = {"te&xt": b' t="str"', True: b' t="b"', 2.0: b""}[value]
    text = {"te&xt": b"te&amp;xt", True: b"1", 2.0: b"2.0"}[value]
    assert filled == b'<c r="A1" s="1"' + expected + b"><f>B1</f><v>" + text + b"</v></c>"


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({}, "S!A1: a formula without a value"),
        ({"A1": float("nan")}, "S!A1: nan is not a finite number"),
        ({"A1": 1.0, "A2": 1.0}, "S: 1 formulas filled, 2 values given"),
    ],
)
def test_nothing_is_saved_unfinished(values, message):
    with pytest.raises(UnfinishedError, match=f"^{re.escape(message)}$"):
        with_values(b'<c r="A1"><f>B1</f><v/></c>', values, "S")


def test_every_chart_has_its_text():
    body = b'<xdr:cNvPr id="1" name="Chart 1"/>'
    assert with_alternative_texts(body, ['a "b"']) == (
        b'<xdr:cNvPr id="1" name="Chart 1" descr="a &quot;b&quot;"/>'
    )
    with pytest.raises(UnfinishedError, match=r"^a chart without alternative text$"):
        with_alternative_texts(body, [])
    with pytest.raises(UnfinishedError, match=r"^an alternative text without a chart$"):
        with_alternative_texts(body, ["a", "b"])


def test_chart_text_reaches_the_file(tmp_path):
    chart = BarChart()
    writer = BookWriter()
    plain = sheet("a", "b")
    writer.write(Sheet("Plain", "T", plain.table, drawings=(Drawing(chart, "G2", "Two bars"),)))
    chart.add_data(Reference(writer.workbook["Plain"], 2, 3, 2, 5))
    (tmp_path / "b.xlsx").write_bytes(book_bytes(writer.workbook, writer.cache, writer.alternative_texts))
    with zipfile.ZipFile(tmp_path / "b.xlsx") as archive:
        assert b'descr="Two bars"' in archive.read("xl/drawings/drawing1.xml")


def test_same_content_same_bytes(tmp_path):
    one = saved(tmp_path / "one.xlsx", sheet("a", "b")).read_bytes()
    two = saved(tmp_path / "two.xlsx", sheet("a", "b")).read_bytes()
    assert one == two
    with zipfile.ZipFile(tmp_path / "one.xlsx") as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"1980-01-01" in archive.read("docProps/core.xml")


def test_long_text_goes_on_elsewhere_in_full(tmp_path):
    text = "".join(f"{i:06d}" for i in range(7000))
    book = openpyxl.load_workbook(saved(tmp_path / "b.xlsx", sheet(text)))
    head = book["Plain"]["A4"].value
    mark = f" […goes on: sheet {OVERFLOW_SHEET}, Plain!A4]"
    assert head.endswith(mark)
    assert head.removesuffix(mark) + book[OVERFLOW_SHEET]["B4"].value == text


def test_sheet_set_up(tmp_path):
    page = openpyxl.load_workbook(saved(tmp_path / "b.xlsx", sheet("a")))["Plain"]
    assert page.freeze_panes == "B4"
    assert page.page_setup.orientation == "landscape"
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
    assert page.print_title_rows == "$3:$3"
    assert next(iter(page.tables.values())).ref == "A3:D4"
    assert not page.merged_cells.ranges


def test_bulk_rows_are_cells_like_others(tmp_path):
    columns = (
        Column("Draw", 8, Look.WHOLE),
        Column("Given", 12, Look.NUMBER),
        Column("Twice", 12, Look.LIVE),
    )
    bulk = Bulk(
        (
            BulkColumn(None, (1.0, 2.0, 3.0)),
            BulkColumn(None, (0.25, 0.5, 1e-12)),
            BulkColumn(f"IF($B{ROW}<1,$B{ROW}+$B{ROW},0)", (0.5, 1.0, 2e-12)),
        ),
        3,
    )
    writer = BookWriter()
    writer.write(Sheet("Many", "T", Table("many", columns, (), bulk)))
    (tmp_path / "b.xlsx").write_bytes(
        book_bytes(writer.workbook, writer.cache, writer.alternative_texts, writer.bulk)
    )
    page = openpyxl.load_workbook(tmp_path / "b.xlsx")["Many"]
    assert page["C6"].value == "=IF($B6<1,$B6+$B6,0)"
    assert page["C6"].number_format == page["C4"].number_format == "#,##0.000"
    assert next(iter(page.tables.values())).ref == page.dimensions.replace("A1", "A3") == "A3:C6"
    values = openpyxl.load_workbook(tmp_path / "b.xlsx", data_only=True)["Many"]
    assert [values[f"C{row}"].value for row in (4, 5, 6)] == [0.5, 1.0, 2e-12]


def test_bulk_rows_hold_finite_numbers_only():
    rows = BulkRows(4, (0,), Bulk((BulkColumn(None, (float("inf"),)),), 1))
    with pytest.raises(SanctionsError, match=r"^column A of the draws holds what is not a finite number$"):
        with_rows(b"<sheetData></sheetData>", rows)


@pytest.mark.parametrize("name", ["x" * 32, "Plain"])
def test_sheet_names_fit_and_differ(name):
    writer = BookWriter()
    writer.write(sheet("a"))
    with pytest.raises(ValueError, match=f"^sheet name '{name}' is too long or taken$"):
        writer.write(sheet("a", name=name))


def test_links(tmp_path):
    columns = (Column("Where", 20),)
    rows = ((Cell("in", Look.LINK, "Plain!A1"),), (Cell("out", Look.LINK, "https://example.org/a"),))
    path = saved(tmp_path / "b.xlsx", Sheet("Plain", "T", Table("t", columns, rows)))
    page = openpyxl.load_workbook(path)["Plain"]
    assert page["A4"].hyperlink.location == "Plain!A1"
    assert page["A5"].hyperlink.target == "https://example.org/a"


@pytest.mark.parametrize(("index", "expected"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_column_letters(index, expected):
    assert letter(index) == expected


def test_tables_are_rectangular():
    with pytest.raises(ValueError, match=r"^t: row 0 has 1 cells, not 2$"):
        Table("t", (Column("a", 1), Column("b", 1)), (("x",),))
    with pytest.raises(ValueError, match=r"^t: a header is there twice$"):
        Table("t", (Column("a", 1), Column("A", 1)), (("x", "y"),))
