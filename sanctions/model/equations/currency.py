"""Money that leaves and what it does to the currency (methodology section 5)."""

from __future__ import annotations

from sanctions.model.equation import equation
from sanctions.model.grammar import Array, Members, across, first_year, local_law
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
    """Fall of the currency read off the rise of the yield."""
    return fx_per_100bp * local_law(impact_old) / bp_per_pp


@equation(unit=Unit.PERCENT, source="judgement")
def currency_fall_by_outflow(
    fx_per_outflow: Array,
    stock_left_first_year: Members,
    usd_rate: Array,
    gdp_usd_bn: Array,
    pct_per_unit: Array,
) -> Array:
    """Fall of the currency read off the money that leaves within twelve months."""
    return fx_per_outflow * across(stock_left_first_year) / usd_rate / gdp_usd_bn * pct_per_unit


@equation(unit=Unit.LOCAL_CURRENCY_BN, axes=_SEGMENT, source=_OWN)
def stock_left_first_year(stock_left: Array) -> Array:
    """Old bonds that foreigners leave within twelve months."""
    return first_year(stock_left)


@equation(unit=Unit.PERCENT, source=_OWN)
def currency_fall(
    weight_of_yield_reading: Array, currency_fall_by_yield: Array, currency_fall_by_outflow: Array
) -> Array:
    """Fall of the currency on the day: two readings of one thing, mixed and not added."""
    return (
        weight_of_yield_reading * currency_fall_by_yield
        + (1 - weight_of_yield_reading) * currency_fall_by_outflow
    )


@equation(unit=Unit.PERCENT, source=_OWN)
def currency_fall_path(currency_fall: Array, price_factor: Array, price_factor_on_impact: Array) -> Array:
    """Fall of the currency along the years, fading as the yield does."""
    return currency_fall * price_factor / price_factor_on_impact
