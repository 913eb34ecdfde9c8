"""Every row of the case table, one by one: the verdict a regulator or the design states for it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from sanctions.ownership.explain import Explainer
from sanctions.ownership.propagation.engine import expand
from sanctions.ownership.situation import EntityFact
from sanctions.ownership.verdicts import Verdict, VerdictStatus
from tests.ownership_cases import case_rows, graph_of, listings_of

CASES = case_rows()


def decided(case: dict[str, str], folder: Path) -> Verdict:
    graph, listings = graph_of(case["stakes"], folder), listings_of(case["listed"])
    facts = {}
    if case["entity_facts"]:
        name, answer = case["entity_facts"].split("|")
        facts[name] = EntityFact(financial_institution=answer == "yes")
    expansion = expand(graph, listings, case["rule"], dt.date.fromisoformat(case["as_of"]), facts)
    return Explainer(expansion, listings).verdict(expansion.graph.number_of[case["query"]])


@pytest.mark.parametrize("case", CASES, ids=[case["case_id"] for case in CASES])
def test_verdict_limb_basis_and_directives_are_the_stated_ones(case: dict[str, str], tmp_path: Path) -> None:
    verdict = decided(case, tmp_path)

    assert (verdict.status, verdict.limb) == (case["expected"], case["limb"])
    assert "; ".join(verdict.directives) == case["directives"]
    assert verdict.as_read_on.isoformat() == case["as_of"]
    if verdict.status is not VerdictStatus.NOT_COVERED:
        assert verdict.because
        assert verdict.basis == case["basis"] or verdict.status is VerdictStatus.MAY


def test_every_case_names_its_source() -> None:
    assert all(case["source_title"] and case["source_address"].startswith("http") for case in CASES)


def test_all_cases_of_the_law_in_scope_are_there() -> None:
    covered = {case["law_case"] for case in CASES} - {""}

    assert covered == {f"L{number}" for number in range(5, 14)}


def named(case_id: str, folder: Path) -> Verdict:
    return decided(next(case for case in CASES if case["case_id"] == case_id), folder)


def test_a_loop_is_flagged_with_its_other_reading(tmp_path: Path) -> None:
    verdict = named("L12-LOOP", tmp_path)

    assert verdict.circular_holding
    assert verdict.other_reading == "caught if the shares held within the loop counted for it"
    assert verdict.share_pct == "25"


def test_an_unknown_share_must_be_resolved_under_the_bis_rule(tmp_path: Path) -> None:
    assert named("L13-UNKNOWN", tmp_path).must_resolve
    assert not named("L11-BAND-OFAC", tmp_path).must_resolve


def test_the_chain_runs_from_the_listed_down(tmp_path: Path) -> None:
    verdict = named("US-01", tmp_path)

    assert verdict.because == ("X -> A 50", "A -> B 50")
    assert verdict.share_pct == "50"


def test_the_uk_verdict_names_the_one_person_and_adds_up_that_persons_shares_only(tmp_path: Path) -> None:
    verdict = named("L10-CHAIN", tmp_path)

    assert (verdict.person, verdict.share_pct) == ("X", "55")
    assert named("UK-03", tmp_path).share_pct == "40"


def test_property_stays_blocked_after_an_unlicensed_sale_and_not_after_a_licensed_one(tmp_path: Path) -> None:
    case = next(case for case in CASES if case["case_id"] == "L8-OUTSIDE_US")
    graph = graph_of(case["stakes"], tmp_path)
    since = dt.date(2022, 3, 1)
    listings = tuple(
        type(each)(each.entity, each.list_name, each.kind, valid_from=since) for each in listings_of("X|SDN")
    )
    sold = expand(graph, listings, "ofac-50", dt.date(2022, 8, 1))
    licensed_graph = graph_of(case["stakes"].replace("outside_us", "licensed"), tmp_path)
    licensed = expand(licensed_graph, listings, "ofac-50", dt.date(2022, 8, 1))

    after_sale = Explainer(sold, listings).verdict(sold.graph.number_of["A"])
    after_licence = Explainer(licensed, listings).verdict(licensed.graph.number_of["A"])

    assert (after_sale.status, after_sale.property_blocked_since) == (VerdictStatus.NOT_COVERED, since)
    assert any("does not release property" in note for note in after_sale.notes)
    assert (after_licence.status, after_licence.property_blocked_since) == (VerdictStatus.NOT_COVERED, None)


def test_bis_standing_is_said_beside_the_verdict(tmp_path: Path) -> None:
    assert "covered unless the suspension is extended" in named("L13-2026-11-10", tmp_path).notes
    assert any(
        "suspended from 2025-11-10 to 2026-11-09" in note for note in named("L13-2025-11-10", tmp_path).notes
    )
