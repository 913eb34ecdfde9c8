"""What was known on a day: every figure, series and table first readable by then, and nothing else."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, replace
from pathlib import Path
from types import MappingProxyType

import pandas as pd
from rapidfuzz import process

from sanctions.data.catalog import Card, catalogue
from sanctions.data.figures import Figure, MixedBases, NoFigure, figures_of, latest, on_one_basis
from sanctions.data.prices import PriceSeries, series_of, visible
from sanctions.data.read import Observation, read_observations, read_prices, read_table
from sanctions.errors import InputError

__all__ = ["Figure", "Market", "MixedBases", "NoFigure", "snapshot"]


@dataclass(frozen=True, slots=True, eq=False)
class Market:
    """The figures known on `as_of`; made by :func:`snapshot`.

    Two markets are equal when everything visible in them is.
    """

    as_of: dt.date
    _figures: Mapping[str, tuple[Figure, ...]]
    _prices: Mapping[str, PriceSeries]
    _tables: Mapping[str, pd.DataFrame]
    _hashes: Mapping[str, str]

    def figure(self, series: str, basis: str | None = None) -> Figure:
        """Return the latest figure, by reference date, that was known on `as_of`.

        Parameters
        ----------
        series : str
            Name as in :meth:`names`.
        basis : str, optional
            Whose definition; needed where there are several.

        Returns
        -------
        Figure

        Raises
        ------
        NoFigure
            Nothing was known by then.
        MixedBases
            Several bases and none named.
        """
        if series in self._prices and basis in {None, self._prices[series].card.basis}:
            prices = self._prices[series]
            if not prices.observations.empty:
                return prices.figure(prices.observations.index[-1])
        return latest(self.figures(series, basis))

    def figures(self, series: str, basis: str | None = None) -> tuple[Figure, ...]:
        """Return all figures known on `as_of`, oldest first; see :meth:`figure` for the parameters."""
        prices = self._prices.get(series)
        found = prices.figures() if prices else self._figures.get(series, ())
        chosen = on_one_basis(series, found, basis)
        if not chosen:
            raise NoFigure(series, self.as_of, basis, self._hint(series, found))
        return chosen

    def series(self, name: str) -> pd.Series[float]:
        """Return a daily or weekly market series up to `as_of`.

        Parameters
        ----------
        name : str
            One of :meth:`price_names`.

        Returns
        -------
        pandas.Series
            Float values by date (DatetimeIndex, increasing), gaps left out.

        Raises
        ------
        NoFigure
            No such series, or nothing of it was known by then.
        """
        if name not in self._prices or self._prices[name].observations.empty:
            raise NoFigure(name, self.as_of, None, self._hint(name, ()))
        return self._prices[name].observations.copy()

    def table(self, name: str) -> pd.DataFrame:
        """Return the rows of a table of facts that were known on `as_of`.

        Raises
        ------
        NoFigure
            There is no such table.
        """
        if name not in self._tables:
            raise NoFigure(name, self.as_of, None, f"tables are {', '.join(self._tables)}")
        return self._tables[name].copy()

    def names(self) -> tuple[str, ...]:
        """Return the series with at least one visible figure, by name."""
        return tuple(sorted([*self._figures, *self.price_names()]))

    def price_names(self) -> tuple[str, ...]:
        """Return the daily and weekly market series with at least one visible value, by name."""
        return tuple(sorted(name for name, prices in self._prices.items() if not prices.observations.empty))

    def table_names(self) -> tuple[str, ...]:
        """Return the tables of facts, by name."""
        return tuple(sorted(self._tables))

    def dataset_hashes(self) -> Mapping[str, str]:
        """Return dataset name to SHA-256 of its rows visible on `as_of`.

        Rows that became known later do not change it, so a result of one day keeps its checksums.
        """
        return self._hashes

    def _hint(self, series: str, found: tuple[Figure, ...]) -> str:
        if found:
            return f"bases are {', '.join(sorted({figure.basis for figure in found}))}"
        near = process.extract(series, self.names(), limit=3, score_cutoff=70)
        return f"nearest names: {', '.join(name for name, _, _ in near)}" if near else ""

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Market):
            return NotImplemented
        return (
            (self.as_of, self._figures, self._hashes) == (other.as_of, other._figures, other._hashes)
            and self.price_names() == other.price_names()
            and all(self.series(name).equals(other.series(name)) for name in self.price_names())
            and self.table_names() == other.table_names()
            and all(self._tables[name].equals(other._tables[name]) for name in self._tables)
        )

    __hash__ = None  # type: ignore[assignment]


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
    figures: dict[str, tuple[Figure, ...]] = {}
    prices: dict[str, PriceSeries] = {}
    tables: dict[str, pd.DataFrame] = {}
    hashes: dict[str, str] = {}
    starts: list[dt.date] = []
    for card in catalogue(folder):
        if card.form == "observations":
            seen = [row for row in read_observations(card) if row.first_known <= as_of]
            hashes[card.name] = _digest(_canonical(row) for row in seen)
            for figure in figures_of(card.name, seen, hashes[card.name]):
                figures[figure.series] = (*figures.get(figure.series, ()), figure)
        elif card.form == "prices":
            whole = read_prices(card)
            starts.append(whole.index[0].date())
            shown = _visible_prices(card, whole, as_of)
            hashes[card.name] = _digest(values.to_csv() for values in shown.values())
            for entry in card.series:
                prices[entry.id] = PriceSeries(card, entry, shown[entry.id], hashes[card.name])
        else:
            rows = read_table(card)
            tables[card.name] = rows[rows["first_known"] <= as_of].reset_index(drop=True)
            hashes[card.name] = _digest([tables[card.name].to_csv()])
    _refuse_too_early(as_of, starts)
    return Market(
        as_of,
        MappingProxyType(figures),
        MappingProxyType(prices),
        MappingProxyType(tables),
        MappingProxyType(hashes),
    )


def _visible_prices(card: Card, whole: pd.DataFrame, as_of: dt.date) -> dict[str, pd.Series[float]]:
    return {
        entry.id: visible(series_of(entry, whole), entry.first_known_lag_days, as_of) for entry in card.series
    }


def _refuse_too_early(as_of: dt.date, starts: list[dt.date]) -> None:
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
