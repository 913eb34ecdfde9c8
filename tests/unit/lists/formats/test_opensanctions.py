"""OpenSanctions' table and FollowTheMoney lines, on files of our own making."""

from __future__ import annotations

from datetime import date

import pytest

from sanctions.lists.read import read_list
from sanctions.lists.types import Alias, EntityType, Identifier, IdentifierKind
from tests.made_lists import FOLDER


@pytest.fixture(scope="module")
def table():
    return read_list(FOLDER / "opensanctions" / "targets.simple.csv")


@pytest.fixture(scope="module")
def ftm():
    return read_list(FOLDER / "opensanctions" / "entities.ftm.json")


def test_a_row_of_the_table(table):
    person = table.entities[0]
    assert (person.id, person.type) == ("NK-made-1", EntityType.INDIVIDUAL)
    assert person.aliases == (Alias("Руперт фон Генцау"), Alias("Count Rupert"))
    assert person.addresses == ("Castle 1; Zenda", "Strelsau"), "a value may hold the separator"
    assert person.programmes == ("EU-RUR", "EU Financial Sanctions Files (FSF)")
    assert (person.changed_on, person.listed_on) == (date(2025, 11, 5), None)
    assert table.published_on == date(2026, 3, 6)


def test_only_leis_can_be_told_among_the_numbers_of_the_table(table):
    assert table.entities[1].identifiers == (
        Identifier(IdentifierKind.OTHER, "7702070139"),
        Identifier(IdentifierKind.LEI, "529900T8BM49AURSDO55"),
    )
    assert "only LEIs are compared" in table.notes[0]


def test_who_is_kept_for_another_reason_than_a_sanction_says_so(table, ftm):
    reason = "states no sanction: it may be kept for another reason, such as a public office"
    assert table.entities[2].notes == (reason,)
    assert ftm.entities[2].notes == (reason,)


def test_what_other_lines_say_is_joined(ftm):
    person = ftm.entities[0]
    assert person.name == "Rupert von Hentzau"
    assert Alias("The Count", weak=True) in person.aliases
    assert Alias("Rupert Rassendyll", "fka") in person.aliases
    assert person.numbers(IdentifierKind.PASSPORT) == ("R1234567", "R7654321")
    assert person.addresses == ("Castle 1, Zenda",)
    assert (person.listed_on, person.changed_on) == (date(2022, 3, 15), date(2025, 11, 5))
    assert "UN RUi.001" in person.references
    assert "authority: Council of the European Union" in person.remarks
    assert person.notes == ("property horoscope is not read",)


def test_what_stands_inside_an_entry_is_read_too(ftm):
    company = ftm.entities[1]
    assert (company.listed_on, company.lei) == (date(2022, 3, 15), "529900T8BM49AURSDO55")
    assert company.tax_numbers == ("7702070139",)
    assert company.notes[0].startswith("states the end of a sanction: '2025-01-01")


def test_lines_that_are_no_entries_are_counted(ftm):
    assert ftm.notes[:2] == (
        "1 of schema Company, not marked as targets, are no entries of a list and left out",
        "1 of schema Ownership are no entries of a list and left out",
    )
    assert [str(row) for row in ftm.set_aside] == [
        "entities.ftm.json: line 9: is not a JSON object with id and schema"
    ]


def test_half_a_character_is_refused_with_its_line(tmp_path):
    file = tmp_path / "entities.ftm.json"
    good = '{"id": "a", "schema": "Person", "properties": {"name": ["A Name"], "topics": ["sanction"]}}\n'
    file.write_text(good + good.replace('"a"', '"b"').replace("A Name", r"\ud800 Name"), encoding="utf-8")
    assert [str(row) for row in read_list(file).set_aside] == [
        "entities.ftm.json: line 2: holds half a character (a lone surrogate)"
    ]
