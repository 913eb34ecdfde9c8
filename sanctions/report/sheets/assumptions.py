"""Assumptions: who answers for each range, why it is what it is, what it does to the headline, who signed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sanctions.estimate.parameters import Parameter
from sanctions.model.metrics import BY_ID, YARDSTICK_METRIC
from sanctions.report.one_at_a_time import headline_at_low_and_high
from sanctions.report.sheets.inputs import Inputs
from sanctions.report.sides import Side
from sanctions.report.tables import Cell, Column, Content, Look, Sheet, Table

SHEET: Final = "Assumptions"
SIGN_OFF: Final = "Signed off by"
REASON: Final = "Why this range"


def sheet_of(sides: tuple[Side, ...], inputs: Inputs) -> Sheet:
    """Return the sheet.

    Parameters
    ----------
    sides : tuple of Side
    inputs : Inputs
        For links to their rows.
    """
    headline = BY_ID[YARDSTICK_METRIC]
    lead = (
        f"Headline = {headline.label.lower()}, {headline.unit}, with this input at its low and at its high"
        " and all others at their middle. Values, not live.",
        "The people who wrote the judgements know what happened later; ranges cite only what was known"
        " on the as-of date. Sign-off is yours to fill in.",
    )
    effects = {side.letter: headline_at_low_and_high(side.assessment) for side in sides}
    parameters = {row.key: row.parameter for row in inputs.rows if row.parameter is not None}
    rows = tuple(_row(parameter, key, sides, effects, inputs) for key, parameter in parameters.items())
    if not rows:
        rows = (("no parameter was used", *([None] * (len(columns_of(sides)) - 1))),)
    return Sheet(SHEET, "Assumptions", Table("assumptions", columns_of(sides), rows), lead)


def columns_of(sides: tuple[Side, ...]) -> tuple[Column, ...]:
    """Return the columns: two for each option, the others always the same."""
    effects = tuple(
        Column(f"Headline of {side.letter} at {word}", 15, Look.NUMBER)
        for side in sides
        for word in ("low", "high")
    )
    return (
        Column("Assumption", 52),
        Column("Owner", 14),
        Column("Kind", 13),
        Column("Quality", 12),
        Column("Unit", 18),
        Column("Low", 12, Look.NUMBER),
        Column("Middle", 12, Look.NUMBER),
        Column("High", 12, Look.NUMBER),
        Column("Distribution", 40),
        Column(REASON, 70),
        Column("Rests on", 60),
        *effects,
        Column("Look again by", 14, Look.DATE),
        Column("Drawn with", 30),
        Column(SIGN_OFF, 22, Look.INPUT_TEXT),
        Column("Signed off on", 16, Look.INPUT_TEXT),
    )


def _row(
    parameter: Parameter,
    key: str,
    sides: tuple[Side, ...],
    effects: Mapping[str, Mapping[str, tuple[float, float]]],
    inputs: Inputs,
) -> tuple[Content | Cell, ...]:
    moved: list[Content | Cell] = []
    for side in sides:
        pair = effects[side.letter].get(key)
        moved += list(pair) if pair else [Cell("n/a", Look.TEXT)] * 2
    links = [
        each.second if each.first == key else each.first
        for each in sides[0].assessment.parameters.correlations
        if key in (each.first, each.second)
    ]
    drawn_with = "; ".join([*links, *([parameter.joint] if parameter.joint else [])])
    return (
        Cell(parameter.label, None, inputs.place_of(key)),
        parameter.owner,
        str(parameter.kind),
        parameter.quality,
        str(parameter.unit),
        parameter.low,
        parameter.middle,
        parameter.high,
        parameter.distribution.text,
        parameter.why,
        parameter.source,
        *moved,
        parameter.sunset,
        drawn_with or None,
        Cell(None, Look.INPUT_TEXT),
        Cell(None, Look.INPUT_TEXT),
    )
