"""Turn the loosely stated dates of press sources into a day that is never earlier than the truth."""

from __future__ import annotations

import calendar
import datetime as dt
import re

MONTHS = {name: number for number, name in enumerate(calendar.month_abbr) if name}
MONTH = f"({'|'.join(MONTHS)})[a-z]*"
EARLY_MONTH_DAY = 10


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def reference_day(stated: str) -> tuple[dt.date, str]:
    """Return the day a stated period ends on, and a note when the source did not give that day.

    A month stands for its last day, a year for 31 December, a range for its end, "early" for the tenth.
    """
    text = stated.strip()
    note = f"the source dates it {text!r}"
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return dt.date.fromisoformat(text), ""
    if match := re.fullmatch(r"(\d{4})-(\d\d) \(before (\d+) \w+\)", text):
        year, month, day = map(int, match.groups())
        return dt.date(year, month, day) - dt.timedelta(days=1), note
    if match := re.fullmatch(r"(\d{4})-(\d\d) \(early\)", text):
        return dt.date(int(match[1]), int(match[2]), EARLY_MONTH_DAY), note
    if match := re.fullmatch(r"(\d{4}-\d\d-\d\d) \(.*\)", text):
        return dt.date.fromisoformat(match[1]), note
    if match := re.fullmatch(r"\d{4}-\d\d-\d\d to (\d\d)", text):
        return dt.date.fromisoformat(f"{text[:8]}{match[1]}"), note
    if match := re.fullmatch(r"(\d{4})-Q([1-4])", text):
        return _month_end(int(match[1]), 3 * int(match[2])), note
    if match := re.fullmatch(r"(\d{4})-\d\d/(\d\d)", text):
        return _month_end(int(match[1]), int(match[2])), note
    last = text.split(" to ")[-1].removesuffix(" (about)")
    if re.fullmatch(r"\d{4}-\d\d-\d\d", last):
        return dt.date.fromisoformat(last), note
    if match := re.fullmatch(r"(\d{4})-(\d\d)", last):
        return _month_end(int(match[1]), int(match[2])), note
    if re.fullmatch(r"\d{4}", last):
        return dt.date(int(last), 12, 31), note
    raise ValueError(f"no rule for the stated date {stated!r}")


def published_day(title: str) -> dt.date | None:
    """Return the publication day a source title or address names: a day, or the end of a named month."""
    if match := re.search(rf"\b(\d{{1,2}}) {MONTH} (20\d\d)\b", title):
        return dt.date(int(match[3]), MONTHS[match[2]], int(match[1]))
    if match := re.search(r"/(20\d\d)[/-](\d\d)[/-](\d\d)\b", title):
        return dt.date(int(match[1]), int(match[2]), int(match[3]))
    if match := re.search(rf"\b{MONTH} ?(20\d\d)\b", title):
        return _month_end(int(match[2]), MONTHS[match[1]])
    if match := re.search(r"BOFIT Weekly (\d+)/(\d{4})", title):
        return dt.date.fromisocalendar(int(match[2]), int(match[1]), 7)
    return None
