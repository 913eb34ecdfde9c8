"""A record over time: each statement holds until one that is as plain replaces it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sanctions.ownership.readers.bods_interests import Claim
from sanctions.ownership.readers.register import ANYTHING
from sanctions.ownership.shares import NO_SHARE_PCT, Share
from sanctions.ownership.stakes import Interest
from sanctions.periods import days_after

SINCE_WHEN = "a later statement does not say since when"
RESTATED = "restated by a later statement"
EARLIER_MISSING = "an earlier statement of the record is not in the file"


@dataclass(frozen=True, slots=True)
class Version:
    """One statement about a record, or several of one day.

    Parameters
    ----------
    day : datetime.date or None
        Day of the statement; None where it does not say.
    claims : tuple of Claim
        What it says.
    closed : bool
        Whether the record ends with it.
    anybody : bool
        Whether it leaves open who holds, so that it cannot end what an earlier one says.
    elsewhere : bool
        Whether it is about another holder or entity, who takes the place of this one.
    follows : bool
        Whether an earlier statement is said to exist.
    """

    day: dt.date | None
    claims: tuple[Claim, ...]
    closed: bool = False
    anybody: bool = False
    elsewhere: bool = False
    follows: bool = False

    @property
    def governs(self) -> bool:
        """Whether it replaces what was said before: a statement that says nothing plain only adds."""
        plain = any(each.is_plain for each in self.claims)
        return self.closed or self.elsewhere or (plain and not self.anybody)


def over_time(versions: Iterable[Version]) -> list[Claim]:
    """Return what a record says, each claim with the days on which it counts.

    Parameters
    ----------
    versions : iterable of Version
        In order of their days; the order of those of one day, or of no day, does not matter.
    """
    merged = _of_one_day(list(versions))
    done = _missing(merged)
    active: list[Claim] = []
    ends = _until(merged)
    first = True
    for version, until in zip(merged, ends, strict=True):
        if not version.governs:
            done += _clipped(version.claims, until)
        elif version.closed:
            done += _ended(active, version)
            active = []
        else:
            plain = [claim for claim in version.claims if claim.is_plain]
            over, active = _replaced(active, plain, None if first else version.day)
            done += [*over, *_clipped((each for each in version.claims if not each.is_plain), until)]
        first = first and not version.governs
    return [
        claim for claim in [*done, *active] if not (claim.first and claim.last and claim.last < claim.first)
    ]


def _missing(versions: Sequence[Version]) -> list[Claim]:
    """Return what may have been held before the first statement, where an earlier one is not in the file."""
    first = next((each for each in versions if each.governs), None)
    if first is None or not first.follows or first.elsewhere:
        return []
    begins = [claim.first for claim in first.claims if claim.first] + ([first.day] if first.day else [])
    if not begins or any(claim.first is None for claim in first.claims):
        return []
    return [Claim(Interest.OPEN, ANYTHING, None, days_after(min(begins), -1), EARLIER_MISSING)]


def _until(versions: Sequence[Version]) -> list[dt.date | None]:
    """Return for each version the day before the next that replaces what was said."""
    found: list[dt.date | None] = []
    until: dt.date | None = None
    for each in reversed(versions):
        found.append(until)
        if each.governs and each.day is not None:
            until = days_after(each.day, -1)
    return found[::-1]


def _of_one_day(versions: list[Version]) -> list[Version]:
    """Return one version for each day; all in one where a day is missing among several."""
    if len(versions) > 1 and any(each.day is None for each in versions):
        return [_together(versions)]
    by_day: dict[dt.date | None, list[Version]] = {}
    for each in versions:
        by_day.setdefault(each.day, []).append(each)
    return [_together(by_day[day]) for day in sorted(by_day, key=lambda day: day or dt.date.min)]


def _together(versions: Sequence[Version]) -> Version:
    if len(versions) == 1:
        return versions[0]
    claims = tuple(dict.fromkeys(claim for each in versions for claim in each.claims))
    closed = all(each.closed for each in versions)
    elsewhere = all(each.elsewhere for each in versions)
    follows = all(each.follows for each in versions)
    return Version(
        versions[0].day, claims, closed, all(each.anybody for each in versions), elsewhere, follows
    )


def _clipped(claims: Iterable[Claim], until: dt.date | None) -> list[Claim]:
    return [replace(claim, last=_earlier(claim.last, until)) for claim in claims]


def _ended(active: Iterable[Claim], closing: Version) -> list[Claim]:
    """Return what a closing statement ends: on the day it names for the kind, or the day before its own."""
    last = days_after(closing.day, -1) if closing.day else None
    held = list(active)
    known = {claim.kind for claim in held}
    stated: dict[Interest, dt.date] = {}
    for claim in closing.claims:
        if claim.last is not None:
            stated[claim.kind] = max(claim.last, stated.get(claim.kind, claim.last))
    ended = [replace(each, last=_earlier(each.last, stated.get(each.kind, last))) for each in held]
    alone = [each for each in closing.claims if each.kind not in known]
    return [*ended, *_clipped(alone, last)]


def _replaced(
    active: list[Claim], claims: Sequence[Claim], day: dt.date | None
) -> tuple[list[Claim], list[Claim]]:
    """Return what a statement ends on its day, and what holds from it on; the first has no such day."""
    if day is None:
        return [], [*active, *claims]
    over: list[Claim] = []
    holding: list[Claim] = []
    for kind in dict.fromkeys(claim.kind for claim in [*active, *claims]):
        old = [each for each in active if each.kind is kind]
        new = [each for each in claims if each.kind is kind]
        ended, begun = _one_for_one(old[0], new[0], day) if len(old) == len(new) == 1 else _all(old, new, day)
        over += ended
        holding += begun
    return over, holding


def _one_for_one(old: Claim, new: Claim, day: dt.date) -> tuple[list[Claim], list[Claim]]:
    """Return one claim replaced by one of the same kind: continued, followed, or corrected."""
    if new.share == old.share and new.doubt == old.doubt and new.indirect == old.indirect:
        start = None if old.first is None else min(old.first, new.first or old.first)
        return [], [replace(new, first=start)]
    if new.first is not None and new.first <= day and (old.first is None or new.first > old.first):
        return [replace(old, last=_earlier(old.last, days_after(new.first, -1)))], [new]
    if new.first is not None and new.first > day:
        return [replace(old, last=_earlier(old.last, days_after(new.first, -1)))], [new]
    why = SINCE_WHEN if new.first is None else RESTATED
    before = replace(old, last=_earlier(old.last, days_after(day, -1)))
    if new.share.high_pct > old.share.high_pct:
        high = new.share
        wider = Share(old.share.low_pct, high.high_pct, old.share.low_open, high.high_open)
        before = replace(before, share=wider, doubt=old.doubt or why)
    return [before], [replace(new, first=day)]


def _all(old: list[Claim], new: list[Claim], day: dt.date) -> tuple[list[Claim], list[Claim]]:
    """Return several claims of a kind replaced by several: what the new say of days before is in doubt."""
    over = [replace(each, last=_earlier(each.last, days_after(day, -1))) for each in old]
    begun = []
    for each in new:
        if each.first is not None and (each.first >= day or not old):
            begun.append(each)
            continue
        begun.append(replace(each, first=day))
        possible = Share(NO_SHARE_PCT, each.share.high_pct)
        why = SINCE_WHEN if each.first is None else RESTATED
        before = replace(each, share=possible, doubt=why)
        over.append(replace(before, last=_earlier(each.last, days_after(day, -1))))
    return over, begun


def _earlier(one: dt.date | None, other: dt.date | None) -> dt.date | None:
    return min((day for day in (one, other) if day is not None), default=None)
