"""What the store held on a day, arranged to be laid over the bundled figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sanctions.data.catalog import Card, SeriesCard
from sanctions.data.read import Observation
from sanctions.data.store import StoredReading, known_cards, known_readings


@dataclass(frozen=True, slots=True)
class Held:
    """The readings of a store known on a day.

    Parameters
    ----------
    readings : mapping of series to its readings
    cards : mapping of series to its card
    """

    readings: Mapping[str, tuple[StoredReading, ...]] = field(default_factory=dict)
    cards: Mapping[str, SeriesCard] = field(default_factory=dict)

    def by_day(self, series: str, basis: str) -> dict[dt.date, StoredReading]:
        """Return the readings of a series on one basis, by day; another basis is never laid over."""
        return {one.date: one for one in self.readings.get(series, ()) if one.basis == basis}

    def observations(self, card: Card, bundled: Sequence[Observation]) -> list[Observation]:
        """Return what the store adds to an observation file: readings that its rows do not give already."""
        said = {(row.series, row.date, row.basis, row.value) for row in bundled}
        return [
            _observation(one)
            for entry in card.series
            for one in self.readings.get(entry.id, ())
            if (one.series, one.date, one.basis, one.value) not in said
        ]


def held_on(place: Path, as_of: dt.date) -> Held:
    """Return what the store at `place` held on a day; a missing file holds nothing."""
    readings: dict[str, list[StoredReading]] = {}
    for one in known_readings(place, as_of):
        readings.setdefault(one.series, []).append(one)
    return Held({series: tuple(rows) for series, rows in readings.items()}, known_cards(place))


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
