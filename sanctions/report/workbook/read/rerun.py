"""A workbook run again: its options, its day, its draws and what the user changed in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from sanctions.comparison.compare import spec_hash
from sanctions.comparison.results import Comparison
from sanctions.comparison.run import run, target_of
from sanctions.data.book_cells import Book, read_book
from sanctions.data.vintage import snapshot
from sanctions.entities.register import EntityTables
from sanctions.errors import InputError, Problem
from sanctions.model.evaluate import NotFiniteError
from sanctions.parameters.estimate import estimate
from sanctions.parameters.parameters import Parameters
from sanctions.report.numbers.settings import NO_EFFECT_BP
from sanctions.report.workbook.carried import Carried
from sanctions.report.workbook.read.notes import notes_of
from sanctions.report.workbook.read.numbers import InputNumbers
from sanctions.report.workbook.read.reviews import WrittenReview, held_review, written_review
from sanctions.report.workbook.read.rows import input_numbers
from sanctions.report.workbook.read.settings import UserSettings, settings_of
from sanctions.report.workbook.read.specs import BookSpecs, OtherLayoutError, specs_of
from sanctions.report.workbook.read.thresholds import in_effect
from sanctions.report.workbook.run_record import Change
from sanctions.report.workbook.sheets import assumptions, changes, cover, decisions, inputs, spec
from sanctions.report.workbook.writing.writer import OVERFLOW_SHEET
from sanctions.spec.form_fields import PACKAGE_SHEET
from sanctions.spec.package import Package

Read = TypeVar("Read")
_AS_OF_ITEM: Final = "As of"
_COMPUTABLE: Final = "numbers the model can calculate with; most often one of them is 0"
_NEEDED: Final = (cover.SHEET, inputs.SHEET, changes.SHEET, spec.SHEET)
#: Sheets with text that people filled in; a workbook runs without them.
_FILLED_IN: Final = (assumptions.SHEET, decisions.SHEET)


@dataclass(frozen=True)
class Rerun:
    """A workbook run again.

    Parameters
    ----------
    comparison : Comparison
    live_draws : int
        Draws that are live in the workbook.
    carried : Carried
        Everything that people changed and wrote on the way to it.
    fresh : tuple of Change
        Those of them made in the workbook that was read.
    notes : tuple of str
        What is not as it was, and how cells were read.
    """

    comparison: Comparison
    live_draws: int
    carried: Carried
    fresh: tuple[Change, ...]
    notes: tuple[str, ...]


def rerun(path: Path, entities: EntityTables | None = None) -> Rerun:
    """Run a workbook again with the inputs changed in it.

    Parameters
    ----------
    path : pathlib.Path
        A workbook written by `sanctions.report.workbook.book.write_workbook`.
    entities : EntityTables, optional
        What is known of entities, where the workbook was made with the user's own figures.

    Returns
    -------
    Rerun

    Raises
    ------
    InputError
        Every problem of the workbook, with sheet and cell.
    """
    book = read_book(path, _NEEDED, (*_FILLED_IN, OVERFLOW_SHEET, PACKAGE_SHEET))
    _refuse_form(book)
    whole = _read(book)
    specs, settings, record = whole.specs, whole.settings, whole.specs.record
    known = {each.id: each for each in specs.packages}
    try:
        comparison = run(
            specs.packages,
            as_of=record.as_of,
            draws=record.draws,
            seed=record.seed,
            yardstick=known[record.yardstick],
            overrides={**record.values(), **settings.overrides},
            entities=entities,
            no_effect_bp=in_effect(settings.thresholds)[NO_EFFECT_BP],
        )
    except NotFiniteError as error:
        places = ", ".join(settings.places) or spec.SHEET
        raise InputError.single(book.file, places, f"with what was changed, {error}", _COMPUTABLE) from None
    fresh = (*record.edited_terms(), *_spec_changes(specs), *settings.changes)
    held = held_review(whole.written, whole.rows, comparison, changed=bool(fresh))
    gone = (f"the sheet {name} is missing, so nothing was taken over from it" for name in _FILLED_IN)
    missing = (note for name, note in zip(_FILLED_IN, gone, strict=True) if name not in book.sheets)
    notes = (*notes_of(comparison, specs, settings), *missing, *held.notes)
    carried = Carried((*record.changes, *fresh), settings.thresholds, held.review)
    return Rerun(comparison, record.live_draws, carried, fresh, notes)


def packages_in(path: Path) -> tuple[Package, ...]:
    """Return the packages of a workbook, in the order of its options.

    Raises
    ------
    InputError
        Every problem of its Spec sheet, by cell.
    """
    book = read_book(path, (spec.SHEET,), (OVERFLOW_SHEET, PACKAGE_SHEET))
    _refuse_form(book)
    if book.problems:
        raise InputError(book.problems)
    return specs_of(book).packages


def _refuse_form(book: Book) -> None:
    """Raise when a form for an option was given in place of a workbook of results."""
    if PACKAGE_SHEET in book.sheets and spec.SHEET not in book.sheets:
        expected = "a workbook that compare wrote; a form is itself an option of check and compare"
        raise InputError.single(book.file, "", "is a form for an option, not a workbook of results", expected)


@dataclass(frozen=True)
class _Whole:
    """All that a workbook says: options and run, rows of Inputs, what they set, what was filled in."""

    specs: BookSpecs
    rows: tuple[InputNumbers, ...]
    settings: UserSettings
    written: WrittenReview


def _read(book: Book) -> _Whole:
    """Return what a workbook says, or raise every problem of all its sheets at once."""
    problems = list(book.problems)
    specs = _without(problems, lambda: specs_of(book) if spec.SHEET in book.sheets else None)
    if specs is not None and cover.SHEET in book.sheets:
        problems += _other_day(book, specs.record.as_written.as_of)
    both = inputs.SHEET in book.sheets and changes.SHEET in book.sheets
    read = _without(problems, lambda: input_numbers(book) if both else None)
    problems += read.problems if read is not None else ()
    written = _without(problems, lambda: written_review(book))
    settings: UserSettings | None = None
    if specs is not None and read is not None:
        problems += _no_yardstick(specs, book.file)
        rows, found = read.rows, specs
        settings = _without(problems, lambda: _settings(found, rows, book.file))
    if problems or specs is None or read is None or settings is None or written is None:
        raise InputError(problems)
    return _Whole(specs, read.rows, settings, written)


def _without(problems: list[Problem], read: Callable[[], Read | None]) -> Read | None:
    """Return what is read; None, and its problems kept, where it cannot be."""
    try:
        return read()
    except OtherLayoutError:
        raise
    except InputError as error:
        problems += error.problems
        return None


def _no_yardstick(specs: BookSpecs, file: str) -> Iterator[Problem]:
    ids = [each.id for each in specs.packages]
    if specs.record.yardstick not in ids:
        message = f"the yardstick {specs.record.yardstick!r} is not among the options"
        yield Problem(file, spec.SHEET, message, f"one of {', '.join(ids)}")


def _settings(specs: BookSpecs, rows: tuple[InputNumbers, ...], file: str) -> UserSettings:
    return settings_of(rows, _parameters(specs, file), specs.record.thresholds, file)


def _other_day(book: Book, as_of: dt.date) -> Iterator[Problem]:
    """Yield a problem when the day on Cover, which sets nothing, was changed."""
    item, what = (column.header for column in cover.COLUMNS)
    for row in book.table(cover.SHEET, (item, what)).rows:
        cell = row[what]
        if row[item].text.startswith(_AS_OF_ITEM) and cell.value != as_of:
            message = f"says {cell.text}; the workbook was written for {as_of}"
            expected = f"{as_of}; another day is set in the run lines of {spec.SHEET}"
            yield Problem(book.file, cell.place, message, expected)


def _parameters(specs: BookSpecs, file: str) -> Parameters:
    parameters = estimate(snapshot(specs.record.as_of), target_of(specs.packages))
    try:
        return parameters.with_values(specs.record.values())
    except InputError as error:
        place = f"{spec.SHEET}, option run: overrides"
        raise InputError(
            Problem(file, place, f"{each.place}: {each.message}", each.expected) for each in error.problems
        ) from None


def _spec_changes(specs: BookSpecs) -> Iterator[Change]:
    for letter, package in zip(specs.letters, specs.packages, strict=True):
        if letter in specs.edited:
            yield Change(
                key=package.id,
                label=f"Spec of option {letter}",
                number="SHA-256",
                old=specs.record.spec_sha256.get(letter, changes.EMPTY),
                new=spec_hash(package),
            )
