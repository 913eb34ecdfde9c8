"""Every output option of every command through one door: option x damage, kills, code pages, full streams."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from sanctions.cli.lists import LIST_COMMANDS
from sanctions.cli.main import COMMANDS, cli
from sanctions.errors import InputError

DATA = Path(__file__).resolve().parents[1] / "data"
posix = pytest.mark.skipif(os.name != "posix", reason="signals, devices and links of this kind")
STAKES = "owner,entity,share_pct\nB,A,60\n"


@dataclass(frozen=True)
class Asked:
    """A command with one output option, in a folder that holds its inputs."""

    words: tuple[str, ...]
    option: str
    suffix: str
    reads: str = ""

    def __str__(self):
        return f"{' '.join(self.words[:2])} {self.option}"


_LIST = ("lists", "show", "sdn.csv")
_EXPAND = ("lists", "expand", "--ownership", "stakes.csv", "--listed", "listed.csv", "--as-of", "2024-01-01")
_RANK = ("lists", "rank", "names.csv", *_EXPAND[2:])
_SCREEN = ("lists", "screen", "names2.csv", "--list", "sdn.csv")
_DIFF = ("lists", "diff", "sdn.csv", "sdn.csv")
_COMPARE = ("compare", "measured", "spec.toml", "--draws", "64")
ASKED = [
    Asked((*_COMPARE, "--live-draws", "0"), "-o", ".xlsx", "spec.toml"),
    *(
        Asked(_COMPARE, option, "", "spec.toml")
        for option in ("--json", "--html", "--markdown")
    ),
    Asked(("assess", "spec.toml", "--draws", "64"), "--json", "", "spec.toml"),
    *(Asked(_LIST, option, "", "sdn.csv") for option in ("--json", "--csv")),
    Asked(_LIST, "--csv", "", "alt.csv"),
    *(Asked(_DIFF, option, "", "sdn.csv") for option in ("--json", "--csv")),
    *(Asked(_SCREEN, option, "", "names2.csv") for option in ("--json", "--csv")),
    *(Asked(_EXPAND, option, "", "stakes.csv") for option in ("--json", "--csv")),
    Asked(_EXPAND, "-o", ".xlsx"),
    *(Asked(_RANK, option, "", "names.csv") for option in ("--json", "--csv")),
    Asked(("lists", "exposure", "spec.toml", "--draws", "64"), "--json", "", "spec.toml"),
    Asked(("data", "list"), "--json", ""),
    Asked(("data", "show", "usd_rub"), "--plot", ".png"),
    Asked(("events", "study", "--event", "US-SDN-2018-04-06"), "--json", ""),
    Asked(("packages", "new"), "", ".toml"),
]  # fmt: skip


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Return a folder with every input, which is where the command runs."""
    for each in (DATA / "lists" / "ofac").glob("*.csv"):
        shutil.copy(each, tmp_path)
    (tmp_path / "stakes.csv").write_text(STAKES)
    (tmp_path / "listed.csv").write_text("entity\nB\n")
    (tmp_path / "names.csv").write_text("entity\nB\n")
    (tmp_path / "names2.csv").write_text("name\nBank\n")
    monkeypatch.chdir(tmp_path)
    assert _run("packages", "new", "spec.toml").exit_code == 0
    return tmp_path


def _run(*words):
    return CliRunner().invoke(cli, [str(word) for word in words])


def _ask(asked, target, *more):
    return _run(*asked.words, *([asked.option] if asked.option else []), target, *more)


