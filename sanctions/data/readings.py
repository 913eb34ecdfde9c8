"""A reading as the local store keeps it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

#: Source of a series brought along: it counts from its publication, whenever it was added.
OWN = "own"


@dataclass(frozen=True, slots=True)
class StoredReading:
    """One vintage of one reading.

    Parameters
    ----------
    series : str
    date : datetime.date
        The day it describes.
    value : float
        In `unit`.
    unit, basis : str
    first_known : datetime.date
        Day the publisher put it out; for a revision, the day it was first seen.
    retrieved_at : datetime.datetime
        When it was downloaded, UTC without zone.
    source, publisher, address : str
        The connector, the publisher, and the page or file it came from.
    checksum : str
        SHA-256 of the download.
    """

    series: str
    date: dt.date
    value: float
    unit: str
    basis: str
    first_known: dt.date
    retrieved_at: dt.datetime
    source: str
    publisher: str
    address: str
    checksum: str

    @property
    def origin(self) -> str:
        """Return where the reading is kept, in words for a log."""
        return f"store, {self.source}, {self.retrieved_at:%Y-%m-%d}"
