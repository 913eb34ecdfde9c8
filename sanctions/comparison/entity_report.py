"""An option's exposure of entities: totals with intervals, designations taken apart, what markets did."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import pandas as pd

from sanctions.comparison.run import day_before
from sanctions.data.vintage import snapshot
from sanctions.entities.designations import DesignationSum, take_apart
from sanctions.entities.exposed import PackageExposure
from sanctions.entities.figures import FigureName
from sanctions.entities.reach import reach_of, reaches_entities
from sanctions.entities.register import EntityTables, bundled_entities
from sanctions.entities.tables import read_figures
from sanctions.errors import InputError
from sanctions.model.assess import assess
from sanctions.model.draws import DEFAULT_DRAWS
from sanctions.model.equations import EQUATIONS
from sanctions.model.results import Assessment, Spread
from sanctions.parameters.estimate import estimate
from sanctions.spec.load import load_package
from sanctions.spec.package import Package

#: Totals shown, in order, with the figure they need; None where none is needed.
_TOTALS: Final[dict[str, FigureName | None]] = {
    "assets_caught_all": FigureName.ASSETS,
    "assets_blocked_all": FigureName.ASSETS,
    "asset_value_lost_all": FigureName.ASSETS,
    "revenue_lost_by_firms": FigureName.REVENUE,
    "shield_cost_all": FigureName.REVENUE,
    "staff_lost_all": FigureName.STAFF,
    "refinancing_at_risk_all": FigureName.DEBT,
    "bank_share_caught_all": FigureName.BANK_ASSETS_SHARE,
    "listed_equity_fall": None,
    "peer_equity_fall": None,
    "currency_fall_with_listings": None,
}
_EVERYTHING_KNOWN: Final = dt.date(2100, 1, 1)
_LISTED, _PEERS, _CURRENCY = "listed_equity_fall", "peer_equity_fall", "currency_fall_with_listings"


@dataclass(frozen=True)
class EntityTotal:
    """One total with its interval and how much of the list it covers.

    Parameters
    ----------
    quantity, label, unit : str
    spread : Spread or None
        None where nobody's figure is known.
    covered, of : int
        Entities with the figure it needs, and entities caught; both zero where none is needed.
    """

    quantity: str
    label: str
    unit: str
    spread: Spread | None
    covered: int
    of: int


@dataclass(frozen=True)
class Reaction:
    """What a market did, beside what would have been said of it before.

    Parameters
    ----------
    date, window, asset, note, source, address : str
    value : float
    unit : str
    quantity : str
        Total it is to be read beside; empty where the model has no such reading.
    low, high : float or None
        8-in-10 range of that total, as a fall.
    """

    date: str
    window: str
    asset: str
    value: float
    unit: str
    note: str
    source: str
    address: str
    quantity: str = ""
    low: float | None = None
    high: float | None = None

    @property
    def inside(self) -> bool | None:
        """Whether it lies in the range; None where there is none."""
        if self.low is None or self.high is None:
            return None
        return self.low <= -self.value <= self.high


@dataclass(frozen=True)
class EntityReport:
    """Everything `lists exposure` says.

    Parameters
    ----------
    assessment : Assessment
    exposure : PackageExposure
    totals : tuple of EntityTotal
    designations : tuple of DesignationSum
    happened : tuple of Reaction
        After the as-of date, and used in no number.
    """

    assessment: Assessment
    exposure: PackageExposure
    totals: tuple[EntityTotal, ...]
    designations: tuple[DesignationSum, ...]
    happened: tuple[Reaction, ...]


def entity_report(
    option: str,
    as_of: dt.date | None = None,
    draws: int = DEFAULT_DRAWS,
    seed: int = 1,
    entities: Path | None = None,
    card: Path | None = None,
) -> EntityReport:
    """Return the exposure of entities to an option.

    Parameters
    ----------
    option : str
        As on the command line.
    as_of : datetime.date, optional
        Nothing first known after it is used; by default the day before the announcement.
    draws, seed : int
    entities, card : pathlib.Path, optional
        A table of entity figures of the user's own, and its card.

    Raises
    ------
    InputError
        Any problem with option, table or card.
    """
    package = load_package(option)
    tables = entity_tables(entities, card)
    market = snapshot(as_of or day_before([package]))
    found = assess(package, market, estimate(market, package.target), draws, seed, entities=tables)
    return report_of(found)


def entity_tables(entities: Path | None = None, card: Path | None = None) -> EntityTables:
    """Return the shipped tables of entities, with a table of the user's own added.

    Raises
    ------
    InputError
        Every problem of table and card, or a card without a table.
    """
    if entities is None and card is not None:
        raise InputError.single(card.name, "", "a card without the table it describes", "the table too")
    shipped = bundled_entities()
    return shipped if entities is None else shipped.with_table(read_figures(entities, card))


def report_of(found: Assessment) -> EntityReport:
    """Return the exposure of entities in an assessment."""
    exposure = found.exposure or PackageExposure(found.package, found.as_of)
    totals = tuple(_total(name, found, exposure) for name in _TOTALS) if exposure.entities else ()
    known = exposure.tables or bundled_entities().known_on(found.as_of)
    apart = []
    for measure in found.package.measures:
        if reaches_entities(measure):
            name = f"{found.package.id}#{measure.id}"
            taken = take_apart(reach_of(name, measure, known, found.as_of), known, found.as_of)
            apart += [taken] if taken is not None and taken.rows else []
    return EntityReport(found, exposure, totals, tuple(apart), reactions(found.package, totals, exposure))


def _total(name: str, found: Assessment, exposure: PackageExposure) -> EntityTotal:
    equation = next(each for each in EQUATIONS if each.name == name)
    values = found.entity_totals.get(name)
    figure = _TOTALS[name]
    spread = None if values is None else Spread.of(values if values.ndim == 1 else values[-1])
    label = " ".join(equation.meaning.split())
    if values is not None and values.ndim > 1:
        label += " (year 8)"
    covered = 0 if figure is None else exposure.covered(figure)
    of = 0 if figure is None else len(exposure.entities)
    return EntityTotal(name, label, str(equation.unit), spread, covered, of)


def reactions(
    package: Package, totals: tuple[EntityTotal, ...], exposure: PackageExposure
) -> tuple[Reaction, ...]:
    """Return what markets did when a package was announced, each beside the total it belongs to."""
    by_name = {each.quantity: each.spread for each in totals}
    found = []
    for row in _rows_of(package.id):
        quantity = _beside(str(row["asset"]), str(row["unit"]), str(row["window"]), exposure)
        spread = by_name.get(quantity)
        text = {k: str(row[k]) for k in ("date", "window", "asset", "unit")}
        found.append(
            Reaction(
                **text,
                value=float(str(row["value"])),
                note=str(row["level_or_note"]),
                source=str(row["source_title"]),
                address=str(row["source_address"]),
                quantity=quantity if spread else "",
                low=None if spread is None else spread.p10,
                high=None if spread is None else spread.p90,
            )
        )
    return tuple(found)


@cache
def _rows_of(package_id: str) -> tuple[dict[str, object], ...]:
    """Return the recorded reactions to the event of a package, whenever they became known."""
    market = snapshot(_EVERYTHING_KNOWN)
    events = market.table("events")
    ids = set(events.loc[events["package"] == package_id, "event_id"])
    table = market.table("market_reactions")
    numeric = pd.to_numeric(table["value"], errors="coerce")
    rows = table[table["event_id"].isin(ids) & numeric.notna()]
    return tuple({str(k): v for k, v in row.items()} for row in rows.to_dict("records"))


def _beside(asset: str, unit: str, window: str, exposure: PackageExposure) -> str:
    """Return the total a reaction belongs to: falls of the day in percent, by whose they are."""
    if unit != "%" or "level" in window or "week" in window or "month" in window:
        return ""
    if asset.startswith("RUB"):
        return _CURRENCY
    words = asset.casefold()
    caught = any(e.name.casefold().split(" ")[0] in words.split() for e in exposure.entities)
    if not ("shares" in words or "gdr" in words or asset in {"RTS", "MOEX", "MICEX"}):
        return ""
    return _LISTED if caught else _PEERS
