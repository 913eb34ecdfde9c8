"""One rule run over one graph: who is caught, by which limb, and what stays open."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sanctions.ownership.graph import Mask, OwnershipGraph
from sanctions.ownership.propagation.fixed_point import Reached, held_by_loops, prepare, run, run_each
from sanctions.ownership.reading import Bound, Reading, together
from sanctions.ownership.rules.rule import Rule
from sanctions.ownership.situation import Situation
from sanctions.ownership.verdicts import VerdictStatus

#: Position of each status in `Expansion.statuses`.
STATUSES = tuple(VerdictStatus)
_CODE = {status: np.int8(code) for code, status in enumerate(STATUSES)}


@dataclass(frozen=True, eq=False)
class PropagationOutcome:
    """One reading at one end of the bands, and whom it catches.

    Parameters
    ----------
    reading : Reading
        What was assumed.
    bound : Bound
        Which end of every band.
    reached : Reached
        The fixed point.
    caught : bool array of shape (entities,)
        Whoever this outcome decides about, the listed and the excused left out.
    beside : int array
        Holders nobody names, who may be any of the listed.
    """

    reading: Reading
    bound: Bound
    reached: Reached
    caught: Mask
    beside: NDArray[np.int64]

    @property
    def is_certain(self) -> bool:
        """Whether neither the facts nor the law leave anything open."""
        return self.reading.settled and self.bound is Bound.LOW


@dataclass(frozen=True, eq=False)
class Expansion:
    """A rule applied to a situation; verdicts are explained one by one, when asked for.

    Parameters
    ----------
    rule : Rule
        The rule.
    situation : Situation
        Graph, day and listings.
    outcomes : tuple of PropagationOutcome
        Certain ones first, then those that turn on facts, then those that turn on law.
    """

    rule: Rule
    situation: Situation
    outcomes: tuple[PropagationOutcome, ...]

    @property
    def graph(self) -> OwnershipGraph:
        """The stakes."""
        return self.situation.graph

    @property
    def as_of(self) -> dt.date:
        """The day."""
        return self.situation.as_of

    @cached_property
    def listed(self) -> NDArray[np.int64]:
        """Numbers of the entities that are listed for the rule."""
        return self.situation.seeds(self.rule.counts)

    @cached_property
    def statuses(self) -> NDArray[np.int8]:
        """Status of every entity, as its position in `STATUSES`."""
        codes = np.full(self.graph.entities, _CODE[VerdictStatus.NOT_COVERED])
        for outcome in reversed(self.outcomes):
            if outcome.is_certain:
                for number, limb in reversed(list(enumerate(outcome.reading.limbs))):
                    by_limb = outcome.reached.limb_of[: self.graph.entities] == number
                    codes[outcome.caught & by_limb] = _CODE[limb.status]
            else:
                codes[outcome.caught] = _CODE[
                    VerdictStatus.MAY if outcome.reading.settled else VerdictStatus.UNSETTLED
                ]
        for entity, status in self._limited.items():
            codes[entity] = _CODE[status]
        codes[self.listed] = _CODE[VerdictStatus.LISTED]
        return codes

    def status(self, entity: int) -> VerdictStatus:
        """Return the status of one entity."""
        return STATUSES[int(self.statuses[entity])]

    def deciding(self, entity: int) -> PropagationOutcome | None:
        """Return the outcome that decides about an entity; None where none catches it."""
        for outcome in self.outcomes:
            reaches = self.rule.reaches(self.situation, entity, outcome.reading.directive)
            if outcome.caught[entity] and reaches is not False:
                return outcome
        return None

    def count(self, status: VerdictStatus) -> int:
        """Return how many entities have a status."""
        return int((self.statuses == _CODE[status]).sum())

    @cached_property
    def in_loops(self) -> Mask:
        """Who is not caught, but would be if stakes held in a loop counted for the loop itself."""
        found = np.zeros(self.graph.entities, dtype=np.bool_)
        if not self.graph.has_loops:
            return found
        for outcome in self.outcomes:
            if outcome.reading.settled and outcome.bound is self._widest:
                arrays = prepare(self.graph, outcome.reading, outcome.bound, open_links=False)
                for seeds in _groups(outcome.reading):
                    found |= held_by_loops(arrays, seeds)[: self.graph.entities]
        # Whoever the same reading catches without any loop, at the same ends of the bands, needs none.
        for outcome in self.outcomes:
            if outcome.reading.settled:
                found &= ~outcome.caught
        found[self.listed] = False
        return found

    @property
    def _widest(self) -> Bound:
        bounds = {outcome.bound for outcome in self.outcomes if outcome.reading.settled}
        return Bound.HIGH if Bound.HIGH in bounds else Bound.LOW

    @cached_property
    def _limited(self) -> dict[int, VerdictStatus]:
        """Entities whose status turns on a fact about them, such as being a bank."""
        limited: dict[int, VerdictStatus] = {}
        if type(self.rule).reaches is Rule.reaches:
            return limited
        for outcome in self.outcomes:
            for entity in np.flatnonzero(outcome.caught).tolist():
                if entity not in limited:
                    limited[entity] = self._limited_status(entity)
        return limited

    def _limited_status(self, entity: int) -> VerdictStatus:
        found = [VerdictStatus.NOT_COVERED]
        for outcome in self.outcomes:
            if not outcome.caught[entity]:
                continue
            reaches = self.rule.reaches(self.situation, entity, outcome.reading.directive)
            if reaches and outcome.is_certain:
                found.append(outcome.reading.limbs[outcome.reached.limb_of[entity]].status)
            elif reaches is not False:
                found.append(VerdictStatus.MAY if outcome.reading.settled else VerdictStatus.UNSETTLED)
        return min(found, key=STATUSES.index)


def expand_situation(rule: Rule, situation: Situation) -> Expansion:
    """Return a rule run over a situation.

    Parameters
    ----------
    rule : Rule
        Which rule.
    situation : Situation
        Graph, day and listings.
    """
    readings = rule.readings(situation)
    settled = [reading for reading in readings if reading.settled]
    opened = [reading for reading in readings if not reading.settled]
    if len(opened) > 1:
        opened.append(together(opened))
    outcomes = [_outcome(situation, reading, Bound.LOW) for reading in settled]
    graph = situation.graph
    if graph.low is not graph.high or len(graph.unnamed) or graph.repeats(situation.in_effect):
        outcomes += [_outcome(situation, reading, Bound.HIGH) for reading in settled]
    outcomes += [_outcome(situation, reading, Bound.HIGH) for reading in opened]
    return Expansion(rule, situation, tuple(outcomes))


def _groups(reading: Reading) -> list[NDArray[np.int64]]:
    if reading.pooled:
        return [reading.seeds]
    return [reading.seeds[position : position + 1] for position in range(len(reading.seeds))]


def _outcome(situation: Situation, reading: Reading, bound: Bound) -> PropagationOutcome:
    arrays = prepare(situation.graph, reading, bound)
    beside = _beside(situation.graph, reading, bound)
    if reading.pooled:
        reached = run(arrays, np.concatenate([reading.seeds, beside]))
    else:
        reached = run_each(arrays, reading.seeds, beside)
    caught = reached.limb_of[: situation.graph.entities] >= 0
    for group in reading.alone:
        caught &= run(arrays, group).limb_of[: situation.graph.entities] < 0
    caught[beside] = True
    return PropagationOutcome(reading, bound, reached, caught, beside)


def _beside(graph: OwnershipGraph, reading: Reading, bound: Bound) -> NDArray[np.int64]:
    """Return the unnamed holders, who may be listed wherever anybody is and facts are taken widely."""
    if bound is Bound.LOW or not len(reading.seeds):
        return np.empty(0, dtype=np.int64)
    return np.setdiff1d(graph.unnamed, reading.seeds)
