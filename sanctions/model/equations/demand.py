"""Who may no longer hold or buy: percentage points of the outstanding stock that lose their buyer.

Methodology section 2. Every limb is a maximum over what the law bars, so that, draw by draw, a wider
coalition, a wider scope or a stricter holding rule never helps the target.
"""

from __future__ import annotations

from sanctions.model.equation import equation
from sanctions.model.grammar import Array, maximum, minimum, where
from sanctions.units import Unit

_LAW = ("law", "segment")
_SEGMENT = ("segment",)
_OWN = "own, methodology section 2"


@equation(unit=Unit.SHARE, axes=_SEGMENT, source="Bank of Russia, holdings by country of custodian")
def custody_share_uk(custody_share_us: Array, uk_share_of_rest: Array) -> Array:
    """Share of foreign-held bonds kept through custodians in the United Kingdom."""
    return (1 - custody_share_us) * uk_share_of_rest


@equation(unit=Unit.SHARE, axes=_SEGMENT, source="Bank of Russia, holdings by country of custodian")
def custody_share_eu(custody_share_us: Array, custody_share_uk: Array, eu_share_of_rest: Array) -> Array:
    """Share of foreign-held bonds kept through custodians in the European Union."""
    return (1 - custody_share_us - custody_share_uk) * eu_share_of_rest


@equation(unit=Unit.SHARE, axes=_LAW, source=_OWN)
def fraction_primary_closed(
    primary_us: Array,
    primary_uk: Array,
    primary_eu: Array,
    new_us: Array,
    new_uk: Array,
    new_eu: Array,
    custody_share_us: Array,
    custody_share_uk: Array,
    custody_share_eu: Array,
) -> Array:
    """Share of foreign holders barred from new bonds at issue and in the secondary market alike."""
    return (
        minimum(primary_us, new_us) * custody_share_us
        + minimum(primary_uk, new_uk) * custody_share_uk
        + minimum(primary_eu, new_eu) * custody_share_eu
    )


@equation(unit=Unit.SHARE, axes=_LAW, source=_OWN)
def fraction_primary(
    primary_us: Array,
    primary_uk: Array,
    primary_eu: Array,
    custody_share_us: Array,
    custody_share_uk: Array,
    custody_share_eu: Array,
) -> Array:
    """Share of foreign holders barred from buying new bonds at issue."""
    return primary_us * custody_share_us + primary_uk * custody_share_uk + primary_eu * custody_share_eu


@equation(unit=Unit.SHARE, axes=_LAW, source=_OWN)
def fraction_old(
    old_us: Array,
    old_uk: Array,
    old_eu: Array,
    custody_share_us: Array,
    custody_share_uk: Array,
    custody_share_eu: Array,
) -> Array:
    """Share of foreign holders barred from bonds already outstanding."""
    return old_us * custody_share_us + old_uk * custody_share_uk + old_eu * custody_share_eu


@equation(unit=Unit.SHARE, axes=_LAW, source=_OWN)
def fraction_new(
    new_us: Array,
    new_uk: Array,
    new_eu: Array,
    custody_share_us: Array,
    custody_share_uk: Array,
    custody_share_eu: Array,
) -> Array:
    """Share of foreign holders barred from new bonds in the secondary market."""
    return new_us * custody_share_us + new_uk * custody_share_uk + new_eu * custody_share_eu


@equation(unit=Unit.SHARE, axes=_LAW, source=_OWN)
def flow_reach(fraction_primary: Array, fraction_primary_closed: Array, primary_leakage: Array) -> Array:
    """Share of foreign first buyers lost for good; the rest comes back through the open secondary market."""
    return fraction_primary_closed + (1 - primary_leakage) * (fraction_primary - fraction_primary_closed)


@equation(unit=Unit.SHARE, axes=_LAW, source=_OWN)
def chill_reach(
    primary_us: Array,
    primary_uk: Array,
    primary_eu: Array,
    new_us: Array,
    new_uk: Array,
    new_eu: Array,
    primary_leakage: Array,
) -> Array:
    """How far a ban on new bonds unsettles holders of old ones: not at all when it leaks entirely."""
    return maximum(
        maximum(
            minimum(primary_us, new_us), maximum(minimum(primary_uk, new_uk), minimum(primary_eu, new_eu))
        ),
        (1 - primary_leakage) * maximum(primary_us, maximum(primary_uk, primary_eu)),
    )


@equation(unit=Unit.PERCENTAGE_POINTS, axes=_LAW, source=_OWN)
def flow_lost_at_issue(foreign_share_new: Array, flow_reach: Array) -> Array:
    """Part of a new bond that loses its first buyer to a ban at issue."""
    return foreign_share_new * flow_reach


@equation(unit=Unit.PERCENTAGE_POINTS, axes=_LAW, source=_OWN)
def flow_lost_in_market(
    foreign_share_new: Array,
    fraction_new: Array,
    contagion: Array,
    new_us: Array,
    new_uk: Array,
    new_eu: Array,
) -> Array:
    """Part of a new bond that loses its holder once dealing in it is barred, others following in part."""
    return foreign_share_new * (
        fraction_new + contagion * maximum(new_us, maximum(new_uk, new_eu)) * (1 - fraction_new)
    )


