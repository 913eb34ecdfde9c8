"""Assumptions: what each is, who made it when and why, how good it is, what it moves, who signed it off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

from sanctions.model.metrics import BY_ID, METRICS, YARDSTICK_METRIC
from sanctions.parameters.parameters import Parameter
from sanctions.report.cells.rounding import readable
from sanctions.report.cells.tables import Cell, Column, Content, Look, Sheet, Table, header_row, letter
from sanctions.report.numbers.one_at_a_time import Swing, swings
from sanctions.report.numbers.settings import HIGH_IMPACT_PCT, SOME_IMPACT_PCT
from sanctions.report.numbers.sides import Side
from sanctions.report.workbook.ratings import NONE, impact, risk
from sanctions.report.workbook.sheets.inputs import InputRow, Inputs
from sanctions.units import Unit

SHEET: Final = "Assumptions"
ID: Final = "Id"
REVIEW: Final = "Look again by"
SIGN_OFF: Final = "Signed off by"
REASON: Final = "Why this range"
QUALITY, IMPACT, RISK, SWING = "Quality", "Impact", "Risk", "Swing of the headline (%)"
#: Columns that only the user can fill in.
FILLED_IN: Final = (
    "Reviewed by",
    "Reviewed on",
    "Review: inside or outside the team, and what was found",
    SIGN_OFF,
    "Signed off on",
)
_WIDTHS: Final = (22, 16, 44, 22, 16)
#: Swings that differ by less are alike: the first one is named, on every machine.
_TIE: Final = 1e-9


#: Metrics a swing is looked for in, the headline first.
_WATCHED: Final = (
    BY_ID[YARDSTICK_METRIC],
    *(metric for metric in METRICS if metric.headline and not metric.ratio and metric.unit != Unit.DAYS),
)
_Swings = Mapping[str, Mapping[str, Mapping[str, Swing]]]


def sheet_of(sides: tuple[Side, ...], inputs: Inputs) -> Sheet:
    """Return the sheet, one row for each parameter on Inputs, in the order of Inputs.

    Parameters
    ----------
    sides : tuple of Side
    inputs : Inputs
        For links to their rows.
    """
    lead = _lead()
    columns = columns_of(sides)
    found: _Swings = {side.letter: swings(side.assessment, _WATCHED) for side in sides}
    first = header_row(len(lead)) + 1
    given = [row for row in inputs.rows if row.parameter is not None]
    rows = tuple(
        _row(row, row.parameter, sides, found, inputs, columns, first + place)
        for place, row in enumerate(given)
        if row.parameter is not None
    )
    if not rows:
        rows = (("no parameter was used", *([None] * (len(columns) - 1))),)
    title = "Assumptions: who answers for each, how good it is, what it moves"
    return Sheet(SHEET, title, Table("assumptions", columns, rows), lead, freeze_columns=1)


def look_again_by(parameter: Parameter, as_of: dt.date) -> dt.date | None:
    """Return the day to look at a range again: so long after its figure, where it rests on one.

    Parameters
    ----------
    parameter : Parameter
        Its sunset says how long a range made on the as-of date may go unseen.
    as_of : datetime.date
    """
    if parameter.sunset is None or not parameter.figures:
        return parameter.sunset
    return max(figure.date for figure in parameter.figures) + (parameter.sunset - as_of)


def _lead() -> tuple[str, ...]:
    headline = BY_ID[YARDSTICK_METRIC]
    return (
        f"Headline = {headline.label.lower()}, {headline.unit}, with this input at its low and at its high,"
        " all others at their middle. Swing = from one to the other, in percent of the headline, the largest"
        " of the options. Values, not live.",
        f"Impact: high from {HIGH_IMPACT_PCT}, medium from {SOME_IMPACT_PCT} (on Inputs)"
        ", low below. It is the impact on the headline; the measure of Summary it moves most"
        " stands beside it.",
        "Quality: good = published data that fit; fair = data or studies that have to be carried over;"
        " weak = judgement. Risk: high where impact is high and quality is not good; medium where impact is"
        " high and quality good, or impact medium and quality weak.",
        "The people who wrote the judgements know what happened later; ranges cite only what was known on the"
        " as-of date. Framed cells on yellow are yours to fill in.",
    )


def _moves_most(key: str, letters: tuple[str, ...], found: _Swings) -> str:
    """Return the measure an assumption moves most, by how much and under which option."""
    largest, words = _TIE, "no measure of Summary"
    for each in letters:
        for id_, swing in found[each].get(key, {}).items():
            percent = swing.percent
            if percent is not None and percent > largest * (1 + _TIE):
                largest = percent
                words = f"{BY_ID[id_].label}, {each}: by {readable(percent)} %"
    return words


def _headline_swing(key: str, letters: tuple[str, ...], found: _Swings) -> float | None:
    """Return the largest swing of the headline among options, in percent; None where there is no headline."""
    swings_of = [found[each][key] for each in letters if key in found[each]]
    percents = [every[YARDSTICK_METRIC].percent for every in swings_of if YARDSTICK_METRIC in every]
    return max((percent for percent in percents if percent is not None), default=None)


def columns_of(sides: tuple[Side, ...]) -> tuple[Column, ...]:
    """Return the columns: two for each option, the others always the same."""
    effects = tuple(
        Column(f"Headline of {side.letter} at {word}", 15, Look.NUMBER)
        for side in sides
        for word in ("low", "high")
    )
    filled = (Column(name, width, Look.INPUT_TEXT) for name, width in zip(FILLED_IN, _WIDTHS, strict=True))
    return (
        Column("Assumption", 52, Look.KEY),
        Column(ID, 30, Look.CODE),
        Column(RISK, 12, Look.LIVE_TEXT),
        Column(QUALITY, 12),
        Column(IMPACT, 12, Look.LIVE_TEXT),
        Column(SWING, 15, Look.NUMBER),
        Column("Moves most", 40),
        *effects,
        Column("Kind", 13),
        Column("Owner", 12),
        Column("Known from", 14, Look.DATE),
        Column(REVIEW, 14, Look.DATE),
        Column("Unit", 18),
        Column("Low", 12, Look.NUMBER),
        Column("Middle", 12, Look.NUMBER),
        Column("High", 12, Look.NUMBER),
        Column("Distribution", 40),
        Column(REASON, 60),
        Column("Rests on", 60),
        Column("Drawn with", 30),
        *filled,
    )


def _row(
    row: InputRow,
    parameter: Parameter,
    sides: tuple[Side, ...],
    found: _Swings,
    inputs: Inputs,
    columns: tuple[Column, ...],
    number: int,
) -> tuple[Content | Cell, ...]:
    key = row.key
    moved: list[Content | Cell] = []
    for side in sides:
        swing_of = found[side.letter].get(key, {}) if side.letter in row.sides else {}
        headline = swing_of.get(YARDSTICK_METRIC)
        moved += [headline.low, headline.high] if headline else [Cell(NONE, Look.TEXT)] * 2
    at = {column.header: f"{letter(place)}{number}" for place, column in enumerate(columns)}
    swing = _headline_swing(key, row.sides, found)
    rated = impact(at[SWING], swing)
    return (
        parameter.label,
        Cell(row.name, Look.LINK, inputs.place_of(key)),
        risk(at[QUALITY], parameter.quality, at[IMPACT], str(rated.value)),
        parameter.quality,
        rated,
        Cell(NONE, Look.TEXT) if swing is None else swing,
        _moves_most(key, row.sides, found),
        *moved,
        str(parameter.kind),
        parameter.owner,
        parameter.known_from,
        look_again_by(parameter, sides[0].assessment.as_of),
        str(parameter.unit),
        parameter.low,
        parameter.middle,
        parameter.high,
        parameter.distribution.text,
        parameter.why,
        parameter.source,
        _drawn_with(parameter, sides) or "no other",
        *(Cell(None, Look.INPUT_TEXT) for _ in FILLED_IN),
    )


def _drawn_with(parameter: Parameter, sides: tuple[Side, ...]) -> str:
    key = parameter.key
    links = [
        each.second if each.first == key else each.first
        for each in sides[0].assessment.parameters.correlations
        if key in (each.first, each.second)
    ]
    return "; ".join([*links, *([parameter.joint] if parameter.joint else [])])
