"""What is odd about an ownership table on a day: repeated rows, sums over 100 %, loops, twin spellings."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from sanctions.ownership.graph import Mask, OwnershipGraph
from sanctions.ownership.shares import WHOLE_PCT, decimal_text
from sanctions.ownership.stakes import Interest, Transfer

MOST_NAMED = 12


@dataclass(frozen=True, slots=True, order=True)
class RegisterFinding:
    """One oddity; the figures are used as they stand, nothing is rescaled.

    Parameters
    ----------
    kind : str
        duplicate_stake, over_100_pct, circular_holding, similar_names or unexplained_transfer.
    entity : str
        Whom it concerns.
    message : str
        In words, with the places of the rows.
    """

    kind: str
    entity: str
    message: str


def findings_on(graph: OwnershipGraph, as_of: dt.date) -> list[RegisterFinding]:
    """Return everything odd about the stakes of one day, by kind and entity.

    Parameters
    ----------
    graph : OwnershipGraph
        All stakes, of all dates.
    as_of : datetime.date
        The day.
    """
    mask = graph.in_effect(as_of)
    found = [*_repeats(graph, mask), *_over_whole(graph, mask), *_loops(graph, mask), *_twins(graph)]
    found += _unexplained_transfers(graph, mask)
    return sorted(found)


def _repeats(graph: OwnershipGraph, mask: Mask | None) -> list[RegisterFinding]:
    found = []
    for rows in graph.repeats(mask):
        first = graph.stake(int(rows[0]))
        shares = " and ".join(graph.share(int(row)).text for row in rows)
        places = ", ".join(filter(None, (graph.stake(int(row)).place for row in rows)))
        where = f" ({places})" if places else ""
        message = (
            f"{first.owner} -> {first.entity}: {len(rows)} rows of {first.interest.label}, {shares}{where}; "
            "read as at least the largest and at most their sum"
        )
        found.append(RegisterFinding("duplicate_stake", first.entity, message))
    return found


def _over_whole(graph: OwnershipGraph, mask: Mask | None) -> list[RegisterFinding]:
    counted = np.ones(graph.stakes, dtype=np.bool_) if mask is None else mask
    found = []
    for interest in (kind for kind in Interest if kind not in (Interest.CONTROL, Interest.OPEN)):
        rows = np.flatnonzero(counted & (graph.interest == interest))
        totals = np.zeros(graph.entities, dtype=graph.low.dtype)
        np.add.at(totals, graph.entity[rows], graph.low[rows])
        limit = int(WHOLE_PCT) * graph.units_per_pct + graph.step
        for entity in np.flatnonzero((totals >= limit).astype(np.bool_)).tolist():
            total = decimal_text(Fraction(int(totals[entity]), graph.units_per_pct))
            name = graph.names[entity]
            message = f"{name}: {interest.label} held by all owners add up to {total} %; used as given"
            found.append(RegisterFinding("over_100_pct", name, message))
    return found


def _loops(graph: OwnershipGraph, mask: Mask | None) -> list[RegisterFinding]:
    _, part_of = graph.loops(mask)
    sizes = np.bincount(part_of, minlength=1)
    found = []
    for part in np.flatnonzero(sizes > 1).tolist():
        names = sorted(graph.names[number] for number in np.flatnonzero(part_of == part).tolist())
        more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
        shown = ", ".join(names[:MOST_NAMED]) + more
        found.append(RegisterFinding("circular_holding", names[0], f"stakes form a loop among {shown}"))
    return found


def _unexplained_transfers(graph: OwnershipGraph, mask: Mask | None) -> list[RegisterFinding]:
    """Return stakes said to come of a doubtful transfer while the table has nothing that ended in it."""
    doubtful = (graph.transfer == Transfer.US_NEXUS) | (graph.transfer == Transfer.UNKNOWN)
    found = []
    for position in np.flatnonzero(doubtful if mask is None else doubtful & mask).tolist():
        stake, held = graph.stake(position), graph.holders(int(graph.entity[position]))
        if stake.valid_to is None and not (graph.valid_to[held] < graph.valid_from[position] + 1).any():
            message = (
                f"{stake.owner} -> {stake.entity}: transfer {stake.transfer.label}, but no stake in the "
                "table ended in it; whose it was and whether it still counts cannot be told"
            )
            found.append(RegisterFinding("unexplained_transfer", stake.entity, message))
    return found


def _twins(graph: OwnershipGraph) -> list[RegisterFinding]:
    folded: dict[str, list[str]] = {}
    for name in graph.names:
        folded.setdefault("".join(filter(str.isalnum, name.casefold())), []).append(name)
    return [
        RegisterFinding(
            "similar_names", names[0], f"read as different entities: {', '.join(map(repr, names))}"
        )
        for names in folded.values()
        if len(names) > 1
    ]
