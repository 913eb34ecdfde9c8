"""The ownership graph: stakes as integer arrays in owner order, exact, with the dates they hold."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from sanctions.ownership.shares import WHOLE_PCT, Share
from sanctions.ownership.stakes import Interest, Stake, Transfer

Mask = NDArray[np.bool_]
Positions = NDArray[np.int64]

FIRST_DAY = 0
LAST_DAY = np.iinfo(np.int32).max
#: Totals stay below this, so that adding one more stake cannot wrap around.
LARGEST_TOTAL = 2**62


@dataclass(frozen=True, eq=False)
class OwnershipGraph:
    """Stakes in owner order (ties by entity, then interest).

    Shares are whole numbers of ``1 / units_per_pct`` percent, so that sums are exact; an open end is one
    unit inside the band, and `units_per_pct` is large enough that those units never add up to a step.

    Parameters
    ----------
    names : sequence of str
        Name of every entity; its position is its number in all arrays.
    starts : array of shape (entities + 1,)
        Where each owner's stakes begin.
    owner, entity : int32 arrays of shape (stakes,)
        Holder and held.
    low, high : arrays of shape (stakes,)
        Ends of each share in units; the same array when every share is exact. int64, or Python integers
        where 64 bits are too few.
    units_per_pct : int
        Units in one percent.
    step : int
        Units between two shares that can differ; open ends sit one unit off a multiple of it.
    interest, transfer : int8 arrays
        Codes of `Interest` and `Transfer`.
    joint : int32 array
        Number of the joint arrangement in `joint_labels`, -1 for none.
    valid_from, valid_to : int32 arrays
        First and last day as proleptic ordinals.
    joint_labels : tuple of str
        Labels of the arrangements.
    places : sequence of str
        Where each row stands in its file; empty when the reader keeps no lines.
    doubts : sequence of str
        Why each stake is in doubt; empty where none is.
    unnamed : int64 array
        Numbers of the owners of whom the source does not say who they are.
    """

    names: Sequence[str]
    starts: NDArray[np.int64]
    owner: NDArray[np.int32]
    entity: NDArray[np.int32]
    low: NDArray[Any]
    high: NDArray[Any]
    units_per_pct: int
    step: int
    interest: NDArray[np.int8]
    transfer: NDArray[np.int8]
    joint: NDArray[np.int32]
    valid_from: NDArray[np.int32]
    valid_to: NDArray[np.int32]
    joint_labels: tuple[str, ...] = ()
    places: Sequence[str] = ()
    doubts: Sequence[str] = ()
    unnamed: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, dtype=np.int64))

    @property
    def entities(self) -> int:
        """Number of entities."""
        return len(self.starts) - 1

    @property
    def stakes(self) -> int:
        """Number of stakes."""
        return len(self.owner)

    @cached_property
    def number_of(self) -> dict[str, int]:
        """Number of each entity by its name."""
        return {name: number for number, name in enumerate(self.names)}

    @cached_property
    def by_entity(self) -> tuple[NDArray[np.int64], Positions]:
        """Starts per held entity, and positions of the stakes held in it."""
        counts = np.bincount(self.entity, minlength=self.entities)
        return _starts_of(counts), np.argsort(self.entity, kind="stable")

    @cached_property
    def has_dates(self) -> bool:
        """Whether any stake says when it began or ended."""
        return self.stakes > 0 and bool(self.valid_from.max() > FIRST_DAY or self.valid_to.min() < LAST_DAY)

    @cached_property
    def has_loops(self) -> bool:
        """Whether any chain of stakes, of whatever date, leads back to where it began."""
        return self.loops(None)[0] < self.entities

    def loops(self, mask: Mask | None) -> tuple[int, NDArray[np.int32]]:
        """Return how many groups the stakes in `mask` join in loops, and the group of every entity.

        Open links are left out: two records that may be one are no loop.
        """
        counted = self.interest != Interest.OPEN
        counted = counted if mask is None else counted & mask
        owner, entity = self.owner[counted], self.entity[counted]
        shape = (self.entities, self.entities)
        links = coo_array((np.ones(len(owner), dtype=np.int8), (owner, entity)), shape=shape).tocsr()
        parts, part_of = connected_components(links, directed=True, connection="strong")
        return int(parts), part_of

    def holders(self, entity: int) -> Positions:
        """Return the positions of the stakes held in `entity`."""
        starts, positions = self.by_entity
        return positions[starts[entity] : starts[entity + 1]]

    def share(self, stake: int) -> Share:
        """Return one share as exact fractions."""
        low, high = int(self.low[stake]), int(self.high[stake])
        if low == high:
            return Share.exact(Fraction(low, self.units_per_pct))
        low_open, high_open = low % self.step != 0, high % self.step != 0
        return Share(
            Fraction(low - low_open, self.units_per_pct),
            Fraction(high + high_open, self.units_per_pct),
            low_open,
            high_open,
        )

    def stake(self, position: int) -> Stake:
        """Return one stake as a row."""
        first, last = int(self.valid_from[position]), int(self.valid_to[position])
        joint = int(self.joint[position])
        return Stake(
            owner=self.names[self.owner[position]],
            entity=self.names[self.entity[position]],
            share=self.share(position),
            interest=Interest(int(self.interest[position])),
            joint=self.joint_labels[joint] if joint >= 0 else "",
            transfer=Transfer(int(self.transfer[position])),
            valid_from=None if first == FIRST_DAY else dt.date.fromordinal(first),
            valid_to=None if last == LAST_DAY else dt.date.fromordinal(last),
            place=self.places[position] if self.places else "",
            doubt=self.doubts[position] if self.doubts else "",
            owner_unnamed=self.is_unnamed(int(self.owner[position])),
        )

    def is_unnamed(self, entity: int) -> bool:
        """Whether the source does not say who an entity is."""
        return entity in self._unnamed

    @cached_property
    def _unnamed(self) -> frozenset[int]:
        return frozenset(self.unnamed.tolist())

    def in_effect(self, as_of: dt.date) -> Mask | None:
        """Return which stakes hold on `as_of`; None when all do.

        A row ending on the day its successor begins gives way that day, so that "to 11 April, from
        11 April" and "to 10 April, from 11 April" mean the same.
        """
        if not self.has_dates:
            return None
        day = as_of.toordinal()
        mask = (self.valid_from <= day) & (self.valid_to >= day)
        ending = np.flatnonzero(mask & (self.valid_to == day) & (self.valid_from < day))
        for stake in ending:
            near = np.arange(self.starts[self.owner[stake]], self.starts[self.owner[stake] + 1])
            same = (self.entity[near] == self.entity[stake]) & (self.interest[near] == self.interest[stake])
            if (same & (self.valid_from[near] == day)).any():
                mask[stake] = False
        return None if mask.all() else mask

    def repeats(self, mask: Mask | None) -> list[Positions]:
        """Return the groups of two or more rows of one owner, entity and interest that hold together."""
        if mask is None:
            return self._repeats_of_all
        return self._repeats_among(np.flatnonzero(mask)) if self._repeats_of_all else []

    @cached_property
    def _repeats_of_all(self) -> list[Positions]:
        return self._repeats_among(np.arange(self.stakes))

    def _repeats_among(self, kept: Positions) -> list[Positions]:
        same = self._same_as_previous(kept)
        ends = np.flatnonzero(same & ~np.append(same[1:], False))
        starts = np.flatnonzero(~same & np.append(same[1:], False))
        return [kept[start : end + 1] for start, end in zip(starts, ends, strict=True)]

    def _same_as_previous(self, kept: Positions) -> Mask:
        same = np.zeros(len(kept), dtype=np.bool_)
        same[1:] = (
            (self.owner[kept[1:]] == self.owner[kept[:-1]])
            & (self.entity[kept[1:]] == self.entity[kept[:-1]])
            & (self.interest[kept[1:]] == self.interest[kept[:-1]])
        )
        return same

    def with_entities(self, names: Iterable[str]) -> OwnershipGraph:
        """Return the same graph with further entities that hold and are held by nobody."""
        added = sorted(set(names) - self.number_of.keys())
        if not added:
            return self
        starts = np.concatenate([self.starts, np.full(len(added), self.starts[-1])])
        return replace(self, names=[*self.names, *added], starts=starts)


def build_graph(stakes: Iterable[Stake]) -> OwnershipGraph:
    """Return the graph of `stakes`, whatever their order.

    Entities are numbered in alphabetical order, so that the order of rows changes nothing.
    """
    rows = sorted(stakes, key=_row_order)
    names = sorted({row.owner for row in rows} | {row.entity for row in rows})
    number_of = {name: number for number, name in enumerate(names)}
    owner = np.array([number_of[row.owner] for row in rows], dtype=np.int32)
    entity = np.array([number_of[row.entity] for row in rows], dtype=np.int32)
    labels = tuple(sorted({row.joint for row in rows if row.joint}))
    joint_of = {label: number for number, label in enumerate(labels)}
    unnamed = sorted({number_of[row.owner] for row in rows if row.owner_unnamed})
    low, high, units_per_pct, step = _scaled([row.share for row in rows], entity)
    return OwnershipGraph(
        names=names,
        starts=_starts_of(np.bincount(owner, minlength=len(names))),
        owner=owner,
        entity=entity,
        low=low,
        high=high,
        units_per_pct=units_per_pct,
        step=step,
        interest=np.array([row.interest for row in rows], dtype=np.int8),
        transfer=np.array([row.transfer for row in rows], dtype=np.int8),
        joint=np.array([joint_of.get(row.joint, -1) for row in rows], dtype=np.int32),
        valid_from=_days([row.valid_from for row in rows], FIRST_DAY),
        valid_to=_days([row.valid_to for row in rows], LAST_DAY),
        joint_labels=labels,
        places=tuple(row.place for row in rows),
        doubts=tuple(row.doubt for row in rows) if any(row.doubt for row in rows) else (),
        unnamed=np.array(unnamed, dtype=np.int64),
    )


def graph_from_arrays(
    names: Sequence[str],
    owner: NDArray[np.int32],
    entity: NDArray[np.int32],
    units: NDArray[np.int64],
    units_per_pct: int,
) -> OwnershipGraph:
    """Return the graph of exact shares in stock, without dates: the way in for very large tables.

    Parameters
    ----------
    names : sequence of str
        Entity names by number.
    owner, entity : int32 arrays of shape (stakes,)
        Holder and held, in any order.
    units : int64 array of shape (stakes,)
        Shares in ``1 / units_per_pct`` percent.
    units_per_pct : int
        Units in one percent.
    """
    order = np.argsort(owner.astype(np.int64) * len(names) + entity, kind="stable")
    owner, entity, units = owner[order], entity[order], units[order]
    stakes = len(owner)

    def same(value: int, dtype: type) -> NDArray[Any]:
        return np.broadcast_to(np.array(value, dtype=dtype), (stakes,))

    return OwnershipGraph(
        names=names,
        starts=_starts_of(np.bincount(owner, minlength=len(names))),
        owner=owner,
        entity=entity,
        low=units,
        high=units,
        units_per_pct=units_per_pct,
        step=1,
        interest=same(Interest.SHARES, np.int8),
        transfer=same(0, np.int8),
        joint=same(-1, np.int32),
        valid_from=same(FIRST_DAY, np.int32),
        valid_to=same(int(LAST_DAY), np.int32),
    )


def _row_order(row: Stake) -> tuple[Any, ...]:
    share = row.share
    return (
        row.owner,
        row.entity,
        row.interest,
        row.valid_from or dt.date.min,
        row.valid_to or dt.date.max,
        share.low_pct,
        share.high_pct,
        row.joint,
        row.transfer,
        row.place,
        row.doubt,
    )


def _starts_of(counts: NDArray[Any]) -> NDArray[np.int64]:
    starts = np.zeros(len(counts) + 1, dtype=np.int64)
    np.cumsum(counts, out=starts[1:])
    return starts


def _days(dates: list[dt.date | None], missing: Any) -> NDArray[np.int32]:
    return np.array([missing if date is None else date.toordinal() for date in dates], dtype=np.int32)


def _scaled(shares: list[Share], entity: NDArray[np.int32]) -> tuple[NDArray[Any], NDArray[Any], int, int]:
    scale = math.lcm(*{end.denominator for share in shares for end in (share.low_pct, share.high_pct)})
    most_holders = int(np.bincount(entity).max(initial=0))
    step = most_holders + 1 if any(share.low_open or share.high_open for share in shares) else 1
    units_per_pct = scale * step
    low = [int(share.low_pct * units_per_pct) + share.low_open for share in shares]
    high = [int(share.high_pct * units_per_pct) - share.high_open for share in shares]
    largest = max([*high, int(WHOLE_PCT) * units_per_pct]) * (most_holders + 1)
    dtype: Any = np.int64 if largest < LARGEST_TOTAL else object
    low_array = np.array(low, dtype=dtype)
    return low_array, low_array if low == high else np.array(high, dtype=dtype), units_per_pct, step
