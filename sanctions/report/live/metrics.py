"""Live uncertainty: the first shared draws, and each option's headline metrics as formulas over them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from sanctions.compare.comparison import Comparison
from sanctions.model.draws import FEWEST_DRAWS, draw
from sanctions.model.evaluate import evaluate
from sanctions.model.inputs import constants, fact_arrays
from sanctions.model.metrics import BY_ID, YARDSTICK_METRIC
from sanctions.model.results import Assessment, Spread
from sanctions.report.live.slice import Array, Columns, LiveColumn, Slice, marked
from sanctions.report.live.terms import Term
from sanctions.report.quantiles import quantile
from sanctions.report.settings import PER_CENT
from sanctions.report.sheets.inputs import FIRST, SHEET, YOURS, Inputs
from sanctions.report.sheets.model import ModelSheet
from sanctions.report.sides import Pair, Side, pairs_of, sides_of

#: Draws that are live unless the user says otherwise.
LIVE_DRAWS: Final = 1024
#: Most columns one option may take.
MOST_COLUMNS: Final = 120
#: Metrics made live, the first ones first; the last ones give way when there are too many columns.
DECLARED: Final = (
    "new_bond_yield_year_1_bp",
    "old_bond_yield_12m_bp",
    YARDSTICK_METRIC,
    "currency_fall_pct",
    "expected_move_on_announcement_bp",
    "already_priced_in_bp",
    "gain_if_allies_join_bp",
    "sender_share_of_foreign_holdings_pct",
    "effect_left_year_8_pct",
    "sender_holder_loss_usd_bn",
    "sender_cost_8y_usd_bn",
    "allied_holder_loss_usd_bn",
    "other_holder_loss_usd_bn",
)


@dataclass(frozen=True)
class _First:
    """The first draws: uniform, and in each parameter's unit, by key."""

    uniform: Mapping[str, Array]
    values: Mapping[str, Array]


@dataclass(frozen=True)
class LiveMetric:
    """One metric (of an option, a difference or a share) as a column of draws."""

    letter: str
    spread: Spread


@dataclass(frozen=True)
class Live:
    """Everything the Draws sheet holds.

    Parameters
    ----------
    draws : int
    columns : tuple of LiveColumn
        From column B on.
    metrics : mapping of (str, str) to LiveMetric
        Metric id and "A", "A minus B" or "A as % of B".
    count : mapping of str to int
        Letter of the option -> columns of its own.
    """

    draws: int
    columns: tuple[LiveColumn, ...]
    metrics: Mapping[tuple[str, str], LiveMetric]
    count: Mapping[str, int] = field(default_factory=dict)


def live_of(
    comparison: Comparison, inputs: Inputs, models: Mapping[str, ModelSheet], draws: int = LIVE_DRAWS
) -> Live | None:
    """Return the live draws; None where nothing can be live.

    Parameters
    ----------
    comparison : Comparison
    inputs : Inputs
    models : mapping of str to ModelSheet
        Letter -> model; metrics are live only where every option has one.
    draws : int, optional
        Draws that are live, at most those of the comparison; 0 for none.
    """
    sides = sides_of(comparison)
    count = min(draws, comparison.draws)
    if count == 0 or len(models) < len(sides) or not _same_parameters(sides):
        return None
    parameters = comparison.options[0].parameters
    # A shorter sequence of the same seed is the beginning of the longer one.
    every = draw(parameters, _power_of_two(count), comparison.seed)
    shared = _First(
        {key: every.uniform[:count, place] for place, key in enumerate(every.keys)},
        {key: values[:count] for key, values in every.values.items()},
    )
    columns = Columns()
    drawn = _parameter_columns(columns, shared, sides[0], inputs)
    builder = _Builder(comparison, columns, {}, {})
    for side in sides:
        builder.take(_slice(side, models, inputs, drawn, shared, columns))
    return builder.finished(count)


def _power_of_two(count: int) -> int:
    """Return the smallest number of draws that will do for so many live ones."""
    return max(FEWEST_DRAWS, 1 << (count - 1).bit_length())


def _same_parameters(sides: tuple[Side, ...]) -> bool:
    return all(side.assessment.parameters.values == sides[0].assessment.parameters.values for side in sides)


