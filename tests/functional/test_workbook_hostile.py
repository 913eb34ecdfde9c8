"""Hostile and odd content in every place a user's own package can put it."""

from __future__ import annotations

import openpyxl
import pytest

from sanctions.report.cells.text import visible
from sanctions.report.workbook.book import write_workbook
from tests.produced import LONG, SAID, TITLE, hostile_comparison
from tests.spreadsheet import needs_libreoffice, recalculated, values_of


@pytest.fixture(scope="module")
def comparison():
    return hostile_comparison()


@pytest.fixture(scope="module")
def book(comparison, tmp_path_factory):
    path = tmp_path_factory.mktemp("hostile") / "book.xlsx"
    write_workbook(comparison, path, live_draws=0)
    return path


def options_said(values):
    page = values["Options"]
    rows = [r for r in range(1, 400) if page.get(f"B{r}") == "said" and page.get(f"A{r}") == "A"]
    return [page.get(f"D{r}") for r in rows]


def test_no_text_from_outside_is_a_formula(book):
    workbook = openpyxl.load_workbook(book)
    for page in workbook:
        for row in page.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert "HYPERLINK" not in cell.value.replace('"', "")
                    assert cell.value not in {"=1+1", "=1"}
    options = workbook["Options"]
    found = [
        cell
        for row in options.iter_rows()
        for cell in row
        if cell.value in {"+1+1", "-2", "@SUM(A1)", "=1+1"}
    ]
    assert len(found) == 3 + len(SAID)
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in found)


def test_no_text_is_cut_in_silence(book):
    values = values_of(book)
    said = options_said(values)
    head = next(text for text in said if text.startswith("00000."))
    mark = " […goes on: sheet Long texts, "
    assert mark in head
    rest = [
        values["Long texts"][f"B{r}"]
        for r in range(1, 50)
        if str(values["Long texts"].get(f"A{r}")).startswith("Options!")
    ]
    assert head.split(mark)[0] + "".join(rest) == LONG


def test_titles_that_collide_stay_apart(book):
    values = values_of(book)
    assert {"Model A", "Model B", "Model C"} <= set(values)
    ids = {values["Cover"].get(f"B{r}") for r in range(1, 60)}
    assert {"us-2021-directive-1", "other", "another"} <= ids


@pytest.mark.libreoffice
@needs_libreoffice
def test_another_program_reads_the_same_text(book, tmp_path):
    before, after = values_of(book), values_of(recalculated(book, tmp_path))
    assert [text for text in options_said(after) if len(text) < 1000] == [
        visible(text) for text in SAID if len(text) < 1000
    ]
    assert before["Cover"]["A3"] == after["Cover"]["A3"]
    titles = {where: said for where, said in before["Cover"].items() if TITLE in str(said)}
    assert titles
    assert {where: after["Cover"].get(where) for where in titles} == titles
