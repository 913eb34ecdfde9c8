"""Daily and weekly market series, cut at the day they were known."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

import pandas as pd

from sanctions.data.catalog import Card, SeriesCard, SeriesEntry
from sanctions.data.figures import Figure
from sanctions.data.held import NOTHING, reading_at
from sanctions.data.read import BUNDLED


@dataclass(frozen=True, slots=True)
class Provenance:
    """Whose series it is, and which dataset holds it.

    Parameters
    ----------
    dataset, basis, publisher, address, seen_via : str
    sha256 : str
        Checksum of the dataset's visible rows.
    """

    dataset: str
    basis: str
    publisher: str
    address: str
    seen_via: str
    sha256: str


@dataclass(frozen=True, slots=True, eq=False)
class PriceSeries:
    """One market series as visible on a day, with its source.

    Parameters
    ----------
    entry : SeriesEntry
    provenance : Provenance
    observations : pandas.Series
        Float values by date, gaps left out, nothing first known after the snapshot's day.
    stored : pandas.DataFrame
        Those of the observations that came from the store, not from the bundled files, by date.
    """

    entry: SeriesEntry
    provenance: Provenance
    observations: pd.Series[float]
    stored: pd.DataFrame = field(default_factory=lambda: NOTHING)

    @property
    def basis(self) -> str:
        """Return whose definition the series follows."""
        return self.provenance.basis

    def figure(self, day: pd.Timestamp) -> Figure:
        """Return the observation of one day as a figure."""
        reference, source = day.date(), self.provenance
        held = (
            reading_at(self.stored, int(self.stored.index.searchsorted(day)))
            if day in self.stored.index
            else None
        )
        lag = dt.timedelta(days=self.entry.first_known_lag_days)
        return Figure(
            id=f"{self.entry.id}@{reference}[{source.basis}]",
            series=self.entry.id,
            value=float(self.observations.loc[day]),
            unit=self.entry.unit,
            basis=source.basis,
            date=reference,
            first_known=held.first_known if held else reference + lag,
            first_known_stated=False,
            publisher=held.publisher if held else source.publisher,
            address=held.address if held else source.address,
            seen_via=held.origin if held else source.seen_via,
            dataset=source.dataset,
            sha256=source.sha256,
            kind="derived" if self.entry.per else "data",
            note=f"{self.entry.column} divided by {self.entry.per}" if self.entry.per else "",
            origin=held.origin if held else BUNDLED,
        )

    def figures(self) -> tuple[Figure, ...]:
        """Return every visible observation as a figure, oldest first."""
        return tuple(self.figure(day) for day in self.observations.index)


def bundled_provenance(card: Card, entry: SeriesEntry, sha256: str) -> Provenance:
    """Return the source of a series of a bundled price table."""
    return Provenance(
        card.name,
        entry.basis or card.basis,
        entry.publisher or card.publisher,
        entry.address or card.address,
        "; ".join(card.seen_via),
        sha256,
    )


def store_provenance(card: SeriesCard, sha256: str) -> Provenance:
    """Return the source of a series that only the store has."""
    return Provenance("store", card.basis, card.publisher, card.address, "downloaded", sha256)


def visible(values: pd.Series[float], lag_days: int, as_of: dt.date) -> pd.Series[float]:
    """Return the observations whose date plus lag is not after `as_of`, gaps left out."""
    last = pd.Timestamp(as_of) - pd.Timedelta(days=lag_days)
    return values.loc[:last].dropna()


def series_of(entry: SeriesEntry, table: pd.DataFrame) -> pd.Series[float]:
    """Return one series of a price table: its column, or the quotient of two."""
    values = table[entry.column] / table[entry.per] if entry.per else table[entry.column]
    return values.rename(entry.id)


def laid_over(values: pd.Series[float], readings: pd.DataFrame) -> tuple[pd.Series[float], pd.DataFrame]:
    """Return a series with stored readings put on top, and those of them that say something new.

    Parameters
    ----------
    values : pandas.Series
        Bundled values by date.
    readings : pandas.DataFrame
        Stored readings by date, with a column ``value``.

    Returns
    -------
    tuple of pandas.Series and pandas.DataFrame
        The merged series, increasing by date, and the readings that differ from `values` or add a day.
    """
    if readings.empty:
        return values, readings
    known = values.reindex(readings.index)
    fresh = readings[known.isna() | (known != readings["value"])]
    if fresh.empty:
        return values, fresh
    kept = values[~values.index.isin(fresh.index)]
    over = fresh["value"].astype(float)
    merged = (pd.concat([kept, over]) if len(kept) else over).sort_index().rename(str(values.name))
    merged.index = pd.DatetimeIndex(merged.index, name="date")
    return merged, fresh


def fingerprint(values: pd.Series[float], stored: pd.DataFrame) -> bytes:
    """Return bytes that tell one visible series from another: days, values, and what came from the store."""
    days = values.index.to_numpy().astype("datetime64[D]").astype("<i8")
    parts = [str(values.name).encode(), days.tobytes(), values.to_numpy().astype("<f8").tobytes()]
    if len(stored):
        parts.append(stored[["first_known", "retrieved_at", "checksum"]].to_csv().encode())
    return b"\x1f".join(parts)
