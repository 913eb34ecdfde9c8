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
from sanctions.data.held import NOTHING, HeldFigures, held_on
from sanctions.data.market import Market
from sanctions.data.places import default_place
from sanctions.data.prices import (
    PriceSeries,
    bundled_provenance,
    fingerprint,
    laid_over,
    series_of,
    store_provenance,
    visible,
)
from sanctions.data.read import Content, Observation, read_all
from sanctions.errors import InputError

__all__ = ["Figure", "Market", "MixedBases", "NoFigure", "snapshot"]


def snapshot(as_of: dt.date, *, folder: Path | None = None, store: Path | None = None) -> Market:
    """Return everything that was known on a day.

    Parameters
    ----------
    as_of : datetime.date
        Figures first known on this day are included.
    folder : pathlib.Path, optional
        Datasets folder; default: the bundled one.
    store : pathlib.Path, optional
        File of downloaded readings, laid over the bundled figures as far as they had been downloaded by
        `as_of`; default: the user's own. A missing file is an empty store.

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
    held = held_on(default_place() if store is None else store, as_of)
    hashes: dict[str, str] = {}
    figures: dict[str, list[Figure]] = {}
    for card, rows in content.observations:
        seen = [row for row in rows if row.first_known <= as_of]
        seen += held.observations(card, seen)
        hashes[card.name] = _digest(_canonical(row).encode() for row in seen)
        for figure in figures_of(card.name, seen, hashes[card.name]):
            figures.setdefault(figure.series, []).append(figure)
    prices: dict[str, PriceSeries] = {}
    for card, whole in content.prices:
        found = _visible_prices(card, whole, as_of, held)
        hashes[card.name] = found[0].provenance.sha256
        prices |= {series.entry.id: series for series in found}
    tables: dict[str, pd.DataFrame] = {}
    for card, whole in content.tables:
        tables[card.name] = whole[whole["first_known"] <= as_of].reset_index(drop=True)
        hashes[card.name] = _digest([tables[card.name].to_csv().encode()])
    own = _only_stored(held, {entry.id for card, _ in _listed(content) for entry in card.series})
    hashes |= {series.provenance.dataset: series.provenance.sha256 for series in own}
    return Market(
        as_of,
        MappingProxyType({name: tuple(found) for name, found in figures.items()}),
        MappingProxyType(prices | {series.entry.id: series for series in own}),
        MappingProxyType(tables),
        MappingProxyType(dict(sorted(hashes.items()))),
    )


def _listed(content: Content) -> tuple[tuple[Card, object], ...]:
    return (*content.observations, *content.prices)


def _visible_prices(card: Card, whole: pd.DataFrame, as_of: dt.date, held: HeldFigures) -> list[PriceSeries]:
    shown = []
    for entry in card.series:
        bundled = visible(series_of(entry, whole), entry.first_known_lag_days, as_of)
        basis = entry.basis or card.basis
        shown.append((entry, *laid_over(bundled, held.by_day(entry.id, basis))))
    sha256 = _digest(fingerprint(values, stored) for _, values, stored in shown)
    return [
        PriceSeries(entry, bundled_provenance(card, entry, sha256), values, stored)
        for entry, values, stored in shown
    ]


def _only_stored(held: HeldFigures, bundled: set[str]) -> list[PriceSeries]:
    """Return the series that only the store has."""
    own = [held.cards[name] for name in sorted(held.cards) if name not in bundled]
    empty: pd.Series[float] = NOTHING["value"].astype(float)
    shown = [(card, *laid_over(empty.rename(card.id), held.by_day(card.id, card.basis))) for card in own]
    sha256 = _digest(fingerprint(values, stored) for _, values, stored in shown)
    return [
        PriceSeries(card, store_provenance(card, sha256), values, stored)
        for card, values, stored in shown
        if len(stored)
    ]


def _refuse_too_early(as_of: dt.date, content: Content) -> None:
    starts = [whole.index[0].date() for _, whole in content.prices]
    if starts and as_of < min(starts):
        message = f"{as_of} is before the data begin"
        raise InputError.single("as_of", "", message, f"{min(starts)} or later")


def _canonical(row: Observation) -> str:
    return "\x1f".join(map(str, astuple(replace(row, line=0))))


def _digest(parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
        digest.update(b"\n")
    return digest.hexdigest()
