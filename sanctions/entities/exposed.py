"""What exposure consists of: entities newly caught or released, with what is known of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from sanctions.entities.figures import MONEY, EntityFigure, FigureName
from sanctions.entities.register import Entity, EntityTables
from sanctions.ownership.verdicts import Verdict
from sanctions.spec.package import Package

IN_FORCE, WITH_OPTION = "in_force", "with_option"
#: Figures that are used as they are, without dollars.
_COUNTED = frozenset({FigureName.STAFF, FigureName.BANK_ASSETS_SHARE})


@dataclass(frozen=True)
class EntityExposure:
    """One entity (or several that share one figure) under the law in force and with the option.

    Parameters
    ----------
    name : str
    members : tuple of Entity
    verdict : Verdict
        The firmest one with the option, or under the law in force where the option lifts it.
    measures : mapping of str to tuple of str
        State of the law -> names of the measures that reach it.
    listed_change, rule_change : int
        1 where the option newly names it, or newly catches it by ownership; -1 where it lifts that.
    blocked : mapping of str to tuple of float
        State of the law -> how far its property is blocked, by annual column, 0 to 1.
    debt_stopped_usd_bn : mapping of str to tuple of float
        State of the law -> debt falling due in the year whose replacement is barred; empty without figures.
    figures : tuple of EntityFigure
        The latest known of each name.
    usd_bn : mapping of FigureName to float
        Amounts of money in dollars, where there is a rate.
    counted_in : str
        Entity whose own figure includes this one's, so that totals count it once; empty for none.
    no_figure : tuple of FigureName
        Those that matter for what the option does and are not known.
    """

    name: str
    members: tuple[Entity, ...]
    verdict: Verdict
    measures: Mapping[str, tuple[str, ...]]
    listed_change: int
    rule_change: int
    blocked: Mapping[str, tuple[float, ...]]
    debt_stopped_usd_bn: Mapping[str, tuple[float, ...]]
    figures: tuple[EntityFigure, ...]
    usd_bn: Mapping[FigureName, float]
    counted_in: str = ""
    no_figure: tuple[FigureName, ...] = ()

    @property
    def has_debt(self) -> bool:
        """Whether debt by maturity is known."""
        return bool(self.debt_stopped_usd_bn)

    @property
    def has_numbers(self) -> bool:
        """Whether anything of it can be computed."""
        computed = {*self.usd_bn, *(each.name for each in self.figures if each.name in _COUNTED)}
        return self.has_debt or bool(computed - {FigureName.NET_DEBT, FigureName.DEBT})

    def figure(self, name: FigureName) -> EntityFigure | None:
        """Return one figure; None where there is none."""
        return next((each for each in self.figures if each.name is name), None)


@dataclass(frozen=True)
class PackageExposure:
    """Everything an option's entity measures reach.

    Parameters
    ----------
    package : Package
    as_of : datetime.date
    entities : tuple of EntityExposure
        Those the option changes something for, by status and name.
    shared : tuple of EntityExposure
        Figures that several caught entities share.
    open : tuple of Verdict
        Those that may be caught, or of whom the law does not say; in no total.
    unchanged : tuple of str
        Entities the option reaches that the law in force already reaches in the same way.
    notes : tuple of str
    measures : tuple of str
        The option's own measures on entities, ``package#measure``.
    tables : EntityTables, optional
        What was known of entities on the day.
    """

    package: Package
    as_of: dt.date
    entities: tuple[EntityExposure, ...] = ()
    shared: tuple[EntityExposure, ...] = ()
    open: tuple[Verdict, ...] = ()
    unchanged: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    tables: EntityTables | None = field(default=None, repr=False, compare=False)

    @property
    def listed(self) -> int:
        """Entities newly named, less those no longer named."""
        return sum(each.listed_change for each in self.entities)

    @property
    def by_rule(self) -> int:
        """Entities newly caught by ownership, less those released."""
        return sum(each.rule_change for each in self.entities)

    def with_numbers(self) -> tuple[EntityExposure, ...]:
        """Return what can be computed: entities and shared figures with at least one amount."""
        return tuple(each for each in (*self.entities, *self.shared) if each.has_numbers)

    def covered(self, name: FigureName) -> int:
        """Return how many of the entities have a figure of a name (money: in dollars), alone or shared."""
        having = [each for each in (*self.entities, *self.shared) if _has(each, name)]
        return len({member.name for each in having for member in each.members})


def _has(exposure: EntityExposure, name: FigureName) -> bool:
    if name is FigureName.DEBT:
        return exposure.has_debt
    return name in exposure.usd_bn if name in MONEY else exposure.figure(name) is not None
