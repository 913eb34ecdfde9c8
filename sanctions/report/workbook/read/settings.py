"""From changed cells to parameters set by the user: what each change means for the model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sanctions.errors import InputError, Problem
from sanctions.parameters.distributions import ARGUMENTS, Distribution
from sanctions.parameters.parameters import Parameter, Parameters
from sanctions.report.workbook.read.numbers import InputNumbers, Number, same
from sanctions.report.workbook.read.thresholds import THRESHOLDS, in_effect, thresholds_of
from sanctions.report.workbook.run_record import Change
from sanctions.report.workbook.sheets.changes import EMPTY

_NAMED: Final = 5


@dataclass(frozen=True)
class UserSettings:
    """What the user changed and what it sets.

    Parameters
    ----------
    overrides : mapping of str to Distribution
        Parameter key -> new distribution, fixed where the user gave a value.
    thresholds : mapping of str to float
        Thresholds of the report that are not as delivered, by name.
    changes : tuple of Change
        One for each cell changed.
    places : tuple of str
        Their cells.
    notes : tuple of str
        What the user should know of how cells were read.
    """

    overrides: Mapping[str, Distribution]
    thresholds: Mapping[str, float]
    changes: tuple[Change, ...]
    places: tuple[str, ...]
    notes: tuple[str, ...]


def settings_of(
    rows: Sequence[InputNumbers], parameters: Parameters, chosen: Mapping[str, float], file: str
) -> UserSettings:
    """Return what changed cells mean.

    Your value fixes the input. A changed number of the range changes that number alone, the others stay:
    a new median moves a lognormal range in proportion, a new mode leaves the ends of a PERT range in place.

    Parameters
    ----------
    rows : sequence of InputNumbers
    parameters : Parameters
        As the program has them for the run without these changes.
    chosen : mapping of str to float
        Thresholds of the report chosen before.
    file : str
        Name of the workbook, for messages.

    Raises
    ------
    InputError
        Changed cells that set no parameter, numbers that make no range, and the same parameter set twice;
        each with its cell.
    """
    known = {each.key: each for each in parameters.values}
    thresholds, problems = thresholds_of(rows, chosen, file)
    overrides: dict[str, Distribution] = {}
    for row in rows:
        changed = [number for number in row.numbers if number.changed]
        if row.key in THRESHOLDS:
            continue
        if row.key not in known:
            problems += _not_of_the_model(changed, row.key, file)
            continue
        problems += _other_range(row, known[row.key], file)
        if not changed:
            continue
        found, wrong = _distribution(row, known[row.key], changed, file)
        problems += wrong
        if found is not None and overrides.setdefault(row.key, found) != found:
            message = f"{row.key} is set to something else in another row"
            problems.append(Problem(file, changed[0].cell.place, message, "the same in every row"))
        if found is not None:
            problems += _refused(parameters, row.key, found, changed[0].cell.place, file)
    if problems:
        raise InputError(problems)
    own = {key: each.distribution.arguments for key, each in known.items()}
    own |= {name: (value,) for name, value in in_effect(chosen).items()}
    notes = (*_formulas(rows), *_moved(rows, own), *_unused(rows))
    changed_cells = list(_changed(rows))
    return UserSettings(
        overrides,
        thresholds,
        tuple(_change(row, each) for row, each in changed_cells),
        tuple(each.cell.place for _, each in changed_cells),
        notes,
    )


def _changed(rows: Iterable[InputNumbers]) -> Iterator[tuple[InputNumbers, Number]]:
    return ((row, number) for row in rows for number in row.numbers if number.changed)


def _change(row: InputNumbers, number: Number) -> Change:
    old, new = (EMPTY if value is None else value for value in (number.delivered, number.now))
    return Change(
        key=row.key, label=row.label, number=number.label, old=old, new=new, who=number.who, why=number.why
    )


def _not_of_the_model(changed: Iterable[Number], key: str, file: str) -> Iterator[Problem]:
    for number in changed:
        was = "an empty cell" if number.delivered is None else f"{number.delivered:g}, as delivered"
        yield Problem(file, number.cell.place, f"was changed, but this run has no input {key}", was)


def _other_range(row: InputNumbers, parameter: Parameter, file: str) -> list[Problem]:
    expected = parameter.distribution.name
    count = len(row.numbers) - 1
    if row.distribution == expected and count == len(ARGUMENTS[expected]):
        return []
    place = row.range_cell.place
    return [
        Problem(file, place, f"{row.range_cell.text!r} is not the sort of range this input has", expected)
    ]


def _distribution(
    row: InputNumbers, parameter: Parameter, changed: Sequence[Number], file: str
) -> tuple[Distribution | None, list[Problem]]:
    """Return what a row with changes sets, or what is wrong with it."""
    yours, *numbers = row.numbers
    if yours.now is not None:
        return Distribution("fixed", (yours.now,)), []
    own = parameter.distribution
    if row.distribution != own.name or len(numbers) != len(own.arguments):
        return None, []
    arguments = tuple(
        number.now if number.changed and number.now is not None else argument
        for number, argument in zip(numbers, own.arguments, strict=True)
    )
    try:
        return Distribution(own.name, arguments), []
    except ValueError as error:
        places = ", ".join(number.cell.place for number in changed)
        shown = ", ".join(f"{n} {v:g}" for n, v in zip(ARGUMENTS[own.name], arguments, strict=True))
        expected = str(error).removeprefix(f"{own.name}: ")
        return None, [Problem(file, places, f"{shown} is no {own.name} range", expected)]


def _refused(
    parameters: Parameters, key: str, found: Distribution, place: str, file: str
) -> Iterator[Problem]:
    try:
        parameters.with_values({key: found.arguments[0] if found.name == "fixed" else found})
    except InputError as error:
        yield from (Problem(file, place, each.message, each.expected) for each in error.problems)


def _formulas(rows: Iterable[InputNumbers]) -> Iterator[str]:
    for row in rows:
        for number in row.numbers:
            if number.cell.formula:
                yield (
                    f"{number.cell.place} holds the formula {number.cell.formula}; the value saved with it,"
                    f" {number.now:g}, was used"
                )


def _unused(rows: Iterable[InputNumbers]) -> Iterator[str]:
    for row in rows:
        yours, *numbers = row.numbers
        for number in numbers:
            if yours.now is not None and number.changed:
                yield f"{number.cell.place} was changed but not used: {yours.cell.place} fixes {row.key}"


def _moved(rows: Iterable[InputNumbers], own: Mapping[str, tuple[float, ...]]) -> Iterator[str]:
    """Yield a note when the program has other numbers now than those the workbook was written with."""
    moved = [
        row.key
        for row in rows
        if row.key in own
        and any(
            number.delivered is None or not same(argument, number.delivered)
            for number, argument in zip(row.numbers[1:], own[row.key], strict=False)
        )
    ]
    if moved:
        more = f" and {len(moved) - _NAMED} more" if len(moved) > _NAMED else ""
        yield (
            "the program has other numbers now than the workbook was written with, and used its own for"
            f" {', '.join(moved[:_NAMED])}{more}"
        )
