"""Names made comparable: Latin letters, no accents, no punctuation, legal forms apart, spellings folded."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from sanctions.files.cells import composed, without_invisible
from sanctions.lists.types import LONGEST_NAME
from sanctions.screening.legal_forms import ALSO_NAMES, corrected, split_legal_form

_POINTS_IN_INITIALS = re.compile(r"(?<![a-z])[a-z]\.[a-z]\.(?:[a-z](?![a-z])\.?)*")
_APOSTROPHES = re.compile(r"['`’ʻʼ\"]")
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")
_ABBREVIATIONS = {
    "intl": "international",
    "int": "international",
    "natl": "national",
    "bros": "brothers",
    "mfg": "manufacturing",
    "eng": "engineering",
    "engg": "engineering",
    "ind": "industries",
    "inds": "industries",
    "grp": "group",
    "hldg": "holding",
    "hldgs": "holding",
    "holdings": "holding",
    "dev": "development",
    "tech": "technology",
    "technologies": "technology",
    "svcs": "services",
    "svc": "services",
    "govt": "government",
    "min": "ministry",
    "dept": "department",
    "univ": "university",
    "inst": "institute",
    "mgmt": "management",
    "assoc": "association",
    "trdg": "trading",
    "invest": "investment",
    "shpg": "shipping",
    "transp": "transport",
    "comm": "communication",
    "comms": "communication",
    "communications": "communication",
    "telecom": "telecommunication",
    "telecoms": "telecommunication",
    "telecommunications": "telecommunication",
}
# Short for a given name; the only abbreviations that a person's name holds ("Min", "Dev", "Eng" are names).
_PERSONAL_ABBREVIATIONS = dict.fromkeys(("mohd", "mhd", "md"), "mohammed") | {"abd": "abdul"}
_SHORT = 4  # letters; an abbreviation so short may be a given name or surname
_SMALL_WORDS = frozenset(["the", "of", "and", "for", "de", "la", "el", "al", "i"])
# Spellings that romanisations of one sound share; applied in this order.
_FOLDS = tuple(
    (re.compile(pattern), short)
    for pattern, short in (
        (r"shch|sch|sh|sz", "s"),
        (r"tch|ch|cz", "c"),
        (r"dzh|dj|zh", "j"),
        (r"kh|gh", "h"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"ck|q", "k"),
        (r"x", "ks"),
        (r"tz|ts", "c"),
        (r"w", "v"),
        (r"ou|oo|ow", "u"),
        (r"(?<=[^aeiou])yo", "e"),
        (r"[yi]e", "e"),
        (r"ee|iy|ij|yi|yy|ii|y|j", "i"),
        (r"(.)\1+", r"\1"),
    )
)
_VOWELS = re.compile(r"[aeiou]")
_SKELETON_LENGTH = 3
_ARABIC_WORD = re.compile(r"[\u0600-\u06ff\u0750-\u077f\u200c]+")
_ARTICLE = "\u0627\u0644"  # alif, lam
_SHORTEST_WITH_ARTICLE = 4
_NO_VOWELS = re.compile(r"[\u0590-\u05ff\u0600-\u06ff\u0750-\u077f]")  # Hebrew, Arabic


@dataclass(frozen=True, slots=True)
class NameKey:
    """A name in comparable form.

    Parameters
    ----------
    words : tuple of str
        Words without legal forms, in order, in plain lower case Latin letters.
    forms : tuple of str
        Short names of the legal forms that were in it.
    folded : tuple of str
        ``words`` with romanisations of one sound spelled alike.
    without_vowels : bool
        The name was written in a script that leaves vowels out (Arabic, Hebrew).
    """

    words: tuple[str, ...]
    forms: tuple[str, ...]
    folded: tuple[str, ...]
    without_vowels: bool = False

    @property
    def spelling(self) -> str:
        """Folded words in alphabetical order: equal for names that differ in word order only."""
        return " ".join(sorted(self.folded))

    @property
    def letters(self) -> str:
        """Words run together, then folded: equal for names that are divided into words differently."""
        return fold("".join(self.words))


def name_key(name: str, *, person: bool = False) -> NameKey:
    """Return the comparable form of a name.

    Parameters
    ----------
    name : str
        In any script.
    person : bool
        The name is a person's, so that no legal form is looked for.

    Returns
    -------
    NameKey
        With no words when the name has no letter or digit.
    """
    words = tuple(corrected(word) for word in plain_words(name))
    core, forms = (words, ()) if person else split_legal_form(words)
    core = tuple(_written_out(word, person=person) for word in core)
    kept = tuple(word for word in core if word not in _SMALL_WORDS) or core
    return NameKey(kept, forms, tuple(fold(word) for word in kept), bool(_NO_VOWELS.search(name)))


def name_keys(name: str) -> tuple[NameKey, ...]:
    """Return the comparable forms of a name that may be a company's or a person's.

    Two when what looks like a legal form or an abbreviation may be part of a person's name ("Li Sa",
    "Dev Patel"), else one.
    """
    words = plain_words(name)
    company = name_key(name)
    a_name = company.forms and any(word in ALSO_NAMES for word in words)
    if a_name or any(word in _ABBREVIATIONS and len(word) <= _SHORT for word in words):
        return (company, name_key(name, person=True))
    return (company,)


def _written_out(word: str, *, person: bool) -> str:
    full = _PERSONAL_ABBREVIATIONS.get(word)
    return full or (word if person else _ABBREVIATIONS.get(word, word))


def compared_text(name: str) -> str:
    """Return what of a name is compared: its first `LONGEST_NAME` characters, composed, the seen ones."""
    return composed(without_invisible(name[:LONGEST_NAME]), "NFKC")


@lru_cache(maxsize=65536)
def plain_words(name: str) -> tuple[str, ...]:
    """Return the words of a name in lower case Latin letters and digits, whatever the script."""
    text = _ARABIC_WORD.sub(_romanised_arabic, compared_text(name))
    text = anyascii(text).casefold()
    text = _APOSTROPHES.sub("", text).replace("&", " and ").replace("+", " plus ")
    text = _POINTS_IN_INITIALS.sub(_without_points, text)
    return tuple(_NOT_A_WORD.sub(" ", text).split())


def _without_points(match: re.Match[str]) -> str:
    """Return initials as one word, apart from a word that follows at once ("J.R.Smith")."""
    return match[0].replace(".", "") + (" " if match[0].endswith(".") else "")


def _romanised_arabic(match: re.Match[str]) -> str:
    """Return a word in Arabic letters as romanisations have it: no article, long vowels as vowels."""
    written = match[0]
    bare = written.removeprefix(_ARTICLE) if len(written) > _SHORTEST_WITH_ARTICLE else written
    word = anyascii(bare).casefold()
    return word[:1] + word[1:].replace("w", "u").replace("y", "i")


@lru_cache(maxsize=262144)
def fold(word: str) -> str:
    """Return a word with the letters that romanisations spell differently spelled one way."""
    folded = word
    for pattern, short in _FOLDS:
        folded = pattern.sub(short, folded)
    return folded


@lru_cache(maxsize=262144)
def skeleton(folded: str) -> str:
    """Return a folded word without its vowels, which some scripts leave out.

    Words too short to lose them stay as they are.
    """
    bare = _VOWELS.sub("", folded)
    return bare if len(bare) >= _SKELETON_LENGTH else folded
