"""Rules that look at several terms of one package at once; each yields what it finds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from sanctions.spec.findings import Finding
from sanctions.spec.measures import Measure
from sanctions.spec.package_fields import PackageFields
from sanctions.spec.terms import PackageStatus, Prohibition

Found = Iterator[Finding]
LIFT_PATTERN = re.compile(r"^[a-z0-9][a-z0-9_.-]*#[a-z0-9][a-z0-9_.-]*$")


def measure_ids_once(package: PackageFields) -> Found:
    """Measures are told apart by their id."""
    seen: set[str] = set()
    for number, measure in enumerate(package.measures):
        if measure.id in seen:
            yield Finding(f"measures[{number}].id", f"measure {measure.id!r} is already there", "another id")
        seen.add(measure.id)


def probability_fits_status(package: PackageFields) -> Found:
    """Only what is not law yet, or never was, has a probability of becoming it."""
    triple = package.enactment_probability
    if triple is None:
        return
    if package.status is PackageStatus.ENACTED:
        yield Finding(
            "enactment_probability", "an enacted package is law already", "no `enactment_probability`"
        )
    if list(triple) != sorted(triple):
        yield Finding(
            "enactment_probability",
            f"{list(triple)} does not rise from low to mid to high",
            "[low, mid, high]",
        )


def lifts_well_formed(package: PackageFields) -> Found:
    """A lift names a package and one of its measures."""
    for number, lift in enumerate(package.lifts):
        if not LIFT_PATTERN.match(lift):
            yield Finding(f"lifts[{number}]", f"{lift!r} does not name a measure", '"package#measure"')


def lifts_not_before_announced(package: PackageFields) -> Found:
    """What is lifted, is lifted on or after the day that was announced."""
    if package.effective is None:
        return
    if package.effective < package.announced:
        yield Finding(
            "effective",
            f"effective {package.effective} is before announced {package.announced}",
            f"{package.announced} or later",
        )
    if not package.lifts:
        yield Finding(
            "effective", "dates the lifts, but nothing is lifted", "`lifts`, or `effective` in a measure"
        )


def measures_do_not_contradict(package: PackageFields) -> Found:
    """Two measures of one sender on the same paper cannot ask for opposite things.

    A joined option is a union of laws of different days; there the stricter one counts.
    """
    if package.is_joined:
        return
    for (_, first), (number, second) in combinations(enumerate(package.measures), 2):
        if first.id == second.id or not _same_paper(first, second):
            continue
        acts = first.prohibits | second.prohibits
        if {Prohibition.HOLD, Prohibition.SELL} <= acts:
            yield Finding(
                f"measures[{number}].prohibits",
                f"contradictory: with {first.id!r}, holding and selling the same paper are both barred",
                "a way out of the holding",
            )
        if _same_day(first, second) and _terms(first) != _terms(second):
            yield Finding(
                f"measures[{number}]",
                f"contradictory: {first.id!r} is the same {first.kind} of the same day on other terms",
                "one measure, or scopes that do not overlap",
            )


def _same_day(first: Measure, second: Measure) -> bool:
    """Tell whether two measures are one kind of bar from the same day and cut-off on."""
    return (first.kind, first.prohibits, first.effective, first.issue_cutoff) == (
        second.kind,
        second.prohibits,
        second.effective,
        second.issue_cutoff,
    )


def _terms(measure: Measure) -> tuple[object, ...]:
    return (measure.issue_cutoff_inclusive, measure.reopenings, measure.tenor_schedule, measure.sale_to)


def _same_paper(first: Measure, second: Measure) -> bool:
    """Tell whether two measures of one sender meet on some paper at some time."""
    if first.sender != second.sender or first.list != second.list:
        return False
    if not set(first.issuers) & set(second.issuers) and not (first.list and second.list):
        return False
    if first.instruments and second.instruments and not first.instruments & second.instruments:
        return False
    named = [code for code in (*first.currencies, *second.currencies) if not code.startswith("!")]
    if named and not any(first.covers_currency(code) and second.covers_currency(code) for code in named):
        return False
    if (first.instrument_include or second.instrument_include) and not (
        set(first.instrument_include) & set(second.instrument_include)
    ):
        return False
    first_ends_before = first.ends is not None and first.ends < second.effective
    second_ends_before = second.ends is not None and second.ends < first.effective
    return not (first_ends_before or second_ends_before)


PACKAGE_RULES = (
    measure_ids_once,
    probability_fits_status,
    lifts_well_formed,
    lifts_not_before_announced,
    measures_do_not_contradict,
)
