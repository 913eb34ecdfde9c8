"""`sanctions backtest` as a user meets it."""

import json

import pytest
from click.testing import CliRunner

from sanctions.cli.backtest import backtest
from sanctions.errors import InputError


def run(*arguments):
    return CliRunner().invoke(backtest, ["--draws", "256", *arguments], catch_exceptions=False)


def test_scorecard_shows_misses_rivals_and_that_outcomes_were_known(tmp_path):
    picture, target = tmp_path / "b.png", tmp_path / "b.json"
    result = run("--plot", str(picture), "--json", str(target))
    assert result.exit_code == 0
    assert "MISS" in result.output
    assert "knew every outcome" in result.output
    assert "Consistency check" in result.output
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert json.loads(target.read_text())["schema"] == "sanctions/backtest/1"


def test_json_on_stdout_is_only_json():
    result = run("--json", "-")
    assert json.loads(result.stdout)["scores"]["bond"]["n"] == 8
    assert "Inside the 80 % interval" in result.stderr


def test_unknown_picture_format_writes_nothing(tmp_path):
    with pytest.raises(InputError) as caught:
        run("--plot", str(tmp_path / "b.bmp"))
    assert str(caught.value).endswith("unknown picture format '.bmp' (expected .png, .svg, .pdf)")
    assert list(tmp_path.iterdir()) == []
