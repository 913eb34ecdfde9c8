"""The central check: the premium on new bonds, forecast with data to the eve, at given leakages."""

from __future__ import annotations

from dataclasses import dataclass

from sanctions.backtesting.forecasts import Markets, eve_of, forecast, prepare
from sanctions.backtesting.outcomes import Outcome
from sanctions.backtesting.plan import PlanRow
from sanctions.backtesting.published import published_ranges
from sanctions.backtesting.scores import Score, score
from sanctions.errors import InputError
from sanctions.history.study import HistoricalEvent
from sanctions.model.results import Spread

#: Leakages the premium is shown at; None is the model's own range.
LEAKAGES: tuple[float | None, ...] = (None, 0.0, 0.25, 0.5, 0.75, 1.0)


#: Level of the interval whose width and reach are shown, in percent.
WIDTH_LEVEL = 80


@dataclass(frozen=True, slots=True)
class LeakageCheck:
    """The premium at one leakage. The outcome is known, so this checks consistency and proves no foresight.

    Parameters
    ----------
    leakage : float or None
        Fixed primary leakage; None for the model's own range, uniform from 0 to 1.
    forecast : Spread
        In bp.
    score : Score
        Against the middle of the published range.
    reaches_range : bool
        Whether the central 80 % interval overlaps the published range at all.
    width_to_published : float
        Width of the central 80 % interval over the spread of the published forecasts (lowest to highest).
    """

    leakage: float | None
    forecast: Spread
    score: Score
    reaches_range: bool
    width_to_published: float


def leakage_checks(
    plan: PlanRow,
    event: HistoricalEvent,
    outcome: Outcome | None,
    markets: Markets,
    draws: int,
    seed: int,
) -> tuple[LeakageCheck, ...]:
    """Forecast the premium at each leakage.

    Raises
    ------
    InputError
        There is no outcome, or no published forecast to compare widths with.
    """
    if outcome is None or not plan.published:
        raise InputError.single("plan", plan.row_id, "needs an outcome and published forecasts")
    known = markets.on(eve_of(event))
    ends = [end for _, low, high in published_ranges(known, plan) for end in (low, high)]
    found = []
    for leakage in LEAKAGES:
        values = forecast(plan, prepare(plan, event, markets, draws, seed, leakage=leakage))
        result = score(values, outcome.value)
        band = next(each for each in result.bands if each.level_pct == WIDTH_LEVEL)
        found.append(
            LeakageCheck(
                leakage=leakage,
                forecast=Spread.of(values),
                score=result,
                reaches_range=band.low <= outcome.high and band.high >= outcome.low,
                width_to_published=result.width_80 / (max(ends) - min(ends)),
            )
        )
    return tuple(found)
