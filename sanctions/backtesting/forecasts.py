"""Forecasts of the backtest: each made of what was known on the eve, and of nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sanctions.backtesting.plan import Construction, PlanRow
from sanctions.backtesting.scores import Array
from sanctions.data.vintage import Market, snapshot
from sanctions.errors import InputError
from sanctions.history.study import HistoricalEvent
from sanctions.model.assess import assess
from sanctions.model.draws import draw
from sanctions.model.results import Assessment
from sanctions.parameters.distributions import Distribution
from sanctions.parameters.estimate import estimate
from sanctions.parameters.parameters import Parameters
from sanctions.spec.load import load_package
from sanctions.spec.package import Package

_BP_PER_100 = 100.0
#: Tells the stream of enactment odds from others of the same seed.
_ODDS_STREAM = 1


@dataclass(frozen=True, slots=True, eq=False)
class Eve:
    """What was known on the eve of an event, and the option priced on it.

    Parameters
    ----------
    market : Market
        Snapshot of the eve.
    parameters : Parameters
        As known on the eve.
    values : mapping of str to array
        Draws of every parameter, the same draws as in `assessment`.
    assessment : Assessment
    """

    market: Market
    parameters: Parameters
    values: Mapping[str, Array]
    assessment: Assessment


def eve_of(event: HistoricalEvent) -> dt.date:
    """Return the last day whose knowledge a forecast may use.

    The day before the announcement; for an effective date, which was announced long before, the day before
    the first price that could react.
    """
    first = min(event.fixing_day, event.market_day) if event.kind == "effective_date" else event.announced
    return first - dt.timedelta(days=1)


class Markets:
    """Snapshots by day, each taken once.

    Parameters
    ----------
    folder : pathlib.Path, optional
        Datasets to read instead of the bundled ones.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._taken: dict[dt.date, Market] = {}

    def on(self, day: dt.date) -> Market:
        """Return the snapshot of a day."""
        if day not in self._taken:
            self._taken[day] = snapshot(day, folder=self._folder)
        return self._taken[day]


def prepare(
    row: PlanRow,
    event: HistoricalEvent,
    markets: Markets,
    draws: int,
    seed: int,
    *,
    leakage: float | None = None,
) -> Eve:
    """Take the snapshot of the eve, estimate the parameters on it and price the option.

    Parameters
    ----------
    row : PlanRow
    event : HistoricalEvent
    markets : Markets
    draws, seed : int
        As for the assessment.
    leakage : float, optional
        Fixes primary_leakage (0-1).

    Raises
    ------
    InputError
        A parameter rests on evidence first known after the eve.
    """
    market = markets.on(eve_of(event))
    parameters = estimate(market)
    _refuse_later_evidence(parameters, market.as_of)
    if leakage is not None:
        parameters = parameters.with_values({"primary_leakage": leakage})
    package = _as_seen(load_package(row.package), event)
    shared = draw(parameters, draws, seed)
    return Eve(
        market,
        parameters,
        shared.values,
        assess(package, market, parameters, draws, seed, shared=shared),
    )


def _as_seen(package: Package, event: HistoricalEvent) -> Package:
    """Return the package dated to the event where the event is the day it became known."""
    if event.kind == "effective_date" or package.announced == event.announced:
        return package
    return package.model_copy(update={"announced": event.announced})


def _refuse_later_evidence(parameters: Parameters, eve: dt.date) -> None:
    late = [
        each.key
        for each in parameters.values
        if each.known_from > eve or any(figure.first_known > eve for figure in each.figures)
    ]
    if late:
        raise InputError.single("backtest", ", ".join(late), f"rests on evidence first known after {eve}")


def forecast(row: PlanRow, eve: Eve) -> Array:
    """Return the draws of the model's forecast of a row, market noise not included.

    Parameters
    ----------
    row : PlanRow
    eve : Eve

    Returns
    -------
    numpy.ndarray, shape (draws,)
        In the unit of the row; plus = the yield rises, the currency falls.
    """
    return _MAKERS[row.construction](eve)


def no_move(count: int) -> Array:
    """Return the forecast of no move."""
    return np.zeros(count)


def elasticity_rule(row: PlanRow, eve: Eve) -> Array:
    """Return the naive rule: elasticity times the whole foreign share, as if every foreigner left."""
    values = eve.values
    rise = values["yield_per_pp"] * values["foreign_share[local]"]
    return rise if row.unit == "bp" else values["fx_per_100bp"] * rise / _BP_PER_100


def _announcement(eve: Eve) -> Array:
    return eve.assessment.metrics["expected_move_on_announcement_bp"]


def _premium(eve: Eve) -> Array:
    return eve.assessment.metrics["new_bond_premium_bp"]


def _move_times_odds(eve: Eve) -> Array:
    odds = eve.assessment.package.enactment_probability
    if odds is None:
        raise InputError.single(eve.assessment.package.id, "enactment_probability", "is not stated")
    # Odds are independent of the parameters, so they get a stream of their own.
    chance = np.random.default_rng([eve.assessment.seed, _ODDS_STREAM]).random(eve.assessment.draws)
    return Distribution("pert", odds).quantile(chance) * _announcement(eve)


def _odds_appear(eve: Eve) -> Array:
    return eve.assessment.metrics["already_priced_in_bp"]


def _odds_vanish(eve: Eve) -> Array:
    return -_odds_appear(eve)


def _currency(eve: Eve) -> Array:
    return eve.values["fx_per_100bp"] * _announcement(eve) / _BP_PER_100


def _no_move(eve: Eve) -> Array:
    return no_move(eve.assessment.draws)


_MAKERS: dict[Construction, Callable[[Eve], Array]] = {
    "announcement": _announcement,
    "premium": _premium,
    "move_times_odds": _move_times_odds,
    "odds_appear": _odds_appear,
    "odds_vanish": _odds_vanish,
    "currency_announcement": _currency,
    "no_move": _no_move,
}
