"""A reading run to its end: the smallest set that holds the listed and everyone they catch."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sanctions.ownership.graph import OwnershipGraph
from sanctions.ownership.propagation.spread import fitting, record, shrink, spread
from sanctions.ownership.reading import ALL_PCT, HALF_PCT, Bound, Reading
from sanctions.ownership.stakes import Interest


@dataclass(frozen=True, eq=False)
class Arrays:
    """What the worklist runs on: stakes by owner, the slot and the weight of each, limits by limb."""

    starts: NDArray[np.int64]
    slots: NDArray[Any]
    weights: NDArray[Any]
    limits: NDArray[Any]
    joint_parties: tuple[NDArray[np.int64], ...] = ()

    @property
    def entities(self) -> int:
        """Number of entities, joint arrangements included."""
        return len(self.starts) - 1

    @property
    def limbs(self) -> int:
        """Number of limbs."""
        return len(self.limits)

    def blank_totals(self) -> NDArray[Any]:
        """Return totals of zero for every slot."""
        return np.zeros(self.entities * self.limbs, dtype=self.weights.dtype)


@dataclass(frozen=True, eq=False)
class Reached:
    """Whom a reading catches.

    Parameters
    ----------
    arrays : Arrays
        What it ran on.
    limb_of : int8 array of shape (entities,)
        Position of the limb that caught; -1 for nobody, -2 for the listed themselves.
    totals : array
        Totals by slot, for a pooled reading; greatest total on the first limb per entity otherwise.
    ranks : int32 array
        Order in which entities were caught, -1 for none (pooled readings).
    person : int32 array
        Who catches, or has the greatest total (readings person by person).
    """

    arrays: Arrays
    limb_of: NDArray[np.int8]
    totals: NDArray[Any]
    ranks: NDArray[np.int32]
    person: NDArray[np.int32] = field(default_factory=lambda: np.empty(0, dtype=np.int32))


SEED = -2
NOBODY = -1


def prepare(graph: OwnershipGraph, reading: Reading, bound: Bound, open_links: bool = True) -> Arrays:
    """Return the arrays of a reading; nothing is copied where every stake counts in full.

    Open links add to the first limb, at the upper end of the bands and only where `open_links` says so.
    """
    limb_of_interest = np.full(len(Interest), NOBODY, dtype=np.int8)
    for number, limb in enumerate(reading.limbs):
        limb_of_interest[list(limb.interests)] = number
    if open_links and reading.limbs:
        limb_of_interest[Interest.OPEN] = 0
    whole = graph.low if bound is Bound.LOW else graph.high
    weights = whole
    limb_of_stake = limb_of_interest[graph.interest] if graph.interest.strides[0] else None
    if limb_of_stake is not None and (limb_of_stake < 0).any():
        weights = np.where(limb_of_stake < 0, 0, weights)
    if reading.in_effect is not None:
        weights = np.where(reading.in_effect, weights, 0)
    if bound is Bound.LOW:
        for rows in graph.repeats(reading.in_effect):
            weights = weights.copy() if weights is whole else weights
            smaller = np.delete(rows, int(np.argmax(graph.low[rows])))
            weights[smaller] = 0
    slots: NDArray[Any] = graph.entity
    if len(reading.limbs) > 1:
        of_stake = 0 if limb_of_stake is None else np.maximum(limb_of_stake, 0)
        slots = graph.entity.astype(np.int64) * len(reading.limbs) + of_stake
    limits = [HALF_PCT * graph.units_per_pct + limb.strict for limb in reading.limbs]
    arrays = Arrays(graph.starts, slots, weights, np.array(limits, dtype=weights.dtype))
    return _with_joint_arrangements(graph, arrays) if reading.joint else arrays


def run(arrays: Arrays, seeds: NDArray[np.int64]) -> Reached:
    """Return whom the seeds catch together."""
    totals, ranks, order = _scratch(arrays)
    catch = fitting(spread, arrays.weights)
    filled = catch(arrays.starts, arrays.slots, arrays.weights, arrays.limits, seeds, totals, ranks, order)
    limb_of = np.full(arrays.entities, NOBODY, dtype=np.int8)
    caught = order[:filled]
    for limb in reversed(range(arrays.limbs)):
        over = totals[caught.astype(np.int64) * arrays.limbs + limb] >= arrays.limits[limb]
        limb_of[caught[over.astype(np.bool_)]] = limb
    limb_of[seeds] = SEED
    return Reached(arrays, limb_of, totals, ranks)


def run_each(arrays: Arrays, seeds: NDArray[np.int64], beside: NDArray[np.int64] | None = None) -> Reached:
    """Return whom the seeds catch, each standing alone.

    Parameters
    ----------
    arrays : Arrays
        What to run on.
    seeds : int array
        Numbers of the listed.
    beside : int array, optional
        Holders who may be whichever of the listed: they count with each.
    """
    totals, ranks, order = _scratch(arrays)
    person = np.full(arrays.entities, NOBODY, dtype=np.int32)
    largest_person = person.copy()
    limb_of = np.full(arrays.entities, NOBODY, dtype=np.int8)
    largest = np.zeros(arrays.entities, dtype=arrays.weights.dtype)
    catch, keep = fitting(spread, arrays.weights), fitting(record, arrays.weights)
    for one in _groups(arrays, seeds, beside):
        filled = catch(arrays.starts, arrays.slots, arrays.weights, arrays.limits, one, totals, ranks, order)
        keep(
            arrays.starts,
            arrays.slots,
            arrays.limits,
            totals,
            ranks,
            order,
            filled,
            person,
            limb_of,
            largest,
            largest_person,
        )
    limb_of[seeds] = SEED
    return Reached(arrays, limb_of, largest, ranks, np.where(person < 0, largest_person, person))


def _groups(
    arrays: Arrays, seeds: NDArray[np.int64], beside: NDArray[np.int64] | None
) -> list[NDArray[np.int64]]:
    """Return whom to start from, run by run; whoever holds nothing adds nothing to those beside."""
    if beside is None or not len(beside):
        return [seeds[position : position + 1] for position in range(len(seeds))]
    if not len(seeds):
        return []
    holds = arrays.starts[seeds + 1] > arrays.starts[seeds]
    return [beside, *(np.append(seed, beside) for seed in seeds[holds])]


def held_by_loops(arrays: Arrays, seeds: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return who would be caught if a loop of stakes could hold itself up once the listed reach it."""
    totals, ranks, order = _scratch(arrays)
    anything = np.ones_like(arrays.limits)
    everyone = fitting(spread, arrays.weights)
    everyone(arrays.starts, arrays.slots, arrays.weights, anything, seeds, totals, ranks, order)
    member = ranks >= 0
    listed = np.zeros(arrays.entities, dtype=np.bool_)
    listed[seeds] = True
    fall = fitting(shrink, arrays.weights)
    fall(arrays.starts, arrays.slots, arrays.weights, arrays.limits, listed, totals, member, order)
    return member


