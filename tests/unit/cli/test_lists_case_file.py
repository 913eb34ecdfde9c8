"""`sanctions lists screen` on several lists, with a case file kept from run to run."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from sanctions.cli import case_files
from sanctions.cli.lists_screen import screen
from sanctions.errors import InputError
from tests.made_lists import FOLDER

ROOT = Path(__file__).resolve().parents[3]
EU, SECO = FOLDER / "eu" / "eu.xml", FOLDER / "seco" / "seco.xml"
OPEN = 'entry = "EU.901.11"\nlisted_as = "Rupert Karlovich Von Hentzau"\nfirst_seen = 2026-03-10\n' + (
    'decision = "open"\nby = ""\non = ""\nwhy = ""'
)
MATCH = OPEN.replace(
    'decision = "open"\nby = ""\non = ""\nwhy = ""',
    'decision = "match"\nby = "A. Analyst"\non = 2026-03-10\nwhy = "passport seen"',
)


@pytest.fixture
def names(tmp_path: Path) -> Path:
    file = tmp_path / "names.csv"
    file.write_text("name,reference\nRupert von Hentzau,=C-1\nPetrel Nine,C-2\n", encoding="utf-8")
    return file


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    return tmp_path / "cases.toml"


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(screen, [str(argument) for argument in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def both(names: Path, cases: Path, *more: object, eu: Path = EU) -> Result:
    return run(names, "--list", eu, "--list", SECO, "--case-file", cases, "--on", "2026-03-10", *more)


def test_each_lead_says_its_list_and_where_else_it_stands(names: Path) -> None:
    result = run(names, "--list", EU, "--list", SECO, "--csv", "-")
    rows = list(csv.DictReader(result.stdout.splitlines()))
    assert {(row["list"], row["edition"], row["id"]) for row in rows} == {
        ("EU consolidated financial sanctions list", "2026-03-02", "EU.901.11"),
        ("Swiss sanctions list (SECO)", "2026-03-04", "5001"),
        ("Swiss sanctions list (SECO)", "2026-03-04", "5030"),
    }
    assert rows[0]["also_on"].endswith("(both are UN RUi.001)")
    assert rows[0]["reference"] == "'=C-1"
    assert rows[0]["case_state"] == ""


def test_one_list_alone_is_shown_without_a_column_for_it(names: Path) -> None:
    result = run(names, "--list", EU)
    assert "also on" not in result.stdout


def test_decisions_are_marked_in_the_next_run(names: Path, cases: Path) -> None:
    first = both(names, cases)
    assert "3 new, 0 open, 0 decided, 0 reopened; 0 kept that were not seen" in first.stderr
    cases.write_text(cases.read_text(encoding="utf-8").replace(OPEN, MATCH), encoding="utf-8")
    before = cases.read_bytes()
    result = both(names, cases, "--json", "-")
    document = json.loads(result.stdout)
    schema = json.loads((ROOT / "reports" / "schemas" / "screening-1.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(document)
    states = {lead["entity"]["id"]: lead["case"]["state"] for lead in document["leads"]}
    assert states == {"EU.901.11": "decided", "5001": "open", "5030": "open"}
    assert cases.read_bytes() == before, "nothing changed, nothing is written"


def test_a_change_reopens_and_says_so(names: Path, cases: Path, tmp_path: Path) -> None:
    both(names, cases)
    cases.write_text(cases.read_text(encoding="utf-8").replace(OPEN, MATCH), encoding="utf-8")
    later = tmp_path / "later.xml"
    later.write_text(EU.read_text(encoding="utf-8").replace("The Count", "The Exile"), encoding="utf-8")
    result = both(names, cases, eu=later)
    assert "changed since: aliases" in result.stderr
    assert "REOPENED" in result.stdout
    kept = cases.read_text(encoding="utf-8")
    assert 'decision = "match", by = "A. Analyst", on = 2026-03-10, why = "passport seen"' in kept
    assert kept.count('decision = "open"') == 3


def test_decisions_not_seen_this_time_are_kept_and_said(names: Path, cases: Path) -> None:
    both(names, cases)
    cases.write_text(cases.read_text(encoding="utf-8").replace(OPEN, MATCH), encoding="utf-8")
    result = run(names, "--list", SECO, "--case-file", cases, "--json", "-")
    assert "kept: 'Rupert von Hentzau': Rupert Karlovich Von Hentzau" in result.stderr
    (missing,) = json.loads(result.stdout)["not_seen"]
    assert (missing["decision"], missing["because"]) == ("match", "its list was not screened this time")
    assert MATCH in cases.read_text(encoding="utf-8")


def test_a_wrong_case_file_stops_the_run_before_anything_is_written(
    names: Path, cases: Path, tmp_path: Path
) -> None:
    cases.write_text('schema = "sanctions/case-file/1"\n[[lead]]\nname = "A"\ndecison = "match"\n')
    before = cases.read_bytes()
    with pytest.raises(InputError, match=r"decison: unknown key \(expected decision\)"):
        both(names, cases, "--json", tmp_path / "leads.json")
    assert cases.read_bytes() == before
    assert not (tmp_path / "leads.json").exists()


def test_a_file_changed_during_the_run_is_left_alone(
    names: Path, cases: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    both(names, cases)
    later = tmp_path / "later.xml"
    later.write_text(EU.read_text(encoding="utf-8").replace("The Count", "The Exile"), encoding="utf-8")
    mine = cases.read_text(encoding="utf-8").replace(OPEN, MATCH)

    def edited_meanwhile(*given: object) -> object:
        found = case_files.case_file.read_cases(cases)
        cases.write_text(mine, encoding="utf-8")
        return case_files.KeptCases(cases, *found)

    monkeypatch.setattr("sanctions.cli.lists_screen.read_cases", edited_meanwhile)
    with pytest.raises(InputError, match="was changed by somebody else during the run; nothing was written"):
        both(names, cases, eu=later)
    assert cases.read_text(encoding="utf-8") == mine


def test_what_is_no_place_for_a_case_file(names: Path, tmp_path: Path, cases: Path) -> None:
    with pytest.raises(
        InputError, match=r"is no name for a case file \(expected a name that ends in .toml\)"
    ):
        both(names, tmp_path / "cases.csv")
    with pytest.raises(InputError, match="--json and --case-file name the same file"):
        both(names, cases, "--json", cases)
    with pytest.raises(InputError, match=r"the folder .* does not exist"):
        both(names, tmp_path / "no" / "cases.toml")
    assert run(names, "--list", EU, "--on", "2026-03-10").exit_code == 2
    assert not cases.exists()
