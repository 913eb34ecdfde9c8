"""What the lost demand does to yields (methodology section 3).

A bond is priced on what is lost over its life, not in the first year alone: a ban that begins later moves
less on the day, and never all at once. Old and new bonds are partly substitutes: each also feels the other.
"""

from __future__ import annotations

from sanctions.model.equation import equation
from sanctions.model.grammar import (
    Array,
    Members,
    average_of_year,
    cumulative,
    end_of_year,
    first_year,
    in_force,
    lag,
    local_law,
    maximum,
    minimum,
    new_bonds,
    old_bonds,
    old_bonds_if_sold,
    peak,
    total,
    where,
    with_allies,
    with_option,
)
from sanctions.units import Unit

_SEGMENT = ("segment",)
_STATE = ("law", "segment")
_BONDS = ("law", "segment", "bonds")
_OWN = "own, methodology section 3"
_SHARE = "Andritzky 2012; Moore et al. 2013; Arslanalp & Poghosyan 2014"
_CAHILL = "Cahill, D'Amico, Li & Sears 2013: half of an effect is local, half general"


@equation(unit=Unit.SHARE, axes=_SEGMENT, source=_OWN)
def old_part_of_stock(runoff: Array, year: Array) -> Array:
    """Part of the outstanding stock that was issued before the announcement."""
    return (1 - runoff) ** year


@equation(unit=Unit.PERCENTAGE_POINTS, axes=_BONDS, source=_OWN)
def demand_lost_itself(
    is_old: Array,
    is_old_if_sold: Array,
    is_new: Array,
    priced_old: Members,
    priced_withdrawn: Members,
    priced_new: Members,
) -> Array:
    """Demand lost in the year for one kind of bond, were old and new bonds no substitutes."""
    return (
        is_old * average_of_year(priced_old)
        + is_old_if_sold * average_of_year(priced_withdrawn)
        + is_new * average_of_year(priced_new)
    )


@equation(unit=Unit.PERCENTAGE_POINTS, axes=_BONDS, source=_OWN)
def demand_lost_beside(is_new: Array, priced_withdrawn: Members, priced_new: Members) -> Array:
    """Demand lost in the year for the other kind of bond: old ones beside new ones, new ones beside old."""
    return is_new * average_of_year(priced_withdrawn) + (1 - is_new) * average_of_year(priced_new)


@equation(unit=Unit.SHARE, axes=("segment", "bonds"), source=_OWN)
def other_part_of_stock(is_new: Array, old_part_of_stock: Array) -> Array:
    """Part of the outstanding stock that is of the other kind of bond."""
    return is_new * old_part_of_stock + (1 - is_new) * (1 - old_part_of_stock)


@equation(unit=Unit.PERCENTAGE_POINTS, axes=_BONDS, source=_CAHILL)
def demand_lost(
    demand_lost_itself: Array, demand_lost_beside: Array, substitution: Array, other_part_of_stock: Array
) -> Array:
    """Demand lost in the year for one kind of bond, with what spreads from the other kind to it."""
    return demand_lost_itself + substitution * other_part_of_stock * (demand_lost_beside - demand_lost_itself)


@equation(unit=Unit.PERCENTAGE_POINTS, axes=_BONDS, source=_OWN)
def demand_lost_weighted(demand_lost: Array, pricing_weight: Array) -> Array:
    """Demand lost in the year, times the year's weight."""
    return demand_lost * pricing_weight


@equation(unit=Unit.PERCENTAGE_POINTS, axes=_BONDS, source=_OWN)
def demand_lost_so_far(demand_lost_weighted: Array) -> Array:
    """Running total of the demand lost, each year times its weight."""
    return cumulative(demand_lost_weighted)


@equation(unit=Unit.PERCENTAGE_POINTS, axes=_BONDS, source=_OWN)
def demand_lost_ahead(
    demand_lost_weighted: Array, demand_lost_so_far: Array, pricing_weight_left: Array
) -> Array:
    """Mean demand lost over the years still ahead: what a bond is priced on in the column's year."""
    return (total(demand_lost_weighted) - lag(demand_lost_so_far)) / pricing_weight_left


