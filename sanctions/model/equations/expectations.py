"""What was already expected, and what is left to move on the day (methodology section 4)."""

from __future__ import annotations

from sanctions.model.equation import equation
from sanctions.model.grammar import (
    Array,
    Members,
    first_year,
    in_force,
    local_law,
    maximal_state,
    maximum,
    measured_state,
    where,
)
from sanctions.units import Unit

_OWN = "own, methodology section 4"
_SEGMENT = ("segment",)


@equation(unit=Unit.PERCENTAGE_POINTS, axes=_SEGMENT, source=_OWN)
def share_lost_if_measured(share_lost_old_under: Members) -> Array:
    """Old bonds that would lose their holder under the reference measured package."""
    return measured_state(share_lost_old_under) - in_force(share_lost_old_under)


@equation(unit=Unit.PERCENTAGE_POINTS, axes=_SEGMENT, source=_OWN)
def share_lost_if_maximal(share_lost_old_under: Members) -> Array:
    """Old bonds that would lose their holder under the reference maximal package."""
    return maximal_state(share_lost_old_under) - in_force(share_lost_old_under)


@equation(unit=Unit.BASIS_POINTS, axes=_SEGMENT, source=_OWN)
def impact_if_measured_by_segment(
    price_factor_on_impact: Array, yield_per_pp: Array, share_lost_if_measured: Array
) -> Array:
    """Impact on bonds outstanding if the reference measured package came."""
    return price_factor_on_impact * yield_per_pp * first_year(share_lost_if_measured)


@equation(unit=Unit.BASIS_POINTS, axes=_SEGMENT, source=_OWN)
def impact_if_maximal_by_segment(
    price_factor_on_impact: Array, yield_per_pp: Array, share_lost_if_maximal: Array
) -> Array:
    """Impact on bonds outstanding if the reference maximal package came."""
    return price_factor_on_impact * yield_per_pp * first_year(share_lost_if_maximal)


@equation(unit=Unit.BASIS_POINTS, source=_OWN)
def impact_if_measured(impact_if_measured_by_segment: Members) -> Array:
    """Impact on local-law bonds if the reference measured package came."""
    return local_law(impact_if_measured_by_segment)


@equation(unit=Unit.BASIS_POINTS, source=_OWN)
def impact_if_maximal(impact_if_maximal_by_segment: Members) -> Array:
    """Impact on local-law bonds if the reference maximal package came."""
    return local_law(impact_if_maximal_by_segment)


@equation(unit=Unit.BASIS_POINTS, source=_OWN)
def priced_by_odds(
    weight_measured: Array,
    weight_maximal: Array,
    weight_none: Array,
    impact_if_measured: Array,
    impact_if_maximal: Array,
) -> Array:
    """What the odds alone put into the yield before the day."""
    return (weight_measured * impact_if_measured + weight_maximal * impact_if_maximal) / (
        weight_measured + weight_maximal + weight_none
    )


@equation(unit=Unit.SHARE, source="Kalman gain")
def run_up_weight(prior_variance_bp2: Array, run_up_noise_bp: Array) -> Array:
    """How far the run-up of the yield before the day is believed against the odds."""
    return prior_variance_bp2 / (prior_variance_bp2 + run_up_noise_bp * run_up_noise_bp)


@equation(unit=Unit.BASIS_POINTS, source=_OWN)
def priced_before(
    priced_by_odds: Array,
    run_up_weight: Array,
    run_up_bp: Array,
    run_up_attributable: Array,
    run_up_noise_bp: Array,
    run_up_shock: Array,
) -> Array:
    """What was in the yield the day before: the odds, corrected by the run-up for what it is worth."""
    return maximum(
        0,
        priced_by_odds
        + run_up_weight * (run_up_attributable * run_up_bp + run_up_noise_bp * run_up_shock - priced_by_odds),
    )


@equation(unit=Unit.PROBABILITY, source=_OWN)
def escalation_odds(
    weight_measured: Array, weight_maximal: Array, weight_none: Array, escalation_remaining: Array
) -> Array:
    """Odds of the maximal package still to come once the option is announced."""
    return weight_maximal / (weight_measured + weight_maximal + weight_none) * escalation_remaining


@equation(unit=Unit.BASIS_POINTS, source=_OWN)
def priced_after(escalation_odds: Array, impact_old: Members, impact_if_maximal: Array) -> Array:
    """What is in the yield right after the announcement: the option, and the rest of the threat."""
    return (1 - escalation_odds) * local_law(impact_old) + escalation_odds * maximum(
        local_law(impact_old), impact_if_maximal
    )


@equation(unit=Unit.BASIS_POINTS, source=_OWN)
def already_priced_in(
    option_announces: Array, already_announced: Array, priced_before: Array, priced_after: Array
) -> Array:
    """What of the option was in the yield the day before; everything, where it had been announced already."""
    return option_announces * where(already_announced > 0, priced_after, priced_before)


@equation(unit=Unit.BASIS_POINTS, source=_OWN)
def expected_move_on_announcement(
    option_announces: Array, priced_after: Array, already_priced_in: Array
) -> Array:
    """Move of the yield on existing bonds expected on the day; below zero where milder than feared."""
    return option_announces * priced_after - already_priced_in
