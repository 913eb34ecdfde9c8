"""Daily and weekly market series, cut at the day they were known."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from sanctions.data.catalog import Card, SeriesEntry
from sanctions.data.figures import BUNDLED, Figure


@dataclass(frozen=True, slots=True, eq=False)
class PriceSeries:
    """One market series as visible on a day, with its source.

    Parameters
    ----------
    card : Card
    entry : SeriesEntry
    observations : pandas.Series
        Float values by date, gaps left out, nothing first known after the snapshot's day.
    sha256 : str
        Checksum of the dataset's visible rows.
    origin : str
        Where the values are kept.
    """

    card: Card
    entry: SeriesEntry
    observations: pd.Series[float]
    sha256: str
    origin: str = BUNDLED

    @property
    def basis(self) -> str:
        """Return whose definition the series follows."""
        return self.entry.basis or self.card.basis

    def figure(self, day: pd.Timestamp) -> Figure:
        """Return the observation of one day as a figure."""
        reference = day.date()
        lag = dt.timedelta(days=self.entry.first_known_lag_days)
        return Figure(
            id=f"{self.entry.id}@{reference}[{self.basis}]",
            series=self.entry.id,
            value=float(self.observations.loc[day]),
            unit=self.entry.unit,
            basis=self.basis,
            date=reference,
            first_known=reference + lag,
            first_known_stated=False,
            publisher=self.entry.publisher or self.card.publisher,
            address=self.entry.address or self.card.address,
            seen_via="; ".join(self.card.seen_via),
            dataset=self.card.name,
            sha256=self.sha256,
            kind="derived" if self.entry.per else "data",
            note=f"{self.entry.column} divided by {self.entry.per}" if self.entry.per else "",
            origin=self.origin,
        )

    def figures(self) -> tuple[Figure, ...]:
        """Return every visible observation as a figure, oldest first."""
        return tuple(self.figure(day) for day in self.observations.index)


def visible(values: pd.Series[float], lag_days: int, as_of: dt.date) -> pd.Series[float]:
    """Return the observations whose date plus lag is not after `as_of`, gaps left out."""
    last = pd.Timestamp(as_of) - pd.Timedelta(days=lag_days)
    return values.loc[:last].dropna()


def series_of(entry: SeriesEntry, table: pd.DataFrame) -> pd.Series[float]:
    """Return one series of a price table: its column, or the quotient of two."""
    values = table[entry.column] / table[entry.per] if entry.per else table[entry.column]
    return values.rename(entry.id)
