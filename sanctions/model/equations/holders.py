"""What holders lose (methodology section 5): by country, at market prices and on what cannot be sold.

A loss at market prices is a transfer and partly reverses; it is no resource cost.
"""

from __future__ import annotations

from sanctions.model.equation import equation
from sanctions.model.grammar import (
    Array,
    Members,
    across,
    average_of_year,
    end_of_year,
    first_year,
    in_force,
    maximum,
    total,
    with_option,
)
from sanctions.units import Unit

_SEGMENT = ("segment",)
_BY_HOLDER = ("segment", "holder")
_HOLDER = ("holder",)
_STATE = ("law", "segment", "holder")
_OWN = "own, methodology section 5"


@equation(unit=Unit.USD_BN, axes=_SEGMENT, source="Bank of Russia, OFZ holdings")
def foreign_holdings_usd(stock: Array, foreign_share: Array, pct_per_unit: Array, usd_rate: Array) -> Array:
    """Bonds that foreigners hold, at face value."""
    return stock * foreign_share / pct_per_unit / usd_rate


@equation(unit=Unit.SHARE, axes=_SEGMENT, source="duration and convexity")
def return_local(
    impact_old: Array,
    duration_years: Array,
    convexity_per_duration_squared: Array,
    half: Array,
    bp_per_unit: Array,
) -> Array:
    """Return on existing bonds on the day, in local currency."""
    return -duration_years * impact_old / bp_per_unit + half * convexity_per_duration_squared * (
        duration_years * impact_old / bp_per_unit
    ) * (duration_years * impact_old / bp_per_unit)


@equation(unit=Unit.SHARE, axes=_SEGMENT, source=_OWN)
def return_usd(return_local: Array, currency_fall: Array, pct_per_unit: Array) -> Array:
    """Return on existing bonds on the day for a holder who counts in dollars."""
    return (1 + return_local) * (1 - currency_fall / pct_per_unit) - 1


@equation(unit=Unit.USD_BN, axes=_BY_HOLDER, source="Bank of Russia, holdings by country of custodian")
def holdings_usd(foreign_holdings_usd: Array, holder_share: Array) -> Array:
    """Bonds that holders of one country have, at face value."""
    return foreign_holdings_usd * holder_share


@equation(unit=Unit.SHARE, axes=_STATE, source=_OWN)
def stuck_weighted(stuck: Members, pricing_weight: Array) -> Array:
    """Part of a country's holdings that cannot be sold in the year, times the year's weight."""
    return average_of_year(stuck) * pricing_weight


@equation(unit=Unit.SHARE, axes=_STATE, source=_OWN)
def stuck_expected(stuck_weighted: Array, pricing_weight: Array) -> Array:
    """Part of a country's holdings that cannot be sold, mean of the years ahead."""
    return total(stuck_weighted) / total(pricing_weight)


@equation(unit=Unit.SHARE, axes=_STATE, source=_OWN)
def sold_weighted(sold: Members, pricing_weight: Array) -> Array:
    """Part of a country's holdings sold in the year, times the year's weight."""
    return average_of_year(sold) * pricing_weight


@equation(unit=Unit.SHARE, axes=_STATE, source=_OWN)
def sold_expected(sold_weighted: Array, pricing_weight: Array) -> Array:
    """Part of a country's holdings that is sold, mean of the years ahead."""
    return total(sold_weighted) / total(pricing_weight)


@equation(unit=Unit.SHARE, axes=_STATE, source=_OWN)
def sold_within_a_year(sold: Members) -> Array:
    """Part of a country's holdings sold by the column's date."""
    return end_of_year(sold)


@equation(unit=Unit.SHARE, axes=_BY_HOLDER, source=_OWN)
def newly_stuck(stuck_expected: Members) -> Array:
    """Part of a country's holdings that the option newly makes impossible to sell."""
    return maximum(0, with_option(stuck_expected) - in_force(stuck_expected))


@equation(unit=Unit.SHARE, axes=_BY_HOLDER, source=_OWN)
def newly_sold(sold_expected: Members) -> Array:
    """Part of a country's holdings sold because of the option, mean of the years ahead."""
    return maximum(0, with_option(sold_expected) - in_force(sold_expected))


@equation(unit=Unit.SHARE, axes=_BY_HOLDER, source=_OWN)
def newly_sold_path(sold_within_a_year: Members) -> Array:
    """Part of a country's holdings sold because of the option by the column's date."""
    return maximum(0, with_option(sold_within_a_year) - in_force(sold_within_a_year))


@equation(unit=Unit.USD_BN, axes=_BY_HOLDER, source=_OWN)
def holder_loss_by_segment(
    holdings_usd: Array, newly_stuck: Array, recovery: Array, return_usd: Array
) -> Array:
    """Loss of one country's holders on the day: at market prices, and at recovery where stuck."""
    return holdings_usd * (newly_stuck * (1 - recovery) - (1 - newly_stuck) * return_usd)


@equation(unit=Unit.USD_BN, axes=_HOLDER, source=_OWN)
def holder_loss(holder_loss_by_segment: Members) -> Array:
    """Loss of one country's holders on the day, all segments."""
    return across(holder_loss_by_segment)


