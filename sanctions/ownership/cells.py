"""Cells of hand-made tables as values: dates, yes or no, words from a closed set."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from typing import TypeVar

Value = TypeVar("Value")

_YES = frozenset({"yes", "y", "true", "1", "x"})
_NO = frozenset({"no", "n", "false", "0"})
# Characters without a picture: soft hyphen, zero-width, direction marks, fillers, selectors, tags.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_JOINERS = "\u200c\u200d"
_JOINING = re.compile("[\u0600-\u08ff\u0900-\u0dff]")  # Arabic, Indic: there a joiner shows


def clean_name(text: str) -> str:
    """Return a name composed, without invisible characters, its white space single; spelling is kept."""
    return " ".join(unicodedata.normalize("NFC", without_invisible(text)).split())


def without_invisible(text: str) -> str:
    """Return a text without invisible characters; joiners stay where they shape Arabic or Indic letters."""

    def kept(match: re.Match[str]) -> str:
        around = text[max(match.start() - 1, 0) : match.start()], text[match.end() : match.end() + 1]
        shapes = match[0] in _JOINERS and all(map(_JOINING.match, around))
        return match[0] if shapes else ""

    return _INVISIBLE.sub(kept, text)


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