def _parts(folder):
    return [each for each in folder.iterdir() if each.name.endswith(".part")]


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_nothing_is_replaced_without_force_and_no_input_with_it(folder, asked):
    target = folder / f"out{asked.suffix}"
    target.write_text("kept")
    refused = _ask(asked, target)
    assert isinstance(refused.exception, InputError)
    assert f"{target}: the file exists already (expected another name, or --force)" in str(refused.exception)
    assert target.read_text() == "kept"
    assert _ask(asked, target, "--force").exit_code == 0
    assert target.read_bytes() != b"kept"
    if asked.reads and not asked.suffix:
        given = folder / asked.reads
        before = given.read_bytes()
        again = folder / "again"
        os.link(given, again)
        for name in (given, again):
            result = _ask(asked, name, "--force")
            assert isinstance(result.exception, InputError)
            assert "which this command reads" in str(result.exception)
        assert given.read_bytes() == before
    assert _parts(folder) == []


@posix
@pytest.mark.parametrize("asked", [each for each in ASKED if each.option], ids=str)
def test_devices_are_written_to_and_links_followed(folder, asked):
    assert _ask(asked, "/dev/null").exit_code == 0
    assert not Path("/dev/null").is_file()
    link = folder / f"link{asked.suffix}"
    link.symlink_to(folder / f"real{asked.suffix}")
    assert _ask(asked, link).exit_code == 0
    assert link.is_symlink()
    assert (folder / f"real{asked.suffix}").stat().st_size


def test_every_output_option_is_in_the_matrix():
    tried = {(*asked.words[: 2 if asked.words[0] in ("lists", "data", "events") else 1], asked.option)
             for asked in ASKED}  # fmt: skip
    # rerun needs a workbook, backtest and estimates take seconds; they use the same door and have tests of
    # their own.
    tried |= {("rerun", "-o"), ("rerun", "--json"), ("backtest", "--json"), ("backtest", "--plot")}
    tried |= {("events", each, option) for each in ("study", "estimates") for option in ("--json", "--plot")}
    assert set(_output_options()) <= tried


def _output_options():
    for name in COMMANDS:
        command = cli.get_command(None, name)
        inner = getattr(command, "commands", None) or (
            {each: command.get_command(None, each) for each in LIST_COMMANDS} if name == "lists" else {}
        )
        for path, one in [((name,), command), *(((name, each), found) for each, found in inner.items())]:
            for param in one.params:
                for option in {"-o", "--json", "--csv", "--plot", "--html", "--markdown"} & set(param.opts):
                    yield (*path, option)
                    assert any("--force" in each.opts for each in one.params), path


def test_outputs_appear_together_or_not_at_all(folder):
    result = _run(*_EXPAND, "--json", "a.json", "--csv", folder / "none" / "a.csv", "-o", "a.xlsx")
    assert isinstance(result.exception, InputError)
    assert not list(folder.glob("a.*"))
    if Path("/dev/full").exists():
        result = _run(*_EXPAND, "--json", "a.json", "--csv", "/dev/full", "-o", "a.xlsx")
        assert isinstance(result.exception, InputError)
        assert not list(folder.glob("a.*"))
    assert _run(*_EXPAND, "--json", "a.json", "--csv", "a.csv", "-o", "a.xlsx").exit_code == 0
    assert {each.name for each in folder.glob("a.*")} == {"a.json", "a.csv", "a.xlsx"}


def _start(*words, env=None, **streams):
    return subprocess.Popen(
        [sys.executable, "-m", "sanctions", *words], env={**os.environ, **(env or {})}, **streams
    )


def _finish(*words, env=None, **streams):
    given = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **streams}
    process = _start(*words, env=env, **given)
    out, err = process.communicate(timeout=60)
    assert b"Traceback" not in (err or b"")
    return process.returncode, out, err


#: A program that is killed between its temporary files and their renaming: it says when it is there.
_HELD = """
import sys, time
from sanctions.files import outputs
real = outputs._put_in_place
def held(prepared):
    print("ready", flush=True)
    time.sleep(60)
    real(prepared)
outputs._put_in_place = held
sys.argv = ["sanctions", *sys.argv[1:]]
from sanctions.cli.main import main
main()
"""


