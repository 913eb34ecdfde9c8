"""Stakes held through others: said already by a chain of direct ones, or open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sanctions.ownership.readers.register import ANYTHING
from sanctions.ownership.stakes import Interest, Stake
from sanctions.periods import days_after

#: Stakes looked at above one entity; a chain further away is taken as none.
MOST_STEPS = 1_000
NO_CHAIN = "held indirectly, and the file has no chain of known stakes for it"


def without_chain(indirect: Iterable[Stake], direct: Sequence[Stake]) -> tuple[list[Stake], int]:
    """Return as open what no chain of direct stakes says already, and how many such stakes a chain says.

    A chain passes through somebody else, by stakes whose kind and size are known; where it ends before the
    indirect stake does, the rest of the time is open.

    Parameters
    ----------
    indirect : iterable of Stake
        Stakes held through others.
    direct : sequence of Stake
        All others.
    """
    held_in: dict[str, list[Stake]] = {}
    for stake in sorted(direct, key=lambda each: (each.owner, each.entity, each.place)):
        if not stake.doubt and not stake.owner_unnamed and stake.share.low_pct > 0:
            held_in.setdefault(stake.entity, []).append(stake)
    open_stakes, covered = [], 0
    for stake in indirect:
        chain = _chain(stake, held_in)
        if chain is None:
            open_stakes.append(_open(stake))
            continue
        covered += 1
        open_stakes += _left_over(stake, chain)
    return open_stakes, covered


def _chain(stake: Stake, held_in: dict[str, list[Stake]]) -> list[Stake] | None:
    """Return the stakes from the owner down to the entity, through at least one other; None for no chain."""
    below: dict[str, Stake | None] = {stake.entity: None}
    queue, steps = [stake.entity], 0
    for entity in queue:
        for held in held_in.get(entity, ()):
            steps += 1
            if steps > MOST_STEPS:
                return None
            if not _overlap(held, stake) or held.owner in below:
                continue
            if held.owner == stake.owner:
                if entity != stake.entity:
                    return [held, *_down(entity, below)]
                continue
            below[held.owner] = held
            queue.append(held.owner)
    return None


def _down(entity: str, below: dict[str, Stake | None]) -> list[Stake]:
    found = []
    while (held := below[entity]) is not None:
        found.append(held)
        entity = held.entity
    return found


def _overlap(one: Stake, other: Stake) -> bool:
    begins = one.valid_from is None or other.valid_to is None or one.valid_from <= other.valid_to
    return begins and (one.valid_to is None or other.valid_from is None or other.valid_from <= one.valid_to)


def _left_over(stake: Stake, chain: Sequence[Stake]) -> list[Stake]:
    """Return the time of an indirect stake before and after its chain; without a start, it starts with it."""
    first = max((each.valid_from for each in chain if each.valid_from), default=None)
    last = min((each.valid_to for each in chain if each.valid_to), default=None)
    found = []
    if first and stake.valid_from and stake.valid_from < first:
        found.append(replace(_open(stake), valid_to=_least(stake.valid_to, days_after(first, -1))))
    if last and (stake.valid_to is None or stake.valid_to > last):
        begins = days_after(last, 1)
        found.append(replace(_open(stake), valid_from=max(begins, stake.valid_from or begins)))
    return found


def _least(one: dt.date | None, other: dt.date) -> dt.date:
    return other if one is None else min(one, other)


def _open(stake: Stake) -> Stake:
    doubt = NO_CHAIN if not stake.doubt else f"{NO_CHAIN}; {stake.doubt}"
    return replace(stake, share=ANYTHING, interest=Interest.OPEN, doubt=doubt)
