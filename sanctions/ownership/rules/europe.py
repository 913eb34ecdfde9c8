"""The rules of the European Union and the United Kingdom: freezes and capital-market limits."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from sanctions.ownership.listings import ListKind
from sanctions.ownership.reading import Limb, Reading
from sanctions.ownership.rules.rule import (
    BOARD,
    CONTROL,
    PROFIT_IS_OPEN,
    SHARES_AND_PROFIT,
    VOTES,
    Rule,
    RuleSource,
    Standing,
    ownership,
)
from sanctions.ownership.situation import Situation
from sanctions.ownership.stakes import Interest
from sanctions.ownership.verdicts import Basis, VerdictStatus

#: Commission answer of this day adds up the holdings of several listed persons.
EU_AGGREGATION_FROM = dt.date(2022, 4, 8)
#: Council best practices: half or more, until the day before more than half.
EU_HALF_FROM = dt.date(2024, 7, 3)

#: The United Kingdom's own regulations apply from the end of the transition.
UK_FROM = dt.date(2020, 12, 31)
UK_BEFORE = "the UK regulations apply from 31 December 2020; before that day EU law did"

EU_COUNTRIES = frozenset(
    {"AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT"}
    | {"LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"}
)

EU_JOINT_IS_OPEN = "whether parties to a joint arrangement each hold the whole is not confirmed in EU law"
ON_BEHALF_IS_OPEN = (
    "control may show that the entity acts on behalf or at the direction of the listed, which turns on facts"
)
REBUTTABLE = "ownership makes control presumed; the presumption can be rebutted before the authority"


def _control_limbs(votes: VerdictStatus) -> tuple[Limb, ...]:
    return (
        Limb("votes", VOTES, True, votes, Basis.GUIDANCE),
        Limb("board", BOARD, True, VerdictStatus.CONTROLLED, Basis.GUIDANCE),
        Limb("control", CONTROL, True, VerdictStatus.CONTROLLED, Basis.GUIDANCE),
    )


class EuFreeze(Rule):
    """Owned by listed persons in sum, or controlled by one of them."""

    id = "eu-freeze"
    title = "EU asset freeze (ownership and control)"
    sources = (
        RuleSource("Commission FAQ of 8 April 2022 on Regulation 269/2014", EU_AGGREGATION_FROM),
        RuleSource("Council best practices, update of 3 July 2024", EU_HALF_FROM),
    )
    kinds = frozenset({ListKind.EU, ListKind.EU_FREEZE})

    def readings(self, situation: Situation) -> list[Reading]:
        """Read the threshold and the adding-up of the day."""
        strict = situation.as_of < EU_HALF_FROM
        limbs = (
            ownership(VerdictStatus.OWNED, Basis.GUIDANCE, strict),
            *_control_limbs(VerdictStatus.CONTROLLED),
        )
        main = Reading(limbs, situation.seeds(self.counts), in_effect=situation.in_effect)
        found = [main]
        if situation.as_of < EU_AGGREGATION_FROM:
            why = "before 8 April 2022 no guidance added up the shares of several listed holders"
            found = [replace(main, pooled=False), replace(main, settled=False, why=why)]
        if situation.has_joint:
            found.append(replace(main, joint=True, settled=False, why=EU_JOINT_IS_OPEN))
        return [*found, *_profit(situation, main)]

    def notes(
        self, situation: Situation, entity: int, status: VerdictStatus, holders: frozenset[int]
    ) -> tuple[str, ...]:
        """Say that the presumption can be rebutted."""
        del situation, entity, holders
        return (REBUTTABLE,) if status in (VerdictStatus.OWNED, VerdictStatus.CONTROLLED) else ()


class EuSectoral(Rule):
    """More than half held by one named bank or company, outside the Union."""

    id = "eu-sectoral"
    title = "EU capital-market limits (Regulation 833/2014, article 5)"
    sources = (RuleSource("Regulation (EU) 833/2014, article 5", dt.date(2014, 7, 31)),)
    kinds = frozenset({ListKind.EU, ListKind.EU_SECTORAL})

    def readings(self, situation: Situation) -> list[Reading]:
        """Read the article: one holder, more than half; sums and acting on behalf are open."""
        limb = ownership(VerdictStatus.OWNED, Basis.STATUTE, strict=True)
        main = Reading((limb,), situation.seeds(self.counts), pooled=False, in_effect=situation.in_effect)
        why = "the article speaks of one owner; whether several named owners' shares add up is not confirmed"
        found = [main, replace(main, pooled=True, settled=False, why=why)]
        if any(situation.has(kind) for kind in (Interest.VOTES, Interest.BOARD, Interest.CONTROL)):
            limbs = (limb, *_control_limbs(VerdictStatus.CONTROLLED))
            found.append(replace(main, limbs=limbs, settled=False, why=ON_BEHALF_IS_OPEN))
        return [*found, *_profit(situation, main)]

    def reaches(self, situation: Situation, entity: int, directive: str) -> bool | None:
        """Whether the entity is outside the Union, as the article wants; taken as yes where unknown."""
        del directive
        return situation.fact(entity).country not in EU_COUNTRIES

    def notes(
        self, situation: Situation, entity: int, status: VerdictStatus, holders: frozenset[int]
    ) -> tuple[str, ...]:
        """Say what turns on the seat of the entity."""
        del holders
        if status is not VerdictStatus.OWNED:
            return ()
        if situation.fact(entity).country is None:
            return ("only entities established outside the Union are caught; the country is not given",)
        return ()


class Uk(Rule):
    """Owned or controlled by one designated person, with whoever acts jointly with that person."""

    id = "uk"
    title = "UK asset freeze (ownership and control, per designated person)"
    sources = (
        RuleSource("Russia (Sanctions) (EU Exit) Regulations 2019, regulation 7, schedule 1", UK_FROM),
        RuleSource("OFSI guidance, part 4, update of 22 March 2022", dt.date(2022, 3, 22)),
    )
    kinds = frozenset({ListKind.UK, ListKind.UK_FREEZE})

    def standing_on(self, as_of: dt.date) -> Standing:
        """Return the standing; before the end of the transition the verdicts are for orientation."""
        return Standing(note=UK_BEFORE if as_of < UK_FROM else "")

    def readings(self, situation: Situation) -> list[Reading]:
        """Read regulation 7 for each designated person alone; joint arrangements count in full."""
        limbs = (
            ownership(VerdictStatus.OWNED, Basis.STATUTE, strict=True),
            Limb("votes", VOTES, True, VerdictStatus.OWNED, Basis.STATUTE),
            Limb("board", BOARD, True, VerdictStatus.CONTROLLED, Basis.STATUTE),
            Limb("control", CONTROL, True, VerdictStatus.CONTROLLED, Basis.STATUTE),
        )
        seeds = situation.seeds(self.counts)
        main = Reading(limbs, seeds, pooled=False, joint=situation.has_joint, in_effect=situation.in_effect)
        return [main, *_profit(situation, main)]

    def notes(
        self, situation: Situation, entity: int, status: VerdictStatus, holders: frozenset[int]
    ) -> tuple[str, ...]:
        """Say what several designated holders mean together."""
        del situation, entity, holders
        if status is VerdictStatus.CONTROLLED:
            return ("control in fact asks what it is reasonable to expect in all the circumstances",)
        return ()


class UkMarkets(Rule):
    """More than half of shares or votes held by a person named for the capital-market limits."""

    id = "uk-markets"
    title = "UK capital-market limits (owned by a scheduled person)"
    sources = (
        RuleSource("Russia (Sanctions) (EU Exit) Regulations 2019, regulation 16, schedule 2", UK_FROM),
    )
    kinds = frozenset({ListKind.UK, ListKind.UK_MARKETS})

    def standing_on(self, as_of: dt.date) -> Standing:
        """Return the standing; before the end of the transition the verdicts are for orientation."""
        return Standing(note=UK_BEFORE if as_of < UK_FROM else "")

    def readings(self, situation: Situation) -> list[Reading]:
        """Read one owner, more than half; sums and acting on behalf are open."""
        limbs = (
            ownership(VerdictStatus.OWNED, Basis.STATUTE, strict=True),
            Limb("votes", VOTES, True, VerdictStatus.OWNED, Basis.STATUTE),
        )
        main = Reading(limbs, situation.seeds(self.counts), pooled=False, in_effect=situation.in_effect)
        why = "whether the shares of several scheduled persons add up is not confirmed"
        found = [main, replace(main, pooled=True, settled=False, why=why)]
        if situation.has_joint:
            why = "whether joint arrangements count for the capital-market limits is not confirmed"
            found.append(replace(main, joint=True, settled=False, why=why))
        if situation.has(Interest.BOARD) or situation.has(Interest.CONTROL):
            wider = (*limbs, *_control_limbs(VerdictStatus.CONTROLLED)[1:])
            found.append(replace(main, limbs=wider, settled=False, why=ON_BEHALF_IS_OPEN))
        return [*found, *_profit(situation, main)]


def _profit(situation: Situation, main: Reading) -> list[Reading]:
    """Return the open reading in which rights to profits count as shares."""
    if not situation.has(Interest.PROFIT):
        return []
    wider = replace(main.limbs[0], interests=SHARES_AND_PROFIT)
    return [replace(main, limbs=(wider, *main.limbs[1:]), settled=False, why=PROFIT_IS_OPEN)]
