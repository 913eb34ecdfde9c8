"""The headline metric of an option when one parameter moves to its low or high and the others stay."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sanctions.model.evaluate import evaluate
from sanctions.model.metrics import BY_ID, YARDSTICK_METRIC
from sanctions.model.results import Assessment


def headline_at_low_and_high(assessment: Assessment) -> Mapping[str, tuple[float, float]]:
    """Return the headline metric at each parameter's low and high, everything else at its median.

    Parameters
    ----------
    assessment : Assessment

    Returns
    -------
    mapping of str to (float, float)
        Parameter key -> headline at low, at high, in the metric's unit; empty where nothing is priced.
    """
    graph, worked = assessment.graph, assessment.worked
    quantity = BY_ID[YARDSTICK_METRIC].quantity
    if graph is None or worked is None or quantity is None or quantity not in worked.values:
        return {}
    moved = [each for each in assessment.parameters.values if each.key in worked.inputs]
    inputs = {
        k: np.asarray(v[0]) if len(v) == 1 else np.asarray(v)[:, None] for k, v in worked.inputs.items()
    }
    count = 2 * len(moved)
    for place, parameter in enumerate(moved):
        values = np.full(count, worked.inputs[parameter.key][0])
        values[2 * place], values[2 * place + 1] = parameter.low, parameter.high
        inputs[parameter.key] = values
    found = evaluate(graph, inputs, count, keep=[quantity])[quantity] if moved else np.empty(0)
    return {p.key: (float(found[2 * i]), float(found[2 * i + 1])) for i, p in enumerate(moved)}
