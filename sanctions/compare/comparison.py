"""Options side by side: each with its interval, every difference with its own, from the same draws."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sanctions.data.vintage import Figure
from sanctions.model.metrics import NotApplicable
from sanctions.model.results import Assessment, Spread


@dataclass(frozen=True)
class Difference:
    """One option minus another, draw by draw.

    Parameters
    ----------
    option, minus : str
        Package ids.
    metrics : mapping of str to Spread
    not_applicable : mapping of str to NotApplicable
    probability_costs_target_more_pct : float or None
        Share of draws in which `option` raises the peak yield more than `minus`.
    """

    option: str
    minus: str
    metrics: Mapping[str, Spread]
    not_applicable: Mapping[str, NotApplicable]
    probability_costs_target_more_pct: float | None


@dataclass(frozen=True)
class Comparison:
    """What the workbook, the JSON and the terminal show.

    Parameters
    ----------
    version : str
        Version of this package.
    as_of : datetime.date
    seed, draws : int
    yardstick : str
        Package id the others are measured against.
    options : tuple of Assessment
        In the order given.
    spreads : mapping of str to mapping of str to Spread
        Option id -> metric id -> summary.
    differences : tuple of Difference
        Every other option minus the yardstick.
    share_used : mapping of str to mapping of str to Spread or NotApplicable
        Option id -> metric id -> option / yardstick in percent.
    spec_sha256 : mapping of str to str
    datasets : mapping of str to str
        Dataset name -> sha256.
    figures : tuple of Figure
        Every figure a parameter rests on.
    warnings : tuple of str
    """

    version: str
    as_of: dt.date
    seed: int
    draws: int
    yardstick: str
    options: tuple[Assessment, ...]
    spreads: Mapping[str, Mapping[str, Spread]]
    differences: tuple[Difference, ...]
    share_used: Mapping[str, Mapping[str, Spread | NotApplicable]]
    spec_sha256: Mapping[str, str]
    datasets: Mapping[str, str]
    figures: tuple[Figure, ...]
    warnings: tuple[str, ...]

    def option(self, package_id: str) -> Assessment:
        """Return one option by package id; KeyError when it is not compared."""
        for each in self.options:
            if each.package.id == package_id:
                return each
        raise KeyError(package_id)
