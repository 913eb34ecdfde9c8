"""No command but `data update` opens a socket: each is run with every use of one turned into an error."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from sanctions.cli.main import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
#: An audit hook sees every socket of the process, however deep the library, and cannot be removed.
GUARDED = """
import sys
def guard(event, arguments):
    if event.startswith("socket.") and event != "socket.gethostname":
        raise RuntimeError("a socket was used: " + event)
sys.addaudithook(guard)
from sanctions.cli.main import main
main()
"""
OFZ = "ofz_10y_pct"
RUNS: dict[str, list[list[str]]] = {
    "compare": [["measured", "maximal", "-o", "{folder}/book.xlsx", "--draws", "1024", "-q"]],
    "assess": [["measured", "--draws", "1024", "--json", "-"]],
    "packages": [["list"], ["show", "measured"], ["new", "{folder}/new.toml"]],
    "data": [["list", "--json", "-"], ["show", OFZ, "--plot", "{folder}/a.png"], ["verify"]],
    "check": [["us-2021-directive-1"]],
    "events": [["list"]],
}


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", GUARDED, *(part.format(folder=folder) for part in arguments)]
    environment = {"PATH": "", "HOME": str(folder), "SANCTIONS_STORE": str(folder / "none.duckdb")}
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, env=environment, timeout=300
    )


@pytest.mark.slow
@pytest.mark.parametrize("name", COMMANDS)
def test_no_command_uses_a_socket(name: str, tmp_path: Path) -> None:
    for arguments in RUNS.get(name, [["--help"]]):
        done = run(tmp_path, name, *arguments)
        assert "a socket was used" not in done.stderr
        assert done.returncode == 0, done.stderr[-2000:]


def test_the_guard_would_notice(tmp_path: Path) -> None:
    done = run(tmp_path, "data", "update", "ust_held_by_china_usd_bn")
    assert "a socket was used" in done.stderr
    assert done.returncode != 0
