"""The workbooks that tests of the file itself look at: one of each kind the program writes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Final

import sanctions as sx
from sanctions.comparison.results import Comparison
from sanctions.ownership.decision import decide
from sanctions.report.workbook.book import write_workbook
from sanctions.report.workbook.form_book import write_form
from sanctions.report.workbook.ownership_book import write_ownership_book
from sanctions.spec.load import load_package
from sanctions.spec.parts import Statement
from tests.ownership_cases import graph_of, listings_of

DRAWS: Final = 64
KINDS: Final = ("default", "four-options", "entities", "no-live-draws", "hostile", "form", "ownership")
TITLE: Final = '=HYPERLINK("http://x.invalid","a")'
LONG: Final = "".join(f"{number:05d}." for number in range(7_000))
SAID: Final = (
    "+1+1",
    "-2",
    "@SUM(A1)",
    "\t=1",
    "literal _x000D_ stays",
    "bell \x07 and escape \x1b[31m",
    "مرحبا بالعالم",
    "\"quoted\" & <tagged> 'text'",
    "two\nlines",
    LONG,
)


def hostile_comparison() -> Comparison:
    """Return a comparison with hostile and odd content in every place a user's own package can put it."""
    said = tuple(
        Statement.model_construct(by="=1+1", date=dt.date(2021, 4, 1), text=text, source="@x")
        for text in SAID
    )
    first, second = load_package("measured"), load_package("maximal")
    same = "x" * 300 + TITLE
    options = [
        first.model_copy(update={"title": TITLE, "said": said}),
        second.model_copy(update={"id": "other", "title": same}),
        second.model_copy(update={"id": "another", "title": same}),
    ]
    return sx.run(options, draws=DRAWS)


def write_all(folder: Path) -> dict[str, Path]:
    """Write one workbook of each kind; return their paths by what they are."""
    paths = {name: folder / f"{name}.xlsx" for name in KINDS}
    for name, options in _OPTIONS.items():
        write_workbook(sx.run(options, as_of=_DAYS.get(name), draws=DRAWS), paths[name])
    write_workbook(sx.run(_OPTIONS["default"], draws=DRAWS), paths["no-live-draws"], live_draws=0)
    write_workbook(hostile_comparison(), paths["hostile"], live_draws=0)
    write_form(paths["form"], dt.date(2021, 4, 15))
    stakes, listed = graph_of("=X>A:50;A>B:30;=X>B:20", folder), listings_of("=X|SDN")
    day = dt.date(2021, 4, 15)
    write_ownership_book(
        decide(stakes, listed, ("ofac-50", "uk"), day, {}, "A"), paths["ownership"], force=False
    )
    return paths


#: Options announced far apart are compared on a day that is stated.
_DAYS: Final = {"four-options": dt.date(2019, 8, 1)}
_OPTIONS: Final = {
    "default": ["measured", "maximal"],
    "four-options": ["measured", "maximal", "none", "us-2019-cbw-directive"],
    "entities": ["us-2018-sdn-april", "none"],
}
