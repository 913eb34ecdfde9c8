"""How fast the ownership engine is, against peers in the same run: `python benchmarks/ownership.py`.

Ten million stakes and five million entities are drawn with a fixed seed. The bare worklist is the least
code that gives the same set on the same arrays: one total per entity, one limit, no bands, no dates.
Needs duckdb and networkx beside the package; takes a few minutes and under 4 GB.
"""

from __future__ import annotations

import argparse
import datetime as dt
import resource
import tempfile
import time
from collections import deque
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import networkx as nx
import numba
import numpy as np
import pyarrow as pa
from pyarrow import csv as arrow_csv
from pyarrow import parquet

from sanctions.ownership.decision import decide
from sanctions.ownership.explain import Explainer
from sanctions.ownership.graph import OwnershipGraph, build_graph
from sanctions.ownership.listings import Listing
from sanctions.ownership.propagation.engine import expand
from sanctions.ownership.readers.read_bulk import read_bulk
from sanctions.ownership.shares import Share
from sanctions.ownership.stakes import Stake
from sanctions.ownership.verdicts import VerdictStatus

DAY = dt.date(2024, 8, 1)
SEED = 20240801
REPEATS = 3
LISTED = 2_000
MAJORITIES = 0.6
NETWORKX_STAKES = 100_000


@numba.njit
def bare_worklist(starts: Any, entity: Any, units: Any, limit: Any, seeds: Any) -> Any:
    member = np.zeros(starts.shape[0] - 1, dtype=np.bool_)
    totals = np.zeros(starts.shape[0] - 1, dtype=np.int64)
    queue = np.empty(starts.shape[0] - 1, dtype=np.int32)
    filled = 0
    for seed in seeds:
        member[seed] = True
        queue[filled] = seed
        filled += 1
    head = 0
    while head < filled:
        owner = queue[head]
        head += 1
        for stake in range(starts[owner], starts[owner + 1]):
            held = entity[stake]
            totals[held] += units[stake]
            if not member[held] and totals[held] >= limit:
                member[held] = True
                queue[filled] = held
                filled += 1
    return member


def made_up(stakes: int, entities: int) -> pa.Table:
    """Return random stakes, no pair twice, shares at two decimals, six in ten of them majorities.

    With two stakes an entity the cascade then runs through most of the graph, so that all of it is work.
    """
    draw = np.random.default_rng(SEED)
    owner = draw.integers(0, entities, stakes)
    entity = draw.integers(0, entities, stakes)
    entity = np.where(entity == owner, (entity + 1) % entities, entity)
    _, kept = np.unique(owner * entities + entity, return_index=True)
    owner, entity, stakes = owner[kept], entity[kept], len(kept)
    majority = draw.random(stakes) < MAJORITIES
    hundredths = np.where(majority, draw.integers(5000, 10001, stakes), draw.integers(1, 5000, stakes))
    width = len(str(entities))
    names = pa.array([f"E{number:0{width}d}" for number in range(entities)])
    return pa.table(
        {
            "owner": names.take(pa.array(owner)),
            "entity": names.take(pa.array(entity)),
            "share_pct": pa.array(hundredths / 100),
        }
    )


def best(run: Callable[[], Any], repeats: int = REPEATS) -> tuple[float, Any]:
    """Return the shortest of several runs in seconds, and the last result."""
    times, result = [], None
    for _ in range(repeats):
        start = time.perf_counter()
        result = run()
        times.append(time.perf_counter() - start)
    return min(times), result


