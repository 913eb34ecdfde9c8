"""Days as publishers write them, whole or in part; months in English whatever the locale."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*|[+-]\d{2}:\d{2}|Z)?")
_DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_NAMED_MONTH = re.compile(r"(\d{1,2})[-/ ]([A-Za-z]{3,9})[-/ ](\d{4})")
_PART = re.compile(r"(?:(\d{2})|dd|\?\?)/(?:(\d{2})|mm|\?\?)/(\d{4})", re.IGNORECASE)
_ISO_PART = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T.*)?)?)?")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS_IN_A_YEAR = 12


def read_day(text: str) -> date | None:
    """Return a day written 2022-02-24, 24/02/2022 or 24-Feb-2022, or None."""
    text = text.strip()
    try:
        if match := _ISO.fullmatch(text):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := _DAY_FIRST.fullmatch(text):
            return date(int(match[3]), int(match[2]), int(match[1]))
        if match := _NAMED_MONTH.fullmatch(text):
            return date(int(match[3]), MONTHS.index(match[2][:3].casefold()) + 1, int(match[1]))
    except ValueError:
        return None
    return None


def part_of_a_day(text: str) -> str:
    """Return what is known of a day of birth as ISO 8601, or an empty string.

    >>> part_of_a_day("dd/mm/1945"), part_of_a_day("00/03/1959"), part_of_a_day("1958-03-01")
    ('1945', '1959-03', '1958-03-01')
    """
    text = text.strip()
    if match := _PART.fullmatch(text):
        return day_text(match[3], match[2] or "", match[1] or "")
    if match := _ISO_PART.fullmatch(text):
        return day_text(match[1], match[2] or "", match[3] or "")
    whole = read_day(text)
    return whole.isoformat() if whole else ""


def day_text(year: str, month: str, day: str) -> str:
    """Return year, month and day as ISO 8601 as far as they are known; an empty string when they cannot be.

    >>> day_text("1959", "0", "0"), day_text("1959", "2", "30")
    ('1959', '')
    """
    try:
        numbers = [int(part) if part.strip() else 0 for part in (year, month, day)]
    except ValueError:
        return ""
    return _partial(*numbers)


def _partial(year: int, month: int, day: int) -> str:
    try:
        if month and day:
            return date(year, month, day).isoformat()
        if not date.min.year <= year <= date.max.year or not 0 <= month <= _MONTHS_IN_A_YEAR:
            return ""
    except ValueError:
        return ""
    return f"{year:04d}-{month:02d}" if month else f"{year:04d}"


def span(first: str, last: str) -> str:
    """Return a day, or two as a span; an empty string when neither is known."""
    known = list(dict.fromkeys(part for part in (first, last) if part))
    return " to ".join(known)


def day_of_parts(parts: Mapping[str, str]) -> str:
    """Return the day in attributes year, month and day (SECO)."""
    return day_text(parts.get("year", ""), parts.get("month", ""), parts.get("day", ""))
