"""One way of reading the law and the facts: who is listed, what adds up, and by which limb it catches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from sanctions.ownership.graph import Mask
from sanctions.ownership.stakes import Interest
from sanctions.ownership.verdicts import Basis, VerdictStatus

HALF_PCT = 50
ALL_PCT = 100


class Bound(StrEnum):
    """Which end of every band is assumed."""

    LOW = "low"
    HIGH = "high"


@dataclass(frozen=True)
class Limb:
    """One way of being caught.

    Parameters
    ----------
    name : str
        Word for it in verdicts.
    interests : frozenset of Interest
        The stakes that add up in it.
    strict : bool
        More than half is needed, rather than half or more.
    status : VerdictStatus
        What an entity caught by it is.
    basis : Basis
        What it rests on.
    """

    name: str
    interests: frozenset[Interest]
    strict: bool
    status: VerdictStatus
    basis: Basis


@dataclass(frozen=True, eq=False)
class Reading:
    """A set of listed persons, the limbs they catch by and the stakes that count.

    Parameters
    ----------
    limbs : tuple of Limb
        In order of precedence; the first one's total is the share shown.
    seeds : int array
        Numbers of the listed.
    settled : bool
        Whether the law is confirmed; otherwise whoever only this reading catches is unsettled.
    why : str
        What is open, for a reading that is not settled.
    directive : str
        The directive whose limits pass on.
    pooled : bool
        Whether the holdings of several listed persons add up; otherwise each stands alone.
    joint : bool
        Whether parties to a joint arrangement each hold what all hold.
    in_effect : bool array or None
        Stakes that count; None for all.
    alone : tuple of int arrays
        Whoever is caught through one of these groups by itself is none of this reading's business.
    """

    limbs: tuple[Limb, ...]
    seeds: NDArray[np.int64]
    settled: bool = True
    why: str = ""
    directive: str = ""
    pooled: bool = True
    joint: bool = False
    in_effect: Mask | None = None
    alone: tuple[NDArray[np.int64], ...] = ()


def together(readings: Sequence[Reading]) -> Reading:
    """Return the widest of several open readings: all their listed, limbs, stakes and ways of adding up."""
    limbs: dict[str, Limb] = {}
    for limb in (limb for reading in readings for limb in reading.limbs):
        known = limbs.setdefault(limb.name, limb)
        limbs[limb.name] = replace(known, interests=known.interests | limb.interests)
    masks = [reading.in_effect for reading in readings]
    return Reading(
        limbs=tuple(limbs.values()),
        seeds=np.unique(np.concatenate([reading.seeds for reading in readings])),
        settled=False,
        why="several open points together",
        pooled=any(reading.pooled for reading in readings),
        joint=any(reading.joint for reading in readings),
        in_effect=None if any(mask is None for mask in masks) else np.logical_or.reduce(masks),  # type: ignore[arg-type]
        alone=tuple(group for reading in readings for group in reading.alone),
    )
