"""Options assessed on the same draws and set side by side."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

import numpy as np
from scipy.stats import qmc

from sanctions._version import __version__
from sanctions.comparison.results import Comparison, Difference
from sanctions.data.vintage import Figure, Market
from sanctions.entities.register import EntityTables
from sanctions.errors import InputError
from sanctions.model.assess import assess
from sanctions.model.draws import DEFAULT_DRAWS, draw
from sanctions.model.metrics import BY_ID, METRICS, YARDSTICK_METRIC, Criterion, NotApplicable, Status
from sanctions.model.outcome import MOST_NO_EFFECT_BP, NO_EFFECT_BP, keeps_sign
from sanctions.model.results import Assessment, Spread
from sanctions.parameters.distributions import Distribution
from sanctions.parameters.parameters import Parameters
from sanctions.spec.normalise import to_toml
from sanctions.spec.package import Package
from sanctions.units import Unit

#: What is said where an option moves a metric more than the option it is measured against.
NOT_A_REFERENCE = "not a reference on this metric: the option moves it more"
#: Ratios of equal numbers may differ from one by this much.
_ROUNDING = 1e-9
_PERCENT = 100.0
_COSTS = frozenset({Criterion.IMPACT, Criterion.COLLATERAL})
_AMOUNTS = frozenset(
    {
        Unit.BASIS_POINTS,
        Unit.PERCENTAGE_POINTS,
        Unit.LOCAL_CURRENCY_BN,
        Unit.USD_BN,
        Unit.PERCENT_OF_GDP,
    }
)


def compare(
    packages: Sequence[Package],
    market: Market,
    parameters: Parameters,
    draws: int = DEFAULT_DRAWS,
    seed: int = 1,
    *,
    yardstick: str | None = None,
    entities: EntityTables | None = None,
    no_effect_bp: float = NO_EFFECT_BP,
) -> Comparison:
    """Assess options on shared draws and compare each with the yardstick.

    Parameters
    ----------
    packages : sequence of Package
        In the order they are to be shown; all of one target.
    market : Market
    parameters : Parameters
    draws, seed : int
    yardstick : str, optional
        Package id to measure against; the last option by default.
    entities : EntityTables, optional
        What is known of entities; the shipped tables by default.
    no_effect_bp : float, optional
        Rise of the yield under which there is no effect worth the name.

    Returns
    -------
    Comparison

    Raises
    ------
    InputError
        No option, several targets, a yardstick that is not among the options, or no such threshold.
    """
    _check(packages, yardstick, parameters)
    _check_threshold(no_effect_bp)
    reference = yardstick or packages[-1].id
    shared = draw(parameters, draws, seed)
    options = tuple(
        assess(
            package,
            market,
            parameters,
            draws,
            seed,
            shared=shared,
            entities=entities,
            no_effect_bp=no_effect_bp,
        )
        for package in packages
    )
    against = next(option for option in options if option.package.id == reference)
    others = tuple(option for option in options if option is not against)
    by_id = {option.package.id: option for option in others}
    return Comparison(
        version=__version__,
        as_of=market.as_of,
        seed=seed,
        draws=draws,
        yardstick=reference,
        options=options,
        spreads={option.package.id: spreads(option) for option in options},
        differences=tuple(difference(option, against) for option in others),
        times_probability=_with_stated_odds(options, seed),
        share_used={id_: share_used(option, against) for id_, option in by_id.items()},
        spec_sha256={package.id: spec_hash(package) for package in packages},
        datasets={**market.dataset_hashes(), **_own_tables(entities)},
        figures=_figures(parameters),
        warnings=_warnings(options),
        no_effect_bp=no_effect_bp,
    )


def _with_stated_odds(options: Sequence[Assessment], seed: int) -> dict[str, dict[str, Spread]]:
    return {
        option.package.id: times_probability(option, seed)
        for option in options
        if option.package.enactment_probability is not None
    }


def _own_tables(entities: EntityTables | None) -> dict[str, str]:
    """Return the name and checksum of every table of entities that the user brought."""
    return entities.own_checksums() if entities is not None else {}


def _check(packages: Sequence[Package], yardstick: str | None, parameters: Parameters) -> None:
    ids = [package.id for package in packages]
    if not ids:
        raise InputError.single("options", "", "nothing to compare", "at least one option")
    targets = sorted({package.target for package in packages if package.measures or package.lifts})
    if len(targets) > 1:
        raise InputError.single("options", "", f"options on {' and '.join(targets)} cannot be compared")
    if targets and targets[0] != parameters.target:
        raise InputError.single("parameters", "", f"are for {parameters.target}", f"those for {targets[0]}")
    if yardstick is not None and yardstick not in ids:
        raise InputError.single(
            "yardstick", yardstick, "is not among the options", "one of " + ", ".join(ids)
        )


def _check_threshold(no_effect_bp: float) -> None:
    if not 0 <= no_effect_bp <= MOST_NO_EFFECT_BP:  # nor is it one when it is no number
        expected = f"0 to {MOST_NO_EFFECT_BP:g}"
        raise InputError.single("no_effect_bp", "", f"{no_effect_bp:g} bp is no threshold", expected)


def spreads(option: Assessment) -> dict[str, Spread]:
    """Return the summary of every metric of an option."""
    return {id_: Spread.of(values, ratio=BY_ID[id_].ratio) for id_, values in option.metrics.items()}


def times_probability(option: Assessment, seed: int) -> dict[str, Spread]:
    """Return amounts of an option that may never be enacted, times the odds its package states.

    The odds are drawn once for the package (PERT between the stated low, middle and high); a draw is the
    effect if enacted times the odds, the expected effect given that draw's parameters. Only metrics that are
    nothing when nothing is enacted can be scaled so.
    """
    low, middle, high = option.package.enactment_probability or (1.0, 1.0, 1.0)
    if low < high:
        uniform = qmc.Sobol(d=1, scramble=True, rng=np.random.default_rng([seed, 1])).random(option.draws)
        odds = Distribution("pert", (low, middle, high)).quantile(uniform[:, 0])
    else:
        odds = np.full(option.draws, middle)
    return {
        id_: Spread.of(values * odds)
        for id_, values in option.metrics.items()
        if BY_ID[id_].unit in _AMOUNTS and BY_ID[id_].criterion in _COSTS and not BY_ID[id_].ratio
    }


def difference(option: Assessment, against: Assessment) -> Difference:
    """Return one option minus another, metric by metric, from paired draws."""
    both = [m.id for m in METRICS if m.id in option.metrics and m.id in against.metrics]
    peak = YARDSTICK_METRIC
    return Difference(
        option=option.package.id,
        minus=against.package.id,
        metrics={id_: Spread.of(option.metrics[id_] - against.metrics[id_]) for id_ in both},
        not_applicable={
            m.id: option.not_applicable.get(m.id) or against.not_applicable[m.id]
            for m in METRICS
            if m.id not in both
        },
        probability_costs_target_more_pct=(
            float(np.mean(option.metrics[peak] > against.metrics[peak]) * _PERCENT) if peak in both else None
        ),
    )


def share_used(option: Assessment, against: Assessment) -> dict[str, Spread | NotApplicable]:
    """Return an option in percent of the reference, where that keeps one sign and is not the smaller one."""
    shares: dict[str, Spread | NotApplicable] = {}
    for metric in METRICS:
        mine, theirs = option.metrics.get(metric.id), against.metrics.get(metric.id)
        if mine is None or theirs is None:
            shares[metric.id] = option.not_applicable.get(metric.id) or against.not_applicable[metric.id]
            continue
        if not keeps_sign(theirs) or np.any(theirs == 0):
            reason = "the reference option's interval includes 0 on this metric"
            shares[metric.id] = NotApplicable(Status.ZERO_REFERENCE, reason)
        elif np.median(mine / theirs) > 1 + _ROUNDING:
            shares[metric.id] = NotApplicable(Status.SMALLER_REFERENCE, NOT_A_REFERENCE)
        else:
            shares[metric.id] = Spread.of(_PERCENT * (mine / theirs), ratio=True)
    return shares


def spec_hash(package: Package) -> str:
    """Return the SHA-256 of a package's content, whatever the layout of its file."""
    return hashlib.sha256(to_toml(package).encode()).hexdigest()


def _warnings(options: Sequence[Assessment]) -> tuple[str, ...]:
    """Return every warning once: bare where all options share it, else with the option's id."""
    texts = dict.fromkeys(text for option in options for text in option.warnings)
    found = []
    for text in texts:
        about = [option.package.id for option in options if text in option.warnings]
        found.append(text if len(about) == len(options) else f"{', '.join(about)}: {text}")
    ids = [option.package.id for option in options]
    repeated = (each for each in dict.fromkeys(ids) if ids.count(each) > 1)
    return (*found, *(f"{each} is compared with itself" for each in repeated))


def _figures(parameters: Parameters) -> tuple[Figure, ...]:
    by_id: Mapping[str, Figure] = {figure.id: figure for each in parameters.values for figure in each.figures}
    return tuple(by_id.values())
