"""The bundled history made ready for study: which asset moves with which factors, and which events exist."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import pandas as pd
from rapidfuzz import process

from sanctions.data.vintage import Market
from sanctions.errors import InputError, Problem
from sanctions.history.changes import Changes, Scale, basket_level, make_changes, weekly_levels
from sanctions.history.event_study import event_study
from sanctions.history.results import EventStudy, Grade
from sanctions.history.windows import StudyEvent, Windows

#: Emerging currencies the ECB quotes through the whole bundled period. Managed ones (yuan, ringgit) and the
#: ones under study at the time are left out of the basket of the currency studied.
BASKET = ("brl", "czk", "huf", "idr", "ils", "inr", "krw", "mxn", "php", "pln", "ron", "thb", "try", "zar")

#: Global factors of Russian bonds and shares, and how their changes are measured.
GLOBAL: dict[str, Scale] = {"ust_10y_pct": "bp", "vix_pts": "log_pct", "brent_usd_bbl": "log_pct"}

#: Samples for series that are daily only around announcements: two years of weeks, 250 one-day changes pooled
#: over windows. Those windows lie years apart, so yesterday's volatility says nothing and is not used.
PATCHY = Windows(estimation_length=104, minimum_estimation=40, noise_length=250, minimum_noise=60, decay=1.0)

BacktestSet = Literal["bond", "currency", "mixed", "unusable", "none"]
EventKind = Literal["measure", "bill", "threat", "report", "lifting", "effective_date"]


@dataclass(frozen=True, slots=True)
class Asset:
    """One asset that can be studied.

    Parameters
    ----------
    name : str
        Series of the market snapshot.
    target : str
        Country whose events move it.
    unit : {"%", "bp"}
        Unit of its changes; plus = the currency falls, the yield rises, shares rise.
    scale : {"log_pct", "bp"}
        How changes are measured.
    patchy : bool
        Daily around announcements only, weekly elsewhere.
    day : {"fixing_day", "market_day"}
        Which column of the events table is day zero.
    """

    name: str
    target: str
    unit: str
    scale: Scale
    patchy: bool
    day: Literal["fixing_day", "market_day"]


ASSETS: dict[str, Asset] = {
    asset.name: asset
    for asset in (
        Asset("usd_rub", "RU", "%", "log_pct", patchy=False, day="fixing_day"),
        Asset("ofz_10y_pct", "RU", "bp", "bp", patchy=True, day="market_day"),
        Asset("ofz_2y_pct", "RU", "bp", "bp", patchy=True, day="market_day"),
        Asset("imoex_pts", "RU", "%", "log_pct", patchy=True, day="market_day"),
        Asset("fx_try_per_usd", "TR", "%", "log_pct", patchy=False, day="fixing_day"),
        Asset("fx_cny_per_usd", "CN", "%", "log_pct", patchy=False, day="fixing_day"),
    )
}


#: Assets studied unless others are named, by target.
USUAL: dict[str, tuple[str, ...]] = {
    "RU": ("usd_rub", "ofz_10y_pct"),
    "TR": ("fx_try_per_usd",),
    "CN": ("fx_cny_per_usd",),
}


@dataclass(frozen=True, slots=True)
class HistoricalEvent:
    """One announcement of the bundled table; see its card for the fields."""

    event_id: str
    title: str
    target: str
    kind: EventKind
    announced: dt.date
    fixing_day: dt.date
    market_day: dt.date
    backtest_set: BacktestSet
    package: str
    grade: Grade
    grade_reason: str
    source: str


def asset(name: str) -> Asset:
    """Return an asset by name.

    Raises
    ------
    InputError
        Unknown, with the nearest names.
    """
    if name in ASSETS:
        return ASSETS[name]
    raise InputError.single("asset", "", f"{name!r} is unknown", _nearest(name, list(ASSETS)))


def historical_events(market: Market) -> tuple[HistoricalEvent, ...]:
    """Return the events known on the snapshot's day, in order of announcement.

    Raises
    ------
    InputError
        Every event whose grade, kind or set is not one of those defined, or that is listed twice.
    """
    table = market.table("events")
    problems = [
        Problem("events", str(row["event_id"]), f"{column} is {row[column]!r}", ", ".join(get_args(allowed)))
        for row in table.to_dict("records")
        for column, allowed in (("grade", Grade), ("kind", EventKind), ("backtest_set", BacktestSet))
        if row[column] not in get_args(allowed)
    ]
    problems += [
        Problem("events", str(name), "is listed twice", "one row per event id")
        for name in table.loc[table["event_id"].duplicated(), "event_id"]
    ]
    if problems:
        raise InputError(problems)
    events = [
        HistoricalEvent(
            **{name: row[name] for name in HistoricalEvent.__slots__ if name != "source"},
            source=f"{row['source_title']} <{row['source_address']}>",
        )
        for row in table.to_dict("records")
    ]
    return tuple(sorted(events, key=lambda event: (event.fixing_day, event.event_id)))


def usual_assets(market: Market, event_id: str = "") -> tuple[Asset, ...]:
    """Return the assets an event is usually studied in, those of Russia where none is named.

    Raises
    ------
    InputError
        No such event was known on the snapshot's day.
    """
    if not event_id:
        return tuple(ASSETS[name] for name in USUAL["RU"])
    targets = {event.event_id: event.target for event in historical_events(market)}
    if event_id not in targets:
        raise InputError.single("event", "", f"{event_id!r} is unknown", _nearest(event_id, list(targets)))
    return tuple(ASSETS[name] for name in USUAL[targets[event_id]])


def _nearest(name: str, known: Sequence[str]) -> str:
    near = [found for found, _, _ in process.extract(name, known, limit=2, score_cutoff=50)]
    return " or ".join(near) or ", ".join(known)


def changes_of(market: Market, wanted: Asset) -> tuple[Changes, Changes | None]:
    """Return the daily changes of an asset with its factors, and weekly ones where it is patchy.

    Raises
    ------
    NoFigure
        The series or a factor was not known on the snapshot's day.
    """
    level = market.series(wanted.name)
    if not wanted.patchy:
        return make_changes(level, wanted.scale, _basket(market, wanted), {"basket": "log_pct"}), None
    factors = pd.concat([market.series(name) for name in GLOBAL], axis=1, join="inner", sort=False)
    daily = make_changes(level, wanted.scale, factors, GLOBAL)
    weekly, weekly_factors = weekly_levels(level, factors)
    return daily, make_changes(weekly, wanted.scale, weekly_factors, GLOBAL)


def _basket(market: Market, wanted: Asset) -> pd.DataFrame:
    names = [f"fx_{code}_per_usd" for code in BASKET if f"fx_{code}_per_usd" != wanted.name]
    quotes = pd.concat([market.series(name) for name in names], axis=1, join="inner", sort=False)
    return pd.DataFrame({"basket": basket_level(quotes)})


def study_events(events: Sequence[HistoricalEvent], wanted: Asset) -> list[StudyEvent]:
    """Return the events of the asset's target, with the day zero of its market."""
    return [
        StudyEvent(event.event_id, getattr(event, wanted.day), event.grade, event.grade_reason)
        for event in events
        if event.target == wanted.target
    ]