@equation(unit=Unit.BASIS_POINTS, axes=_BONDS, source=_SHARE)
def yield_shift(
    yield_slope: Array, demand_lost_ahead: Array, nonlinearity: Array, pp_per_ten: Array
) -> Array:
    """Rise of the yield under one state of the law, before the reaction fades."""
    return yield_slope * demand_lost_ahead * (1 + nonlinearity * demand_lost_ahead / pp_per_ten)


@equation(unit=Unit.BASIS_POINTS, axes=_BONDS, source=_SHARE)
def yield_shift_on_the_day(yield_shift: Array, price_factor_on_impact: Array) -> Array:
    """Rise of the yield on the day under one state of the law: all that is ahead is priced at once."""
    return price_factor_on_impact * first_year(yield_shift)


@equation(unit=Unit.BASIS_POINTS, axes=("segment", "bonds"), source=_OWN)
def effect(price_factor: Array, yield_shift: Members) -> Array:
    """Rise of the yield because of the option, average of the year that ends in the column."""
    return price_factor * (with_option(yield_shift) - in_force(yield_shift))


@equation(unit=Unit.BASIS_POINTS, axes=("segment", "bonds"), source=_OWN)
def impact(yield_shift_on_the_day: Members) -> Array:
    """Rise of the yield because of the option on the day, against no threat before."""
    return with_option(yield_shift_on_the_day) - in_force(yield_shift_on_the_day)


@equation(unit=Unit.BASIS_POINTS, axes=_SEGMENT, source=_OWN)
def effect_old(effect: Members) -> Array:
    """Rise of the yield on bonds already outstanding, average of the year that ends in the column."""
    return old_bonds(effect)


@equation(unit=Unit.BASIS_POINTS, axes=_SEGMENT, source=_OWN)
def effect_new(effect: Members) -> Array:
    """Rise of the yield on newly issued bonds, average of the year that ends in the column."""
    return new_bonds(effect)


@equation(unit=Unit.BASIS_POINTS, axes=_SEGMENT, source=_OWN)
def impact_old(impact: Members) -> Array:
    """Rise of the yield on outstanding bonds on the day, against no threat before."""
    return old_bonds(impact)


@equation(unit=Unit.BASIS_POINTS, axes=_SEGMENT, source=_OWN)
def impact_old_if_sold(impact: Members) -> Array:
    """Rise of the yield on outstanding bonds on the day if locked-in holders had to sell instead."""
    return old_bonds_if_sold(impact)


@equation(unit=Unit.BASIS_POINTS, axes=_SEGMENT, source=_OWN)
def impact_new(impact: Members) -> Array:
    """Rise of the yield at which a new bond would be placed on the day."""
    return new_bonds(impact)


@equation(unit=Unit.BASIS_POINTS, source=_OWN)
def old_bond_yield_path(year: Array, impact_old: Members, effect_old: Members) -> Array:
    """Rise of the yield on existing local-law bonds: on the day, then yearly means."""
    return where(year > 0, local_law(effect_old), local_law(impact_old))


@equation(unit=Unit.BASIS_POINTS, source=_OWN)
def new_bond_yield_path(year: Array, impact_new: Members, effect_new: Members) -> Array:
    """Rise of the yield on new local-law bonds: on the day, then yearly means."""
    return where(year > 0, local_law(effect_new), local_law(impact_new))


@equation(unit=Unit.FLAG, source=_OWN)
def old_issues_closed(
    reply_draw: Array, closed_for_sure: Array, closed_in_reply: Array, reply_odds: Array
) -> Array:
    """Whether the target stops re-opening old issues: an event, drawn with its probability."""
    return where(reply_draw < maximum(closed_for_sure, closed_in_reply * reply_odds), 1, 0)


@equation(unit=Unit.SHARE, source=_OWN)
def new_part_if_closed(year: Array, benchmark_years: Array) -> Array:
    """How far the 10-year benchmark has moved to new bonds if old issues are no longer re-opened."""
    return minimum(1, year / benchmark_years)


@equation(unit=Unit.BASIS_POINTS, source=_OWN)
def benchmark_if_closed(
    new_part_if_closed: Array, new_bond_yield_path: Array, old_bond_yield_path: Array
) -> Array:
    """Rise of the 10-year benchmark yield if old issues are no longer re-opened."""
    return new_part_if_closed * new_bond_yield_path + (1 - new_part_if_closed) * old_bond_yield_path


