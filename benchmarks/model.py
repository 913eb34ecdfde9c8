"""How fast the model is: ratios in one run, against a scalar workbench and a flat NumPy function.

Run: ``python benchmarks/model.py`` (needs ``pip install ema_workbench``).
"""

from __future__ import annotations

import datetime as dt
import logging
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))

import flat_model
import flat_model_source
from ema_workbench import Model, RealParameter, ScalarOutcome, SequentialEvaluator, ema_logging

import sanctions as sx
from sanctions.model import inputs as given
from sanctions.model.assess import situation_of
from sanctions.model.draws import draw
from sanctions.model.evaluate import BLOCK_DRAWS, evaluate

DRAWS = 16_384
SCALAR_RUNS = 256
REPEATS = 7


def best(work: Callable[[], object], repeats: int = REPEATS) -> float:
    """Return the shortest of several timings, in seconds."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> None:
    """Print both ratios."""
    market = sx.snapshot(dt.date(2021, 4, 14))
    parameters = sx.estimate(market)
    package = sx.load_package("measured")
    graph = flat_model.main_graph()
    if flat_model.FLAT.read_text(encoding="utf-8") != flat_model.source(graph):
        sys.exit("flat_model_source.py is out of date: run python benchmarks/flat_model.py")

    flat = flat_model_source.flat_model
    draws = draw(parameters, DRAWS)
    facts = situation_of(package, market, parameters).facts()
    inputs = {**given.constants(), **given.fact_arrays(facts), **draws.values}
    inputs["prior_variance_bp2"] = np.asarray(400.0)
    keep = [key for name in graph.outputs for key in graph.keys_of(name)]

    def flat_in_blocks() -> dict[str, np.ndarray]:
        shapes = {key: (9, DRAWS) if by_year else (DRAWS,) for key, by_year in varying.items()}
        out = {key: np.empty(shape) for key, shape in shapes.items()}
        with np.errstate(all="ignore"):
            for start in range(0, DRAWS, BLOCK_DRAWS):
                part = slice(start, start + BLOCK_DRAWS)
                found = flat({k: v[part] if v.ndim == 1 else v for k, v in inputs.items()})
                for key, array in out.items():
                    array[..., part] = found[key]
        return out

    varying = {node.key: node.by_year for node in graph.nodes if node.key in keep}
    ours = evaluate(graph, inputs, DRAWS, keep=keep)
    theirs = flat_in_blocks()
    assert all(np.allclose(ours[key], theirs[key], rtol=1e-12, atol=1e-12) for key in keep)
    graph_seconds = best(lambda: evaluate(graph, inputs, DRAWS, keep=keep))
    flat_seconds = best(flat_in_blocks)
    ratio = graph_seconds / flat_seconds
    print(f"graph        {graph_seconds * 1e3:8.1f} ms for {DRAWS} draws, {len(graph.nodes)} equations")
    print(f"flat NumPy   {flat_seconds * 1e3:8.1f} ms; graph / flat = {ratio:.2f} (bound 1.5)")

    def scalar(**drawn: float) -> dict[str, float]:
        one = {k: np.asarray([drawn[flat_model.identifier(k)]]) for k in draws.keys}
        return {"peak": float(flat({**inputs, **one})["peak_yield"][0])}

    ema_logging.log_to_stderr(logging.ERROR)
    bench = Model("sanctions", function=scalar)
    bench.uncertainties = [RealParameter(flat_model.identifier(p.key), *_range(p)) for p in parameters.values]
    bench.outcomes = [ScalarOutcome("peak")]
    start = time.perf_counter()
    with SequentialEvaluator(bench) as evaluator:
        evaluator.perform_experiments(scenarios=SCALAR_RUNS)
    each = (time.perf_counter() - start) / SCALAR_RUNS
    ratio = each / (graph_seconds / DRAWS)
    print(f"ema_workbench {each * 1e3:7.3f} ms a draw; ours is {ratio:.0f} times faster (bound 30)")


def _range(parameter: object) -> tuple[float, float]:
    low, high = parameter.distribution.at(0.01), parameter.distribution.at(0.99)
    return (low, high) if high > low else (low, low + 1e-9)


if __name__ == "__main__":
    main()