def default_windows(wanted: Asset) -> Windows:
    """Return the windows an asset is studied with unless others are given."""
    return PATCHY if wanted.patchy else Windows()


def study_history(
    market: Market, asset_name: str, windows: Windows | None = None, event_id: str = ""
) -> EventStudy:
    """Study the bundled events in one asset.

    Parameters
    ----------
    market : Market
        Snapshot; nothing first known later reaches the study.
    asset_name : str
        One of :data:`ASSETS`.
    windows : Windows, optional
        Default: those of the asset.
    event_id : str
        Keep one row only; the other events still stay out of its samples. Averages are then left out.

    Raises
    ------
    InputError
        Unknown asset, unknown event, or an event of another target.
    """
    wanted = asset(asset_name)
    events = study_events(historical_events(market), wanted)
    if event_id and event_id not in {event.event_id for event in events}:
        near = _nearest(event_id, [event.event_id for event in events])
        raise InputError.single("event", "", f"{event_id!r} is no event of {wanted.target}", near)
    daily, weekly = changes_of(market, wanted)
    study = event_study(
        wanted.name, wanted.unit, daily, events, windows or default_windows(wanted), sample=weekly
    )
    if not event_id:
        return study
    return EventStudy(tuple(row for row in study.rows if row.event_id == event_id), ())
