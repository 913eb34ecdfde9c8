"""`sanctions lists expand` and `rank`: what a compliance analyst types, sees and saves."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from sanctions.cli.lists import lists
from sanctions.errors import InputError
from sanctions.ownership.rules.registry import RULES
from sanctions.report.documents.ownership_json import ownership_schema
from tests.ownership_cases import write_stakes

STAKES = "X>A:60;A>B:25;X>B:30;A>C:50;Y>C:(25,50];=2+3>D:70;X>D:55|from=2023-01-01"
LISTED = "entity,list,from\nX,,\n=2+3,,2020-01-01\n"


@pytest.fixture
def given(tmp_path: Path) -> list[str]:
    listed = tmp_path / "listed.csv"
    listed.write_text(LISTED, encoding="utf-8")
    stakes = write_stakes(STAKES, tmp_path / "stakes.csv")
    return ["--ownership", str(stakes), "--listed", str(listed), "--as-of", "2022-08-01"]


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(lists, arguments)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_json_of_one_rule_is_valid_and_keeps_shares_as_decimal_strings(given: list[str]) -> None:
    result = run("expand", *given, "--rule", "ofac-50", "--json", "-")
    document = json.loads(result.stdout)

    jsonschema.validate(document, ownership_schema())
    assert document["schema"] == "sanctions/ownership/1"
    assert document["rule"] == "ofac-50"
    assert document["verdicts"]["B"]["share_pct"] == "55"
    assert document["verdicts"]["B"]["because"] == ["X -> A 60", "A -> B 25", "X -> B 30"]
    assert document["verdicts"]["D"]["property_blocked_since"] == "2020-01-01"
    assert document["disclaimer"] == "An aid to counsel, not legal advice"
    assert "Who is caught" in result.stderr


def test_all_rules_side_by_side_are_valid_json(given: list[str]) -> None:
    options = [part for rule in RULES for part in ("--rule", rule)]
    document = json.loads(run("expand", *given, *options, "--json", "-").stdout)

    jsonschema.validate(document, ownership_schema())
    assert list(document["rules"]) == list(RULES)
    assert document["rules"]["uk"]["verdicts"]["B"]["person"] == "X"


def test_the_printed_table_shows_rules_reasons_and_the_disclaimer(given: list[str]) -> None:
    shown = run("expand", *given, "--rule", "ofac-50", "--rule", "uk").stdout

    assert "B: blocked by ownership (guidance): X -> A 60; A -> B 25; X -> B 30" in shown
    assert "property blocked since 2020-01-01" in shown
    assert "C: blocked" in shown
    assert "An aid to counsel, not legal advice." in shown


def test_what_if_lists_only_what_changes(given: list[str]) -> None:
    options = ("--rule", "eu-sectoral", "--what-if", "A", "--json", "-")
    document = json.loads(run("expand", *given, *options).stdout)
    jsonschema.validate(document, ownership_schema())

    assert document["what_if"] == {
        "entity": "A",
        "changes": [{"entity": "A", "before": "owned", "after": "listed"}],
    }


def test_an_unknown_entity_is_refused_with_the_nearest_name(given: list[str]) -> None:
    with pytest.raises(InputError) as caught:
        run("expand", *given, "--what-if", "AA")

    assert str(caught.value) == "--what-if: there is no entity 'AA' (expected 'A')"


def test_only_the_entities_asked_for_are_explained(given: list[str]) -> None:
    document = json.loads(run("expand", *given, "--entity", "B", "--entity", "D", "--json", "-").stdout)

    assert list(document["verdicts"]) == ["B", "D"]


def test_csv_never_begins_a_cell_like_a_formula(given: list[str]) -> None:
    text = run("expand", *given, "--csv", "-").stdout
    rows = list(csv.DictReader(io.StringIO(text)))

    assert {row["entity"] for row in rows} == {"'=2+3", "X", "A", "B", "C", "D", "Y"}
    assert all(row["disclaimer"] == "An aid to counsel, not legal advice" for row in rows)


def test_the_workbook_holds_text_only_and_is_the_same_every_time(given: list[str], tmp_path: Path) -> None:
    books = [tmp_path / "one.xlsx", tmp_path / "two.xlsx"]
    for book in books:
        run("expand", *given, "--rule", "ofac-50", "--rule", "uk", "--what-if", "A", "-o", str(book))
    opened = load_workbook(books[0])

    assert books[0].read_bytes() == books[1].read_bytes()
    assert opened.sheetnames[0] == "Verdicts"
    names = [cell.value for cell in opened["Verdicts"]["A"]]
    assert "=2+3" in names
    for page in opened:
        assert page["A1"].value
        assert page.freeze_panes is not None
        assert not [cell.coordinate for row in page.iter_rows() for cell in row if cell.data_type == "f"]


def test_a_workbook_that_is_there_stays_without_force(given: list[str], tmp_path: Path) -> None:
    book = tmp_path / "one.xlsx"
    book.write_text("mine", encoding="utf-8")

    with pytest.raises(InputError, match="exists already"):
        run("expand", *given, "-o", str(book))

    assert book.read_text(encoding="utf-8") == "mine"


def test_rows_set_aside_are_counted_and_named(given: list[str], tmp_path: Path) -> None:
    stakes = tmp_path / "bad.csv"
    stakes.write_text("owner,entity,share_pct\nX,A,60\nX,B,-1\n", encoding="utf-8")
    options = ["--ownership", str(stakes), *given[2:]]

    result = run("expand", *options, "--set-aside", "--json", "-")

    assert json.loads(result.stdout)["set_aside"] == ["bad.csv: line 3: the share '-1' is negative"]
    assert "set aside: bad.csv: line 3: the share '-1' is negative" in result.stderr


def test_rank_orders_candidates_by_what_they_add(given: list[str], tmp_path: Path) -> None:
    candidates, facts = tmp_path / "candidates.csv", tmp_path / "entities.csv"
    candidates.write_text("entity\nY\nB\nA\nX\n", encoding="utf-8")
    facts.write_text("entity,assets_usd_bn\nA,1.5\nC,2\n", encoding="utf-8")
    nobody = tmp_path / "nobody.csv"
    nobody.write_text("entity\nsomebody else\n", encoding="utf-8")
    options = ["--ownership", given[1], "--listed", str(nobody), "--entities", str(facts), *given[4:]]

    document = json.loads(run("rank", str(candidates), *options, "--json", "-").stdout)

    ranked = {each["entity"]: each for each in document["candidates"]}
    assert list(ranked) == ["X", "A", "Y", "B"]
    assert ranked["X"]["newly_caught"] == ["A", "B", "C"]
    assert (ranked["A"]["assets_usd_bn"], ranked["A"]["assets_unknown"]) == ("3.5", 0)
    assert (ranked["Y"]["newly_open"], ranked["Y"]["assets_usd_bn"]) == (["C"], None)


def test_help_of_every_command_loads_no_engine() -> None:
    code = (
        "import sys; from sanctions.cli.main import cli; from click.testing import CliRunner\n"
        "shown = CliRunner().invoke(cli, ['lists', '--help'])\n"
        "assert 'expand' in shown.output, shown.output\n"
        "assert not {'numpy', 'pandas', 'numba', 'pyarrow'} & set(sys.modules)"
    )

    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[3])
