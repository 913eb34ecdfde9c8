"""What the market takes before the deadline, and what cannot be sold (methodology section 2).

Two readings of what competes for buyers are kept apart. What is *sold* competes with what others must sell.
What is *out of the market at most* counts locked-in holders as sellers, too: a freeze by one country must not
make room for the sales of another and so help the target.
"""

from __future__ import annotations

from sanctions.model.equation import equation
from sanctions.model.grammar import Array, Members, across, maximum, minimum
from sanctions.units import Unit

_STATE = ("law", "segment")
_HELD = ("law", "segment", "timing", "holder")
_BY_HOLDER = ("law", "segment", "holder")
_OWN = "own, methodology section 2"
_MARKET = "turnover, participation and days against holdings"


@equation(unit=Unit.LOCAL_CURRENCY_BN, axes=_BY_HOLDER, source=_OWN)
def must_sell_by_holder(
    sale_forced: Array, holder_share: Array, stock: Array, foreign_share: Array, pct_per_unit: Array
) -> Array:
    """Bonds that one country's investors must sell, at face value."""
    return sale_forced * holder_share * stock * foreign_share / pct_per_unit


@equation(unit=Unit.LOCAL_CURRENCY_BN, axes=_STATE, source=_OWN)
def must_sell(must_sell_by_holder: Members) -> Array:
    """Bonds that must be sold by the end of the wind-down, at face value."""
    return across(must_sell_by_holder)


@equation(unit=Unit.SHARE, axes=_STATE, source=_MARKET)
def saleable(
    daily_turnover: Array,
    participation: Array,
    selling_days: Array,
    trading_days_per_year: Array,
    days_per_year: Array,
    must_sell: Array,
    smallest: Array,
) -> Array:
    """Part of what must be sold that the market takes before the wind-down ends."""
    return minimum(
        1,
        daily_turnover
        * participation
        * selling_days
        * trading_days_per_year
        / days_per_year
        / maximum(must_sell, smallest),
    )


@equation(unit=Unit.LOCAL_CURRENCY_BN, axes=_BY_HOLDER, source=_OWN)
def most_to_sell_by_holder(
    holding_barred: Array, holder_share: Array, stock: Array, foreign_share: Array, pct_per_unit: Array
) -> Array:
    """Bonds that one country's investors would have to sell, locked-in ones included, at face value."""
    return holding_barred * holder_share * stock * foreign_share / pct_per_unit


@equation(unit=Unit.LOCAL_CURRENCY_BN, axes=_STATE, source=_OWN)
def most_to_sell(most_to_sell_by_holder: Members) -> Array:
    """Bonds that would have to be sold if a freeze were the strictest ban it contains, at face value."""
    return across(most_to_sell_by_holder)


@equation(unit=Unit.SHARE, axes=_STATE, source=_MARKET)
def saleable_at_least(
    daily_turnover: Array,
    participation: Array,
    fewest_selling_days: Array,
    trading_days_per_year: Array,
    days_per_year: Array,
    most_to_sell: Array,
    smallest: Array,
) -> Array:
    """Part of what must be sold that the market takes even if locked-in holders sold beside the others."""
    return minimum(
        1,
        daily_turnover
        * participation
        * fewest_selling_days
        * trading_days_per_year
        / days_per_year
        / maximum(most_to_sell, smallest),
    )


@equation(unit=Unit.SHARE, axes=_HELD, source=_OWN)
def overhang(forced: Array, locked: Array, exit_if_forced: Array, flight: Array, saleable: Array) -> Array:
    """Part of a country's holdings trapped by the deadline, beyond what would leave anyway."""
    return maximum(0, forced - locked) * maximum(0, exit_if_forced - flight) * (1 - saleable)


@equation(unit=Unit.SHARE, axes=_HELD, source=_OWN)
def stuck(locked: Array, overhang: Array, forced: Array, trapped_operational: Array) -> Array:
    """Part of a country's holdings that cannot be sold: by law, for want of buyers or of settlement."""
    return locked + overhang + maximum(0, forced - locked) * trapped_operational


@equation(unit=Unit.SHARE, axes=_HELD, source=_OWN)
def out_of_market(
    locked: Array, forced: Array, exit_if_forced: Array, saleable_at_least: Array, trapped_operational: Array
) -> Array:
    """Part of a country's holdings out of the market at most: by law, for want of buyers or of settlement."""
    return locked + maximum(0, forced - locked) * (
        exit_if_forced * (1 - saleable_at_least) + trapped_operational
    )
