"""Workbooks that cannot be run again: every problem at once, each with its sheet and cell, nothing written.

``edits.toml`` says what was done to a good workbook; cells are named by the input whose row they are in.
"""

from __future__ import annotations

import shutil
import tomllib
import zipfile
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

import sanctions as sx
from sanctions.cli.main import cli
from sanctions.errors import InputError
from sanctions.files import formats
from sanctions.report.workbook.book import write_workbook
from sanctions.report.workbook.read.rerun import rerun

CASES = sorted((Path(__file__).resolve().parents[1] / "cases").glob("rerun_*"))


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    path = tmp_path_factory.mktemp("good") / "book.xlsx"
    write_workbook(sx.run(["measured", "maximal"], draws=64), path, live_draws=0)
    return path


def rows_of(workbook):
    """Return where things stand: inputs, lines of Spec, assumptions, decisions, columns to fill in."""
    page, cover = workbook["Inputs"], workbook["Cover"]
    found = {page[f"V{row}"].value: row for row in range(1, page.max_row + 1) if page[f"V{row}"].value}
    found["header"] = found.pop("Name in formulas")
    found["as_of"] = next(r for r in range(1, 20) if str(cover[f"A{r}"].value).startswith("As of"))
    spec = workbook["Spec"]
    for row in range(1, spec.max_row + 1):
        key = str(spec[f"C{row}"].value).split(" = ")[0]
        # What the run that wrote the workbook was asked for stands below, under the same words.
        found.setdefault(f"{spec[f'A{row}'].value}_{key}", row)
    return found | places_to_fill_in(workbook, found)


def places_to_fill_in(workbook, inputs):
    """Return columns by header (Agreed_by), rows of assumptions by input, the first decision."""
    page = workbook["Changes"]
    header = next(row for row in page.iter_rows() if row[1].value is not None)
    names = {str(cell.value): cell.column for cell in header}
    found = {"Changes_Why": header[names["Why"] - 1].column_letter}
    for row in range(header[0].row + 1, page.max_row + 1):
        found.setdefault(f"change_{page.cell(row, names['Name in formulas']).value}", row)
    for name in ("Assumptions", "Decisions"):
        page = workbook[name]
        header = next(row for row in page.iter_rows() if row[1].value is not None)
        found |= {str(cell.value).replace(" ", "_"): cell.column_letter for cell in header}
        found[f"first_{name}"] = header[0].row + 1
    rows = {row[0].value: row[0].row for row in workbook["Assumptions"].iter_rows()}
    found["decision"] = workbook["Decisions"].cell(found["first_Decisions"], 1).value
    labels = {name: workbook["Inputs"].cell(row, 1).value for name, row in inputs.items()}
    return found | {f"assumption_{name}": rows[label] for name, label in labels.items() if label in rows}


def edited(good, target, edits):
    workbook = openpyxl.load_workbook(good)
    rows = rows_of(workbook)
    spec = workbook["Spec"]
    for each in edits.get("texts", []):
        spec[f"C{rows[each['name'] + '_' + each['line'].split(' = ')[0]]}"] = each["becomes"]
    for each in edits.get("cells", []):
        sheet, cell = each["cell"].format(**rows).split("!")
        source = each.get("copy", "").format(**rows)
        workbook[sheet][cell] = workbook[sheet][source.split("!")[1]].value if source else each.get("value")
    for name in edits.get("delete_text", []):
        for row in range(1, spec.max_row + 1):
            if spec[f"A{row}"].value == name:
                spec[f"A{row}"] = spec[f"B{row}"] = spec[f"C{row}"] = None
    for name in edits.get("delete_input", []):
        workbook["Inputs"].delete_rows(rows[name])
    for name in edits.get("remove", []):
        del workbook[name]
    workbook.save(target)
    with zipfile.ZipFile(target, "a") as archive:
        for part, text in edits.get("parts", {}).items():
            archive.writestr(part, text)
    return rows


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_whole_message(folder, good, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    book, rows = Path("book.xlsx"), {}
    if (folder / "edits.toml").exists():
        rows = edited(good, book, tomllib.loads((folder / "edits.toml").read_text(encoding="utf-8")))
    else:
        shutil.copy(folder / "book.xlsx", book)
    with pytest.raises(InputError) as caught:
        rerun(book)
    expected = (folder / "message.txt").read_text(encoding="utf-8").format(**rows)
    assert "\n".join(map(str, caught.value.problems)) + "\n" == expected


ENTITY = "&a{};"
BOMB = (
    '<!DOCTYPE a [<!ENTITY a0 "aaaaaaaaaa">'
    + "".join(f'<!ENTITY a{n} "{10 * ENTITY.format(n - 1)}">' for n in range(1, 12))
    + "]><worksheet>&a11;</worksheet>"
)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_entities_are_never_expanded(part, good, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with zipfile.ZipFile(good) as source, zipfile.ZipFile("book.xlsx", "w") as target:
        for name in source.namelist():
            target.writestr(name, BOMB if name == part else source.read(name))
    with pytest.raises(InputError) as caught:
        rerun(Path("book.xlsx"))
    assert str(caught.value) == (
        "book.xlsx: is damaged: it cannot be read as an Excel workbook (expected a whole .xlsx file)"
    )


def test_a_zip_bomb_is_not_unpacked(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(formats, "MOST_UNPACKED_BYTES", formats.MEGABYTE)
    with zipfile.ZipFile("book.xlsx", "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("xl/worksheets/sheet1.xml", bytes(3 * formats.MEGABYTE))
    with pytest.raises(InputError) as caught:
        rerun(Path("book.xlsx"))
    assert str(caught.value) == "book.xlsx: unpacks to 3 MB (expected at most 1 MB)"


def test_nothing_is_written_when_a_workbook_is_refused(tmp_path):
    (tmp_path / "book.xlsx").write_text("no workbook", encoding="utf-8")
    result = CliRunner().invoke(cli, ["rerun", str(tmp_path / "book.xlsx"), "-o", str(tmp_path / "new.xlsx")])
    assert isinstance(result.exception, InputError)
    assert [path.name for path in tmp_path.iterdir()] == ["book.xlsx"]


def test_there_are_cases():
    assert len(CASES) > 15
