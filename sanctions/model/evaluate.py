"""Numbers from equations: the graph run on arrays of years by draws, in blocks that fit the cache."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from sanctions.errors import SanctionsError
from sanctions.model.dag import Graph, Node
from sanctions.model.grammar import Array

#: Draws evaluated at once; about this size the intermediate arrays stay in cache.
BLOCK_DRAWS = 2048


class NotFiniteError(SanctionsError):
    """A result is not a finite number; the message names the quantity."""


def evaluate(
    graph: Graph,
    inputs: Mapping[str, Array],
    draws: int,
    *,
    keep: Iterable[str] | None = None,
    block: int = BLOCK_DRAWS,
) -> dict[str, Array]:
    """Run the graph.

    Parameters
    ----------
    graph : Graph
    inputs : mapping of str to array
        Every input key; shape ``(draws,)`` for a parameter, ``(years, 1)`` for a path that is the same in
        every draw, ``()`` for one number.
    draws : int
        Number of draws.
    keep : iterable of str, optional
        Keys to return; by default the instances of the graph's outputs.
    block : int, optional
        Draws evaluated at once.

    Returns
    -------
    dict of str to array
        ``(draws,)`` or ``(years, draws)`` for each key kept.

    Raises
    ------
    NotFiniteError
        A kept result holds NaN or infinity.
    """
    wanted = (
        tuple(keep) if keep is not None else tuple(k for name in graph.outputs for k in graph.keys_of(name))
    )
    years = next((value.shape[0] for value in inputs.values() if value.ndim == 2), 1)
    shapes = {node.key: (years, draws) if node.by_year else (draws,) for node in graph.nodes}
    results = {k: np.empty(shapes[k]) for k in wanted}
    with np.errstate(all="ignore"):
        for start in range(0, draws, block):
            stop = min(start + block, draws)
            values = {k: _slice(inputs[k], start, stop) for k in graph.input_keys}
            for node in graph.nodes:
                values[node.key] = _run(node, values)
            for k, result in results.items():
                result[..., start:stop] = values[k]
    for k, result in results.items():
        if not np.isfinite(result).all():
            raise NotFiniteError(f"{k} is not a finite number in {int((~np.isfinite(result)).sum())} places")
    return results


def _slice(value: Array, start: int, stop: int) -> Array:
    """Return the draws of one block; what does not vary by draw is passed whole."""
    return value[start:stop] if value.ndim == 1 else value


def _run(node: Node, values: Mapping[str, Array]) -> Array:
    arguments = (
        {member: values[k] for member, k in argument.keys} if argument.by_member else values[argument.only]
        for argument in node.arguments
    )
    return node.equation.function(*arguments)
