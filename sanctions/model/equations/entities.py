"""What a listing takes from entities (methodology section 6): assets, revenue, staff, refinancing.

An equation along entities exists only for those whose figures are known: no figure is never zero. None of it
enters the cost to the target or the loss of output, which are computed from bonds alone, so nothing is
counted twice.
"""

from __future__ import annotations

from sanctions.model.equation import equation
from sanctions.model.grammar import Array, Members, across, in_force, total, with_option
from sanctions.units import Unit

_ENTITY = ("entity",)
_OWN = "own, methodology section 6"
_AHN_LUDEMA = "Ahn & Ludema, The Sword and the Shield"
_PAST_LISTINGS = "market reactions to past listings"


@equation(unit=Unit.SHARE, axes=_ENTITY, source=_OWN)
def newly_blocked(property_blocked: Members) -> Array:
    """How far the option blocks property that the law in force leaves free; below zero where it frees it."""
    return with_option(property_blocked) - in_force(property_blocked)


@equation(unit=Unit.USD_BN, axes=_ENTITY, source=_OWN)
def assets_caught(entity_assets: Array, caught_change: Array, counted_once: Array) -> Array:
    """Assets of an entity that the option newly reaches, by whatever measure."""
    return entity_assets * caught_change * counted_once


@equation(unit=Unit.USD_BN, source=_OWN)
def assets_caught_all(assets_caught: Members) -> Array:
    """Assets of the entities newly reached, of those with a figure; what is inside another counts once."""
    return across(assets_caught)


@equation(unit=Unit.USD_BN, axes=_ENTITY, source=_OWN)
def assets_blocked(entity_assets: Array, newly_blocked: Array, counted_once: Array) -> Array:
    """Assets of an entity whose property is newly blocked, at the column's date."""
    return entity_assets * newly_blocked * counted_once


@equation(unit=Unit.USD_BN, source=_OWN)
def assets_blocked_all(assets_blocked: Members) -> Array:
    """Assets of entities whose property is newly blocked, at the column's date."""
    return across(assets_blocked)


@equation(unit=Unit.USD_BN, axes=_ENTITY, source=_AHN_LUDEMA)
def asset_value_lost(
    assets_besides_state_bonds: Array,
    asset_value_loss: Array,
    pct_per_unit: Array,
    caught_change: Array,
    counted_once: Array,
) -> Array:
    """Value a listed firm loses against its peers; bonds of the state it holds are priced with the bonds."""
    return assets_besides_state_bonds * asset_value_loss / pct_per_unit * caught_change * counted_once


@equation(unit=Unit.USD_BN, source=_AHN_LUDEMA)
def asset_value_lost_all(asset_value_lost: Members) -> Array:
    """Value that listed firms lose against their peers, of those with a figure."""
    return across(asset_value_lost)


@equation(unit=Unit.USD_BN, axes=_ENTITY, source=_AHN_LUDEMA)
def revenue_lost(
    entity_revenue: Array,
    revenue_loss: Array,
    pct_per_unit: Array,
    caught_change: Array,
    counted_once: Array,
) -> Array:
    """Revenue a listed firm loses in a year, against its peers."""
    return entity_revenue * revenue_loss / pct_per_unit * caught_change * counted_once


@equation(unit=Unit.USD_BN, source=_AHN_LUDEMA)
def revenue_lost_all(revenue_lost: Members) -> Array:
    """Revenue that listed firms lose in a year, of those with a figure."""
    return across(revenue_lost)


@equation(unit=Unit.USD_BN, axes=_ENTITY, source=_AHN_LUDEMA)
def shield_cost(revenue_lost: Array, shield_share: Array, strategic: Array) -> Array:
    """Part of a strategic firm's loss that the budget bears, a year."""
    return revenue_lost * shield_share * strategic


@equation(unit=Unit.USD_BN, source=_AHN_LUDEMA)
def shield_cost_all(shield_cost: Members) -> Array:
    """Part of the firms' losses that the budget bears, a year."""
    return across(shield_cost)


@equation(unit=Unit.USD_BN, source=_AHN_LUDEMA)
def revenue_lost_by_firms(revenue_lost_all: Array, shield_cost_all: Array) -> Array:
    """Revenue lost in a year that stays with the firms and their owners."""
    return revenue_lost_all - shield_cost_all


@equation(unit=Unit.COUNT, axes=_ENTITY, source=_AHN_LUDEMA)
def staff_lost(
    entity_staff: Array, staff_loss: Array, pct_per_unit: Array, caught_change: Array, counted_once: Array
) -> Array:
    """Staff a listed firm loses against its peers."""
    return entity_staff * staff_loss / pct_per_unit * caught_change * counted_once


@equation(unit=Unit.COUNT, source=_AHN_LUDEMA)
def staff_lost_all(staff_lost: Members) -> Array:
    """Staff that listed firms lose, of those with a figure."""
    return across(staff_lost)


@equation(unit=Unit.USD_BN, axes=_ENTITY, source=_OWN)
def debt_newly_stopped(debt_stopped: Members) -> Array:
    """Debt falling due in the year whose replacement the option bars and the law in force does not."""
    return with_option(debt_stopped) - in_force(debt_stopped)


@equation(unit=Unit.USD_BN, axes=_ENTITY, source=_OWN)
def refinancing_lost(
    debt_newly_stopped: Array, sender_share_of_debt: Array, debt_substitution: Array
) -> Array:
    """Debt falling due in the year that the senders' lenders may not renew and nobody else does."""
    return debt_newly_stopped * sender_share_of_debt * (1 - debt_substitution)


@equation(unit=Unit.USD_BN, axes=_ENTITY, source=_OWN)
def refinancing_at_risk(refinancing_lost: Array) -> Array:
    """Debt of an entity that cannot be rolled over eight years."""
    return total(refinancing_lost)


@equation(unit=Unit.USD_BN, source=_OWN)
def refinancing_at_risk_all(refinancing_at_risk: Members) -> Array:
    """Debt that cannot be rolled over eight years, of entities whose maturities are known."""
    return across(refinancing_at_risk)


@equation(unit=Unit.PERCENT, axes=_ENTITY, source=_OWN)
def bank_share_caught(bank_assets_share: Array, caught_change: Array, counted_once: Array) -> Array:
    """Share of the target's bank assets in a bank newly reached."""
    return bank_assets_share * caught_change * counted_once


@equation(unit=Unit.PERCENT, source=_OWN)
def bank_share_caught_all(bank_share_caught: Members) -> Array:
    """Share of the target's bank assets in banks newly reached, of those with a figure."""
    return across(bank_share_caught)


@equation(unit=Unit.PERCENT, source=_PAST_LISTINGS)
def listed_equity_fall(fall_of_listed_shares: Array, option_lists: Array) -> Array:
    """Fall of the listed firms' shares on the first trading day."""
    return fall_of_listed_shares * option_lists


@equation(unit=Unit.PERCENT, source=_PAST_LISTINGS)
def peer_equity_fall(fall_of_peer_shares: Array, option_lists: Array) -> Array:
    """Fall of the shares of peers that are not listed, on the first trading day."""
    return fall_of_peer_shares * option_lists


@equation(unit=Unit.PERCENT, source=_PAST_LISTINGS)
def currency_fall_with_listings(currency_fall_on_listings: Array, option_lists: Array) -> Array:
    """Fall of the currency on the first trading day after a listing; not added to what bonds say."""
    return currency_fall_on_listings * option_lists
