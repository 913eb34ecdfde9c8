"""Money that leaves and what it does to the currency (methodology section 5)."""

from __future__ import annotations

from sanctions.model.equation import equation
from sanctions.model.grammar import (
    Array,
    Members,
    across,
    exp,
    first_year,
    in_force,
    local_law,
    with_option,
)
from sanctions.units import Unit

_SEGMENT = ("segment",)
_OWN = "own, methodology section 5"


@equation(unit=Unit.USD_BN, axes=_SEGMENT, source=_OWN)
def outflow_by_segment(stock_left: Array, return_local: Array, usd_rate: Array) -> Array:
    """Money foreigners have taken out by the column's date, at the price after the day."""
    return stock_left * (1 + return_local) / usd_rate


@equation(unit=Unit.USD_BN, source=_OWN)
def outflow(outflow_by_segment: Members) -> Array:
    """Money foreigners have taken out by the column's date, all segments."""
    return across(outflow_by_segment)


@equation(unit=Unit.USD_BN, source=_OWN)
def outflow_year_1(outflow: Array) -> Array:
    """Money foreigners take out within twelve months."""
    return first_year(outflow)


@equation(unit=Unit.PERCENT, source="event study of sanction announcements")
def currency_fall_by_yield(fx_per_100bp: Array, impact_old: Members, bp_per_pp: Array) -> Array:
    """Fall of the currency read off the rise of the yield, in log percent as events were measured."""
    return fx_per_100bp * local_law(impact_old) / bp_per_pp


@equation(unit=Unit.PERCENT, source="judgement")
def currency_fall_by_outflow(
    fx_per_outflow: Array,
    stock_left_first_year: Members,
    usd_rate: Array,
    gdp_usd_bn: Array,
    pct_per_unit: Array,
) -> Array:
    """Fall of the currency read off the money that leaves within twelve months, in log percent."""
    return fx_per_outflow * across(stock_left_first_year) / usd_rate / gdp_usd_bn * pct_per_unit


@equation(unit=Unit.LOCAL_CURRENCY_BN, axes=_SEGMENT, source=_OWN)
def stock_left_first_year(stock_left: Array) -> Array:
    """Old bonds that foreigners leave within twelve months."""
    return first_year(stock_left)


@equation(unit=Unit.SHARE, axes=("law", "segment"), source=_OWN)
def reserves_frozen_under(
    freeze_us: Array,
    freeze_uk: Array,
    freeze_eu: Array,
    reserves_held_us: Array,
    reserves_held_uk: Array,
    reserves_held_eu: Array,
) -> Array:
    """Part of the reserves out of the central bank's reach under one state of the law."""
    return freeze_us * reserves_held_us + freeze_uk * reserves_held_uk + freeze_eu * reserves_held_eu


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
def currency_log_fall(
    weight_of_yield_reading: Array,
    currency_fall_by_yield: Array,
    currency_fall_by_outflow: Array,
    defence_lost: Array,
    reserves_frozen_first_year: Array,
) -> Array:
    """Fall of the currency on the day, log percent: two readings mixed, worse where its defence is frozen."""
    return (
        weight_of_yield_reading * currency_fall_by_yield
        + (1 - weight_of_yield_reading) * currency_fall_by_outflow
    ) * (1 + defence_lost * reserves_frozen_first_year)


@equation(unit=Unit.PERCENT, source=_OWN)
def currency_fall(currency_log_fall: Array, pct_per_unit: Array) -> Array:
    """Fall of the currency on the day in percent of its value, which is never more than all of it."""
    return pct_per_unit * (1 - exp(-currency_log_fall / pct_per_unit))


@equation(unit=Unit.PERCENT, source=_OWN)
def currency_fall_path(currency_fall: Array, price_factor: Array, price_factor_on_impact: Array) -> Array:
    """Fall of the currency along the years, fading as the yield does."""
    return currency_fall * price_factor / price_factor_on_impact
