"""Checking that every figure still is what its card says, and believable."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sanctions.data.catalog import Card, verify_checksums
from sanctions.data.gates import content_faults
from sanctions.data.read import Content, read_all
from sanctions.errors import InputError, Problem

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
