"""What must hold for any table of stakes, against a slow reference written from the rules' words."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sanctions.ownership.explain import Explainer
from sanctions.ownership.graph import build_graph
from sanctions.ownership.listings import Listing
from sanctions.ownership.propagation import spread
from sanctions.ownership.propagation.engine import expand
from sanctions.ownership.propagation.expansion import STATUSES, Expansion
from sanctions.ownership.shares import Share
from sanctions.ownership.stakes import Interest, Stake
from sanctions.ownership.verdicts import CAUGHT, VerdictStatus

DAY = dt.date(2024, 8, 1)
NAMES = "ABCDEF"
SHARES = [Fraction(number, 100) for number in (0, 1000, 2499, 2500, 3333, 1667, 4999, 5000, 5001, 10000)]
SHARES += [Fraction(100, 3), Fraction(100, 6), Fraction(100, 7)]

exact = st.sampled_from(SHARES).map(Share.exact)
band = st.builds(
    lambda ends, low_open, high_open: Share(min(ends), max(ends), low_open, high_open),
    st.lists(st.sampled_from(SHARES), min_size=2, max_size=2, unique=True),
    st.booleans(),
    st.booleans(),
)
pairs = st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda pair: pair[0] != pair[1])


def stakes_of(share: st.SearchStrategy[Share]) -> st.SearchStrategy[list[Stake]]:
    one = st.builds(lambda pair, size: Stake(*pair, size), pairs, share)
    return st.lists(one, max_size=12, unique_by=lambda stake: (stake.owner, stake.entity))


listed_sets = st.sets(st.sampled_from(NAMES), min_size=1, max_size=3)


def run(stakes: list[Stake], listed: set[str], rule: str) -> Expansion:
    return expand(build_graph(stakes), [Listing(name) for name in sorted(listed)], rule, DAY)


def status_of(expansion: Expansion) -> dict[str, VerdictStatus]:
    return {name: expansion.status(number) for name, number in expansion.graph.number_of.items()}


def caught(expansion: Expansion) -> set[str]:
    return {name for name, status in status_of(expansion).items() if status in CAUGHT}


def reached(sums: dict[str, tuple[Fraction, int]], strict: bool) -> set[str]:
    """Return who passes half; the whole number counts open ends, one infinitesimal each."""
    half = (Fraction(50), 0)
    return {name for name, total in sums.items() if total > half or (total == half and not strict)}


def slow(stakes: list[Stake], listed: set[str], strict: bool, high: bool) -> set[str]:
    """Return the smallest closed set by repeating the rule's sentence until nothing changes."""
    members = set(listed)
    while True:
        sums: dict[str, tuple[Fraction, int]] = {}
        for stake in stakes:
            if stake.owner in members:
                share, sign = stake.share, 0
                sign = (-share.high_open if high else share.low_open) * 1
                size = share.high_pct if high else share.low_pct
                total, signs = sums.get(stake.entity, (Fraction(0), 0))
                sums[stake.entity] = (total + size, signs + sign)
        bigger = members | reached(sums, strict)
        if bigger == members:
            return members
        members = bigger


@given(stakes_of(exact), listed_sets)
def test_blocked_set_agrees_with_the_slow_reference(stakes: list[Stake], listed: set[str]) -> None:
    assert caught(run(stakes, listed, "ofac-50")) == slow(stakes, listed, strict=False, high=False)


@given(stakes_of(exact), listed_sets)
def test_uk_set_agrees_with_the_slow_reference(stakes: list[Stake], listed: set[str]) -> None:
    expected = set().union(*(slow(stakes, {person}, strict=True, high=False) for person in listed)) | listed

    assert caught(run(stakes, listed, "uk")) == expected


