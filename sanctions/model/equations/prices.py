"""What the lost demand does to yields (methodology section 3)."""

from __future__ import annotations

from sanctions.model.equation import equation
from sanctions.model.grammar import (
    Array,
    Members,
    exp,
    first_year,
    in_force,
    local_law,
    log,
    maximum,
    minimum,
    peak,
    where,
    with_allies,
    with_option,
)
from sanctions.units import Unit

_SEGMENT = ("segment",)
_OWN = "own, methodology section 3"
_BELTRAN = "Beltran, Kretchmer, Marquez & Thomas 2013 (short over long run)"
_SHARE = "Andritzky 2012; Moore et al. 2013; Arslanalp & Poghosyan 2014"


@equation(unit=Unit.PERCENTAGE_POINTS, axes=_SEGMENT, source=_OWN)
def share_lost_old(share_lost_old_under: Members) -> Array:
    """Old bonds that lose their holder because of the option, over the law in force."""
    return with_option(share_lost_old_under) - in_force(share_lost_old_under)


@equation(unit=Unit.PERCENTAGE_POINTS, axes=_SEGMENT, source=_OWN)
def share_lost_new(share_lost_new_under: Members) -> Array:
    """New bonds that lose their holder because of the option, over the law in force."""
    return with_option(share_lost_new_under) - in_force(share_lost_new_under)


@equation(unit=Unit.PERCENTAGE_POINTS, axes=_SEGMENT, source=_OWN)
def share_added_by_allies(share_lost_new_under: Members) -> Array:
    """New bonds that would lose their holder in addition if every sender with figures joined the option."""
    return with_allies(share_lost_new_under) - with_option(share_lost_new_under)


@equation(unit=Unit.YEARS, source=_BELTRAN)
def decay_time(half_life: Array, halving: Array) -> Array:
    """Time constant of the fade from the first reaction to the plateau."""
    return half_life / log(halving)


@equation(unit=Unit.FACTOR, source=_BELTRAN)
def first_year_fade(decay_time: Array) -> Array:
    """First-year mean of the fading part."""
    return decay_time * (1 - exp(-1 / decay_time))


@equation(unit=Unit.FACTOR, source=_BELTRAN)
def plateau(overshoot: Array, first_year_fade: Array) -> Array:
    """Lasting part of the reaction, scaled so that the first-year mean is exactly one."""
    return 1 / (1 + (overshoot - 1) * first_year_fade)


@equation(unit=Unit.FACTOR, source=_BELTRAN)
def price_factor_on_impact(plateau: Array, overshoot: Array) -> Array:
    """Reaction on the day, as a multiple of the first-year mean."""
    return plateau * overshoot


@equation(unit=Unit.FACTOR, source=_BELTRAN)
def price_factor(
    year: Array, plateau: Array, overshoot: Array, decay_time: Array, price_factor_on_impact: Array
) -> Array:
    """Mean reaction over the year that ends in the column, as a multiple of the first-year mean."""
    return where(
        year > 0,
        plateau
        * (
            1
            + (overshoot - 1)
            * decay_time
            * (exp(-maximum(0, year - 1) / decay_time) - exp(-year / decay_time))
        ),
        price_factor_on_impact,
    )


@equation(unit=Unit.BASIS_POINTS, axes=_SEGMENT, source=_SHARE)
def effect_old(
    price_factor: Array, yield_per_pp: Array, share_lost_old: Array, nonlinearity: Array, pp_per_ten: Array
) -> Array:
    """Rise of the yield on bonds already outstanding, average of the year that ends in the column."""
    return price_factor * yield_per_pp * share_lost_old * (1 + nonlinearity * share_lost_old / pp_per_ten)


@equation(unit=Unit.BASIS_POINTS, axes=_SEGMENT, source=_SHARE)
def effect_new(
    price_factor: Array, yield_per_pp: Array, share_lost_new: Array, nonlinearity: Array, pp_per_ten: Array
) -> Array:
    """Rise of the yield on newly issued bonds, average of the year that ends in the column."""
    return price_factor * yield_per_pp * share_lost_new * (1 + nonlinearity * share_lost_new / pp_per_ten)


@equation(unit=Unit.PERCENTAGE_POINTS, axes=_SEGMENT, source=_OWN)
def share_lost_old_first_year(share_lost_old: Array) -> Array:
    """Old bonds that lose their holder within twelve months."""
    return first_year(share_lost_old)


@equation(unit=Unit.PERCENTAGE_POINTS, axes=_SEGMENT, source=_OWN)
def share_lost_new_first_year(share_lost_new: Array) -> Array:
    """New bonds that lose their holder within twelve months."""
    return first_year(share_lost_new)


