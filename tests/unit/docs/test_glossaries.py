"""Words a reader meets have an entry, and no entry is left that no page uses."""

from __future__ import annotations

import re
import runpy
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

import sanctions as sx
from sanctions.model.inputs import CONSTANTS
from sanctions.model.metrics import METRICS
from sanctions.report.workbook.book import write_workbook
from sanctions.report.workbook.sheets.glossary import SHEET, terms

ROOT = Path(__file__).resolve().parents[3]
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
METHODOLOGY = (ROOT / "docs" / "methodology.md").read_text(encoding="utf-8")
#: Explained because readers take it for the word beside it, which the pages do use.
ONLY_TO_TELL_APART = {"secondary sanction"}
#: Words of the model that the pages use as if everybody knew them.
OWN_WORDS = (
    "leakage",
    "contagion",
    "trapped",
    "withdrawn",
    "locked in",
    "substitution",
    "stress state",
    "overshoot",
    "half-life",
    "held back",
    "against no threat",
    "within reach",
    "national income",
    "transfers to the target",
    "yardstick",
    "reference",
    "worked case",
    "law in force",
    "as-of date",
    "sampling error",
    "present value",
)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return every text of a workbook outside its glossary."""
    path = tmp_path_factory.mktemp("book") / "book.xlsx"
    write_workbook(sx.run(["measured", "maximal"], draws=64), path, live_draws=64)
    book = openpyxl.load_workbook(path, read_only=True)
    return "\n".join(text for sheet in book if sheet.title != SHEET for text in _texts(sheet)).lower()


def _texts(sheet: openpyxl.worksheet.worksheet.Worksheet) -> Iterator[str]:
    for row in sheet.iter_rows(values_only=True):
        yield from (cell for cell in row if isinstance(cell, str))


def words(term: str) -> list[str]:
    """Return the words one entry explains: "low, middle, high" are three, what stands in brackets is one."""
    return [each.strip() for each in re.split(r", |\(|\)", term) if each.strip() not in ("", "…")]


def test_every_word_of_the_workbooks_glossary_is_used_in_it(pages: str) -> None:
    unused = {word for each in terms() for word in words(each.term) if word.lower() not in pages}
    assert unused == ONLY_TO_TELL_APART


def test_no_word_is_explained_twice() -> None:
    found = [word for each in terms() for word in words(each.term)]
    assert sorted(found) == sorted(set(found))


@pytest.mark.parametrize("word", OWN_WORDS)
def test_a_word_of_the_model_is_used_and_explained(word: str, pages: str) -> None:
    assert word in pages
    assert word in {each for term in terms() for each in words(term.term)}


def test_every_metric_has_its_row_and_no_other_row_stands() -> None:
    section = METHODOLOGY.split("## Metrics")[1].split("\n## ")[0]
    rows = [line.split(" | ") for line in section.splitlines() if line.startswith("| `")]
    assert [row[0].strip("|` ") for row in rows] == [metric.id for metric in METRICS]
    assert all(len(row[4]) > 10 for row in rows), "a metric without a meaning"
    script = runpy.run_path(str(ROOT / "scripts" / "write_methodology.py"))
    without = {metric.id for metric in METRICS if metric.quantity is None}
    assert set(script["_WITHOUT_AN_EQUATION"]) == without


def test_every_switch_of_the_introduction_is_a_parameter_with_its_row() -> None:
    switches = METHODOLOGY.split("**What can be switched off.**")[1].split("\n\n")[0]
    table = METHODOLOGY.split("## Parameters")[1]
    for name in re.findall(r"`(\w+)`", switches):
        assert name == "overrides" or f"| `{name}` |" in table


def test_every_entry_of_the_page_is_used_by_another_page() -> None:
    others = "\n".join(
        path.read_text(encoding="utf-8")
        for path in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
        if path.name != "glossary.md"
    ).lower()
    others += "\n".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "sanctions").rglob("*.py")
    ).lower()
    entries = [
        word for found in re.findall(r"^\*\*(.+?)\.?\*\*", GLOSSARY, re.M) for word in found.split(", ")
    ]
    assert len(entries) > 10
    assert {word.lower() for word in entries if word.lower() not in others} == ONLY_TO_TELL_APART


def test_unit_factors_all_serve_an_equation() -> None:
    """The page lists unit factors: one that no equation reads would be an entry for nothing."""
    from sanctions.model.equations import EQUATIONS

    read = {name for each in EQUATIONS for name in each.arguments}
    assert [each.name for each in CONSTANTS if each.name not in read] == []
