"""All rules at once: what is known to make Excel repair a workbook, or to damage it in silence."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from tests.ooxml import cells, drawings, formulas, package, tables, workbook
from tests.ooxml.book import Book, Rule

#: Rules about the archive; where one is broken, the other rules may have nothing to read.
OF_THE_ARCHIVE: Final[tuple[Rule, ...]] = (
    package.entries,
    package.content_types,
    package.relationships,
    package.nothing_from_outside,
    package.addresses,
)
OF_THE_CONTENT: Final[tuple[Rule, ...]] = (
    *(workbook.tabs, workbook.nothing_hidden, workbook.defined_names, workbook.printing, workbook.styles),
    *(workbook.number_formats, cells.order, cells.dimension, cells.texts, cells.kinds, cells.days),
    *(cells.sizes, cells.panes, formulas.limits, formulas.functions, formulas.references, tables.names),
    *(tables.headers, tables.places, drawings.links, drawings.validations, drawings.alternative_texts),
    drawings.charts,
)


def problems(path: Path) -> list[str]:
    """Return everything that breaks a rule, each with the name of the rule."""
    book = Book(path)
    return _broken(book, OF_THE_ARCHIVE) or _broken(book, OF_THE_CONTENT)


def _broken(book: Book, rules: tuple[Rule, ...]) -> list[str]:
    return [f"{rule.__name__}: {found}" for rule in rules for found in rule(book)]
