"""Cover: the question, the answer in a sentence, what it leaves out, and where everything is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sanctions.comparison.results import Comparison
from sanctions.report.cells.tables import (
    Cell,
    Column,
    Content,
    Formula,
    Look,
    Sheet,
    Table,
    header_row,
    reference,
)
from sanctions.report.numbers.sides import Side, not_counted_of
from sanctions.report.workbook.review import FilledIn

SHEET: Final = "Cover"
STATE: Final = "State of the checks"
ITEM, WHAT = "Item", "What"
COLUMNS: Final = (Column(ITEM, 92), Column(WHAT, 48))
#: Lines for each option: the act beside the threat, and the cost by country.
_LINES_EACH: Final = 2
#: State of the numbers, headline, how sure, not counted, caveat.
_LINES_ONCE: Final = 5
#: Items that only the user can fill in: who is who, and what the analysis is fit for.
FILLED_IN: Final = (
    "Commissioner (asked for it, accepts it as fit for the purpose)",
    "Analyst (ran it, checked it first)",
    "Assurer (checked it, not the analyst)",
    "Approver (confirms that it was checked enough)",
    "Purpose it is used for",
    "Fit for this purpose? By whom, on which day, with what limits",
)
UNCERTAINTY: Final = (
    "Summary gives every measure and every difference an 8-in-10 range and says how much of its spread is"
    " judgement. Ranges hold uncertainty in the inputs, not in the equations. What is not counted stands"
    " above; Backtest shows how often past ranges held."
)
PROPORTION: Final = (
    "Every number is checked against the program and by other sums (Checks); assumptions and decisions are"
    " logged with quality, impact and risk. Nobody outside the project has reviewed it: what stands below is"
    " for whoever relies on it, the higher the stake the more of it."
)
NOT_TESTED: Final = "no past forecast concerns this target"
_AS_OF_PLACE: Final = 0
#: Those that speak of these very numbers, and not of people and purposes.
OF_THE_NUMBERS: Final = FILLED_IN[2:4] + FILLED_IN[5:]
#: Rows from the header to the cells to fill in, options apart.
_ROWS_BEFORE_FILLED: Final = 8


@dataclass(frozen=True)
class CoverText:
    """The sentences and live states Cover shows.

    Parameters
    ----------
    numbers, headline : Formula
        Which numbers are shown, and the first sentence.
    acts, costs : tuple of Formula
        One for each option at most.
    sure : Formula
    state, changed, signed : Formula
        State of the checks, number of inputs changed, state of sign-off.
    held : str
        How past forecasts fared; empty where none concerns the target.
    """

    numbers: Formula
    headline: Formula
    acts: tuple[Formula, ...]
    costs: tuple[Formula, ...]
    sure: Formula
    state: Formula
    changed: Formula
    signed: Formula
    held: str


def question(sides: Sequence[Side]) -> str:
    """Return the title: the options against each other."""
    return " or ".join(side.title for side in sides) + "?"


def _header(sides: Sequence[Side]) -> int:
    return header_row(_LINES_ONCE + _LINES_EACH * len(sides))


def as_of_cell(sides: Sequence[Side]) -> str:
    """Return the reference of the as-of date."""
    return reference(SHEET, "B", _header(sides) + 1 + _AS_OF_PLACE)


def changed_cell(sides: Sequence[Side]) -> str:
    """Return the reference of the number of inputs changed."""
    return reference(SHEET, "B", _header(sides) + 2 + _AS_OF_PLACE + len(sides))


def state_line(sides: Sequence[Side], state: Formula) -> Cell:
    """Return the line with the state of the checks for another sheet, leading to the checks."""
    number = _header(sides) + 3 + _AS_OF_PLACE + len(sides)
    text = Formula(f'"{STATE}: "&{reference(SHEET, "B", number)}', f"{STATE}: {state.value}")
    return Cell(text, Look.LEAD, "Checks!A1")


def filled_cells(sides: Sequence[Side]) -> str:
    """Return the reference of the cells that only the user can fill in."""
    first = _header(sides) + _AS_OF_PLACE + len(sides) + _ROWS_BEFORE_FILLED
    return f"{reference(SHEET, 'B', first)}:$B${first + len(FILLED_IN) - 1}"


def sheet_of(
    comparison: Comparison,
    sides: Sequence[Side],
    text: CoverText,
    contents: Mapping[str, str],
    roles: Sequence[FilledIn] = (),
) -> Sheet:
    """Return the sheet.

    Parameters
    ----------
    comparison : Comparison
    sides : sequence of Side
    text : CoverText
    contents : mapping of str to str
        Sheet name -> what it is.
    roles : sequence of FilledIn, optional
        What has been filled in already.
    """
    given = {each.about: each.text for each in roles}
    lead: list[Content | Cell] = [
        text.numbers,
        Cell(text.headline, Look.ANSWER),
        *_filled_up(text.acts, sides),
    ]
    lead += [*_filled_up(text.costs, sides), text.sure, _not_counted(sides), _warning(comparison)]
    rows: tuple[tuple[Content | Cell, ...], ...] = (
        ("As of (nothing known later is used)", Cell(comparison.as_of, Look.DATE)),
        *((f"Option {side.letter}", side.title) for side in sides),
        ("Inputs changed since the workbook was written", Cell(text.changed, Look.LIVE_TEXT)),
        (STATE, Cell(text.state, Look.LIVE_TEXT, "Checks!A1")),
        ("Quality assurance", Cell(text.signed, Look.LIVE_TEXT, "Assumptions!A1")),
        (Cell("Past forecasts", Look.LINK, "Backtest!A1"), text.held or NOT_TESTED),
        ("Uncertainty", UNCERTAINTY),
        ("What was checked, and what was not", PROPORTION),
        *((item, Cell(given.get(item), Look.INPUT_TEXT)) for item in FILLED_IN),
        *_provenance(comparison, sides),
        *_colours(),
        *((Cell(f"Sheet {name}", Look.LINK, f"'{name}'!A1"), words) for name, words in contents.items()),
        ("A paragraph ready to paste into a memo", Cell(memo(text), Look.LIVE_TEXT)),
    )
    table = Table("cover", COLUMNS, rows)
    return Sheet(SHEET, question(sides), table, lead, freeze_columns=0, wrap_lead=True, portrait=True)


def _filled_up(lines: Sequence[Content], sides: Sequence[Side]) -> list[Content]:
    """Return one line for each option, so that the lines below stand where they always do."""
    return [*lines, *[None] * (len(sides) - len(lines))]


def memo(text: CoverText) -> Formula:
    """Return the paragraph to paste: headline, act beside threat, and the caveat, live."""
    said = [text.headline, *text.acts]
    cells = [reference(SHEET, "A", 3 + place) for place in range(len(said))]
    tail = " These are a model's estimates with the intervals they deserve, not a forecast of policy."
    joined = '&" "&'.join(cells)
    return Formula(f'{joined}&"{tail}"', " ".join(str(each.value) for each in said) + tail)


def _not_counted(sides: Sequence[Side]) -> str:
    named = [words.rstrip(".") for words in not_counted_of(tuple(sides))]
    return "Not counted: " + ("; ".join(named) if named else "every measure of the options is priced") + "."


def _warning(comparison: Comparison) -> str:
    sunsets = [
        parameter.sunset
        for option in comparison.options
        for parameter in option.parameters.values
        if parameter.sunset is not None
    ]
    until = f" Valid until {min(sunsets)}." if sunsets else ""
    return f"A model's estimate, not a forecast of policy. Cost is not compliance.{until}"


def _provenance(comparison: Comparison, sides: Sequence[Side]) -> tuple[tuple[Content | Cell, ...], ...]:
    yardstick = next(side for side in sides if side.id == comparison.yardstick)
    return (
        ("Yardstick the others are measured against", f"{yardstick.letter}: {yardstick.title}"),
        *((f"Package id of {side.letter} ({side.assessment.package.status})", side.id) for side in sides),
        *((f"SHA-256 of the spec of {side.letter}", comparison.spec_sha256[side.id]) for side in sides),
        ("Program version", f"sanctions {comparison.version}"),
        ("Joint draws of all inputs, and seed", f"{comparison.draws:,} draws, seed {comparison.seed}"),
        ("Datasets (checksums on Data log)", f"{len(comparison.datasets)} datasets"),
        *(("Warning", warning) for warning in comparison.warnings),
    )


def _colours() -> tuple[tuple[Content | Cell, ...], ...]:
    return (
        ("Colour key: blue on yellow, with a frame", Cell("yours to change", Look.INPUT_TEXT)),
        ("Colour key: pale green", Cell("live: a formula that follows the inputs", Look.LIVE_TEXT)),
        ("Colour key: plain", Cell("text, or a value that is not live", Look.TEXT)),
    )
