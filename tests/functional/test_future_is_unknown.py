"""A result of a day does not change when everything that became known later is scrambled."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pytest
import tomlkit

from sanctions.comparison.compare import compare
from sanctions.comparison.results import Comparison
from sanctions.data.catalog import catalogue
from sanctions.data.vintage import snapshot
from sanctions.parameters import estimate as estimating
from sanctions.parameters.registry import registry_path
from sanctions.spec.load import load_package
from tests.unit.data.test_vintage import copy_of_datasets, rewrite, scrambled

DRAWS = 256
DAYS = {
    dt.date(2014, 7, 16): ("measured", "maximal"),
    dt.date(2018, 8, 7): ("us-2018-daska", "maximal"),
    dt.date(2021, 4, 14): ("measured", "maximal", "coalition-2021-secondary-ban"),
    dt.date(2022, 2, 21): ("us-2022-directive-1a", "maximal"),
}


def scrambled_registry(as_of: dt.date, path: Path, target: str = "russia") -> int:
    """Write the parameters with every version known later replaced, and return how many there were."""
    registry = tomlkit.parse(registry_path(target).read_text(encoding="utf-8"))
    later = [
        version
        for entry in registry["parameters"]
        for version in entry["versions"]
        if version["known_from"] > as_of
    ]
    for version in later:
        version["distribution"], version["arguments"] = "fixed", [0.987]
        version["source"] = "scrambled"
        version.pop("figure", None)
        version.pop("estimator", None)
    path.write_text(tomlkit.dumps(registry), encoding="utf-8")
    return len(later)


def priced(as_of: dt.date, folder: Path | None = None) -> Comparison:
    market = snapshot(as_of, folder=folder)
    packages = [load_package(name) for name in DAYS[as_of]]
    return compare(packages, market, estimating.estimate(market), DRAWS, 7)


def differs(one: Comparison, other: Comparison) -> list[str]:
    """Return what is not the same, in words."""
    found = [] if one.datasets == other.datasets else ["datasets"]
    found += [] if one.figures == other.figures else ["figures"]
    for mine, theirs in zip(one.options, other.options, strict=True):
        name = mine.package.id
        found += [] if mine.parameters == theirs.parameters else [f"{name} parameters"]
        found += [] if mine.law == theirs.law else [f"{name} law"]
        found += [] if mine.worked == theirs.worked else [f"{name} worked case"]
        found += [] if mine.not_applicable == theirs.not_applicable else [f"{name} not applicable"]
        found += [
            f"{name} {metric}"
            for metric in mine.metrics
            if not np.array_equal(mine.metrics[metric], theirs.metrics[metric])
        ]
    return found


@pytest.mark.parametrize("as_of", list(DAYS))
def test_scrambling_what_became_known_later_changes_nothing(
    as_of: dt.date, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = priced(as_of)
    folder = copy_of_datasets(tmp_path / "datasets")
    changed = sum(rewrite(card, scrambled(card, as_of)) for card in catalogue(folder))
    scrambled_files = {target: tmp_path / f"{target}.toml" for target in ("russia", "entities")}
    versions = sum(scrambled_registry(as_of, path, target) for target, path in scrambled_files.items())
    assert changed > 0
    assert versions > 0 or as_of.year >= 2021  # the last version so far is of April 2021
    monkeypatch.setattr(estimating, "registry_path", scrambled_files.__getitem__)
    assert differs(before, priced(as_of, folder)) == []


def test_scrambling_what_was_known_changes_the_result(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same scrambling from two months before is seen, in figures and in parameters: the test can fail."""
    as_of = dt.date(2021, 4, 14)
    earlier = dt.date(2021, 2, 1)
    before = priced(as_of)
    folder = copy_of_datasets(tmp_path / "datasets")
    for card in catalogue(folder):
        if card.name == "ecb_fixings":
            rewrite(card, scrambled(card, earlier))
    assert "datasets" in differs(before, priced(as_of, folder))
    registry = tmp_path / "russia.toml"
    scrambled_registry(earlier, registry)
    monkeypatch.setattr(
        estimating, "registry_path", lambda target: registry if target == "russia" else registry_path(target)
    )
    found = differs(before, priced(as_of))
    assert "us-2021-directive-1 parameters" in found
    assert "us-2021-directive-1 peak_yield_bp" in found
