"""A store that another program holds open is in use, not broken."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest

from sanctions.data.readings import StoredReading
from sanctions.data.store import add_readings, known_cards, known_readings
from sanctions.errors import InputError, SanctionsError

NOW = dt.datetime(2026, 1, 1)  # noqa: DTZ001 - the store keeps UTC without zone
READING = StoredReading(
    "desk_pct", dt.date(2021, 4, 13), 1.5, "%", "mid", dt.date(2021, 4, 14), NOW, "own", "p", "a", "c"
)
_HOLD = "import duckdb, sys; held = duckdb.connect(sys.argv[1]); print('held', flush=True); sys.stdin.read()"


def test_a_store_open_elsewhere_is_in_use(tmp_path: Path) -> None:
    place = tmp_path / "figures.duckdb"
    add_readings(place, [READING])
    before = place.read_bytes()
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(place)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"held"
        for use in (
            lambda: known_readings(place, dt.date(2026, 1, 2)),
            lambda: add_readings(place, [READING]),
        ):
            with pytest.raises(InputError, match="in use by another program") as error:
                use()
            assert "move it away" not in str(error.value)
        assert place.read_bytes() == before
        other.kill()


@pytest.mark.parametrize("damage", [b"", b"not a store", b"\0" * 20_000])
def test_what_is_no_store_is_told_so(tmp_path: Path, damage: bytes) -> None:
    place = tmp_path / "figures.duckdb"
    place.write_bytes(damage)
    with pytest.raises(SanctionsError, match=r"figures\.duckdb"):
        known_cards(place)


def test_a_store_cut_short_is_told_so(tmp_path: Path) -> None:
    place = tmp_path / "figures.duckdb"
    add_readings(place, [READING])
    place.write_bytes(place.read_bytes()[:9_000])
    with pytest.raises(SanctionsError, match=r"figures\.duckdb"):
        known_readings(place, dt.date(2026, 1, 2))
