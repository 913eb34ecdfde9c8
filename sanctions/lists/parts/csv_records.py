"""Large CSV files with a header, row by row, under the names of their columns."""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sanctions.errors import InputError, Problem
from sanctions.lists.parts.text_lines import numbered_lines

_FAULTS_SHOWN = 20
_HOPELESS = 10_000  # malformed rows after which reading stops, where they outnumber the good ones


@dataclass(frozen=True, slots=True)
class CsvRecord:
    """One row: its first line and its cells by column, empty ones left out."""

    line: int
    cells: dict[str, str]

    def get(self, column: str) -> str:
        """Return a cell, empty when the row has none."""
        return self.cells.get(column, "")


@dataclass(slots=True)
class CsvFile:
    """A CSV file being read.

    Parameters
    ----------
    path : Path
        The file.
    delimiter : str
        Between cells.
    preamble : int
        Lines before the header, unless the header stands there already.
    expected : str
        What the file should be, for messages.
    """

    path: Path
    delimiter: str
    preamble: int
    expected: str
    columns: list[str] = field(default_factory=list)
    before: list[list[str]] = field(default_factory=list)
    faults: list[tuple[int, str]] = field(default_factory=list)

    def records(self, required: tuple[str, ...]) -> Iterator[CsvRecord]:
        """Yield the rows; rows of another width go to `faults`.

        Raises
        ------
        InputError
            The file is not well-formed CSV, or lacks a column.
        """
        rows = csv.reader((f"{line}\n" for _, line in numbered_lines(self.path)), delimiter=self.delimiter,
                          strict=True)  # fmt: skip
        line, good = 1, 0
        try:
            for row in rows:
                here, line = line, rows.line_num + 1
                if not any(cell.strip() for cell in row):
                    continue
                if not self.columns:
                    self._head(here, row, required)
                elif record := self._record(here, row):
                    good += 1
                    yield record
                else:
                    self._require_hope(good, _HOPELESS)
        except csv.Error as error:
            why = "a quotation mark is not closed" if "end of data" in str(error) else str(error)
            message = f"is not well-formed CSV: {why}"
            raise InputError.single(self.path.name, f"line {line}", message, self.expected) from error
        if not self.columns:
            raise InputError.single(self.path.name, "", "ends before its header", self.expected)
        self._require_hope(good, 0)

    def _require_hope(self, good: int, few: int) -> None:
        """Stop where most rows are malformed: the file is something else."""
        bad = len(self.faults)
        if bad > max(good, few):
            line, reason = self.faults[0]
            message = (
                f"{bad:,} of the first {bad + good:,} rows are not rows of this format; this one: {reason}"
            )
            raise InputError.single(self.path.name, f"line {line}", message, self.expected)

    def _head(self, line: int, row: list[str], required: tuple[str, ...]) -> None:
        if len(self.before) < self.preamble and not set(required) <= {cell.strip() for cell in row}:
            self.before.append(row)
            return
        self.columns = [" ".join(cell.split()) for cell in row]
        twice = [name for name, count in Counter(self.columns).items() if name and count > 1][:_FAULTS_SHOWN]
        place = f"line {line}"
        problems = [
            Problem(self.path.name, place, f"column {name[:40]!r} stands there twice") for name in twice
        ]
        problems += [
            Problem(self.path.name, place, f"column {name!r} is missing", self.expected)
            for name in required
            if name not in self.columns
        ]
        if problems:
            raise InputError(problems)

    def _record(self, line: int, row: list[str]) -> CsvRecord | None:
        if len(row) != len(self.columns):
            self.faults.append((line, f"{len(row)} fields instead of {len(self.columns)}"))
            return None
        # These files repeat whole columns on every row of an entry: interned, each text is kept once.
        pairs = zip(self.columns, row, strict=True)
        cells = {name: sys.intern(text) for name, cell in pairs if (text := cell.strip())}
        return CsvRecord(line, cells)
