"""The rules of the United States: SDN, sectoral directives, blocked governments, BIS affiliates."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from sanctions.ownership.listings import DirectiveReach, Listing, ListKind, directive_reach
from sanctions.ownership.reading import Limb, Reading
from sanctions.ownership.rules.rule import (
    BOARD,
    CONTROL,
    PROFIT_IS_OPEN,
    SHARES_AND_PROFIT,
    VOTES,
    InForce,
    Rule,
    RuleSource,
    Standing,
    holds_any,
    ownership,
)
from sanctions.ownership.situation import Situation, as_numbers
from sanctions.ownership.stakes import Interest
from sanctions.ownership.verdicts import Basis, VerdictStatus

#: Guidance of this day adds up the holdings of several blocked persons.
AGGREGATION_FROM = dt.date(2014, 8, 13)
BIS_FROM = dt.date(2025, 9, 29)
BIS_SUSPENDED_FROM = dt.date(2025, 11, 10)
BIS_SUSPENDED_TO = dt.date(2026, 11, 9)

MIXED_IS_OPEN = (
    "no guidance says whether a blocked holder's share and a sectoral holder's share, or shares of holders "
    "under different directives, add up"
)


def _directive_counts(listing: Listing) -> bool:
    return listing.kind is ListKind.DIRECTIVE and directive_reach(listing.directive) in (
        DirectiveReach.OWNED,
        DirectiveReach.OWNED_FINANCIAL,
    )


class Ofac50(Rule):
    """Half or more, held by blocked persons in sum, step by step down the chain; control does not count."""

    id = "ofac-50"
    title = "OFAC 50 percent rule (SDN)"
    sources = (RuleSource("OFAC revised guidance and FAQ 398-402 of 13 August 2014", AGGREGATION_FROM),)
    kinds = frozenset({ListKind.SDN})
    blocks_property = True

    def readings(self, situation: Situation) -> list[Reading]:
        """Read the guidance of 2014, or the older one without aggregation before it."""
        limb = ownership(VerdictStatus.BLOCKED, Basis.GUIDANCE, strict=False)
        seeds = situation.seeds(self.counts)
        main = Reading((limb,), seeds, in_effect=situation.in_effect)
        found = [main]
        if situation.as_of < AGGREGATION_FROM:
            why = "before 13 August 2014 the guidance did not say that several holders' shares add up"
            found = [replace(main, pooled=False), replace(main, settled=False, why=why)]
        return [*found, *_open_readings(situation, main), *_mixed_holders(situation, main)]

    def notes(
        self, situation: Situation, entity: int, status: VerdictStatus, holders: frozenset[int]
    ) -> tuple[str, ...]:
        """Warn where control is stated, which this rule leaves aside."""
        kinds = CONTROL | BOARD | VOTES
        if status is not VerdictStatus.NOT_COVERED or not holds_any(situation, kinds, entity, holders):
            return ()
        return (
            "control alone does not block (FAQ 398), but a blocked person may not sign or deal for the "
            "entity (FAQ 400)",
        )


def _open_readings(situation: Situation, main: Reading) -> list[Reading]:
    """Return what is open about blocking by ownership: rights to profits and doubtful transfers."""
    found = []
    if situation.has(Interest.PROFIT):
        limb = replace(main.limbs[0], interests=SHARES_AND_PROFIT)
        found.append(replace(main, limbs=(limb, *main.limbs[1:]), settled=False, why=PROFIT_IS_OPEN))
    if situation.doubtful is not None:
        why = "it is not known whether a transfer by a blocked holder was licensed or outside US reach"
        found.append(replace(main, in_effect=situation.doubtful, settled=False, why=why))
    return found


def _mixed_holders(situation: Situation, main: Reading) -> list[Reading]:
    """Return the open reading in which blocked and sectoral holders' shares add up."""
    seeds = situation.seeds(_directive_counts)
    if not len(seeds):
        return []
    both = as_numbers({*seeds.tolist(), *main.seeds.tolist()})
    return [replace(main, seeds=both, alone=(seeds,), settled=False, why=MIXED_IS_OPEN)]


