"""A name of one word: weaker where many bear it, or where it is only a part of the listed name."""

from __future__ import annotations

import pytest

from sanctions.lists.types import Alias, EntityList, EntityType, Identifier, IdentifierKind, ListedEntity
from sanctions.screening.against_list import screen
from sanctions.screening.leads import NameQuery
from sanctions.screening.names import name_key
from sanctions.screening.one_word import is_common

TAX = Identifier(IdentifierKind.TAX, "7702070139", "Ruritania")
LISTED = EntityList(
    "made",
    "made",
    "made",
    None,
    (
        ListedEntity("1", "PROGRESS OOO", EntityType.ENTITY, identifiers=(TAX,)),
        ListedEntity("2", "TARLENHEIM", EntityType.ENTITY),
        ListedEntity("3", "TARLENHEIM SHIPPING AND TRADING", EntityType.ENTITY),
        ListedEntity("4", "VON HENTZAU, Rupert", EntityType.INDIVIDUAL, aliases=(Alias("IVAN", "aka"),)),
        ListedEntity("5", "MELL ROAD", EntityType.ENTITY),
    ),
)


def tiers(name: str, **more: str) -> tuple[list[str], list[str]]:
    found = screen([NameQuery(name, **more)], LISTED)
    return [lead.entity.id for lead in found.leads], [lead.entity.id for lead in found.weaker]


@pytest.mark.parametrize(
    ("name", "full", "weaker"),
    [
        ("Progress", [], ["1"]),
        ("Progress LLC", [], ["1"]),
        ("Прогресс", [], ["1"]),
        ("Progres", [], ["1"]),
        ("Progress Zenda", [], []),
        ("Tarlenheim", ["2"], ["3"]),
        ("Tarlenheim Ltd", ["2"], ["3"]),
        ("Hentzau", [], ["4"]),
        ("Ivan", [], ["4"]),
        ("Shipping", [], []),
        ("Mell", [], []),
        ("Rupert von Hentzau", ["4"], []),
    ],
)
def test_one_word_says_less(name: str, full: list[str], weaker: list[str]) -> None:
    assert tiers(name) == (full, weaker)


def test_the_reason_says_why_it_is_weaker() -> None:
    (same,) = screen([NameQuery("Progress")], LISTED).weaker
    assert same.reason == "the same name; but 'progress' alone is the name of many"
    assert (same.score, screen([NameQuery("Progress")], LISTED).without_lead) == (0.8, ())
    (part,) = screen([NameQuery("Hentzau")], LISTED).weaker
    assert part.reason == "one word, 'hentzau', of the several of the listed name"


def test_a_number_in_common_outweighs_a_common_word() -> None:
    assert tiers("Progress", tax_id="7702070139", country="Ruritania") == (["1"], [])


def test_a_word_that_many_listed_names_hold_says_nothing() -> None:
    every = tuple(ListedEntity(str(n), f"STRELSAU WORKS {n}", EntityType.ENTITY) for n in range(21))
    held = EntityList("made", "made", "made", None, every)
    fewer = EntityList("made", "made", "made", None, every[:20])
    assert screen([NameQuery("Strelsau")], held).weaker == ()
    assert len(screen([NameQuery("Strelsau")], fewer).weaker) == 20


def test_spellings_of_a_common_word_are_common() -> None:
    assert all(is_common(name_key(name)) for name in ("Yuriy", "Iouri", "Aleksandr", "PHOENIX"))
    assert not is_common(name_key("Phoenix Zenda"))
