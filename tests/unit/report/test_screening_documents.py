"""JSON about lists keeps to the shipped schemas, and CSV rows to their columns."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, ValidationError

from sanctions.lists.changes import compare_lists
from sanctions.lists.read import read_list
from sanctions.lists.types import SetAside
from sanctions.report.documents.list_documents import changes_document, list_document
from sanctions.report.documents.screening_documents import LEAD_COLUMNS, NOTICE, lead_rows, screening_document
from sanctions.screening.against_lists import screen_lists
from sanctions.screening.leads import NameQuery
from tests.made_lists import MADE_LISTS

ROOT = Path(__file__).resolve().parents[3]
LISTS = ROOT / "tests" / "data" / "lists"


def _check(document):
    name = document["schema"].split("/")[1]
    schema = json.loads((ROOT / "reports" / "schemas" / f"{name}-1.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(json.loads(json.dumps(document, allow_nan=False)))


@pytest.fixture(scope="module")
def sdn():
    return read_list(LISTS / "ofac" / "sdn.csv")


@pytest.fixture(scope="module")
def screening(sdn):
    queries = [
        NameQuery("Borgvar Mashinbank", 2),
        NameQuery("Unknown", 3, tax_id="7709990001"),
        NameQuery("Borgvar Mashinbank", 4, lei="5493001KJTIIGC8Y1R99"),
    ]
    return screen_lists(queries, [sdn])


@pytest.mark.parametrize("file", MADE_LISTS)
def test_lists(file):
    found = read_list(LISTS / file)
    _check(list_document(found, found.entities))


def test_changes():
    _check(
        changes_document(
            compare_lists(
                read_list(LISTS / "later" / "sdn_2022-02-17.csv"),
                read_list(LISTS / "later" / "sdn_2022-04-08.csv"),
            )
        )
    )


def test_screening(screening):
    document = screening_document(screening, [SetAside("names.csv", 5, "the name has no letter or digit")])
    _check(document)
    assert document["notice"] == NOTICE
    assert [lead["line"] for lead in document["leads"]] == [2, 3]
    assert [lead["line"] for lead in document["contradicted"]] == [4]


def test_an_unknown_key_is_no_document(screening):
    with pytest.raises(ValidationError, match="Additional properties are not allowed"):
        _check({**screening_document(screening), "verdict": "guilty"})


def test_rows_fit_their_columns_and_say_what_they_are(screening):
    rows = lead_rows(screening)
    assert {len(row) for row in rows} == {len(LEAD_COLUMNS)}
    assert [row[LEAD_COLUMNS.index("outcome")] for row in rows] == ["lead", "lead", "contradicted"]
