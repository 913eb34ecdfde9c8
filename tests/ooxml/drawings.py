"""Rules about links, rules on cells, and charts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree
from openpyxl.utils.cell import range_boundaries

from tests.ooxml.book import CHART, DRAWING, MAIN_DRAWING, REFERENCE, SHEET, Book, Page
from tests.ooxml.formulas import misplaced

MOST_LINKS: Final = 65_530
LONGEST_MESSAGE: Final = 255
LONGEST_MESSAGE_TITLE: Final = 32
LONGEST_TITLE: Final = 255
LONGEST_ALTERNATIVE: Final = 8_192
MOST_SERIES: Final = 255


def links(book: Book) -> Iterator[str]:
    """Links are few enough, each leads to a cell or an address that is there, and each cell has only one."""
    sheets = {page.name.lower() for page in book.pages}
    for page in book.pages:
        found = list(page.root.iter(f"{SHEET}hyperlink"))
        if len(found) > MOST_LINKS:
            yield f"{page.name}: {len(found)} links"
        if len({each.get("ref") for each in found}) != len(found):
            yield f"{page.name}: two links on one cell"
        ids = {each.id for each in book.related(page.part) if each.kind == "hyperlink"}
        for each in found:
            location, address = each.get("location"), each.get(REFERENCE)
            if (location is None) == (address is None) or (address is not None and address not in ids):
                yield f"{page.name}!{each.get('ref')}: a link that leads nowhere"
            elif location is not None and (problem := misplaced(location, sheets, set())):
                yield f"{page.name}!{each.get('ref')}: a link to where {problem}"


def validations(book: Book) -> Iterator[str]:
    """Rules on cells and their messages are short enough; Excel removes all rules of a sheet for one."""
    for page in book.pages:
        for rule in page.root.iter(f"{SHEET}dataValidation"):
            where = f"{page.name}!{rule.get('sqref')}"
            for name in ("formula1", "formula2"):
                if len(rule.findtext(f"{SHEET}{name}") or "") > LONGEST_MESSAGE:
                    yield f"{where}: a rule of more than {LONGEST_MESSAGE} characters"
            listed = rule.findtext(f"{SHEET}formula1") or ""
            if rule.get("type") == "list" and "!" not in listed and not (listed[:1] == listed[-1:] == '"'):
                yield f"{where}: a list without quotes"
            for name in ("error", "prompt"):
                if len(rule.get(name, "")) > LONGEST_MESSAGE:
                    yield f"{where}: a message of {len(rule.get(name, ''))} characters"
                if len(rule.get(f"{name}Title", "")) > LONGEST_MESSAGE_TITLE:
                    yield f"{where}: a title of {len(rule.get(f'{name}Title', ''))} characters"


def alternative_texts(book: Book) -> Iterator[str]:
    """Every chart stands on its sheet once, with a text for who cannot see it that is not too long."""
    for page, part, root in book.parts_of("drawing"):
        ids = [each.get("id") for each in root.iter(f"{DRAWING}cNvPr")]
        if len(set(ids)) != len(ids):
            yield f"{page.name}: two drawings have one id"
        for each in root.iter(f"{DRAWING}cNvPr"):
            if not 0 < len(each.get("descr", "")) <= LONGEST_ALTERNATIVE:
                yield f"{page.name}: {each.get('name')} has a text of {len(each.get('descr', ''))} characters"
        held = [each.get(REFERENCE) for each in root.iter(f"{CHART}chart")]
        if sorted(held) != sorted(each.id for each in book.related(part) if each.kind == "chart"):
            yield f"{page.name}: charts are announced that are not there"


def charts(book: Book) -> Iterator[str]:
    """Charts draw cells that are there, with the points saved for previews, short titles and paired axes."""
    for page, part, _ in book.parts_of("drawing"):
        for each in book.related(part):
            chart = book.root(each.target)
            if len(list(chart.iter(f"{CHART}ser"))) > MOST_SERIES:
                yield f"{page.name}: {each.target} has too many series"
            for text in (*chart.iter(f"{MAIN_DRAWING}t"), *chart.iter(f"{CHART}tx")):
                if len("".join(text.itertext())) > LONGEST_TITLE:
                    yield f"{page.name}: {each.target} has a title of more than {LONGEST_TITLE} characters"
            yield from _series(book, f"{page.name}: {each.target}", chart)
            yield from _axes(f"{page.name}: {each.target}", chart)


def _series(book: Book, where: str, chart: etree._Element) -> Iterator[str]:
    sheets: dict[str, Page] = {page.name.lower(): page for page in book.pages}
    numbers = [each.get("val") for each in chart.iter(f"{CHART}idx") if each.getparent().tag == f"{CHART}ser"]
    if len(set(numbers)) != len(numbers):
        yield f"{where}: two series have one number"
    for holder in chart.iter(f"{CHART}numRef", f"{CHART}strRef"):
        formula = holder.findtext(f"{CHART}f") or ""
        if problem := misplaced(formula, set(sheets), set()):
            yield f"{where}: {problem}"
            continue
        left, top, right, bottom = range_boundaries(formula.rpartition("!")[2].replace("$", ""))
        count = holder.find(f".//{CHART}ptCount")
        if count is not None and int(count.get("val", "0")) != (right - left + 1) * (bottom - top + 1):
            yield f"{where}: {formula} with {count.get('val')} saved points"


def _axes(where: str, chart: etree._Element) -> Iterator[str]:
    axes = {}
    for axis in chart.iter(f"{CHART}catAx", f"{CHART}valAx"):
        axes[axis.find(f"{CHART}axId").get("val")] = axis.find(f"{CHART}crossAx").get("val")
    used = {
        each.get("val")
        for each in chart.iter(f"{CHART}axId")
        if each.getparent().tag not in (f"{CHART}catAx", f"{CHART}valAx")
    }
    if used != set(axes) or any(axes.get(other) != own for own, other in axes.items()):
        yield f"{where}: axes that do not cross each other"
