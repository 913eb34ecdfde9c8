"""What a reader is told in words: why a number is 0, which terms change none, what truly moves less."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import numpy as np

from sanctions.model.facts import LawSituation
from sanctions.model.grammar import Array
from sanctions.model.law import LIMBS, LawRule, LawState, Segment
from sanctions.spec.measures import Measure
from sanctions.spec.package import Package
from sanctions.spec.terms import IssuerClass, Prohibition, SaleTo
from sanctions.spec.vocabulary import vocabulary

#: Terms of a measure that no equation of the bond channel reads; the guide marks the same ones.
SILENT_TERMS: Final = (
    "binds",
    "foreign_branches",
    "foreign_subsidiaries",
    "issuer_reach",
    "sale_to",
    "existing_commitments",
    "derivatives",
)
#: Acts whose ban reaches no equation.
SILENT_ACTS: Final = frozenset({Prohibition.RECEIVE_PAYMENT})
_COUNTED_WITH_THE_SOVEREIGN = frozenset({IssuerClass.CENTRAL_BANK, IssuerClass.WEALTH_FUND})
_MOVED = "new_bond_yield_year_1_bp"


def zero_reasons(situation: LawSituation, metrics: Mapping[str, Array]) -> tuple[str, ...]:
    """Return why an option moves nothing, or which of its parts add nothing: what bars it already.

    Parameters
    ----------
    situation : LawSituation
    metrics : mapping of str to array
        Draws of every metric that applies.
    """
    found: dict[str, None] = {}
    for segment in situation.segments:
        before = situation.states(segment)["in_force"]
        for rule in situation.option_rules(segment):
            for limb in sorted(rule.limbs):
                earlier = _barred_before(before, limb, rule)
                if earlier is not None:
                    found[_already(rule, limb, earlier)] = None
    if found and metrics.get(_MOVED) is not None and not np.any(metrics[_MOVED]):
        found = {"The rise of yields is 0: all the option bars was barred before.": None, **found}
    return tuple(found)


def _barred_before(before: LawState, limb: str, rule: LawRule) -> LawRule | None:
    """Return the rule in force that bars as much of a limb as the option does, None where none does."""
    for other in before.rules:
        if limb not in other.limbs or other.sender != rule.sender:
            continue
        pairs = zip(rule.strength("average"), other.strength("average"), strict=True)
        if all(mine <= theirs for mine, theirs in pairs):
            return other
    return None


def _already(rule: LawRule, limb: str, earlier: LawRule) -> str:
    return (
        f"{rule.name} adds nothing where {rule.sender} investors are {LIMBS[limb].removeprefix('are ')}:"
        f" {earlier.name} has said so since {earlier.measure.effective}."
    )


def silent_terms(package: Package) -> tuple[str, ...]:
    """Return the terms of an option's measures that change no number of the model, measure by measure."""
    return tuple(
        f"{measure.id}: {', '.join(terms)}"
        for measure in package.measures
        if (terms := tuple(_silent(measure)))
    )


def _silent(measure: Measure) -> Iterator[str]:
    """Yield the terms a measure states, other than those that hold unless said, that no equation reads."""
    usual = type(measure).model_fields
    for name in SILENT_TERMS:
        said = getattr(measure, name)
        if said not in (usual[name].default, SaleTo.NOBODY):
            yield f"{name} {said}"
    for act in sorted(SILENT_ACTS & measure.prohibits):
        yield f"prohibits {act}"
    known = vocabulary().issuers
    classes = {each: known[each].issuer_class for each in measure.issuers if each in known}
    beside = [each for each, class_ in classes.items() if class_ in _COUNTED_WITH_THE_SOVEREIGN]
    if beside and IssuerClass.SOVEREIGN in classes.values() and Prohibition.SETTLE not in measure.prohibits:
        yield f"issuers {', '.join(beside)} (their bonds have no figure)"


def remarks(situation: LawSituation) -> tuple[str, ...]:
    """Return where a stricter option truly moves something less, in a sentence."""
    return tuple(text for each in situation.segments for text in _of_segment(situation, each))


def _of_segment(situation: LawSituation, segment: Segment) -> Iterator[str]:
    rules = situation.option_rules(segment)
    if any("locked" in rule.limbs for rule in rules):
        yield (
            "Existing bonds move less than under a ban that lets holders sell, because nothing may be sold:"
            " their yield, the share foreigners leave and the money that leaves are smaller, while new bonds,"
            " the currency, output and unmet funding are hit at least as hard."
        )
    elif any("forced" in rule.limbs for rule in rules):
        yield (
            "What cannot be sold in time stays with its holders and weighs on prices: less time or more"
            " sellers trap more, so that less is sold and holders lose more."
        )
