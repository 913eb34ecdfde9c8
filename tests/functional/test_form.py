"""The form for those who never edit TOML: filled in, it is the package; wrongly, it names the cell."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

import sanctions as sx
from sanctions.cli.main import cli
from sanctions.comparison.options import headers_of, load_option
from sanctions.errors import InputError
from sanctions.report.workbook.form_book import write_form
from sanctions.spec.form_fields import MEASURE, PACKAGE, SHEETS
from sanctions.spec.library import bundled_file
from sanctions.spec.load import bundled_packages, load_package
from tests.spreadsheet import needs_libreoffice, recalculated

DAY = dt.date(2021, 4, 15)
CASES = Path(__file__).resolve().parents[1] / "cases"


@pytest.fixture(scope="module")
def blank(tmp_path_factory):
    path = tmp_path_factory.mktemp("form") / "blank.xlsx"
    write_form(path, DAY)
    return path


def first_row(page):
    return openpyxl.utils.range_boundaries(next(iter(page.tables.values())).ref)[1] + 1


def shown(value):
    return ("yes" if value else "no") if isinstance(value, bool) else value


def put(page, row, columns, fields, terms):
    """Enter terms; return False when a list of them has more entries than the form has room for."""
    for field in fields:
        value = terms.get(field.key)
        values = value if isinstance(value, list) else [value]
        if len(values) > len(field.headers):
            return False
        for header in field.headers:
            page.cell(row, columns[header]).value = None
        for header, each in zip(field.headers, values, strict=False):
            page.cell(row, columns[header]).value = shown(each)
    return True


def filled(blank, terms, target):
    """Fill in a form; return whether the package fits it."""
    workbook = openpyxl.load_workbook(blank)
    page = workbook["Package"]
    start, fits = first_row(page), True
    headers = [header for field in PACKAGE for header in field.headers]
    for field in PACKAGE:
        values = terms.get(field.key)
        values = values if isinstance(values, list) else [values]
        fits = fits and len(values) <= len(field.headers)
        for place, header in enumerate(field.headers):
            value = values[place] if place < len(values) else None
            page[f"B{start + headers.index(header)}"] = shown(value)
    for sheet in SHEETS:
        page, names = workbook[sheet.name], headers_of(sheet)
        columns = {name: number for number, name in enumerate(names, start=1)}
        if sheet.of_measures:
            entries = [(m["id"], e) for m in terms.get("measures", []) for e in m.get(sheet.key, [])]
        else:
            entries = [(None, e) for e in terms.get(sheet.key, [])]
        for column in columns.values():
            page.cell(first_row(page), column).value = None
        for row, (owner, entry) in enumerate(entries, start=first_row(page)):
            fits = fits and put(page, row, columns, sheet.fields, entry)
            if owner:
                page.cell(row, columns[MEASURE]).value = owner
    workbook.save(target)
    return fits


def test_a_new_form_is_valid_and_compares(tmp_path):
    path = tmp_path / "my option.xlsx"
    runner = CliRunner()
    assert runner.invoke(cli, ["packages", "new", str(path), "--excel"]).exit_code == 0
    result = runner.invoke(cli, ["check", str(path)])
    assert (result.exit_code, result.stdout) == (0, f"{path}: ok, 1 measure by US\n")
    comparison = sx.run([path, "maximal"], draws=64)
    assert [option.package.id for option in comparison.options] == ["my-option", "us-2021-secondary-ban"]


def test_every_cell_to_fill_in_has_a_rule(blank):
    workbook = openpyxl.load_workbook(blank)
    for page in workbook:
        if page.title == "Choices":
            continue
        covered = {
            cell
            for rule in page.data_validations.dataValidation
            for span in rule.sqref.ranges
            for cell in span.cells
        }
        left, top, right, bottom = openpyxl.utils.range_boundaries(next(iter(page.tables.values())).ref)
        columns = [2] if page.title == "Package" else range(left, right + 1)
        assert covered == {(row, column) for row in range(top + 1, bottom + 1) for column in columns}


def test_lists_offer_what_the_language_knows(blank):
    workbook = openpyxl.load_workbook(blank)
    rules = {rule.error: rule for rule in workbook["Measures"].data_validations.dataValidation}
    sheet, span = rules["kind: one of the list"].formula1.split("!")
    offered = [row[0].value for row in workbook[sheet][span.replace("$", "")]]
    assert (offered[0], offered[-1], len(offered)) == ("primary_market_ban", "unpriced", 13)


@pytest.mark.parametrize("package", bundled_packages(), ids=lambda package: package.id)
def test_every_bundled_package_by_form(package, blank, tmp_path):
    terms = tomllib.loads(bundled_file(package.id).text)
    assert filled(blank, terms, tmp_path / "form.xlsx")
    assert load_option(tmp_path / "form.xlsx") == load_package(package.id)


def test_every_problem_names_its_cell(blank, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    workbook = openpyxl.load_workbook(blank)
    package, measures, licences = workbook["Package"], workbook["Measures"], workbook["Licences"]
    terms = {package[f"A{row}"].value: row for row in range(1, package.max_row + 1)}
    package[f"B{terms['target']}"] = "russai"
    package[f"B{terms['enactment_probability 2']}"] = "0,3"
    package[f"B{terms['title']}"] = None
    names = {cell.value: cell.column_letter for cell in measures[first_row(measures) - 1]}
    row = first_row(measures)
    measures[f"{names['effective']}{row}"] = "soon"
    measures[f"{names['issuers 2']}{row}"] = "=1/0"
    measures[f"{names['wind_down_days']}{row}"] = 1.5
    licences[f"A{first_row(licences)}"] = "another-ban"
    workbook.save("form.xlsx")
    with pytest.raises(InputError) as caught:
        load_option("form.xlsx")
    expected = (CASES / "form_filled_in_wrongly" / "message.txt").read_text(encoding="utf-8")
    assert f"{caught.value}\n" == expected


def test_what_a_measure_lacks_names_the_sheet_it_belongs_on(blank, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    workbook = openpyxl.load_workbook(blank)
    page = workbook["Measures"]
    names = {cell.value: cell.column_letter for cell in page[first_row(page) - 1]}
    page[f"{names['kind']}{first_row(page)}"] = "debt_tenor_cap"
    workbook.save("form.xlsx")
    with pytest.raises(InputError) as caught:
        load_option("form.xlsx")
    expected = (CASES / "form_sheet_left_empty" / "message.txt").read_text(encoding="utf-8")
    assert f"{caught.value}\n" == expected


def test_text_that_a_spreadsheet_made_a_date_of_is_text(blank, tmp_path):
    workbook = openpyxl.load_workbook(blank)
    page = workbook["Measures"]
    names = {cell.value: cell.column_letter for cell in page[first_row(page) - 1]}
    page[f"{names['summary']}{first_row(page)}"] = dt.date(2021, 6, 14)
    workbook.save(tmp_path / "form.xlsx")
    assert load_option(tmp_path / "form.xlsx").measures[0].summary == "2021-06-14"


@pytest.mark.libreoffice
@needs_libreoffice
def test_a_form_saved_by_another_program_is_the_same_option(blank, tmp_path):
    assert load_option(recalculated(blank, tmp_path)) == load_option(blank)


def test_a_workbook_of_results_is_no_form(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    sx.write_workbook(sx.run(["measured"], draws=64), tmp_path / "book.xlsx", live_draws=0)
    with pytest.raises(InputError) as caught:
        load_option("book.xlsx")
    assert str(caught.value) == (
        "book.xlsx: has no sheet Package (expected a form made by `sanctions packages new --excel`;"
        " options of a workbook: --from)"
    )
