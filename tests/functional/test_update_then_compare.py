"""From its day the store shows in the workbook; an earlier day stays as it was, byte for byte."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from sanctions.cli import data as data_commands
from sanctions.cli.main import cli
from sanctions.data.sources.http import Fetcher
from sanctions.data.update import plan, update
from tests.replay_server import NOW, Answer, Replay, replaying

pytestmark = pytest.mark.slow


def compare(target: Path, *more: str) -> bytes:
    command = ["compare", "measured", "maximal", "-o", str(target), "--draws", "1024", "--force", "-q", *more]
    result = CliRunner().invoke(cli, command, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return target.read_bytes()


def seen_via(book: Path) -> dict[str, str]:
    sheet = openpyxl.load_workbook(book, read_only=True, data_only=True)["Data log"]
    rows = list(sheet.iter_rows(values_only=True))
    head = next(place for place, row in enumerate(rows) if row[0] == "Figure")
    column = rows[head].index("Seen via")
    return {str(row[0]).split("@")[0]: str(row[column]) for row in rows[head + 1 :]}


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "store" / "figures.duckdb"
    monkeypatch.setenv("SANCTIONS_STORE", str(place))
    monkeypatch.setenv("FRED_API_KEY", "k")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    return place


@pytest.fixture
def replay(monkeypatch: pytest.MonkeyPatch):
    with replaying() as served:
        monkeypatch.setenv("SANCTIONS_REPLAY", served.origin)
        yield served


def test_a_full_update_then_compare(store: Path, replay: Replay, tmp_path: Path) -> None:
    before = compare(tmp_path / "book.xlsx")
    before_late = compare(tmp_path / "book.xlsx", "--as-of", "2026-11-19")
    steps = list(update(plan([]), store, NOW, fetcher=Fetcher(sleep=lambda seconds: None)))
    assert [step.problem for step in steps if step.problem] == []

    compare(tmp_path / "late.xlsx", "--as-of", "2026-11-20")
    shown = seen_via(tmp_path / "late.xlsx")
    assert shown["ofz_10y_pct"] == "store, cbr, 2026-11-20"
    assert shown["ofz_nonresident_share_pct"] == "store, cbr, 2026-11-20"

    assert compare(tmp_path / "book.xlsx") == before
    assert compare(tmp_path / "book.xlsx", "--as-of", "2026-11-19") == before_late


def test_the_update_command(store: Path, replay: Replay, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data_commands, "_now", lambda: NOW)
    good = CliRunner().invoke(cli, ["data", "update", "ofz_10y_pct", "un"], catch_exceptions=False)
    assert good.exit_code == 0
    assert "ofz_10y_pct" in good.stdout
    assert "FAILED" not in good.stdout
    replay.always("www.cbr.ru/hd_base/zcyc_params/zcyc/", Answer(b"", "text/html", 404))
    bad = CliRunner().invoke(cli, ["data", "update", "ofz_10y_pct", "un"])
    assert "FAILED" in bad.stdout
    assert str(bad.exception).startswith("cbr, ofz_10y_pct: answered 404 Not Found (https://www.cbr.ru/")
    shown = CliRunner().invoke(cli, ["data", "show", "ofz_10y_pct"], catch_exceptions=False).stdout
    assert "store, cbr, 2026-11-20" in shown
