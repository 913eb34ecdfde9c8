"""Scores of many names against many listed names at once: likeness of spelling, words shared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process
from scipy import sparse

from sanctions.screening.names import NameKey, skeleton

Indices = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float64]

_NAMES_AT_ONCE = 1024  # names a block: with a list of 40,000 spellings, about 40 MB
# Shared words. A word of the searched name that the listed one lacks costs more than the reverse:
# lists give patronymics and second surnames that other sources leave out.
_COST_OF_UNMATCHED_SEARCHED = 0.5
_COST_OF_UNMATCHED_LISTED = 0.3
_FEWEST_SHARED_WORDS = 2
_COMMON_WORD_SHARE = 0.01  # words in more names than this do not by themselves make a pair
SAME_LETTERS = 0.97  # the most that letters alone score, words being divided differently
LETTERS_ALONE = 0.006  # taken off where only the letters run together are alike
_ALL = -1  # rapidfuzz: use every processor


@dataclass(frozen=True, slots=True)
class PairScores:
    """Pairs of a searched and a listed name, with a score from 0 to 1.

    Parameters
    ----------
    searched, listed : array of int, shape (pairs,)
        Positions in the two sequences of keys.
    spelling, words : array of float, shape (pairs,)
        Likeness of the spelling, and of the words shared; 0 where not computed because too low.
    """

    searched: Indices
    listed: Indices
    spelling: Scores
    words: Scores


def pair_scores(searched: Sequence[NameKey], listed: Sequence[NameKey], threshold: float) -> PairScores:
    """Return all pairs whose spelling or shared words reach the threshold.

    Parameters
    ----------
    searched, listed : sequence of NameKey
        Distinct spellings on either side.
    threshold : float
        From 0 to 1.

    Returns
    -------
    PairScores
        Each pair once.
    """
    by_spelling = [
        *_spelling_pairs([k.spelling for k in searched], [k.spelling for k in listed], threshold),
        *_letter_pairs(searched, listed, threshold),
    ]
    by_words = list(_word_pairs(searched, listed, threshold))
    names = np.concatenate([np.zeros(0, np.int64), *(pair[0] for pair in (*by_spelling, *by_words))])
    choices = np.concatenate([np.zeros(0, np.int64), *(pair[1] for pair in (*by_spelling, *by_words))])
    scores = np.concatenate([np.zeros(0), *(pair[2] for pair in (*by_spelling, *by_words))])
    from_spelling = np.arange(len(names)) < sum(len(pair[0]) for pair in by_spelling)
    code = names * max(len(listed), 1) + choices
    unique, place = np.unique(code, return_inverse=True)
    spelling, words = np.zeros(len(unique)), np.zeros(len(unique))
    np.maximum.at(spelling, place[from_spelling], scores[from_spelling])
    np.maximum.at(words, place[~from_spelling], scores[~from_spelling])
    return PairScores(unique // max(len(listed), 1), unique % max(len(listed), 1), spelling, words)


def _spelling_pairs(
    searched: Sequence[str], listed: Sequence[str], threshold: float
) -> Iterator[tuple[Indices, Indices, Scores]]:
    """Yield pairs by the Indel ratio of two texts.

    The ratio 2m / (a + b) of strings of lengths a and b, with m matching letters, is at most
    2 min(a, b) / (a + b): whoever is too short or too long for the threshold is not even compared.
    Nothing above the threshold is lost by that.
    """
    names, choices = np.array(searched, dtype=object), np.array(listed, dtype=object)
    name_order, name_lengths = _by_length(names)
    choice_order, choice_lengths = _by_length(choices)
    reach = threshold / (2 - threshold)
    for start in range(0, len(names), _NAMES_AT_ONCE):
        block = name_order[start : start + _NAMES_AT_ONCE]
        shortest, longest = name_lengths[start], name_lengths[min(start + _NAMES_AT_ONCE, len(names)) - 1]
        low = int(np.searchsorted(choice_lengths, np.floor(shortest * reach), "left"))
        high = int(np.searchsorted(choice_lengths, np.ceil(longest / reach), "right"))
        window = choice_order[low:high]
        ratios = process.cdist(
            names[block].tolist(), choices[window].tolist(), scorer=fuzz.ratio, dtype=np.uint8,
            score_cutoff=100 * threshold, workers=_ALL,
        )  # fmt: skip
        # On truth values flatnonzero is several times faster than nonzero on numbers.
        rows, columns = np.divmod(np.flatnonzero(ratios != 0), max(len(window), 1))
        pairs = block[rows], window[columns]
        # Whole percents found the pairs; the score itself is computed again without rounding.
        exact = process.cpdist(names[pairs[0]].tolist(), choices[pairs[1]].tolist(), scorer=fuzz.ratio) / 100
        kept = exact >= threshold
        yield pairs[0][kept], pairs[1][kept], np.asarray(exact[kept], np.float64)


def _letter_pairs(
    searched: Sequence[NameKey], listed: Sequence[NameKey], threshold: float
) -> Iterator[tuple[Indices, Indices, Scores]]:
    """Yield pairs by their letters in the order given, words run together.

    Finds what sorting the words hides: a first letter mistyped, a word parted or joined to the next.
    """
    for names, choices, scores in _spelling_pairs(
        [key.letters for key in searched], [key.letters for key in listed], threshold
    ):
        capped = np.minimum(scores - LETTERS_ALONE, SAME_LETTERS)
        kept = capped >= threshold
        yield names[kept], choices[kept], capped[kept]


def _by_length(texts: npt.NDArray[np.object_]) -> tuple[Indices, Indices]:
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    order = np.argsort(lengths, kind="stable")
    return order, lengths[order]


def _word_pairs(
    searched: Sequence[NameKey], listed: Sequence[NameKey], threshold: float
) -> Iterator[tuple[Indices, Indices, Scores]]:
    """Yield pairs by the words they share, rare words weighing more (inverse document frequency)."""
    every_word = {skeleton(word) for key in listed for word in key.folded}
    vocabulary = {word: column for column, word in enumerate(sorted(every_word))}
    listed_words = _word_matrix(listed, vocabulary)
    frequency = np.asarray(listed_words.sum(axis=0)).ravel()
    weight = np.log1p(len(listed) / np.maximum(frequency, 1.0))
    outside = float(np.log1p(len(listed)))  # weight of a word that no listed name has
    searched_words = _word_matrix(searched, vocabulary)
    known = np.asarray(searched_words.sum(axis=1)).ravel()
    totals = np.array([len({skeleton(word) for word in key.folded}) for key in searched], np.float64)
    searched_total = searched_words @ weight + (totals - known) * outside
    listed_total = listed_words @ weight
    rare = sparse.diags_array((frequency <= max(_COMMON_WORD_SHARE * len(listed), 5)).astype(np.float64))
    rare_listed = (listed_words @ rare).T.tocsc()
    for start in range(0, len(searched), _NAMES_AT_ONCE):
        block = searched_words[start : start + _NAMES_AT_ONCE]
        touching = (block @ rare_listed).tocoo()
        names, choices = touching.coords[0].astype(np.int64) + start, touching.coords[1].astype(np.int64)
        common = searched_words[names].multiply(listed_words[choices]).tocsr()
        shared = common @ weight
        with np.errstate(divide="ignore", invalid="ignore"):
            score = (
                1
                - _COST_OF_UNMATCHED_SEARCHED * (1 - shared / searched_total[names])
                - _COST_OF_UNMATCHED_LISTED * (1 - shared / listed_total[choices])
            )
        enough = (np.asarray(common.sum(axis=1)).ravel() >= _FEWEST_SHARED_WORDS) & (score >= threshold)
        names, choices, score = names[enough], choices[enough], score[enough]
        score = score * _likeness(searched, listed, names, choices)
        kept = score >= threshold
        yield names[kept], choices[kept], score[kept]


def _likeness(
    searched: Sequence[NameKey], listed: Sequence[NameKey], names: Indices, choices: Indices
) -> Scores:
    """Return how alike the shared words are spelled; words of a script without vowels by consonants."""
    left, right = [], []
    for name, choice in zip(names.tolist(), choices.tolist(), strict=True):
        one, other = searched[name], listed[choice]
        bare = one.without_vowels or other.without_vowels
        left.append(" ".join(map(skeleton, one.folded)) if bare else one.spelling)
        right.append(" ".join(map(skeleton, other.folded)) if bare else other.spelling)
    return np.asarray(process.cpdist(left, right, scorer=fuzz.token_set_ratio) / 100, np.float64)


def _word_matrix(keys: Sequence[NameKey], vocabulary: dict[str, int]) -> sparse.csr_array:
    """Return names by words, 1 where a name has a word; words are compared without inner vowels."""
    rows: list[int] = []
    columns: list[int] = []
    for row, key in enumerate(keys):
        found = {vocabulary.get(skeleton(word), -1) for word in key.folded}
        for column in sorted(found - {-1}):
            rows.append(row)
            columns.append(column)
    shape = (len(keys), max(len(vocabulary), 1))
    return sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=shape)
