"""`sanctions events` as a user meets it."""

import json

import pytest
from click.testing import CliRunner

from sanctions.cli.events import events
from sanctions.errors import InputError


def run(*arguments):
    return CliRunner().invoke(events, list(arguments), catch_exceptions=False)


def test_list_shows_every_event_with_its_grade():
    result = run("list")
    assert result.exit_code == 0
    assert result.output.count("│ US-") >= 15
    assert "unusable" in result.output


def test_list_of_an_early_day_knows_no_later_event():
    assert "US-EO14024-D1 " not in run("list", "--as-of", "2021-04-14").output
    assert "US-EO14024-D1 " in run("list", "--as-of", "2021-04-15").output


def test_json_on_stdout_is_only_json_and_finite():
    result = run("study", "--asset", "usd_rub", "--asset", "ofz_2y_pct", "--json", "-")
    document = json.loads(result.stdout)
    assert document["schema"] == "sanctions/event-study/1"
    assert {row["asset"] for row in document["rows"]} == {"usd_rub", "ofz_2y_pct"}
    assert all(row["move"] is not None or row["reason"] for row in document["rows"])
    assert "Abnormal change of usd_rub" in result.stderr


def test_one_event_and_its_picture(tmp_path):
    picture = tmp_path / "path.png"
    result = run("study", "--asset", "usd_rub", "--event", "US-SDN-2018-04-06", "--plot", str(picture))
    assert result.output.count("US-SDN-2018-04-06") == 1
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_an_event_of_another_country_is_studied_in_its_currency():
    assert "Abnormal change of fx_try_per_usd" in run("study", "--event", "US-TR-2018-08-01").output


def test_pictures_are_the_same_bytes_twice(tmp_path):
    first, second = tmp_path / "a.png", tmp_path / "b.png"
    run("study", "--plot", str(first))
    run("study", "--plot", str(second))
    assert first.read_bytes() == second.read_bytes()


def test_estimates_say_what_they_cannot_say(tmp_path):
    result = run("estimates", "--as-of", "2021-04-14", "--json", str(tmp_path / "e.json"))
    document = json.loads((tmp_path / "e.json").read_text())
    assert {one["name"] for one in document["estimates"]} >= {"yield_per_pp", "fx_per_100bp", "cover_ratio"}
    assert all(one["warning"] for one in document["estimates"] if not one["name"].startswith("run_up"))
    assert any(reason.startswith("panel of countries") for reason in document["unavailable"])
    assert "reverse causality" in result.output


def test_estimates_too_early_are_named_not_missing(tmp_path):
    target = tmp_path / "e.json"
    run("estimates", "--as-of", "2018-03-01", "--json", str(target))
    reasons = "\n".join(json.loads(target.read_text())["unavailable"])
    assert "cover_ratio" in reasons
    assert "run_up" in reasons


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("study", "--asset", "usd_rup"),
            "asset: 'usd_rup' is unknown (expected usd_rub or fx_try_per_usd)",
        ),
        (
            ("study", "--asset", "usd_rub", "--event", "US-EO14024-D9"),
            "event: 'US-EO14024-D9' is no event of RU (expected US-EO14024-D1 or US-EO14024-D4)",
        ),
        (
            ("study", "--event", "US-EO14024-D9"),
            "event: 'US-EO14024-D9' is unknown (expected US-EO14024-D1 or US-EO14024-D4)",
        ),
        (
            ("study", "--leakage-days", "2"),
            "windows: leakage_days: 2 cannot be used (expected at least 4)",
        ),
        (
            ("study", "--plot", "x.bmp"),
            "x.bmp: unknown picture format '.bmp' (expected .png, .svg, .pdf)",
        ),
        (
            ("study", "--as-of", "2014-01-15"),
            "events: no event to study",
        ),
    ],
)
def test_bad_input_is_one_clear_message(arguments, message):
    with pytest.raises(InputError) as caught:
        run(*arguments)
    assert str(caught.value) == message


def test_nothing_to_draw_is_said(tmp_path):
    with pytest.raises(InputError) as caught:
        run("study", "--asset", "ofz_10y_pct", "--event", "US-EO14024-D4", "--plot", str(tmp_path / "x.png"))
    assert str(caught.value).endswith(
        "US-EO14024-D4 has no estimate: no observation within 7 business days of the event"
    )
    assert not (tmp_path / "x.png").exists()
