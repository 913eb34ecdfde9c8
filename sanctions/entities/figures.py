"""What is known of an entity in numbers: figures, stakes and debt, each with its day and source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sanctions.ownership.shares import Share
from sanctions.units import Kind


class FigureName(StrEnum):
    """What a row of an entity table can say."""

    ASSETS = "assets"
    REVENUE = "revenue"
    STAFF = "staff"
    SOVEREIGN_BONDS = "sovereign_bonds"
    NET_DEBT = "net_debt"
    DEBT = "debt"
    BANK_ASSETS_SHARE = "bank_assets_share"
    SECTOR_SHARE = "sector_share"
    WORLD_OUTPUT_SHARE = "world_output_share"
    OUTPUT = "output"
    STAKE = "stake"


#: Amounts of money, in billions of a currency.
MONEY = frozenset(
    {
        FigureName.ASSETS,
        FigureName.REVENUE,
        FigureName.SOVEREIGN_BONDS,
        FigureName.NET_DEBT,
        FigureName.DEBT,
    }
)
SHARES = frozenset(
    {
        FigureName.BANK_ASSETS_SHARE,
        FigureName.SECTOR_SHARE,
        FigureName.WORLD_OUTPUT_SHARE,
        FigureName.STAKE,
    }
)
#: Titles for tables, in the order in which they are shown.
TITLES: Mapping[FigureName, str] = {
    FigureName.ASSETS: "assets",
    FigureName.REVENUE: "revenue a year",
    FigureName.STAFF: "staff",
    FigureName.SOVEREIGN_BONDS: "of which bonds of the state",
    FigureName.NET_DEBT: "net debt",
    FigureName.DEBT: "debt by maturity",
    FigureName.BANK_ASSETS_SHARE: "share of bank assets",
    FigureName.SECTOR_SHARE: "share of its sector",
    FigureName.WORLD_OUTPUT_SHARE: "share of world output",
    FigureName.OUTPUT: "output",
}


@dataclass(frozen=True, slots=True)
class EntityFigure:
    """One figure of one entity, or one figure for several together.

    Parameters
    ----------
    entities : tuple of str
        Whom it is for; several names share one figure that nobody split.
    name : FigureName
    value : float
        In `unit`.
    unit : str
        "USD bn" and the like, "%", "count" or "Mt".
    date, first_known : datetime.date
        Reference day, and first day it could be read.
    kind : Kind
    basis : str
        Whose definition.
    included_in : str
        Entity whose own figure of this name includes this one; empty for none.
    source, address, note, place : str
    """

    entities: tuple[str, ...]
    name: FigureName
    value: float
    unit: str
    date: dt.date
    first_known: dt.date
    kind: Kind
    basis: str
    included_in: str
    source: str
    address: str
    note: str
    place: str

    @property
    def label(self) -> str:
        """Name of the entity, or of those that share the figure."""
        return " + ".join(self.entities)

    @property
    def text(self) -> str:
        """The figure as it is shown."""
        return f"{self.value:g} {self.unit} ({self.date})"


@dataclass(frozen=True, slots=True)
class ListedInstrument:
    """Debt of one entity that falls due on one day.

    Parameters
    ----------
    entity : str
    issued, matures : datetime.date
        The cap is that of the day of issue, for life.
    amount : float
        Principal, in `unit`.
    unit : str
        "USD bn" and the like.
    date, first_known : datetime.date
    kind : Kind
    source, address, place : str
    """

    entity: str
    issued: dt.date
    matures: dt.date
    amount: float
    unit: str
    date: dt.date
    first_known: dt.date
    kind: Kind
    source: str
    address: str
    place: str

    @property
    def tenor_days(self) -> int:
        """Days from issue to maturity."""
        return (self.matures - self.issued).days


@dataclass(frozen=True, slots=True)
class KnownStake:
    """A holding with the day it is of and the day it could first be read."""

    owner: str
    entity: str
    share: Share
    date: dt.date
    valid_from: dt.date | None
    valid_to: dt.date | None
    first_known: dt.date
    source: str
    address: str
    note: str
    place: str

    @property
    def is_reading(self) -> bool:
        """Whether it says what was held on its date, and not from when to when."""
        return self.valid_from is None and self.valid_to is None