@given(stakes_of(st.one_of(exact, band)), listed_sets)
def test_bands_give_the_certain_and_the_possible_set(stakes: list[Stake], listed: set[str]) -> None:
    for rule in ("ofac-50", "eu-freeze", "uk"):
        status = status_of(run(stakes, listed, rule))
        groups = [{person} for person in listed] if rule == "uk" else [listed]
        certain = listed.union(*(slow(stakes, group, rule == "uk", high=False) for group in groups))
        possible = listed.union(*(slow(stakes, group, rule == "uk", high=True) for group in groups))

        assert {name for name, each in status.items() if each in CAUGHT} == certain
        assert {name for name, each in status.items() if each is VerdictStatus.MAY} == possible - certain


@given(stakes_of(st.one_of(exact, band)), listed_sets, pairs, exact)
def test_a_further_stake_never_releases_anybody(
    stakes: list[Stake], listed: set[str], pair: tuple[str, str], share: Share
) -> None:
    more = [*stakes, Stake(*pair, share)]

    for rule in ("ofac-50", "uk", "eu-freeze", "bis-50"):
        assert caught(run(stakes, listed, rule)) <= caught(run(more, listed, rule))


@given(stakes_of(st.one_of(exact, band)), listed_sets, st.sampled_from(NAMES))
def test_a_further_listing_never_releases_anybody(stakes: list[Stake], listed: set[str], name: str) -> None:
    for rule in ("ofac-50", "uk", "eu-freeze", "ssi-50", "uk-markets", "eu-sectoral"):
        assert caught(run(stakes, listed, rule)) <= caught(run(stakes, listed | {name}, rule))


