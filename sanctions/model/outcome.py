"""Which metrics apply to an option, and what the model leaves out."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sanctions.entities.reach import reaches_entities
from sanctions.model.entities import ENTITY_METRICS, EntityCase
from sanctions.model.facts import LawSituation
from sanctions.model.grammar import Array
from sanctions.model.law import BOND_LIMBS, SENDERS, Segment, names_state
from sanctions.model.metrics import METRICS, Criterion, Metric, NotApplicable, Status
from sanctions.parameters.parameters import Parameters
from sanctions.spec.kinds import WITHOUT_A_NUMBER
from sanctions.spec.measures import Measure
from sanctions.spec.sentences import describe_measure, describe_response
from sanctions.spec.terms import ResponseKind

#: A rise of the yield below this is no effect worth the name.
NO_EFFECT_BP = 5.0
#: The most that may be called no effect.
MOST_NO_EFFECT_BP = 10_000.0
#: Metric that is the chance of it.
NO_EFFECT_METRIC = "probability_no_effect_pct"
#: A yearly figure published with half a year's delay is at most about this old; more is worth saying.
STALE_DAYS = 550
_FULL = 100.0
#: Ratio -> (the quantity it divides by, what to say when that is zero).
_REFERENCES: Mapping[str, tuple[str, str]] = {
    "cost_ratio": ("sender_cost_8y", "the sender bears no cost"),
    "absorbed_at_home": ("foreign_share_lost", "there is no gap to absorb"),
    "effect_left_year_8": ("peak_yield", "there is no effect to be left"),
    "reach_ratio": ("target_cost_8y", "the target bears no cost"),
}
_ADDS_ONLY: Mapping[str, str] = {"lend": "a bar on lending", "freeze": "a freeze of reserves"}


def applicable(
    situation: LawSituation,
    values: Mapping[str, Array],
    unpriced: NotApplicable | None = None,
    no_effect_bp: float = NO_EFFECT_BP,
) -> tuple[dict[str, Array], dict[str, NotApplicable]]:
    """Return the draws of every metric of bonds that applies, and why the others do not.

    Parameters
    ----------
    situation : LawSituation
    values : mapping of str to array
        Quantity -> draws.
    unpriced : NotApplicable, optional
        Why nothing of the option reaches bonds, where that is so.
    no_effect_bp : float, optional
        Rise of the yield under which there is no effect worth the name.
    """
    if unpriced is not None:
        bonds = [m.id for m in METRICS if m.criterion is not Criterion.ENTITIES]
        return {}, dict.fromkeys(bonds, unpriced)
    metrics: dict[str, Array] = {}
    absent: dict[str, NotApplicable] = {}
    for metric in METRICS:
        if metric.quantity is None or metric.quantity in ENTITY_METRICS:
            continue
        reason = _why_not(metric, situation, values)
        if reason is None:
            metrics[metric.id] = values[metric.quantity]
        else:
            absent[metric.id] = reason
    metrics[NO_EFFECT_METRIC] = probability_no_effect(values["peak_yield"], no_effect_bp)
    return metrics, absent


def _why_not(metric: Metric, situation: LawSituation, values: Mapping[str, Array]) -> NotApplicable | None:
    if metric.quantity is None or metric.quantity not in values:
        return NotApplicable(Status.NO_FIGURE, "no reference packages are named for this target")
    if metric.quantity == "allied_holder_loss" and _everyone_sends(situation):
        return NotApplicable(Status.NO_CHANNEL, "every ally with holder figures is a sender")
    if metric.quantity in _REFERENCES:
        quantity, words = _REFERENCES[metric.quantity]
        if not keeps_sign(values[quantity]):
            p05, p95 = np.percentile(values[quantity], (5, 95))
            return NotApplicable(Status.ZERO_REFERENCE, words if p05 == p95 else f"{words} in some draws")
    return None


def _everyone_sends(situation: LawSituation) -> bool:
    senders = {rule.sender for each in situation.segments for rule in situation.option_rules(each)}
    return senders >= set(SENDERS.values())


def stale_figures(parameters: Parameters) -> tuple[str, ...]:
    """Return a warning for every figure that was old on the as-of date."""
    return tuple(
        f"{each.label} rests on a figure of {figure.date}, {age} days before the as-of date"
        for each in parameters.values
        for figure in each.figures
        if (age := (parameters.as_of - figure.date).days) > STALE_DAYS
    )


def keeps_sign(values: Array) -> bool:
    """Tell whether the range of draws (from 1 in 20 under to 1 in 20 over) lies on one side of 0."""
    p05, p95 = np.percentile(values, (5, 95))
    return bool(p05 > 0 or p95 < 0)


def ratio_reference(metric: Metric) -> str | None:
    """Return the quantity a ratio divides by, whose range must not include 0; None for what is no ratio."""
    found = _REFERENCES.get(metric.quantity or "")
    return found[0] if found is not None else None


def probability_no_effect(peak_yield_bp: Array, no_effect_bp: float = NO_EFFECT_BP) -> Array:
    """Return, for each draw, 100 where the peak stays under so many basis points and 0 elsewhere."""
    return np.where(np.abs(peak_yield_bp) < no_effect_bp, _FULL, 0.0)


def reach_of_model(
    situation: LawSituation, case: EntityCase
) -> tuple[dict[str, float], dict[str, NotApplicable]]:
    """Return metrics of the package itself, and the reasons for those that have no channel yet."""
    package = situation.package
    trade = "trade is off: no figure for the senders' exports to the target is bundled"
    absent = {**case.absent(), "sender_trade_loss_8y_usd_bn": NotApplicable(Status.NO_FIGURE, trade)}
    counts = case.counts()
    if not package.measures:
        absent["measures_priced_pct"] = NotApplicable(Status.NO_CHANNEL, "the package has no measures")
        return counts, absent
    priced = situation.priced_measures() | case.priced_measures()
    return {**counts, "measures_priced_pct": _FULL * len(priced) / len(package.measures)}, absent


def why_unpriced(situation: LawSituation, parameters: Parameters) -> NotApplicable | None:
    """Return why nothing of the option can be priced, or None when something can (or it asks for nothing)."""
    package = situation.package
    if not situation.segments:
        return NotApplicable(Status.NO_FIGURE, "; ".join(parameters.missing.values()))
    changes = situation.changes
    asks_for_nothing = not package.measures and not situation.lifted_measures
    if asks_for_nothing or changes & BOND_LIMBS:
        return None
    if changes:
        words = " and ".join(_ADDS_ONLY[limb] for limb in sorted(changes))
        return NotApplicable(
            Status.NO_CHANNEL, f"all it adds to the law in force is {words}, which alone has no channel here"
        )
    if situation.priced_measures() or situation.lifts_something:
        return None
    if package.measures and all(measure.kind in WITHOUT_A_NUMBER for measure in package.measures):
        return NotApplicable(Status.NO_CHANNEL, "no measure of the package has a channel in the model")
    unpriced = [
        Segment(name, term) for name, term in parameters.currencies.items() if name not in parameters.segments
    ]
    if any(situation.reaches(segment) for segment in unpriced):
        missing = "; ".join(parameters.missing.values())
        reason = f"no measure of the package reaches bonds with figures: {missing}"
        return NotApplicable(Status.NO_FIGURE, reason)
    return NotApplicable(Status.NO_CHANNEL, "no measure of the package reaches bonds of the state")


def _with_reason(measure: Measure, situation: LawSituation) -> str:
    words = describe_measure(measure).rstrip(".")
    return words if measure.kind in WITHOUT_A_NUMBER else f"{words} ({_why_left_out(measure, situation)})"


def _why_left_out(measure: Measure, situation: LawSituation) -> str:
    if measure.sender not in SENDERS.values():
        return f"no holder figures for {measure.sender}"
    if not names_state(measure):
        return "no figure of those it catches" if reaches_entities(measure) else "no channel of its own"
    if not any(segment.meant_by(measure) for segment in situation.segments):
        return "no holder figures for these bonds"
    return "no channel of its own"


def not_counted(situation: LawSituation, parameters: Parameters, case: EntityCase) -> tuple[str, ...]:
    """Return in plain words every measure, reply and bond segment the numbers leave out, with the reason."""
    priced = situation.priced_measures() | case.priced_measures()
    package = situation.package
    left_out = [
        _with_reason(measure, situation)
        for measure in package.measures
        if f"{package.id}#{measure.id}" not in priced
    ]
    left_out += [
        f"{describe_response(reply).rstrip('.')} (a reply without a channel)"
        for reply in package.responses
        if reply.kind is not ResponseKind.STOP_REOPENINGS
    ]
    if package.measures or package.lifts:
        left_out += [f"{title}: {reason}" for title, reason in parameters.missing.items()]
    return tuple(left_out)
