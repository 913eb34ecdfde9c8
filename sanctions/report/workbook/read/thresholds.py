"""Thresholds of the report that a reader has set on Inputs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from sanctions.errors import Problem
from sanctions.report.numbers.settings import SETTINGS, other_than_delivered, settings_with, why_refused
from sanctions.report.workbook.read.numbers import InputNumbers

THRESHOLDS: Final = frozenset(each.name for each in SETTINGS if each.most is not None)


def in_effect(chosen: Mapping[str, float]) -> dict[str, float]:
    """Return every threshold by name, as chosen or as delivered."""
    return {each.name: each.value for each in settings_with(chosen) if each.name in THRESHOLDS}


def thresholds_of(
    rows: Sequence[InputNumbers], chosen: Mapping[str, float], file: str
) -> tuple[dict[str, float], list[Problem]]:
    """Return the thresholds that are not as delivered, and what is wrong with any.

    Parameters
    ----------
    rows : sequence of InputNumbers
    chosen : mapping of str to float
        What was chosen before the workbook was written.
    file : str
    """
    values, problems = in_effect(chosen), []
    for row in rows:
        if row.key not in THRESHOLDS:
            continue
        changed = [number for number in row.numbers if number.changed and number.now is not None]
        for number in changed[:1]:  # your value comes first, and then nothing else counts
            values[row.key] = float(number.now or 0.0)
            wrong = why_refused(row.key, values[row.key])
            problems += [Problem(file, number.cell.place, *wrong)] if wrong else []
    return other_than_delivered(values), problems
