"""Workbooks run again: the same file with nothing changed, the same numbers as Python otherwise."""

from __future__ import annotations

import datetime as dt
import json

import openpyxl
import pytest
from click.testing import CliRunner

import sanctions as sx
from sanctions.cli.main import cli
from sanctions.report.workbook.book import write_workbook
from sanctions.report.workbook.read.rerun import packages_in, rerun
from sanctions.spec.load import bundled_packages, load_package

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
        if sheet != "Inputs":
            workbook[sheet][cell].data_type = "s"  # text, whatever it looks like
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
    assert (found.fresh[1].who, found.fresh[1].why) == ("=HYPERLINK(1)\u202ex", "a new study")


@pytest.mark.parametrize("option", ["measured", "maximal", "measured+us-2019-cbw-directive"])
def test_packages_come_back(option, tmp_path):
    write_workbook(sx.run([option], draws=64), tmp_path / "book.xlsx")
    assert packages_in(tmp_path / "book.xlsx") == (load_package(option),)


PAIRS = [
    ("us-2019-cbw-directive", "eu-2022-article-5a"),
    ("none", "measured"),
    ("measured+us-2019-cbw-directive", "maximal"),
]


@pytest.mark.parametrize("pair", PAIRS, ids=" and ".join)
def test_pairs_come_back_as_the_same_file(pair, tmp_path):
    book, new = tmp_path / "book.xlsx", tmp_path / "new.xlsx"
    write_workbook(sx.run(list(pair), as_of=dt.date(2022, 2, 22), draws=64), book, live_draws=64)
    found = rerun(book)
    write_workbook(found.comparison, new, live_draws=found.live_draws, carried=found.carried)
    assert new.read_bytes() == book.read_bytes()
    assert found.notes == ()


@pytest.mark.slow
@pytest.mark.parametrize("package", bundled_packages(), ids=lambda package: package.id)
def test_every_bundled_package_comes_back(package, tmp_path):
    write_workbook(sx.run([package], draws=64), tmp_path / "book.xlsx", live_draws=0)
    found = rerun(tmp_path / "book.xlsx")
    assert [option.package for option in found.comparison.options] == [package]
    assert (found.fresh, found.notes) == ((), ())


def test_a_second_trip_keeps_the_first(book, tmp_path):
    cells = {("Inputs", f"E{row_of(book, 'half_life')}"): 1.5}
    first = rerun(edited(book, tmp_path / "edited.xlsx", cells))
    write_workbook(first.comparison, tmp_path / "first.xlsx", carried=first.carried, live_draws=0)
    second = rerun(tmp_path / "first.xlsx")
    assert second.fresh == ()
    assert second.carried == first.carried
    assert second.comparison.spreads == first.comparison.spreads
    write_workbook(second.comparison, tmp_path / "second.xlsx", carried=second.carried, live_draws=0)
    assert (tmp_path / "second.xlsx").read_bytes() == (tmp_path / "first.xlsx").read_bytes()
    page = openpyxl.load_workbook(tmp_path / "first.xlsx")["Changes"]
    assert [page[f"{column}6"].value for column in "BDEF"] == ["your value", "empty", 1.5, "taken over"]


HOSTILE = [
    '=HYPERLINK("http://example.org","x")',
    "_x000D_ stays _x005F_x000D_",
    "tab\tand line\nend and \u2028 separator \x85 next",
    "right \u202e to left \u200f and \ufeff mark",
    "\"\"\"''' \\u0041 \\ [[measures]]",
    "long " + "ß=" * 20_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_survives(text, tmp_path):
    try:
        package = load_package("measured").with_terms({"id": "mine", "title": text, "summary": text})
    except ValueError:
        package = load_package("measured").with_terms({"id": "mine", "summary": text.replace("\x85", "")})
    write_workbook(sx.run([package], draws=64), tmp_path / "book.xlsx", live_draws=0)
    assert packages_in(tmp_path / "book.xlsx") == (package,)


def test_day_and_draws_edited_on_spec_are_used_and_listed(book, tmp_path):
    page = openpyxl.load_workbook(book)["Spec"]
    lines = [str(page[f"C{row}"].value) for row in range(1, page.max_row + 1)]
    rows = {line: lines.index(line) + 1 for line in ("as_of = 2021-04-14", "seed = 3", "draws = 256")}
    cells = {
        ("Spec", f"C{rows['as_of = 2021-04-14']}"): "as_of = 2021-06-01",
        ("Spec", f"C{rows['seed = 3']}"): "seed = 7",
    }
    found = rerun(edited(book, tmp_path / "edited.xlsx", cells))
    assert [(each.key, each.old, each.new) for each in found.fresh] == [
        ("as_of", "2021-04-14", "2021-06-01"),
        ("seed", "3", "7"),
    ]
    expected = sx.run(["measured", "maximal"], as_of="2021-06-01", draws=DRAWS, seed=7)
    assert found.comparison.spreads == expected.spreads
    new = tmp_path / "new.xlsx"
    write_workbook(found.comparison, new, live_draws=found.live_draws, carried=found.carried)
    again = rerun(new)
    assert again.fresh == ()
    assert again.carried.changes == found.carried.changes


def test_compare_takes_options_from_a_workbook(book):
    arguments = [
        "compare",
        "us-2019-cbw-directive",
        "--from",
        str(book),
        "--yardstick",
        "us-2021-directive-1",
    ]
    result = CliRunner().invoke(
        cli, [*arguments, "--as-of", "2021-04-14", "--draws", "64", "-q", "--json", "-"]
    )
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert found["order"] == ["us-2019-cbw-directive", "us-2021-directive-1", "us-2021-secondary-ban"]
    assert found["yardstick"] == "us-2021-directive-1"
