"""The report on entities: totals that say what they cover, parts and whole, outcomes beside ranges."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from sanctions.comparison.entity_report import EntityReport, entity_report
from sanctions.entities.designations import take_apart
from sanctions.entities.reach import reach_of
from sanctions.entities.register import bundled_entities
from sanctions.entities.tables import read_figures
from sanctions.errors import InputError
from sanctions.report.documents.exposure_json import exposure_json
from sanctions.resources import shipped_folder
from sanctions.spec.resolve import bundled_package

HEADER = "entity,figure,value,unit,date,first_known,owner\n"
CARD = 'title = "t"\npublisher = "p"\naddress = "a"\ncoverage = "c"\nlicence = "l"\n'
MEASURE = "us-2018-sdn-april#other-designations"


@pytest.fixture(scope="module")
def april_2018() -> EntityReport:
    return entity_report("us-2018-sdn-april", draws=1024)


def test_totals_say_how_much_of_the_list_they_cover(april_2018: EntityReport) -> None:
    totals = {each.quantity: each for each in april_2018.totals}
    assets, debt = totals["assets_caught_all"], totals["refinancing_at_risk_all"]
    assert (assets.covered, assets.of) == (1, 12)
    assert assets.spread is not None
    assert (debt.covered, debt.of, debt.spread) == (0, 12, None)
    # Sulzer has revenue in francs, for which no rate is bundled: in no total, not counted as covered.
    assert totals["revenue_lost_by_firms"].covered == 1


def test_outcomes_stand_beside_what_was_known_before_misses_included(april_2018: EntityReport) -> None:
    """What 2014 taught was too mild for April 2018, and the report says so."""
    by_asset = {(each.asset, each.window): each for each in april_2018.happened}
    rusal = by_asset["Rusal shares (HK)", "intraday"]
    assert rusal.quantity == "listed_equity_fall"
    assert rusal.inside is False
    for asset in ("Sberbank shares (not listed)", "Norilsk Nickel shares (Rusal holds stake)"):
        assert by_asset[asset, "close-to-close"].quantity == "peer_equity_fall"
    assert by_asset["RUB vs USD", "close-to-close"].quantity == "currency_fall_with_listings"
    assert by_asset["LME aluminium", "about 2 weeks"].inside is None


def test_later_readings_widen_the_range() -> None:
    later = entity_report("us-2018-sdn-april", dt.date(2018, 4, 16), draws=1024)
    eve = entity_report("us-2018-sdn-april", draws=1024)

    def width(report: EntityReport) -> float:
        spread = next(t.spread for t in report.totals if t.quantity == "peer_equity_fall")
        assert spread is not None
        return spread.p90 - spread.p10

    assert width(later) > 2 * width(eve)


def test_parts_and_whole_of_designations(tmp_path: Path) -> None:
    """Two holders of 30 catch only together; a child of two wholly listed parents is reached by both."""
    rows = "Joint Venture,stake,30,%,2018-01-01,2018-01-01,Renova Group\n"
    rows += "Joint Venture,stake,30,%,2018-01-01,2018-01-01,GAZ Group\n"
    rows += "Twice Owned,stake,50,%,2018-01-01,2018-01-01,Renova Group\n"
    rows += "Twice Owned,stake,50,%,2018-01-01,2018-01-01,GAZ Group\n"
    (tmp_path / "t.csv").write_text(HEADER + rows, encoding="utf-8")
    (tmp_path / "t.toml").write_text(CARD, encoding="utf-8")
    eve = dt.date(2018, 4, 5)
    tables = bundled_entities().with_table(read_figures(tmp_path / "t.csv")).known_on(eve)
    measure = bundled_package("us-2018-sdn-april").measure("other-designations")
    found = take_apart(reach_of(MEASURE, measure, tables, eve), tables, eve)
    assert found is not None
    rows_by_name = {row.entity: row for row in found.rows}
    # 8 names, Sulzer, Joint Venture, Twice Owned together; one by one Twice Owned comes up twice.
    assert len(found.union) == 11
    assert found.only_together == ("Joint Venture",)
    assert found.counted_again == 1
    assert found.sum_alone == len(found.union) - len(found.only_together) + found.counted_again
    assert "Joint Venture" in rows_by_name["GAZ Group"].last
    assert "Twice Owned" not in rows_by_name["GAZ Group"].last
    assert "Twice Owned" in rows_by_name["GAZ Group"].alone
    assert found.sentence.startswith("8 designations catch 11 one by one and 11 together: 1 counted again")


def test_json_is_strict_and_never_zero_for_no_figure(april_2018: EntityReport) -> None:
    document = json.loads(exposure_json(april_2018), parse_constant=pytest.fail)
    assert document["schema"] == "sanctions/exposure/1"
    assert document["totals"]["refinancing_at_risk_all"]["spread"] is None
    en_plus = next(each for each in document["entities"] if each["entity"] == "EN+ Group")
    assert en_plus["figures"] == []
    assert en_plus["usd_bn"] == {}
    assert en_plus["no_figure"] == ["assets", "revenue", "debt"]
    assert all(each["inside"] in (True, False, None) for each in document["happened_afterwards"])


def test_own_table_must_be_sound(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(HEADER + "Acme,assets,1,USD bn,2018-01-01,2018-01-01,\n")
    with pytest.raises(InputError, match=r"has no card t\.toml"):
        entity_report("us-2018-sdn-april", draws=64, entities=tmp_path / "t.csv")


@pytest.mark.parametrize(
    ("option", "as_of"),
    [
        ("us-2018-sdn-april", None),
        ("us-2022-february-banks", dt.date(2022, 2, 24)),
        ("us-2018-rusal-delisting", None),
        ("none", None),
    ],
)
def test_json_keeps_its_schema(option: str, as_of: dt.date | None) -> None:
    text = (shipped_folder("reports") / "schemas" / "exposure-1.json").read_text(encoding="utf-8")
    document = json.loads(exposure_json(entity_report(option, as_of, draws=64)))
    assert list(Draft202012Validator(json.loads(text)).iter_errors(document)) == []
