"""Stakes of one's own read on several days: the later reading takes the place of the earlier."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sanctions.entities.figures import KnownStake
from sanctions.periods import days_after


def superseded(stakes: Iterable[KnownStake]) -> tuple[KnownStake, ...]:
    """Return the stakes with each reading holding until the next of the same owner and entity.

    A row with `from` or `to` says itself when it holds; a row without is what was read on its date, and holds
    from then on, the first one also before. Rows of one date are kept side by side.

    Parameters
    ----------
    stakes : iterable of KnownStake
        Under the register's names.
    """
    pairs: dict[tuple[str, str], list[KnownStake]] = {}
    order: list[tuple[str, str]] = []
    for each in stakes:
        pairs.setdefault((each.owner, each.entity), []).append(each)
        order.append((each.owner, each.entity))
    dated = {pair: iter(_dated(rows)) for pair, rows in pairs.items()}
    return tuple(next(dated[pair]) for pair in order)


def _dated(rows: Sequence[KnownStake]) -> list[KnownStake]:
    begins = sorted({each.valid_from or each.date for each in rows if each.is_reading or each.valid_from})
    found = []
    for each in rows:
        start = each.valid_from or each.date
        following = next((day for day in begins if day > start), None)
        if each.is_reading:
            first = None if start == begins[0] else start
            found.append(replace(each, valid_from=first, valid_to=_day_before(following)))
        elif each.valid_to is None and any(one.is_reading and one.date == following for one in rows):
            found.append(replace(each, valid_to=_day_before(following)))
        else:
            found.append(each)
    return found


def _day_before(day: dt.date | None) -> dt.date | None:
    return None if day is None else days_after(day, -1)
