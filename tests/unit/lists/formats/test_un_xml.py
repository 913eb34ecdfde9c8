"""The UN consolidated list, on a file of our own making."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sanctions.lists.read import read_list
from sanctions.lists.types import Alias, EntityType, Identifier, IdentifierKind

LISTS = Path(__file__).resolve().parents[3] / "data" / "lists"


@pytest.fixture(scope="module")
def un():
    return read_list(LISTS / "un" / "consolidated.xml")


def test_the_head_of_the_file(un):
    assert (un.publisher, un.format, un.published_on) == ("UN", "un-xml", date(2026, 2, 27))


def test_a_person(un):
    person = un.entities[0]
    assert person.name == "RUPERT KARLOVICH VON HENTZAU"
    assert person.type is EntityType.INDIVIDUAL
    assert person.listed_on == date(2015, 4, 7)
    assert person.aliases == (
        Alias("Rupert of Hentzau"),
        Alias("Count Rupert"),
        Alias("The Count", weak=True),
        Alias("Руперт Карлович фон Генцау"),
    )
    assert person.identifiers == (
        Identifier(IdentifierKind.PASSPORT, "R1234567", "Ruritania"),
        Identifier(IdentifierKind.PASSPORT, "R7654321"),
        Identifier(IdentifierKind.NATIONAL_ID, "99887766"),
    )
    assert (person.programmes, person.addresses) == (("Ruritania",), ("Castle, Zenda, Ruritania",))
    assert (person.file, person.line) == ("consolidated.xml", 4)


def test_an_organisation(un):
    bank = un.entities[1]
    assert (bank.id, bank.type) == ("RUe.001", EntityType.ENTITY)
    assert bank.aliases == (Alias("BORGVAR MASH", "fka"), Alias("MACHINE BANK OF BORGVAR"))


def test_entries_set_aside_are_all_named(un):
    assert [str(row) for row in un.set_aside] == [
        "consolidated.xml: line 24: has no REFERENCE_NUMBER",
        "consolidated.xml: line 40: entry RUe.002 has no name",
        "consolidated.xml: line 44: reference RUe.001 was already on line 30",
    ]
