"""Several lists at once: every lead says its list, and where else the same person stands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sanctions.errors import InputError
from sanctions.lists.read import read_list
from sanctions.lists.types import EntityList, EntityType, ListedEntity
from sanctions.screening.against_list import screen
from sanctions.screening.against_lists import screen_lists
from sanctions.screening.leads import NameQuery
from tests.made_lists import FOLDER

QUERIES = (
    NameQuery("Rupert von Hentzau", 2),
    NameQuery("Nobody At All", 3),
    NameQuery("Petrel Nine", 4),
)


@pytest.fixture(scope="module")
def lists():
    files = ("eu/eu.xml", "uk/UK-Sanctions-List.xml", "seco/seco.xml", "ofac/sdn_advanced.xml")
    return [read_list(FOLDER / file) for file in files]


def _made(title: str, *entities: ListedEntity) -> EntityList:
    return EntityList("UN", title, "made", None, entities, files=(f"{title}.xml",))


def _person(number: str, *born: str, kind: EntityType = EntityType.INDIVIDUAL) -> ListedEntity:
    return ListedEntity(number, "Karl Rassendyll", kind, born=born)


def test_a_lead_scores_on_each_list_as_on_that_list_alone(lists):
    found = screen_lists(QUERIES, lists)
    alone = {(each.title, lead) for each in lists for lead in screen(QUERIES, each).leads}
    assert {(each.entities.title, each.lead) for each in found.leads} == alone


def test_the_order_of_the_lists_changes_no_lead(lists):
    one, other = (screen_lists(QUERIES, order) for order in (lists, lists[::-1]))
    assert {(each.entities.title, each.lead) for each in one.leads} == {
        (each.entities.title, each.lead) for each in other.leads
    }


def test_leads_to_one_person_stand_together_and_say_why(lists):
    leads = [each for each in screen_lists(QUERIES, lists).leads if each.lead.query.line == 2]
    assert len(leads) == 4
    on_eu = next(each for each in leads if each.entities.publisher == "EU")
    assert {(also.entities.publisher, also.because) for also in on_eu.also_on} == {
        ("UK", "both are UN RUi.001"),
        ("SECO", "both are UN RUi.001"),
        ("OFAC", "the same passport number R1234567"),
    }


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (_person("1", "1960"), _person("2", "1960-03-15"), True),
        (_person("1", "1960"), _person("2"), True),
        (_person("1", "1960"), _person("2", "1971"), False),
        (_person("1"), _person("2", kind=EntityType.ENTITY), False),
    ],
)
def test_one_name_is_one_person_unless_something_speaks_against_it(one, other, same):
    found = screen_lists([NameQuery("Karl Rassendyll")], [_made("A", one), _made("B", other)])
    assert [bool(each.also_on) for each in found.leads] == [same, same]


def test_two_entries_of_one_list_are_never_one_person():
    found = screen_lists([NameQuery("Karl Rassendyll")], [_made("A", _person("1"), _person("2"))])
    assert [each.also_on for each in found.leads] == [(), ()]


def test_two_editions_of_one_list_are_refused(lists):
    again = replace(lists[0], files=("eu-old.xml",))
    with pytest.raises(InputError) as caught:
        screen_lists(QUERIES, [*lists, again])
    assert str(caught.value) == (
        "eu-old.xml: is the EU consolidated financial sanctions list, and so is eu.xml "
        "(expected one edition of each list)"
    )
