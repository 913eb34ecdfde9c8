"""Debt service and the borrowing plan (methodology section 5)."""

from __future__ import annotations

from sanctions.model.equation import equation
from sanctions.model.grammar import (
    Array,
    Members,
    across,
    average_of_year,
    cumulative,
    end_of_year,
    first_year,
    in_force,
    lag,
    maximum,
    minimum,
    total,
    where,
    with_option,
)
from sanctions.units import Unit

_SEGMENT = ("segment",)
_STATE = ("law", "segment")
_OWN = "own, methodology section 5"


@equation(unit=Unit.LOCAL_CURRENCY_BN_PER_YEAR, axes=_SEGMENT, source="Ministry of Finance, borrowing plan")
def gross_issuance_path(year: Array, gross_issuance: Array, issuance_growth: Array) -> Array:
    """Bonds issued in the year that ends in the column."""
    return where(year > 0, gross_issuance * (1 + issuance_growth) ** (year - 1), 0)


@equation(unit=Unit.LOCAL_CURRENCY_BN_PER_YEAR, axes=_SEGMENT, source=_OWN)
def covered_issuance(gross_issuance_path: Array, issuance_covered: Array) -> Array:
    """Bonds issued in the year after the option took effect."""
    return gross_issuance_path * issuance_covered


@equation(unit=Unit.LOCAL_CURRENCY_BN, axes=_SEGMENT, source=_OWN)
def vintage_cost(
    covered_issuance: Array, fixed_coupon_share: Array, effect_new: Array, bp_per_unit: Array
) -> Array:
    """Extra interest a year that the fixed-coupon bonds of one year's issue carry for life."""
    return covered_issuance * fixed_coupon_share * effect_new / bp_per_unit


@equation(unit=Unit.LOCAL_CURRENCY_BN, axes=_SEGMENT, source=_OWN)
def vintage_cost_at_start(vintage_cost: Array, runoff: Array, year: Array) -> Array:
    """Extra interest of one year's issue, scaled back to the start so that run-off can be applied at once."""
    return vintage_cost / (1 - runoff) ** year


@equation(unit=Unit.LOCAL_CURRENCY_BN, axes=_SEGMENT, source=_OWN)
def vintages_so_far(vintage_cost_at_start: Array) -> Array:
    """Running total of the issues so far, at the start's scale."""
    return cumulative(vintage_cost_at_start)


@equation(unit=Unit.LOCAL_CURRENCY_BN, axes=_SEGMENT, source=_OWN)
def extra_interest(
    vintages_so_far: Array,
    runoff: Array,
    year: Array,
    vintage_cost: Array,
    half: Array,
    issuance_covered: Array,
) -> Array:
    """Extra interest paid in the year: earlier issues still outstanding, half the covered time now."""
    return lag(vintages_so_far) * (1 - runoff) ** year + half * issuance_covered * vintage_cost


@equation(unit=Unit.LOCAL_CURRENCY_BN, source=_OWN)
def extra_interest_all(extra_interest: Members) -> Array:
    """Extra interest paid in the year, all segments."""
    return across(extra_interest)


@equation(unit=Unit.LOCAL_CURRENCY_BN, source=_OWN)
def extra_interest_year_1(extra_interest_all: Array) -> Array:
    """Extra interest paid in the first year."""
    return first_year(extra_interest_all)


@equation(unit=Unit.LOCAL_CURRENCY_BN, source=_OWN)
def extra_interest_8y(extra_interest_all: Array) -> Array:
    """Extra interest paid over eight years, not discounted."""
    return total(extra_interest_all)


@equation(unit=Unit.PERCENT_OF_GDP, source=_OWN)
def extra_interest_8y_pct_gdp(extra_interest_8y: Array, gdp_lcu_bn: Array, pct_per_unit: Array) -> Array:
    """Extra interest over eight years, in percent of one year's output."""
    return extra_interest_8y / gdp_lcu_bn * pct_per_unit


@equation(unit=Unit.LOCAL_CURRENCY_BN, source=_OWN)
def extra_interest_discounted(
    extra_interest_all: Array, local_discount_rate: Array, year: Array, half: Array
) -> Array:
    """Extra interest of the year at its value on the day, from the middle of the year."""
    return extra_interest_all / (1 + local_discount_rate) ** maximum(0, year - half)


@equation(unit=Unit.LOCAL_CURRENCY_BN, source=_OWN)
def extra_interest_present_value(extra_interest_discounted: Array) -> Array:
    """Present value of the extra interest over eight years."""
    return total(extra_interest_discounted)


@equation(unit=Unit.PERCENTAGE_POINTS, axes=_STATE, source=_OWN)
def flow_lost_under(flow_lost: Members) -> Array:
    """Part of a new bond that loses its foreign buyer, under one state of the law."""
    return end_of_year(flow_lost)


@equation(unit=Unit.PERCENTAGE_POINTS, axes=_SEGMENT, source=_OWN)
def new_bond_buyers_lost(flow_lost_under: Members) -> Array:
    """Part of a new bond that loses its foreign buyer because of the option."""
    return with_option(flow_lost_under) - in_force(flow_lost_under)


