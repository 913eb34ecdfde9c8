"""What there is of each series: span, last value, source, caveats."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import process

from sanctions.data.catalog import Card, SeriesEntry
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
    card : Card
        Of the dataset it belongs to.
    entry : SeriesEntry
    basis : str
    figures : tuple of Figure
        Oldest first, conflicting readings included.
    """

    card: Card
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


def overviews(cards: Sequence[Card], market: Market, name: str) -> tuple[Overview, ...]:
    """Return what there is under a name: one series on each of its bases, or all series of a dataset.

    Parameters
    ----------
    cards : sequence of Card
    market : Market
        Only what it shows is counted.
    name : str
        A series or a dataset.

    Returns
    -------
    tuple of Overview
        Empty for a table of facts, and for series of which nothing is visible yet.

    Raises
    ------
    InputError
        Nothing has that name; the nearest names are given.
    """
    datasets = {card.name: card for card in cards}
    owners = {entry.id: card for card in cards for entry in card.series}
    if name not in datasets and name not in owners:
        near = process.extract(name, [*datasets, *owners], limit=3, score_cutoff=60)
        expected = ", ".join(found for found, _, _ in near) or "a name from: sanctions data list"
        raise InputError.single(name, "", "there is no such series or dataset", expected)
    card = owners.get(name) or datasets[name]
    wanted = [entry for entry in card.series if name in {entry.id, card.name}]
    return tuple(
        Overview(card, entry, basis, market.figures(entry.id, basis))
        for entry in wanted
        for basis in market.bases(entry.id)
    )
