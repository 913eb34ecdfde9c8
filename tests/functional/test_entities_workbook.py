"""The Entities sheet of a workbook on April 2018: what is known, what is not, and it recalculates."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

import sanctions as sx
from sanctions.cli.main import cli
from sanctions.comparison.results import Comparison
from sanctions.entities.exposed import PackageExposure
from sanctions.report.numbers.sides import sides_of
from sanctions.report.workbook.book import write_workbook
from sanctions.report.workbook.sheets import entities
from tests.spreadsheet import needs_libreoffice, poisoned, recalculated, values_of

RELATIVE = 1e-9  # two engines round each operation differently; a mistake is far larger
HEADERS = [column.header for column in entities.COLUMNS]


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return sx.run(["us-2018-sdn-april", "none"], draws=64)


@pytest.fixture(scope="module")
def book(comparison: Comparison, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("entities") / "april.xlsx"
    write_workbook(comparison, path)
    return path


@pytest.fixture(scope="module")
def rows(book: Path) -> list[dict[str, object]]:
    page = openpyxl.load_workbook(book, data_only=True)["Entities"]
    found = [tuple(row) for row in page.iter_rows(values_only=True)]
    start = next(number for number, row in enumerate(found) if list(row[: len(HEADERS)]) == HEADERS)
    return [dict(zip(HEADERS, row, strict=False)) for row in found[start + 1 :]]


def test_verdict_chain_figures_and_what_has_none(rows: list[dict[str, object]]) -> None:
    sulzer = next(row for row in rows if row["Entity or market"] == "Sulzer")
    assert (sulzer["Verdict"], sulzer["Because"]) == ("blocked", "Renova Group -> Sulzer 63.42")
    en_plus = [row for row in rows if row["Entity or market"] == "EN+ Group"]
    assert [(row["What"], row["Value"]) for row in en_plus] == [
        ("assets", "no figure"),
        ("revenue a year", "no figure"),
        ("debt by maturity", "no figure"),
    ]
    rusal = {row["What"]: row for row in rows if row["Entity or market"] == "Rusal"}
    assert rusal["assets"]["Value"] == 14.452
    assert str(rusal["assets"]["Address"]).startswith("https://")


def test_totals_and_outcomes_side_by_side(rows: list[dict[str, object]]) -> None:
    totals = {row["What"]: row for row in rows if row["Part"] == "total"}
    covers = "Covers, or whether inside the range"
    assets = next(row for what, row in totals.items() if str(what).startswith("Assets of the entities newly"))
    assert (assets["Middle"], assets[covers]) == (14.452, "1 of 12 entities")
    ruble = [row for row in rows if row["Entity or market"] == "RUB vs USD"]
    assert {row[covers] for row in ruble} == {"outside the range"}
    happened = {str(row["Entity or market"]) for row in rows if row["Part"] == "happened afterwards"}
    assert {"Rusal shares (HK)", "EN+ GDR (London)", "Sberbank shares (not listed)"} <= happened


@needs_libreoffice
def test_every_live_cell_recalculates(book: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.xlsx"
    assert poisoned(book, broken) > 0
    delivered, again = values_of(book), values_of(recalculated(broken, tmp_path / "out"))
    for sheet in ("Entities", "Model A"):
        for where, value in delivered[sheet].items():
            if isinstance(value, float):
                assert again[sheet][where] == pytest.approx(value, rel=RELATIVE, abs=RELATIVE), (sheet, where)


def test_no_sheet_where_no_option_names_an_entity() -> None:
    assert entities.sheet_of(sides_of(sx.run(["measured", "none"], draws=64)), {}) is None


def test_hostile_names_are_written_as_text(comparison: Comparison, tmp_path: Path) -> None:
    option, name = comparison.options[0], '=HYPERLINK("http://x")'
    exposure = option.exposure
    assert isinstance(exposure, PackageExposure)
    first = replace(exposure.entities[0], name=name)
    hostile = replace(option, exposure=replace(exposure, entities=(first,)))
    write_workbook(replace(comparison, options=(hostile, comparison.options[1])), tmp_path / "h.xlsx")
    page = openpyxl.load_workbook(tmp_path / "h.xlsx")["Entities"]
    cells = [cell for row in page.iter_rows() for cell in row if cell.value == name]
    assert cells
    assert {cell.data_type for cell in cells} == {"s"}


def test_own_figures_reach_the_comparison_and_its_workbook(tmp_path: Path) -> None:
    header = "entity,figure,value,unit,date,first_known,owner,issued,matures\n"
    rows = "GAZ Group,assets,3,USD bn,2017-12-31,2018-03-01,,,\n"
    rows += "GAZ Group,debt,2,USD bn,2017-12-31,2018-03-01,,2015-05-01,2020-05-01\n"
    (tmp_path / "mine.csv").write_text(header + rows, encoding="utf-8")
    card = 'title = "t"\npublisher = "p"\naddress = "a"\ncoverage = "c"\nlicence = "l"\n'
    (tmp_path / "mine.toml").write_text(card, encoding="utf-8")
    arguments = ["compare", "us-2018-sdn-april", "none", "--draws", "64", "--entities"]
    files = [str(tmp_path / "mine.csv"), "-o", str(tmp_path / "b.xlsx"), "--json", str(tmp_path / "c.json")]
    result = CliRunner().invoke(cli, [*arguments, *files])
    assert result.exit_code == 0, result.output
    document = json.loads((tmp_path / "c.json").read_text(encoding="utf-8"))
    metrics = document["options"]["us-2018-sdn-april"]["metrics"]
    assert metrics["entity_assets_usd_bn"]["p50"] == pytest.approx(14.452 + 3)
    risk = metrics["entity_refinancing_at_risk_usd_bn"]
    assert 0 < risk["p10"] < risk["p90"] < 2
    assert "entities: mine.csv" in document["datasets"]
    page = openpyxl.load_workbook(tmp_path / "b.xlsx", data_only=True)["Entities"]
    texts = {str(cell.value) for row in page.iter_rows() for cell in row}
    assert "debt that cannot be rolled over eight years" in texts
