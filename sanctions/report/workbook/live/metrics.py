"""Live uncertainty: each option's headline metrics as formulas over the first shared draws."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np

from sanctions.comparison.results import Comparison
from sanctions.model.draws import FEWEST_DRAWS, draw
from sanctions.model.evaluate import evaluate
from sanctions.model.inputs import constants, fact_arrays
from sanctions.model.results import Assessment
from sanctions.report.cells.quantiles import quantile
from sanctions.report.numbers.sides import Side, sides_of
from sanctions.report.workbook.live.builder import Builder
from sanctions.report.workbook.live.found import FirstDraws, Live
from sanctions.report.workbook.live.slice import Array, Columns, Slice
from sanctions.report.workbook.live.terms import Term
from sanctions.report.workbook.sheets.inputs import FIRST, SHEET, YOURS, Inputs
from sanctions.report.workbook.sheets.model import ModelPlaces

#: Draws that are live unless the user says otherwise.
LIVE_DRAWS: Final = 1024


def live_of(
    comparison: Comparison, inputs: Inputs, models: Mapping[str, ModelPlaces], draws: int = LIVE_DRAWS
) -> Live | None:
    """Return the live draws; None where nothing can be live.

    Parameters
    ----------
    comparison : Comparison
    inputs : Inputs
    models : mapping of str to ModelPlaces
        Letter -> where its model stands; an option without one has nothing that could be live.
    draws : int, optional
        Draws that are live, at most those of the comparison; 0 for none.
    """
    sides = [side for side in sides_of(comparison) if side.letter in models]
    count = min(draws, comparison.draws)
    if count == 0 or not sides:
        return None
    # A shorter sequence of the same seed is the beginning of the longer one.
    every = draw(sides[0].assessment.parameters, _power_of_two(count), comparison.seed)
    first = FirstDraws(
        {key: every.uniform[:count, place] for place, key in enumerate(every.keys)},
        {key: values[:count] for key, values in every.values.items()},
    )
    columns = Columns()
    drawn = _parameter_columns(columns, first, sides[0], inputs)
    builder = Builder(comparison, columns, count)
    for side in sides:
        names = {key: name for key, name in inputs.names(side.letter).items() if key not in drawn}
        values = values_per_draw(side.assessment, first)
        common = models[sides[0].letter]
        builder.take(Slice(side, models[side.letter], common, names, drawn, values, columns))
    return builder.finished()


def _power_of_two(count: int) -> int:
    """Return the smallest number of draws that will do for so many live ones."""
    return max(FEWEST_DRAWS, 1 << (count - 1).bit_length())


def _parameter_columns(columns: Columns, first: FirstDraws, side: Side, inputs: Inputs) -> dict[str, Term]:
    """Return key -> column with a parameter's draws: your value where given, else a live quantile."""
    rows = {row.key: inputs.row_number(index) for index, row in enumerate(inputs.rows)}
    found: dict[str, Term] = {}
    for parameter in side.assessment.parameters.values:
        if parameter.key not in rows or parameter.distribution.name == "fixed":
            continue  # one value in every draw: read by its name like any constant
        row = rows[parameter.key]
        uniform = columns.add(f"draw of {parameter.key}", None, first.uniform[parameter.key])
        cells = [
            f"{SHEET}!${letter}${row}"
            for letter, _ in zip(FIRST, parameter.distribution.arguments, strict=False)
        ]
        yours = f"{SHEET}!${YOURS}${row}"
        live = quantile(parameter.distribution.name, cells, uniform.text)
        template = f"IF(ISNUMBER({yours}),{yours},{live})"
        found[parameter.key] = columns.add(parameter.key, template, first.values[parameter.key])
    return found


def values_per_draw(assessment: Assessment, first: FirstDraws) -> dict[str, Array]:
    """Return every quantity of the model on some draws."""
    graph, worked = assessment.graph, assessment.worked
    if graph is None or worked is None:
        return {}
    given = {**constants(), **fact_arrays(assessment.law_facts)}
    left = {key: np.asarray(worked.inputs[key][0]) for key in graph.input_keys if key not in given}
    inputs = {**left, **given, **first.values}
    count = len(next(iter(first.values.values()), np.empty(0)))
    return evaluate(graph, inputs, count, keep=[node.key for node in graph.nodes])
