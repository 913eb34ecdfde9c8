"""Ratings of an assumption: what it moves, from a swing, and how much risk that is, from its quality."""

from __future__ import annotations

from sanctions.report.cells.formulas import NOT_STATED
from sanctions.report.cells.tables import Formula
from sanctions.report.numbers.settings import DELIVERED, HIGH_IMPACT_PCT, SOME_IMPACT_PCT

HIGH, MEDIUM, LOW, NONE = "high", "medium", "low", NOT_STATED
GOOD, WEAK = "good", "weak"


def impact(cell: str, swing: float | None) -> Formula:
    """Return the impact of an assumption, live in the thresholds.

    Parameters
    ----------
    cell : str
        Reference of the swing.
    swing : float or None
        In percent of the headline; None where there is no headline to move.
    """
    text = (
        f'IF(ISNUMBER({cell}),IF({cell}>={HIGH_IMPACT_PCT},"{HIGH}",'
        f'IF({cell}>={SOME_IMPACT_PCT},"{MEDIUM}","{LOW}")),"{NONE}")'
    )
    if swing is None:
        return Formula(text, NONE)
    if swing >= DELIVERED[HIGH_IMPACT_PCT]:
        return Formula(text, HIGH)
    return Formula(text, MEDIUM if swing >= DELIVERED[SOME_IMPACT_PCT] else LOW)


def risk(quality_cell: str, quality: str, impact_cell: str, rated: str) -> Formula:
    """Return the risk of an assumption: high impact unless its quality is good, medium impact if it is weak.

    Parameters
    ----------
    quality_cell, impact_cell : str
        References of both ratings.
    quality, rated : str
        What they are.
    """
    text = (
        f'IF({impact_cell}="{HIGH}",IF({quality_cell}="{GOOD}","{MEDIUM}","{HIGH}"),'
        f'IF({impact_cell}="{MEDIUM}",IF({quality_cell}="{WEAK}","{MEDIUM}","{LOW}"),{impact_cell}))'
    )
    if rated == HIGH:
        return Formula(text, MEDIUM if quality == GOOD else HIGH)
    if rated == MEDIUM:
        return Formula(text, MEDIUM if quality == WEAK else LOW)
    return Formula(text, rated)
