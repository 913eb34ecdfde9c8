"""Time the screening of many names against a full list, beside rapidfuzz's own cdist on the same data.

    PYTHONPATH=. python benchmarks/screening.py LIST [NAMES]

LIST is a publisher's list file; NAMES (default 100,000) names are made from it: names of the list written
otherwise and crossed into names of nobody. Both sides are timed in one run on the same processors:

- ours: `screen`, from names as given to leads with reasons (normalising included);
- the peer: the same names, normalised by the same function and made distinct beforehand, through
  `rapidfuzz.process.cdist` with `fuzz.token_sort_ratio`, the scorer that disregards word order, in blocks
  of 1,024 with the same cutoff and all processors. It gives numbers only: no shared words, no reasons.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator

import numpy as np
from rapidfuzz import fuzz, process
from screening_sample import listed_otherwise, near_misses

from sanctions.lists.read import read_list
from sanctions.lists.types import EntityList
from sanctions.screening.against_list import DEFAULT_THRESHOLD, listed_names, screen
from sanctions.screening.leads import NameQuery
from sanctions.screening.names import name_key

NAMES_AT_ONCE = 1024


def made_names(entities: EntityList, number: int) -> list[str]:
    """Return names, about half of them of listed entities written otherwise, half of nobody."""

    def names() -> Iterator[str]:
        seed = 0
        while True:
            seed += 1
            yield from (item.name for item in listed_otherwise(entities.entities, {}, seed))
            yield from (
                item.name for item in near_misses(entities.entities, seed, len(entities.entities) * 3)
            )

    found = names()
    made = [next(found) for _ in range(number)]
    random.Random(1).shuffle(made)
    return made


def main() -> None:
    entities = read_list(sys.argv[1])
    names = made_names(entities, int(sys.argv[2]) if len(sys.argv) > 2 else 100_000)
    start = _clocks()
    found = screen([NameQuery(name, line) for line, name in enumerate(names)], entities)
    ours = _clocks() - start

    searched = list({" ".join(name_key(name).folded) for name in names})
    listed = list({" ".join(name.key.folded) for name in listed_names(entities)})
    start = _clocks()
    pairs = 0
    for place in range(0, len(searched), NAMES_AT_ONCE):
        scores = process.cdist(
            searched[place : place + NAMES_AT_ONCE],
            listed,
            scorer=fuzz.token_sort_ratio,
            score_cutoff=100 * DEFAULT_THRESHOLD,
            dtype=np.uint8,
            workers=-1,
        )
        pairs += int(np.count_nonzero(scores))
    peer = _clocks() - start
    print(f"{len(names):,} names ({len(searched):,} distinct), {len(listed):,} distinct names on the list")
    print(f"screen, with reasons: {ours[0]:.1f} s, processors {ours[1]:.1f} s, {len(found.leads):,} leads")
    print(f"cdist, scores only: {peer[0]:.1f} s, processors {peer[1]:.1f} s, {pairs:,} pairs")
    clock, processors = ours / peer
    print(f"ratio screen / cdist: {clock:.2f} by the clock, {processors:.2f} by processor time")


def _clocks() -> np.ndarray:
    """Return the clock, and the time all processors have spent on this program (steady on a busy machine)."""
    return np.array([time.perf_counter(), time.process_time()])


if __name__ == "__main__":
    main()
