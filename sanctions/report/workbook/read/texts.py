"""The texts of the Spec sheet, put together again line by line, each line with its cell."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sanctions.data.book_cells import Book
from sanctions.errors import InputError, Problem
from sanctions.files.toml import MAX_BYTES
from sanctions.report.workbook.read.long_texts import long_texts, whole
from sanctions.report.workbook.sheets import spec
from sanctions.report.workbook.writing.writer import OVERFLOW_SHEET

_AT_LINE = re.compile(r"line (\d+)((?:\D.*)?)", re.DOTALL)


@dataclass(frozen=True)
class SheetText:
    """One text of the Spec sheet.

    Parameters
    ----------
    name : str
        ``run`` or the letter of an option.
    lines : tuple of str
    places : tuple of str
        Cell of each line.
    """

    name: str
    lines: tuple[str, ...]
    places: tuple[str, ...]

    @property
    def text(self) -> str:
        """The lines as one TOML text."""
        return "\n".join(self.lines) + "\n"

    def placed(self, problem: Problem, file: str) -> Problem:
        """Return a problem that names a line with the cell of that line instead."""
        found = _AT_LINE.fullmatch(problem.place)
        if found is None:
            place = f"{spec.SHEET}, option {self.name}" + (f": {problem.place}" if problem.place else "")
            return Problem(file, place, problem.message, problem.expected)
        number = min(int(found.group(1)), len(self.places))
        return Problem(file, self.places[number - 1] + found.group(2), problem.message, problem.expected)


def texts_of(book: Book) -> dict[str, SheetText]:
    """Return every text of the Spec sheet by name, in the order of the sheet.

    Raises
    ------
    InputError
        The sheet is not as written, a line is a formula, a text is too long for a spec, or the rest of a
        long line is missing.
    """
    table = book.table(spec.SHEET, (spec.OPTION, spec.TEXT))
    rest, problems = long_texts(book), []
    lines: dict[str, list[tuple[str, str]]] = {}
    name = ""
    for row in table.rows:
        name = row[spec.OPTION].text.strip() or name
        cell = row[spec.TEXT]
        if cell.formula:
            problems.append(Problem(book.file, cell.place, "holds a formula", "a line of TOML as text"))
            continue
        text, missing = whole(cell, rest)
        if missing:
            problems.append(Problem(book.file, cell.place, missing, f"the sheet {OVERFLOW_SHEET} as written"))
        # A user may have typed several lines into one cell.
        lines.setdefault(name, []).extend((line, cell.place) for line in text.split("\n"))
    for each, found in lines.items():
        if sum(len(text.encode()) + 1 for text, _ in found) > MAX_BYTES:
            expected = f"a spec of at most {MAX_BYTES} bytes"
            problems.append(Problem(book.file, found[0][1], f"the text of {each} is too long", expected))
    if problems:
        raise InputError(problems)
    return {
        each: SheetText(each, tuple(text for text, _ in found), tuple(place for _, place in found))
        for each, found in lines.items()
    }
