"""The facts of law behind one assessment, as inputs of the equations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sanctions.model.dag import Quantity, key
from sanctions.model.law import (
    BOND_LIMBS,
    LIMBS,
    SENDERS,
    LawRule,
    LawState,
    Segment,
    issuance_covered,
    joined_by_all,
    rules_of,
)
from sanctions.model.results import LawFact
from sanctions.model.state_facts import state_facts
from sanctions.spec.package import Package
from sanctions.spec.terms import ResponseKind
from sanctions.units import Unit

#: Facts of law, as the graph knows them.
QUANTITIES: tuple[Quantity, ...] = (
    *(Quantity(limb, ("law", "segment", "timing", "holder"), by_year=True) for limb in LIMBS),
    Quantity("sale_forced", ("law", "segment", "holder")),
    Quantity("holding_barred", ("law", "segment", "holder")),
    Quantity("wind_down_days", ("law", "segment", "holder")),
    Quantity("old_effective_years", ("law", "segment", "holder")),
    Quantity("selling_days", ("law", "segment")),
    Quantity("fewest_selling_days", ("law", "segment")),
    Quantity("imposes", ("holder",)),
    Quantity("issuance_covered", ("segment",), by_year=True),
    Quantity("closed_for_sure"),
    Quantity("closed_in_reply"),
    Quantity("option_announces"),
    Quantity("already_announced"),
    Quantity("full_force_days"),
)


@dataclass(frozen=True)
class LawSituation:
    """Everything legal about one assessment.

    Parameters
    ----------
    package : Package
        The option.
    before, after : tuple of Package
        Law in force on the as-of date, and the same with the option's lifts taken out.
    references : mapping of str to Package
        "measured_state" and "maximal_state" -> package, where the target has them.
    as_of : datetime.date
    segments : tuple of Segment
        Those with figures.
    """

    package: Package
    before: tuple[Package, ...]
    after: tuple[Package, ...]
    references: Mapping[str, Package]
    as_of: dt.date
    segments: tuple[Segment, ...]

    @property
    def origin(self) -> dt.date:
        """Day of column t=0."""
        return self.package.announced

    def option_rules(self, segment: Segment) -> tuple[LawRule, ...]:
        """Rules the option itself brings."""
        return rules_of([self.package], segment, self.origin)

    def states(self, segment: Segment) -> dict[str, LawState]:
        """Return every state of the law, for one segment."""
        in_force = rules_of(self.before, segment, self.origin)
        kept = rules_of(self.after, segment, self.origin)
        states = {
            "in_force": LawState(in_force),
            "with_option": LawState(kept + self.option_rules(segment)),
        }
        # Allies join the option, not the law that stands without it: what changes nothing gives them nothing.
        states["with_allies"] = LawState(kept + joined_by_all(self.option_rules(segment)))
        for name, package in self.references.items():
            states[name] = LawState(in_force + rules_of([package], segment, package.announced))
        if "maximal_state" in self.references:
            maximal = self.references["maximal_state"]
            on_top = rules_of([maximal], segment, maximal.announced)
            states["escalated_state"] = LawState(states["with_option"].rules + on_top)
        return states

    def priced_measures(self) -> frozenset[str]:
        """Names of the option's measures that reach some segment with figures.

        A bar on lending or a freeze of reserves only adds to a package that reaches bonds: alone it has no
        figure to start from.
        """
        rules = [rule for segment in self.segments for rule in self.option_rules(segment)]
        reaches_bonds = any(rule.limbs & BOND_LIMBS for rule in rules)
        return frozenset(rule.name for rule in rules) if reaches_bonds else frozenset()

    @property
    def lifted_measures(self) -> frozenset[str]:
        """Names of the measures in force that the option lifts, priced or not."""
        before, after = (
            frozenset(f"{package.id}#{measure.id}" for package in law for measure in package.measures)
            for law in (self.before, self.after)
        )
        return before - after

    @property
    def lifts_something(self) -> bool:
        """Whether the option lifts a measure that reaches some segment with figures."""
        return any(self._lifted_rules(segment) for segment in self.segments)

    def reaches(self, segment: Segment) -> bool:
        """Tell whether the option brings or lifts a measure on a segment, with figures or not."""
        return bool(self.option_rules(segment) or self._lifted_rules(segment))

    def _lifted_rules(self, segment: Segment) -> tuple[str, ...]:
        rules = rules_of(self.before, segment, self.origin)
        return tuple(rule.name for rule in rules if rule.name in self.lifted_measures)

    def facts(self) -> tuple[LawFact, ...]:
        """Return every fact the equations read."""
        return tuple(fact for segment in self.segments for fact in self._segment_facts(segment)) + tuple(
            self._option_facts()
        )

    def _segment_facts(self, segment: Segment) -> Iterator[LawFact]:
        states = self.states(segment)
        for name, state in states.items():
            yield from state_facts(name, state, segment)
        both = tuple(dict.fromkeys(states["in_force"].rules + states["with_option"].rules))
        yield LawFact(
            key("issuance_covered", [segment.name]),
            "share of the year's new bonds that are covered",
            Unit.SHARE,
            issuance_covered(both),
            tuple(dict.fromkeys(rule.name for rule in both)),
        )

    def _option_facts(self) -> Iterator[LawFact]:
        rules = [rule for segment in self.segments for rule in self.option_rules(segment)]
        names = tuple(dict.fromkeys(rule.name for rule in rules))
        yield from self._reply_facts()
        for short, sender in {**SENDERS, "other": ""}.items():
            mine = tuple(dict.fromkeys(rule.name for rule in rules if rule.sender == sender))
            title = f"{sender} imposes the option" if sender else "no other country imposes the option"
            yield LawFact(key("imposes", [short]), title, Unit.FLAG, (float(bool(mine)),), mine)
        yield LawFact(
            "option_announces",
            "the option changes something that is priced",
            Unit.FLAG,
            (float(bool(self.changes)),),
            names,
        )
        yield LawFact(
            "already_announced",
            "the option had been announced by the as-of date",
            Unit.FLAG,
            (float(self.package.announced <= self.as_of),),
            (),
        )
        yield LawFact(
            "full_force_days",
            "days until every measure binds in full",
            Unit.DAYS,
            (float(max((rule.full_force_days for rule in rules), default=0)),),
            names,
        )

    def warnings(self) -> tuple[str, ...]:
        """Return what a reader should know before using the numbers."""
        found = []
        unknown = sorted({m.sender for m in self.package.measures} - set(SENDERS.values()))
        if unknown:
            found.append(f"no holder figures for {', '.join(unknown)}: their measures are not counted")
        late = [r for r in self.package.responses if r.from_ > self.as_of and r.probability is None]
        if late:
            found.append("a reply the package names was not known on the as-of date; it counts by its odds")
        return tuple(found)

    @property
    def changes(self) -> frozenset[str]:
        """Limbs in which the option changes the law in force."""
        found: set[str] = set()
        for states in (self.states(segment) for segment in self.segments):
            before, after = _shape(states["in_force"]), _shape(states["with_option"])
            found |= {name for name in before if before[name] != after[name]}
        return frozenset(found)

    def _reply_facts(self) -> Iterator[LawFact]:
        """Yield whether old issues are closed: known by the as-of date, given odds, or open."""
        stops = [
            each
            for package in (self.package, *self.after)
            for each in package.responses
            if each.kind is ResponseKind.STOP_REOPENINGS
        ]
        sure = max((1.0 if r.from_ <= self.as_of else r.probability or 0.0 for r in stops), default=0.0)
        open_odds = any(r.from_ > self.as_of and r.probability is None for r in stops)
        reply = "the target stops re-opening old issues"
        yield LawFact("closed_for_sure", f"{reply}, known or with stated odds", Unit.SHARE, (sure,), ())
        yield LawFact(
            "closed_in_reply",
            f"{reply}, as likely as such a reply",
            Unit.FLAG,
            (float(open_odds and sure == 0.0),),
            (),
        )


def _shape(state: LawState) -> dict[str, tuple[object, ...]]:
    return {limb: tuple(state.limb(limb, sender, "average") for sender in SENDERS.values()) for limb in LIMBS}