@equation(unit=Unit.BASIS_POINTS, source=_OWN)
def benchmark_10y(old_issues_closed: Array, benchmark_if_closed: Array, old_bond_yield_path: Array) -> Array:
    """Rise of the 10-year benchmark yield."""
    return where(old_issues_closed > 0, benchmark_if_closed, old_bond_yield_path)


@equation(unit=Unit.BASIS_POINTS, source=_OWN)
def peak_yield(benchmark_10y: Array) -> Array:
    """Largest rise of the 10-year benchmark yield, the day included."""
    return peak(benchmark_10y)


@equation(unit=Unit.BASIS_POINTS, source=_OWN)
def peak_yield_if_closed(benchmark_if_closed: Array) -> Array:
    """Largest rise of the 10-year benchmark yield if the target stops re-opening old issues."""
    return peak(benchmark_if_closed)


@equation(unit=Unit.BASIS_POINTS, source=_OWN)
def peak_yield_if_open(old_bond_yield_path: Array) -> Array:
    """Largest rise of the 10-year benchmark yield if the target goes on re-opening old issues."""
    return peak(old_bond_yield_path)


@equation(unit=Unit.BASIS_POINTS, source=_OWN)
def new_bond_yield_year_1(new_bond_yield_path: Array) -> Array:
    """Rise of the cost of new 10-year borrowing, mean of the first year."""
    return first_year(new_bond_yield_path)


@equation(unit=Unit.BASIS_POINTS, source=_OWN)
def old_bond_yield_12m(old_bond_yield_path: Array) -> Array:
    """Rise of the yield on existing bonds, mean of the first twelve months."""
    return first_year(old_bond_yield_path)


@equation(unit=Unit.BASIS_POINTS, source="Bank of Russia, premium of new over old issues")
def new_over_old_premium(new_bond_yield_year_1: Array, old_bond_yield_12m: Array) -> Array:
    """What a new bond pays more than a comparable old one, first-year mean."""
    return new_bond_yield_year_1 - old_bond_yield_12m


@equation(unit=Unit.BASIS_POINTS, axes=("segment", "bonds"), source=_OWN)
def shift_added_by_allies(yield_shift: Members) -> Array:
    """Further rise of the yield if every sender with figures joined the option."""
    return with_allies(yield_shift) - with_option(yield_shift)


@equation(unit=Unit.BASIS_POINTS, axes=_SEGMENT, source=_OWN)
def gain_if_allies_join_path(shift_added_by_allies: Members) -> Array:
    """Further rise of the yield on new bonds if every sender with figures joined the option."""
    return new_bonds(shift_added_by_allies)


@equation(unit=Unit.BASIS_POINTS, axes=_SEGMENT, source=_OWN)
def gain_if_allies_join_by_segment(gain_if_allies_join_path: Array) -> Array:
    """Further rise of the yield on new bonds in year 1 if every sender with figures joined the option."""
    return first_year(gain_if_allies_join_path)


@equation(unit=Unit.BASIS_POINTS, source=_OWN)
def gain_if_allies_join(gain_if_allies_join_by_segment: Members) -> Array:
    """Further rise of the yield on new local-law bonds in year 1 if all with figures joined the option."""
    return local_law(gain_if_allies_join_by_segment)


@equation(unit=Unit.PERCENTAGE_POINTS, axes=_STATE, source=_OWN)
def stock_sold(stock_sold_under: Members) -> Array:
    """Part of the outstanding stock that foreigners have sold by the column's date."""
    return end_of_year(stock_sold_under)


@equation(unit=Unit.PERCENTAGE_POINTS, axes=_SEGMENT, source=_OWN)
def share_sold(stock_sold: Members) -> Array:
    """Old bonds that foreigners have sold because of the option, over the law in force."""
    return with_option(stock_sold) - in_force(stock_sold)


@equation(unit=Unit.PERCENTAGE_POINTS, source=_OWN)
def foreign_share_lost_path(share_sold: Members) -> Array:
    """Share of outstanding local-law bonds that foreigners leave."""
    return local_law(share_sold)


@equation(unit=Unit.PERCENTAGE_POINTS, source=_OWN)
def foreign_share_lost(foreign_share_lost_path: Array) -> Array:
    """Share of outstanding local-law bonds that foreigners leave within twelve months."""
    return first_year(foreign_share_lost_path)
