"""Exposure of entities as inputs of the equations: what is known of each, and what the option changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import pandas as pd

from sanctions.data.market import Market
from sanctions.entities.exposed import IN_FORCE, WITH_OPTION, EntityExposure, PackageExposure
from sanctions.entities.exposure import Rate
from sanctions.entities.figures import FigureName
from sanctions.model.dag import Quantity, key
from sanctions.model.metrics import NotApplicable, Status
from sanctions.model.results import LawFact
from sanctions.spec.terms import MeasureKind
from sanctions.units import Unit

_STATES: Final = {IN_FORCE: "law in force", WITH_OPTION: "with the option"}
#: Days a rate may be older than the figure it turns into dollars: a long holiday, no more.
_MOST_RATE_AGE_DAYS: Final = 14
#: Input along entities -> the figure behind it and its unit.
_FIGURES: Final = {
    "entity_assets": (FigureName.ASSETS, Unit.USD_BN),
    "entity_revenue": (FigureName.REVENUE, Unit.USD_BN),
    "entity_staff": (FigureName.STAFF, Unit.COUNT),
    "bank_assets_share": (FigureName.BANK_ASSETS_SHARE, Unit.PERCENT),
}
#: Outputs that need a figure -> the input that must be known for somebody.
_OUTPUTS: Final = {
    "assets_caught_all": "entity_assets",
    "assets_blocked_all": "entity_assets",
    "asset_value_lost_all": "entity_assets",
    "revenue_lost_by_firms": "entity_revenue",
    "shield_cost_all": "entity_revenue",
    "staff_lost_all": "entity_staff",
    "refinancing_at_risk_all": "debt_stopped",
    "bank_share_caught_all": "bank_assets_share",
}
_FIGURE: Final = "figure"
_ON_THE_DAY: Final = ("listed_equity_fall", "peer_equity_fall", "currency_fall_with_listings")
ENTITY_METRICS: Final = frozenset({"assets_caught_all", "refinancing_at_risk_all"})


def rates(market: Market) -> Rate:
    """Return the dollars for one unit of a currency on a day, from the fixings known on the as-of date."""

    def on(code: str, day: dt.date) -> float | None:
        if code == "USD":
            return 1.0
        name, inverse = ("eur_usd", False) if code == "EUR" else (f"fx_{code.lower()}_per_usd", True)
        name = "usd_rub" if code == "RUB" else name
        if name not in market.price_names():
            return None
        series = market.series(name)[: pd.Timestamp(day)]
        if series.empty or (pd.Timestamp(day) - series.index[-1]).days > _MOST_RATE_AGE_DAYS:
            return None
        last = float(series.iloc[-1])
        return 1.0 / last if inverse else last

    return on


@dataclass(frozen=True)
class EntityCase:
    """The entities of one assessment as the graph knows them.

    Parameters
    ----------
    exposure : PackageExposure
    """

    exposure: PackageExposure

    @cached_property
    def rows(self) -> tuple[EntityExposure, ...]:
        """Entities, and figures several share, of which something can be computed."""
        return self.exposure.with_numbers()

    @property
    def members(self) -> tuple[str, ...]:
        """Members of the axis."""
        return tuple(each.name for each in self.rows)

    @cached_property
    def _known(self) -> dict[str, frozenset[str]]:
        """Input along entities -> those it is known for."""
        found = {name: {e.name for e in self.rows if _amount(e, name) is not None} for name in _FIGURES}
        found["debt_stopped"] = {each.name for each in self.rows if each.has_debt}
        return {name: frozenset(each) for name, each in found.items()}

    @property
    def outputs(self) -> tuple[str, ...]:
        """Quantities that can be computed; empty where the option catches and releases nobody."""
        if not self.exposure.entities:
            return ()
        on_the_day = _ON_THE_DAY if self._catches else ()
        return (*(name for name, needed in _OUTPUTS.items() if self._known[needed]), *on_the_day)

    @property
    def _catches(self) -> bool:
        """Whether anybody is newly caught; what a release does to markets on the day has no reading."""
        return any(_change(each) > 0 for each in self.exposure.entities)

    def quantities(self) -> tuple[Quantity, ...]:
        """Return the inputs, each known for some entities only."""
        known, axis = self._known, ("entity",)
        return (
            *(Quantity(name, axis, entities=known[name]) for name in _FIGURES),
            Quantity("assets_besides_state_bonds", axis, entities=known["entity_assets"]),
            Quantity("debt_stopped", ("law", *axis), by_year=True, entities=known["debt_stopped"]),
            Quantity("property_blocked", ("law", *axis), by_year=True),
            Quantity("caught_change", axis),
            Quantity("counted_once", axis),
            Quantity("strategic", axis),
            Quantity("option_lists"),
        )

    def facts(self) -> tuple[LawFact, ...]:
        """Return every input with its meaning and where it comes from."""
        lists = float(self._catches)
        option = LawFact(
            "option_lists",
            "the option newly catches somebody",
            Unit.FLAG,
            (lists,),
            self.exposure.measures,
        )
        return (option, *(fact for each in self.rows for fact in _facts(each)))

    def counts(self) -> dict[str, float]:
        """Return the metrics that are plain counts; none where the option has no measure on entities."""
        if not (self.exposure.measures or self.exposure.entities):
            return {}
        return {
            "entities_listed": float(self.exposure.listed),
            "entities_by_rule": float(self.exposure.by_rule),
        }

    def priced_measures(self) -> frozenset[str]:
        """Return the option's measures that reach somebody with a figure they bear on."""
        kinds = {f"{self.exposure.package.id}#{m.id}": m.kind for m in self.exposure.package.measures}
        return frozenset(
            name
            for each in self.rows
            for name in each.measures[WITH_OPTION]
            if name in kinds and _change(each) and _bears_on(kinds[name], each)
        )

    def absent(self) -> dict[str, NotApplicable]:
        """Return why the other metrics of entities do not apply."""
        if not self.counts():
            no_list = NotApplicable(Status.NO_CHANNEL, "the package names no entity list")
            ids = ("entities_listed", "entities_by_rule", *_METRICS)
            return dict.fromkeys(ids, no_list)
        found = {}
        for id_, (quantity, figure, words) in _METRICS.items():
            if quantity not in self.outputs:
                total = len(self.exposure.entities)
                reason = f"no figure: {words} of none of the {total} entities is known"
                nobody = "nobody is newly caught or released"
                found[id_] = NotApplicable(Status.NO_FIGURE, reason if total else nobody)
            del figure
        return found

    def warnings(self) -> tuple[str, ...]:
        """Return how much of the list each total covers, and what could not be read."""
        total = len(self.exposure.entities)
        if not total:
            return self.exposure.notes
        said = [
            f"{words} known for {self.exposure.covered(figure)} of {total} entities; totals cover only these"
            for _, (_, figure, words) in _METRICS.items()
        ]
        return (*said, *self.exposure.notes)


