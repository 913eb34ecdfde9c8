"""What a metric is, the questions metrics answer, and why one may not apply."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sanctions.units import Unit


class Criterion(StrEnum):
    """The questions a comparison answers, in the order of the Summary sheet."""

    IMPACT = "Impact"
    COLLATERAL = "Collateral"
    DURABILITY = "Durability"
    COORDINATION = "Coordination"
    EXPECTATION = "Expectation"
    REPLY = "Reply"
    CERTAINTY = "Certainty"
    ENTITIES = "Entities"


class Status(StrEnum):
    """Why a metric does not apply."""

    NO_CHANNEL = "no_channel"
    NOT_BUILT = "not_built"
    NO_FIGURE = "no_figure"
    ZERO_REFERENCE = "zero_reference"
    SMALLER_REFERENCE = "smaller_reference"


@dataclass(frozen=True)
class NotApplicable:
    """A metric that is absent, with its reason."""

    status: Status
    reason: str


@dataclass(frozen=True)
class Metric:
    """One reported metric.

    Parameters
    ----------
    id : str
        Contract id; says unit and horizon. Plus means a cost to whoever is named.
    unit : str
    horizon : str
        Time or span the figure is for.
    label : str
        Plain words for the Summary sheet.
    criterion : Criterion
    quantity : str or None
        Key of what gives it, such as ``peak_yield`` or ``country_cost[us]``; None if no equation does.
    headline : bool
        Whether the Summary sheet shows it.
    ratio : bool
        A ratio has no mean and exists only where its reference keeps one sign.
    """

    id: str
    unit: Unit
    horizon: str
    label: str
    criterion: Criterion
    quantity: str | None = None
    headline: bool = False
    ratio: bool = False


#: As ids write a country -> its name, and its member among holders.
_COUNTRIES = {
    "us": ("the US", "us"),
    "eu": ("the EU", "eu"),
    "uk": ("the UK", "uk"),
    "others": ("other countries", "other"),
}


def by_country(id_: str, horizon: str, label: str, quantity: str, *, headline: bool = False) -> list[Metric]:
    """Return the same cost for each country with figures, for the others, and for all together."""
    rows = [(code, name, f"{quantity}[{member}]") for code, (name, member) in _COUNTRIES.items()]
    rows.append(("all", "all countries outside the target", f"{quantity}_all"))
    return [
        Metric(
            id_.format(code), Unit.USD_BN, horizon, label.format(name), Criterion.COLLATERAL, key, headline
        )
        for code, name, key in rows
    ]
