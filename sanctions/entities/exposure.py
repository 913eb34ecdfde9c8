"""What an option adds to the law in force, entity by entity: who is caught, by what, with which figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sanctions.entities.exposed import IN_FORCE, WITH_OPTION, EntityExposure, PackageExposure
from sanctions.entities.figures import EntityFigure, FigureName, ListedInstrument
from sanctions.entities.maturing import ReachedMaturities, stopped_path
from sanctions.entities.reach import MeasureReach, reach_of, reaches_entities
from sanctions.entities.register import EntityTables
from sanctions.ownership.listings import ListKind
from sanctions.ownership.verdicts import CAUGHT, Verdict, VerdictStatus
from sanctions.periods import YEARS, years_after
from sanctions.spec.dates import bite_pct
from sanctions.spec.measures import Measure
from sanctions.spec.package import Package
from sanctions.spec.terms import MeasureKind, PackageStatus

_FULL_PCT = 100.0
#: Dollars for one unit of a currency on a day; None where there is no rate.
Rate = Callable[[str, dt.date], float | None]


def expose(
    package: Package,
    before: Iterable[Package],
    after: Iterable[Package],
    as_of: dt.date,
    tables: EntityTables,
    rate: Rate,
    folder: Path | None = None,
) -> PackageExposure:
    """Return what an option adds to the law in force on entities.

    Parameters
    ----------
    package : Package
        The option.
    before, after : iterable of Package
        Law in force on the day, and the same with the option's lifts taken out.
    as_of : datetime.date
        Nothing first known after it is used.
    tables : EntityTables
    rate : callable
        Dollars for one unit of a currency on a day.
    folder : pathlib.Path, optional
        Folder of the spec, for lists beside it.
    """
    known = tables.known_on(as_of)
    cache: dict[str, MeasureReach] = {}

    def reaches(packages: Iterable[Package]) -> list[tuple[Package, MeasureReach]]:
        found = []
        for each in packages:
            for measure in each.measures:
                name = f"{each.id}#{measure.id}"
                if reaches_entities(measure):
                    if name not in cache:
                        cache[name] = reach_of(name, measure, known, as_of, folder)
                    found.append((each, cache[name]))
        return found

    law = {IN_FORCE: reaches(before), WITH_OPTION: reaches((*after, package))}
    build = _Builder(package, known, rate, law, tables.ahead_of(as_of))
    own = {name for name in cache if name.startswith(f"{package.id}#")}
    return build.exposure(as_of, tuple(sorted(own)))


@dataclass(frozen=True)
class _Builder:
    package: Package
    tables: EntityTables
    rate: Rate
    law: Mapping[str, list[tuple[Package, MeasureReach]]]
    unused: tuple[str, ...] = ()

    def exposure(self, as_of: dt.date, measures: tuple[str, ...]) -> PackageExposure:
        """Return the exposure of every entity that some state of the law reaches."""
        verdicts = self._verdicts()
        found = {name: self._entity(name, each) for name, each in verdicts.items()}
        changed = {n: e for n, e in found.items() if e is not None and self._changes(e)}
        rows = tuple(_with_overlap(each, changed) for each in changed.values())
        named = {v.entity for _, r in self.law[WITH_OPTION] if r.name in measures for v in r.verdicts}
        openly = [v for _, r in self.law[WITH_OPTION] for v in r.verdicts if v.status not in CAUGHT]
        notes = [n for each in self.law[WITH_OPTION] for n in each[1].notes if each[1].name in measures]
        return PackageExposure(
            self.package,
            as_of,
            tuple(sorted(rows, key=lambda e: (list(VerdictStatus).index(e.verdict.status), e.name))),
            self._shared(changed),
            tuple({v.entity: v for v in openly if v.entity not in changed}.values()),
            tuple(sorted(n for n in named if found.get(n) is not None and n not in changed)),
            tuple(dict.fromkeys([*notes, *self.unused])),
            measures,
            self.tables,
        )

    def _verdicts(self) -> dict[str, Verdict]:
        """Return the firmest verdict on every entity, with the option before the law in force."""
        best: dict[str, Verdict] = {}
        for state in (WITH_OPTION, IN_FORCE):
            for _, reach in self.law[state]:
                for each in reach.verdicts:
                    if each.status in CAUGHT:
                        held = best.get(each.entity)
                        if held is None or _order(each) < _order(held):
                            best[each.entity] = each
        return best

    def _reached(self, name: str, state: str) -> list[tuple[ReachedMaturities, VerdictStatus]]:
        found = []
        for package, reach in self.law[state]:
            status = next((v.status for v in reach.verdicts if v.entity == name and v.status in CAUGHT), None)
            if status is not None:
                day = self._own_listing(name, package, reach.measure)
                found.append((ReachedMaturities(reach.name, reach.measure, day), status))
        return found

    def _own_listing(self, name: str, package: Package, measure: Measure) -> dt.date | None:
        """Return the day an entity itself was listed, where the measure is law and not a supposition."""
        if package.status is not PackageStatus.ENACTED or measure.kind is not MeasureKind.DEBT_TENOR_CAP:
            return None
        days = [
            each.valid_from
            for each in self.tables.listings_of(name)
            if each.kind is ListKind.DIRECTIVE and each.valid_from and each.directive != "EO 13662 D4"
        ]
        return min(days, default=None)

    def _entity(self, name: str, verdict: Verdict) -> EntityExposure:
        reached = {state: self._reached(name, state) for state in (IN_FORCE, WITH_OPTION)}
        kinds = {s: {(r.measure.kind, r.measure.sender) for r, _ in reached[s]} for s in reached}
        named = {
            s: {(r.measure.kind, r.measure.sender) for r, v in reached[s] if v is VerdictStatus.LISTED}
            for s in reached
        }
        figures = _latest(each for each in self.tables.figures if each.entities == (name,))
        debts = tuple(each for each in self.tables.instruments if each.entity == name)
        listed = _change(named[IN_FORCE], named[WITH_OPTION])
        every = {r.measure.kind for found in reached.values() for r, _ in found}
        return EntityExposure(
            name=name,
            members=(self.tables.entity(name),),
            verdict=verdict,
            measures={s: tuple(r.name for r, _ in reached[s]) for s in reached},
            listed_change=listed,
            rule_change=0 if listed else _change(kinds[IN_FORCE], kinds[WITH_OPTION]),
            blocked={s: _blocked([r for r, _ in reached[s]], self.package.announced) for s in reached},
            debt_stopped_usd_bn=self._stopped(debts, reached),
            figures=figures,
            usd_bn=self._in_usd(figures),
            no_figure=_missing(figures, bool(debts), every),
        )

    def _changes(self, found: EntityExposure) -> bool:
        return (
            bool(found.listed_change or found.rule_change)
            or found.blocked[IN_FORCE] != found.blocked[WITH_OPTION]
            or (found.has_debt and len(set(found.debt_stopped_usd_bn.values())) > 1)
        )

    def _stopped(
        self,
        debts: tuple[ListedInstrument, ...],
        reached: Mapping[str, list[tuple[ReachedMaturities, VerdictStatus]]],
    ) -> dict[str, tuple[float, ...]]:
        amounts = {
            each: each.amount * rate
            for each in debts
            if (rate := self.rate(each.unit.removesuffix(" bn"), each.date)) is not None
        }
        if not amounts:
            return {}
        old = [r for r, _ in reached[IN_FORCE]]
        return {
            s: stopped_path(debts, [r for r, _ in found], old, self.package.announced, amounts)
            for s, found in reached.items()
        }

    def _in_usd(self, figures: Iterable[EntityFigure]) -> dict[FigureName, float]:
        return {
            each.name: each.value * rate
            for each in figures
            if each.unit.endswith(" bn")
            and (rate := self.rate(each.unit.removesuffix(" bn"), each.date)) is not None
        }

    def _shared(self, changed: Mapping[str, EntityExposure]) -> tuple[EntityExposure, ...]:
        """Return the figures several entities share, where all of them are caught alike."""
        found = []
        for figure in self.tables.figures:
            members = [changed.get(name) for name in figure.entities]
            caught = [each for each in members if each is not None]
            if len(members) > 1 and len(caught) == len(members):
                paths = {
                    s: tuple(map(min, zip(*(e.blocked[s] for e in caught), strict=True))) for s in self.law
                }
                found.append(
                    EntityExposure(
                        name=figure.label,
                        members=tuple(each.members[0] for each in caught),
                        verdict=caught[0].verdict,
                        measures=caught[0].measures,
                        listed_change=0,
                        rule_change=0,
                        blocked=paths,
                        debt_stopped_usd_bn={},
                        figures=(figure,),
                        usd_bn=self._in_usd((figure,)),
                        counted_in=figure.included_in if figure.included_in in changed else "",
                    )
                )
        return tuple(found)


def _least(paths: list[tuple[float, ...]]) -> tuple[float, ...]:
    return tuple(min(values) for values in zip(*paths, strict=True))


def _order(verdict: Verdict) -> int:
    return list(VerdictStatus).index(verdict.status)


def _change(before: set[tuple[MeasureKind, str]], after: set[tuple[MeasureKind, str]]) -> int:
    return 1 if after - before else -1 if before - after else 0


def _blocked(measures: Iterable[ReachedMaturities], origin: dt.date) -> tuple[float, ...]:
    """Return how far property is blocked at each annual column; nothing has happened yet at t=0."""
    freezes = [each.measure for each in measures if each.measure.kind is MeasureKind.ASSET_FREEZE]
    later = (
        max((bite_pct(one, years_after(origin, year)) / _FULL_PCT for one in freezes), default=0.0)
        for year in YEARS[1:]
    )
    return (0.0, *later)


def _latest(figures: Iterable[EntityFigure]) -> tuple[EntityFigure, ...]:
    """Return the latest figure of each name; where two are of one day the first, the user's, counts."""
    found: dict[FigureName, EntityFigure] = {}
    for each in figures:
        if each.name not in found or each.date > found[each.name].date:
            found[each.name] = each
    return tuple(found[name] for name in FigureName if name in found)


def _missing(figures: Iterable[EntityFigure], debt: bool, kinds: set[MeasureKind]) -> tuple[FigureName, ...]:
    """Return the figures that matter for what reaches the entity and are not known."""
    known = {each.name for each in figures}
    wanted = [FigureName.ASSETS, FigureName.REVENUE] if MeasureKind.ASSET_FREEZE in kinds else []
    caps = kinds & {MeasureKind.DEBT_TENOR_CAP, MeasureKind.ASSET_FREEZE, MeasureKind.LENDING_BAN}
    return (*(n for n in wanted if n not in known), *((FigureName.DEBT,) if caps and not debt else ()))


def _with_overlap(each: EntityExposure, changed: Mapping[str, EntityExposure]) -> EntityExposure:
    """Return an entity marked where the figure of another caught one includes its own."""
    parents = {figure.included_in for figure in each.figures if figure.included_in}
    parent = next(
        (p for p in sorted(parents) if p in changed and changed[p].figure(FigureName.ASSETS) is not None), ""
    )
    if not parent:
        return each
    return replace(each, counted_in=parent)
