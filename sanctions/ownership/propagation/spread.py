"""The worklist: who is reached from the listed, in one pass over integer arrays.

The three functions are plain Python, so that a small table needs no compiler and shares too fine for
64 bits run on Python integers; from `COMPILE_FROM_STAKES` stakes on numba compiles the same source.
A slot is ``entity * number of limbs + limb``: each way of being caught adds up on its own.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[Any]

#: Below this, compiling takes longer than running the plain function.
COMPILE_FROM_STAKES = 50_000


def spread(
    starts: Integers,
    slots: Integers,
    weights: Integers,
    limits: Integers,
    seeds: Integers,
    totals: Integers,
    ranks: Integers,
    order: Integers,
) -> int:
    """Fill `order` with the seeds and everyone caught through them; return how many there are.

    Parameters
    ----------
    starts : array of shape (entities + 1,)
        Where each owner's stakes begin.
    slots, weights : arrays of shape (stakes,)
        The slot a stake adds to, and what it adds; 0 for a stake that does not count.
    limits : array of shape (limbs,)
        The total at which a limb catches.
    seeds : array
        The entities to start from.
    totals, ranks, order : arrays
        Scratch space and result: totals of zeros, ranks of -1; `ranks` becomes the position in `order`.
    """
    limbs = limits.shape[0]
    filled = 0
    for seed in seeds:
        if ranks[seed] < 0:
            ranks[seed] = filled
            order[filled] = seed
            filled += 1
    head = 0
    while head < filled:
        owner = order[head]
        head += 1
        for stake in range(starts[owner], starts[owner + 1]):
            weight = weights[stake]
            if weight == 0:
                continue
            slot = slots[stake]
            total = totals[slot] + weight
            totals[slot] = total
            entity = slot // limbs
            if ranks[entity] < 0 and total >= limits[slot - entity * limbs]:
                ranks[entity] = filled
                order[filled] = entity
                filled += 1
    return filled


def record(
    starts: Integers,
    slots: Integers,
    limits: Integers,
    totals: Integers,
    ranks: Integers,
    order: Integers,
    filled: int,
    person: Integers,
    limb_of: Integers,
    largest: Integers,
    largest_person: Integers,
) -> None:
    """Keep the outcome of a `spread` from one person and wipe its traces, touching only what it touched.

    `person` and `limb_of` keep who catches each entity, by the first limb that does; `largest` and
    `largest_person` keep the greatest total on the first limb, caught or not.
    """
    limbs = limits.shape[0]
    seed = order[0]
    for position in range(1, filled):
        entity = order[position]
        for limb in range(limbs):
            if totals[entity * limbs + limb] >= limits[limb]:
                if person[entity] < 0 or limb < limb_of[entity]:
                    person[entity] = seed
                    limb_of[entity] = limb
                break
    for position in range(filled):
        owner = order[position]
        ranks[owner] = -1
        for stake in range(starts[owner], starts[owner + 1]):
            slot = slots[stake]
            entity = slot // limbs
            if slot == entity * limbs and totals[slot] > largest[entity]:
                largest[entity] = totals[slot]
                largest_person[entity] = seed
            totals[slot] = 0


def shrink(
    starts: Integers,
    slots: Integers,
    weights: Integers,
    limits: Integers,
    fixed: Integers,
    totals: Integers,
    member: Integers,
    order: Integers,
) -> int:
    """Take out of `member` everyone whose total falls short, until nobody more falls.

    What is left is the largest set that supports itself: together with `spread`, the smallest such
    set, it shows who is held only by a loop. `fixed` marks the entities that never fall; `totals` must
    hold what the members give. Returns how many fell.
    """
    limbs = limits.shape[0]
    filled = 0
    for entity in range(member.shape[0]):
        if member[entity] and not fixed[entity]:
            held = False
            for limb in range(limbs):
                held = held or totals[entity * limbs + limb] >= limits[limb]
            if not held:
                member[entity] = False
                order[filled] = entity
                filled += 1
    head = 0
    while head < filled:
        owner = order[head]
        head += 1
        for stake in range(starts[owner], starts[owner + 1]):
            slot = slots[stake]
            entity = slot // limbs
            totals[slot] -= weights[stake]
            if member[entity] and not fixed[entity]:
                held = False
                for limb in range(limbs):
                    held = held or totals[entity * limbs + limb] >= limits[limb]
                if not held:
                    member[entity] = False
                    order[filled] = entity
                    filled += 1
    return filled


@cache
def _compiled(function: Callable[..., Any]) -> Callable[..., Any]:
    import numba  # noqa: PLC0415  - half a second to import, and only large tables need it

    compiled: Callable[..., Any] = numba.njit(function)
    return compiled


def fitting(function: Callable[..., Any], weights: Integers) -> Callable[..., Any]:
    """Return `function` compiled where the table is large and its shares fit 64 bits, plain otherwise."""
    if weights.dtype == np.dtype(object) or weights.shape[0] < COMPILE_FROM_STAKES:
        return function
    return _compiled(function)
