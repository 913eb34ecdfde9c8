"""From what was known on a day to the parameters of the model."""

from __future__ import annotations

import math
from dataclasses import replace

from sanctions.data.vintage import Figure, Market, NoFigure
from sanctions.errors import InputError
from sanctions.parameters.distributions import Distribution
from sanctions.parameters.parameters import Correlation, Parameter, Parameters
from sanctions.parameters.registry import (
    ParameterVersion,
    Registry,
    RegistryEntry,
    load_registry,
    registry_path,
)
from sanctions.periods import days_after, years_between

#: Registry of the parameters of listed entities, and the block they are drawn in.
ENTITIES = "entities"
#: Arguments of a distribution that move with a figure; the others stay (a log standard deviation does).
_MOVES = {
    "fixed": (0,),
    "normal": (0, 1),
    "pert": (0, 1, 2),
    "triangular": (0, 1, 2),
    "uniform": (0, 1),
    "lognormal": (0,),
}
_SHIFTS = {**_MOVES, "normal": (0,)}


def estimate(market: Market, target: str = "russia") -> Parameters:
    """Return every parameter of a target as known on the market's day.

    Parameters
    ----------
    market : Market
    target : str
        Target of the packages, e.g. "russia".

    Returns
    -------
    estimated : Parameters
        Without segments, and saying why, when the target has no registry.

    Raises
    ------
    InputError
        A parameter had no evidence yet on the day, or a figure it needs was not known: one problem each.
    """
    path = registry_path(target)
    if not path.is_file():
        reason = f"no holder figures are bundled for bonds of {target}"
        missing = {f"bonds of {target}": reason}
        return Parameters(market.as_of, target, _of_entities(market), segments=(), missing=missing)
    registry = load_registry(path)
    found, problems = _read(registry, market)
    if problems:
        raise InputError(
            [InputError.single("as_of", str(market.as_of), each).problems[0] for each in problems]
        )
    return _collect(registry, market, (*found, *_of_entities(market)))


def _of_entities(market: Market) -> tuple[Parameter, ...]:
    """Return the parameters of listed entities, in a block of their own behind all others."""
    found, _ = _read(load_registry(registry_path(ENTITIES)), market)
    return tuple(replace(each, block=ENTITIES) for each in found)


def _read(registry: Registry, market: Market) -> tuple[list[Parameter], list[str]]:
    """Return the parameters of a registry, and those for which nothing was known yet."""
    found: list[Parameter] = []
    problems: list[str] = []
    for entry in registry.parameters:
        version = entry.version_on(market.as_of)
        if version is None:
            problems.append(f"{entry.name}: nothing was known on {market.as_of}")
            continue
        try:
            found.append(_parameter(entry, version, market, registry.review_after_days))
        except NoFigure as error:
            problems.append(f"{entry.name}: {error}")
    return found, problems


def _collect(registry: Registry, market: Market, values: tuple[Parameter, ...]) -> Parameters:
    return Parameters(
        as_of=market.as_of,
        target=registry.target,
        values=values,
        correlations=tuple(
            Correlation(each.first, each.second, each.rank_correlation, each.why)
            for each in registry.correlations
        ),
        segments=tuple(name for name, each in registry.segments.items() if each.missing is None),
        missing={each.title: each.missing for each in registry.segments.values() if each.missing is not None},
        currencies={name: each.currency for name, each in registry.segments.items()},
        states=(registry.states.measured, registry.states.maximal) if registry.states else None,
    )


def _parameter(
    entry: RegistryEntry, version: ParameterVersion, market: Market, review_after_days: int
) -> Parameter:
    distribution = Distribution(version.distribution, version.arguments)
    figures: tuple[Figure, ...] = ()
    known_from = version.known_from
    address = version.address
    if version.figure is not None:
        figure = market.figure(version.figure.series, version.figure.basis)
        distribution = _moved(distribution, figure.value, version.figure.use)
        age_years = max(0.0, years_between(figure.date, market.as_of))
        distribution = _aged(distribution, version.figure.drift_per_root_year, age_years)
        figures = (figure,)
        known_from = figure.first_known
        address = figure.address
    elif version.estimator is not None:
        # statsmodels is slow to load and only some days have a run-up to estimate.
        from sanctions.history.estimators.premium import run_up  # noqa: PLC0415

        distribution = Distribution("fixed", (run_up(market, version.estimator.since).centre,))
        known_from = market.as_of
    return Parameter(
        name=entry.name,
        segment=entry.segment,
        label=entry.label,
        unit=entry.unit,
        distribution=distribution,
        kind=version.kind,
        known_from=known_from,
        source=version.source,
        why=version.why,
        address=address,
        figures=figures,
        owner=entry.owner,
        quality=version.quality,
        sunset=days_after(market.as_of, review_after_days),
        joint=entry.joint,
    )


def _moved(distribution: Distribution, value: float, use: str) -> Distribution:
    """Return the distribution scaled by or shifted to a figure."""
    places = (_MOVES if use == "scale" else _SHIFTS)[distribution.name]
    moved = tuple(
        (argument * value if use == "scale" else argument + value) if place in places else argument
        for place, argument in enumerate(distribution.arguments)
    )
    return Distribution(distribution.name, moved)


def _aged(distribution: Distribution, drift_per_root_year: float, age_years: float) -> Distribution:
    """Return the distribution of an old figure, wider than that of a fresh one."""
    if drift_per_root_year == 0.0:
        return distribution
    median, log_sd = distribution.arguments
    return Distribution("lognormal", (median, math.hypot(log_sd, drift_per_root_year * math.sqrt(age_years))))
