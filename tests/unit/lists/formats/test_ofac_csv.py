"""OFAC's legacy CSV, on files of our own making."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sanctions.errors import InputError
from sanctions.lists.formats.ofac_csv import date_in_name
from sanctions.lists.read import read_list
from sanctions.lists.types import Alias, Directive, EntityType, Identifier, IdentifierKind

LISTS = Path(__file__).resolve().parents[3] / "data" / "lists"


@pytest.fixture(scope="module")
def sdn():
    return read_list(LISTS / "ofac" / "sdn.csv")


@pytest.fixture(scope="module")
def by_id(sdn):
    return {entity.id: entity for entity in sdn.entities}


def test_companions_are_found_whatever_their_case(sdn):
    assert sdn.files == ("sdn.csv", "ADD.CSV", "alt.csv", "sdn_comments.csv")
    assert sdn.not_carried == ()
    assert (sdn.publisher, sdn.title, sdn.format) == ("OFAC", "OFAC SDN list", "ofac-csv")


def test_a_bank_with_everything(by_id):
    bank = by_id["101"]
    assert bank.type is EntityType.ENTITY
    assert bank.programmes == ("RURITANIA-EO13662", "RURITANIA-EO14024")
    assert bank.aliases == (
        Alias("BORGVAR MACHINE BANK", "aka"),
        Alias("OAO BORGVAR-MASH", "fka"),
        Alias("BVMB", "aka", weak=True),
    )
    assert bank.directives == (
        Directive("EO 13662", "1"),
        Directive("EO 14024", "1A"),
        Directive("EO 14024", "3", date(2022, 2, 24), date(2022, 3, 26)),
    )
    assert bank.listed_on == date(2022, 2, 24)
    assert bank.registration_numbers == ("1027000000001",)
    assert bank.tax_numbers == ("7709990001",)
    assert bank.lei == "5493001KJTIIGC8Y1R12"
    assert bank.addresses == ("1 Borgvar Square, Strelsau 101000, Ruritania", "Zenda, Ruritania")
    assert (bank.file, bank.line) == ("sdn.csv", 1)


def test_a_person(by_id):
    person = by_id["102"]
    assert person.type is EntityType.INDIVIDUAL
    assert person.linked_to == ("BORGVAR MASHINBANK PJSC",)
    assert person.identifiers == (
        Identifier(IdentifierKind.PASSPORT, "R1234567", "Ruritania"),
        Identifier(IdentifierKind.NATIONAL_ID, "99887766", "Ruritania"),
    )


def test_several_links_and_a_null_address(by_id):
    assert by_id["103"].type is EntityType.VESSEL
    assert by_id["103"].linked_to == ("TARLENHEIM SHIPPING CO. LTD", "HENTZAU, Rupert Karlovich")
    assert by_id["103"].addresses == ()
    assert by_id["104"].type is EntityType.AIRCRAFT


def test_the_comments_file_continues_the_remarks(by_id):
    assert by_id["105"].linked_to == ("STRELSAU HOLDING",)


def test_a_formula_in_a_name_stays_text(by_id):
    assert by_id["106"].name == '=HYPERLINK("http://example.invalid","ZENDA TRADE")'


def test_what_looks_like_an_lei_or_a_company_number_but_is_not(by_id):
    assert by_id["106"].lei == ""
    assert by_id["106"].identifiers == (
        Identifier(IdentifierKind.VESSEL, "9999991"),
        Identifier(IdentifierKind.VESSEL, "9999992"),
        Identifier(IdentifierKind.REGISTRATION, "851683000", "Ruritania"),
    )


def test_remarks_that_the_publisher_cut(by_id, sdn):
    cut = by_id["108"]
    assert cut.remarks_cut
    assert cut.directives == (Directive("EO 14024", "3"),)
    assert cut.linked_to == ()
    assert sdn.notes == (
        "the publisher cut the remarks of 1 entry at 1,000 characters: "
        "directives, links and numbers may be missing there",
    )


def test_rows_set_aside_are_all_named(sdn):
    assert [str(row) for row in sdn.set_aside] == [
        "alt.csv: line 4: an alias of entry 102 has no name or is neither aka, fka nor nka",
        "alt.csv: line 5: an alias of entry 105 has no name or is neither aka, fka nor nka",
        "sdn.csv: line 9: a quotation mark is not closed; the row may be cut short",
        "sdn.csv: line 10: 3 fields instead of 12",
        "sdn.csv: line 11: the first field should be OFAC's numeric id, not 'abc'",
        "sdn.csv: line 12: entry 111 has no name",
        "sdn.csv: line 13: entry 112 is of the unknown type 'robot'",
        "sdn.csv: line 14: id 105 was already on line 5",
        "ADD.CSV: line 4: belongs to entry '999', which sdn.csv does not hold",
    ]


def test_without_companions_the_list_says_what_it_lacks():
    prim = read_list(LISTS / "ofac" / "cons_prim.csv")
    assert prim.title == "OFAC consolidated (non-SDN) list"
    assert prim.not_carried == ("addresses", "aliases")
    assert prim.entities[0].directives == (
        Directive("EO 14014", "1", date(2023, 10, 31), date(2023, 12, 15)),
    )


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("sdn_2022-02-17.csv", date(2022, 2, 17)),
        ("sdn20220217.csv", date(2022, 2, 17)),
        ("sdn_2022-02-31.csv", None),
        ("sdn.csv", None),
        ("sdn_1202202170.csv", None),
    ],
)
def test_date_in_a_file_name(name, day):
    assert date_in_name(Path(name)) == day


def test_programmes_are_counted_and_filtered(sdn):
    assert sdn.programmes["RURITANIA-EO13661"] == 4
    assert [e.id for e in sdn.with_programme("ruritania-eo13662")] == ["101"]


def test_a_long_file_that_is_something_else_is_given_up_early(tmp_path):
    file = tmp_path / "sdn.csv"
    file.write_text("1,2,3\n" * 30_000)
    with pytest.raises(InputError) as caught:
        read_list(file)
    assert str(caught.value) == (
        "sdn.csv: line 10001: 10,001 of the first 10,001 rows are not rows of this format; "
        "this one: 3 fields instead of 12 (expected rows of 12 fields)"
    )


def test_a_byte_order_mark_and_a_header_row_do_no_harm(tmp_path):
    file = tmp_path / "sdn.csv"
    header = "ent_num,SDN_Name,SDN_Type,Program,Title,Call_Sign,Type,Tonnage,GRT,Flag,Owner,Remarks"
    row = '7,"ZENDA",-0- ,"X",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- '
    file.write_text(f"\ufeff{header}\r\n{row}\r\n", encoding="utf-8")
    found = read_list(file)
    assert [entity.name for entity in found.entities] == ["ZENDA"]
    assert [str(row) for row in found.set_aside] == [
        "sdn.csv: line 1: the first field should be OFAC's numeric id, not 'ent_num'"
    ]
