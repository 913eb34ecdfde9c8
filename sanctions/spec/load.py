"""The one door to packages: an option as a user writes it, into a package or every problem it has."""

from __future__ import annotations

from pathlib import Path

from sanctions.errors import InputError, Problem
from sanctions.spec.library import ALIASES, bundled_file, bundled_ids, expected_names
from sanctions.spec.package import Package
from sanctions.spec.resolve import (
    ancestors_of,
    bundled_package,
    bundled_packages,
    law_in_force,
    lift_problems,
    resolve_file,
    revalidated,
)
from sanctions.spec.spec_file import SpecFile
from sanctions.spec.terms import PackageStatus

__all__ = ["bundled_packages", "law_in_force", "load_package", "load_spec"]

#: From least to most certain; a joined option is as certain as its least certain part.
_CERTAINTY = (
    PackageStatus.COUNTERFACTUAL,
    PackageStatus.LAPSED,
    PackageStatus.THREATENED,
    PackageStatus.PROPOSED,
    PackageStatus.ENACTED,
)


def load_package(option: str | Path) -> Package:
    """Return the package an option names.

    Parameters
    ----------
    option : str or pathlib.Path
        A bundled id, the alias ``measured`` or ``maximal``, a path to a .toml file, or several of these
        joined with ``+``.

    Returns
    -------
    Package
        With parents followed and lifts applied.

    Raises
    ------
    InputError
        With every problem of every part.
    """
    names = [str(option)] if _is_file(option) else [part.strip() for part in str(option).split("+")]
    loaded: list[tuple[Package, SpecFile]] = []
    problems: list[Problem] = []
    for name in names:
        try:
            loaded.append(_load_one(name))
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(dict.fromkeys(problems))
    for package, spec in loaded:
        others = [other for other, _ in loaded if other is not package]
        others += ancestors_of(package, spec)
        problems += lift_problems(package, others, spec)
    if problems:
        raise InputError(problems)
    return loaded[0][0] if len(loaded) == 1 else _joined([package for package, _ in loaded])


def _is_file(option: str | Path) -> bool:
    return isinstance(option, Path) or ("+" in option and Path(option).is_file())


def _load_one(name: str) -> tuple[Package, SpecFile]:
    package_id = ALIASES.get(name, name)
    if package_id in bundled_ids():
        return bundled_package(package_id), bundled_file(package_id)
    if not name.endswith(".toml"):
        raise InputError.single(name or "option", "", "there is no such package", expected_names(name))
    path = Path(name)
    if not path.exists() and path.stem in (*bundled_ids(), *ALIASES):
        expected = f"the shipped package {path.stem}, without .toml, or an existing file"
        raise InputError.single(name, "", "there is no such file", expected)
    spec = SpecFile.read(path)
    return resolve_file(spec), spec


def load_spec(spec: SpecFile) -> Package:
    """Return the package of one spec that is not on disk by itself, such as one written out in a workbook.

    Parameters
    ----------
    spec : SpecFile

    Raises
    ------
    InputError
        With every problem of the spec.
    """
    package = resolve_file(spec)
    problems = lift_problems(package, ancestors_of(package, spec), spec)
    if problems:
        raise InputError(problems)
    return package


def _joined(packages: list[Package]) -> Package:
    """Return the union of several packages as one option; overlaps hit each holding once.

    What changes nothing, such as `none`, adds nothing.
    """
    distinct = list({package.id: package for package in packages}.values())
    packages = [package for package in distinct if package.measures or package.lifts] or distinct[:1]
    if len(packages) == 1:
        return packages[0]
    joined_id = "+".join(package.id for package in packages)
    targets = sorted({package.target for package in packages if package.measures or package.lifts})
    if len(targets) > 1:
        raise InputError.single(joined_id, "", f"joins packages on {' and '.join(targets)}", "one target")
    lifts = tuple(dict.fromkeys(lift for package in packages for lift in package.lifts))
    inside = {f"{package.id}#{measure.id}" for package in packages for measure in package.measures}
    terms: dict[str, object] = {
        "id": joined_id,
        "title": " + ".join(package.title for package in packages),
        "target": targets[0] if targets else packages[0].target,
        "summary": " ".join(package.summary for package in packages),
        "status": min((package.status for package in packages), key=_CERTAINTY.index),
        "enactment_probability": None,
        "announced": min(package.announced for package in packages),
        "effective": None,
        "sources": tuple(dict.fromkeys(text for package in packages for text in package.sources)),
        "baseline": packages[0].baseline if len({package.baseline for package in packages}) == 1 else None,
        "extends": None,
        "lifts": tuple(lift for lift in lifts if lift not in inside),
        "conditional_on": "; ".join(p.conditional_on for p in packages if p.conditional_on) or None,
        "responses": tuple(dict.fromkeys(reply for package in packages for reply in package.responses)),
        "said": tuple(dict.fromkeys(words for package in packages for words in package.said)),
        "tracks_kept_apart": tuple(
            dict.fromkeys(track for package in packages for track in package.tracks_kept_apart)
        ),
        "measures": tuple(
            measure.model_copy(update={"id": f"{package.id}.{measure.id}"})
            for package in packages
            for measure in package.measures
            if f"{package.id}#{measure.id}" not in lifts
        ),
    }
    return revalidated(packages[0], terms, SpecFile(joined_id, ""))
