"""The United Kingdom's three files, each of our own making."""

from __future__ import annotations

from datetime import date

import pytest

from sanctions.lists.read import read_list
from sanctions.lists.types import Alias, EntityType, Identifier, IdentifierKind
from tests.made_lists import FOLDER

REGULATIONS = "The Ruritania (Sanctions) (EU Exit) Regulations 2022"


@pytest.fixture(scope="module", params=["UK-Sanctions-List.csv", "UK-Sanctions-List.xml"])
def uk(request):
    return read_list(FOLDER / "uk" / request.param)


@pytest.fixture(scope="module")
def ofsi():
    return read_list(FOLDER / "uk" / "ConList.csv")


def test_both_editions_say_the_same_of_a_person(uk):
    person = uk.entities[0]
    assert (uk.title, uk.published_on) == ("UK Sanctions List", date(2026, 3, 3))
    assert (person.id, person.name) == ("RUR0001", "VON HENTZAU, Rupert Karlovich")
    assert person.type is EntityType.INDIVIDUAL
    assert Alias("THE COUNT", weak=True) in person.aliases
    assert Alias("Руперт Карлович фон Генцау", writing="Cyrillic") in person.aliases
    assert (person.programmes, person.legal_basis) == ((REGULATIONS,), (REGULATIONS,))
    assert person.measures == ("Asset freeze", "Travel Ban")
    assert (person.listed_on, person.changed_on) == (date(2022, 3, 15), date(2026, 2, 16))
    assert person.references == ("OFSI 9001", "UN RUi.001")
    assert person.identifiers == (Identifier(IdentifierKind.PASSPORT, "R1234567"),)
    assert person.addresses == ("Castle 1, Zenda, 4711, Ruritania",)
    assert "Town of birth: Strelsau" in person.remarks


def test_ships(uk):
    (ship,) = (entity for entity in uk.entities if entity.id == "RUR0003")
    assert (ship.type, ship.countries) == (EntityType.VESSEL, ("Ruritania",))
    assert ship.numbers(IdentifierKind.VESSEL) == ("IMO9876543",)
    assert ship.measures == ("Prohibition of port entry",)


def test_several_numbers_in_a_cell_each_have_their_kind():
    bank = read_list(FOLDER / "uk" / "UK-Sanctions-List.csv").entities[1]
    assert bank.registration_numbers == ("1027700000000",)
    assert bank.tax_numbers == ("7702070139",)


def test_dates_of_birth_in_part():
    person = read_list(FOLDER / "uk" / "UK-Sanctions-List.xml").entities[0]
    assert person.born == ("1960", "1961-03-15")
    assert person.notes == ("date of birth not understood: 'soon'",)


def test_what_is_not_understood():
    table, xml = (read_list(FOLDER / "uk" / f"UK-Sanctions-List.{end}") for end in ("csv", "xml"))
    assert table.entities[-1].notes == (
        "type not understood, taken for an entity: 'Submarine'",
        "kind of name not understood, taken for an alias: 'Nickname'",
    )
    assert "element <FigureHead> is not read in 1 entry, first in RUR0003 (line 30)" in xml.notes
    assert [row.reason for row in xml.set_aside] == ["entry RUR0009 has no name", "has no id"]


def test_ofsi_rows_of_a_group_are_one_entry(ofsi):
    person, bank = ofsi.entities
    assert (ofsi.title, ofsi.published_on) == (
        "UK consolidated list of asset freeze targets (OFSI)",
        date(2026, 3, 3),
    )
    assert (person.id, person.name, person.line) == ("9001", "VON HENTZAU, Rupert Karlovich", 3)
    assert person.aliases == (
        Alias("HENTZAU, Rupert"),
        Alias("THE COUNT", weak=True),
        Alias("Руперт Карлович фон Генцау", writing="Cyrillic"),
    )
    assert person.numbers(IdentifierKind.PASSPORT) == ("R1234567", "R7654321")
    assert (person.born, person.countries) == (("1960-03",), ("Ruritania", "Strelsau"))
    assert person.references == ("UK RUR0001",)
    assert bank.aliases == (Alias("BORGVAR MASH", "fka"),)
    assert bank.line == 7, "a cell with a line end in it does not shift the lines"
    assert bank.notes == ("day of designation not understood: '30/02/2022'",)
    assert [str(row) for row in ofsi.set_aside] == ["ConList.csv: line 9: the column Group ID is empty"]


def test_ofsi_says_the_same_in_xml(ofsi):
    xml = read_list(FOLDER / "uk" / "ConList.xml")
    person, bank, ship = xml.entities
    assert (xml.title, xml.format, xml.published_on) == (ofsi.title, "uk-ofsi-xml", None)
    same = ("id", "name", "type", "aliases", "born", "countries", "identifiers", "addresses", "references")
    dates = ("programmes", "listed_on", "changed_on")
    assert [getattr(person, each) for each in (*same, *dates)] == [
        getattr(ofsi.entities[0], each) for each in (*same, *dates)
    ]
    assert bank.registration_numbers == ("1027700000000",)
    assert bank.notes == (
        "day of designation not understood: '2022-02-30T00:00:00'",
        "column Entity_Colour is not read",
    )
    assert (ship.type, ship.numbers(IdentifierKind.VESSEL)) == (EntityType.VESSEL, ("9876543",))
    assert [row.reason for row in xml.set_aside] == ["the element GroupID is missing or empty"]


@pytest.mark.parametrize("name", ["ConList.csv", "UK-Sanctions-List.csv"])
def test_a_file_without_its_first_line_is_read_undated(tmp_path, name):
    made = FOLDER / "uk" / name
    file = tmp_path / name
    file.write_text(made.read_text(encoding="utf-8").partition("\n")[2], encoding="utf-8")
    whole, found = read_list(made), read_list(file)
    assert found.published_on is None
    assert [entity.id for entity in found.entities] == [entity.id for entity in whole.entities]
