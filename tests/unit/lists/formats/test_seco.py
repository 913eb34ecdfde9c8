"""Switzerland's list, on a file of our own making."""

from __future__ import annotations

from datetime import date

import pytest

from sanctions.lists.read import read_list
from sanctions.lists.types import Alias, EntityType, Identifier, IdentifierKind
from tests.made_lists import FOLDER


@pytest.fixture(scope="module")
def seco():
    return read_list(FOLDER / "seco" / "seco.xml")


def test_a_person(seco):
    person = seco.entities[0]
    assert (person.id, person.name, person.type) == ("5001", "Von Hentzau, Rupert", EntityType.INDIVIDUAL)
    assert person.aliases == (
        Alias("фон Генцау, Руперт", writing="Cyrl"),
        Alias("Von Hentzow, Rupert", writing="Latn"),
        Alias("The Count", weak=True),
        Alias("Karl Rassendyll"),
    )
    assert person.programmes == ("Ruritania",)
    assert person.legal_basis == ("Ordinance of 4 March 2022 on measures against Ruritania",)
    assert person.measures == ("article 15 -- Freezing of assets",)
    assert (person.listed_on, person.changed_on) == (date(2022, 3, 16), date(2025, 11, 5))
    assert (person.born, person.countries, person.references) == (
        ("1960-03-15",),
        ("Ruritania",),
        ("UN RUi.001",),
    )
    assert person.identifiers == (Identifier(IdentifierKind.PASSPORT, "R1234567", "Ruritania"),)
    assert person.addresses == ("Castle 1, 4711, Zenda, Upper Ruritania, Ruritania",)
    assert "place of birth: Strelsau, Ruritania" in person.remarks


def test_earlier_states_of_an_entry_are_no_part_of_it(seco):
    assert "Nobody Earlier" not in str(seco.entities[0])


def test_who_was_taken_off_is_left_out_and_counted(seco):
    assert [entity.id for entity in seco.entities] == ["5001", "5020", "5030"]
    assert "left out: 1 that the file keeps after they were taken off the list" in seco.notes


def test_a_removal_after_the_day_of_the_file_has_not_happened_yet(seco):
    ship = seco.entities[2]
    assert (ship.type, ship.listed_on) == (EntityType.VESSEL, date(2017, 10, 3))
    assert ship.identifiers == (Identifier(IdentifierKind.VESSEL, "9876543"),)
    assert ship.programmes == ("sanctions set 4999",), (
        "a set that the file does not describe keeps its number"
    )


def test_numbers_in_other_information_and_what_is_not_read(seco):
    bank = seco.entities[1]
    assert bank.registration_numbers == ("1027700000000",)
    assert bank.notes == ("element <shareholding> is not read",)


def test_a_name_with_hundreds_of_spellings_says_that_not_all_are_read(tmp_path):
    text = (FOLDER / "seco" / "seco.xml").read_text(encoding="utf-8")
    many = "".join(f'<spelling-variant lang="RUS">Taken {number}</spelling-variant>' for number in range(400))
    file = tmp_path / "seco.xml"
    file.write_text(text.replace("<value>Petrel Nine</value>", f"<value>Petrel Nine</value>{many}"))
    ship = read_list(file).entities[2]
    assert len(ship.aliases) == 200
    assert ship.notes == ("a name has more spellings than are read",)