@equation(unit=Unit.BASIS_POINTS, axes=_SEGMENT, source=_SHARE)
def impact_old(
    price_factor_on_impact: Array,
    yield_per_pp: Array,
    share_lost_old_first_year: Array,
    nonlinearity: Array,
    pp_per_ten: Array,
) -> Array:
    """Rise of the yield on outstanding bonds on the day: twelve months of sales are priced at once."""
    return (
        price_factor_on_impact
        * yield_per_pp
        * share_lost_old_first_year
        * (1 + nonlinearity * share_lost_old_first_year / pp_per_ten)
    )


@equation(unit=Unit.BASIS_POINTS, axes=_SEGMENT, source=_SHARE)
def impact_new(
    price_factor_on_impact: Array,
    yield_per_pp: Array,
    share_lost_new_first_year: Array,
    nonlinearity: Array,
    pp_per_ten: Array,
) -> Array:
    """Rise of the yield at which a new bond would be placed on the day."""
    return (
        price_factor_on_impact
        * yield_per_pp
        * share_lost_new_first_year
        * (1 + nonlinearity * share_lost_new_first_year / pp_per_ten)
    )


@equation(unit=Unit.BASIS_POINTS, source="Bank of Russia, premium of new over old issues")
def new_over_old_premium(
    yield_per_pp: Array, share_lost_new_first_year: Members, share_lost_old_first_year: Members
) -> Array:
    """What a new bond pays more than a comparable old one, first-year mean."""
    return yield_per_pp * (local_law(share_lost_new_first_year) - local_law(share_lost_old_first_year))


@equation(unit=Unit.BASIS_POINTS, source=_OWN)
def old_bond_yield_path(year: Array, impact_old: Members, effect_old: Members) -> Array:
    """Rise of the yield on existing local-law bonds: on the day, then yearly means."""
    return where(year > 0, local_law(effect_old), local_law(impact_old))


@equation(unit=Unit.BASIS_POINTS, source=_OWN)
def new_bond_yield_path(year: Array, impact_new: Members, effect_new: Members) -> Array:
    """Rise of the yield on new local-law bonds: on the day, then yearly means."""
    return where(year > 0, local_law(effect_new), local_law(impact_new))


@equation(unit=Unit.SHARE, source=_OWN)
def old_issues_closed(closed_for_sure: Array, closed_in_reply: Array, reply_odds: Array) -> Array:
    """Whether the target stops re-opening old issues: known, or as likely as such a reply is."""
    return minimum(1, closed_for_sure + closed_in_reply * reply_odds)


@equation(unit=Unit.SHARE, source=_OWN)
def benchmark_is_new(year: Array, old_issues_closed: Array, benchmark_years: Array) -> Array:
    """How far the 10-year benchmark has moved to new bonds, once old issues are no longer re-opened."""
    return old_issues_closed * minimum(1, year / benchmark_years)


@equation(unit=Unit.BASIS_POINTS, source=_OWN)
def benchmark_10y(benchmark_is_new: Array, new_bond_yield_path: Array, old_bond_yield_path: Array) -> Array:
    """Rise of the 10-year benchmark yield."""
    return benchmark_is_new * new_bond_yield_path + (1 - benchmark_is_new) * old_bond_yield_path


@equation(unit=Unit.BASIS_POINTS, source=_OWN)
def peak_yield(benchmark_10y: Array) -> Array:
    """Largest rise of the 10-year benchmark yield, the day included."""
    return peak(benchmark_10y)


@equation(unit=Unit.BASIS_POINTS, source=_OWN)
def new_bond_yield_year_1(new_bond_yield_path: Array) -> Array:
    """Rise of the cost of new 10-year borrowing, mean of the first year."""
    return first_year(new_bond_yield_path)


@equation(unit=Unit.BASIS_POINTS, source=_OWN)
def old_bond_yield_12m(old_bond_yield_path: Array) -> Array:
    """Rise of the yield on existing bonds, mean of the first twelve months."""
    return first_year(old_bond_yield_path)


@equation(unit=Unit.BASIS_POINTS, axes=_SEGMENT, source=_OWN)
def gain_if_allies_join_by_segment(yield_per_pp: Array, share_added_by_allies: Array) -> Array:
    """Further rise of the yield on new bonds in year 1 if every sender with figures joined the option."""
    return yield_per_pp * first_year(share_added_by_allies)


@equation(unit=Unit.BASIS_POINTS, source=_OWN)
def gain_if_allies_join(gain_if_allies_join_by_segment: Members) -> Array:
    """Further rise of the yield on new local-law bonds in year 1 if all with figures joined the option."""
    return local_law(gain_if_allies_join_by_segment)


@equation(unit=Unit.PERCENTAGE_POINTS, source=_OWN)
def foreign_share_lost_path(share_lost_old: Members) -> Array:
    """Share of outstanding local-law bonds that foreigners leave."""
    return local_law(share_lost_old)


@equation(unit=Unit.PERCENTAGE_POINTS, source=_OWN)
def foreign_share_lost(foreign_share_lost_path: Array) -> Array:
    """Share of outstanding local-law bonds that foreigners leave within twelve months."""
    return first_year(foreign_share_lost_path)
