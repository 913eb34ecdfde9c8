"""An option as a user gives it: a bundled id, a spec file, or a form filled in as a spreadsheet."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sanctions.data.book_cells import Book, BookCell, read_book
from sanctions.errors import InputError, Problem
from sanctions.spec.form import Filled, read_form
from sanctions.spec.form_fields import MEASURE, PACKAGE, PACKAGE_SHEET, SHEETS, FormSheet
from sanctions.spec.load import load_package, load_spec
from sanctions.spec.package import Package

TERM, ENTRY = "Term", "Entry"
_SUFFIX: Final = ".xlsx"


def load_option(option: str | Path) -> Package:
    """Return the package an option names.

    Parameters
    ----------
    option : str or pathlib.Path
        As `sanctions.spec.load.load_package` takes it, or the path of a filled form (.xlsx).

    Raises
    ------
    InputError
        With every problem; those of a form name sheet and cell.
    """
    path = Path(option)
    is_form = path.suffix.lower() == _SUFFIX and ("+" not in str(option) or path.is_file())
    return _form(path) if is_form else load_package(option)


def headers_of(sheet: FormSheet) -> tuple[str, ...]:
    """Return the headers of a sheet of the form, in order."""
    own = tuple(header for each in sheet.fields for header in each.headers)
    return (MEASURE, *own) if sheet.of_measures else own


def _form(path: Path) -> Package:
    book = read_book(path, (PACKAGE_SHEET, *(sheet.name for sheet in SHEETS)))
    problems = list(book.problems)
    if PACKAGE_SHEET not in book.sheets:
        expected = "a form made by `sanctions packages new --excel`; options of a workbook: --from"
        raise InputError.single(book.file, "", f"has no sheet {PACKAGE_SHEET}", expected)
    package: dict[str, Filled] = {}
    tables: dict[str, list[dict[str, Filled]]] = {}
    try:
        for row in book.table(PACKAGE_SHEET, (TERM, ENTRY)).rows:
            package[row[TERM].text] = _filled(row[ENTRY], book, problems)
    except InputError as error:
        problems += error.problems
    for sheet in SHEETS:
        try:
            if sheet.name in book.sheets:
                tables[sheet.name] = [
                    {header: _filled(cell, book, problems) for header, cell in row.items()}
                    for row in book.table(sheet.name, headers_of(sheet)).rows
                ]
        except InputError as error:
            problems += error.problems
    missing = [header for each in PACKAGE for header in each.headers if header not in package]
    if missing and not problems:
        names = ", ".join(missing)
        problems.append(Problem(book.file, PACKAGE_SHEET, f"has no row for {names}", "the rows as made"))
    if missing:
        raise InputError(problems)
    return _package(book.file, package, tables, problems)


def _package(
    file: str,
    package: dict[str, Filled],
    tables: dict[str, list[dict[str, Filled]]],
    problems: list[Problem],
) -> Package:
    spec, lost = read_form(file, package, tables)
    problems = [*problems, *lost]
    try:
        found = load_spec(spec)
    except InputError as error:
        raise InputError([*problems, *error.problems]) from None
    if problems:
        raise InputError(problems)
    return found


def _filled(cell: BookCell, book: Book, problems: list[Problem]) -> Filled:
    if cell.is_error or (cell.formula and cell.value is None):
        shown = cell.value if cell.is_error else "a formula without a saved value"
        problems.append(Problem(book.file, cell.place, f"holds {shown}", "a plain entry"))
        return Filled(cell.place)
    return Filled(cell.place, cell.value)