_METRICS: Final = {
    "entity_assets_usd_bn": ("assets_caught_all", FigureName.ASSETS, "assets"),
    "entity_refinancing_at_risk_usd_bn": (
        "refinancing_at_risk_all",
        FigureName.DEBT,
        "debt by maturity",
    ),
}


def _bears_on(kind: MeasureKind, each: EntityExposure) -> bool:
    """Tell whether a kind of measure changes a figure that is known: of debt, or of anything else."""
    on_property = kind in (MeasureKind.ASSET_FREEZE, MeasureKind.ACCOUNT_BAN)
    on_debt = kind in (MeasureKind.ASSET_FREEZE, MeasureKind.DEBT_TENOR_CAP, MeasureKind.LENDING_BAN)
    has_others = any(_amount(each, name) is not None for name in _FIGURES)
    return (on_property and has_others) or (on_debt and each.has_debt)


def _change(each: EntityExposure) -> int:
    """Return 1 where an entity is newly caught, -1 where it is released, 0 where a second limb is added."""
    return each.listed_change or each.rule_change or _shared_change(each)


def _shared_change(each: EntityExposure) -> int:
    before, after = each.blocked[IN_FORCE][-1], each.blocked[WITH_OPTION][-1]
    return (after > before) - (after < before)


def _amount(each: EntityExposure, name: str) -> float | None:
    figure_name, unit = _FIGURES[name]
    if unit is Unit.USD_BN:
        return each.usd_bn.get(figure_name)
    figure = each.figure(figure_name)
    return None if figure is None else figure.value


def _facts(each: EntityExposure) -> Iterator[LawFact]:
    for name, (figure_name, unit) in _FIGURES.items():
        value, figure = _amount(each, name), each.figure(figure_name)
        if value is not None and figure is not None:
            label = f"{figure_name.replace('_', ' ')} of {each.name}, {figure.date}, {figure.basis}"
            yield LawFact(key(name, [each.name]), label, unit, (value,), (figure.source,), _FIGURE)
    assets = each.usd_bn.get(FigureName.ASSETS)
    if assets is not None:
        bonds = each.usd_bn.get(FigureName.SOVEREIGN_BONDS, 0.0)
        label = f"assets of {each.name} less the bonds of the state known to be among them"
        rest = (max(0.0, assets - bonds),)
        yield LawFact(key("assets_besides_state_bonds", [each.name]), label, Unit.USD_BN, rest, (), _FIGURE)
    for state, title in _STATES.items():
        members, measures = [state, each.name], each.measures[state]
        label = f"property of {each.name} is blocked, {title}"
        yield LawFact(key("property_blocked", members), label, Unit.SHARE, each.blocked[state], measures)
        if each.has_debt:
            label = f"debt of {each.name} falling due in the year whose replacement is barred, {title}"
            path = each.debt_stopped_usd_bn[state]
            yield LawFact(key("debt_stopped", members), label, Unit.USD_BN, path, measures, _FIGURE)
    measures = tuple(dict.fromkeys((*each.measures[IN_FORCE], *each.measures[WITH_OPTION])))
    strategic = all(member.strategic for member in each.members)
    inside = f"{each.name} is not inside the figure of another that is caught"
    changed = f"{each.name} is newly caught (below zero: released)"
    counted = (float(not each.counted_in),)
    yield LawFact(key("caught_change", [each.name]), changed, Unit.FLAG, (float(_change(each)),), measures)
    yield LawFact(key("counted_once", [each.name]), inside, Unit.FLAG, counted, ())
    yield LawFact(
        key("strategic", [each.name]),
        f"{each.name} is one the state shields",
        Unit.FLAG,
        (float(strategic),),
        (),
    )
