"""The store keeps every vintage, answers for each day, and survives rivals, killings and other files."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sanctions.data.places import default_place
from sanctions.data.store import StoredReading, add_readings, known_readings
from sanctions.errors import InputError, SanctionsError


def reading(value: float, day: str = "2026-11-20", at: str = "2026-11-21T10:00", **changes) -> StoredReading:
    fields = {
        "series": "key_rate_pct",
        "date": dt.date.fromisoformat(day),
        "value": value,
        "unit": "%",
        "basis": "CBR",
        "first_known": dt.date.fromisoformat(day),
        "retrieved_at": dt.datetime.fromisoformat(at),
        "source": "cbr",
        "publisher": "Bank of Russia",
        "address": "https://www.cbr.ru/",
        "checksum": "0" * 64,
    }
    return StoredReading(**(fields | changes))


def values(place: Path, day: str) -> list[float]:
    return [one.value for one in known_readings(place, dt.date.fromisoformat(day))]


def test_a_missing_store_is_an_empty_one(tmp_path: Path) -> None:
    assert known_readings(tmp_path / "none.duckdb", dt.date(2026, 1, 1)) == ()
    assert list(tmp_path.iterdir()) == []


def test_what_is_put_in_comes_out_with_everything_said_about_it(tmp_path: Path) -> None:
    place = tmp_path / "deep" / "figures.duckdb"
    rows = (reading(7.5), reading(8.25, day="2026-11-21", at="2026-11-21T10:00"))
    assert add_readings(place, rows) == 2
    assert known_readings(place, dt.date(2026, 11, 21)) == rows


def test_a_revision_adds_a_row_and_each_day_keeps_its_vintage(tmp_path: Path) -> None:
    place = tmp_path / "figures.duckdb"
    add_readings(place, [reading(7.5, at="2026-11-21T10:00")])
    assert add_readings(place, [reading(7.75, at="2026-11-25T10:00")]) == 1
    assert values(place, "2026-11-20") == []
    assert values(place, "2026-11-21") == [7.5]
    assert values(place, "2026-11-24") == [7.5]
    assert values(place, "2026-11-25") == [7.75]
    revised = known_readings(place, dt.date(2026, 11, 25))[0]
    assert revised.first_known == dt.date(2026, 11, 25)
    assert add_readings(place, [reading(7.5, at="2026-11-26T10:00")]) == 1, "a revision back is one too"
    assert values(place, "2026-11-26") == [7.5]


def test_the_same_reading_again_adds_nothing(tmp_path: Path) -> None:
    place = tmp_path / "figures.duckdb"
    add_readings(place, [reading(7.5)])
    before = place.read_bytes()
    assert add_readings(place, [reading(7.5, at="2026-11-30T10:00")]) == 0
    assert values(place, "2026-11-21") == values(place, "2026-11-30") == [7.5]
    assert add_readings(place, []) == 0
    assert len(place.read_bytes()) == len(before)


def test_bases_are_kept_apart(tmp_path: Path) -> None:
    place = tmp_path / "figures.duckdb"
    add_readings(place, [reading(20.9), reading(20.0, basis="NSD")])
    assert [(one.basis, one.value) for one in known_readings(place, dt.date(2026, 12, 1))] == [
        ("CBR", 20.9),
        ("NSD", 20.0),
    ]


@settings(max_examples=15)
@given(st.lists(st.tuples(st.integers(0, 20), st.sampled_from([1.0, 2.0, 3.0])), max_size=8))
def test_any_order_of_updates_answers_each_day_with_the_last_download_by_then(
    tmp_path_factory, steps
) -> None:
    place = tmp_path_factory.mktemp("store") / "figures.duckdb"
    first = dt.datetime.fromisoformat("2026-11-21T10:00")
    downloads = sorted(steps, key=lambda step: step[0])
    for minute, (days, value) in enumerate(downloads):
        at = first + dt.timedelta(days=days, minutes=minute)
        add_readings(place, [reading(value, at=at.isoformat())])
    for day in range(21):
        seen = [value for days, value in downloads if days <= day]
        as_of = (first + dt.timedelta(days=day)).date()
        assert [one.value for one in known_readings(place, as_of)] == seen[-1:]


def test_another_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    place = tmp_path / "figures.duckdb"
    place.write_text("not a store")
    for attempt in (
        lambda: known_readings(place, dt.date(2026, 1, 1)),
        lambda: add_readings(place, [reading(1)]),
    ):
        with pytest.raises(SanctionsError, match="is not a store of figures"):
            attempt()
    assert place.read_text() == "not a store"
    assert {path.name for path in tmp_path.iterdir()} <= {"figures.duckdb", "figures.duckdb.lock"}


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="the store cannot be written"):
        add_readings(tmp_path / "file" / "figures.duckdb", [reading(1)])


def test_the_environment_says_where(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SANCTIONS_STORE", str(tmp_path / "mine.duckdb"))
    assert default_place() == tmp_path / "mine.duckdb"
    monkeypatch.delenv("SANCTIONS_STORE")
    assert default_place().name == "figures.duckdb"


def _add_many(place: str, number: int) -> int:
    day = dt.date(2026, 1, 1) + dt.timedelta(days=number)
    return add_readings(Path(place), [reading(float(number), day=day.isoformat())])


def test_concurrent_updates_all_arrive(tmp_path: Path) -> None:
    place = tmp_path / "figures.duckdb"
    with ProcessPoolExecutor(max_workers=3) as pool:
        assert list(pool.map(_add_many, [str(place)] * 6, range(6))) == [1] * 6
    assert values(place, "2026-12-31") == [0, 1, 2, 3, 4, 5]


KILLED = """
import sys, time, pathlib, datetime as dt
sys.path.insert(0, {root!r})
from sanctions.data import store
real = store._insert
def slow(connection, rows):
    real(connection, rows)
    pathlib.Path({flag!r}).write_text("inside")
    time.sleep(60)
store._insert = slow
row = store.StoredReading("key_rate_pct", dt.date(2026, 11, 23), 99.0, "%", "CBR", dt.date(2026, 11, 23),
    dt.datetime(2026, 11, 23, 9), "cbr", "Bank of Russia", "https://www.cbr.ru/", "0" * 64)
store.add_readings(pathlib.Path({place!r}), [row])
"""


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is a POSIX signal")
def test_a_killed_update_leaves_the_store_whole_and_the_next_one_works(tmp_path: Path) -> None:
    place, flag = tmp_path / "figures.duckdb", tmp_path / "flag"
    add_readings(place, [reading(7.5)])
    root = str(Path(__file__).resolve().parents[3])
    script = KILLED.format(root=root, flag=str(flag), place=str(place))
    process = subprocess.Popen([sys.executable, "-c", script])
    for _ in range(600):
        if flag.exists():
            break
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert flag.exists(), "the update was killed in the middle of writing"
    assert values(place, "2026-12-01") == [7.5]
    assert add_readings(place, [reading(8.0, day="2026-11-22")]) == 1
    assert values(place, "2026-12-01") == [7.5, 8.0]
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "figures.duckdb",
        "figures.duckdb.lock",
        "flag",
    ]
