"""What an entry of a publisher's list is for the ownership rules."""

from __future__ import annotations

import pytest

from sanctions.ownership.listings import ListKind
from sanctions.ownership.readers.known_names import KnownNames
from sanctions.ownership.readers.published import published_listings
from tests.made_lists import FOLDER

NAMES = KnownNames(("Borgvar Mashinbank PJSC", "Petrel Nine", "Rupert Karlovich Von Hentzau"))


@pytest.mark.parametrize(
    ("file", "kinds"),
    [
        ("eu/eu.xml", {ListKind.EU_FREEZE}),
        ("uk/ConList.csv", {ListKind.UK_FREEZE}),
        ("uk/ConList.xml", {ListKind.UK_FREEZE}),
        ("uk/UK-Sanctions-List.csv", {ListKind.UK_FREEZE, ListKind.OTHER}),
        ("seco/seco.xml", {ListKind.OTHER}),
        ("ofac/sdn_advanced.xml", {ListKind.SDN, ListKind.DIRECTIVE}),
    ],
)
def test_which_rule_an_entry_is_for(file, kinds):
    found = published_listings(str(FOLDER / file), NAMES)
    assert {each.kind for each in found.listings} == kinds


def test_what_starts_no_rule_is_said():
    uk = published_listings(str(FOLDER / "uk" / "UK-Sanctions-List.csv"), NAMES)
    assert (
        "UK Sanctions List: 1 of its entries here impose no asset freeze; no ownership rule starts from them"
    ) in uk.notes
    seco = published_listings(str(FOLDER / "seco" / "seco.xml"), NAMES)
    assert "Swiss sanctions list (SECO): no ownership rule starts from it by itself" in seco.notes
