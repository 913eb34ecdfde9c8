"""What people do to a workbook without meaning any harm: it runs again as if they had not."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from openpyxl.formula.translate import Translator

import sanctions as sx
from sanctions.cli.main import cli
from sanctions.comparison.entity_report import entity_tables
from sanctions.errors import InputError
from sanctions.report.workbook.book import write_workbook
from sanctions.report.workbook.form_book import write_form
from sanctions.report.workbook.read.rerun import packages_in, rerun
from tests.spreadsheet import needs_libreoffice, recalculated

FORM_CASE = Path(__file__).resolve().parents[1] / "cases" / "form_given_for_a_workbook"
CHANGED = {"half_life": 1.5, "recovery": 0.4, "faded_pct": 40}


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    path = tmp_path_factory.mktemp("handling") / "book.xlsx"
    write_workbook(sx.run(["measured", "maximal"], draws=64), path, live_draws=0)
    return path


def inputs_of(workbook):
    page = workbook["Inputs"]
    header = next(row[0].row for row in page.iter_rows() if row[4].value == "Your value")
    names = {page[f"V{row}"].value: row for row in range(header + 1, page.max_row + 1)}
    return page, header, names


def change(workbook):
    page, _, names = inputs_of(workbook)
    for name, value in CHANGED.items():
        page[f"E{names[name]}"] = value


def sorted_by_name(workbook):
    page, header, names = inputs_of(workbook)
    rows = sorted(names.values(), key=lambda row: page[f"A{row}"].value)
    contents = [[(cell.coordinate, cell.value) for cell in page[row]] for row in rows]
    for place, cells in enumerate(contents, start=header + 1):
        for cell, (origin, value) in zip(page[place], cells, strict=True):
            is_formula = isinstance(value, str) and value.startswith("=")
            cell.value = (
                Translator(value, origin=origin).translate_formula(cell.coordinate) if is_formula else value
            )


def filtered(workbook):
    page, _, names = inputs_of(workbook)
    for row in names.values():
        page.row_dimensions[row].hidden = page[f"N{row}"].value == "judgement"


def widened_and_hidden(workbook):
    page, _, _ = inputs_of(workbook)
    page.column_dimensions["E"].width = 60
    page.column_dimensions["Q"].hidden = True


def row_inserted(workbook):
    inputs_of(workbook)[0].insert_rows(20)
    workbook["Changes"].insert_rows(3)


def column_inserted(workbook):
    page, header, _ = inputs_of(workbook)
    page.insert_cols(2)
    page.cell(header, 2, "Mine")


def notes_beside_and_below(workbook):
    page, _, names = inputs_of(workbook)
    page[f"Z{names['recovery']}"] = "ask Ann"
    page[f"A{page.max_row + 3}"] = "Signed: Bob"
    workbook["Changes"][f"H{workbook['Changes'].max_row + 2}"] = "all of it after the meeting"
    workbook["Spec"]["F6"] = "see the wiki"
    workbook["Assumptions"]["A500"] = "to be discussed"
    workbook["Cover"]["D2"] = "draft"


def sheets_moved(workbook):
    workbook.move_sheet("Inputs", -3)
    workbook.create_sheet("My notes")["A1"] = "=1+1"


HANDLED = [
    sorted_by_name,
    filtered,
    widened_and_hidden,
    row_inserted,
    column_inserted,
    notes_beside_and_below,
    sheets_moved,
]


@pytest.fixture(scope="module")
def expected():
    overrides = {"half_life": 1.5, "recovery": 0.4}
    return sx.run(["measured", "maximal"], draws=64, overrides=overrides).spreads


@pytest.mark.parametrize("handled", HANDLED, ids=lambda each: each.__name__)
def test_it_runs_again_all_the_same(handled, book, expected, tmp_path):
    workbook = openpyxl.load_workbook(book)
    change(workbook)
    handled(workbook)
    workbook.save(tmp_path / "handled.xlsx")
    found = rerun(tmp_path / "handled.xlsx")
    assert {each.key: each.new for each in found.fresh} == CHANGED
    assert found.notes == ()
    assert found.comparison.spreads == expected


@pytest.mark.libreoffice
@needs_libreoffice
def test_saved_by_another_program(book, expected, tmp_path):
    workbook = openpyxl.load_workbook(book)
    change(workbook)
    workbook.save(tmp_path / "edited.xlsx")
    found = rerun(recalculated(tmp_path / "edited.xlsx", tmp_path))
    assert {each.key: each.new for each in found.fresh} == CHANGED
    assert found.comparison.spreads == expected


@pytest.mark.libreoffice
@needs_libreoffice
def test_saved_by_another_program_with_nothing_changed(book, tmp_path):
    found = rerun(recalculated(book, tmp_path))
    write_workbook(found.comparison, tmp_path / "new.xlsx", live_draws=0, carried=found.carried)
    assert (tmp_path / "new.xlsx").read_bytes() == book.read_bytes()


def test_own_figures_of_entities_are_asked_for_by_name(tmp_path):
    header = "entity,figure,value,unit,date,first_known,owner,issued,matures\n"
    row = "GAZ Group,assets,3,USD bn,2017-12-31,2018-03-01,,,\n"
    (tmp_path / "mine.csv").write_text(header + row, encoding="utf-8")
    card = 'title = "t"\npublisher = "p"\naddress = "a"\ncoverage = "c"\nlicence = "l"\n'
    (tmp_path / "mine.toml").write_text(card, encoding="utf-8")
    tables = entity_tables(tmp_path / "mine.csv", None)
    book, new = tmp_path / "book.xlsx", tmp_path / "new.xlsx"
    write_workbook(sx.run(["us-2018-sdn-april"], draws=64, entities=tables), book, live_draws=0)
    assert rerun(book).notes == (
        "figures are not those the workbook was written with: entities: mine.csv",
        "mine.csv is not inside the workbook: give it with --entities",
    )
    found = rerun(book, tables)
    assert found.notes == ()
    write_workbook(found.comparison, new, live_draws=0, carried=found.carried)
    assert new.read_bytes() == book.read_bytes()


def test_a_form_is_no_workbook_of_results(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_form(Path("book.xlsx"), dt.date(2021, 4, 15))
    for read in (rerun, packages_in):
        with pytest.raises(InputError) as caught:
            read(Path("book.xlsx"))
        assert f"{caught.value}\n" == (FORM_CASE / "message.txt").read_text(encoding="utf-8")


def test_another_name_is_no_other_workbook(book, tmp_path):
    renamed, new = tmp_path / "Kopie von book (2).xlsx", tmp_path / "new.xlsx"
    shutil.copy(book, renamed)
    result = CliRunner().invoke(cli, ["rerun", str(renamed), "-o", str(new), "-q"])
    assert (result.exit_code, new.read_bytes()) == (0, book.read_bytes())


def test_never_onto_itself(book, tmp_path):
    copy = tmp_path / "book.xlsx"
    shutil.copy(book, copy)
    arguments = ["rerun", str(copy), "-o", str(copy), "-q"]
    for more in ([], ["--force"]):
        refused = CliRunner().invoke(cli, [*arguments, *more])
        said = f"{copy}: -o would replace {copy}, which this command reads (expected another file)"
        assert str(refused.exception) == said
    assert copy.read_bytes() == book.read_bytes()


def test_a_write_protected_file_stays(book, tmp_path, monkeypatch):
    target = tmp_path / "kept.xlsx"
    target.write_bytes(b"kept")
    # Root may write anything, so the answer of the system is given here.
    monkeypatch.setattr(os, "access", lambda path, mode: path != target)
    result = CliRunner().invoke(cli, ["rerun", str(book), "-o", str(target), "--force"])
    assert (
        str(result.exception)
        == f"{target}: the file is write-protected (expected another name, or a free file)"
    )
    assert target.read_bytes() == b"kept"


def test_a_workbook_has_the_name_of_one(book, tmp_path):
    result = CliRunner().invoke(cli, ["rerun", str(book), "-o", str(tmp_path / "new.csv")])
    assert isinstance(result.exception, InputError)
    assert str(result.exception) == (
        f"{tmp_path / 'new.csv'}: is no name for a workbook (expected a name that ends in .xlsx)"
    )
    assert list(tmp_path.iterdir()) == []
