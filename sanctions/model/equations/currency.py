"""Money that leaves and what it does to the currency (methodology section 5)."""

from __future__ import annotations

from sanctions.model.equation import equation
from sanctions.model.grammar import (
    Array,
    Members,
    across,
    average_of_year,
    exp,
    first_year,
    in_force,
    local_law,
    total,
    where,
    with_option,
)
from sanctions.units import Unit

_SEGMENT = ("segment",)
_OWN = "own, methodology section 5"


@equation(unit=Unit.USD_BN, axes=_SEGMENT, source=_OWN)
def outflow_by_segment(
    share_sold: Array, stock: Array, pct_per_unit: Array, return_local: Array, usd_rate: Array
) -> Array:
    """Money foreigners take out within twelve months, at the price after the day."""
    return first_year(share_sold) / pct_per_unit * stock * (1 + return_local) / usd_rate


@equation(unit=Unit.USD_BN, source=_OWN)
def outflow_year_1(outflow_by_segment: Members) -> Array:
    """Money foreigners take out within twelve months, all segments."""
    return across(outflow_by_segment)


@equation(unit=Unit.USD_BN, source="World Bank; European Central Bank")
def gdp_usd_of_the_day(gdp_lcu_bn: Array, usd_rate: Array) -> Array:
    """Output of one year in dollars at the exchange rate of the day, as everything else is."""
    return gdp_lcu_bn / usd_rate


@equation(unit=Unit.PERCENT, source="event study of sanction announcements")
def currency_fall_by_yield(fx_per_100bp: Array, impact_old_if_sold: Members, bp_per_pp: Array) -> Array:
    """Fall of the currency read off the rise of the yield, in log percent as events were measured."""
    return fx_per_100bp * local_law(impact_old_if_sold) / bp_per_pp


@equation(unit=Unit.PERCENTAGE_POINTS, axes=_SEGMENT, source=_OWN)
def share_withdrawn_weighted(mean_share_withdrawn: Array, pricing_weight: Array) -> Array:
    """Old bonds whose foreign holder is lost in the year, times the year's weight."""
    return mean_share_withdrawn * pricing_weight


@equation(unit=Unit.LOCAL_CURRENCY_BN, axes=_SEGMENT, source=_OWN)
def withdrawal_expected(
    share_withdrawn_weighted: Array, pricing_weight: Array, stock: Array, pct_per_unit: Array
) -> Array:
    """Foreign money that is expected to be lost on the day: the mean of the years ahead."""
    return total(share_withdrawn_weighted) / total(pricing_weight) / pct_per_unit * stock


@equation(unit=Unit.PERCENT, source="Adler, Lisack & Mano 2015")
def currency_fall_by_outflow(
    fx_per_outflow: Array, withdrawal_expected: Members, gdp_lcu_bn: Array, pct_per_unit: Array
) -> Array:
    """Fall of the currency read off the money lost, in log percent."""
    return fx_per_outflow * across(withdrawal_expected) / gdp_lcu_bn * pct_per_unit


@equation(unit=Unit.SHARE, axes=("segment", "holder"), source=_OWN)
def reserves_held(
    is_us: Array,
    is_uk: Array,
    is_eu: Array,
    reserves_held_us: Array,
    reserves_held_uk: Array,
    reserves_held_eu: Array,
) -> Array:
    """Part of the reserves kept where one country can freeze it."""
    return is_us * reserves_held_us + is_uk * reserves_held_uk + is_eu * reserves_held_eu


@equation(unit=Unit.SHARE, axes=("law", "segment", "holder"), source=_OWN)
def reserves_frozen_by(freeze: Members, reserves_held: Array) -> Array:
    """Part of the reserves one country puts out of the central bank's reach."""
    return average_of_year(freeze) * reserves_held


@equation(unit=Unit.SHARE, axes=("law", "segment"), source=_OWN)
def reserves_frozen_under(reserves_frozen_by: Members) -> Array:
    """Part of the reserves out of the central bank's reach under one state of the law."""
    return across(reserves_frozen_by)


@equation(unit=Unit.SHARE, axes=_SEGMENT, source=_OWN)
def reserves_frozen_path(reserves_frozen_under: Members) -> Array:
    """Part of the reserves the option puts out of reach."""
    return with_option(reserves_frozen_under) - in_force(reserves_frozen_under)


@equation(unit=Unit.SHARE, source=_OWN)
def reserves_frozen(reserves_frozen_path: Members) -> Array:
    """Part of the reserves the option puts out of reach, by the column's date."""
    return local_law(reserves_frozen_path)


@equation(unit=Unit.SHARE, source=_OWN)
def reserves_frozen_first_year(reserves_frozen: Array) -> Array:
    """Part of the reserves the option puts out of reach within twelve months."""
    return first_year(reserves_frozen)


@equation(unit=Unit.PERCENT, source=_OWN)
def currency_fall_by_reserves(
    fx_per_outflow: Array,
    reserves_used_in_defence: Array,
    reserves_usd_bn: Array,
    reserves_frozen_first_year: Array,
    gdp_usd_of_the_day: Array,
    pct_per_unit: Array,
) -> Array:
    """Fall of the currency for want of reserves that would have defended it, in log percent."""
    return (
        fx_per_outflow
        * reserves_used_in_defence
        * reserves_usd_bn
        * reserves_frozen_first_year
        / gdp_usd_of_the_day
        * pct_per_unit
    )


@equation(unit=Unit.PERCENT, source=_OWN)
def currency_fall_by_run(
    run_draw: Array, run_probability: Array, reserves_frozen_first_year: Array, run_size_pct: Array
) -> Array:
    """Fall of the currency in a run on it, an event the more likely the more of the reserves is frozen."""
    return where(run_draw < run_probability * reserves_frozen_first_year, run_size_pct, 0)


@equation(unit=Unit.PERCENT, source=_OWN)
def currency_log_fall(
    weight_of_yield_reading: Array,
    currency_fall_by_yield: Array,
    currency_fall_by_outflow: Array,
    currency_fall_by_reserves: Array,
    currency_fall_by_run: Array,
) -> Array:
    """Fall of the currency on the day, log percent: two readings mixed, frozen reserves on top."""
    return (
        weight_of_yield_reading * currency_fall_by_yield
        + (1 - weight_of_yield_reading) * currency_fall_by_outflow
        + currency_fall_by_reserves
        + currency_fall_by_run
    )


@equation(unit=Unit.PERCENT, source=_OWN)
def currency_fall(currency_log_fall: Array, pct_per_unit: Array) -> Array:
    """Fall of the currency on the day in percent of its value, which is never more than all of it."""
    return pct_per_unit * (1 - exp(-currency_log_fall / pct_per_unit))


@equation(unit=Unit.PERCENT, source=_OWN)
def currency_fall_path(currency_fall: Array, price_factor: Array, price_factor_on_impact: Array) -> Array:
    """Fall of the currency along the years, fading as the yield does."""
    return currency_fall * price_factor / price_factor_on_impact