def _scratch(arrays: Arrays) -> tuple[NDArray[Any], NDArray[np.int32], NDArray[np.int32]]:
    ranks = np.full(arrays.entities, NOBODY, dtype=np.int32)
    return arrays.blank_totals(), ranks, np.empty(arrays.entities, dtype=np.int32)


def _with_joint_arrangements(graph: OwnershipGraph, arrays: Arrays) -> Arrays:
    """Return the arrays with each joint arrangement as a holder of its own, set off by any of its parties."""
    groups: dict[tuple[int, int], list[int]] = {}
    for stake in np.flatnonzero((graph.joint >= 0) & (arrays.weights != 0).astype(np.bool_)):
        groups.setdefault((int(graph.joint[stake]), int(arrays.slots[stake])), []).append(int(stake))
    groups = {key: rows for key, rows in groups.items() if len(set(graph.owner[rows].tolist())) > 1}
    if not groups:
        return arrays
    owners, slots, weights = graph.owner.tolist(), arrays.slots.tolist(), arrays.weights.tolist()
    parties = []
    for number, ((_, slot), rows) in enumerate(groups.items(), start=arrays.entities):
        parties.append(np.array(rows, dtype=np.int64))
        owners.append(number)
        slots.append(slot)
        weights.append(sum(weights[row] for row in rows))
        for row in rows:
            slots[row], weights[row] = number * arrays.limbs, ALL_PCT * graph.units_per_pct
    order = np.argsort(owners, kind="stable")
    starts = np.zeros(arrays.entities + len(groups) + 1, dtype=np.int64)
    np.cumsum(np.bincount(owners, minlength=arrays.entities + len(groups)), out=starts[1:])
    return Arrays(
        starts,
        np.array(slots, dtype=np.int64)[order],
        np.array(weights, dtype=arrays.weights.dtype)[order],
        arrays.limits,
        tuple(parties),
    )
