"""Cells of hand-made tables as values: dates, yes or no, words from a closed set."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Literal, TypeVar

Value = TypeVar("Value")

_YES = frozenset({"yes", "y", "true", "1", "x"})
_NO = frozenset({"no", "n", "false", "0"})


#: Characters without a shape of their own that are no format characters: fillers and variation selectors.
_SHAPELESS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0")
#: Joiners, which some scripts write with.
_JOINERS = frozenset("\u200c\u200d")
_LATER_SCRIPTS = 0x0600
#: As Unicode's Stream-Safe Text Format has it (UAX 15).
MOST_MARKS = 30


def clean_name(text: str) -> str:
    """Return a name with its Unicode composed, its white space single and nothing in it that cannot be seen.

    Spelling is left alone, so the joiners of Arabic, Indian and later scripts stay between their letters.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return _composed(without_invisible(text))


def without_invisible(text: str) -> str:
    """Return a text without what cannot be seen; joiners stay where they shape letters of later scripts."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(each for place, each in enumerate(text) if not _unseen(each) or _joins(text, place))


def name_key(name: str) -> str:
    """Return what is equal for names that differ in upper and lower case or in unseen characters only."""
    if name.isascii() and name.isprintable():
        return " ".join(name.split()).casefold()
    return _composed(each for each in name if not _unseen(each)).casefold()


def _composed(letters: Iterable[str]) -> str:
    return " ".join(composed("".join(letters), "NFC").split())


def composed(text: str, form: Literal["NFC", "NFKC"]) -> str:
    """Return a text in a Unicode normal form.

    Of more than `MOST_MARKS` combining marks in a row the rest is left out: no language stacks so many, and
    putting them in order takes the square of their number.
    """
    if text.isascii():
        return text
    kept: list[str] = []
    marks = 0
    for each in text:
        marks = marks + 1 if unicodedata.combining(each) else 0
        if marks <= MOST_MARKS:
            kept.append(each)
    return unicodedata.normalize(form, "".join(kept))


def _unseen(character: str) -> bool:
    kind = unicodedata.category(character)
    selector = kind == "Mn" and unicodedata.name(character, "").startswith("VARIATION SELECTOR")
    control = kind == "Cc" and not character.isspace()
    return kind in ("Cf", "Cs") or control or selector or character in _SHAPELESS


def _joins(text: str, place: int) -> bool:
    if text[place] not in _JOINERS or not 0 < place < len(text) - 1:
        return False
    around = (text[place - 1], text[place + 1])
    return all(ord(each) >= _LATER_SCRIPTS and unicodedata.category(each)[0] in "LMN" for each in around)


def parse_date(text: str) -> dt.date | None:
    """Return an ISO date; None for an empty cell.

    Raises
    ------
    ValueError
        The cell is no date.
    """
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text[:10] if "T" in text else text)
    except ValueError:
        raise ValueError(f"{text!r} is not a date such as 2022-08-01") from None


def parse_start(text: str) -> dt.date | None:
    """Return the first day of a span; None where it has no start, which databases write as the year 1.

    Raises
    ------
    ValueError
        The cell is no date.
    """
    return _unless_in(dt.MINYEAR, parse_date(text))


def parse_end(text: str) -> dt.date | None:
    """Return the last day of a span; None where it has no end, which databases write as the year 9999.

    Raises
    ------
    ValueError
        The cell is no date.
    """
    return _unless_in(dt.MAXYEAR, parse_date(text))


def _unless_in(year: int, day: dt.date | None) -> dt.date | None:
    return None if day is not None and day.year == year else day


def parse_flag(text: str, missing: bool | None = None) -> bool | None:
    """Return yes or no; `missing` for an empty cell.

    Raises
    ------
    ValueError
        The cell is neither.
    """
    word = text.casefold()
    if not word:
        return missing
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise ValueError(f"{text!r} is neither yes nor no")


def parse_word(text: str, words: Mapping[str, Value], what: str, missing: Value) -> Value:
    """Return the value of one of `words`; `missing` for an empty cell.

    Raises
    ------
    ValueError
        The cell is none of them.
    """
    word = "_".join(text.casefold().replace("-", " ").split())
    if not word:
        return missing
    if word not in words:
        raise ValueError(f"{text!r} is no {what}: {', '.join(words)}")
    return words[word]
