"""Checking that every figure still is what its card says, and believable."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from sanctions.data.catalog import Card, SeriesCard, verify_checksums
from sanctions.data.gates import Readings, content_faults, faults
from sanctions.data.overview import END_OF_TIME
from sanctions.data.read import Content, read_all
from sanctions.data.readings import StoredReading
from sanctions.data.store import known_cards, known_readings
from sanctions.errors import InputError, Problem, SanctionsError

PASSED, FAILED, NOT_RUN = "ok", "FAILED", "not run"


@dataclass(frozen=True, slots=True)
class DatasetCheck:
    """The outcome for one dataset; `rows` is 0 where it could not be read."""

    name: str
    series: int
    rows: int
    checksum: str
    gates: str


@dataclass(frozen=True, slots=True)
class Verification:
    """The outcome for all datasets, and every problem found."""

    datasets: tuple[DatasetCheck, ...]
    problems: tuple[Problem, ...]


def verify(cards: Sequence[Card]) -> Verification:
    """Check checksums, contents and quality gates of every file of a catalogue.

    Parameters
    ----------
    cards : sequence of Card
        Already checked one by one when the catalogue was read.

    Returns
    -------
    Verification
        Nothing is raised: a table of what passed is wanted beside the problems.
    """
    altered = _problems(lambda: verify_checksums(cards))
    unreadable: list[Problem] = []
    contents: list[Content] = []
    for card in cards:
        try:
            contents.append(read_all([card]))
        except InputError as error:
            unreadable.extend(error.problems)
    doubtful = [problem for content in contents for problem in content_faults(content)]
    rows = {card.name: count for content in contents for card, count in _rows(content)}
    checks = tuple(
        DatasetCheck(
            card.name,
            len(card.series),
            rows.get(card.name, 0),
            _state(card, altered),
            _state(card, doubtful) if card.name in rows else NOT_RUN,
        )
        for card in cards
    )
    return Verification(checks, (*altered, *unreadable, *doubtful))


def verify_store(place: Path) -> Verification:
    """Check the store: that it is one, and that the newest vintage of every series passes the gates.

    Parameters
    ----------
    place : pathlib.Path
        A missing file has nothing to check.

    Returns
    -------
    Verification
        One line per series; the checksum column says whether each reading still names its download.
    """
    if not place.is_file():
        return Verification((), ())
    try:
        cards, readings = known_cards(place), known_readings(place, END_OF_TIME)
    except SanctionsError as error:
        return Verification((), (Problem(str(place), "", str(error)),))
    checks: list[DatasetCheck] = []
    problems: list[Problem] = []
    for series in sorted({one.series for one in readings}):
        rows = [one for one in readings if one.series == series]
        found = _stored_faults(str(place), series, cards.get(series), rows)
        named = all(re.fullmatch("[0-9a-f]{64}", one.checksum) for one in rows)
        if not named:
            found = (*found, Problem(str(place), series, "holds readings without the checksum of a download"))
        state = FAILED if found else PASSED
        checks.append(DatasetCheck(f"store: {series}", 1, len(rows), PASSED if named else FAILED, state))
        problems.extend(found)
    return Verification(tuple(checks), tuple(problems))


def _stored_faults(
    file: str, series: str, card: SeriesCard | None, rows: Sequence[StoredReading]
) -> tuple[Problem, ...]:
    if card is None:
        return (Problem(file, series, "is stored without a card"),)
    frame = pd.DataFrame(
        {
            "date": pd.to_datetime([one.date for one in rows]),
            "value": [one.value for one in rows],
            "unit": [one.unit for one in rows],
            "basis": [one.basis for one in rows],
        }
    )
    return faults(Readings(card, frame, file))


def _problems(check: Callable[[], None]) -> tuple[Problem, ...]:
    try:
        check()
    except InputError as error:
        return error.problems
    return ()


def _state(card: Card, problems: Sequence[Problem]) -> str:
    return FAILED if any(problem.file == str(card.table) for problem in problems) else PASSED


def _rows(content: Content) -> list[tuple[Card, int]]:
    return [
        *((card, len(rows)) for card, rows in content.observations),
        *((card, len(table)) for card, table in (*content.prices, *content.tables)),
    ]
