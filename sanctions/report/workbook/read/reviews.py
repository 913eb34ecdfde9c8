"""Sign-offs and opinions of a workbook: which still hold for the numbers of a new run, and which do not."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sanctions.comparison.results import Comparison
from sanctions.data.book_cells import Book
from sanctions.errors import InputError, Problem
from sanctions.parameters.parameters import Parameter
from sanctions.report.cells.text import visible
from sanctions.report.workbook.read.filled_in import FilledRow, filled_items, filled_rows
from sanctions.report.workbook.read.numbers import InputNumbers, same
from sanctions.report.workbook.review import FilledIn, Review
from sanctions.report.workbook.sheets import assumptions, cover, decisions


@dataclass(frozen=True)
class WrittenReview:
    """What was filled in on Assumptions, on Decisions and on Cover, row by row."""

    sign_offs: tuple[FilledRow, ...]
    opinions: tuple[FilledRow, ...]
    roles: tuple[FilledRow, ...]


@dataclass(frozen=True)
class HeldReview:
    """What of it goes into the new workbook, and notes on what does not."""

    review: Review
    notes: tuple[str, ...]


def written_review(book: Book) -> WrittenReview:
    """Return what was filled in.

    Raises
    ------
    InputError
        As `filled_rows`.
    """
    problems: list[Problem] = []
    found: list[tuple[FilledRow, ...]] = []
    readers: tuple[Callable[[], tuple[FilledRow, ...]], ...] = (
        lambda: filled_rows(book, assumptions.SHEET, assumptions.columns_of(()), assumptions.REASON),
        lambda: filled_rows(book, decisions.SHEET, decisions.COLUMNS),
        lambda: filled_items(book, cover.SHEET, cover.COLUMNS, cover.FILLED_IN),
    )
    for read in readers:
        try:
            found.append(read())
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return WrittenReview(*found)


def held_review(
    written: WrittenReview, rows: Sequence[InputNumbers], comparison: Comparison, *, changed: bool
) -> HeldReview:
    """Return what still holds: sign-offs of the same numbers for the same reason, opinions on decisions.

    Parameters
    ----------
    written : WrittenReview
    rows : sequence of InputNumbers
        Inputs of the workbook, with the numbers that were signed for.
    comparison : Comparison
        The new run.
    changed : bool
        Whether anything was changed since: what is said of all the numbers together holds for none but these.
    """
    used = {key for option in comparison.options if option.graph for key in option.graph.input_keys}
    parameters = {each.label: each for each in comparison.options[0].parameters.values if each.key in used}
    delivered = {row.label: row for row in rows}
    known = {each.decision for each in decisions.decisions()}
    held: list[FilledIn] = []
    notes = [note for row in (*written.sign_offs, *written.opinions, *written.roles) for note in row.notes]
    for row in written.sign_offs:
        reason = _why_not(row, parameters, delivered)
        held += row.texts if not reason else ()
        notes += [f"{_sign_off(row)} {reason} and was not taken over"] if reason else []
    opinions = [each for row in written.opinions if row.about in known for each in row.texts]
    for row in written.opinions:
        if row.about not in known:
            said = " and ".join(f"{each.header} {each.text}" for each in row.texts)
            notes.append(f"the decision {row.about!r} is no longer there: {said} was not taken over")
    roles: list[FilledIn] = []
    for row in written.roles:
        if changed and row.about in cover.OF_THE_NUMBERS:
            notes.append(f"{row.about!r} on Cover was for other numbers and was not taken over")
        else:
            roles += row.texts
    return HeldReview(Review(tuple(held), tuple(opinions), tuple(roles)), tuple(notes))


def _sign_off(row: FilledRow) -> str:
    by = row.text(assumptions.SIGN_OFF)
    return f"sign-off of {row.about or row.place!r}" + (f" by {by}" if by else "")


def _why_not(
    row: FilledRow, parameters: Mapping[str, Parameter], delivered: Mapping[str, InputNumbers]
) -> str:
    """Return why a sign-off does not hold for the new run; empty when it does."""
    parameter, numbers = parameters.get(row.about), delivered.get(row.about)
    if parameter is None or numbers is None:
        return "is for no assumption of this run"
    own = parameter.distribution
    signed = [number.delivered for number in numbers.numbers[1:]]
    agree = len(signed) == len(own.arguments) and all(
        was is not None and same(argument, was) for was, argument in zip(signed, own.arguments, strict=True)
    )
    if numbers.distribution != own.name or not agree:
        return "was for other numbers"
    return "" if row.beside.strip() == visible(parameter.why).strip() else "was for another reason"
