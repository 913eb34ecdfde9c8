"""Tables as people save them: marks, `sep=`, empty rows, newest first, gaps; the same at every door."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from pathlib import Path

import pytest

from sanctions.data.own_series import add_own_series
from sanctions.data.store import known_readings
from sanctions.files.cells import parse_end, parse_start
from sanctions.files.delimited import delimited_rows
from sanctions.files.workbook import is_percent
from sanctions.ownership.readers.read_stakes import read_stakes
from sanctions.periods import days_after, years_after
from sanctions.screening.name_files import read_names
from tests.own_card import SERIES_CARD as CARD

NOW = dt.datetime(2026, 1, 1)  # noqa: DTZ001 - the store keeps UTC without zone
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16")


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("first", ["", "sep=;\n", '"sep=;"\r\n', "SEP=;;;\n"])
def test_stakes_as_people_save_them(tmp_path: Path, encoding: str, first: str) -> None:
    path = tmp_path / "stakes.csv"
    path.write_text(f"{first}owner;entity;share_pct\nA;B;51,5\nB;C;.\n;;\n;;\n", encoding=encoding)
    stakes = read_stakes(path).stakes
    assert [each.share.low_pct for each in stakes] == [Fraction("51.5"), 0]
    assert stakes[0].place == ("line 3" if first else "line 2")


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("first", ["", "sep=;\n"])
def test_names_as_people_save_them(tmp_path: Path, encoding: str, first: str) -> None:
    path = tmp_path / "names.csv"
    path.write_text(f"{first}name;country\nLarch;RU\nMaple;.\n;\n;\n", encoding=encoding)
    found = read_names(path)
    assert [(each.name, each.country) for each in found.queries] == [("Larch", "RU"), ("Maple", "")]
    assert found.set_aside == ()


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_series_as_people_save_them(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "s.toml").write_text(CARD, encoding=encoding)
    body = "sep=;\nday;value\n2021-04-15;2,5\n2021-04-14;.\n2021-04-13;1\n2021-04-12;\n;\n"
    (tmp_path / "s.csv").write_text(body, encoding=encoding)
    add_own_series(tmp_path / "s.csv", tmp_path / "s.toml", tmp_path / "store.duckdb", NOW)
    kept = known_readings(tmp_path / "store.duckdb", dt.date(2026, 1, 2))
    assert [(str(each.date), each.value) for each in kept] == [("2021-04-13", 1.0), ("2021-04-15", 2.5)]


def test_lines_are_counted_past_the_line_sep() -> None:
    rows = delimited_rows('sep=|\na|b\n\n"c\nd"|e\n', "x.csv")
    assert [(row.line, row.cells) for row in rows] == [(2, ("a", "b")), (5, ("c\nd", "e"))]


@pytest.mark.parametrize(
    ("number_format", "expected"),
    [("0%", True), ("0.00%", True), ('0.00"%"', False), ("0\\%", False), ("[Red]0.0%;-0.0%", True),
     ("General", False), ('0.0" % of all"', False), ("_%0", False)],
)  # fmt: skip
def test_what_is_shown_as_a_percentage(number_format: str, expected: bool) -> None:
    assert is_percent(number_format) is expected


def test_the_ends_of_the_calendar_are_open() -> None:
    assert parse_end("9999-12-31") is None
    assert parse_start("0001-01-01") is None
    assert parse_start("2020-01-01") == parse_end("2020-01-01") == dt.date(2020, 1, 1)
    assert days_after(dt.date.max, 1) == dt.date.max
    assert days_after(dt.date.min, -1) == dt.date.min
    assert years_after(dt.date.max, 8) == dt.date.max
