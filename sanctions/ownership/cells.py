"""Cells of hand-made tables as values: dates, yes or no, words from a closed set."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Mapping
from typing import TypeVar

Value = TypeVar("Value")

_YES = frozenset({"yes", "y", "true", "1", "x"})
_NO = frozenset({"no", "n", "false", "0"})


def clean_name(text: str) -> str:
    """Return a name with its Unicode composed and its white space single; spelling is left alone."""
    return " ".join(unicodedata.normalize("NFC", text).split())


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
