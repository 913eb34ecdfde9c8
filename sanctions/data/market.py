"""The market as known on one day, and the questions it answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
from rapidfuzz import process

from sanctions.data.figures import Figure, NoFigure, latest, on_one_basis
from sanctions.data.prices import PriceSeries


@dataclass(frozen=True, slots=True, eq=False)
class Market:
    """The figures known on `as_of`; made by :func:`sanctions.data.vintage.snapshot`.

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
        if series in self._prices and basis in {None, self._prices[series].basis}:
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

    def bases(self, series: str) -> tuple[str, ...]:
        """Return the bases on which figures of the series are visible, by name; none if there is none."""
        prices = self._prices.get(series)
        if prices is not None:
            return () if prices.observations.empty else (prices.basis,)
        return tuple(sorted({figure.basis for figure in self._figures.get(series, ())}))

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
