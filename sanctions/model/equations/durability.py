"""How long an effect takes and how long it lasts (methodology sections 2, 3 and 7)."""

from __future__ import annotations

from sanctions.model.equation import equation
from sanctions.model.grammar import Array, last_year, maximum, where
from sanctions.units import Unit

_OWN = "own, methodology section 3"


@equation(unit=Unit.DAYS, source=_OWN)
def days_to_full_effect(full_force_days: Array, option_announces: Array) -> Array:
    """Days from the announcement until every measure binds in full, wind-down included."""
    return full_force_days * option_announces


@equation(unit=Unit.PERCENT, source=_OWN)
def effect_left_year_8(
    benchmark_10y: Array, peak_yield: Array, pct_per_unit: Array, smallest: Array
) -> Array:
    """Rise of the benchmark yield in year 8, in percent of its peak; zero where there was none."""
    return where(peak_yield > 0, last_year(benchmark_10y) / maximum(peak_yield, smallest) * pct_per_unit, 0)


@equation(unit=Unit.PERCENT, source="judgement")
def recovered_if_lifted(holders_return: Array, option_announces: Array, pct_per_unit: Array) -> Array:
    """Part of the effect on yields undone if the option were lifted after a year."""
    return holders_return * option_announces * pct_per_unit
