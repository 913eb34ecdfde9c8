from __future__ import annotations

import datetime as dt
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from sanctions.errors import InputError
from sanctions.ownership import explain
from sanctions.ownership.explain import Explainer
from sanctions.ownership.findings import findings_on
from sanctions.ownership.graph import build_graph
from sanctions.ownership.listings import Listing
from sanctions.ownership.propagation.engine import expand
from sanctions.ownership.shares import Share
from sanctions.ownership.stakes import Stake
from sanctions.ownership.verdicts import VerdictStatus
from tests.ownership_cases import graph_of

DAY = dt.date(2024, 8, 1)


def status(
    words: str, folder: Path, rule: str = "ofac-50", day: dt.date = DAY, of: str = "A"
) -> VerdictStatus:
    expansion = expand(graph_of(words, folder), [Listing("X")], rule, day)
    return expansion.status(expansion.graph.number_of[of])


def test_shares_too_fine_for_64_bits_stay_exact() -> None:
    primes = [101, 103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157]
    parts = [Fraction(1, prime) for prime in primes]
    rest = Fraction(50) - sum(parts, Fraction(0))
    stakes = [Stake(f"X{number}", "A", Share.exact(part)) for number, part in enumerate([*parts, rest])]
    listings = [Listing(stake.owner) for stake in stakes]

    graph = build_graph(stakes)
    expansion = expand(graph, listings, "ofac-50", DAY)
    over = expand(graph, listings, "eu-sectoral", DAY)

    assert graph.low.dtype == np.dtype(object)
    assert expansion.status(expansion.graph.number_of["A"]) is VerdictStatus.BLOCKED
    assert over.status(over.graph.number_of["A"]) is VerdictStatus.NOT_COVERED


def test_a_stake_holds_on_its_first_and_last_day(tmp_path: Path) -> None:
    words = "X>A:60|from=2022-03-01|to=2022-05-01"
    days = [dt.date(2022, 2, 28), dt.date(2022, 3, 1), dt.date(2022, 5, 1), dt.date(2022, 5, 2)]

    found = [status(words, tmp_path, day=day) for day in days]

    assert found == [
        VerdictStatus.NOT_COVERED,
        VerdictStatus.BLOCKED,
        VerdictStatus.BLOCKED,
        VerdictStatus.NOT_COVERED,
    ]


def test_a_stake_gives_way_on_the_day_its_successor_begins(tmp_path: Path) -> None:
    same_day = "X>A:63.42|to=2018-04-11;X>A:48.83|from=2018-04-11"
    next_day = "X>A:63.42|to=2018-04-10;X>A:48.83|from=2018-04-11"

    for words in (same_day, next_day):
        assert status(words, tmp_path, day=dt.date(2018, 4, 10)) is VerdictStatus.BLOCKED
        assert status(words, tmp_path, day=dt.date(2018, 4, 11)) is VerdictStatus.NOT_COVERED


def test_two_rows_of_one_holder_are_a_band_and_reported(tmp_path: Path) -> None:
    graph = graph_of("X>A:30;X>A:30", tmp_path)

    assert status("X>A:30;X>A:30", tmp_path) is VerdictStatus.MAY
    assert status("X>A:20;X>A:20", tmp_path) is VerdictStatus.NOT_COVERED
    assert status("X>A:60;X>A:10", tmp_path) is VerdictStatus.BLOCKED
    assert [finding.message for finding in findings_on(graph, DAY)] == [
        "X -> A: 2 rows of shares, 30 and 30 (line 2, line 3); "
        "read as at least the largest and at most their sum"
    ]


def test_sums_over_the_whole_are_reported_and_used_as_given(tmp_path: Path) -> None:
    words = "X>A:45;Y>A:80"

    assert [finding.message for finding in findings_on(graph_of(words, tmp_path), DAY)] == [
        "A: shares held by all owners add up to 125 %; used as given"
    ]
    assert status(words, tmp_path) is VerdictStatus.NOT_COVERED


def test_loops_and_twin_spellings_are_reported(tmp_path: Path) -> None:
    found = findings_on(graph_of("A>B:10;B>C:10;C>A:10;Ab>D:5;ab>D:5", tmp_path), DAY)

    assert [(finding.kind, finding.message) for finding in found] == [
        ("circular_holding", "stakes form a loop among A, B, C"),
        ("similar_names", "read as different entities: 'Ab', 'ab'"),
    ]


def test_a_loop_nobody_listed_reaches_is_not_flagged_in_a_verdict(tmp_path: Path) -> None:
    expansion = expand(graph_of("A>B:100;B>A:100;X>C:60", tmp_path), [Listing("X")], "ofac-50", DAY)

    assert not expansion.in_loops.any()


def test_unclear_control_gives_may_and_certain_control_controlled(tmp_path: Path) -> None:
    assert status("X>A:10|control=unclear", tmp_path, "uk") is VerdictStatus.MAY
    assert status("X>A:10|control=yes", tmp_path, "uk") is VerdictStatus.CONTROLLED
    assert status("X>A:10|control=yes", tmp_path, "eu-freeze") is VerdictStatus.CONTROLLED


