"""One check: a formula that finds a gap, what it should be, how wide it may be, and what a gap means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sanctions.report.cells.tables import Formula, Sheet
from sanctions.report.numbers.settings import DELIVERED, TOLERANCE
from sanctions.report.numbers.sides import Pair, Side
from sanctions.report.workbook.sheets.inputs import Inputs
from sanctions.report.workbook.sheets.model import ModelSheet
from sanctions.report.workbook.sheets.paths import PathSheet
from sanctions.report.workbook.sheets.results import Results


class State(StrEnum):
    """What a check can come to; the word is the signal, colour is not."""

    GOOD = "OK"
    BAD = "LOOK"
    NOTED = "NOTE"
    MOOT = "inputs changed"


@dataclass(frozen=True)
class Check:
    """One comparison: found against reference, apart by no more than allowed.

    Parameters
    ----------
    what, about : str
        What is checked, and of what.
    found, reference, allowed : Formula or float
    why : str
        What makes it so, or what to do where it is not.
    only_as_delivered : bool
        Whether the check has a meaning only while no input is changed.
    otherwise : State
        What it comes to where it fails: LOOK for a mistake, NOTE for what is no mistake but worth knowing.
    """

    what: str
    about: str
    found: Formula | float
    reference: Formula | float = 0.0
    allowed: Formula | float = 0.0
    why: str = ""
    only_as_delivered: bool = False
    otherwise: State = State.BAD


@dataclass(frozen=True)
class Subject:
    """The sheets the checks look at, and the cell with the as-of date.

    Parameters
    ----------
    sides : tuple of Side
    pairs : tuple of Pair
    inputs : Inputs
    models : mapping of str to ModelSheet
        Letter -> model, for the options that have one.
    results : Results
    results_sheet, data_log, assumptions : Sheet
    paths : PathSheet or None
    entities : Sheet or None
    as_of_cell : str
    """

    sides: tuple[Side, ...]
    pairs: tuple[Pair, ...]
    inputs: Inputs
    models: Mapping[str, ModelSheet]
    results: Results
    results_sheet: Sheet
    data_log: Sheet
    assumptions: Sheet
    paths: PathSheet | None
    entities: Sheet | None
    as_of_cell: str


def number(value: Formula | float) -> float:
    """Return the value a formula or a number has for the inputs as delivered."""
    return float(value.value) if isinstance(value, Formula) else value


def count_of(condition: str) -> str:
    """Return the formula that counts where a condition on whole columns holds."""
    return f"SUMPRODUCT(({condition})*1)"


def rounding(*sizes: Formula | float) -> Formula:
    """Return how far two numbers of such sizes may lie apart by rounding alone.

    Parameters
    ----------
    *sizes : Formula or float
        Cells, or formulas of cells.
    """
    terms = [f"ABS({size.text})" for size in sizes if isinstance(size, Formula)]
    largest = max([1.0, *(abs(number(size)) for size in sizes)])
    return Formula(f"{TOLERANCE}*MAX({','.join([*terms, '1'])})", DELIVERED[TOLERANCE] * largest)


def largest_of(cells: list[Formula]) -> Formula:
    """Return the formula of the largest size among cells."""
    text = ",".join(f"ABS({cell.text})" for cell in cells)
    return Formula(f"MAX({text})", max(abs(number(cell)) for cell in cells))
