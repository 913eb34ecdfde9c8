"""Leads, their scores and their reasons, on lists of our own making."""

from __future__ import annotations

from pathlib import Path

import pytest

from sanctions.errors import InputError
from sanctions.lists.read import read_list
from sanctions.screening.against_list import screen
from sanctions.screening.leads import NameQuery

LISTS = Path(__file__).resolve().parents[2] / "data" / "lists"


@pytest.fixture(scope="module")
def sdn():
    return read_list(LISTS / "ofac" / "sdn.csv")


@pytest.fixture(scope="module")
def un():
    return read_list(LISTS / "un" / "consolidated.xml")


def _one(query, entities, threshold=0.85):
    found = screen([query], entities, threshold)
    return [(lead.entity.id, lead.matched_name.name, lead.score, lead.reason) for lead in found.leads]


@pytest.mark.parametrize(
    ("name", "lead"),
    [
        ("Borgvar Mashinbank PJSC", ("101", "BORGVAR MASHINBANK PJSC", 1.0, "the same name")),
        ("ПАО «Боргвар Машинбанк»", ("101", "BORGVAR MASHINBANK PJSC", 1.0, "the same name")),
        (
            "OOO Borgvar Mashinbank",
            ("101", "BORGVAR MASHINBANK PJSC", 0.98, "the same name; legal form LLC against PJSC"),
        ),
        (
            "Borgwar Maschynbank",
            ("101", "BORGVAR MASHINBANK PJSC", 0.99, "the same name in another romanisation"),
        ),
        (
            "Borgvar Masch-inbank",
            ("101", "BORGVAR MASHINBANK PJSC", 0.97, "the same letters, divided into other words"),
        ),
        (
            "Machine Bank Borgvar",
            ("101", "BORGVAR MACHINE BANK", 1.0, "alias (aka): the same name, words in another order"),
        ),
        ("BVMB", ("101", "BVMB", 0.9, "weak alias (aka): the same name")),
        (
            "Rupert Hentzau",
            (
                "102",
                "HENTZAU, Rupert Karlovich",
                None,
                "shares the words 'hentzau rupert'; the list has also 'karlovich'",
            ),
        ),
        ("Tarlenheym Shiping", ("105", "TARLENHEIM SHIPPING CO., LTD.", None, None)),
    ],
)
def test_lead_and_reason(sdn, name, lead):
    (found,) = _one(NameQuery(name), sdn)
    assert found[:2] == lead[:2]
    assert lead[2] is None or found[2] == lead[2]
    assert lead[3] is None or found[3] == lead[3]
    assert 0.85 <= found[2] <= 1


@pytest.mark.parametrize("name", ["BVMC", "Zenda", "Strelsau Bank", "Ivan Petrov", "=1+1", "!!!"])
def test_no_lead(sdn, name):
    assert _one(NameQuery(name), sdn) == []


def test_shared_given_names_without_the_surname_are_not_enough(sdn):
    (found,) = _one(NameQuery("Rupert Karlovich"), sdn, 0.6)
    assert found[2] < 0.8


def test_a_wholly_other_word_costs(sdn):
    scores = {
        name: _one(NameQuery(name), sdn, 0.6)[0][2] for name in ("Borgvar Mashynbank", "Borgvar Machine Fund")
    }
    assert scores["Borgvar Mashynbank"] == 0.99
    assert scores["Borgvar Machine Fund"] < 0.85


def test_the_original_script_of_the_un_list(un):
    assert _one(NameQuery("Rupert Karlovič fon Gencau"), un)[0][0] == "RUi.001"


def test_the_same_number_decides_whatever_the_name(sdn):
    (found,) = screen([NameQuery("Unknown", tax_id="77 0999 0001")], sdn).leads
    assert (found.entity.id, found.score, found.decided_by) == ("101", 1.0, "identifier")
    assert found.reason == "the same tax number 7709990001; the names are not alike"


def test_another_number_contradicts_and_is_still_shown(sdn):
    query = NameQuery("Borgvar Mashinbank", lei="5493001KJTIIGC8Y1R99")
    found = screen([query], sdn)
    assert found.leads == ()
    (contradicted,) = found.contradicted
    assert contradicted.decided_by == "identifier"
    assert contradicted.reason == (
        "the same name; but the LEI number is 5493001KJTIIGC8Y1R99, and 5493001KJTIIGC8Y1R12 on the list"
    )


def test_a_number_of_an_unknown_register_is_only_mentioned(sdn):
    (found,) = screen([NameQuery("Borgvar Mashinbank", tax_id="7709990002")], sdn).leads
    assert found.reason == "the same name; the tax number differs, but not surely of the same register"


def test_one_right_number_outweighs_a_wrong_one(sdn):
    query = NameQuery("Borgvar Mashinbank", tax_id="7709990001", lei="5493001KJTIIGC8Y1R99")
    (found,) = screen([query], sdn).leads
    assert found.reason == "the same tax number 7709990001; the names are alike too (1.00)"


def test_leads_come_by_query_and_falling_score(sdn):
    queries = [NameQuery("Rupert Hentzau"), NameQuery("Borgvar Mashinbank")]
    found = screen(queries, sdn, 0.6)
    places = [queries.index(lead.query) for lead in found.leads]
    assert places == sorted(places)
    for query in queries:
        scores = [lead.score for lead in found.leads if lead.query == query]
        assert scores == sorted(scores, reverse=True)


def test_a_lower_threshold_never_loses_a_lead(sdn):
    queries = [NameQuery(e.name[:-2]) for e in sdn.entities]
    found = [
        {(lead.query.name, lead.entity.id) for lead in screen(queries, sdn, t).leads}
        for t in (0.95, 0.85, 0.6)
    ]
    assert found[0] <= found[1] <= found[2]


def test_every_listed_name_finds_itself(sdn, un):
    for entities in (sdn, un):
        queries = [NameQuery(entity.name) for entity in entities.entities]
        found = {(lead.query.name, lead.entity.id) for lead in screen(queries, entities, 1.0).leads}
        assert {(entity.name, entity.id) for entity in entities.entities} <= found


def test_no_queries_and_a_wrong_threshold(sdn):
    assert screen([], sdn).leads == ()
    with pytest.raises(InputError) as caught:
        screen([NameQuery("x")], sdn, 1.2)
    assert str(caught.value) == "threshold: 1.2 is out of range (expected 0.6 to 1)"


@pytest.mark.parametrize("name", ["R. K. Hentzau", "Hentzau R.K.", "Rupert K. Hentzau"])
def test_initials_that_agree_are_a_lead_and_others_none(sdn, name):
    assert [found[0] for found in _one(NameQuery(name), sdn)] == ["102"]
    assert _one(NameQuery("X. Y. Hentzau"), sdn) == []


@pytest.mark.parametrize("name", ["R. Hentzau", "Rupert Karlovich Anton Hentzau"])
def test_what_agrees_but_is_common_is_weaker_and_shown_apart(sdn, name):
    found = screen([NameQuery(name)], sdn)
    shown = (*found.leads, *found.weaker)
    assert [lead.entity.id for lead in shown] == ["102"]
    assert found.without_lead == ()
    assert all(lead.score < found.threshold for lead in found.weaker)


def test_names_together_are_names_one_by_one(sdn):
    queries = [NameQuery(name) for e in sdn.entities for name in (e.name, " ".join(reversed(e.name.split())))]
    alone = {lead for query in queries for lead in screen([query], sdn).leads}
    assert set(screen(queries[::-1], sdn).leads) == alone