def test_a_right_to_profits_is_unsettled_under_every_rule(tmp_path: Path) -> None:
    for rule in (
        "ofac-50",
        "ssi-50",
        "eu-freeze",
        "eu-sectoral",
        "uk",
        "uk-markets",
        "government_definition",
    ):
        assert status("X>A:60|interest=profit", tmp_path, rule) is VerdictStatus.UNSETTLED


def test_before_the_guidance_of_2014_only_one_holders_half_is_settled(tmp_path: Path) -> None:
    day = dt.date(2014, 8, 12)
    graph = graph_of("X>A:25;Y>A:25", tmp_path)
    expansion = expand(graph, [Listing("X"), Listing("Y")], "ofac-50", day)

    assert expansion.status(expansion.graph.number_of["A"]) is VerdictStatus.UNSETTLED
    assert status("X>A:50", tmp_path, day=day) is VerdictStatus.BLOCKED


def test_property_is_blocked_from_the_day_listing_and_stake_meet(tmp_path: Path) -> None:
    graph = graph_of("X>A:60|from=2018-01-01;A>B:50|from=2019-06-01", tmp_path)
    listings = (Listing("X", valid_from=dt.date(2018, 4, 6)),)
    expansion = expand(graph, listings, "ofac-50", DAY)
    explainer = Explainer(expansion, listings)

    since = [explainer.verdict(expansion.graph.number_of[name]).property_blocked_since for name in "AB"]

    assert since == [dt.date(2018, 4, 6), dt.date(2019, 6, 1)]


def test_a_delisting_releases(tmp_path: Path) -> None:
    graph = graph_of("X>A:60", tmp_path)
    listings = (Listing("X", valid_from=dt.date(2018, 4, 6), valid_to=dt.date(2019, 1, 26)),)
    expansion = expand(graph, listings, "ofac-50", dt.date(2019, 1, 27))
    verdict = Explainer(expansion, listings).verdict(expansion.graph.number_of["A"])

    assert (verdict.status, verdict.property_blocked_since) == (VerdictStatus.NOT_COVERED, None)


def test_a_void_sale_counts_for_the_seller_and_down_the_chain(tmp_path: Path) -> None:
    words = "X>A:60|to=2022-05-01|transfer=us_nexus;Y>A:60|from=2022-05-02;A>B:50"

    assert status(words, tmp_path, day=dt.date(2022, 8, 1), of="B") is VerdictStatus.BLOCKED
    assert status(words, tmp_path, "uk", dt.date(2022, 8, 1), of="B") is VerdictStatus.NOT_COVERED


def test_a_sale_before_the_listing_is_never_void(tmp_path: Path) -> None:
    graph = graph_of("X>A:60|to=2022-05-01|transfer=us_nexus", tmp_path)
    listings = [Listing("X", valid_from=dt.date(2022, 6, 1))]
    expansion = expand(graph, listings, "ofac-50", DAY)

    assert expansion.status(expansion.graph.number_of["A"]) is VerdictStatus.NOT_COVERED


def test_a_doubtful_transfer_without_the_stake_that_ended_in_it_is_reported(tmp_path: Path) -> None:
    alone = findings_on(graph_of("X>A:40|from=2022-05-02|transfer=unknown", tmp_path), DAY)
    both = findings_on(
        graph_of("X>A:60|to=2022-05-01;X>A:40|from=2022-05-02|transfer=unknown", tmp_path), DAY
    )

    assert [finding.message for finding in alone] == [
        "X -> A: transfer unknown, but no stake in the table ended in it; "
        "whose it was and whether it still counts cannot be told"
    ]
    assert both == []


def test_a_row_without_end_says_how_the_stake_before_it_was_given_up(tmp_path: Path) -> None:
    words = "X>A:60|to=2022-05-01;X>A:40|from=2022-05-02|transfer={how}"

    assert status(words.format(how="us_nexus"), tmp_path) is VerdictStatus.BLOCKED
    assert status(words.format(how="unknown"), tmp_path) is VerdictStatus.UNSETTLED
    assert status(words.format(how="licensed"), tmp_path) is VerdictStatus.NOT_COVERED


def test_all_entities_of_a_very_large_table_are_explained_on_demand_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(explain, "MOST_EXPLAINED", 1)
    expansion = expand(graph_of("X>A:60", tmp_path), [Listing("X")], "ofac-50", DAY)
    explainer = Explainer(expansion, ())

    assert [verdict.entity for verdict in explainer.verdicts([0])] == ["A"]
    with pytest.raises(InputError, match="2 entities are too many to explain one by one"):
        explainer.verdicts()


def test_a_band_is_no_loop_and_a_loop_beside_a_band_is_one(tmp_path: Path) -> None:
    graph = graph_of("X>B:(25,50];A>C:100;C>A:25;X>A:25", tmp_path)
    expansion = expand(graph, [Listing("X")], "ofac-50", DAY)

    flagged = {expansion.graph.names[number] for number in np.flatnonzero(expansion.in_loops)}

    assert flagged == {"A", "C"}


def test_beside_control_the_shares_held_are_shown(tmp_path: Path) -> None:
    listings = (Listing("X"),)
    expansion = expand(graph_of("X>A:10|control=yes", tmp_path), listings, "uk", DAY)

    verdict = Explainer(expansion, listings).verdict(expansion.graph.number_of["A"])

    assert (verdict.limb, verdict.share_pct, verdict.because) == ("control", "10", ("X -> A controls",))
