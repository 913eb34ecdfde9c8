"""What there is of each series: span, last value, source, caveats."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import process

from sanctions.data.catalog import Card, SeriesCard, SeriesEntry
from sanctions.data.figures import Figure, latest
from sanctions.data.market import Market
from sanctions.errors import InputError

#: Later than anything that can be known: "all of it".
END_OF_TIME = dt.date(2200, 1, 1)


@dataclass(frozen=True, slots=True)
class Overview:
    """One series on one basis, as an analyst asks about it.

    Parameters
    ----------
    entry : SeriesEntry
    basis : str
    figures : tuple of Figure
        Oldest first, conflicting readings included.
    """

    entry: SeriesEntry
    basis: str
    figures: tuple[Figure, ...]

    @property
    def last(self) -> Figure:
        """Return the figure a calculation would use."""
        return latest(self.figures)

    @property
    def conflicts(self) -> tuple[Figure, ...]:
        """Return the readings another source contradicts."""
        return tuple(figure for figure in self.figures if figure.conflicts_with)


def overviews(
    cards: Sequence[Card], own: Mapping[str, SeriesCard], market: Market, name: str
) -> tuple[Card | SeriesCard, tuple[Overview, ...]]:
    """Return what there is under a name: one series on each of its bases, or all series of a dataset.

    Parameters
    ----------
    cards : sequence of Card
        The bundled datasets.
    own : mapping of series to SeriesCard
        The stored series.
    market : Market
        Only what it shows is counted.
    name : str
        A series or a dataset.

    Returns
    -------
    tuple of Card or SeriesCard, and tuple of Overview
        The card it belongs to, and its series; none for a table of facts, and none of those of which
        nothing is visible yet.

    Raises
    ------
    InputError
        Nothing has that name; the nearest names are given.
    """
    datasets = {card.name: card for card in cards}
    owners = {entry.id: card for card in cards for entry in card.series}
    if name not in datasets and name not in owners and name not in own:
        near = process.extract(name, [*datasets, *owners, *own], limit=3, score_cutoff=60)
        expected = ", ".join(found for found, _, _ in near) or "a name from: sanctions data list"
        raise InputError.single(name, "", "there is no such series or dataset", expected)
    card: Card | SeriesCard = owners.get(name) or datasets.get(name) or own[name]
    entries = [card] if isinstance(card, SeriesCard) else list(card.series)
    wanted = [entry for entry in entries if name == entry.id or name in datasets]
    found = tuple(
        Overview(entry, basis, market.figures(entry.id, basis))
        for entry in wanted
        for basis in market.bases(entry.id)
    )
    return card, found
