"""Numbers the report's own formulas need, as named inputs, so that none is written into a formula.

Most are definitions: column headers and percentiles of the program rest on them, so they are fixed. A few are
thresholds that only put words on numbers; those are the reader's to set.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from sanctions.model.outcome import MOST_NO_EFFECT_BP
from sanctions.model.outcome import NO_EFFECT_BP as NO_EFFECT
from sanctions.model.outcome import STALE_DAYS as STALE
from sanctions.parameters.distributions import PERT_WEIGHT
from sanctions.periods import DAYS_PER_YEAR
from sanctions.report.cells.quantiles import PERT_WEIGHT_NAME
from sanctions.report.cells.rounding import SIGNIFICANT_FIGURES, SIGNIFICANT_NAME, TOLERANCE_NAME
from sanctions.report.cells.rounding import TOLERANCE as ROUNDING

LOW, MIDDLE, HIGH, LOWEST, HIGHEST = (
    "low_share",
    "middle_share",
    "high_share",
    "lowest_share",
    "highest_share",
)
TOLERANCE: Final = TOLERANCE_NAME
NO_EFFECT_BP: Final = "no_effect_bp"
FADED_PCT: Final = "faded_pct"
MAJORITY_PCT: Final = "majority_pct"
PER_CENT: Final = "per_cent"
STALE_DAYS: Final = "stale_days"
VERY_OLD_DAYS: Final = "very_old_days"
HIGH_IMPACT_PCT: Final = "high_impact_pct"
SOME_IMPACT_PCT: Final = "some_impact_pct"


@dataclass(frozen=True)
class Setting:
    """One number of the report.

    Parameters
    ----------
    name : str
        Defined name.
    value : float
    unit, meaning, why : str
    most : float or None
        The largest number a reader may set, 0 being the smallest; None for what is fixed.
    """

    name: str
    value: float
    unit: str
    meaning: str
    why: str
    most: float | None = None


SETTINGS: Final = (
    Setting(LOW, 0.10, "share", "Share of model runs under low", "8 in 10 runs lie between low and high"),
    Setting(MIDDLE, 0.50, "share", "Share of model runs under middle", "the median"),
    Setting(HIGH, 0.90, "share", "Share of model runs under high", "8 in 10 runs lie between low and high"),
    Setting(LOWEST, 0.05, "share", "Share of model runs under the 5th percentile", "for the wider range"),
    Setting(HIGHEST, 0.95, "share", "Share of model runs under the 95th percentile", "for the wider range"),
    Setting(
        SIGNIFICANT_NAME, SIGNIFICANT_FIGURES, "count", "Significant figures on Summary", "no false precision"
    ),
    Setting(
        PERT_WEIGHT_NAME, PERT_WEIGHT, "factor", "Weight of the mode in a PERT range", "the customary weight"
    ),
    Setting(PER_CENT, 100.0, "factor", "Hundredths in a whole", "definition"),
    Setting(
        TOLERANCE,
        ROUNDING,
        "share",
        "Largest gap a check lets pass, relative",
        "far above rounding, far below a mistake",
    ),
    Setting(
        NO_EFFECT_BP,
        NO_EFFECT,
        "bp",
        "Rise of a yield that counts as no effect",
        "about a day's move of the 10-year",
        most=MOST_NO_EFFECT_BP,
    ),
    Setting(
        STALE_DAYS,
        STALE,
        "days",
        "Age from which a figure counts as old",
        "a yearly figure published half a year late is about this old at most",
    ),
    Setting(
        VERY_OLD_DAYS,
        2.0 * DAYS_PER_YEAR,
        "days",
        "Age from which a figure is shown in red",
        "two years: at least one newer yearly figure was due",
    ),
    Setting(
        HIGH_IMPACT_PCT,
        25.0,
        "%",
        "Swing of the headline from which an assumption's impact is high",
        "a quarter of the headline, more than two significant figures can hide",
    ),
    Setting(
        SOME_IMPACT_PCT,
        5.0,
        "%",
        "Swing of the headline from which an assumption's impact is not low",
        "the last of two significant figures may move",
    ),
    Setting(
        FADED_PCT,
        50.0,
        "%",
        "Effect left under which it counts as fading",
        "half of the effect gone",
        most=100.0,
    ),
    Setting(
        MAJORITY_PCT,
        50.0,
        "%",
        "Share of holdings that makes the sender's part decisive",
        "more than half",
        most=100.0,
    ),
)
#: Name of a setting -> its value as delivered.
DELIVERED: Final = {each.name: each.value for each in SETTINGS}


def settings_with(chosen: Mapping[str, float]) -> tuple[Setting, ...]:
    """Return every setting, with the thresholds a reader has chosen.

    Parameters
    ----------
    chosen : mapping of str to float
        By name; what is missing is as delivered.
    """
    return tuple(replace(each, value=chosen.get(each.name, each.value)) for each in SETTINGS)


def other_than_delivered(chosen: Mapping[str, float]) -> dict[str, float]:
    """Return the thresholds that are not as delivered, by name, in the order of `SETTINGS`."""
    return {
        name: chosen[name] for name, value in DELIVERED.items() if name in chosen and chosen[name] != value
    }


def why_refused(name: str, value: float) -> tuple[str, str] | None:
    """Return what is wrong with a threshold a reader has chosen and what was expected, or None."""
    known = {each.name: each for each in SETTINGS if each.most is not None}
    if name not in known:
        return f"there is no threshold called {name!r}", f"one of {', '.join(known)}"
    most = known[name].most
    if most is None or (math.isfinite(value) and 0 <= value <= most):
        return None
    return f"{value:g} {known[name].unit} is no threshold", f"0 to {most:g}"
