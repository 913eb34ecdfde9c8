"""What is written about lists is never taken for a formula."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanctions.lists.changes import compare_lists
from sanctions.lists.read import read_list
from sanctions.report.documents.list_documents import (
    CHANGE_COLUMNS,
    ENTITY_COLUMNS,
    change_rows,
    changes_document,
    csv_text,
    entity_row,
    list_document,
    safe_cell,
)

LISTS = Path(__file__).resolve().parents[2] / "data" / "lists"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_formulas_get_an_apostrophe(text):
    assert safe_cell(text).startswith("'")


@given(st.text())
def test_no_cell_begins_like_a_formula_or_steers_a_terminal(text):
    cell = safe_cell(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert all(letter.isprintable() or unicodedata.category(letter) == "Zs" for letter in cell)


def test_every_entry_fits_its_columns_and_json_keeps_the_name():
    found = read_list(LISTS / "ofac" / "sdn.csv")
    rows = list(csv.reader(io.StringIO(csv_text(ENTITY_COLUMNS, map(entity_row, found.entities)))))
    assert {len(row) for row in rows} == {len(ENTITY_COLUMNS)}
    assert rows[6][1] == '\'=HYPERLINK("http://example.invalid","ZENDA TRADE")'
    document = json.loads(json.dumps(list_document(found, found.entities), allow_nan=False))
    assert document["entities"][5]["name"] == '=HYPERLINK("http://example.invalid","ZENDA TRADE")'
    assert document["list"]["set_aside"][0]["line"] == 4


def test_changes():
    changes = compare_lists(
        read_list(LISTS / "later" / "sdn_2022-02-17.csv"), read_list(LISTS / "later" / "sdn_2022-04-08.csv")
    )
    rows = change_rows(changes)
    assert {len(row) for row in rows} == {len(CHANGE_COLUMNS)}
    assert [row[:2] for row in rows] == [
        ["added", "120"], ["removed", "102"], ["changed", "101"], ["changed", "101"], ["changed", "105"],
    ]  # fmt: skip
    document = changes_document(changes)
    assert document["old"]["published_on"] == "2022-02-17"
    assert document["changed"][1]["fields"][0]["field"] == "name"
