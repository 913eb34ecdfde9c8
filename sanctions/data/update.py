"""Refreshing the store from the publishers: download, judge, add; what fails leaves the rest untouched."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pandas as pd
from rapidfuzz import process

from sanctions.data.catalog import SeriesCard
from sanctions.data.gates import Readings, faults
from sanctions.data.list_files import is_kept, keep_list
from sanctions.data.overview import END_OF_TIME
from sanctions.data.places import lists_place
from sanctions.data.readings import StoredReading
from sanctions.data.sources.base import Download, Source
from sanctions.data.sources.http import Fetcher
from sanctions.data.sources.lists import LISTS, ListFile, fetch_list
from sanctions.data.sources.registry import sources
from sanctions.data.store import add_readings, keep_validators, known_readings, known_validators
from sanctions.errors import InputError, Problem, SanctionsError, SourceError

#: First day asked for, and how far back a later update looks for revisions.
BEGINNING = dt.date(2012, 1, 1)
REVISIONS_DAYS = 60
LISTS_SOURCE = "lists"


@dataclass(frozen=True, slots=True)
class Step:
    """What became of one series or list file.

    Parameters
    ----------
    source, name : str
    received, added : int
        Readings (or list files) downloaded, and those that said something new.
    last : datetime.date, optional
        Day of the last reading received.
    problem : str
        Empty when all went well.
    """

    source: str
    name: str
    received: int = 0
    added: int = 0
    last: dt.date | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What an update will ask for.

    Parameters
    ----------
    series : tuple of (Source, SeriesCard)
    lists : tuple of ListFile
    """

    series: tuple[tuple[Source, SeriesCard], ...]
    lists: tuple[ListFile, ...]

    def __len__(self) -> int:
        return len(self.series) + len(self.lists)


def plan(names: Sequence[str]) -> Plan:
    """Return what to update.

    Parameters
    ----------
    names : sequence of str
        Connectors, series or lists; none for everything.

    Raises
    ------
    InputError
        With every name that is none of them, and the nearest ones.
    """
    pairs = tuple((source, card) for source in sources() for card in source.cards)
    known = {source.name for source, _ in pairs} | {card.id for _, card in pairs}
    known |= {LISTS_SOURCE} | {one.name for one in LISTS}
    unknown = [name for name in names if name not in known]
    if unknown:
        raise InputError(
            _unknown(name, [found for found, _, _ in process.extract(name, sorted(known), limit=3)])
            for name in unknown
        )
    wanted = set(names)
    return Plan(
        tuple(pair for pair in pairs if not wanted or wanted & {pair[0].name, pair[1].id}),
        tuple(one for one in LISTS if not wanted or wanted & {LISTS_SOURCE, one.name}),
    )


def _unknown(name: str, nearest: list[str]) -> Problem:
    return Problem(name, "", "is no connector, series or list that can be updated", " or ".join(nearest))


def update(
    chosen: Plan,
    place: Path,
    now: dt.datetime,
    *,
    fetcher: Fetcher | None = None,
    full: bool = False,
) -> Iterator[Step]:
    """Refresh what a plan names, yielding a step after each; each is stored before the next begins.

    Parameters
    ----------
    chosen : Plan
    place : pathlib.Path
        The store's file; lists are kept beside it.
    now : datetime.datetime
        The moment of the update, UTC without zone.
    fetcher : Fetcher, optional
    full : bool
        Ask for everything again, not only what may be new or revised.

    Yields
    ------
    Step
        A failed one says why; what the store held stays.
    """
    fetcher = Fetcher() if fetcher is None else fetcher
    fetcher.validators.update(known_validators(place))
    for source, card in chosen.series:
        work = partial(_series, source, card, place, now, fetcher, full)
        yield _guarded(source.name, card.id, place, fetcher, work)
    for wanted in chosen.lists:
        name = f"{wanted.name} {wanted.file}"
        yield _guarded(LISTS_SOURCE, name, place, fetcher, partial(_list, wanted, place, now, fetcher))


def _guarded(source: str, name: str, place: Path, fetcher: Fetcher, work: Callable[[], Step]) -> Step:
    """Do one step; what the publisher said of its page is remembered only when all went well."""
    before = dict(fetcher.validators)
    try:
        step = work()
        keep_validators(place, fetcher.validators)
    except SanctionsError as error:
        fetcher.validators.clear()
        fetcher.validators.update(before)
        named = str(error) if isinstance(error, SourceError) else f"{source}, {name}: {error}"
        return Step(source, name, problem=named)
    return step


def _series(
    source: Source, card: SeriesCard, place: Path, now: dt.datetime, fetcher: Fetcher, full: bool
) -> Step:
    held = known_readings(place, END_OF_TIME, card.id)
    since = BEGINNING
    if full or not held:
        fetcher.forget(card.id)
    if held and not full:
        since = max(BEGINNING, held[-1].date - dt.timedelta(days=REVISIONS_DAYS))
    found = _downloaded(source, fetcher, card, since, now.date())
    if not found:
        return Step(source.name, card.id)
    _judge(source, card, held, found, now.date())
    rows = [_stored(one, source, card, now) for one in found]
    added = add_readings(place, rows, [card])
    return Step(source.name, card.id, len(found), added, found[-1].date)


def _downloaded(
    source: Source, fetcher: Fetcher, card: SeriesCard, since: dt.date, until: dt.date
) -> Sequence[Download]:
    try:
        return source.download(fetcher, card, since, until)
    except SanctionsError:
        raise
    except Exception as error:
        reason = f"its answer cannot be read: {type(error).__name__}: {error}"
        raise SourceError(f"{source.name}, {card.id}: {reason}") from error


def _judge(
    source: Source, card: SeriesCard, held: Sequence[StoredReading], found: Sequence[Download], today: dt.date
) -> None:
    """Let a download through only when the series as it would then be passes every gate."""
    values = {one.date: one.value for one in held} | {one.date: one.value for one in found}
    days = sorted(values)
    frame = pd.DataFrame(
        {
            "date": pd.to_datetime(days),
            "value": [values[date] for date in days],
            "unit": card.unit,
            "basis": card.basis,
        }
    )
    problems = faults(Readings(card, frame, source.name), today=today)
    if problems:
        shown = "; ".join(f"{problem.place}: {problem.message}" for problem in problems[:3])
        more = f"; and {len(problems) - 3} more" if len(problems) > 3 else ""
        raise SourceError(f"{source.name}, {card.id}: refused, {shown}{more}")


def _stored(one: Download, source: Source, card: SeriesCard, now: dt.datetime) -> StoredReading:
    lag = dt.timedelta(days=card.first_known_lag_days)
    printed = one.first_known or one.date + lag
    return StoredReading(
        series=card.id,
        date=one.date,
        value=one.value,
        unit=card.unit,
        basis=card.basis,
        first_known=min(printed, now.date()),  # what was downloaded was out
        retrieved_at=now,
        source=source.name,
        publisher=card.publisher,
        address=one.address,
        checksum=one.sha256,
    )


def _list(wanted: ListFile, place: Path, now: dt.datetime, fetcher: Fetcher) -> Step:
    name = f"{wanted.name} {wanted.file}"
    folder = lists_place(place)
    if not is_kept(folder, wanted):
        fetcher.forget(name)
    page = fetch_list(fetcher, wanted)
    if page is None:
        return Step(LISTS_SOURCE, name)
    new = keep_list(folder, wanted, page, now.date())
    return Step(LISTS_SOURCE, name, 1, int(new), now.date())
