"""Pairs are found without comparing every name with every other, and none is lost by that."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from sanctions.screening.name_scores import LETTERS_ALONE, SAME_LETTERS, pair_scores
from sanctions.screening.names import name_key

NAMES = st.lists(st.text("abcdeo ", min_size=1, max_size=14), min_size=0, max_size=12)


def _keys(names):
    keys = {key.spelling: key for name in names if (key := name_key(name, person=True)).words}
    return list(keys.values())


@given(searched=NAMES, listed=NAMES, threshold=st.sampled_from([0.5, 0.7, 0.85, 0.999, 1.0]))
def test_the_length_window_loses_no_spelling(searched, listed, threshold):
    ours, theirs = _keys(searched), _keys(listed)
    found = pair_scores(ours, theirs, threshold)
    spelled = {
        (one, other): score
        for one, other, score in zip(found.searched, found.listed, found.spelling, strict=True)
        if score > 0
    }
    brute = {
        (i, j): max(
            fuzz.ratio(one.spelling, other.spelling) / 100,
            min(fuzz.ratio(one.letters, other.letters) / 100 - LETTERS_ALONE, SAME_LETTERS),
        )
        for i, one in enumerate(ours)
        for j, other in enumerate(theirs)
    }
    assert spelled == pytest.approx({pair: score for pair, score in brute.items() if score >= threshold})


def test_a_missing_patronymic_costs_little_and_a_different_one_more():
    listed = _keys(["HENTZAU, Rupert Karlovich", "TARLENHEIM, Fritz", "STRELSAU, Rudolf"])
    searched = _keys(["Rupert Hentzau", "Rupert Hentzau Pavlovich"])
    found = pair_scores(searched, listed, 0.5)
    words = dict(zip(zip(found.searched, found.listed, strict=True), found.words, strict=True))
    assert words[0, 0] > 0.85 > words[1, 0] > 0


def test_one_shared_word_is_no_pair():
    found = pair_scores(_keys(["Zenda"]), _keys(["ZENDA STRELSAU HOLDINGS OF RURITANIA"]), 0.5)
    assert len(found.searched) == 0
