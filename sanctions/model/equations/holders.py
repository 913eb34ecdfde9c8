"""What holders lose on the day (methodology section 5): a transfer at market prices, not a resource cost."""

from __future__ import annotations

from sanctions.model.equation import equation
from sanctions.model.grammar import (
    Array,
    Members,
    across,
    first_year,
    held_by_allies,
    held_by_others,
    held_by_sender,
    in_force,
    maximum,
    where,
    with_option,
)
from sanctions.units import Unit

_SEGMENT = ("segment",)
_BY_HOLDER = ("segment", "holder")
_OWN = "own, methodology section 5"


@equation(unit=Unit.SHARE, axes=_SEGMENT, source=_OWN)
def sender_fraction(
    sender_us: Array,
    sender_uk: Array,
    sender_eu: Array,
    custody_share_us: Array,
    custody_share_uk: Array,
    custody_share_eu: Array,
) -> Array:
    """Share of foreign-held bonds kept through custodians in the senders' countries."""
    return sender_us * custody_share_us + sender_uk * custody_share_uk + sender_eu * custody_share_eu


@equation(unit=Unit.SHARE, axes=_SEGMENT, source=_OWN)
def allied_fraction(
    custody_share_us: Array, custody_share_uk: Array, custody_share_eu: Array, sender_fraction: Array
) -> Array:
    """Share of foreign-held bonds kept through custodians in allied countries that are not senders."""
    return maximum(0, custody_share_us + custody_share_uk + custody_share_eu - sender_fraction)


@equation(unit=Unit.SHARE, axes=_BY_HOLDER, source=_OWN)
def holder_fraction(
    is_sender: Array, is_allied: Array, is_other: Array, sender_fraction: Array, allied_fraction: Array
) -> Array:
    """Share of foreign-held bonds that belongs to one class of foreign holder."""
    return (
        is_sender * sender_fraction
        + is_allied * allied_fraction
        + is_other * (1 - sender_fraction - allied_fraction)
    )


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


@equation(unit=Unit.SHARE, axes=("law", "segment"), source=_OWN)
def must_sell(barred_old: Array, holding_allowed: Array, sale_barred: Array) -> Array:
    """Whether holders named by the law may not keep old bonds and are free to sell them."""
    return where(maximum(holding_allowed, sale_barred) > 0, 0, barred_old)


@equation(unit=Unit.SHARE, axes=("law", "segment"), source=_OWN)
def must_sell_first_year(must_sell: Array) -> Array:
    """Whether holders named by the law may not keep old bonds within twelve months."""
    return first_year(must_sell)


@equation(unit=Unit.SHARE, axes=_SEGMENT, source=_OWN)
def newly_forced(must_sell_first_year: Members) -> Array:
    """Whether the option newly forces holders to sell."""
    return maximum(0, with_option(must_sell_first_year) - in_force(must_sell_first_year))


@equation(unit=Unit.SHARE, axes=("law", "segment"), source=_OWN)
def barred_old_first_year(barred_old: Array) -> Array:
    """How far bonds already outstanding are barred within twelve months."""
    return first_year(barred_old)


@equation(unit=Unit.SHARE, axes=("law", "segment"), source=_OWN)
def frozen_under(
    sale_barred: Array, barred_old_first_year: Array, must_sell_first_year: Array, trapped: Array
) -> Array:
    """Part of the senders' holdings nobody can sell: all where sale is barred, what is trapped elsewhere."""
    return where(sale_barred > 0, barred_old_first_year, must_sell_first_year * trapped)


@equation(unit=Unit.SHARE, axes=_SEGMENT, source=_OWN)
def newly_frozen(frozen_under: Members) -> Array:
    """Part of the senders' holdings that the option newly makes impossible to sell."""
    return maximum(0, with_option(frozen_under) - in_force(frozen_under))


@equation(unit=Unit.USD_BN, axes=_BY_HOLDER, source=_OWN)
def holder_loss_by_segment(
    holder_fraction: Array,
    foreign_holdings_usd: Array,
    is_sender: Array,
    newly_frozen: Array,
    recovery: Array,
    return_usd: Array,
) -> Array:
    """Loss of one class of foreign holder on the day: at market prices, and at recovery where trapped."""
    return (
        holder_fraction
        * foreign_holdings_usd
        * (is_sender * newly_frozen * (1 - recovery) - (1 - is_sender * newly_frozen) * return_usd)
    )


@equation(unit=Unit.USD_BN, axes=("holder",), source=_OWN)
def holder_loss(holder_loss_by_segment: Members) -> Array:
    """Loss of one class of foreign holder on the day, all segments."""
    return across(holder_loss_by_segment)


@equation(unit=Unit.USD_BN, source=_OWN)
def sender_holder_loss(holder_loss: Members) -> Array:
    """One-off loss of the senders' investors on bonds they hold."""
    return held_by_sender(holder_loss)


@equation(unit=Unit.USD_BN, source=_OWN)
def allied_holder_loss(holder_loss: Members) -> Array:
    """One-off loss of allied investors."""
    return held_by_allies(holder_loss)


@equation(unit=Unit.USD_BN, source=_OWN)
def other_holder_loss(holder_loss: Members) -> Array:
    """One-off loss of other foreign investors."""
    return held_by_others(holder_loss)


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


@equation(unit=Unit.USD_BN, axes=_SEGMENT, source=_OWN)
def sender_holdings_by_segment(sender_fraction: Array, foreign_holdings_usd: Array) -> Array:
    """Bonds the senders' investors hold, at face value."""
    return sender_fraction * foreign_holdings_usd


@equation(unit=Unit.USD_BN, source=_OWN)
def sender_holdings(sender_holdings_by_segment: Members) -> Array:
    """Bonds the senders' investors hold, all segments, at face value."""
    return across(sender_holdings_by_segment)


@equation(unit=Unit.USD_BN, source=_OWN)
def foreign_holdings_all(foreign_holdings_usd: Members) -> Array:
    """Bonds that foreigners hold, all segments, at face value."""
    return across(foreign_holdings_usd)


@equation(unit=Unit.PERCENT, source=_OWN)
def sender_share_of_foreign_holdings(
    sender_holdings: Array, foreign_holdings_all: Array, pct_per_unit: Array
) -> Array:
    """Senders' part of the bonds that foreigners hold."""
    return sender_holdings / foreign_holdings_all * pct_per_unit