@equation(unit=Unit.USD_BN, source=_OWN)
def holder_loss_all(holder_loss: Members) -> Array:
    """Loss of all foreign holders on the day."""
    return across(holder_loss)


@equation(unit=Unit.USD_BN, axes=_HOLDER, source=_OWN)
def holder_loss_if_imposing(imposes: Array, holder_loss: Array) -> Array:
    """Loss of one country's holders where that country imposes the option."""
    return imposes * holder_loss


@equation(unit=Unit.USD_BN, source=_OWN)
def sender_holder_loss(holder_loss_if_imposing: Members) -> Array:
    """One-off loss on bonds that investors of the imposing countries hold."""
    return across(holder_loss_if_imposing)


@equation(unit=Unit.USD_BN, axes=_HOLDER, source=_OWN)
def holder_loss_if_ally(imposes: Array, is_other: Array, holder_loss: Array) -> Array:
    """Loss of one country's holders where that country could have joined and did not."""
    return (1 - imposes) * (1 - is_other) * holder_loss


@equation(unit=Unit.USD_BN, source=_OWN)
def allied_holder_loss(holder_loss_if_ally: Members) -> Array:
    """One-off loss of investors in allied countries that do not impose."""
    return across(holder_loss_if_ally)


@equation(unit=Unit.USD_BN, axes=_HOLDER, source=_OWN)
def holder_loss_if_other(is_other: Array, holder_loss: Array) -> Array:
    """Loss of holders in all other countries."""
    return is_other * holder_loss


@equation(unit=Unit.USD_BN, source=_OWN)
def other_holder_loss(holder_loss_if_other: Members) -> Array:
    """One-off loss of other foreign investors."""
    return across(holder_loss_if_other)


@equation(unit=Unit.USD_BN, axes=_SEGMENT, source=_OWN)
def domestic_holder_loss_by_segment(
    stock: Array, foreign_share: Array, pct_per_unit: Array, return_local: Array, usd_rate: Array
) -> Array:
    """Loss of the target's own investors on the day, in local currency turned into dollars."""
    return stock * (1 - foreign_share / pct_per_unit) * (0 - return_local) / usd_rate


@equation(unit=Unit.USD_BN, source=_OWN)
def domestic_holder_loss(domestic_holder_loss_by_segment: Members) -> Array:
    """Loss of the target's own investors on the day, all segments."""
    return across(domestic_holder_loss_by_segment)


@equation(unit=Unit.USD_BN, axes=_HOLDER, source=_OWN)
def holdings_all(holdings_usd: Members) -> Array:
    """Bonds that holders of one country have, all segments, at face value."""
    return across(holdings_usd)


@equation(unit=Unit.USD_BN, axes=_HOLDER, source=_OWN)
def holdings_if_imposing(imposes: Array, holdings_all: Array) -> Array:
    """Bonds of one country's holders where that country imposes the option, at face value."""
    return imposes * holdings_all


@equation(unit=Unit.USD_BN, source=_OWN)
def sender_holdings(holdings_if_imposing: Members) -> Array:
    """Bonds that investors of the imposing countries hold, all segments, at face value."""
    return across(holdings_if_imposing)


@equation(unit=Unit.USD_BN, source=_OWN)
def foreign_holdings_all(holdings_all: Members) -> Array:
    """Bonds that foreigners hold, all segments, at face value."""
    return across(holdings_all)


@equation(unit=Unit.PERCENT, source=_OWN)
def sender_share_of_foreign_holdings(
    sender_holdings: Array, foreign_holdings_all: Array, pct_per_unit: Array
) -> Array:
    """Imposing countries' part of the bonds that foreigners hold."""
    return sender_holdings / foreign_holdings_all * pct_per_unit


@equation(unit=Unit.USD_BN, axes=_BY_HOLDER, source=_OWN)
def holdings_left_by_segment(holdings_usd: Array, newly_sold_path: Array) -> Array:
    """Bonds that one country's holders still have after twelve months, at face value."""
    return holdings_usd * (1 - first_year(newly_sold_path))


@equation(unit=Unit.USD_BN, axes=_HOLDER, source=_OWN)
def holdings_left(holdings_left_by_segment: Members) -> Array:
    """Bonds that one country's holders still have after twelve months, all segments."""
    return across(holdings_left_by_segment)


@equation(unit=Unit.USD_BN, axes=_HOLDER, source=_OWN)
def holdings_left_if_imposing(imposes: Array, holdings_left: Array) -> Array:
    """Bonds left after twelve months where the country imposes the option."""
    return imposes * holdings_left


@equation(unit=Unit.USD_BN, axes=_BY_HOLDER, source=_OWN)
def price_loss_on_sales(holdings_usd: Array, newly_sold: Array, return_local: Array) -> Array:
    """What one country's sellers lose by selling below the price before, in dollars of the day."""
    return holdings_usd * newly_sold * (0 - return_local)


@equation(unit=Unit.USD_BN, axes=_BY_HOLDER, source=_OWN)
def loss_on_stuck(holdings_usd: Array, newly_stuck: Array, recovery: Array) -> Array:
    """What one country's holders lose on what they cannot sell."""
    return holdings_usd * newly_stuck * (1 - recovery)
