"""Verdicts in words: the limb that decided, the sum, and the chain of stakes from the listed down."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sanctions.errors import InputError
from sanctions.ownership.blocking import Blocking, History, history_for
from sanctions.ownership.listings import Listing
from sanctions.ownership.propagation.expansion import Expansion, PropagationOutcome
from sanctions.ownership.propagation.fixed_point import run
from sanctions.ownership.propagation.support import Held, Support, stake_line
from sanctions.ownership.shares import decimal_text
from sanctions.ownership.stakes import Interest
from sanctions.ownership.verdicts import CAUGHT, Basis, Verdict, VerdictStatus

#: More entities than this are explained on demand only.
MOST_EXPLAINED = 100_000
#: Reasons named in one note.
MOST_REASONS = 6
#: Persons whose chains are kept at a time.
KEPT_SUPPORTS = 8
LISTED_LIMB = "listed"
JOINT_LIMB = "joint arrangement"
IN_LOOP = "caught if the shares held within the loop counted for it"
TOO_MANY_CHANGES = "since when its property is blocked was not worked out: too many stakes change over time"
STAYS_BLOCKED = (
    "no longer caught, but the transfer does not release property that came under US jurisdiction while "
    "blocked; how far that goes is unsettled"
)


@dataclass(frozen=True, eq=False)
class Explainer:
    """Answers for one expansion, entity by entity.

    Parameters
    ----------
    expansion : Expansion
        The rule run over the graph.
    listings : tuple of Listing
        All lists, of all dates, for the day since which property is blocked.
    """

    expansion: Expansion
    listings: tuple[Listing, ...]
    _supports: dict[tuple[int, int], Support] = field(default_factory=dict, init=False)
    _lines: dict[int, str] = field(default_factory=dict, init=False)
    _history: dict[str, History] = field(default_factory=dict, init=False)

    def verdict(self, entity: int) -> Verdict:
        """Return what the rule says about one entity, with its chain of stakes."""
        expansion = self.expansion
        status, decided = expansion.status(entity), expansion.deciding(entity)
        support = self._support(decided or next(iter(expansion.outcomes), None), entity)
        held = support.deciding(entity) if support else None
        low, high = _shown_share(support, held, entity)
        if support is not None and decided is not None and status is VerdictStatus.MAY:
            low = min(low, self._certain_share(decided, support, entity))
        blocking = self._blocking(entity)
        circular = bool(expansion.in_loops[entity])
        return Verdict(
            entity=expansion.graph.names[entity],
            rule=expansion.rule.id,
            status=status,
            directives=self._directives(entity),
            limb=_limb_name(status, held),
            basis=_basis(status, held),
            as_read_on=expansion.as_of,
            share_pct=decimal_text(low) if low == high else None,
            share_min_pct=decimal_text(low),
            share_max_pct=decimal_text(high),
            person=self._person(status, decided, entity),
            because=self._because(status, support, held, entity),
            notes=self._notes(status, decided, entity, blocking),
            circular_holding=circular,
            other_reading=IN_LOOP if circular else "",
            must_resolve=expansion.rule.must_resolve and status is VerdictStatus.MAY,
            property_blocked_since=blocking.since,
        )

    def verdicts(self, only: Iterable[int] | None = None) -> list[Verdict]:
        """Return every verdict, the firmest first and by name within a status.

        Parameters
        ----------
        only : iterable of int, optional
            Numbers of the entities to explain; all when absent.

        Raises
        ------
        sanctions.errors.InputError
            All are asked for, and there are too many to explain one by one.
        """
        codes, names = self.expansion.statuses, self.expansion.graph.names
        if only is None and len(names) > MOST_EXPLAINED:
            message = f"{len(names):,} entities are too many to explain one by one"
            raise InputError.single(
                "--entity", "", message, f"the entities to explain, up to {MOST_EXPLAINED:,}"
            )
        numbers = range(self.expansion.graph.entities) if only is None else only
        found = [(codes[one], names[one], self.verdict(one)) for one in sorted(numbers, key=self._led_by)]
        return [verdict for *_, verdict in sorted(found, key=lambda each: each[:2])]

    def _led_by(self, entity: int) -> tuple[int, int]:
        """Return who decides about an entity, so that those of one person are explained together."""
        decided = self.expansion.deciding(entity) or next(iter(self.expansion.outcomes), None)
        if decided is None or decided.reading.pooled:
            return -1, entity
        return int(decided.reached.person[entity]), entity

    def _certain_share(self, decided: PropagationOutcome, support: Support, entity: int) -> Fraction:
        """Return what holders have who are caught for certain: the low end of a `may`."""
        same = (
            each for each in self.expansion.outcomes if each.reading is decided.reading and each.is_certain
        )
        certain, person = (
            next(same, None),
            int(decided.reached.person[entity]) if support.is_personal else None,
        )
        certainly = self._support(certain, entity, person)
        limb = support.deciding(entity).limb
        if Interest.CONTROL in limb.interests:
            limb = support.reading.limbs[0]
        return certainly.held(entity, limb).low_pct if certainly else Fraction(0)

    def _support(
        self, outcome: PropagationOutcome | None, entity: int, person: int | None = None
    ) -> Support | None:
        if outcome is None:
            return None
        if outcome.reading.pooled:
            person = -1
        elif person is None:
            person = int(outcome.reached.person[entity])
        key = (id(outcome), person)
        if key not in self._supports:
            if len(self._supports) >= KEPT_SUPPORTS + len(self.expansion.outcomes):
                self._supports.pop(next(one for one in self._supports if one[1] >= 0))
            ranks = self._ranks(outcome, person)
            self._supports[key] = Support(self.expansion.graph, outcome.reading, outcome.bound, ranks)
        return self._supports[key]

    def _ranks(self, outcome: PropagationOutcome, person: int) -> NDArray[np.int32]:
        if outcome.reading.pooled:
            return outcome.reached.ranks
        if person < 0:
            return np.full_like(outcome.reached.ranks, -1)
        seeds = np.append(outcome.beside[outcome.beside != person], person)
        return run(outcome.reached.arrays, seeds).ranks

    def _person(self, status: VerdictStatus, decided: PropagationOutcome | None, entity: int) -> str:
        if status is VerdictStatus.LISTED or decided is None or decided.reading.pooled:
            return ""
        return self.expansion.graph.names[int(decided.reached.person[entity])]

    def _listings_of(self, entity: int) -> list[Listing]:
        found = self.expansion.situation.listings_of(self.expansion.graph.names[entity])
        return [each for each in found if self.expansion.rule.counts(each)]

    def _directives(self, entity: int) -> tuple[str, ...]:
        rule, situation = self.expansion.rule, self.expansion.situation
        found = {each.directive for each in self._listings_of(entity)}
        for outcome in self.expansion.outcomes:
            directive = outcome.reading.directive
            if outcome.is_certain and outcome.caught[entity] and rule.reaches(situation, entity, directive):
                found.add(directive)
        return tuple(sorted(found - {""}))

    def _because(
        self, status: VerdictStatus, support: Support | None, held: Held | None, entity: int
    ) -> tuple[str, ...]:
        graph = self.expansion.graph
        if status is VerdictStatus.LISTED or support is None or held is None:
            name = graph.names[entity]
            return tuple(dict.fromkeys(f"{name} listed: {each.label}" for each in self._listings_of(entity)))
        stakes, more = support.chain(entity, held)
        for stake in stakes:
            if stake not in self._lines:
                self._lines[stake] = stake_line(graph, stake)
        lines = [self._lines[stake] for stake in stakes]
        return tuple(["(further stakes up the chain are not shown)", *lines] if more else lines)

    def _notes(
        self, status: VerdictStatus, decided: PropagationOutcome | None, entity: int, blocking: Blocking
    ) -> tuple[str, ...]:
        rule, situation = self.expansion.rule, self.expansion.situation
        found = [rule.standing_on(self.expansion.as_of).note]
        if status is VerdictStatus.UNSETTLED and decided is not None:
            found.append(f"unsettled: {decided.reading.why}")
        if status is VerdictStatus.MAY and decided is not None:
            directive = decided.reading.directive
            if rule.reaches(situation, entity, directive) is None:
                found.append(f"{directive} binds only financial institutions, and it is not known to be one")
            else:
                found.append(self._what_is_open(decided, entity))
        found += [STAYS_BLOCKED] if blocking.left_by_transfer else []
        found += [TOO_MANY_CHANGES] if blocking.unknown and status in CAUGHT else []
        graph = self.expansion.graph
        holders = {int(owner) for owner in graph.owner[graph.holders(entity)]}
        caught = frozenset(owner for owner in holders if self.expansion.status(owner) in CAUGHT)
        return tuple(note for note in (*found, *rule.notes(situation, entity, status, caught)) if note)

    def _what_is_open(self, decided: PropagationOutcome, entity: int) -> str:
        """Return why a verdict is `may`, with the reasons its own chain gives."""
        graph, words = self.expansion.graph, "turns on shares or control that are not known exactly"
        if graph.is_unnamed(entity):
            return "the source does not say who this is: it may be anybody who is listed"
        support = self._support(decided, entity)
        if support is None or not graph.doubts:
            return words
        stakes, _ = support.chain(entity, support.deciding(entity))
        reasons = list(dict.fromkeys(graph.doubts[stake] for stake in stakes if graph.doubts[stake]))
        more = [f"{len(reasons) - MOST_REASONS} more reasons"] if len(reasons) > MOST_REASONS else []
        return f"{words}: {'; '.join([*reasons[:MOST_REASONS], *more])}" if reasons else words

    @cached_property
    def _dated(self) -> bool:
        """Whether anything says when it began or ended; otherwise there is no day to name."""
        dated = any(each.valid_from or each.valid_to for each in self.listings)
        return dated or self.expansion.graph.has_dates

    def _blocking(self, entity: int) -> Blocking:
        if not self.expansion.rule.blocks_property or not self._dated:
            return Blocking()
        if "whole" in self._history:
            return self._history["whole"].blocking(entity)
        history, number = history_for(self.expansion, self.listings, entity)
        if history.graph is self.expansion.graph:
            self._history["whole"] = history
        return history.blocking(number)


def _shown_share(support: Support | None, held: Held | None, entity: int) -> tuple[Fraction, Fraction]:
    """Return the sum on the limb that decides; control has no size, so beside it the shares are shown."""
    if support is None or held is None:
        return Fraction(0), Fraction(0)
    if Interest.CONTROL in held.limb.interests:
        held = support.held(entity, support.reading.limbs[0])
    return held.low_pct, held.high_pct


def _limb_name(status: VerdictStatus, held: Held | None) -> str:
    if status is VerdictStatus.LISTED:
        return LISTED_LIMB
    if status is VerdictStatus.NOT_COVERED or held is None:
        return ""
    return JOINT_LIMB if held.joint else held.limb.name


def _basis(status: VerdictStatus, held: Held | None) -> Basis:
    if status is VerdictStatus.LISTED or held is None:
        return Basis.STATUTE
    return Basis.INFERENCE if status is VerdictStatus.UNSETTLED else held.limb.basis
