"""A filled form read as a spec: the same rules, and every problem placed by sheet and cell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sanctions.errors import Problem
from sanctions.spec.form_fields import MEASURE, MEASURES, NO, PACKAGE, SHEETS, YES, Entry, Field, FormSheet
from sanctions.spec.positions import Path as KeyPath
from sanctions.spec.spec_file import SpecFile, key_path

_FLAGS: Final = {YES: True, NO: False}


@dataclass(frozen=True, slots=True)
class Filled:
    """What was entered in one cell of a form, and where."""

    place: str
    value: Any = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was entered."""
        return self.value is None or (isinstance(self.value, str) and not self.value.strip())


Row = Mapping[str, Filled]


@dataclass(frozen=True)
class FormSpec(SpecFile):
    """A spec that was filled in on a form instead of written as TOML.

    Parameters
    ----------
    terms : mapping
        The same terms that the TOML would parse to.
    places : mapping of tuple to str
        Key path -> sheet and cell.
    """

    terms: dict[str, Any] = field(default_factory=dict)
    places: Mapping[KeyPath, str] = field(default_factory=dict)

    @property
    def raw(self) -> dict[str, Any]:
        """The terms entered."""
        return self.terms

    def problem(self, path: KeyPath, message: str, expected: str = "") -> Problem:
        """Return a problem placed by sheet and cell."""
        for length in range(len(path), 0, -1):
            place = self.places.get(path[:length])
            if place is not None:
                return Problem(self.name, f"{place}: {key_path(path)}", message, expected)
        return Problem(self.name, key_path(path), message, expected)


def read_form(
    name: str, package: Mapping[str, Filled], tables: Mapping[str, Sequence[Row]]
) -> tuple[FormSpec, list[Problem]]:
    """Return a form as a spec, and what it says of measures that are not there.

    Parameters
    ----------
    name : str
        Name for messages.
    package : mapping of str to Filled
        Term -> what was entered.
    tables : mapping of str to sequence of Row
        Sheet name -> rows; rows without an entry are skipped.
    """
    places: dict[KeyPath, str] = {}
    terms = _terms(PACKAGE, package, (), places)
    problems: list[Problem] = []
    for sheet in SHEETS:
        for row in tables.get(sheet.name, ()):
            if all(cell.is_empty for cell in row.values()):
                continue
            owner, path = _owner(sheet, row, terms, name, problems)
            if owner is None:
                continue
            listed = owner.setdefault(sheet.key, [])
            here = (*path, sheet.key, len(listed))
            places[here] = next(iter(row.values())).place
            listed.append(_terms(sheet.fields, row, here, places))
    for number, _ in enumerate(terms.get(MEASURES.key, [])):
        for sheet in SHEETS:
            if sheet.of_measures:
                # What a measure lacks there has no cell, but it has a sheet.
                places.setdefault((MEASURES.key, number, sheet.key), sheet.name)
    return FormSpec(name, "", None, terms, places), problems


def _owner(
    sheet: FormSheet, row: Row, terms: dict[str, Any], file: str, problems: list[Problem]
) -> tuple[dict[str, Any] | None, KeyPath]:
    """Return the terms that a row belongs to: those of the package, or of the measure it names."""
    if not sheet.of_measures:
        return terms, ()
    cell = row[MEASURE]
    measures = terms.get(MEASURES.key, [])
    for number, measure in enumerate(measures):
        if measure.get("id") == cell.value:
            return measure, (MEASURES.key, number)
    known = ", ".join(str(measure.get("id")) for measure in measures) or "none is filled in"
    message = "names no measure" if cell.is_empty else f"there is no measure {cell.value!r}"
    problems.append(Problem(file, cell.place, message, f"one of the sheet {MEASURES.name}: {known}"))
    return None, ()


def _terms(fields: Sequence[Field], row: Row, path: KeyPath, places: dict[KeyPath, str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for each in fields:
        cells = [row[header] for header in each.headers]
        entered = [cell for cell in cells if not cell.is_empty]
        # Something missing is reported where it should have been entered.
        places[*path, each.key] = (entered or cells)[0].place
        if not entered:
            continue
        if not each.times:
            found[each.key] = _value(each, entered[0].value)
            continue
        found[each.key] = [_value(each, cell.value) for cell in entered]
        for number, cell in enumerate(entered):
            places[*path, each.key, number] = cell.place
    return found


def _value(term: Field, value: Any) -> Any:
    """Return an entry as the spec language has it; what does not fit is left for its rules to report."""
    if isinstance(value, str):
        text = value.strip()
        return _FLAGS.get(text.lower(), text) if term.entry is Entry.FLAG else text
    if isinstance(value, dt.date) and term.entry is not Entry.DATE:
        return str(value)  # a spreadsheet makes a date of any text that looks like one
    if isinstance(value, float) and value.is_integer():
        if term.entry is Entry.NUMBER:
            return value
        return int(value) if term.entry is Entry.WHOLE else str(int(value))
    return value
