"""The publishers' real files, where they are at hand: counts and entries that are public record."""

from __future__ import annotations

from datetime import date

import pytest

from sanctions.lists.changes import compare_lists
from sanctions.lists.read import read_list
from sanctions.lists.types import EntityType


def _read(raw_files, name):
    file = raw_files / name
    if not file.is_file():
        pytest.skip(f"{name} is not at hand")
    return read_list(file)


@pytest.mark.parametrize(
    ("name", "entries"),
    [
        ("ofac/sdn.csv", 7379),
        ("ofac/cons_prim.csv", 442),
        ("ofac/dated/sdn_2022-02-17.csv", 9056),
        ("ofac/dated/sdn_2022-04-08.csv", 9966),
        ("ofac/dated/sdn_2023-02-28.csv", 11848),
        ("un/UN_consolidated.xml", 1003),
    ],
)
def test_every_row_is_read(raw_files, name, entries):
    found = _read(raw_files, name)
    assert (len(found.entities), found.set_aside) == (entries, ())


def test_january_2019_still_holds_en_plus_and_rusal(raw_files):
    sdn = {entity.id: entity for entity in _read(raw_files, "ofac/sdn.csv").entities}
    en_plus, rusal, eurosibenergo = sdn["24226"], sdn["24228"], sdn["24227"]
    assert (en_plus.name, rusal.name) == ("EN+ GROUP PLC", "UNITED COMPANY RUSAL PLC")
    for entity in (en_plus, rusal):
        assert entity.programmes == ("UKRAINE-EO13661", "UKRAINE-EO13662")
    assert en_plus.linked_to == ("DERIPASKA, Oleg Vladimirovich",)
    assert rusal.linked_to == ("EN+ GROUP PLC",)
    assert rusal.registration_numbers == ("94939", "F-17314", "51566843")
    assert eurosibenergo.tax_numbers == ("7706697347",)
    assert "Esplanade 44, Saint Helier JE4 9WG, Jersey" in en_plus.addresses


def test_vtb_was_added_between_february_and_april_2022(raw_files):
    changes = compare_lists(
        _read(raw_files, "ofac/dated/sdn_2022-02-17.csv"), _read(raw_files, "ofac/dated/sdn_2022-04-08.csv")
    )
    assert (len(changes.added), len(changes.removed), len(changes.changed)) == (911, 1, 38)
    added = {entity.id: entity.name for entity in changes.added}
    assert added["17013"] == "VTB BANK PUBLIC JOINT STOCK COMPANY"
    assert added["17018"] == "PUBLIC JOINT STOCK COMPANY SBERBANK OF RUSSIA"
    assert changes.not_compared == ("aliases", "addresses")


def test_directives_of_the_consolidated_list(raw_files):
    found = _read(raw_files, "ofac/cons_prim.csv")
    by_id = {entity.id: entity for entity in found.entities}
    assert [str(d) for d in by_id["17013"].directives] == ["EO 13662 Directive 1"]
    assert by_id["17013"].lei == "253400V1H6ART1UQ0N98"
    assert [str(d) for d in by_id["17016"].directives] == ["EO 13662 Directive 1", "EO 14024 Directive 3"]
    assert by_id["17016"].remarks_cut
    assert {str(d) for d in by_id["31695"].directives} == {"EO 14024 Directive 1A", "EO 14024 Directive 4"}
    rostelecom = by_id["34556"].directives[0]
    assert (rostelecom.listed_on, rostelecom.effective_on) == (date(2022, 2, 24), date(2022, 3, 26))
    # Statement by statement: every "Subject to Directive" in the text is found as a directive.
    stated = sum(entity.remarks.count("Subject to Directive") for entity in found.entities)
    assert sum(len(entity.directives) for entity in found.entities) == stated


def test_types_on_the_real_list(raw_files):
    found = _read(raw_files, "ofac/sdn.csv")
    kinds = [entity.type for entity in found.entities]
    assert {kind: kinds.count(kind) for kind in EntityType} == {
        EntityType.ENTITY: 2994,
        EntityType.INDIVIDUAL: 3845,
        EntityType.VESSEL: 323,
        EntityType.AIRCRAFT: 217,
    }
