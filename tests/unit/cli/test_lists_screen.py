"""The commands show, diff and screen, as a user runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from sanctions.cli.lists_screen import diff, screen, show
from sanctions.errors import InputError

LISTS = Path(__file__).resolve().parents[2] / "data" / "lists"
SDN = str(LISTS / "ofac" / "sdn.csv")


def _run(command, *arguments):
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


@pytest.fixture
def names(tmp_path):
    file = tmp_path / "names.csv"
    file.write_text(
        'name,lei\nBorgvar Mashinbank,\n"=HYPERLINK(""http://example.invalid"",""ZENDA TRADE"")",\n-,\n,\n'
    )
    return file


def test_show_a_programme():
    result = _run(show, SDN, "--programme", "RURITANIA-EO13662")
    assert result.exit_code == 0
    assert "OFAC SDN list: 1 entries" in result.stdout
    assert "BORGVAR MASHINBANK PJSC" in result.stdout
    assert "warning: 9 rows could not be read and were set aside:" in result.stderr
    assert "sdn.csv: line 9: a quotation mark is not closed" in result.stderr


def test_show_an_unknown_programme_names_the_known_ones():
    with pytest.raises(InputError, match=r"no entry of sdn\.csv is under X \(expected 561-RURITANIA, "):
        CliRunner().invoke(show, [SDN, "--programme", "X"], catch_exceptions=False)


def test_json_on_standard_output_moves_the_table():
    result = _run(show, SDN, "--json", "-", "--limit", "1")
    assert json.loads(result.stdout)["schema"] == "sanctions/list/1"
    assert "first 1 of 8 rows" in result.stderr
    assert _run(show, SDN, "--json", "-", "--csv", "-").exit_code == 1


def test_diff(tmp_path):
    old, new = LISTS / "later" / "sdn_2022-02-17.csv", LISTS / "later" / "sdn_2022-04-08.csv"
    result = _run(diff, old, new, "--csv", tmp_path / "changes.csv")
    assert "1 added, 1 removed, 2 changed" in result.stdout
    assert (
        "not compared, because one of the lists does not carry it or words it differently: aliases, addresses"
        in result.stderr
    )
    lines = (tmp_path / "changes.csv").read_text().splitlines()
    assert lines[1] == "added,120,NEWLY NAMED OOO,,,,RURITANIA-EO14024"


def test_screen(names, tmp_path):
    result = _run(
        screen, names, "--list", SDN, "--json", tmp_path / "leads.json", "--csv", tmp_path / "leads.csv"
    )
    assert result.exit_code == 0
    assert "2 leads for 2 of 2 names, threshold 0.85; 0 contradicted by a number" in result.stdout
    assert "A lead is a name or number to look into, not a verdict" in result.stderr
    assert "names.csv: line 4: the name has no letter or digit" in result.stderr
    document = json.loads((tmp_path / "leads.json").read_text())
    assert [lead["score"] for lead in document["leads"]] == [1.0, 1.0]
    assert document["names_set_aside"] == [
        {"file": "names.csv", "line": 4, "reason": "the name has no letter or digit"}
    ]
    rows = (tmp_path / "leads.csv").read_text().splitlines()
    assert rows[2].startswith("3,\"'=HYPERLINK(")


def test_a_file_that_cannot_be_written_leaves_nothing(names, tmp_path):
    target = tmp_path / "no" / "leads.json"
    with pytest.raises(InputError, match=r"the folder .* does not exist"):
        CliRunner().invoke(screen, [str(names), "--list", SDN, "--json", str(target)], catch_exceptions=False)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["names.csv"]


def test_markup_and_escapes_in_names_stay_text(tmp_path):
    file = tmp_path / "names.csv"
    file.write_text("name\n[red]Borgvar[/red] Mashinbank\x1b[31m\n")
    result = _run(screen, file, "--list", SDN, "--threshold", "0.6")
    assert "[red]Borgvar[/red]" in result.stdout
    assert "\x1b[31m" not in result.stdout
