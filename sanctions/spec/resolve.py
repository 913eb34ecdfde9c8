"""What a package refers to, followed: parents it extends, measures it lifts, the law it meets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from sanctions.errors import InputError, Problem
from sanctions.spec.complaints import problems_from
from sanctions.spec.library import bundled_as_written, bundled_file, bundled_ids
from sanctions.spec.measures import Measure
from sanctions.spec.package import Package
from sanctions.spec.read import read_package
from sanctions.spec.references import reference_rules
from sanctions.spec.spec_file import SpecFile
from sanctions.spec.terms import PackageStatus
from sanctions.spec.vocabulary import nearest


def resolve_file(spec: SpecFile, chain: tuple[str, ...] = ()) -> Package:
    """Return the package of a spec with everything it extends and lifts followed.

    Parameters
    ----------
    spec : SpecFile
    chain : tuple of str
        Specs that led here by `extends`, to notice a circle.

    Raises
    ------
    InputError
        With every problem of the file.
    """
    package = read_package(spec, reference_rules(spec, chain))
    return follow(package, spec, chain)


def follow(package: Package, spec: SpecFile, chain: tuple[str, ...] = ()) -> Package:
    """Return a package that was read from `spec` with its parent's measures and its lifts applied."""
    if package.extends is None:
        return package
    ancestors = tuple(ancestors_of(package, spec, chain))
    parent = ancestors[0]
    own = {measure.id: measure for measure in package.measures}
    inherited = [own.pop(measure.id, measure) for measure in parent.measures]
    lifted = {f"{one.id}#{m.id}" for one in ancestors for m in one.measures} & set(package.lifts)
    kept = (measure for measure in inherited if measure.id not in {lift.split("#")[1] for lift in lifted})
    replies = {(reply.by, reply.kind): reply for reply in (*parent.responses, *package.responses)}
    terms = {
        "measures": (*kept, *own.values()),
        "responses": tuple(replies.values()),
        "said": _union(parent.said, package.said),
        "tracks_kept_apart": _union(parent.tracks_kept_apart, package.tracks_kept_apart),
        "sources": _union(parent.sources, package.sources),
        "lifts": _union(parent.lifts, package.lifts),
    }
    return revalidated(package, terms, spec)


def ancestors_of(package: Package, spec: SpecFile, chain: tuple[str, ...] = ()) -> Iterator[Package]:
    """Yield the package this one extends, the one that extends, and so on."""
    while package.extends is not None:
        spec = _parent_file(package.extends, spec)
        chain = (*chain, package.id)
        package = resolve_file(spec, chain)
        yield package


def revalidated(package: Package, terms: Mapping[str, object], spec: SpecFile) -> Package:
    """Return a package with other terms, its problems placed in `spec`."""
    try:
        return package.with_terms(terms)
    except ValidationError as error:
        details = error.errors(include_url=False)
        raise InputError(found for item in details for found in problems_from(item, spec, Package)) from None


