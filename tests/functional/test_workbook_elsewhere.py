"""The produced files against the standard's schemas and against what is known to trouble Excel.

Excel itself is not at hand; `tests/ooxml` holds what makes it repair a file or damage it in silence.
"""

from __future__ import annotations

import re
import zipfile

import pytest
from openxml_audit import FileFormat, OpenXmlValidator
from openxml_audit.errors import ValidationSeverity

from tests.ooxml.check import problems
from tests.produced import KINDS, write_all
from tests.schemas import needs_schemas, the_schema, violations

CHART = "xl/charts/chart3.xml"
ERROR_BARS = rb"<plus>(.*?)</plus><minus>(.*?)</minus>"
SWAPPED = rb"<minus>\2</minus><plus>\1</plus>"


@pytest.fixture(scope="module")
def books(tmp_path_factory):
    return write_all(tmp_path_factory.mktemp("produced"))


@pytest.fixture(scope="module")
def schema():
    return the_schema()


def damaged(book, target, part, pattern, replacement, count=1):
    """Copy a workbook with one part changed; the change has to happen."""
    with zipfile.ZipFile(book) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for name in source.namelist():
            body = source.read(name)
            if name == part:
                body, changes = re.subn(pattern, replacement, body, count=count)
                assert changes
            out.writestr(name, body)
    return target


@needs_schemas
@pytest.mark.parametrize("kind", KINDS)
def test_every_part_is_valid_against_the_schemas_of_the_standard(books, schema, kind):
    assert violations(books[kind], schema) == []


@needs_schemas
def test_the_schemas_catch_error_bars_out_of_order(books, schema, tmp_path):
    bad = damaged(books["default"], tmp_path / "bad.xlsx", CHART, ERROR_BARS, SWAPPED)
    (found,) = violations(bad, schema)
    assert found.startswith(
        f"{CHART}: Element '{{http://schemas.openxmlformats.org/drawingml/2006/chart}}plus':"
    )


def errors_of(book):
    """Return what the rules of Microsoft's Open XML SDK, as data in another program, call an error."""
    found = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365, max_errors=0).validate(str(book))
    return [each.description for each in found.errors if each.severity is ValidationSeverity.ERROR]


@pytest.mark.parametrize("kind", KINDS)
def test_the_rules_of_the_open_xml_sdk_find_no_error(books, kind):
    assert errors_of(books[kind]) == []


def test_the_rules_of_the_open_xml_sdk_catch_error_bars_out_of_order(books, tmp_path):
    bad = damaged(books["default"], tmp_path / "bad.xlsx", CHART, ERROR_BARS, SWAPPED)
    assert errors_of(bad) == ["Unexpected element 'plus' found"]


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_in_it_is_known_to_trigger_repairs(books, kind):
    assert problems(books[kind]) == []


