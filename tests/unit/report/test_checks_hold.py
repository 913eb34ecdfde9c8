"""Checks hold on real law, whatever is in force on the day, and their state words say so."""

from __future__ import annotations

import datetime as dt

import pytest

import sanctions as sx
from sanctions.report.cells.tables import Formula
from sanctions.report.workbook.book import book_of
from sanctions.report.workbook.checks.check import Check, State
from sanctions.report.workbook.checks.sheet import overall, sheet_of

DRAWS = 64


@pytest.mark.parametrize(
    ("options", "day"),
    [
        (["none", "maximal"], dt.date(2021, 12, 1)),  # a law of one sender is in force, which allies may join
        (["measured", "none"], dt.date(2022, 2, 22)),
        (["coalition-2021-full-blocking", "none"], None),  # bars any sale
        (
            ["us-2018-rusal-delisting", "us-2019-cbw-directive"],
            dt.date(2019, 8, 1),
        ),  # frees, and has no figure
    ],
)
def test_every_check_is_ok_as_delivered(options: list[str], day: dt.date | None) -> None:
    book = book_of(sx.run(options, as_of=day, draws=DRAWS), live_draws=DRAWS)
    found = book.cache["Checks"]
    states = {where: value for where, value in found.items() if where.startswith("A") and where != "A2"}
    assert set(states.values()) <= {"OK", "NOTE"}  # a note is no mistake: a figure is old on some days
    assert str(found["A2"]).startswith("All checks OK")


@pytest.mark.parametrize(
    ("bad", "notes", "words"),
    [
        (0, 0, "All checks OK"),
        (0, 1, "All checks OK; 1 note (no mistake, see Checks)"),
        (1, 0, "1 check needs a LOOK"),
        (2, 3, "2 checks need a LOOK; 3 notes (no mistake, see Checks)"),
    ],
)
def test_notes_are_counted_apart_from_mistakes(bad: int, notes: int, words: str) -> None:
    fails = [Check("a", "b", Formula("1", 1.0)) for _ in range(bad)]
    noted = [Check("a", "b", Formula("1", 1.0), otherwise=State.NOTED) for _ in range(notes)]
    sheet = sheet_of((Check("a", "b", Formula("0", 0.0)), *fails, *noted), "Cover!$B$1")
    assert overall(sheet).value == words
