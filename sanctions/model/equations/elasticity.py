"""How steep the price of lost demand is, how it fades, and how far ahead a bond is priced (methodology 3)."""

from __future__ import annotations

from sanctions.model.equation import equation
from sanctions.model.grammar import Array, cumulative, exp, lag, log, maximum, total, where
from sanctions.units import Unit

_SEGMENT = ("segment",)
_OWN = "own, methodology section 3"
_BELTRAN = "Beltran, Kretchmer, Marquez & Thomas 2013 (short over long run)"
_SLOPE = (
    "Andritzky 2012; Moore et al. 2013; Arslanalp & Poghosyan 2014;"
    " Grande, Masciantonio & Tiseno 2013 for the scale"
)


@equation(unit=Unit.FLAG, axes=_SEGMENT, source="Ebeke & Kyobe 2015: amplification past a threshold")
def in_stress(
    stress_draw: Array,
    foreign_share: Array,
    stress_threshold_pp: Array,
    stress_probability: Array,
    stress_probability_high_share: Array,
) -> Array:
    """Whether the market is in a stress state when the option is announced."""
    return where(
        stress_draw
        < where(foreign_share > stress_threshold_pp, stress_probability_high_share, stress_probability),
        1,
        0,
    )


@equation(unit=Unit.RATIO, axes=_SEGMENT, source="Bank of Russia; World Bank")
def debt_to_gdp(stock: Array, gdp_lcu_bn: Array) -> Array:
    """Bonds outstanding over output of one year."""
    return stock / gdp_lcu_bn


@equation(
    unit=Unit.BASIS_POINTS_PER_PP,
    axes=_SEGMENT,
    source=_SLOPE,
)
def yield_slope(
    yield_per_pp: Array,
    debt_to_gdp: Array,
    debt_to_gdp_of_studies: Array,
    scale_exponent: Array,
    in_stress: Array,
    stress_amplification: Array,
) -> Array:
    """Rise of the yield for each percentage point lost: scaled for a small market, steeper under stress."""
    return (
        yield_per_pp
        * (debt_to_gdp / debt_to_gdp_of_studies) ** scale_exponent
        * (1 + in_stress * stress_amplification)
    )


@equation(unit=Unit.FACTOR, source="mean life of a 10-year benchmark bond")
def pricing_weight(year: Array, bond_life_years: Array) -> Array:
    """Weight of the year that ends in the column in what a bond is priced on."""
    return where(year > 0, exp(-year / bond_life_years), 0)


@equation(unit=Unit.FACTOR, source=_OWN)
def pricing_weight_so_far(pricing_weight: Array) -> Array:
    """Running total of the weights, this year included."""
    return cumulative(pricing_weight)


@equation(unit=Unit.FACTOR, source=_OWN)
def pricing_weight_left(pricing_weight: Array, pricing_weight_so_far: Array) -> Array:
    """Weight of the years still ahead at the beginning of the year that ends in the column."""
    return total(pricing_weight) - lag(pricing_weight_so_far)


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