@given(stakes_of(st.one_of(exact, band)), listed_sets, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(stakes: list[Stake], listed: set[str], shuffler: object) -> None:
    shuffled = list(stakes)
    shuffler.shuffle(shuffled)  # type: ignore[attr-defined]

    for rule in ("ofac-50", "uk", "eu-freeze"):
        assert status_of(run(stakes, listed, rule)) == status_of(run(shuffled, listed, rule))


@given(stakes_of(exact), listed_sets)
def test_listing_the_caught_as_well_changes_nothing(stakes: list[Stake], listed: set[str]) -> None:
    once = caught(run(stakes, listed, "ofac-50"))

    assert caught(run(stakes, once, "ofac-50")) == once


@given(st.lists(st.integers(1, 9999), min_size=2, max_size=6))
def test_decimals_that_sum_to_fifty_are_exactly_enough(parts: list[int]) -> None:
    total = sum(parts)
    shares = [Fraction(50 * part, total) for part in parts]
    stakes = [Stake(f"X{number}", "A", Share.exact(share)) for number, share in enumerate(shares)]
    short = [*stakes[:-1], Stake(stakes[-1].owner, "A", Share.exact(shares[-1] - Fraction(1, 10**12)))]
    listed = {stake.owner for stake in stakes}

    assert "A" in caught(run(stakes, listed, "ofac-50"))
    assert "A" not in caught(run(short, listed, "ofac-50"))
    assert "A" not in caught(run(stakes, listed, "eu-sectoral"))


@given(stakes_of(exact), listed_sets)
def test_the_compiled_worklist_is_the_plain_one(stakes: list[Stake], listed: set[str]) -> None:
    plain = run(stakes, listed, "ofac-50").statuses
    limit, spread.COMPILE_FROM_STAKES = spread.COMPILE_FROM_STAKES, 0
    try:
        compiled = run(stakes, listed, "ofac-50").statuses
    finally:
        spread.COMPILE_FROM_STAKES = limit

    np.testing.assert_array_equal(plain, compiled)


@given(stakes_of(exact), listed_sets)
def test_who_is_held_by_a_loop_is_the_largest_set_that_supports_itself(
    stakes: list[Stake], listed: set[str]
) -> None:
    expansion = run(stakes, listed, "ofac-50")
    linked = set(listed)
    while True:
        more = {stake.entity for stake in stakes if stake.owner in linked and stake.share.low_pct > 0}
        if more <= linked:
            break
        linked |= more
    while True:
        totals = dict.fromkeys(NAMES, Fraction(0))
        for stake in stakes:
            totals[stake.entity] += stake.share.low_pct if stake.owner in linked else 0
        kept = {name for name in linked if name in listed or totals[name] >= 50}
        if kept == linked:
            break
        linked = kept
    flagged = {expansion.graph.names[number] for number in np.flatnonzero(expansion.in_loops)}

    assert flagged == linked - caught(expansion)


def test_every_status_has_a_code() -> None:
    assert set(STATUSES) == set(VerdictStatus)
    assert Interest.SHARES == 0


KINDS = (Interest.SHARES, Interest.VOTES, Interest.BOARD, Interest.CONTROL)


@st.composite
def mixed_stakes(draw: st.DrawFn) -> list[Stake]:
    """Draw stakes of several kinds, some under joint arrangements; no holder twice in one kind."""
    keys = draw(st.lists(st.tuples(pairs, st.sampled_from(KINDS)), max_size=12, unique=True))
    found = []
    for (owner, entity), kind in keys:
        share = Share.exact(100) if kind is Interest.CONTROL else draw(exact)
        joint = draw(st.sampled_from(("", "", "pact", "club"))) if kind is not Interest.CONTROL else ""
        found.append(Stake(owner, entity, share, kind, joint))
    return found


def slow_uk(stakes: list[Stake], person: str) -> set[str]:
    """Return whom one person owns or controls, by the words of the regulations."""
    members = {person}
    while True:
        bigger = set(members)
        for entity in NAMES:
            for kind in KINDS:
                held = [stake for stake in stakes if stake.entity == entity and stake.interest is kind]
                pacts = {stake.joint for stake in held if stake.owner in members and stake.joint}
                counted = [stake for stake in held if stake.owner in members or stake.joint in pacts]
                if sum(stake.share.low_pct for stake in counted) > 50:
                    bigger.add(entity)
        if bigger == members:
            return members
        members = bigger


@given(mixed_stakes(), listed_sets)
def test_uk_limbs_and_joint_arrangements_agree_with_the_slow_reference(
    stakes: list[Stake], listed: set[str]
) -> None:
    expected = set().union(*(slow_uk(stakes, person) for person in listed)) | listed

    assert caught(run(stakes, listed, "uk")) == expected


@given(st.one_of(stakes_of(st.one_of(exact, band)), mixed_stakes()), listed_sets)
def test_every_verdict_explains_its_own_status(stakes: list[Stake], listed: set[str]) -> None:
    for rule, strict in (
        ("ofac-50", False),
        ("uk", True),
        ("eu-freeze", False),
        ("government_definition", False),
    ):
        explainer = Explainer(run(stakes, listed, rule), tuple(Listing(name) for name in sorted(listed)))
        for verdict in explainer.verdicts():
            if verdict.status is VerdictStatus.LISTED or verdict.status is VerdictStatus.UNSETTLED:
                continue
            low, high = Fraction(verdict.share_min_pct), Fraction(verdict.share_max_pct)
            narrow = strict or verdict.limb in ("votes", "board", "control")
            if verdict.limb == "control":
                assert any(line.endswith(f"-> {verdict.entity} controls") for line in verdict.because)
            elif verdict.status in CAUGHT:
                assert low > 50 or (low == 50 and not strict)
                assert verdict.because[-1].split(" -> ")[1].startswith(verdict.entity)
            elif verdict.status is VerdictStatus.MAY:
                assert high > 50 or (high == 50 and not narrow)
                assert low <= 50
            else:
                assert low < 50 or (low == 50 and strict)


@given(stakes_of(exact), listed_sets)
def test_no_entity_stands_in_its_own_chain_twice(stakes: list[Stake], listed: set[str]) -> None:
    explainer = Explainer(run(stakes, listed, "ofac-50"), ())
    for verdict in explainer.verdicts():
        assert len(set(verdict.because)) == len(verdict.because)
