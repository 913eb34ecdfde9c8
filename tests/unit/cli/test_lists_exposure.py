"""`sanctions lists exposure` as a user meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from sanctions.cli.main import cli


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(cli, ["lists", "exposure", *arguments, "--draws", "64"])
    return result.exit_code, result.stdout, result.stderr


def test_table_shows_no_figure_and_what_happened() -> None:
    code, out, _ = run("us-2018-sdn-april")
    assert code == 0
    assert "no figure" in out
    assert "Renova Group -> Sulzer 63.42" in out
    assert "What happened afterwards (used in no number above)" in out
    assert "not legal advice" in out


@pytest.mark.parametrize("day", ["2022-02-23", "2022-02-24"])
def test_names_what_newly_lists_and_says_first_who_has_no_figure(day: str) -> None:
    """Most of these banks were under the debt caps of 2014: in force already, those list nobody anew."""
    code, out, _ = run("us-2022-february-banks", "--as-of", day)
    assert code == 0
    first, new_by_list, new_by_accounts, without, *_ = out.splitlines()
    assert first == f"Bank designations of 24 February 2022, on what was known on {day}"
    listing, accounts = "us-2022-february-banks#blocked-banks", "us-2022-february-banks#sberbank-accounts"
    assert new_by_list == f"{listing} newly catches Novikombank, Otkritie, Sovcombank, VTB."
    assert new_by_accounts == f"{accounts} newly catches Sberbank."
    assert without.startswith("Without any figure, ")
    assert "us-2014" not in out
    assert (
        out.index("Without any figure") < out.index("Whom the option newly catches") < out.index("In total")
    )


def test_banks_under_the_caps_of_2014_were_in_force_before() -> None:
    """The caps are found where they are asked for, so that their absence above says something."""
    code, out, _ = run("us-2014-ssi-directive-1")
    assert code == 0
    assert "us-2014" in out
    assert "Sberbank" in out


def test_json_on_standard_output_moves_the_table_aside() -> None:
    code, out, err = run("us-2018-sdn-april", "--json", "-")
    assert code == 0
    assert json.loads(out)["entities_listed"] == 11
    assert "In total" in err


def test_option_without_entities_says_so() -> None:
    code, out, _ = run("us-2021-directive-1")
    assert code == 0
    assert "No measure of this option names an entity" in out


def test_card_alone_is_a_usage_error(tmp_path: Path) -> None:
    code, _, err = run("none", "--card", str(tmp_path / "card.toml"))
    assert code == 2
    assert "--card goes with --entities" in err


def test_hostile_names_stay_text(tmp_path: Path) -> None:
    rows = "entity,figure,value,unit,date,first_known,owner\n"
    rows += "\"=cmd|'x'!A0 [bold]\",stake,60,%,2018-01-01,2018-01-01,GAZ Group\n"
    rows += "\"=cmd|'x'!A0 [bold]\",assets,3,USD bn,2018-01-01,2018-01-01,\n"
    (tmp_path / "t.csv").write_text(rows, encoding="utf-8")
    card = 'title = "t"\npublisher = "p"\naddress = "a"\ncoverage = "c"\nlicence = "l"\n'
    (tmp_path / "t.toml").write_text(card, encoding="utf-8")
    code, out, err = run(
        "us-2018-sdn-april", "--entities", str(tmp_path / "t.csv"), "--json", str(tmp_path / "o.json")
    )
    assert (code, err) == (0, "")
    assert "[bold]" in out
    document = json.loads((tmp_path / "o.json").read_text(encoding="utf-8"))
    assert document["entities_by_rule"] == 2