def peak_gb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def listed_of(graph: OwnershipGraph, count: int) -> list[Listing]:
    chosen = np.random.default_rng(SEED + 1).choice(
        graph.entities, min(count, graph.entities // 10), replace=False
    )
    return [Listing(graph.names[int(number)]) for number in chosen]


def loading(folder: Path, table: pa.Table) -> OwnershipGraph:
    parquet.write_table(table, folder / "stakes.parquet")
    arrow_csv.write_csv(table, folder / "stakes.csv")
    del table
    graph = None
    for name, peer in (("stakes.csv", "read_csv"), ("stakes.parquet", "read_parquet")):
        graph = None
        seconds, graph = best(lambda name=name: read_bulk(folder / name)[0], repeats=1)
        query = f"select * from {peer}('{folder / name}')"
        read_only, _ = best(lambda query=query: duckdb.sql(query).to_arrow_table(), repeats=1)
        print(
            f"loading {name}: {seconds:.1f} s into a graph of {graph.stakes:,} stakes; duckdb reads the rows "
            f"alone in {read_only:.1f} s; ratio {seconds / read_only:.1f}; peak {peak_gb():.2f} GB"
        )
    assert graph is not None
    return graph


def expansion(graph: OwnershipGraph) -> None:
    listings = listed_of(graph, LISTED)
    seeds = np.array(sorted(graph.number_of[each.entity] for each in listings))
    limit = 50 * graph.units_per_pct
    bare_worklist(graph.starts, graph.entity, graph.low, limit, seeds)
    expand(graph, listings, "ofac-50", DAY)
    bare, member = best(lambda: bare_worklist(graph.starts, graph.entity, graph.low, limit, seeds))
    whole, result = best(lambda: _statuses(graph, listings))
    caught = int(np.isin(result.statuses, [0, 1]).sum())
    agree = caught == int(member.sum())
    same = "the same set" if agree else "NOT THE SAME SET"
    print(
        f"expansion, ofac-50: {whole:.2f} s, bare worklist {bare:.2f} s, ratio {whole / bare:.2f} "
        f"(aim: at most 4); {caught:,} caught, {same}; peak {peak_gb():.2f} GB"
    )
    some = int(np.flatnonzero(result.statuses == 1)[-1])
    explainer = Explainer(result, tuple(listings))
    first, _ = best(lambda: explainer.verdict(some), repeats=1)
    again, verdict = best(lambda: explainer.verdict(some))
    print(
        f"one explanation: {first:.2f} s the first time, {again * 1000:.1f} ms after; "
        f"{verdict.status is VerdictStatus.BLOCKED and len(verdict.because)} stakes; peak {peak_gb():.2f} GB"
    )


def _statuses(graph: OwnershipGraph, listings: list[Listing]) -> Any:
    result = expand(graph, listings, "ofac-50", DAY)
    _ = result.statuses
    return result


def against_networkx(folder: Path) -> None:
    path = folder / "small.parquet"
    parquet.write_table(made_up(NETWORKX_STAKES, NETWORKX_STAKES // 2), path)
    graph, _ = read_bulk(path)
    listings = listed_of(graph, LISTED)
    network = nx.MultiDiGraph()
    for stake in range(graph.stakes):
        network.add_edge(int(graph.owner[stake]), int(graph.entity[stake]), units=int(graph.low[stake]))
    seeds = [graph.number_of[each.entity] for each in listings]
    limit = 50 * graph.units_per_pct
    expand(graph, listings, "ofac-50", DAY)
    slow, members = best(lambda: _networkx_worklist(network, seeds, limit))
    fast, result = best(lambda: _statuses(graph, listings))
    same = len(members) == int(np.isin(result.statuses, [0, 1]).sum())
    print(
        f"{NETWORKX_STAKES:,} stakes: {fast * 1000:.1f} ms, the same loop on networkx {slow * 1000:.0f} ms, "
        f"{slow / fast:.0f} times (aim: at least 20); {'the same set' if same else 'NOT THE SAME SET'}"
    )


def _networkx_worklist(network: Any, seeds: list[int], limit: int) -> set[int]:
    members, queue, totals = set(seeds), deque(seeds), {}
    while queue:
        owner = queue.popleft()
        if owner not in network:
            continue
        for _, held, units in network.out_edges(owner, data="units"):
            totals[held] = totals.get(held, 0) + units
            if held not in members and totals[held] >= limit:
                members.add(held)
                queue.append(held)
    return members


def explaining() -> None:
    """Time all verdicts of companies in a row and of companies that hold one another, at two sizes."""
    for what, stakes, sizes in (
        ("in a row", _row, (1_000, 2_000)),
        ("holding one another", _dense, (100, 150)),
    ):
        for rule in ("ofac-50", "uk"):
            times = []
            for size in sizes:
                graph = build_graph(stakes(size))
                run = partial(decide, graph, [Listing("X")], [rule], DAY)
                times.append((graph.stakes, best(run, repeats=1)[0]))
            (few, short), (many, long) = times
            print(
                f"explaining companies {what}, {rule}: {short:.2f} s for {few:,} stakes, {long:.2f} s for "
                f"{many:,}: {long / short:.1f} times the time for {many / few:.1f} times the stakes"
            )


def _row(size: int) -> list[Stake]:
    return [Stake("X" if n == 0 else f"C{n:05}", f"C{n + 1:05}", Share.exact(60)) for n in range(size)]


def _dense(size: int) -> list[Stake]:
    pairs = ((n, m) for n in range(size) for m in range(size) if n != m)
    return [Stake("X", "C0", Share.exact(60)), *(Stake(f"C{n}", f"C{m}", Share.exact(60)) for n, m in pairs)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stakes", type=int, default=10_000_000)
    parser.add_argument("--entities", type=int, default=5_000_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        explaining()
        against_networkx(folder)
        graph = loading(folder, made_up(options.stakes, options.entities))
        expansion(graph)


if __name__ == "__main__":
    main()
