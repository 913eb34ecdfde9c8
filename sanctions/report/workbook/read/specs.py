"""Packages and the record of the run, read back from the Spec sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pydantic import ValidationError

from sanctions.comparison.compare import spec_hash
from sanctions.data.book_cells import Book
from sanctions.errors import InputError, Problem
from sanctions.report.numbers.settings import why_refused
from sanctions.report.workbook.read.texts import SheetText, texts_of
from sanctions.report.workbook.run_record import LAYOUT, RUN, RunRecord
from sanctions.report.workbook.sheets import spec
from sanctions.spec.load import load_spec
from sanctions.spec.package import Package
from sanctions.spec.read import read_package
from sanctions.spec.spec_file import SpecFile

_WORDS: Final = {"missing": "is missing", "extra_forbidden": "is not known here"}


class OtherLayoutError(InputError):
    """The workbook is laid out otherwise, so that nothing else about it can be said."""


@dataclass(frozen=True)
class BookSpecs:
    """What the Spec sheet holds.

    Parameters
    ----------
    record : RunRecord
    letters : tuple of str
        Of the options, in their order.
    packages : tuple of Package
        In the same order.
    edited : tuple of str
        Letters of the options whose spec is not the one the workbook was written with.
    """

    record: RunRecord
    letters: tuple[str, ...]
    packages: tuple[Package, ...]
    edited: tuple[str, ...]


def specs_of(book: Book) -> BookSpecs:
    """Return the packages and the record of a workbook.

    Raises
    ------
    InputError
        Every problem of every text, each with its cell.
    """
    texts = texts_of(book)
    if RUN not in texts:
        message = "has no lines called run: an earlier version wrote the workbook, or they were deleted"
        raise InputError.single(book.file, spec.SHEET, message, "a workbook that says how it was made")
    record = _record(texts.pop(RUN), book.file)
    problems: list[Problem] = []
    packages: dict[str, Package] = {}
    for name, text in texts.items():
        try:
            packages[name] = _package(text, book.file, record.spec_sha256.get(name, ""))
        except InputError as error:
            problems += error.problems
    gone = [name for name in record.spec_sha256 if name not in texts]
    problems += [
        Problem(book.file, spec.SHEET, f"the lines of option {name} are missing", "its spec") for name in gone
    ]
    if problems:
        raise InputError(problems)
    edited = tuple(
        name for name, package in packages.items() if spec_hash(package) != record.spec_sha256.get(name)
    )
    return BookSpecs(record, tuple(packages), tuple(packages.values()), edited)


def _record(text: SheetText, file: str) -> RunRecord:
    source = SpecFile(file, text.text)
    try:
        raw = source.raw
    except InputError as error:
        raise InputError(text.placed(each, file) for each in error.problems) from None
    layout = raw.get("layout")
    if isinstance(layout, int) and layout != LAYOUT:
        age = "a later version" if layout > LAYOUT else "an earlier version"
        place = text.placed(source.problem(("layout",), ""), file).place
        expected = f"layout {LAYOUT}: the workbook written again by this version"
        raise OtherLayoutError([Problem(file, place, f"layout {layout} is that of {age}", expected)])
    try:
        record = RunRecord.model_validate(raw)
        record.values()
    except ValidationError as error:
        raise InputError(
            text.placed(source.problem(each["loc"], *_said(each["type"], each["msg"], each["input"])), file)
            for each in error.errors(include_url=False)
        ) from None
    except ValueError as error:
        raise InputError([text.placed(source.problem(("overrides",), str(error)), file)]) from None
    refused = {name: why_refused(name, value) for name, value in record.thresholds.items()}
    problems = [
        text.placed(source.problem(("thresholds", name), *wrong), file)
        for name, wrong in refused.items()
        if wrong is not None
    ]
    if problems:
        raise InputError(problems)
    return record


def _said(kind: str, message: str, given: object) -> tuple[str, str]:
    if kind in _WORDS:
        return _WORDS[kind], "the lines as written"
    said = message.removeprefix("Value error, ")
    return f"{given!r}: {said[:1].lower()}{said[1:]}", "the line as written"


def _package(text: SheetText, file: str, sha256: str) -> Package:
    """Return one package: as it was when its text is unchanged, else with all that it refers to checked."""
    source = SpecFile(file, text.text)
    try:
        as_written = read_package(source)
        return as_written if spec_hash(as_written) == sha256 else load_spec(source)
    except InputError as error:
        raise InputError(text.placed(each, file) for each in error.problems) from None
