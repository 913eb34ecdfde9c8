"""Reading a list of six times the size takes about six times as long, in every format."""

from __future__ import annotations

import pytest

from benchmarks import list_formats as benchmark
from sanctions.lists.read import read_list

FEW, MANY = 40, 240


@pytest.mark.parametrize("growing", benchmark.GROWING, ids=lambda each: each.file)
def test_time_grows_with_the_size_and_not_faster(growing, tmp_path):
    small, large = (tmp_path / name for name in ("small", "large"))
    small.mkdir()
    large.mkdir()
    few, many = benchmark.grown(growing, FEW, small), benchmark.grown(growing, MANY, large)
    assert len(read_list(many).entities) == MANY // FEW * len(read_list(few).entities)
    shorter = min(benchmark.seconds(few) for _ in range(3))
    longer = min(benchmark.seconds(many) for _ in range(3))
    assert longer < 3 * MANY / FEW * shorter + 0.05
