"""The guide lists exactly the series there are."""

from __future__ import annotations

import re
from pathlib import Path

from sanctions.data.catalog import catalogue

GUIDE = Path(__file__).resolve().parents[3] / "docs" / "guide" / "data.md"


def test_the_guide_lists_every_series_with_its_title_and_unit() -> None:
    tables = GUIDE.read_text(encoding="utf-8").split("\n## Series\n")[1]
    listed = re.findall(r"^\| `(\w+)` \| (.+) \| (.+) \|$", tables, re.MULTILINE)
    assert listed == [(entry.id, entry.title, entry.unit) for card in catalogue() for entry in card.series]
