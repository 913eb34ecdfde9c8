"""The produced files elsewhere: read by calamine, pandas and openpyxl, recalculated by Gnumeric."""

from __future__ import annotations

import datetime as dt
import re
import warnings

import openpyxl
import pandas as pd
import pytest
from openpyxl.formula.tokenizer import Token
from openpyxl.utils.cell import get_column_letter, range_boundaries
from python_calamine import CalamineWorkbook, SheetVisibleEnum

import sanctions as sx
from sanctions.report.workbook.book import book_of
from sanctions.report.workbook.writing.finish import book_bytes
from tests.ooxml.formulas import tokens
from tests.ooxml.tables import read
from tests.produced import DRAWS, KINDS, write_all
from tests.spreadsheet import needs_gnumeric, recalculated_by_gnumeric, survivors_and_gaps, values_of

RELATIVE = 1e-9  # two engines round each operation differently; a mistake is far larger
SMALLEST = (
    1e-15  # Gnumeric calculates with more digits than a file holds and comes to 1e-20 where others say 0
)
#: Inside SUMPRODUCT, Gnumeric takes these of a whole range at once; Excel and LibreOffice of each cell.
NOT_CELL_BY_CELL = re.compile(r"SUMPRODUCT\(.*(?:ABS|ISNUMBER|ISERROR)\([^()]*:")


@pytest.fixture(scope="module")
def books(tmp_path_factory):
    return write_all(tmp_path_factory.mktemp("produced"))


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """Return a book with the values that Python computed for its formulas."""
    path = tmp_path_factory.mktemp("written") / "book.xlsx"
    writer = book_of(sx.run(["measured", "maximal"], draws=DRAWS))
    path.write_bytes(book_bytes(writer.workbook, writer.cache, writer.alternative_texts, writer.bulk))
    return path, writer


def by_calamine(path):
    """Return every cell that calamine finds, by sheet and coordinate."""
    workbook = CalamineWorkbook.from_path(str(path))
    return {
        name: {
            f"{get_column_letter(column)}{row}": value
            for row, line in enumerate(
                workbook.get_sheet_by_name(name).to_python(skip_empty_area=False), start=1
            )
            for column, value in enumerate(line, start=1)
            if value != ""
        }
        for name in workbook.sheet_names
    }


def plainly(value):
    """Return a day without its hour, and a text without the escapes that openpyxl leaves in it."""
    if isinstance(value, dt.datetime):
        return value.date()
    return read(value) if isinstance(value, str) else value


@pytest.mark.parametrize("kind", KINDS)
def test_calamine_reads_every_cell_as_openpyxl_does(books, kind):
    by_openpyxl = {
        sheet: {where: plainly(value) for where, value in cells.items()}
        for sheet, cells in values_of(books[kind]).items()
    }
    assert by_calamine(books[kind]) == by_openpyxl


@pytest.mark.parametrize("kind", KINDS)
def test_calamine_finds_no_sheet_hidden(books, kind):
    sheets = CalamineWorkbook.from_path(str(books[kind])).sheets_metadata
    assert [sheet.name for sheet in sheets if sheet.visible != SheetVisibleEnum.Visible] == []


def test_calamine_reads_the_value_that_python_computed_for_every_formula(written):
    path, writer = written
    found = by_calamine(path)
    for sheet, values in writer.cache.items():
        assert {where: found[sheet][where] for where in values} == values, sheet
    for sheet, rows in writer.bulk.items():
        for place, column in enumerate(rows.bulk.columns, start=1):
            letters = get_column_letter(place)
            read = [found[sheet][f"{letters}{rows.first_row + offset}"] for offset in range(rows.bulk.rows)]
            assert read == pytest.approx(column.values, rel=RELATIVE), (sheet, letters)


@pytest.mark.parametrize("kind", KINDS)
def test_openpyxl_loads_it_without_a_warning(books, kind):
    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter("always")
        for data_only in (False, True):
            openpyxl.load_workbook(books[kind], data_only=data_only).close()
    assert [str(each.message) for each in found] == []


