"""The guide on entities says what the program does."""

from __future__ import annotations

import re
from pathlib import Path

from sanctions.comparison.entity_report import entity_report
from sanctions.entities.figures import FigureName

GUIDE = (Path(__file__).resolve().parents[3] / "docs" / "guide" / "entities.md").read_text(encoding="utf-8")


def test_table_and_card_of_the_guide_are_read(tmp_path: Path) -> None:
    table = re.search(r"```csv\n(.*?)```", GUIDE, re.DOTALL)
    card = re.search(r"```toml\n(.*?)```", GUIDE, re.DOTALL)
    assert table
    assert card
    (tmp_path / "mine.csv").write_text(table[1], encoding="utf-8")
    (tmp_path / "mine.toml").write_text(card[1], encoding="utf-8")
    report = entity_report("us-2018-sdn-april", draws=64, entities=tmp_path / "mine.csv")
    assert report.exposure.by_rule == 2
    assert report.exposure.covered(FigureName.ASSETS) == 2
    assert report.exposure.covered(FigureName.DEBT) == 1


def test_what_it_says_of_april_2018_is_so() -> None:
    report = entity_report("us-2018-sdn-april", draws=64)
    exposure = report.exposure
    assert (exposure.listed, exposure.by_rule) == (11, 1)
    assert exposure.covered(FigureName.ASSETS) == 1
    assert exposure.covered(FigureName.DEBT) == 0
    falls = [each for each in report.happened if each.quantity]
    assert falls
    assert not any(each.inside for each in falls)


def test_every_figure_is_named() -> None:
    assert all(str(name) in GUIDE for name in FigureName)