@posix
@pytest.mark.slow
@pytest.mark.parametrize("name", ["SIGKILL", "SIGTERM", "SIGINT", "SIGHUP"])
def test_killed_before_the_end_nothing_old_is_lost_and_the_next_run_clears(folder, name):
    (folder / "a.json").write_text("old")
    words = [*_EXPAND, "--json", "a.json", "--csv", "b.csv", "-o", "c.xlsx", "--force"]
    scratch = folder / "scratch"
    scratch.mkdir()
    env = {**os.environ, "TMPDIR": str(scratch)}
    process = subprocess.Popen(
        [sys.executable, "-c", _HELD, *words], env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout.readline() == b"ready\n"
    time.sleep(0.1)
    process.send_signal(getattr(signal, name))
    _, err = process.communicate(timeout=60)
    assert process.returncode != 0
    assert b"Traceback" not in err
    assert (folder / "a.json").read_text() == "old"
    assert not (folder / "b.csv").exists()
    assert list(scratch.iterdir()) == []
    assert bool(_parts(folder)) == (name == "SIGKILL")
    assert _run(*words).exit_code == 0
    assert _parts(folder) == []
    assert json.loads((folder / "a.json").read_text())


NAMES = 'owner,entity,share_pct\nИванов Пётр,"ПАО ""Сбербанк""",60\nИванов Пётр,中国银行,60\n'


@pytest.mark.slow
@pytest.mark.parametrize("page", ["cp1252", "cp1251", "cp866", "ascii", "utf-8"])
def test_no_code_page_stops_a_name_or_a_sparkline(folder, page):
    (folder / "stakes.csv").write_text(NAMES, encoding="utf-8")
    (folder / "listed.csv").write_text("entity\nИванов Пётр\n", encoding="utf-8")
    env = {"PYTHONIOENCODING": page, "PYTHONUTF8": "0"}
    code, out, _ = _finish(*_EXPAND, env=env)
    assert code == 0
    cyrillic = page in ("cp1251", "cp866", "utf-8")
    assert ("Сбербанк".encode(page) if cyrillic else b"\\u0421\\u0431") in out.replace(b"\n", b"")
    code, out, _ = _finish(*_EXPAND, "--json", "-", env=env)
    assert code == 0
    assert "Сбербанк" in out.decode()
    code, out, _ = _finish("data", "show", "usd_rub", env=env)
    assert code == 0
    assert ("▁".encode() in out) == (page == "utf-8")
    assert b"\\u258" not in out


@posix
@pytest.mark.slow
def test_full_and_closed_standard_output_end_in_one_message():
    if Path("/dev/full").exists():
        with Path("/dev/full").open("w") as full:
            code, _, err = _finish("packages", "list", stdout=full)
        assert (code, err) == (1, b"error: standard output: No space left on device\n")
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as closed:
        code, _, err = _finish("packages", "list", stdout=closed)
    assert code == 1
    assert err.startswith(b"error: standard output: ")
    assert err.count(b"\n") == 1


@pytest.mark.slow
def test_long_and_hostile_names_end_in_one_line():
    for words in (["check"], ["lists", "show"], ["data", "list", "--json"], ["rerun", "-o", "x.xlsx"]):
        code, _, err = _finish(*words, "n" * 300)
        assert code == 1
        assert err.count(b"\n") == 1
        code, _, err = _finish(*words, "none/\x1b]0;x\x07\u202e\u2028.toml", env={"PYTHONUTF8": "1"})
        assert code == 1
        text = err.decode()
        assert "\\x1b]0;x\\x07\\u202e\\u2028" in text
        assert "\x1b" not in text
        assert text.count("\n") == 1
    code, _, err = _finish("no\x1b[31m\u202e")
    assert code == 2
    assert b"\x1b" not in err


def test_many_problems_are_counted(folder):
    (folder / "spec.toml").write_text("".join(f"key_{n} = 1\n" for n in range(2000)))
    code, _, err = _finish("check", "spec.toml")
    assert code == 1
    assert len(err) < 60_000
    assert err.decode().splitlines()[-1].endswith(" more")