def frames_of(path, engine="openpyxl"):
    """Return the table of every sheet as pandas reads it below its header."""
    workbook = openpyxl.load_workbook(path)
    tables = {page.title: range_boundaries(next(iter(page.tables.values())).ref) for page in workbook}
    workbook.close()
    return {
        sheet: pd.read_excel(
            path,
            sheet_name=sheet,
            engine=engine,
            header=top - 1,
            nrows=bottom - top,
            usecols=range(left - 1, right),
            keep_default_na=False,
            na_values=[""],
        )
        for sheet, (left, top, right, bottom) in tables.items()
    }


def test_pandas_gets_numbers_in_the_columns_of_numbers(books):
    frames = frames_of(books["default"])
    for sheet in ("Paths", "Draws"):
        numbers = frames[sheet].columns[4 if sheet == "Paths" else 1 :]
        assert all(pd.api.types.is_numeric_dtype(frames[sheet][each]) for each in numbers), sheet
        assert not frames[sheet][numbers].isna().any(axis=None), sheet
    results = frames["Results"]
    given = results[~results["Middle"].isin(["n/a"])]
    assert len(given) > 50
    assert given["Middle"].map(lambda each: isinstance(each, int | float)).all()
    model = frames["Model A"]
    years = [each for each in model.columns if str(each).startswith("t=")]
    assert len(years) == 9
    assert all(pd.api.types.is_numeric_dtype(model[each]) for each in years)


@pytest.mark.parametrize("kind", ["default", "entities", "ownership"])
def test_pandas_reads_every_table_whole_and_the_same_with_either_engine(books, kind):
    others = frames_of(books[kind], engine="calamine")
    for sheet, frame in frames_of(books[kind]).items():
        pd.testing.assert_frame_equal(frame, others[sheet], check_dtype=False)
        assert not [each for each in frame.columns if str(each).startswith("Unnamed")], sheet
        assert not frame.isna().all(axis=1).any(), sheet


@needs_gnumeric
@pytest.mark.filterwarnings("ignore:Workbook contains no default style:UserWarning")
def test_gnumeric_calculates_the_same(written, tmp_path):
    """All but what hangs on functions that Gnumeric does not apply cell by cell inside SUMPRODUCT."""
    path, _ = written
    kept, wrong = survivors_and_gaps([path], tmp_path, recalculated_by_gnumeric)
    assert kept == []
    gaps = {(sheet, where): (text, value, got) for _, sheet, where, text, value, got in wrong}
    known = hanging_on({place for place, (text, _, _) in gaps.items() if NOT_CELL_BY_CELL.search(text)}, gaps)
    unknown = {
        place: gap
        for place, gap in gaps.items()
        if place not in known and shown(gap[1]) != pytest.approx(shown(gap[2]), abs=SMALLEST)
    }
    assert unknown == {}
    assert len(known) < 30


def hanging_on(places, gaps):
    """Return places and all gaps whose formulas read one of them, directly or by way of others."""
    found = set(places)
    while True:
        more = {place for place in set(gaps) - found if found & reads(place[0], gaps[place][0])}
        if not more:
            return found
        found |= more


def reads(sheet, text):
    """Return the cells a formula reads, with their sheets."""
    found = set()
    for token in tokens(text.removeprefix("=")):
        if token.type == Token.OPERAND and token.subtype == Token.RANGE:
            page, _, cells = token.value.rpartition("!")
            if cells.replace("$", "")[:1].isupper():
                left, top, right, bottom = range_boundaries(cells)
                rows = range(top, bottom + 1)
                columns = [get_column_letter(each) for each in range(left, right + 1)]
                found |= {(page.strip("'") or sheet, f"{each}{row}") for row in rows for each in columns}
    return found


def shown(value):
    """Return a value in which numbers inside a text are written alike.

    Gnumeric writes them with 20 digits, and those under 0.0001 with an exponent.
    """
    if not isinstance(value, str):
        return value
    return re.sub(r"\d+\.\d+(e-\d+)?", lambda each: f"{float(each.group()):.12g}", value)