class Ssi50(Rule):
    """The limits of a directive pass to whoever the named hold half or more of, where it says so."""

    id = "ssi-50"
    title = "OFAC 50 percent rule (sectoral directives)"
    sources = (
        RuleSource("OFAC FAQ 373 and 398-402", AGGREGATION_FROM),
        RuleSource("OFAC FAQ 891 (EO 14024, Directive 1)", dt.date(2021, 4, 15)),
        RuleSource("OFAC FAQ 943 (Belarus, Directive 1)", dt.date(2021, 12, 2)),
        RuleSource("OFAC FAQ 985 (EO 14024, Directive 3)", dt.date(2022, 2, 24)),
        RuleSource("OFAC FAQ 1000 (EO 14024, Directive 4)", dt.date(2022, 3, 2)),
    )
    kinds = frozenset({ListKind.DIRECTIVE})

    def readings(self, situation: Situation) -> list[Reading]:
        """Read each directive by itself; adding them up is open."""
        limb = ownership(VerdictStatus.RESTRICTED, Basis.GUIDANCE, strict=False)
        found, pooled = [], Reading((limb,), situation.seeds(lambda _: False), in_effect=situation.in_effect)
        for directive in sorted({each.directive for each in situation.listings if self.counts(each)}):
            seeds = self._under(situation, directive)
            reach = directive_reach(directive) if directive else DirectiveReach.OWNED
            if reach is DirectiveReach.NAMED_ONLY:
                continue
            one = replace(pooled, seeds=seeds, directive=directive)
            if reach is DirectiveReach.UNCONFIRMED:
                why = f"whether {directive} reaches owned entities is not confirmed"
                one = replace(one, settled=False, why=why)
            found.append(one)
        return [*found, *self._open(situation, pooled, limb)]

    def _under(self, situation: Situation, directive: str) -> NDArray[np.int64]:
        return situation.seeds(lambda each: self.counts(each) and each.directive == directive)

    def _open(self, situation: Situation, pooled: Reading, limb: Limb) -> list[Reading]:
        def sectoral(each: Listing) -> bool:
            return _directive_counts(each) or (self.counts(each) and not each.directive)

        sdn = situation.seeds(lambda each: each.kind is ListKind.SDN)
        everyone = situation.seeds(lambda each: sectoral(each) or each.kind is ListKind.SDN)
        directives = {each.directive for each in situation.listings if sectoral(each)}
        found = []
        if situation.has(Interest.PROFIT):
            wider = replace(limb, interests=SHARES_AND_PROFIT)
            seeds = situation.seeds(sectoral)
            found.append(replace(pooled, limbs=(wider,), seeds=seeds, settled=False, why=PROFIT_IS_OPEN))
        if directives and (len(directives) > 1 or len(sdn)):
            found.append(replace(pooled, seeds=everyone, alone=(sdn,), settled=False, why=MIXED_IS_OPEN))
        return found

    def reaches(self, situation: Situation, entity: int, directive: str) -> bool | None:
        """Whether the directive can bind this entity: Directive 2 of EO 14024 binds only financial ones."""
        if directive_reach(directive) is DirectiveReach.OWNED_FINANCIAL:
            return situation.fact(entity).financial_institution
        return True

    def notes(
        self, situation: Situation, entity: int, status: VerdictStatus, holders: frozenset[int]
    ) -> tuple[str, ...]:
        """Say what the rule leaves out: directives that name only, projects under Directive 4."""
        del holders
        graph = situation.graph
        owners = {graph.names[owner] for owner in graph.owner[graph.holders(entity)].tolist()}
        listings = [each for owner in owners for each in situation.listings_of(owner)]
        reach = [(each.directive, directive_reach(each.directive)) for each in listings if each.directive]
        found = [
            f"{directive} binds only who is named in it; it has no ownership rule"
            for directive in sorted({name for name, far in reach if far is DirectiveReach.NAMED_ONLY})
            if status is not VerdictStatus.LISTED
        ]
        if any(each.kind is ListKind.SDN for each in listings):
            found.append("a holder is on the SDN list: see ofac-50 for blocking")
        if any(name == "EO 13662 D4" for name, _ in reach):
            found.append("oil projects in which such holders have 33 % (EO 13662 D4) lie outside this model")
        return tuple(found)


