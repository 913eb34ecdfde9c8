"""The form: a workbook to fill in a package, with a rule and a list on every cell."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Literal

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from sanctions.comparison.options import ENTRY, TERM, headers_of
from sanctions.files import check_name, check_target, write_file
from sanctions.report.cells.tables import (
    Cell,
    Column,
    Content,
    Look,
    Sheet,
    Table,
    header_row,
    letter,
    reference,
)
from sanctions.report.workbook.writing.finish import book_bytes
from sanctions.report.workbook.writing.writer import BookWriter
from sanctions.spec.base import FIRST_YEAR, LAST_YEAR, MAX_DAYS
from sanctions.spec.form_fields import (
    MEASURE,
    MEASURES,
    NO,
    PACKAGE,
    PACKAGE_SHEET,
    SHEETS,
    YES,
    Entry,
    Field,
    FormSheet,
    choices,
)
from sanctions.spec.scaffold import scaffold

CHOICES_SHEET: Final = "Choices"
LEAD: Final = (
    "Fill in the framed cells; a list opens where only some words are allowed. What stays empty is left out.",
    "Then run: sanctions check THIS-FILE.xlsx, and: sanctions compare THIS-FILE.xlsx maximal -o BOOK.xlsx",
)
_LONGEST: Final = 32_767
_WIDTH: Final = 24
_HIGHEST: Final = {Entry.NUMBER: "100", Entry.WHOLE: str(MAX_DAYS)}
_FEW: Final = 8


def write_form(path: Path, announced: dt.date, *, force: bool = False) -> None:
    """Write a form with one measure filled in as an example.

    Parameters
    ----------
    path : pathlib.Path
        Of the .xlsx file.
    announced : datetime.date
        Day the example is announced.
    force : bool, optional
        Replace a file that is there.

    Raises
    ------
    InputError
        The name does not end in .xlsx, or the file cannot be written there.
    """
    check_name(path, "form")
    check_target(path, force=force)
    package_id = re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-") or "new-package"
    example = tomllib.loads(scaffold(package_id, announced))
    writer = BookWriter()
    writer.write(_package_sheet(example))
    for sheet in SHEETS:
        writer.write(_entry_sheet(sheet, example))
    writer.write(_choices_sheet())
    _validate(writer)
    made = book_bytes(writer.workbook, writer.cache, writer.alternative_texts, writer.bulk)
    write_file(path, made, force=force)


def _package_sheet(example: Mapping[str, Any]) -> Sheet:
    rows = tuple(
        (header, Cell(value, Look.DATE if isinstance(value, dt.date) else None), _words(each))
        for each in PACKAGE
        for header, value in zip(each.headers, _values(each, example), strict=True)
    )
    columns = (Column(TERM, 30, Look.KEY), Column(ENTRY, 70, Look.INPUT_TEXT), Column("What it takes", 60))
    return Sheet(PACKAGE_SHEET, "A sanctions package", Table("package", columns, rows), LEAD)


def _entry_sheet(sheet: FormSheet, example: Mapping[str, Any]) -> Sheet:
    headers = headers_of(sheet)
    given = example.get(sheet.key, []) if not sheet.of_measures else []
    rows: list[tuple[Content | Cell, ...]] = [
        tuple(_entry(value) for each in sheet.fields for value in _values(each, entry)) for entry in given
    ]
    empty = tuple(Cell(None, Look.INPUT_TEXT) for _ in headers)
    rows += [empty] * (sheet.rows - len(rows))
    columns = tuple(Column(header, _WIDTH, Look.INPUT_TEXT) for header in headers)
    lead = (
        LEAD[0],
        "One row for each measure and sender."
        if sheet is MEASURES
        else f"One row each; {MEASURE} is the id of a row on {MEASURES.name}."
        if sheet.of_measures
        else "One row each; leave the sheet empty where there is nothing to say.",
    )
    name = sheet.key
    return Sheet(sheet.name, f"{sheet.name} of the package", Table(name, columns, tuple(rows)), lead)


def _entry(value: Content) -> Cell:
    return Cell(value, Look.DATE if isinstance(value, dt.date) else None)


def _values(term: Field, given: Mapping[str, Any]) -> list[Content]:
    """Return what stands in the cells of a field."""
    value = given.get(term.key)
    listed = list(value) if isinstance(value, list) else [value]
    shown = [(YES if each else NO) if isinstance(each, bool) else each for each in listed]
    return (shown + [None] * len(term.headers))[: len(term.headers)]


def _words(term: Field) -> str:
    text = str(term.entry)
    if term.choices:
        text += f": {', '.join(choices()[term.choices][:_FEW])}"
        text += ", …" if len(choices()[term.choices]) > _FEW else ""
    return text


def _choices_sheet() -> Sheet:
    lists = choices()
    longest = max(len(each) for each in lists.values())
    rows = tuple(
        tuple(words[number] if number < len(words) else None for words in lists.values())
        for number in range(longest)
    )
    columns = tuple(Column(name, _WIDTH) for name in lists)
    lead = ("The words the lists offer; what each means is in the guide to packages.",)
    return Sheet(CHOICES_SHEET, "Words that can be chosen", Table("choices", columns, rows), lead)


def _validate(writer: BookWriter) -> None:
    """Put a rule on every cell that is to be filled in."""
    rules = _Rules()
    page = writer.workbook[PACKAGE_SHEET]
    row = _first_row(page)
    for each in PACKAGE:
        for _ in each.headers:
            rules.add(page, each, f"B{row}")
            row += 1
    for sheet in SHEETS:
        page = writer.workbook[sheet.name]
        first = _first_row(page)
        terms = [each for each in sheet.fields for _ in each.headers]
        if sheet.of_measures:
            ids = f"'{MEASURES.name}'!$A${first}:$A${first + MEASURES.rows - 1}"
            rules.add_list(page, ids, f"A{first}:A{first + sheet.rows - 1}", MEASURE)
        for number, each in enumerate(terms, start=1 if sheet.of_measures else 0):
            column = letter(number)
            rules.add(page, each, f"{column}{first}:{column}{first + sheet.rows - 1}")


class _Rules:
    """The rules of a form; the lists they offer stand on the sheet of choices."""

    def __init__(self) -> None:
        first = header_row(1) + 1
        self.spans = {
            name: reference(CHOICES_SHEET, letter(place), first)
            + f":${letter(place)}${first + len(words) - 1}"
            for place, (name, words) in enumerate(choices().items())
        }

    def add(self, page: Worksheet, term: Field, cells: str) -> None:
        """Put the rule of a field on cells."""
        if term.choices or term.entry is Entry.FLAG:
            self.add_list(page, self.spans[term.choices or "flag"], cells, term.key)
            return
        if term.entry is Entry.DATE:
            days = [f"DATE({FIRST_YEAR},1,1)", f"DATE({LAST_YEAR},12,31)"]
            rule = DataValidation("date", operator="between", formula1=days[0], formula2=days[1])
        elif term.entry in _HIGHEST:
            kind: Literal["decimal", "whole"] = "decimal" if term.entry is Entry.NUMBER else "whole"
            rule = DataValidation(kind, operator="between", formula1="0", formula2=_HIGHEST[term.entry])
        else:
            rule = DataValidation("textLength", operator="between", formula1="1", formula2=str(_LONGEST))
        self._put(page, rule, cells, f"{term.key}: {term.entry}")

    def add_list(self, page: Worksheet, span: str, cells: str, name: str) -> None:
        """Let cells take only words of a list."""
        self._put(page, DataValidation("list", formula1=span), cells, f"{name}: one of the list")

    @staticmethod
    def _put(page: Worksheet, rule: DataValidation, cells: str, message: str) -> None:
        rule.allow_blank = True
        rule.showErrorMessage = rule.showInputMessage = True
        rule.errorTitle, rule.error = "This does not fit", message
        rule.add(cells)
        page.add_data_validation(rule)


def _first_row(page: Worksheet) -> int:
    return int(re.findall(r"\d+", next(iter(page.tables.values())).ref)[0]) + 1
