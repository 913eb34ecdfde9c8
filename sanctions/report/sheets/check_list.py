"""What must agree in the workbook: each check is a formula that finds a gap and says how wide it may be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from sanctions.model.metrics import METRICS, YARDSTICK_METRIC
from sanctions.model.results import Spread
from sanctions.report.model_layout import CONSTANT_COLUMN
from sanctions.report.settings import PER_CENT, TOLERANCE
from sanctions.report.sheets.inputs import FIRST, YOURS, Inputs
from sanctions.report.sheets.model import ModelSheet
from sanctions.report.sheets.results import JUDGEMENT_COLUMN, MIDDLE_COLUMN, WORKED_COLUMN, Results
from sanctions.report.sides import Pair, Side
from sanctions.report.tables import Formula, Sheet, letter, quoted

MEAN_COLUMN: Final = "E"


@dataclass(frozen=True)
class Check:
    """One comparison: found against reference, apart by no more than allowed.

    Parameters
    ----------
    what, about : str
        What is checked, and of what.
    found, reference, allowed : Formula or float
    only_as_delivered : bool
        Whether the check has a meaning only while no input is changed.
    """

    what: str
    about: str
    found: Formula | float
    reference: Formula | float = 0.0
    allowed: Formula | float = 0.0
    only_as_delivered: bool = False


@dataclass(frozen=True)
class Subject:
    """The sheets the checks look at, and the cell with the as-of date."""

    sides: tuple[Side, ...]
    pairs: tuple[Pair, ...]
    inputs: Inputs
    models: Mapping[str, ModelSheet]
    results: Results
    results_sheet: Sheet
    data_log: Sheet
    as_of_cell: str


def checks_of(subject: Subject) -> tuple[Check, ...]:
    """Return every check, the general ones first."""
    return (
        *_inputs(subject),
        *_dates(subject),
        *_order(subject),
        *_models(subject),
        *_no_law_no_effect(subject),
        *_ranking(subject),
        *_differences(subject),
        *_program(subject),
    )


def _count(condition: str) -> str:
    """Return the formula that counts where a condition on whole columns holds."""
    return f"SUMPRODUCT(({condition})*1)"


def _inputs(subject: Subject) -> Iterator[Check]:
    inputs = subject.inputs
    yours, ranges = inputs.span(YOURS), (inputs.span(FIRST[0]), inputs.span(FIRST[-1]))
    numbers = f"{ranges[0].rsplit(':', 1)[0]}:{ranges[1].rsplit(':', 1)[1]}"
    text = f"COUNTA({yours})-COUNT({yours})+COUNTA({numbers})-COUNT({numbers})"
    yield Check("No text where a number belongs", "Inputs", Formula(text, 0.0))
    low, high = inputs.span("F"), inputs.span("H")
    # What is given as one number has no range to lie outside of.
    outside = f"SUMPRODUCT(ISNUMBER({yours})*({low}<{high})*(({yours}<{low})+({yours}>{high})))"
    yield Check("Your values lie between low and high", "Inputs", Formula(outside, 0.0))
    units = inputs.span("C")
    count = float(len(inputs.rows))
    yield Check(
        "Every input has a unit",
        "Inputs",
        Formula(f"COUNTA({units})", count),
        Formula(f"ROWS({units})", count),
    )


def _dates(subject: Subject) -> Iterator[Check]:
    known = subject.inputs.span("P")
    yield Check(
        "Nothing is known after the as-of date",
        "Inputs",
        Formula(_count(f"{known}>{subject.as_of_cell}"), 0.0),
    )
    first_known = subject.data_log.span("First known")
    yield Check(
        "Nothing is known after the as-of date",
        "Data log",
        Formula(_count(f"{first_known}>{subject.as_of_cell}"), 0.0),
    )


def _order(subject: Subject) -> Iterator[Check]:
    sheet = subject.results_sheet
    low, middle, high = (
        sheet.span(header) for header in ("Low (1 in 10 under)", "Middle", "High (1 in 10 over)")
    )
    disorder = f"{_count(f'{low}>{middle}')}+{_count(f'{middle}>{high}')}"
    yield Check("Low, middle and high are in order", "Results", Formula(disorder, 0.0))
    share = sheet.span("Judgement share of spread (%)")
    outside = f"SUMPRODUCT(ISNUMBER({share})*(({share}<0)+({share}>{PER_CENT}*(1+{TOLERANCE}))))"
    yield Check(
        "Judgement shares lie between 0 and 100 %",
        f"Results, column {JUDGEMENT_COLUMN}",
        Formula(outside, 0.0),
    )


def _models(subject: Subject) -> Iterator[Check]:
    for model in subject.models.values():
        sheet = model.sheet
        first, last = sheet.header_row + 1, sheet.last_row
        page = quoted(sheet.name)
        columns = letter(CONSTANT_COLUMN), model.layout.column(model.layout.years - 1)
        numbers = f"{page}!${columns[0]}${first}:${columns[1]}${last}"
        units = f"{page}!$D${first}:$D${last}"
        yield Check("No cell is an error", sheet.name, Formula(_count(f"ISERROR({numbers})"), 0.0))
        rows = float(last - first + 1)
        yield Check(
            "Every row has a unit",
            sheet.name,
            Formula(f"COUNTA({units})", rows),
            Formula(f"ROWS({units})", rows),
        )
        beyond = f'SUMPRODUCT(({units}="share")*(({numbers}<-1-{TOLERANCE})+({numbers}>1+{TOLERANCE})))'
        found = float(_shares_beyond(model))
        yield Check("No share or return exceeds 1 in size", sheet.name, Formula(beyond, found))


def _shares_beyond(model: ModelSheet) -> int:
    """Return in how many cells a share exceeds 1 in size, as the formula counts them."""
    count = 0
    for row in model.sheet.table.rows:
        if row[3] == "share":
            for cell in row[CONSTANT_COLUMN : CONSTANT_COLUMN + 1 + model.layout.years]:
                value = getattr(cell, "value", getattr(cell, "content", cell))
                count += isinstance(value, int | float) and not -1 - 1e-9 <= value <= 1 + 1e-9
    return count


def _no_law_no_effect(subject: Subject) -> Iterator[Check]:
    for side in subject.sides:
        package = side.assessment.package
        if package.measures or package.lifts:
            continue
        row = subject.results.row(YARDSTICK_METRIC, side.letter)
        if row.worked is not None:
            cell = subject.results.cell(YARDSTICK_METRIC, side.letter, WORKED_COLUMN)
            yield Check(
                "An option that changes no law changes no yield", side.model_sheet, Formula(cell, row.worked)
            )


def _ranking(subject: Subject) -> Iterator[Check]:
    results = subject.results
    for pair in subject.pairs:
        mine = results.row(YARDSTICK_METRIC, pair.side.letter)
        theirs = results.row(YARDSTICK_METRIC, pair.yardstick.letter)
        if mine.worked is None or theirs.worked is None:
            continue
        if not (isinstance(mine.found, Spread) and isinstance(theirs.found, Spread)):
            continue
        found, reference = (
            Formula(
                f"IF({results.cell(YARDSTICK_METRIC, pair.side.letter, column)}"
                f">{results.cell(YARDSTICK_METRIC, pair.yardstick.letter, column)},1,0)",
                float(first > second),
            )
            for column, first, second in (
                (WORKED_COLUMN, mine.worked, theirs.worked),
                (MIDDLE_COLUMN, mine.found.p50, theirs.found.p50),
            )
        )
        about = f"{pair.label}, peak yield"
        yield Check("Worked case and runs rank the options alike", about, found, reference, 0.0, True)


def _differences(subject: Subject) -> Iterator[Check]:
    """Means add up: the mean difference is the difference of means."""
    results = subject.results
    for pair in subject.pairs:
        for metric in METRICS:
            rows = [
                results.row(metric.id, of) for of in (pair.label, pair.side.letter, pair.yardstick.letter)
            ]
            means = [row.found.mean if isinstance(row.found, Spread) else None for row in rows]
            difference, mine, theirs = means
            if difference is None or mine is None or theirs is None:
                continue
            cells = [results.cell(metric.id, row.of, MEAN_COLUMN) for row in rows]
            room = max(abs(mine), abs(theirs), 1.0)
            yield Check(
                "The mean difference is the difference of the means",
                f"{pair.label}, {metric.label.lower()}, {metric.horizon}",
                Formula(cells[0], difference),
                Formula(f"{cells[1]}-{cells[2]}", mine - theirs),
                Formula(f"{TOLERANCE}*MAX(ABS({cells[1]}),ABS({cells[2]}),1)", 1e-9 * room),
            )


def _program(subject: Subject) -> Iterator[Check]:
    """The live model equals what the program found, for as long as no input is changed."""
    for side in subject.sides:
        for metric in METRICS:
            row = subject.results.row(metric.id, side.letter)
            if row.worked is None:
                continue
            cell = subject.results.cell(metric.id, side.letter, WORKED_COLUMN)
            yield Check(
                "The workbook's model equals the program's",
                f"{side.letter}, {metric.label.lower()}, {metric.horizon}",
                Formula(cell, row.worked),
                row.worked,
                Formula(f"{TOLERANCE}*MAX(ABS({cell}),1)", 1e-9 * max(abs(row.worked), 1.0)),
                only_as_delivered=True,
            )