class GovernmentDefinition(Rule):
    """Where a government is blocked, whatever it owns or controls is the government."""

    id = "government_definition"
    title = "blocked government, owned or controlled"
    sources = (RuleSource("EO 13884 (government of Venezuela: owned or controlled)", dt.date(2019, 8, 5)),)
    kinds = frozenset({ListKind.GOVERNMENT})
    blocks_property = True

    def readings(self, situation: Situation) -> list[Reading]:
        """Read half or more as owned; most votes, most of the board or control in fact as controlled."""
        limbs = (
            ownership(VerdictStatus.BLOCKED, Basis.STATUTE, strict=False),
            Limb("votes", VOTES, True, VerdictStatus.BLOCKED, Basis.STATUTE),
            Limb("board", BOARD, True, VerdictStatus.BLOCKED, Basis.STATUTE),
            Limb("control", CONTROL, True, VerdictStatus.BLOCKED, Basis.STATUTE),
        )
        main = Reading(limbs, situation.seeds(self.counts), in_effect=situation.in_effect)
        return [main, *_open_readings(situation, main)]


class Bis50(Rule):
    """Affiliates of listed parties under export control, while the rule binds."""

    id = "bis-50"
    title = "BIS affiliates rule"
    sources = (
        RuleSource("BIS interim final rule of 29 September 2025", BIS_FROM),
        RuleSource("BIS suspension from 10 November 2025", BIS_SUSPENDED_FROM),
    )
    kinds = frozenset({ListKind.BIS})
    must_resolve = True

    def standing_on(self, as_of: dt.date) -> Standing:
        """Return the standing: in force for six weeks, suspended for a year, then back unless extended."""
        if as_of < BIS_FROM:
            return Standing(InForce.NOT_YET, f"the affiliates rule takes effect on {BIS_FROM}")
        if as_of < BIS_SUSPENDED_FROM:
            return Standing()
        if as_of <= BIS_SUSPENDED_TO:
            return Standing(
                InForce.SUSPENDED,
                f"the affiliates rule is suspended from {BIS_SUSPENDED_FROM} to {BIS_SUSPENDED_TO}; read it "
                f"as of {BIS_SUSPENDED_TO + dt.timedelta(days=1)} for what returns then",
            )
        return Standing(InForce.UNLESS_EXTENDED, "covered unless the suspension is extended")

    def readings(self, situation: Situation) -> list[Reading]:
        """Read half or more in sum; nothing where the rule does not bind."""
        if self.standing_on(situation.as_of).in_force in (InForce.NOT_YET, InForce.SUSPENDED):
            return []
        limb = ownership(VerdictStatus.RESTRICTED, Basis.STATUTE, strict=False)
        main = Reading((limb,), situation.seeds(self.counts), in_effect=situation.in_effect)
        found = [main]
        if situation.has(Interest.PROFIT):
            wider = replace(limb, interests=SHARES_AND_PROFIT)
            found.append(replace(main, limbs=(wider,), settled=False, why=PROFIT_IS_OPEN))
        sdn = situation.seeds(lambda each: self.counts(each) or each.kind is ListKind.SDN)
        if len(sdn) > len(main.seeds):
            why = "only some SDN programmes count for the affiliates rule, and the list does not say which"
            found.append(replace(main, seeds=sdn, settled=False, why=why))
        return found
