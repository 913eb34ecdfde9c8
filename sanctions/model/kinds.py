"""How much of each metric's spread comes from data, estimates, published studies and judgement."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sanctions.model.dag import Graph
from sanctions.model.draws import Draws
from sanctions.model.evaluate import evaluate
from sanctions.model.grammar import Array
from sanctions.model.metrics import BY_ID
from sanctions.parameters.parameters import Parameters
from sanctions.units import Kind

#: Draws of each half-sample; shares are read to a few percentage points, no finer.
SHARE_DRAWS = 4096
#: Of the order in which redrawn rows are paired with the base sample.
_ORDER_SEED = 1


def kind_shares(
    graph: Graph,
    inputs: Mapping[str, Array],
    parameters: Parameters,
    draws: Draws,
    metrics: Mapping[str, Array],
) -> dict[str, dict[Kind, float]]:
    """Return the share of each metric's variance by kind of evidence.

    Total-effect indices of the groups (Jansen's estimator: one group redrawn, the rest kept), divided by
    their sum so that interactions are shared out in proportion.

    The estimator asks for independent redraws, and the two halves of one Sobol sequence are not: each column
    of the second is a digital shift of the first. So the redrawn rows are taken in a random order.

    Parameters
    ----------
    graph : Graph
    inputs : mapping of str to array
        Inputs of the main run.
    parameters : Parameters
    draws : Draws
        Their first half gives the base sample, their second half the redrawn values.
    metrics : mapping of str to array
        Metrics that apply; those without spread are left out.

    Returns
    -------
    dict of str to dict of Kind to float
        Metric id -> shares adding to 1.
    """
    half = min(SHARE_DRAWS, len(draws.uniform) // 2)
    base = {k: value[:half] if value.ndim == 1 else value for k, value in inputs.items()}
    wanted = {id_: BY_ID[id_].quantity for id_ in metrics if id_ in BY_ID and BY_ID[id_].quantity is not None}
    keep = tuple(dict.fromkeys(name for name in wanted.values() if name is not None))
    reference = evaluate(graph, base, half, keep=keep)
    order = np.random.default_rng(_ORDER_SEED).permutation(half)
    moved: dict[Kind, dict[str, float]] = {}
    for kind in Kind:
        keys = [each.key for each in parameters.values if each.kind is kind]
        redrawn = {k: inputs[k][half + order] for k in keys}
        again = evaluate(graph, {**base, **redrawn}, half, keep=keep)
        moved[kind] = {name: float(np.mean((again[name] - reference[name]) ** 2)) for name in keep}
    shares = {}
    for id_, name in wanted.items():
        if name is None:
            continue
        whole = sum(moved[kind][name] for kind in Kind)
        if whole > 0 and np.ptp(metrics[id_]) > 0:
            shares[id_] = {kind: moved[kind][name] / whole for kind in Kind}
    return shares