def _union(first: Iterable[object], second: Iterable[object]) -> tuple[object, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def _parent_file(name: str, spec: SpecFile) -> SpecFile:
    if name in bundled_ids():
        return bundled_file(name)
    return SpecFile.read((spec.folder or Path()) / name, name=name)


@cache
def bundled_package(package_id: str) -> Package:
    """Return one bundled package, resolved.

    Raises
    ------
    InputError
        There is no such package; names the nearest ones.
    """
    bundled_as_written(package_id)
    return resolve_file(bundled_file(package_id))


@cache
def bundled_packages() -> tuple[Package, ...]:
    """Return every bundled package, resolved, in alphabetical order of ids."""
    return tuple(bundled_package(package_id) for package_id in bundled_ids())


def law_in_force(target: str, as_of: dt.date) -> tuple[Package, ...]:
    """Return the enacted packages in force on a day, each with only its own measures in force.

    What a package takes over from another by `extends` counts once, with the package it comes from.

    Parameters
    ----------
    target : str
        Target of the packages, such as "russia".
    as_of : datetime.date
        Day the law is read on. A measure counts from its effective date to its last day, unless an enacted
        package has lifted it by then.

    Returns
    -------
    tuple of Package
        In order of announcement; packages of which nothing is in force are left out. Steps of a tenor
        cap and licences that begin later are left out too: they were not law on that day.
    """
    enacted = [p for p in bundled_packages() if p.target == target and p.status is PackageStatus.ENACTED]
    lifted = {lift for p in enacted if p.lifted_on <= as_of for lift in p.lifts}
    in_force = []
    for package in sorted(enacted, key=lambda p: (p.announced, p.id)):
        measures = tuple(
            m.as_it_stood_on(as_of)
            for m in _own_measures(package)
            if m.in_force_on(as_of) and f"{package.id}#{m.id}" not in lifted
        )
        if measures:
            in_force.append(package.model_copy(update={"measures": measures}))
    return tuple(in_force)


def baseline_of(package: Package, as_of: dt.date) -> tuple[Package, ...]:
    """Return the law a package is measured against: what it names, else the law in force, less what it lifts.

    The package itself is never part of its own baseline.
    """
    if package.baseline is None:
        law = law_in_force(package.target, as_of)
    else:
        law = tuple(bundled_package(name) for name in package.baseline)
    own = {name for part in (package.id, *package.id.split("+")) for name in _lineage(part)}
    own |= set(_lineage(package.extends)) if package.extends else set()
    return tuple(_without(entry, package.lifts) for entry in law if entry.id not in own)


def _own_measures(package: Package) -> tuple[Measure, ...]:
    """Return the measures a bundled package does not take over unchanged from its parent."""
    parent = package.extends
    if parent is None or parent not in bundled_ids():
        return package.measures
    inherited = bundled_package(parent)
    return tuple(m for m in package.measures if inherited.measure(m.id) != m)


def _lineage(package_id: str) -> Iterator[str]:
    """Yield a package and the bundled packages it extends."""
    yield package_id
    if package_id in bundled_ids():
        parent = bundled_as_written(package_id).extends
        if parent is not None:
            yield from _lineage(parent)


def _without(package: Package, lifts: Iterable[str]) -> Package:
    gone = set(lifts)
    kept: tuple[Measure, ...] = tuple(m for m in package.measures if f"{package.id}#{m.id}" not in gone)
    return package if len(kept) == len(package.measures) else package.model_copy(update={"measures": kept})


def lift_problems(package: Package, others: Iterable[Package], spec: SpecFile) -> list[Problem]:
    """Return a problem for each lift of what neither the law nor a joined package has in force."""
    in_reach = {
        f"{p.id}#{m.id}"
        for p in (*law_in_force(package.target, package.lifted_on), *others)
        for m in p.measures
    }
    own_lifts_are_law = package.status is PackageStatus.ENACTED and package.id in bundled_ids()
    if own_lifts_are_law:
        day_before = package.lifted_on - dt.timedelta(days=1)
        in_reach |= {f"{p.id}#{m.id}" for p in law_in_force(package.target, day_before) for m in p.measures}
    written = list(spec.raw.get("lifts", ()))
    return [
        spec.problem(
            ("lifts", written.index(lift)) if lift in written else ("lifts",),
            f"{lift!r} is not in force",
            _liftable(lift, in_reach, package.lifted_on),
        )
        for lift in package.lifts
        if lift not in in_reach
    ]


def _liftable(lift: str, in_reach: set[str], day: dt.date) -> str:
    package_id = lift.split("#", maxsplit=1)[0]
    close = nearest(lift, sorted(other for other in in_reach if other.startswith(f"{package_id}#")))
    hint = f", perhaps {' or '.join(close)}" if close else ""
    return f"a measure in force on {day}{hint}"
