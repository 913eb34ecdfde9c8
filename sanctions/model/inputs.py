"""What the equations read besides facts of law: unit factors, years, holder classes, parameters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from sanctions.estimate.parameters import Parameters
from sanctions.model.dag import Quantity, key
from sanctions.model.grammar import Array
from sanctions.model.results import LawFact
from sanctions.periods import DAYS_PER_YEAR, YEARS
from sanctions.units import Unit

HOLDERS = ("sender", "allied", "other")

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
    Constant("half", 0.5, Unit.FACTOR, "half a year's interest on bonds issued within the year"),
    Constant("halving", 2.0, Unit.FACTOR, "a half-life halves"),
    Constant(
        "convexity_per_duration_squared",
        1.3,
        Unit.FACTOR,
        "convexity of a stock of bullet bonds",
        "a convention of the equations, the same for every stock of bonds, without a range of its own",
    ),
    Constant("smallest", 1e-12, Unit.FACTOR, "keeps a ratio from dividing by zero where it is not used"),
)

QUANTITIES: tuple[Quantity, ...] = (
    Quantity("year", by_year=True),
    *(Quantity(each.name) for each in CONSTANTS),
    Quantity("is_sender", ("holder",)),
    Quantity("is_allied", ("holder",)),
    Quantity("is_other", ("holder",)),
    Quantity("prior_variance_bp2"),
)


def constants() -> dict[str, Array]:
    """Return unit factors, the years and the holder classes by key."""
    found: dict[str, Array] = {each.name: np.asarray(each.value) for each in CONSTANTS}
    found["year"] = np.asarray(YEARS, dtype=np.float64)[:, None]
    for holder in HOLDERS:
        for other in HOLDERS:
            found[key(f"is_{holder}", [other])] = np.asarray(float(holder == other))
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
