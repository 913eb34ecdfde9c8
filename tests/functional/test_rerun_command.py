"""Workbooks run again: the same file with nothing changed, the same numbers as Python otherwise."""

from __future__ import annotations

import openpyxl
import pytest
from click.testing import CliRunner

import sanctions as sx
from sanctions.cli.main import cli
from sanctions.report.roundtrip.rerun import packages_in, rerun
from sanctions.report.workbook import write_workbook
from sanctions.spec.load import load_package

DRAWS = 256


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    path = tmp_path_factory.mktemp("rerun") / "book.xlsx"
    write_workbook(sx.run(["measured", "maximal"], draws=DRAWS, seed=3), path)
    return path


def edited(book, target, cells):
    """Write a copy with some cells set, and every saved value lost except those of `cells`."""
    workbook = openpyxl.load_workbook(book)
    for (sheet, cell), value in cells.items():
        workbook[sheet][cell] = value
    workbook.save(target)
    return target


def row_of(book, name):
    page = openpyxl.load_workbook(book)["Inputs"]
    return next(row for row in range(1, page.max_row + 1) if page[f"V{row}"].value == name)


def change_row(book, name, number):
    page = openpyxl.load_workbook(book)["Changes"]
    return next(
        row
        for row in range(1, page.max_row + 1)
        if (page[f"I{row}"].value, page[f"B{row}"].value) == (name, number)
    )


def test_nothing_changed_is_the_same_file(book, tmp_path):
    result = CliRunner().invoke(cli, ["rerun", str(book), "-o", str(tmp_path / "new.xlsx"), "-q"])
    assert result.exit_code == 0, result.output
    assert (tmp_path / "new.xlsx").read_bytes() == book.read_bytes()


def test_changes_equal_python_and_are_listed(book, tmp_path):
    half, yields = row_of(book, "half_life"), row_of(book, "yield_per_pp")
    cells = {
        ("Inputs", f"E{half}"): 1.5,
        ("Inputs", f"J{yields}"): 7,
        ("Changes", f"G{change_row(book, 'yield_per_pp', 'median')}"): "=HYPERLINK(1)\u202ex",
        ("Changes", f"H{change_row(book, 'yield_per_pp', 'median')}"): "a new study",
    }
    found = rerun(edited(book, tmp_path / "edited.xlsx", cells | {}))
    overrides = {"half_life": 1.5, "yield_per_pp": sx.Distribution("lognormal", (7.0, 0.55))}
    expected = sx.run(["measured", "maximal"], draws=DRAWS, seed=3, overrides=overrides)
    assert found.comparison.spreads == expected.spreads
    assert [(c.key, c.number, c.old, c.new) for c in found.fresh] == [
        ("half_life", "your value", "empty", 1.5),
        ("yield_per_pp", "median", 5.0, 7.0),
    ]
    assert found.fresh[1].why == "a new study"


@pytest.mark.parametrize("option", ["measured", "maximal", "measured+us-2019-cbw-directive"])
def test_packages_come_back(option, tmp_path):
    write_workbook(sx.run([option], draws=64), tmp_path / "book.xlsx")
    assert packages_in(tmp_path / "book.xlsx") == (load_package(option),)
