"""OFAC's advanced XML, on a file of our own making."""

from __future__ import annotations

from datetime import date

import pytest

from sanctions.lists.read import read_list
from sanctions.lists.types import Alias, Directive, EntityType, Identifier, IdentifierKind
from tests.made_lists import FOLDER

MADE = FOLDER / "ofac" / "sdn_advanced.xml"


@pytest.fixture(scope="module")
def sdn():
    return read_list(MADE)


def test_a_person_is_named_as_in_the_other_editions(sdn):
    person = sdn.entities[0]
    assert (sdn.title, sdn.published_on) == ("OFAC SDN list", date(2026, 3, 5))
    assert (person.id, person.name, person.type) == ("901", "VON HENTZAU, Rupert", EntityType.INDIVIDUAL)
    assert person.aliases == (
        Alias("ФОН ГЕНЦАУ, Руперт", writing="Cyrillic"),
        Alias("THE COUNT", weak=True),
    )
    assert (person.programmes, person.measures) == (("RURITANIA-EO99999",), ("Block",))
    assert person.legal_basis == ("Executive Order 99999 (Ruritania)",)
    assert (person.listed_on, person.born) == (date(2022, 3, 24), ("1960",))
    assert person.identifiers == (
        Identifier(IdentifierKind.PASSPORT, "R1234567", "Ruritania"),
        Identifier(IdentifierKind.OTHER, "B-7"),
    )
    assert (person.addresses, person.countries) == (("Castle 1, Zenda, Ruritania",), ("Ruritania",))
    assert person.linked_to == ("BORGVAR MASHINBANK PJSC",)
    for said in ("Gender: Male", "Digital Currency Address - XBT: 1InventedAddress"):
        assert said in person.remarks


def test_directives_and_numbers_in_features(sdn):
    bank = sdn.entities[1]
    assert bank.directives == (Directive("EO 13662", "1"),)
    assert bank.numbers(IdentifierKind.BIC) == ("BORGRTAA",)
    assert bank.tax_numbers == ("7702070139",)
    assert bank.aliases == (Alias("BORGVAR MASH", "fka"),)
    assert bank.listed_on == date(2014, 7, 16), "30 February is no day; the other entry's counts"


def test_vessels(sdn):
    ship = sdn.entities[2]
    assert (ship.type, ship.countries) == (EntityType.VESSEL, ("Ruritania",))
    assert ship.numbers(IdentifierKind.VESSEL) == ("9876543",)
    assert "VESSEL TYPE: Tug" in ship.remarks


def test_who_is_on_another_list_only_is_set_aside(sdn):
    assert [row.reason for row in sdn.set_aside] == [
        "entry 904 is on Sectoral Sanctions Identifications List, not on the OFAC SDN list"
    ]
    assert sdn.entities[3].notes == ("no sanctions entry",)


def test_the_consolidated_list_by_its_name_holds_the_others(tmp_path):
    file = tmp_path / "cons_advanced.xml"
    file.write_bytes(MADE.read_bytes())
    found = read_list(file)
    assert found.title == "OFAC consolidated (non-SDN) list"
    assert [entity.id for entity in found.entities] == ["902", "904", "905"]


def test_sections_in_another_order_give_the_same(tmp_path, sdn):
    text = MADE.read_text(encoding="utf-8")
    start, end = text.index("  <Locations>"), text.index("  <DistinctParties>")
    moved = text[:start] + text[end:].replace("</Sanctions>", text[start:end] + "</Sanctions>")
    file = tmp_path / "sdn_advanced.xml"
    file.write_text(moved, encoding="utf-8")
    again = read_list(file)
    assert [entity.addresses for entity in again.entities] == [entity.addresses for entity in sdn.entities]
    assert [entity.identifiers for entity in again.entities] == [e.identifiers for e in sdn.entities]
