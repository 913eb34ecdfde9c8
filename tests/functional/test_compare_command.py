"""`sanctions compare` and `assess` as a user runs them."""

import json
import re

import jsonschema
import pytest
from click.testing import CliRunner

from sanctions.cli.main import cli, main
from sanctions.report.documents.json import schema_path

FAST = ["--draws", "64"]


def run(*arguments):
    return CliRunner().invoke(cli, list(arguments))


def problem(capsys, monkeypatch, *arguments):
    """Return exit code and standard error of the whole program."""
    monkeypatch.setattr("sys.argv", ["sanctions", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    captured = capsys.readouterr()
    assert captured.out == ""
    return ended.value.code, captured.err


def test_every_output_at_once(tmp_path):
    names = {"-o": "book.xlsx", "--json": "out.json", "--html": "out.html", "--markdown": "out.md"}
    files = [part for option, name in names.items() for part in (option, str(tmp_path / name))]
    result = run("compare", "measured", "maximal", *FAST, *files)
    assert result.exit_code == 0
    assert "Dearer new 10-year bonds" in result.stdout
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(names.values())
    assert "wrote" in result.stderr


def test_json_on_standard_output_is_valid_and_alone():
    result = run("compare", "measured", "maximal", *FAST, "--json", "-")
    document = json.loads(result.stdout)
    jsonschema.Draft202012Validator(json.loads(schema_path().read_text())).validate(document)
    assert document["order"] == ["us-2021-directive-1", "us-2021-secondary-ban"]
    assert document["as_of"] == "2021-04-14"
    assert document["draws"] == 64
    assert "Dearer new 10-year bonds" in result.stderr


def test_quiet_prints_nothing():
    result = run("compare", "measured", *FAST, "-q")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


def test_verbose_says_why_a_figure_is_missing():
    result = run("compare", "measured", "maximal", *FAST, "-v")
    assert "n/a: Already priced before the day" in result.stdout


def test_one_option_alone():
    result = run("assess", "measured", *FAST, "--json", "-")
    document = json.loads(result.stdout)
    assert list(document["options"]) == ["us-2021-directive-1"]
    assert document["differences"] == []


def test_yardstick_can_be_named_by_its_alias():
    document = json.loads(
        run("compare", "measured", "maximal", "--yardstick", "measured", *FAST, "--json", "-").stdout
    )
    assert document["yardstick"] == "us-2021-directive-1"
    assert document["differences"][0]["option"] == "us-2021-secondary-ban"


def test_same_seed_same_json():
    first, second = (run("compare", "measured", "maximal", *FAST, "--json", "-").stdout for _ in range(2))
    other = run("compare", "measured", "maximal", *FAST, "--seed", "2", "--json", "-").stdout
    assert first == second != other


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--draws", "100"], r"error: draws: 100 is not a number of draws \(expected a power of two .*\)\n"),
        (["--as-of", "1990-01-01"], r"error: .*1990-01-01.*\n"),
        (
            ["--yardstick", "none"],
            r"error: yardstick: none: is not among the options \(expected one of .*\)\n",
        ),
        (
            ["-o", "{folder}/nowhere/b.xlsx"],
            r"error: .*nowhere does not exist \(expected an existing folder\)\n",
        ),
        (
            ["--live-draws", "-1"],
            r"error: live-draws: -1 cannot be live \(expected a number from 16 to 8192, or 0 for none\)\n",
        ),
        (["-o", "{folder}"], r"error: .*: this is a folder \(expected the name of a file\)\n"),
        (["-o", "{folder}/old.xlsx"], r"error: .*already \(expected another name, or --force\)\n"),
        (
            ["--json", "{folder}/same", "--html", "{folder}/same"],
            r"error: .*: --json and --html name the same file \(expected two files\)\n",
        ),
    ],
)
def test_one_clear_message(arguments, message, tmp_path, capsys, monkeypatch):
    old = tmp_path / "old.xlsx"
    old.write_text("old")
    given = [argument.format(folder=tmp_path) for argument in arguments]
    code, said = problem(capsys, monkeypatch, "compare", "measured", "maximal", *given)
    assert code == 1
    assert re.fullmatch(f"({message})+", said), said
    assert [p.name for p in tmp_path.iterdir()] == ["old.xlsx"]
    assert old.read_text() == "old"


def test_unknown_package_names_the_nearest(capsys, monkeypatch):
    code, said = problem(capsys, monkeypatch, "compare", "mesured", "maximal")
    assert code == 1
    assert "perhaps" in said
    assert "measured" in said


@pytest.mark.parametrize(
    "arguments", [["compare"], ["compare", "measured", "--as-of", "yesterday"], ["assess"]]
)
def test_usage_errors(arguments):
    assert run(*arguments).exit_code == 2


def test_quiet_and_verbose_contradict():
    assert run("compare", "measured", "-q", "-v").exit_code == 2


def test_force_replaces(tmp_path):
    book = tmp_path / "book.xlsx"
    book.write_text("old")
    assert run("assess", "measured", *FAST, "--json", str(book), "--force").exit_code == 0
    assert book.read_text().startswith("{")
