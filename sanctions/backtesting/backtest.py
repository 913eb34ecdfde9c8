"""Forecast against outcome for every historical measure, misses included (methodology section 10)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sanctions.backtesting.consistency import LeakageCheck, leakage_checks
from sanctions.backtesting.forecasts import Eve, Markets, elasticity_rule, eve_of, forecast, no_move, prepare
from sanctions.backtesting.outcomes import Outcome, Outcomes
from sanctions.backtesting.plan import PlanRow, load_plan
from sanctions.backtesting.published import published_ranges, spread_evenly
from sanctions.backtesting.scores import LEVELS, Array, Coverage, Score, coverage, crps, score
from sanctions.history.noise import Noise
from sanctions.history.study import HistoricalEvent, historical_events
from sanctions.model.draws import check_count
from sanctions.model.results import Spread

#: Outcomes are read off the bundled history, which ends here for Russian assets.
OUTCOMES_KNOWN = dt.date(2023, 1, 31)
DRAWS = 4096
COUNTED = ("bond", "currency")


@dataclass(frozen=True, slots=True)
class Rival:
    """Another forecast of the same outcome, with the same noise added.

    Parameters
    ----------
    name : str
        "no move", "elasticity times the whole foreign share", or the institution.
    low, middle, high : float
        Its 10th, 50th and 90th percentile without noise; a published range as printed.
    crps, absolute_error : float
        As for the model's own forecast.
    """

    name: str
    low: float
    middle: float
    high: float
    crps: float
    absolute_error: float


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the scorecard.

    Parameters
    ----------
    plan : PlanRow
        What is forecast, how, and its status with a sentence.
    title : str
    day_zero, eve : datetime.date
        First price that could react; last day whose knowledge the forecast uses.
    grade, grade_reason : str
        Confounding of the outcome.
    outcome : Outcome or None
        None with `reason`.
    forecast : Spread or None
        The model's forecast without market noise.
    noise_sd : float
        Standard deviation of the noise added for scoring, from days before the event.
    score : Score or None
    rivals : tuple of Rival
    reason : str
        Why there is no score; empty where there is one.
    """

    plan: PlanRow
    title: str
    day_zero: dt.date
    eve: dt.date
    grade: str
    grade_reason: str
    outcome: Outcome | None
    forecast: Spread | None
    noise_sd: float
    score: Score | None
    rivals: tuple[Rival, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class SetScore:
    """Scores of a counted set.

    Parameters
    ----------
    name : str
        "bond", "currency", or "bond, comparable only".
    n : int
        Rows scored.
    mean_crps_ratio : float
        Mean over rows of the CRPS divided by that of "no move": below 1 beats the naive forecast. A mean
        of ratios, since rows differ in unit; the premium of new bonds, a consistency check, is left out.
    crps_sum_ratio : float
        Sum of the CRPS over that of "no move", over the same rows as far as they have the unit of most:
        rows with large moves weigh more, where in the mean of ratios those with small ones do.
    summed_unit : str
        That unit.
    beats_no_move : int
        Rows with a lower CRPS than "no move".
    sign_right, sign_named : int
        Signs right, of the forecasts that name one.
    coverage : tuple of Coverage
    pit : tuple of float
        In the order of the rows.
    """

    name: str
    n: int
    mean_crps_ratio: float
    crps_sum_ratio: float
    summed_unit: str
    beats_no_move: int
    sign_right: int
    sign_named: int
    coverage: tuple[Coverage, ...]
    pit: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Backtest:
    """The scorecard."""

    draws: int
    seed: int
    outcomes_known: dt.date
    rows: tuple[Row, ...]
    sets: tuple[SetScore, ...]
    leakage: tuple[LeakageCheck, ...]


def backtest(draws: int = DRAWS, seed: int = 1, *, folder: Path | None = None) -> Backtest:
    """Forecast every row of the plan from its eve and score it.

    Parameters
    ----------
    draws, seed : int
        As for an assessment.
    folder : pathlib.Path, optional
        Datasets to read instead of the bundled ones; the plan stays the bundled one.

    Returns
    -------
    Backtest

    Raises
    ------
    InputError
        Draws out of range, a faulty plan, or a forecast that would use later evidence.
    """
    check_count(draws)
    markets = Markets(folder)
    market = markets.on(OUTCOMES_KNOWN)
    outcomes = Outcomes(market)
    events = {event.event_id: event for event in historical_events(market)}
    rows = tuple(
        _row(place, plan, events[plan.event_id], outcomes, markets, draws, seed)
        for place, plan in enumerate(load_plan())
    )
    central = next(row for row in rows if row.plan.construction == "premium")
    checks = leakage_checks(
        central.plan, events[central.plan.event_id], central.outcome, markets, draws, seed
    )
    return Backtest(draws, seed, OUTCOMES_KNOWN, rows, _sets(rows), checks)


def _row(
    place: int,
    plan: PlanRow,
    event: HistoricalEvent,
    outcomes: Outcomes,
    markets: Markets,
    draws: int,
    seed: int,
) -> Row:
    outcome, reason = outcomes.of(plan)
    made: Array | None = None
    eve: Eve | None = None
    if plan.construction not in {"none", "no_move"}:
        eve = prepare(plan, event, markets, draws, seed)
        made = forecast(plan, eve)
    elif plan.construction == "no_move":
        made = no_move(draws)
    noise = outcomes.noise(plan)
    result: Score | None = None
    rivals: tuple[Rival, ...] = ()
    if made is not None and outcome is not None:
        added = _drawn(noise, draws, seed, place)
        result = score(made + added, outcome.value, names_a_sign=bool(np.ptp(made) > 0))
        rivals = _rivals(plan, event, eve, added, outcome, markets)
    day = event.fixing_day if plan.unit == "%" else event.market_day
    return Row(
        plan=plan,
        title=event.title,
        day_zero=day,
        eve=eve_of(event),
        grade=event.grade,
        grade_reason=event.grade_reason,
        outcome=outcome,
        forecast=None if made is None else Spread.of(made),
        noise_sd=noise.standard_deviation,
        score=result,
        rivals=rivals,
        reason="" if result is not None else reason or plan.sentence,
    )


def _drawn(noise: Noise, draws: int, seed: int, place: int) -> Array:
    """Draw market noise, the same for the model and every rival of a row."""
    if not len(noise.moves):
        return np.zeros(draws)
    return np.random.default_rng([seed, place]).choice(noise.moves, size=draws)


def _rivals(
    plan: PlanRow,
    event: HistoricalEvent,
    eve: Eve | None,
    added: Array,
    outcome: Outcome,
    markets: Markets,
) -> tuple[Rival, ...]:
    found = [_rival("no move", no_move(len(added)), added, outcome)]
    if eve is not None and plan.construction != "odds_vanish":
        rule = elasticity_rule(plan, eve)
        found.append(_rival("elasticity times the whole foreign share", rule, added, outcome))
    if plan.published:
        known = markets.on(eve_of(event))
        for name, low, high in published_ranges(known, plan):
            found.append(_rival(name, spread_evenly(low, high, len(added)), added, outcome))
    return tuple(found)


def _rival(name: str, values: Array, added: Array, outcome: Outcome) -> Rival:
    low, middle, high = (float(each) for each in np.percentile(values, (10, 50, 90)))
    noisy = values + added
    return Rival(
        name, low, middle, high, crps(noisy, outcome.value), abs(float(np.median(noisy)) - outcome.value)
    )


def _sets(rows: Sequence[Row]) -> tuple[SetScore, ...]:
    chosen = {name: [row for row in rows if row.plan.counted_in == name] for name in COUNTED}
    chosen["bond, comparable only"] = [row for row in chosen["bond"] if row.plan.status == "comparable"]
    return tuple(_set_score(name, members) for name, members in chosen.items())


def _against_no_move(rows: Sequence[Row]) -> list[tuple[str, float, float]]:
    """Return unit, CRPS and that of "no move" of every row that is scored.

    A premium is a consistency check without market noise: where there is anything else, no ratio rests on it.
    """
    scored = [row for row in rows if row.score is not None]
    moves = [row for row in scored if row.plan.construction != "premium"]
    return [
        (row.plan.unit, row.score.crps, row.rivals[0].crps)
        for row in moves or scored
        if row.score is not None
    ]


def _set_score(name: str, rows: Sequence[Row]) -> SetScore:
    scored = [(row.score, row.rivals[0]) for row in rows if row.score is not None]
    against = _against_no_move(rows)
    unit = Counter(unit for unit, _, _ in against).most_common(1)[0][0]
    ours, naive_ones = np.array([pair for named, *pair in against if named == unit]).T
    signs = [each.sign_right for each, _ in scored if each.sign_right is not None]
    return SetScore(
        name=name,
        n=len(scored),
        mean_crps_ratio=float(np.mean([our / naive for _, our, naive in against])),
        crps_sum_ratio=float(ours.sum() / naive_ones.sum()),
        summed_unit=unit,
        beats_no_move=sum(each.crps < naive.crps for each, naive in scored),
        sign_right=sum(signs),
        sign_named=len(signs),
        coverage=tuple(
            coverage(level, [each.bands[place].covers for each, _ in scored])
            for place, level in enumerate(LEVELS)
        ),
        pit=tuple(each.pit for each, _ in scored),
    )
