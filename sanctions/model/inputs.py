"""What the equations read besides facts of law: unit factors, years, holder classes, parameters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from sanctions.model.dag import Quantity, key
from sanctions.model.grammar import Array
from sanctions.model.law import SENDERS
from sanctions.model.results import LawFact
from sanctions.parameters.parameters import Parameters
from sanctions.periods import DAYS_PER_YEAR, YEARS
from sanctions.units import Unit

#: Countries whose holdings are known, as keys write them, and all others together.
HOLDERS = (*SENDERS, "other")
#: How the law of a year is read: as it binds on average, or on the column's date.
TIMINGS = ("average", "end")
#: Kinds of bonds that are priced; the second as if locked-in holders had to sell.
BONDS = ("old", "old_if_sold", "new")

#: Quantities no metric needs but a reader of the Model sheet expects.
ALSO_SHOWN = ("extra_interest_present_value", "currency_fall_path")


@dataclass(frozen=True)
class Constant:
    """A unit factor or convention, named so that no formula holds a bare number."""

    name: str
    value: float
    unit: Unit
    meaning: str
    why: str = ""


CONSTANTS: tuple[Constant, ...] = (
    Constant("pct_per_unit", 100.0, Unit.FACTOR, "percent in one"),
    Constant("bp_per_unit", 10_000.0, Unit.FACTOR, "basis points in one"),
    Constant("bp_per_pp", 100.0, Unit.FACTOR, "basis points in one percentage point"),
    Constant("pp_per_ten", 10.0, Unit.FACTOR, "percentage points the nonlinearity is stated for"),
    Constant("days_per_year", float(DAYS_PER_YEAR), Unit.FACTOR, "days in one year"),
    Constant("half", 0.5, Unit.FACTOR, "middle of a year; half a year's interest on bonds issued within it"),
    Constant("halving", 2.0, Unit.FACTOR, "a half-life halves"),
    Constant(
        "convexity_per_duration_squared",
        1.3,
        Unit.FACTOR,
        "convexity of a stock of bullet bonds",
        "a convention of the equations, the same for every stock of bonds, without a range of its own",
    ),
    Constant(
        "trading_days_per_year", 250.0, Unit.FACTOR, "days in a year on which bonds trade", "customary count"
    ),
    Constant(
        "bond_life_years",
        10.0,
        Unit.YEARS,
        "life of the bond whose price looks ahead",
        "a 10-year benchmark; the weight of a year falls by a tenth each year",
    ),
    Constant(
        "debt_to_gdp_of_studies",
        0.6,
        Unit.RATIO,
        "debt to output in the countries the elasticities were estimated on",
        "advanced economies of the panels: 60 to 80 percent",
    ),
    Constant(
        "least_tradable",
        0.1,
        Unit.SHARE,
        "least part of the stock that is left to trade",
        "keeps the price of what is left finite where nearly everything is locked in",
    ),
    Constant("smallest", 1e-12, Unit.FACTOR, "keeps a ratio from dividing by zero where it is not used"),
)

QUANTITIES: tuple[Quantity, ...] = (
    Quantity("year", by_year=True),
    *(Quantity(each.name) for each in CONSTANTS),
    *(Quantity(f"is_{each}", ("holder",)) for each in HOLDERS),
    *(Quantity(f"is_{each}", ("bonds",)) for each in BONDS),
    Quantity("prior_variance_bp2"),
)


def constants() -> dict[str, Array]:
    """Return unit factors, the years and the holder classes by key."""
    found: dict[str, Array] = {each.name: np.asarray(each.value) for each in CONSTANTS}
    found["year"] = np.asarray(YEARS, dtype=np.float64)[:, None]
    for members in (HOLDERS, BONDS):
        for one in members:
            found |= {key(f"is_{one}", [each]): np.asarray(float(one == each)) for each in members}
    return found


def fact_arrays(facts: Iterable[LawFact]) -> dict[str, Array]:
    """Return facts of law by key: one number, or a column of years."""
    return {
        fact.key: np.asarray(fact.values[0]) if len(fact.values) == 1 else np.asarray(fact.values)[:, None]
        for fact in facts
    }


def parameter_quantities(parameters: Parameters) -> tuple[Quantity, ...]:
    """Return the parameters as the graph knows them: once each, with an axis where they differ by segment."""
    axes = {each.name: ("segment",) if each.segment else () for each in parameters.values}
    return tuple(Quantity(name, axis) for name, axis in axes.items())
