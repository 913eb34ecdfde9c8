"""The EU's list in XML and CSV, on files of our own making."""

from __future__ import annotations

from datetime import date

import pytest

from sanctions.lists.changes import compare_lists
from sanctions.lists.read import read_list
from sanctions.lists.types import Alias, EntityType, Identifier, IdentifierKind
from tests.made_lists import FOLDER


@pytest.fixture(scope="module")
def xml():
    return read_list(FOLDER / "eu" / "eu.xml")


@pytest.fixture(scope="module")
def table():
    return read_list(FOLDER / "eu" / "eu.csv")


def test_a_person_with_everything_the_list_has(xml):
    person = xml.entities[0]
    assert (person.id, person.type, person.line) == ("EU.901.11", EntityType.INDIVIDUAL, 3)
    assert person.name == "Rupert Karlovich Von Hentzau"
    assert person.aliases == (
        Alias("Руперт Карлович фон Генцау", writing="RU"),
        Alias("The Count", weak=True),
    )
    assert (person.programmes, person.legal_basis) == (("RUR",), ("2025/9001 (OJ L901)",))
    assert (person.listed_on, person.changed_on) == (date(2022, 3, 15), date(2025, 11, 4))
    assert person.born == ("1960-03-15", "circa 1958 to 1959")
    assert (person.countries, person.references) == (("RURITANIA",), ("UN RUi.001",))
    assert person.identifiers == (Identifier(IdentifierKind.PASSPORT, "R1234567", "RURITANIA"),)
    assert person.addresses == ("Castle 1, PO box 12, Zenda, 4711, RURITANIA, PHONE +999 1",)
    for said in ("function: Chancellor", "UNSC RESOLUTION 9999", "knownexpired", "place of birth: Strelsau"):
        assert said in person.remarks


def test_numbers_are_told_by_their_type(xml):
    kinds = [(number.kind, number.value) for number in xml.entities[1].identifiers]
    assert kinds == [(IdentifierKind.TAX, "7702070139"), (IdentifierKind.REGISTRATION, "1027700000000")]


def test_what_is_not_understood_is_noted_with_the_entry_and_counted(xml):
    assert xml.entities[1].notes == ("element <bankAccount> is not read",)
    assert xml.entities[2].notes == (
        "type not understood, taken for an entity: 'spaceship'",
        "day of designation not understood: '31/02/2022'",
    )
    assert "element <bankAccount> is not read in 1 entry, first in EU.902.22 (line 24)" in xml.notes
    assert [str(row) for row in xml.set_aside] == ["eu.xml: line 36: entry EU.904.44 has no name"]


def test_the_csv_says_the_same_of_the_same_person(xml, table):
    assert (table.title, table.published_on) == (xml.title, xml.published_on)
    one, other = xml.entities[0], table.entities[0]
    same = ("id", "name", "type", "programmes", "listed_on", "changed_on", "legal_basis", "countries",
            "references", "identifiers")  # fmt: skip
    assert {key: getattr(one, key) for key in same} == {key: getattr(other, key) for key in same}
    assert other.born == ("1960-03-15",)
    assert other.addresses == ("Castle 1, PO box 12, Zenda, 4711, RURITANIA",)


def test_rows_of_an_entry_need_not_stand_together(table):
    assert [entity.id for entity in table.entities] == ["EU.901.11", "EU.902.22"]
    assert table.entities[1].numbers(IdentifierKind.TAX) == ("7702070139",)


def test_the_csv_says_what_it_cannot_tell_and_what_is_not_read(table):
    assert table.notes == (
        "this edition does not say which aliases are weak: all count as strong; the XML says it",
        "column Entity_Colour is not read in 1 entry, first in EU.902.22 (line 4)",
    )
    assert [row.reason for row in table.set_aside] == [
        "the column Entity_LogicalId is empty",
        "2 fields instead of 48",
    ]


def test_two_formats_are_compared_on_what_both_word_alike(xml, table):
    changes = compare_lists(table, xml)
    assert [entity.id for entity in changes.added] == ["EU.903.33"]
    assert changes.changed == ()
    assert "aliases" in changes.not_compared