@equation(unit=Unit.PERCENTAGE_POINTS, axes=_STATE, source=_OWN)
def withdrawn_at_end(stock_withdrawn_under: Members) -> Array:
    """Part of the outstanding stock whose foreign holder is lost by the column's date."""
    return end_of_year(stock_withdrawn_under)


@equation(unit=Unit.PERCENTAGE_POINTS, axes=_STATE, source=_OWN)
def withdrawn_on_average(stock_withdrawn_under: Members) -> Array:
    """Part of the outstanding stock whose foreign holder is lost, mean of the year."""
    return average_of_year(stock_withdrawn_under)


@equation(unit=Unit.PERCENTAGE_POINTS, axes=_SEGMENT, source=_OWN)
def share_withdrawn(withdrawn_at_end: Members) -> Array:
    """Old bonds whose foreign holder is lost because of the option, by the column's date."""
    return with_option(withdrawn_at_end) - in_force(withdrawn_at_end)


@equation(unit=Unit.PERCENTAGE_POINTS, axes=_SEGMENT, source=_OWN)
def mean_share_withdrawn(withdrawn_on_average: Members) -> Array:
    """Old bonds whose foreign holder is lost because of the option, mean of the year."""
    return with_option(withdrawn_on_average) - in_force(withdrawn_on_average)


@equation(unit=Unit.LOCAL_CURRENCY_BN_PER_YEAR, axes=_SEGMENT, source=_OWN)
def funding_gap(
    covered_issuance: Array,
    new_bond_buyers_lost: Array,
    pct_per_unit: Array,
    share_withdrawn: Array,
    stock: Array,
    runoff: Array,
    year: Array,
) -> Array:
    """Bonds that somebody at home must take in the year: new ones unsold, old ones given up."""
    return covered_issuance * new_bond_buyers_lost / pct_per_unit + (
        share_withdrawn - lag(share_withdrawn)
    ) / pct_per_unit * stock * (1 - runoff) ** maximum(0, year - 1)


@equation(unit=Unit.LOCAL_CURRENCY_BN_PER_YEAR, source=_OWN)
def funding_gap_all(funding_gap: Members) -> Array:
    """Bonds that somebody at home must take in the year, all segments."""
    return across(funding_gap)


@equation(unit=Unit.LOCAL_CURRENCY_BN_PER_YEAR, source=_OWN)
def absorbed_by_banks(funding_gap_all: Array, bank_capacity: Array) -> Array:
    """What domestic banks take, up to their capacity of the year."""
    return minimum(funding_gap_all, bank_capacity)


@equation(unit=Unit.LOCAL_CURRENCY_BN_PER_YEAR, source=_OWN)
def absorbed_by_reserves(
    funding_gap_all: Array,
    absorbed_by_banks: Array,
    reserves_usd_bn: Array,
    reserves_usable: Array,
    usd_rate: Array,
    reserves_frozen: Array,
) -> Array:
    """What the state takes out of its reserves, up to the part it would use in a year."""
    return minimum(
        funding_gap_all - absorbed_by_banks,
        reserves_usd_bn * (1 - reserves_frozen) * reserves_usable * usd_rate,
    )


@equation(unit=Unit.LOCAL_CURRENCY_BN_PER_YEAR, source=_OWN)
def unmet_funding(funding_gap_all: Array, absorbed_by_banks: Array, absorbed_by_reserves: Array) -> Array:
    """What nobody takes."""
    return funding_gap_all - absorbed_by_banks - absorbed_by_reserves


@equation(unit=Unit.LOCAL_CURRENCY_BN, source=_OWN)
def funding_gap_8y(funding_gap_all: Array) -> Array:
    """Bonds that somebody at home must take over eight years."""
    return total(funding_gap_all)


@equation(unit=Unit.LOCAL_CURRENCY_BN, source=_OWN)
def absorbed_by_banks_8y(absorbed_by_banks: Array) -> Array:
    """What domestic banks take over eight years."""
    return total(absorbed_by_banks)


@equation(unit=Unit.PERCENT, source=_OWN)
def absorbed_at_home(
    funding_gap_8y: Array, absorbed_by_banks_8y: Array, pct_per_unit: Array, smallest: Array
) -> Array:
    """Part of the gap that domestic banks take; all of it where there is no gap."""
    return where(
        funding_gap_8y > 0,
        absorbed_by_banks_8y / maximum(funding_gap_8y, smallest) * pct_per_unit,
        pct_per_unit,
    )


@equation(unit=Unit.LOCAL_CURRENCY_BN, source=_OWN)
def gross_issuance_all(gross_issuance_path: Members) -> Array:
    """Bonds issued in the year, all segments."""
    return across(gross_issuance_path)


@equation(unit=Unit.PERCENT, source=_OWN)
def unmet_funding_year_1(unmet_funding: Array, gross_issuance_all: Array, pct_per_unit: Array) -> Array:
    """Borrowing plan of the first year that stays unsold after home buyers."""
    return first_year(unmet_funding) / first_year(gross_issuance_all) * pct_per_unit
