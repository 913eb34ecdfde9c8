"""What was known on a day: every figure, series and table first readable by then, and nothing else."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import astuple, replace
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from sanctions.data.catalog import Card, catalogue
from sanctions.data.figures import Figure, MixedBases, NoFigure, figures_of
from sanctions.data.market import Market
from sanctions.data.prices import PriceSeries, series_of, visible
from sanctions.data.read import Content, Observation, read_all
from sanctions.errors import InputError

__all__ = ["Figure", "Market", "MixedBases", "NoFigure", "snapshot"]


def snapshot(as_of: dt.date, *, folder: Path | None = None) -> Market:
    """Return everything that was known on a day.

    Parameters
    ----------
    as_of : datetime.date
        Figures first known on this day are included.
    folder : pathlib.Path, optional
        Datasets folder; default: the bundled one.

    Returns
    -------
    Market

    Raises
    ------
    InputError
        The day is before the data begin, or a data file or card is faulty (every problem).
    """
    content = read_all(catalogue(folder))
    _refuse_too_early(as_of, content)
    hashes: dict[str, str] = {}
    figures: dict[str, list[Figure]] = {}
    for card, rows in content.observations:
        seen = [row for row in rows if row.first_known <= as_of]
        hashes[card.name] = _digest(map(_canonical, seen))
        for figure in figures_of(card.name, seen, hashes[card.name]):
            figures.setdefault(figure.series, []).append(figure)
    prices: dict[str, PriceSeries] = {}
    for card, whole in content.prices:
        shown = _visible_prices(card, whole, as_of)
        hashes[card.name] = _digest(series.to_csv() for series in shown.values())
        for entry in card.series:
            prices[entry.id] = PriceSeries(card, entry, shown[entry.id], hashes[card.name])
    tables: dict[str, pd.DataFrame] = {}
    for card, whole in content.tables:
        tables[card.name] = whole[whole["first_known"] <= as_of].reset_index(drop=True)
        hashes[card.name] = _digest([tables[card.name].to_csv()])
    return Market(
        as_of,
        MappingProxyType({name: tuple(found) for name, found in figures.items()}),
        MappingProxyType(prices),
        MappingProxyType(tables),
        MappingProxyType(dict(sorted(hashes.items()))),
    )


def _visible_prices(card: Card, whole: pd.DataFrame, as_of: dt.date) -> dict[str, pd.Series[float]]:
    return {
        entry.id: visible(series_of(entry, whole), entry.first_known_lag_days, as_of) for entry in card.series
    }


def _refuse_too_early(as_of: dt.date, content: Content) -> None:
    starts = [whole.index[0].date() for _, whole in content.prices]
    if starts and as_of < min(starts):
        message = f"{as_of} is before the data begin"
        raise InputError.single("as_of", "", message, f"{min(starts)} or later")


def _canonical(row: Observation) -> str:
    return "\x1f".join(map(str, astuple(replace(row, line=0))))


def _digest(parts: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.encode())
        digest.update(b"\n")
    return digest.hexdigest()
