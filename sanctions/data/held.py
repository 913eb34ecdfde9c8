"""What the store held on a day, arranged to be laid over the bundled figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from sanctions.data.catalog import Card, SeriesCard
from sanctions.data.read import Observation
from sanctions.data.readings import StoredReading

NOTHING = pd.DataFrame({"value": []}, index=pd.DatetimeIndex([], name="date"), dtype=float)


@dataclass(frozen=True, slots=True)
class HeldFigures:
    """The readings of a store known on a day.

    Parameters
    ----------
    readings : mapping of series to a table of its readings
        The fields of StoredReading, by date.
    cards : mapping of series to its card
    """

    readings: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    cards: Mapping[str, SeriesCard] = field(default_factory=dict)

    def by_day(self, series: str, basis: str) -> pd.DataFrame:
        """Return the readings of a series on one basis, by day; another basis is never laid over."""
        table = self.readings.get(series)
        return NOTHING if table is None else table[table["basis"] == basis]

    def observations(self, card: Card, bundled: Sequence[Observation]) -> list[Observation]:
        """Return what the store adds to an observation file: readings that its rows do not give already."""
        said = {(row.series, row.date, row.basis, row.value) for row in bundled}
        held = [
            reading_at(table, place)
            for entry in card.series
            if (table := self.readings.get(entry.id)) is not None
            for place in range(len(table))
        ]
        return [_observation(one) for one in held if (one.series, one.date, one.basis, one.value) not in said]


def held_on(place: Path, as_of: dt.date) -> HeldFigures:
    """Return what the store at `place` held on a day; a missing file holds nothing."""
    if not place.is_file():
        return HeldFigures()
    from sanctions.data.store import known_cards, known_frame  # noqa: PLC0415 - most runs have no store

    frame = known_frame(place, as_of)
    if frame.empty:
        return HeldFigures()
    readings = {str(series): table.set_index("date") for series, table in frame.groupby("series", sort=False)}
    return HeldFigures(readings, known_cards(place))


def reading_at(table: pd.DataFrame, place: int) -> StoredReading:
    """Return one row of a series' table as a reading."""
    row = table.iloc[place]
    return StoredReading(
        series=str(row["series"]),
        date=table.index[place].date(),
        value=float(row["value"]),
        unit=str(row["unit"]),
        basis=str(row["basis"]),
        first_known=row["first_known"].date(),
        retrieved_at=row["retrieved_at"].to_pydatetime(),
        source=str(row["source"]),
        publisher=str(row["publisher"]),
        address=str(row["address"]),
        checksum=str(row["checksum"]),
    )


def _observation(one: StoredReading) -> Observation:
    return Observation(
        series=one.series,
        date=one.date,
        value=one.value,
        unit=one.unit,
        basis=one.basis,
        first_known=one.first_known,
        first_known_stated=False,
        publisher=one.publisher,
        address=one.address,
        seen_via=one.origin,
        kind="data",
        note="",
        line=0,
        origin=one.origin,
    )