@equation(unit=Unit.PERCENTAGE_POINTS, axes=_LAW, source=_OWN)
def flow_lost(flow_lost_at_issue: Array, flow_lost_in_market: Array) -> Array:
    """Part of a new bond that loses its foreign buyer, whichever bar bites harder."""
    return maximum(flow_lost_at_issue, flow_lost_in_market)


@equation(unit=Unit.SHARE, axes=_LAW, source=_OWN)
def wind_down_progress(year: Array, wind_down_days: Array, days_per_year: Array) -> Array:
    """Part of the wind-down that has passed by the column's date."""
    return where(
        wind_down_days > 0,
        minimum(1, year * days_per_year / maximum(wind_down_days, 1)),
        minimum(1, year + 1),
    )


@equation(unit=Unit.YEARS, axes=_LAW, source=_OWN)
def years_in_force(year: Array, old_effective_years: Array) -> Array:
    """Time the bar on old bonds has been in force at the column's date."""
    return maximum(0, year - old_effective_years)


@equation(unit=Unit.SHARE, axes=_LAW, source=_OWN)
def sold_if_holding_allowed(years_in_force: Array, trapped: Array, exit_rate: Array, runoff: Array) -> Array:
    """Part of barred holdings gone where holders may keep what they have: slow exit, then redemption."""
    return (1 - trapped) * (1 - (1 - exit_rate) ** years_in_force) + trapped * (
        1 - (1 - runoff) ** years_in_force
    )


@equation(unit=Unit.SHARE, axes=_LAW, source=_OWN)
def sold_if_divested(
    years_in_force: Array, trapped: Array, runoff: Array, wind_down_progress: Array
) -> Array:
    """Part of barred holdings gone where holders must sell: all but what is trapped, then redemption."""
    return wind_down_progress * (1 - trapped * (1 - runoff) ** years_in_force)


@equation(unit=Unit.SHARE, axes=_LAW, source=_OWN)
def sold_by_others(holding_allowed: Array, sold_if_holding_allowed: Array, sold_if_divested: Array) -> Array:
    """Part gone by the column's date where sale is free; a duty to sell never slows the exit."""
    return where(
        holding_allowed > 0, sold_if_holding_allowed, maximum(sold_if_divested, sold_if_holding_allowed)
    )


@equation(unit=Unit.SHARE, axes=_LAW, source=_OWN)
def sold_share(sale_barred: Array, sold_by_others: Array, runoff: Array, years_in_force: Array) -> Array:
    """Part of barred holdings gone by the column's date; only redemption is left where any sale is barred."""
    return where(sale_barred > 0, 1 - (1 - runoff) ** years_in_force, sold_by_others)


@equation(unit=Unit.SHARE, axes=_LAW, source=_OWN)
def barred_old(old_us: Array, old_uk: Array, old_eu: Array) -> Array:
    """How far the hardest-bound sender bars bonds already outstanding."""
    return maximum(old_us, maximum(old_uk, old_eu))


@equation(unit=Unit.PERCENTAGE_POINTS, axes=_LAW, source=_OWN)
def stock_lost_to_ban(
    foreign_share: Array,
    fraction_old: Array,
    contagion: Array,
    sold_share: Array,
    sold_by_others: Array,
    barred_old: Array,
) -> Array:
    """Part of the outstanding stock that must find another holder under a ban on old bonds."""
    return foreign_share * (
        sold_share * fraction_old + sold_by_others * contagion * barred_old * (1 - fraction_old)
    )


@equation(unit=Unit.PERCENTAGE_POINTS, axes=_LAW, source=_OWN)
def stock_lost_to_chill(
    foreign_share: Array, chill_reach: Array, chill_ratio: Array, trapped: Array, contagion: Array
) -> Array:
    """Part of the outstanding stock sold out of unease when only new bonds are barred."""
    return chill_reach * chill_ratio * (1 - trapped) * contagion * foreign_share


@equation(unit=Unit.PERCENTAGE_POINTS, axes=_LAW, source=_OWN)
def share_lost_old_under(stock_lost_to_ban: Array, stock_lost_to_chill: Array) -> Array:
    """Old bonds without their holder under one state of the law."""
    return maximum(stock_lost_to_ban, stock_lost_to_chill)


@equation(unit=Unit.PERCENTAGE_POINTS, axes=_LAW, source=_OWN)
def share_lost_new_under(
    share_lost_old_under: Array,
    stock_lost_to_chill: Array,
    flow_lost_at_issue: Array,
    flow_lost_in_market: Array,
) -> Array:
    """New bonds without their holder under one state of the law: the hardest of the bars that apply."""
    return maximum(
        share_lost_old_under, maximum(stock_lost_to_chill + flow_lost_at_issue, flow_lost_in_market)
    )
