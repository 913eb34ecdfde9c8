"""Names of persons compared part by part: initials, a fuller name, given names joined."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from sanctions.screening.names import compared_text, fold, name_key, plain_words, skeleton

_TOKEN = re.compile(r"[^\W_]+\.?")
_APOSTROPHES = re.compile(r"['`\u2019\u02bb\u02bc]")  # within a word ("Sa'd")
_TWO_LETTER_INITIALS = frozenset(("yu", "ya", "ye", "kh", "zh", "ch", "sh", "ts", "shch"))
_LAST_WITH_INITIALS = "\u058f"  # Latin, Greek, Cyrillic, Armenian; elsewhere one sign may be a whole name
_PATRONYMIC = re.compile(r"(?:[oe]vi(?:c|[ct]h)|[oe]v[iy]ch|ivna|[oe]vna|ichna|uly|oglu|ogly|kyzy)$")
_SHORTEST_SURNAME = 4  # letters; below, one more name makes another person
# Scores: what is given agrees, and this much of it is more than a letter.
_JOINED = 0.97
_FULL_AND_INITIAL = 0.92
_INITIALS = 0.9
_FULLER = 0.88
# Weaker: they agree, but so do the names of many others.
_FULLER_WITH_ANOTHER_NAME = 0.79
_ONE_INITIAL = 0.78


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name of a person, word by word, as spelled, folded and also without vowels; initials apart."""

    spelled: tuple[str, ...]
    words: tuple[str, ...]
    bare: tuple[str, ...]
    initials: frozenset[int]


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """A listed person's name, its surname marked without vowels; `place` is the caller's number for it."""

    place: int
    surname: tuple[str, ...]
    given: PersonName


@lru_cache(maxsize=65536)
def person_name(name: str) -> PersonName:
    """Return a name word by word; a single letter, or letters before a full stop ("Yu."), is an initial."""
    spelled: list[str] = []
    initials: set[int] = set()
    for token in _TOKEN.findall(_APOSTROPHES.sub("", compared_text(name))):
        found, initial = _token_words(token)
        if initial:
            initials.add(len(spelled))
        spelled += found
    words = tuple(map(fold, spelled))
    return PersonName(tuple(spelled), words, tuple(map(skeleton, words)), frozenset(initials))


@lru_cache(maxsize=65536)
def _token_words(token: str) -> tuple[tuple[str, ...], bool]:
    """Return the plain words of one word as written, and whether it is an initial; most are shared."""
    found = plain_words(token)
    letter = token.rstrip(".")
    single = len(letter) == 1 and letter.isalpha() and letter <= _LAST_WITH_INITIALS
    initial = bool(found) and (single or (token.endswith(".") and found[0] in _TWO_LETTER_INITIALS))
    words = found if single else name_key(" ".join(found), person=True).words
    return tuple(words), initial


def listed_person(place: int, name: str) -> ListedPerson | None:
    """Return a listed name written ``SURNAME, Given``; None for one that does not mark the surname."""
    before, comma, after = name.partition(",")
    surname, given = person_name(before), person_name(after)
    if not comma or not given.words or not surname.words or surname.initials:
        return None
    return ListedPerson(place, surname.bare, given)


def person_pairs(
    searched: Iterable[tuple[int, str]], listed: Iterable[ListedPerson]
) -> Iterator[tuple[int, int, float, str]]:
    """Yield place searched, place listed, score and reason for names of persons that agree part by part."""
    by_surname: dict[str, list[ListedPerson]] = defaultdict(list)
    for person in listed:
        by_surname[max(person.surname, key=len)].append(person)
    for place, name in searched:
        words = person_name(name)
        for anchor in dict.fromkeys(words.bare):
            for person in by_surname.get(anchor, ()):
                found = _compared(words, person)
                if found:
                    yield place, person.place, *found


def _compared(searched: PersonName, person: ListedPerson) -> tuple[float, str] | None:
    """Return score and reason, or None where anything that is given contradicts."""
    left = list(range(len(searched.words)))
    for word in person.surname:
        same = next((p for p in left if searched.bare[p] == word and p not in searched.initials), None)
        if same is None:
            return None
        left.remove(same)
    rest = PersonName(
        tuple(searched.spelled[p] for p in left),
        tuple(searched.words[p] for p in left),
        tuple(searched.bare[p] for p in left),
        frozenset(n for n, p in enumerate(left) if p in searched.initials),
    )
    if not rest.words:
        return None
    if len(rest.words) != len(person.given.words) and "".join(rest.words) == "".join(person.given.words):
        return _JOINED, "the same surname, given names divided into other words"
    return _given_names(rest, person)


def _begins_alike(one: PersonName, other: PersonName, place: int) -> bool:
    """Return whether an initial is that of a word, as spelled or folded ("K." and "H." of "Khalid")."""
    pairs = ((one.spelled[place], other.spelled[place]), (one.words[place], other.words[place]))
    return any(left.startswith(right) or right.startswith(left) for left, right in pairs)


def _given_names(rest: PersonName, person: ListedPerson) -> tuple[float, str] | None:
    full = initial = 0
    given = person.given
    for place in range(min(len(rest.words), len(given.words))):
        if place in rest.initials or place in given.initials:
            if not _begins_alike(rest, given, place):
                return None
            initial += 1
        elif rest.bare[place] == given.bare[place]:
            full += 1
        else:
            return None
    more = rest.words[len(given.words) :]
    if initial and len(more) == 0:
        score = _FULL_AND_INITIAL if full else _INITIALS if initial > 1 else _ONE_INITIAL
        return score, "the same surname, initials agree"
    patronymic = len(more) == 1 and bool(_PATRONYMIC.search(more[0]))
    score = _FULLER if patronymic or rest.initials else _FULLER_WITH_ANOTHER_NAME
    long_enough = len("".join(person.surname)) >= _SHORTEST_SURNAME
    if full and len(more) == 1 and (patronymic or len(rest.initials) or long_enough):
        what = "a patronymic" if patronymic else f"'{more[0]}'"
        return score, f"the same surname and given name; the name searched has also {what}"
    return None
