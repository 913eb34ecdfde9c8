"""No order changes a lead: of the rows of a list, of names and aliases, of lists, of names searched."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sanctions.lists.read import read_list
from sanctions.lists.types import Alias, EntityList, EntityType, ListedEntity
from sanctions.screening.against_list import screen
from sanctions.screening.against_lists import screen_lists
from sanctions.screening.leads import Lead, NameQuery
from tests.made_lists import FOLDER

#: Words of which names share many, so that scores, weights of words and ties depend on what else is listed.
WORDS = (
    "Larch",
    "Maple",
    "Bank",
    "Invest",
    "Ivan",
    "Yuriy",
    "Iouri",
    "Trading",
    "Zenda",
    "Zend",
    "OOO",
    "J.",
    "Li Sa",
)
SECOND = "TARLENHEIM SHIPPING AGAIN"
name_of = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
kind_of = st.sampled_from((EntityType.INDIVIDUAL, EntityType.ENTITY))


@st.composite
def entities(draw: st.DrawFn) -> tuple[ListedEntity, ...]:
    found = []
    for number in range(draw(st.integers(1, 8))):
        kind = draw(kind_of)
        name = draw(name_of)
        if kind is EntityType.INDIVIDUAL and draw(st.booleans()):
            name = name.replace(" ", ", ", 1)
        aliases = tuple(
            Alias(each, "aka", weak=draw(st.booleans())) for each in draw(st.lists(name_of, max_size=2))
        )
        found.append(ListedEntity(str(number), name, kind, aliases=aliases))
    return tuple(found)


def listed(title: str, every: Sequence[ListedEntity]) -> EntityList:
    return EntityList("made", title, "made", None, tuple(every))


def told(leads: Sequence[Lead]) -> Counter[tuple[object, ...]]:
    return Counter(
        (lead.query.name, lead.entity.id, lead.matched_name, lead.score, lead.reason, lead.decided_by)
        for lead in leads
    )


def all_told(names: Sequence[str], lists: Sequence[EntityList]) -> list[Counter[tuple[object, ...]]]:
    """Return leads, weaker and contradicted ones of every name, each with its list."""
    found = screen_lists([NameQuery(name, line) for line, name in enumerate(names)], lists)
    return [
        Counter((each.entities.title, *key) for each in kind for key in told([each.lead]))
        for kind in (found.leads, found.weaker, found.contradicted)
    ]


def also_on(names: Sequence[str], lists: Sequence[EntityList]) -> set[tuple[object, ...]]:
    found = screen_lists([NameQuery(name) for name in names], lists)
    return {
        (
            each.lead.query.name,
            each.entities.title,
            each.lead.entity.id,
            other.entities.title,
            other.entity.id,
        )
        for each in found.leads
        for other in each.also_on
    }


@given(st.data(), entities(), entities(), st.lists(name_of, min_size=1, max_size=6))
@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=min(settings().max_examples, 300))
def test_no_order_changes_a_lead(
    data: st.DataObject, one: tuple[ListedEntity, ...], other: tuple[ListedEntity, ...], names: list[str]
) -> None:
    lists = [listed("one", one), listed("other", other)]
    shuffled = [
        listed(
            each.title,
            [
                replace(entity, aliases=tuple(data.draw(st.permutations(entity.aliases))))
                for entity in data.draw(st.permutations(each.entities))
            ],
        )
        for each in data.draw(st.permutations(lists))
    ]
    searched = data.draw(st.permutations(names))

    assert all_told(searched, shuffled) == all_told(names, lists)
    assert also_on(searched, shuffled) == also_on(names, lists)


@given(entities(), st.lists(name_of, min_size=2, max_size=6, unique=True))
@settings(max_examples=min(settings().max_examples, 300))
def test_a_name_has_the_leads_it_has_alone(every: tuple[ListedEntity, ...], names: list[str]) -> None:
    held = listed("one", every)
    together = screen([NameQuery(name) for name in names], held)
    alone = [lead for name in names for lead in screen([NameQuery(name)], held).leads]

    assert told(together.leads) == told(alone)


@pytest.mark.parametrize(
    ("made", "head", "delimiter"),
    [("ofac/sdn.csv", 0, ","), ("uk/ConList.csv", 2, ","), ("eu/eu.csv", 1, ";")],
)
def test_the_rows_of_a_file_may_stand_in_any_order(
    tmp_path: Path, made: str, head: int, delimiter: str
) -> None:
    """A second row of one id is damage, of which the first is read: left out here."""
    source = FOLDER / made
    for each in source.parent.glob("*.csv"):
        with each.open(encoding="utf-8-sig", newline="") as file:
            rows = [
                row for row in csv.reader(file, delimiter=delimiter) if len(row) > 1 and SECOND not in row
            ]
        with (tmp_path / each.name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=delimiter).writerows(
                [*rows[:head], *rows[: head - 1 if head else None : -1]]
            )
    before, after = read_list(source), read_list(tmp_path / source.name)
    names = [alias for each in before.entities for alias in (each.name, *(one.name for one in each.aliases))]

    def leads(found: EntityList) -> set[tuple[str, str, float]]:
        screened = screen([NameQuery(name) for name in names], found)
        return {(lead.query.name, lead.entity.id, lead.score) for lead in (*screened.leads, *screened.weaker)}

    assert leads(before)
    assert leads(after) == leads(before)
