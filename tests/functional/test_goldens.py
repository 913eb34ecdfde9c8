"""Every bundled package has a pinned result beside it, and still gives those numbers."""

from __future__ import annotations

import json

import pytest

from sanctions.model.metrics import METRICS
from sanctions.spec.library import bundled_ids, packages_folder
from scripts.make_goldens import PERCENTILES, golden, golden_path

#: exp and powers differ in the last bit between processors (about 1e-16); sums over eight years and a
#: percentile between two draws carry that to about 1e-13. A change of the model is far above 1e-9.
RELATIVE = 1e-9
#: Percentiles that are zero up to rounding, in the metric's own unit.
ABSOLUTE = 1e-9


def test_there_is_one_for_each_package_and_no_other() -> None:
    found = {path.name.removesuffix(".golden.json") for path in packages_folder().glob("*.golden.json")}
    missing, left_over = set(bundled_ids()) - found, found - set(bundled_ids())
    assert (missing, left_over) == (set(), set()), "run: python scripts/make_goldens.py"


@pytest.mark.parametrize("package_id", bundled_ids())
def test_the_numbers_have_not_moved(package_id: str) -> None:
    pinned = json.loads(golden_path(package_id).read_text(encoding="utf-8"))
    now = golden(package_id)
    assert {k: v for k, v in now.items() if k != "metrics"} == {
        k: v for k, v in pinned.items() if k != "metrics"
    }
    assert set(now["metrics"]) == set(pinned["metrics"])
    for name, spread in now["metrics"].items():
        expected = pinned["metrics"][name]
        assert set(expected) == set(PERCENTILES)
        assert spread == pytest.approx(expected, rel=RELATIVE, abs=ABSOLUTE), name
    assert set(pinned["metrics"]) | set(pinned["not_applicable"]) == {metric.id for metric in METRICS}
    assert not set(pinned["metrics"]) & set(pinned["not_applicable"])
