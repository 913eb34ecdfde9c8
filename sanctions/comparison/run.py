"""One call for notebooks: options in, comparison out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

from sanctions.comparison.compare import compare
from sanctions.comparison.options import load_option
from sanctions.comparison.results import Comparison
from sanctions.data.vintage import snapshot
from sanctions.entities.register import EntityTables
from sanctions.errors import InputError
from sanctions.model.draws import DEFAULT_DRAWS, check_count
from sanctions.model.outcome import NO_EFFECT_BP
from sanctions.parameters.distributions import Distribution
from sanctions.parameters.estimate import estimate
from sanctions.spec.package import Package

#: Options announced further apart than this are compared only on a day that is stated.
MOST_DAYS_APART = 30


def run(
    options: Sequence[str | Path | Package],
    as_of: dt.date | str | None = None,
    draws: int = DEFAULT_DRAWS,
    seed: int = 1,
    yardstick: str | Package | None = None,
    overrides: Mapping[str, float | Distribution] | None = None,
    entities: EntityTables | None = None,
    no_effect_bp: float = NO_EFFECT_BP,
) -> Comparison:
    """Load, estimate, assess and compare in one call.

    Parameters
    ----------
    options : sequence of str, pathlib.Path or Package
        Bundled ids, aliases, paths, joined options, or packages made in Python.
    as_of : datetime.date or str, optional
        Day whose knowledge is used, or its text such as "2021-04-14"; by default the day before the earliest
        announcement.
    draws : int
        A power of two.
    seed : int
    yardstick : str or Package, optional
        Option to measure against, given as in `options`; the last one by default.
    overrides : mapping of str to float or Distribution, optional
        Parameters set by the caller, by key.
    entities : EntityTables, optional
        What is known of entities, as `sanctions.comparison.entity_report.entity_tables` reads it.
    no_effect_bp : float, optional
        Rise of the yield under which there is no effect worth the name.

    Returns
    -------
    Comparison

    Raises
    ------
    InputError
        Any problem with the options, the date, the draws or the overrides.
    """
    check_count(draws)
    if not options:
        raise InputError.single("options", "", "nothing to compare", "at least one option")
    packages = [each if isinstance(each, Package) else load_option(each) for each in options]
    if as_of is None:
        _refuse_different_days(packages)
    market = snapshot(_day(as_of) if as_of is not None else day_before(packages))
    parameters = estimate(market, target_of(packages))
    if overrides:
        parameters = parameters.with_values(overrides)
    if isinstance(yardstick, str):
        yardstick = load_option(yardstick)
    reference = yardstick.id if yardstick is not None else None
    return compare(
        packages,
        market,
        parameters,
        draws,
        seed,
        yardstick=reference,
        entities=entities,
        no_effect_bp=no_effect_bp,
    )


def _day(given: dt.date | str) -> dt.date:
    """Return a day given as such, with a time of day, or as text."""
    if isinstance(given, dt.datetime):
        return given.date()
    if isinstance(given, dt.date):
        return given
    try:
        return dt.date.fromisoformat(given)
    except (TypeError, ValueError):
        raise InputError.single("as_of", "", f"{given!r} is no day", "a date such as 2021-04-14") from None


def _refuse_different_days(packages: Sequence[Package]) -> None:
    """Raise where options were announced too far apart to be priced on one day without saying which."""
    acting = sorted((p.announced, p.id) for p in packages if p.measures or p.lifts)
    targets = {p.target for p in packages if p.measures or p.lifts}
    if len(targets) != 1 or (acting[-1][0] - acting[0][0]).days <= MOST_DAYS_APART:
        return
    (first, one), (last, other) = acting[0], acting[-1]
    day = first - dt.timedelta(days=1)
    raise InputError.single(
        "options",
        "",
        f"{one} was announced on {first} and {other} on {last}: one day's figures do not fit both",
        f"a day for all, for example --as-of {day}, or a comparison for each day",
    )


def day_before(packages: Sequence[Package]) -> dt.date:
    """Return the day before the earliest announcement of options that do something."""
    acting = [package.announced for package in packages if package.measures or package.lifts]
    return min(acting or [package.announced for package in packages]) - dt.timedelta(days=1)


def target_of(packages: Sequence[Package]) -> str:
    """Return the target of options that do something."""
    acting = [package.target for package in packages if package.measures or package.lifts]
    return (acting or [package.target for package in packages])[0]
