"""What the benchmarks compare with is written from the program, and is up to date."""

import runpy
from pathlib import Path

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"


def test_flat_model_is_what_the_script_writes_now():
    script = runpy.run_path(str(BENCHMARKS / "flat_model.py"))
    written = (BENCHMARKS / "flat_model_source.py").read_text(encoding="utf-8")
    assert written == script["source"](script["main_graph"]()), "run: python benchmarks/flat_model.py"
