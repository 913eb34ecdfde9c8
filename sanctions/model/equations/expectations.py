"""What was already expected, and what is left to move on the day (methodology section 4)."""

from __future__ import annotations

from sanctions.model.equation import equation
from sanctions.model.grammar import (
    Array,
    Members,
    across,
    escalated_state,
    in_force,
    local_law,
    maximal_state,
    maximum,
    measured_state,
    old_bonds,
    where,
    with_option,
)
from sanctions.units import Unit

_OWN = "own, methodology section 4"
_SEGMENT = ("segment",)


@equation(unit=Unit.BASIS_POINTS, axes=("law", "segment"), source=_OWN)
def old_shift_on_the_day(yield_shift_on_the_day: Members) -> Array:
    """Rise of the yield on outstanding bonds on the day, under one state of the law."""
    return old_bonds(yield_shift_on_the_day)


@equation(unit=Unit.BASIS_POINTS, axes=_SEGMENT, source=_OWN)
def impact_if_measured_by_segment(old_shift_on_the_day: Members) -> Array:
    """Impact on bonds outstanding if the reference measured package came."""
    return measured_state(old_shift_on_the_day) - in_force(old_shift_on_the_day)


@equation(unit=Unit.BASIS_POINTS, axes=_SEGMENT, source=_OWN)
def impact_if_maximal_by_segment(old_shift_on_the_day: Members) -> Array:
    """Impact on bonds outstanding if the reference maximal package came."""
    return maximal_state(old_shift_on_the_day) - in_force(old_shift_on_the_day)


@equation(unit=Unit.BASIS_POINTS, axes=_SEGMENT, source=_OWN)
def impact_added_if_escalated_by_segment(old_shift_on_the_day: Members) -> Array:
    """Further impact on bonds outstanding if the reference maximal package came on top of the option."""
    return maximum(0, escalated_state(old_shift_on_the_day) - with_option(old_shift_on_the_day))


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
def impact_added_if_escalated(impact_added_if_escalated_by_segment: Members) -> Array:
    """Further impact on local-law bonds if the reference maximal package came on top of the option."""
    return local_law(impact_added_if_escalated_by_segment)


@equation(unit=Unit.BASIS_POINTS, source=_OWN)
def act(impact_old: Members, option_announces: Array) -> Array:
    """What the option itself is worth in the yield of existing bonds on the day."""
    return local_law(impact_old) * option_announces


@equation(unit=Unit.BASIS_POINTS, source=_OWN)
def threat_held_back(
    escalation_odds: Array, impact_added_if_escalated: Array, option_announces: Array
) -> Array:
    """What the step not taken is still worth on the day: its odds times what it would add."""
    return escalation_odds * impact_added_if_escalated * option_announces


@equation(unit=Unit.BASIS_POINTS, source=_OWN)
def priced_after(act: Array, threat_held_back: Array) -> Array:
    """What is in the yield right after the announcement: the option, and the rest of the threat."""
    return act + threat_held_back


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


@equation(unit=Unit.PERCENT, source=_OWN)
def currency_fall_on_the_day(
    fx_per_100bp: Array, expected_move_on_announcement: Array, bp_per_pp: Array
) -> Array:
    """Fall of the currency on the day measured from what was already priced: coefficient times the move."""
    return fx_per_100bp * expected_move_on_announcement / bp_per_pp


@equation(unit=Unit.USD_BN, axes=_SEGMENT, source="duration and convexity")
def foreign_loss_on_the_day_by_segment(
    foreign_holdings_usd: Array,
    duration_years: Array,
    expected_move_on_announcement: Array,
    bp_per_unit: Array,
    currency_fall_on_the_day: Array,
    pct_per_unit: Array,
) -> Array:
    """Loss of all foreign holders at market prices on the day, measured from what was already priced."""
    return foreign_holdings_usd * (
        duration_years * expected_move_on_announcement / bp_per_unit + currency_fall_on_the_day / pct_per_unit
    )


@equation(unit=Unit.USD_BN, source=_OWN)
def foreign_loss_on_the_day(foreign_loss_on_the_day_by_segment: Members) -> Array:
    """Loss of all foreign holders at market prices on the day, measured from what was already priced."""
    return across(foreign_loss_on_the_day_by_segment)