SHEET = "xl/worksheets/sheet1.xml"
SHEET_LINKS = "xl/worksheets/_rels/sheet13.xml.rels"
#: What is damaged -> part, pattern, replacement, and all that the rules then say.
DAMAGE = {
    "header": ("xl/tables/table1.xml", b'name="Item"', b'name="Thing"', [
        "headers: Cover!A12: the column is called 'Thing' but headed 'Item'"]),
    "table name": ("xl/tables/table1.xml", b'displayName="tbl_cover"', b'displayName="AB12"', [
        "names: Cover: 'AB12' is no name for a table"]),
    "table taken": ("xl/tables/table1.xml", b'displayName="tbl_cover"', b'displayName="HALF_life"', [
        "names: Cover: the name HALF_life is taken"]),
    "filter": ("xl/tables/table1.xml", b'<autoFilter ref="A12:B', b'<autoFilter ref="A13:B', [
        "places: Cover: the table A12:B56 filters A13:B56"]),
    "tab": ("xl/workbook.xml", b'name="Glossary"', b'name="A/B"', [
        "tabs: 'A/B' is no name for a sheet",
        "printing: A/B: _xlnm.Print_Titles is 'Glossary'!$3:$3",
        "links: Cover!A55: a link to where 'Glossary'!A1 is on a sheet that is not there"]),
    "hidden sheet": ("xl/workbook.xml", b'sheetId="17" state="visible"', b'sheetId="17" state="hidden"', [
        "nothing_hidden: Glossary is hidden"]),
    "hidden row": (SHEET, b'<row r="4"', b'<row r="4" hidden="1"', [
        "sizes: Cover: row 4 is hidden or of a size no row has"]),
    "name": ("xl/workbook.xml", b"<definedNames>",
             b'<definedNames><definedName name="AB12">Inputs!$D$7</definedName>', [
        "defined_names: 'AB12' is no name for a cell"]),
    "row order": (SHEET, b'<row r="4"', b'<row r="3"', [
        "order: Cover: row 3 comes after row 3", "order: Cover: cell A4 is out of order in row 3"]),
    "cell twice": (SHEET, b'<c r="B13"', b'<c r="A13"', [
        "order: Cover: cell A13 is out of order in row 13"]),
    "spaces": (SHEET, b"<t>Item</t>", b"<t> Item</t>", [
        "texts: Cover!A12: spaces at the ends that will be lost",
        "headers: Cover!A12: the column is called 'Item' but headed ' Item'"]),
    "long text": (SHEET, b"<t>Option A</t>", b"<t>" + b"x" * 32_768 + b"</t>", [
        "texts: Cover!A14: 32768 characters"]),
    "no value": (SHEET, rb"<f>SUM\(Changes.*?</f><v>.*?</v>", b"<f>1</f><v></v>", [
        "kinds: Cover!B16: '' as a number"]),
    "day": (SHEET, b"<v>44300</v>", b"<v>-1</v>", ["days: Cover!B13: -1 as a day"]),
    "pane": (SHEET, b'topLeftCell="A13"', b'topLeftCell="A12"', [
        "panes: Cover: frozen at A13 but in view from A12"]),
    "width": (SHEET, b'width="92"', b'width="300"', [
        "sizes: Cover: column 1 is hidden or of a size no column has"]),
    "link": (SHEET, b'location="Checks!A1"', b'location="Cheques!A1"', [
        "links: Cover!B17: a link to where Cheques!A1 is on a sheet that is not there"]),
    "address": (SHEET_LINKS, b'Target="https://', b'Target="file://', [
        "addresses: xl/worksheets/sheet13.xml links to 'file://www.cbr.ru/eng/statistics/',"
        " which is no address on the web"]),
    "extent": (SHEET, b'<dimension ref="A1:B56"/>', b'<dimension ref="A1:A56"/>', [
        "dimension: Cover: the extent is given as A1:A56, not A1:B56"]),
    "another workbook": (SHEET, rb"<f>SUM\(Changes![^)]*\)</f>", b"<f>[1]Cover!$A$1</f>", [
        "references: Cover!B16: [1]Cover!$A$1 is in another workbook"]),
    "newer function": (SHEET, rb"<f>SUM\(Changes![^)]*\)</f>", b"<f>NORM.S.INV(A1)</f>", [
        "functions: Cover!B16: the function NORM.S.INV"]),
    "older function": (SHEET, rb"<f>SUM\(Changes![^)]*\)</f>", b"<f>_xlfn.SUM(A1)</f>", [
        "functions: Cover!B16: the function _xlfn.SUM"]),
    "arguments": (SHEET, rb"<f>SUM\(Changes![^)]*\)</f>", b"<f>SUM(A1" + b",A1" * 255 + b")</f>", [
        "limits: Cover!B16: 256 arguments"]),
    "nesting": (SHEET, rb"<f>SUM\(Changes![^)]*\)</f>", b"<f>" + b"ABS(" * 65 + b"A1" + b")" * 65 + b"</f>", [
        "limits: Cover!B16: 65 levels of functions"]),
    "quoted text": (SHEET, rb"<f>SUM\(Changes![^)]*\)</f>", b'<f>"' + b"x" * 256 + b'"</f>', [
        "limits: Cover!B16: a quoted text of 256 characters"]),
    "content type": ("[Content_Types].xml", b'<Override PartName="/xl/styles.xml"[^>]*/>', b"", [
        "content_types: xl/styles.xml has no content type of its own"]),
    "relationship": ("xl/worksheets/_rels/sheet1.xml.rels", b"table1.xml", b"table99.xml", [
        "relationships: xl/worksheets/sheet1.xml leads to xl/tables/table99.xml, which is not there",
        "relationships: nothing leads to xl/tables/table1.xml"]),
    "macros": ("xl/_rels/workbook.xml.rels", b"relationships/theme", b"relationships/vbaProject", [
        "nothing_from_outside: xl/workbook.xml holds a vbaProject"]),
    "series": (CHART, rb"'Chart data'!\$B\$5:\$B\$10", b"'Chart date'!$B$5:$B$10", [
        "charts: Summary: xl/charts/chart3.xml: 'Chart date'!$B$5:$B$10 is on a sheet that is not there"]),
    "alternative text": ("xl/drawings/drawing1.xml", b' descr="[^"]*"', b"", [
        "alternative_texts: Summary: Chart 1 has a text of 0 characters"]),
    "number format": ("xl/styles.xml", b'formatCode="#,##0.000"', b'formatCode="#,##0.000 &quot;bp"', [
        "number_formats: '#,##0.000 \"bp' is no number format"]),
    "style": ("xl/styles.xml", b'fontId="1"', b'fontId="99"', ["styles: a style with number 99 of 6 fonts"]),
}  # fmt: skip


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_damaged_copy_is_caught_by_the_right_rule(books, tmp_path, kind):
    part, pattern, replacement, expected = DAMAGE[kind]
    assert (
        problems(damaged(books["no-live-draws"], tmp_path / "bad.xlsx", part, pattern, replacement))
        == expected
    )


def test_a_rule_on_cells_that_is_too_long_is_caught(books, tmp_path):
    bad = damaged(
        books["form"], tmp_path / "bad.xlsx", SHEET, b'error="[^"]*"', b'error="' + b"x" * 256 + b'"'
    )
    assert problems(bad) == ["validations: Package!B6: a message of 256 characters"]


@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
def test_a_part_that_is_there_twice_is_caught(books, tmp_path):
    bad = damaged(books["form"], tmp_path / "bad.xlsx", SHEET, b"<cols>", b"<cols>")
    with zipfile.ZipFile(bad, "a") as archive:
        archive.writestr("xl/styles.xml", archive.read("xl/styles.xml"))
    assert problems(bad) == ["entries: xl/styles.xml is in the archive twice"]
