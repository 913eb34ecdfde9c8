"""Rules that whatever a package refers to is there: its parent, its baseline, its entity lists."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sanctions.spec.entity_lists import list_rules
from sanctions.spec.findings import Finding, Rule
from sanctions.spec.library import bundled_ids, expected_names
from sanctions.spec.package import Package
from sanctions.spec.spec_file import SpecFile


def reference_rules(spec: SpecFile, chain: tuple[str, ...]) -> tuple[Rule[Package], ...]:
    """Return the rules that everything a package of `spec` refers to exists.

    Parameters
    ----------
    spec : SpecFile
    chain : tuple of str
        Ids of the packages that led here by `extends`, to notice a circle.
    """
    return (*_extends_rules(spec, chain), _baseline_exists, *list_rules(spec.folder))


def _extends_rules(spec: SpecFile, chain: tuple[str, ...]) -> tuple[Rule[Package], ...]:
    def no_circle(package: Package) -> Iterator[Finding]:
        if package.id in chain:
            start = chain.index(package.id)
            round_trip = " -> ".join((*chain[start:], package.id))
            yield Finding("extends", f"circular: {round_trip}", "a package that does not lead back here")

    def extends_exists(package: Package) -> Iterator[Finding]:
        name = package.extends
        if name is None or name in bundled_ids():
            return
        if not (name.endswith(".toml") and ((spec.folder or Path()) / name).is_file()):
            yield Finding("extends", f"there is no package {name!r}", expected_names(name))

    return (no_circle, extends_exists)


def _baseline_exists(package: Package) -> Iterator[Finding]:
    for number, name in enumerate(package.baseline or ()):
        if name not in bundled_ids():
            yield Finding(f"baseline[{number}]", f"there is no package {name!r}", expected_names(name))