def _parameter_columns(columns: Columns, shared: _First, side: Side, inputs: Inputs) -> dict[str, Term]:
    """Return key -> column with a parameter's draws: your value where given, else a live quantile."""
    rows = {row.key: inputs.row_number(index) for index, row in enumerate(inputs.rows)}
    found: dict[str, Term] = {}
    for parameter in side.assessment.parameters.values:
        if parameter.key not in rows or parameter.distribution.name == "fixed":
            continue  # one value in every draw: read by its name like any constant
        row = rows[parameter.key]
        uniform = columns.add(f"draw of {parameter.key}", None, shared.uniform[parameter.key])
        cells = [
            f"{SHEET}!${letter}${row}"
            for letter, _ in zip(FIRST, parameter.distribution.arguments, strict=False)
        ]
        yours = f"{SHEET}!${YOURS}${row}"
        live = quantile(parameter.distribution.name, cells, uniform.text)
        template = f"IF(ISNUMBER({yours}),{yours},{live})"
        found[parameter.key] = columns.add(parameter.key, template, shared.values[parameter.key])
    return found


def _slice(
    side: Side,
    models: Mapping[str, ModelSheet],
    inputs: Inputs,
    drawn: Mapping[str, Term],
    shared: _First,
    columns: Columns,
) -> Slice:
    names = {key: name for key, name in inputs.names(side.letter).items() if key not in drawn}
    values = values_per_draw(side.assessment, shared)
    return Slice(side, models[side.letter], next(iter(models.values())), names, drawn, values, columns)


def values_per_draw(assessment: Assessment, shared: _First) -> dict[str, Array]:
    """Return every quantity of the model on some draws."""
    graph, worked = assessment.graph, assessment.worked
    if graph is None or worked is None:
        return {}
    given = {**constants(), **fact_arrays(assessment.law_facts)}
    left = {key: np.asarray(worked.inputs[key][0]) for key in graph.input_keys if key not in given}
    inputs = {**left, **given, **shared.values}
    count = len(next(iter(shared.values.values()), np.empty(0)))
    return evaluate(graph, inputs, count, keep=[node.key for node in graph.nodes])


@dataclass
class _Builder:
    """Collects metrics option by option, within the columns an option may take."""

    comparison: Comparison
    columns: Columns
    places: dict[tuple[str, str], int]
    count: dict[str, int]

    def take(self, part: Slice) -> None:
        """Add one option's metrics."""
        side = part.side
        start = len(self.columns.columns)
        taken: list[int] = []
        for id_ in DECLARED:
            quantity = BY_ID[id_].quantity
            if quantity is None or id_ not in side.assessment.metrics:
                continue
            term = part.find(quantity)
            place = marked(term.text)
            if not term.drawn or len(place) != 1:
                continue
            own = [each for each in self.columns.used_by([*taken, *place]) if each >= start]
            if len(own) <= MOST_COLUMNS:
                taken += place
                self.places[id_, side.letter] = place[0]
                self.count[side.letter] = len(own)

    def finished(self, draws: int) -> Live | None:
        """Add differences and shares, and give every column its letter."""
        for pair in pairs_of(self.comparison):
            for id_ in DECLARED:
                self._pair(pair, id_)
        if not self.places:
            return None
        letters, columns = self.columns.kept(self.places.values())
        metrics = {
            name: LiveMetric(letters[place], Spread.of(self.columns.columns[place].values))
            for name, place in self.places.items()
        }
        return Live(draws, columns, metrics, self.count)

    def _pair(self, pair: Pair, id_: str) -> None:
        mine = self.places.get((id_, pair.side.letter))
        theirs = self.places.get((id_, pair.yardstick.letter))
        if mine is None or theirs is None:
            return
        first, second = (self.columns.columns[place].values for place in (mine, theirs))
        one, two = Term(f"\x01{mine}\x02", drawn=True).text, Term(f"\x01{theirs}\x02", drawn=True).text
        label = f"{id_}: {pair.label}"
        self.places[id_, pair.label] = marked(self.columns.add(label, f"{one}-{two}", first - second).text)[0]
        if isinstance(self.comparison.share_used[pair.side.id].get(id_), Spread) and np.all(second != 0):
            label = f"{id_}: {pair.share_label}"
            text = f"IF({two}=0,0,{PER_CENT}*{one}/{two})"
            share = self.columns.add(label, text, 100.0 * first / second)
            self.places[id_, pair.share_label] = marked(share.text)[0]
