"""Dates and the nine annual columns every path is reported in."""

from __future__ import annotations

import datetime as dt

DAYS_PER_YEAR = 365
HORIZON_YEARS = 8
YEARS = tuple(range(HORIZON_YEARS + 1))


def years_after(start: dt.date, years: int) -> dt.date:
    """Return the same day `years` later; 29 February falls back to the 28th, the calendar ends in 9999."""
    if start.year + years > dt.MAXYEAR:
        return dt.date.max
    try:
        return start.replace(year=start.year + years)
    except ValueError:
        return start.replace(year=start.year + years, day=28)


def days_after(day: dt.date, days: int) -> dt.date:
    """Return the day `days` later (earlier where negative); what lies beyond the calendar is its end."""
    try:
        return day + dt.timedelta(days=days)
    except OverflowError:
        return dt.date.max if days > 0 else dt.date.min


def years_between(start: dt.date, end: dt.date) -> float:
    """Return the time from `start` to `end` in years of 365 days (negative when `end` is earlier)."""
    return (end - start).days / DAYS_PER_YEAR
