"""`sanctions packages` and `sanctions check` as a user meets them."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sanctions.cli.main import cli
from sanctions.errors import InputError
from sanctions.spec.library import bundled_ids
from sanctions.spec.load import load_package
from sanctions.spec.read import read_package
from sanctions.spec.scaffold import scaffold
from sanctions.spec.spec_file import SpecFile

ROOT = Path(__file__).resolve().parents[3]


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments))


def test_list_names_every_package_and_the_aliases() -> None:
    output = _run("packages", "list").stdout
    assert all(package_id in output for package_id in bundled_ids())
    assert "us-2021-directive-1 (measured)" in output
    assert output == _run("packages").stdout


def test_show_prints_a_spec_that_parses_to_the_same_package() -> None:
    output = _run("packages", "show", "measured").stdout
    assert read_package(SpecFile("shown.toml", output)) == load_package("measured")
    assert "# Measured against the law in force on 2021-04-14: " in output


def test_show_reads_the_law_on_the_day_asked_for() -> None:
    output = _run("packages", "show", "measured", "--as-of", "2013-01-01").stdout
    assert "law in force on 2013-01-01: none that is bundled." in output


def test_law_shows_what_an_option_is_measured_against() -> None:
    output = _run("packages", "law", "russia", "--as-of", "2021-04-14").stdout
    assert "us-2019-cbw-directive" in output
    assert "us-2021-directive-1" not in output


def test_law_says_when_nothing_is_in_force() -> None:
    result = _run("packages", "law", "china", "--as-of", "2021-04-14")
    assert result.stdout == ""
    assert "nothing bundled is in force on china" in result.stderr


def test_a_shipped_id_written_as_a_file_is_explained() -> None:
    with pytest.raises(InputError, match="the shipped package us-2021-directive-1, without"):
        load_package("us-2021-directive-1.toml")


def test_problems_end_in_exit_code_1_without_a_traceback(tmp_path: Path) -> None:
    path = tmp_path / "bad.toml"
    path.write_text('schema = 1\nid = "bad"\n')
    command = [sys.executable, "-m", "sanctions", "check", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 1
    assert done.stdout == ""
    assert all(line.startswith(f"error: {path}: ") for line in done.stderr.splitlines())
    assert len(done.stderr.splitlines()) == 6


def test_new_writes_a_spec_that_passes_its_own_check(tmp_path: Path) -> None:
    path = tmp_path / "next month.toml"
    assert _run("packages", "new", str(path)).exit_code == 0
    assert load_package(path).id == "next-month"
    checked = _run("check", str(path))
    assert checked.exit_code == 0
    assert checked.stdout == f"{path}: ok, 1 measure by US\n"


def test_new_never_overwrites_unasked(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text("precious")
    result = _run("packages", "new", str(path))
    assert isinstance(result.exception, InputError)
    assert path.read_text() == "precious"
    assert _run("packages", "new", str(path), "--force").exit_code == 0
    assert [entry.name for entry in tmp_path.iterdir()] == ["mine.toml"]


@pytest.mark.parametrize("name", ["spec.txt", "no/such/folder/spec.toml"])
def test_new_refuses_places_it_cannot_write(tmp_path: Path, name: str) -> None:
    assert isinstance(_run("packages", "new", str(tmp_path / name)).exception, InputError)


@pytest.mark.parametrize("line", scaffold("any", dt.date(2021, 4, 15)).splitlines())
def test_scaffold_lines_stay_readable(line: str) -> None:
    assert len(line) <= 140


def test_check_of_a_folder_reports_every_problem_of_every_spec(tmp_path: Path) -> None:
    (tmp_path / "good.toml").write_text(scaffold("good", dt.date(2021, 4, 15)))
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "bad.toml").write_text('schema = 1\nid = "bad"\n')
    (tmp_path / "worse.toml").write_text("not toml")
    result = _run("check", str(tmp_path))
    assert result.stdout == f"{tmp_path / 'good.toml'}: ok, 1 measure by US\n"
    assert isinstance(result.exception, InputError)
    files = {Path(problem.file).name for problem in result.exception.problems}
    assert files == {"bad.toml", "worse.toml"}
    missing = [problem for problem in result.exception.problems if "is missing" in problem.message]
    assert len(missing) == 6


def test_check_of_an_empty_folder_says_so(tmp_path: Path) -> None:
    result = _run("check", str(tmp_path))
    assert isinstance(result.exception, InputError)
    assert "holds no spec" in str(result.exception)


def test_every_bundled_package_passes_the_check() -> None:
    assert _run("check", *bundled_ids()).exit_code == 0


def test_issuers_can_be_listed_by_target() -> None:
    output = _run("packages", "issuers", "--target", "belarus").stdout
    assert "by-ministry-of-finance" in output
    assert "ru-sberbank" not in output


def test_a_file_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    taken = tmp_path / "taken.toml"
    taken.mkdir()
    result = _run("packages", "new", str(taken), "--force")
    assert isinstance(result.exception, InputError)
    assert "this is a folder" in str(result.exception)
    assert [entry.name for entry in tmp_path.iterdir()] == ["taken.toml"]
