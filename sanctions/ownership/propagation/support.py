"""What holds a verdict up: the stakes that count in one entity, their sum, and the chain above them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from sanctions.ownership.graph import OwnershipGraph
from sanctions.ownership.reading import HALF_PCT, Bound, Limb, Reading
from sanctions.ownership.stakes import Interest

#: A chain is followed up until it has more stakes than this.
MOST_STAKES = 60


@dataclass(frozen=True, slots=True)
class Held:
    """The stakes that count on one limb in one entity.

    Parameters
    ----------
    limb : Limb
        Which limb.
    stakes : tuple of int
        Positions in the graph.
    low_pct, high_pct : fractions.Fraction
        Their sum at both ends, percent.
    joint : bool
        Whether a party to a joint arrangement who is not caught counts too.
    """

    limb: Limb
    stakes: tuple[int, ...]
    low_pct: Fraction
    high_pct: Fraction
    joint: bool


@dataclass(frozen=True, eq=False)
class Support:
    """A reading run to its end, asked what it rests on; what was worked out for one entity serves all.

    Parameters
    ----------
    graph : OwnershipGraph
        The stakes.
    reading : Reading
        Which of them count.
    bound : Bound
        Which end of the bands was assumed.
    ranks : int32 array
        Order in which entities were caught; -1 for those who were not.
    """

    graph: OwnershipGraph
    reading: Reading
    bound: Bound
    ranks: NDArray[np.int32]
    _held: dict[tuple[int, str], Held] = field(default_factory=dict, init=False)
    _seeds: set[int] = field(default_factory=set, init=False)

    def __post_init__(self) -> None:
        """Keep the listed in a set."""
        self._seeds.update(self.reading.seeds.tolist())

    @property
    def is_personal(self) -> bool:
        """Whether the reading follows one listed person alone."""
        return not self.reading.pooled

    def held(self, entity: int, limb: Limb) -> Held:
        """Return what caught holders have in an entity; several rows of one holder are a band."""
        key = (entity, limb.name)
        if key not in self._held:
            self._held[key] = self._add_up(entity, limb)
        return self._held[key]

    def _add_up(self, entity: int, limb: Limb) -> Held:
        parties = self._joint_labels(entity, limb) if self.reading.joint else set()
        rows: dict[int, list[int]] = {}
        joint = False
        for stake in self._counting(entity, limb):
            owner = int(self.graph.owner[stake])
            if self.ranks[owner] < 0 and int(self.graph.joint[stake]) not in parties:
                continue
            joint = joint or self.ranks[owner] < 0
            key = owner * len(Interest) + int(self.graph.interest[stake])
            rows.setdefault(key, []).append(stake)
        share = self.graph.share
        low = sum((max(share(row).low_pct for row in same) for same in rows.values()), Fraction(0))
        high = sum((share(row).high_pct for same in rows.values() for row in same), Fraction(0))
        return Held(limb, tuple(row for same in rows.values() for row in same), low, high, joint)

    def deciding(self, entity: int) -> Held:
        """Return the first limb that catches an entity; the first of all where none does."""
        for limb in self.reading.limbs:
            each = self.held(entity, limb)
            total = each.low_pct if self.bound is Bound.LOW else each.high_pct
            if each.stakes and (total > HALF_PCT or (total == HALF_PCT and not each.limb.strict)):
                return each
        return self.held(entity, self.reading.limbs[0])

    def chain(self, entity: int, held: Held) -> tuple[list[int], bool]:
        """Return the stakes a verdict rests on, those of the listed first, and whether more lie above."""
        seen = {entity}
        levels, level = [list(held.stakes)], [held]
        while level and sum(map(len, levels)) <= MOST_STAKES:
            above = []
            for stake in (stake for each in level for stake in each.stakes):
                owner = int(self.graph.owner[stake])
                if owner not in seen and owner not in self._seeds and self.ranks[owner] >= 0:
                    seen.add(owner)
                    above.append(self.deciding(owner))
            levels.append([stake for each in above for stake in each.stakes])
            level = above
        stakes = list(dict.fromkeys(stake for stakes in reversed(levels) for stake in stakes))
        return stakes[-MOST_STAKES:], bool(level) or len(stakes) > MOST_STAKES

    def _counting(self, entity: int, limb: Limb) -> Iterator[int]:
        mask = self.reading.in_effect
        kinds = {*limb.interests, *([Interest.OPEN] if limb is self.reading.limbs[0] else [])}
        for stake in self.graph.holders(entity).tolist():
            if (mask is None or mask[stake]) and self.graph.interest[stake] in kinds:
                yield stake

    def _joint_labels(self, entity: int, limb: Limb) -> set[int]:
        own = (row for row in self._counting(entity, limb) if self.ranks[self.graph.owner[row]] >= 0)
        return {int(self.graph.joint[row]) for row in own} - {-1}


def stake_line(graph: OwnershipGraph, position: int) -> str:
    """Return one stake in words, "X -> A 50", with its kind where it is not shares."""
    stake = graph.stake(position)
    words = [f"{stake.owner} -> {stake.entity}"]
    if stake.interest is Interest.CONTROL:
        words.append("controls" if stake.share.is_exact else "may control")
    elif stake.interest is Interest.OPEN:
        words.append(f"may hold up to {stake.share.text.rpartition(' ')[2].rstrip(']')}")
    else:
        words.append(stake.share.text)
        words += [stake.interest.label] if stake.interest is not Interest.SHARES else []
    words += [f"(joint arrangement {stake.joint})"] if stake.joint else []
    words += [f"({stake.doubt})"] if stake.doubt else []
    return " ".join(words)
