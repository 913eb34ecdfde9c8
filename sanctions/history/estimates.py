"""Every parameter history can speak to, in one call."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

from sanctions.data.figures import NoFigure
from sanctions.data.vintage import Market
from sanctions.errors import InputError
from sanctions.history.estimators.elasticity import local_yield_per_pp, published_yield_per_pp
from sanctions.history.estimators.fx import RUSAL_LISTING, fx_per_100bp
from sanctions.history.estimators.market_depth import concession_per_100bn, cover_ratio
from sanctions.history.estimators.persistence import Projection, persistence
from sanctions.history.estimators.premium import run_up
from sanctions.history.results import Estimate
from sanctions.history.study import GLOBAL

#: The stated run-up: from the day before the threat of March 2021 to the eve of Directive 1.
RUN_UP_SINCE = dt.date(2021, 3, 16)
RUN_UP_UNTIL = dt.date(2021, 4, 14)
PROJECTED = ("usd_rub", "ofz_10y_pct")


@dataclass(frozen=True, slots=True)
class Estimates:
    """What could be estimated on a day, and what could not, with the reason."""

    estimates: tuple[Estimate, ...]
    projections: tuple[Projection, ...]
    unavailable: tuple[str, ...]


def estimate_all(market: Market) -> Estimates:
    """Estimate everything the snapshot allows.

    Parameters
    ----------
    market : Market
        Snapshot; nothing first known later is used.

    Returns
    -------
    Estimates
        An estimate that cannot be made on the day is named with its reason.
    """
    last = min(market.series(name).index[-1].date() for name in ("ofz_10y_pct", "ofz_2y_pct", *GLOBAL))
    until = min(last, RUN_UP_UNTIL)
    makers: list[tuple[str, Callable[[], Estimate]]] = [
        ("yield_per_pp", lambda: published_yield_per_pp(market)),
        ("local_yield_per_pp", lambda: local_yield_per_pp(market)),
        ("fx_per_100bp", lambda: fx_per_100bp(market)),
        ("fx_per_100bp without Rusal", lambda: _renamed(fx_per_100bp(market, (RUSAL_LISTING,)))),
        ("run_up", lambda: run_up(market, RUN_UP_SINCE, until)),
        (
            "run_up without the rate outlook",
            lambda: run_up(market, RUN_UP_SINCE, until, with_two_year=True),
        ),
        ("cover_ratio", lambda: cover_ratio(market)),
        ("concession_per_100bn", lambda: concession_per_100bn(market)),
    ]
    found, projections, missing = [], [], []
    for name, make in makers:
        try:
            found.append(make())
        except (InputError, NoFigure) as error:
            missing.append(f"{name}: {error}")
    for asset in PROJECTED:
        try:
            projections.append(persistence(market, asset))
        except (InputError, NoFigure) as error:
            missing.append(f"persistence of {asset}: {error}")
    missing.append(
        "panel of countries: no bundled figures of yields and foreign shares of other countries, so it is "
        "not estimated and gets no weight"
    )
    return Estimates(tuple(found), tuple(projections), tuple(missing))


def _renamed(estimate: Estimate) -> Estimate:
    return replace(estimate, name="fx_per_100bp_without_rusal_2018", weight=0.0)
