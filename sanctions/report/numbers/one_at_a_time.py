"""Metrics of an option when one parameter moves to its low or high and the others stay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sanctions.model.evaluate import evaluate
from sanctions.model.metrics import Metric
from sanctions.model.results import Assessment

_PER_CENT = 100.0


@dataclass(frozen=True)
class Swing:
    """What one parameter does to one metric.

    Parameters
    ----------
    low, high : float
        The metric at the parameter's low and at its high, everything else at its median.
    middle : float
        The metric with everything at its median.
    """

    low: float
    high: float
    middle: float

    @property
    def percent(self) -> float | None:
        """Distance between low and high in percent of the middle; None where there is nothing to move."""
        return _PER_CENT * abs(self.high - self.low) / abs(self.middle) if self.middle else None


def swings(assessment: Assessment, metrics: Sequence[Metric]) -> Mapping[str, Mapping[str, Swing]]:
    """Return what each parameter does to metrics when it alone moves from its low to its high.

    Parameters
    ----------
    assessment : Assessment
    metrics : sequence of Metric
        Those that are no equation of the graph, or do not apply, are left out.

    Returns
    -------
    mapping of str to mapping of str to Swing
        Parameter key -> metric id -> swing, in the metric's unit; empty where nothing is priced.
    """
    graph, worked = assessment.graph, assessment.worked
    if graph is None or worked is None:
        return {}
    quantities = {
        metric.id: metric.quantity
        for metric in metrics
        if metric.quantity in worked.values and metric.id in assessment.metrics and metric.quantity
    }
    moved = [each for each in assessment.parameters.values if each.key in worked.inputs]
    if not moved or not quantities:
        return {}
    inputs = {
        k: np.asarray(v[0]) if len(v) == 1 else np.asarray(v)[:, None] for k, v in worked.inputs.items()
    }
    count = 2 * len(moved)
    for place, parameter in enumerate(moved):
        values = np.full(count, worked.inputs[parameter.key][0])
        values[2 * place], values[2 * place + 1] = parameter.low, parameter.high
        inputs[parameter.key] = values
    found = evaluate(graph, inputs, count, keep=list(dict.fromkeys(quantities.values())))
    columns = {id_: np.broadcast_to(found[name], (count,)) for id_, name in quantities.items()}
    return {
        parameter.key: {
            id_: Swing(
                float(columns[id_][2 * place]), float(columns[id_][2 * place + 1]), worked.values[name][0]
            )
            for id_, name in quantities.items()
        }
        for place, parameter in enumerate(moved)
    }
