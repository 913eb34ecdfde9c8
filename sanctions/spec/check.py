"""Many specs checked in one go."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from sanctions.errors import InputError, Problem
from sanctions.spec.load import load_package
from sanctions.spec.package import Package


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found.

    Parameters
    ----------
    passed : tuple of str
        One line for each spec without a problem.
    problems : tuple of Problem
        Every problem of the others.
    """

    passed: tuple[str, ...]
    problems: tuple[Problem, ...]


def check_specs(
    specs: Iterable[str], root: Path, load: Callable[[str], Package] = load_package
) -> CheckReport:
    """Check files, folders (every .toml below them) and bundled ids.

    Parameters
    ----------
    specs : iterable of str
    root : pathlib.Path
        Folder that relative paths start from.
    load : callable, optional
        Reads one option; by default, those that are specs.
    """
    passed: list[str] = []
    problems: list[Problem] = []
    for name in specs:
        folder = root / name
        found = _specs_in(folder) if folder.is_dir() else [name]
        if not found:
            problems.append(Problem(name, "", "holds no spec", "a folder with .toml files"))
        for spec in found:
            try:
                passed.append(f"{spec}: ok, {_in_short(load(spec))}")
            except InputError as error:
                problems += error.problems
    return CheckReport(tuple(passed), tuple(dict.fromkeys(problems)))


def _specs_in(folder: Path) -> list[str]:
    return [str(path) for path in sorted(folder.rglob("*.toml"))]


def _in_short(package: Package) -> str:
    count = len(package.measures)
    text = f"{count} measure{'' if count == 1 else 's'}"
    if package.senders:
        text += f" by {', '.join(package.senders)}"
    if package.lifts:
        text += f", lifts {len(package.lifts)}"
    if package.unpriced_measures:
        names = ", ".join(measure.id for measure in package.unpriced_measures)
        text += f"; changes no figure: {names}"
    return text
