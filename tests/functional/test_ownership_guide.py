"""The worked example of the guide does what the guide says, from the tables printed there."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from sanctions.ownership.decision import OwnershipResult, decide
from sanctions.ownership.readers.inputs import read_inputs

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guide" / "ownership.md"
RULES = ("ofac-50", "eu-freeze", "uk")


def printed(name: str) -> str:
    """Return the table that the guide prints under a file's name."""
    after = GUIDE.read_text(encoding="utf-8").split(f"`{name}`", maxsplit=1)[1]
    lines = re.search(r"\n\n((?: {4}.*\n)+)", after)
    assert lines is not None
    return "".join(line[4:] + "\n" for line in lines.group(1).splitlines())


@pytest.fixture
def decided(tmp_path: Path):
    files = []
    for name in ("stakes.csv", "listed.csv"):
        files.append(tmp_path / name)
        files[-1].write_text(printed(name), encoding="utf-8")
    given = read_inputs(files[0], (str(files[1]),), None, set_aside=False)

    def on(day: str, what_if: str = "") -> OwnershipResult:
        return decide(given.graph, given.listings, RULES, dt.date.fromisoformat(day), given.facts, what_if)

    return on


def statuses(result: OwnershipResult, rule: str) -> dict[str, str]:
    (found,) = (each for each in result.rules if each.rule == rule)
    return {verdict.entity: verdict.status.value for verdict in found.verdicts}


def test_sulzer_is_blocked_until_the_licensed_sale_and_rusal_not_by_the_rule_alone(decided) -> None:
    before, after = statuses(decided("2018-04-10"), "ofac-50"), statuses(decided("2018-04-11"), "ofac-50")

    assert (before["SULZER AG"], after["SULZER AG"]) == ("blocked", "not_covered")
    assert (before["EN+ GROUP PLC"], before["UNITED COMPANY RUSAL PLC"]) == ("blocked", "not_covered")
    assert before["ALUMINIUM WORKS"] == "not_covered"


def test_en_is_released_when_the_holding_falls_below_half(decided) -> None:
    assert statuses(decided("2019-01-26"), "ofac-50")["EN+ GROUP PLC"] == "blocked"
    assert statuses(decided("2019-01-27"), "ofac-50")["EN+ GROUP PLC"] == "not_covered"


def test_listing_en_would_catch_rusal_by_control_in_the_eu_and_the_uk_only(decided) -> None:
    result = decided("2018-04-10", "EN+ GROUP PLC")
    changes = {rule.rule: {each.entity: each.after.value for each in rule.changes} for rule in result.rules}

    assert changes["ofac-50"] == {"EN+ GROUP PLC": "listed"}
    for rule in ("eu-freeze", "uk"):
        assert changes[rule] == {
            "EN+ GROUP PLC": "listed",
            "UNITED COMPANY RUSAL PLC": "controlled",
            "ALUMINIUM WORKS": "owned",
        }
