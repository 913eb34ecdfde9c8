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
    wanted = tuple(keep) if keep is not None else tuple(k for o in graph.outputs for k in graph.keys_of(o))
    years = next((value.shape[0] for value in inputs.values() if value.ndim == 2), 1)
    by_year = {node.key: node.by_year for node in graph.nodes}
    results = {k: np.empty((years, draws) if by_year[k] else (draws,)) for k in wanted}
    spent = _last_readers(graph, frozenset(wanted))
    with np.errstate(all="ignore"):
        for start in range(0, draws, block):
            part = slice(start, min(start + block, draws))
            values = {k: _slice(inputs[k], part) for k in graph.input_keys}
            for node, names in zip(graph.nodes, spent, strict=True):
                values[node.key] = _run(node, values)
                for name in names:
                    del values[name]
            for k, result in results.items():
                result[..., part] = values[k]
    for k, result in results.items():
        # A sum is finite unless a term is not, or huge terms overflow: only then is a closer look worth it.
        if not np.isfinite(np.sum(result)) and not np.isfinite(result).all():
            raise NotFiniteError(f"{k} is not a finite number in {int((~np.isfinite(result)).sum())} places")
    return results


def _slice(value: Array, part: slice) -> Array:
    """Return the draws of one block; what does not vary by draw is passed whole."""
    return value[part] if value.ndim == 1 else value


def _last_readers(graph: Graph, kept: frozenset[str]) -> list[list[str]]:
    """Return for each node what nobody reads after it, so that its memory can be used again at once."""
    last: dict[str, int] = {}
    for place, node in enumerate(graph.nodes):
        last[node.key] = place
        for argument in node.arguments:
            for _, name in argument.keys:
                last[name] = place
    spent: list[list[str]] = [[] for _ in graph.nodes]
    for name, place in last.items():
        if name not in kept:
            spent[place].append(name)
    return spent


def _run(node: Node, values: Mapping[str, Array]) -> Array:
    return node.equation.function(
        *[
            {member: values[k] for member, k in argument.keys}
            if argument.by_member
            else values[argument.only]
            for argument in node.arguments
        ]
    )
