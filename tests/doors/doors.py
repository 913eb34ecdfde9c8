"""The doors through which a file comes in, each with a whole file it accepts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from damages import workbook_of

from sanctions.comparison.options import load_option
from sanctions.data.own_series import add_own_series
from sanctions.entities.tables import read_figures
from sanctions.ownership.readers.inputs import read_candidates
from sanctions.ownership.readers.read_bulk import read_bulk
from sanctions.ownership.readers.read_listed import read_facts, read_listed
from sanctions.ownership.readers.read_stakes import read_stakes
from sanctions.report.workbook.read.rerun import packages_in, rerun
from sanctions.screening.name_files import read_names
from sanctions.spec.load import load_package
from tests.own_card import SERIES_CARD

NOW = dt.datetime(2026, 1, 1)  # noqa: DTZ001 - the store keeps UTC without zone
ENTITY_CARD = """title = "T"
publisher = "P"
address = "A"
coverage = "C"
licence = "L"
first_known_lag_days = 1
first_known_lag_reason = "R"
"""


@dataclass(frozen=True)
class Door:
    """A reader, the name and bytes of a file it accepts, and the text of the card it needs beside."""

    read: Callable[[Path], object]
    name: str
    whole: bytes
    card: str = ""


def _series(path: Path) -> object:
    (path.parent / "store" / "s.duckdb").unlink(missing_ok=True)
    return add_own_series(path, path.with_suffix(".toml"), path.parent / "store" / "s.duckdb", NOW)


def _series_card(path: Path) -> object:
    (path.parent / "figures.csv").write_text("day,value\n2021-04-13,1\n", encoding="utf-8")
    return add_own_series(path.parent / "figures.csv", path, path.parent / "store" / "s.duckdb", NOW)


def _entity_card(path: Path) -> object:
    (path.parent / "figures.csv").write_text(FIGURES, encoding="utf-8")
    return read_figures(path.parent / "figures.csv", path)


_STAKES: list[list[object]] = [["owner", "entity", "share_pct"], ["A", "B", 51.5]]
_LISTED: list[list[object]] = [["entity", "list"], ["A", "sdn"]]
_FACTS: list[list[object]] = [["entity", "country"], ["A", "RU"]]
FIGURES = "entity,figure,value,unit,date\nA,assets,12.5,USD bn,2020-12-31\n"
_FIGURES: list[list[object]] = [line.split(",") for line in FIGURES.splitlines()]

WORKBOOK_DOORS = {
    "stakes": Door(read_stakes, "stakes.xlsx", workbook_of(_STAKES)),
    "listed": Door(read_listed, "listed.xlsx", workbook_of(_LISTED)),
    "facts": Door(read_facts, "facts.xlsx", workbook_of(_FACTS)),
    "candidates": Door(read_candidates, "candidates.xlsx", workbook_of(_LISTED)),
    "figures": Door(read_figures, "figures.xlsx", workbook_of(_FIGURES), ENTITY_CARD),
    "series": Door(_series, "series.xlsx", workbook_of([["day", "value"], ["2021-04-13", 1.5]]), SERIES_CARD),
    "form": Door(load_option, "form.xlsx", workbook_of([["Term", "Entry"], ["id", "x"]], title="Package")),
    "from": Door(packages_in, "book.xlsx", workbook_of([["Option", "Line"], ["A", "x"]], title="Spec")),
    "rerun": Door(rerun, "book.xlsx", workbook_of([["Option", "Line"], ["A", "x"]], title="Spec")),
}
TEXT_DOORS = {
    "stakes": Door(read_stakes, "stakes.csv", b"owner,entity,share_pct\nA,B,51.5\n"),
    "listed": Door(read_listed, "listed.csv", b"entity,list\nA,sdn\n"),
    "figures": Door(read_figures, "figures.csv", FIGURES.encode(), ENTITY_CARD),
    "series": Door(_series, "series.csv", b"day,value\n2021-04-13,1.5\n", SERIES_CARD),
    "names": Door(read_names, "names.csv", b"name\nLarch\n"),
    "series card": Door(_series_card, "series.toml", SERIES_CARD.encode()),
    "entity card": Door(_entity_card, "card.toml", ENTITY_CARD.encode()),
    "spec": Door(load_package, "spec.toml", b"schema = 1\n"),
}
TOML_DOORS = {name: TEXT_DOORS[name] for name in ("series card", "entity card", "spec")}
BULK = Door(read_bulk, "stakes.parquet", b"")
