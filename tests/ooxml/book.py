"""A workbook as what it is, a zip archive of XML parts, read without any spreadsheet library."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from lxml import etree
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

SHEET: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
CHART: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
MAIN_DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
RELATIONSHIP: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"
REFERENCE: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
MOST_ROWS: Final = 1_048_576
MOST_COLUMNS: Final = 16_384


@dataclass(frozen=True)
class Related:
    """One relationship of a part: its last word tells the kind, its target is a part or an address."""

    id: str
    kind: str
    target: str
    external: bool


@dataclass(frozen=True)
class Found:
    """A cell as the file has it."""

    where: str
    row: int
    column: int
    kind: str
    style: int
    formula: str | None
    value: str | None
    texts: tuple[etree._Element, ...]

    @property
    def text(self) -> str:
        """Return the text of an inline string."""
        return "".join(each.text or "" for each in self.texts)


@dataclass(frozen=True)
class Page:
    """One sheet: its name on the tab, the name of its part, and the XML of it."""

    name: str
    part: str
    state: str
    root: etree._Element

    @cached_property
    def cells(self) -> tuple[Found, ...]:
        """Every cell in the order of the file."""
        return tuple(_found(cell) for cell in self.root.iter(f"{SHEET}c"))

    @cached_property
    def at(self) -> dict[str, Found]:
        """Every cell by its coordinate."""
        return {cell.where: cell for cell in self.cells}


class Book:
    """The parts of a workbook."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as archive:
            self.entries = archive.infolist()
            self.parts = {entry.filename: archive.read(entry) for entry in self.entries}

    def root(self, part: str) -> etree._Element:
        """Return the XML of a part."""
        return etree.fromstring(self.parts[part], etree.XMLParser(huge_tree=True, resolve_entities=False))

    def related(self, part: str) -> tuple[Related, ...]:
        """Return the relationships of a part; of the whole package for the empty name."""
        folder, name = posixpath.split(part)
        listing = posixpath.join(folder, "_rels", f"{name}.rels")
        if listing not in self.parts:
            return ()
        return tuple(
            _related(each, folder) for each in self.root(listing).iter(f"{RELATIONSHIP}Relationship")
        )

    @cached_property
    def workbook(self) -> etree._Element:
        """The XML of the workbook part."""
        return self.root("xl/workbook.xml")

    @cached_property
    def styles(self) -> etree._Element:
        """The XML of the styles."""
        return self.root("xl/styles.xml")

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """The sheets in the order of their tabs."""
        parts = {each.id: each.target for each in self.related("xl/workbook.xml")}
        return tuple(
            Page(each.get("name"), parts[each.get(REFERENCE)], each.get("state", "visible"), self.root(part))
            for each in self.workbook.iter(f"{SHEET}sheet")
            if (part := parts[each.get(REFERENCE)])
        )

    @cached_property
    def names(self) -> dict[str, str]:
        """The names defined for the whole workbook, and what each stands for."""
        return {
            each.get("name"): each.text or ""
            for each in self.workbook.iter(f"{SHEET}definedName")
            if each.get("localSheetId") is None
        }

    def parts_of(self, kind: str) -> Iterator[tuple[Page, str, etree._Element]]:
        """Return the parts of a kind that sheets lead to, each with its sheet and its XML."""
        for page in self.pages:
            for each in self.related(page.part):
                if each.kind == kind:
                    yield page, each.target, self.root(each.target)


#: A rule looks at a whole workbook and says what is wrong, one line for each finding.
Rule = Callable[[Book], Iterator[str]]


def _related(element: etree._Element, folder: str) -> Related:
    target = element.get("Target", "")
    external = element.get("TargetMode") == "External"
    if not external:
        target = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
    return Related(element.get("Id", ""), element.get("Type", "").rsplit("/", 1)[-1], target, external)


def _found(cell: etree._Element) -> Found:
    where = cell.get("r", "")
    column, row = coordinate_from_string(where)
    formula, value = cell.find(f"{SHEET}f"), cell.find(f"{SHEET}v")
    return Found(
        where,
        row,
        column_index_from_string(column),
        cell.get("t", "n"),
        int(cell.get("s", "0")),
        None if formula is None else formula.text or "",
        None if value is None else value.text or "",
        tuple(cell.iter(f"{SHEET}t")),
    )
