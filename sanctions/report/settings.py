"""Numbers the report's own formulas need, as named inputs, so that none is written into a formula."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sanctions.estimate.distributions import PERT_WEIGHT
from sanctions.model.outcome import NO_EFFECT_BP as NO_EFFECT
from sanctions.model.outcome import STALE_DAYS as STALE
from sanctions.report.quantiles import PERT_WEIGHT_NAME
from sanctions.report.rounding import SIGNIFICANT_FIGURES, SIGNIFICANT_NAME

LOW, MIDDLE, HIGH, LOWEST, HIGHEST = (
    "low_share",
    "middle_share",
    "high_share",
    "lowest_share",
    "highest_share",
)
TOLERANCE: Final = "tolerance"
NO_EFFECT_BP: Final = "no_effect_bp"
FADED_PCT: Final = "faded_pct"
MAJORITY_PCT: Final = "majority_pct"
PER_CENT: Final = "per_cent"
STALE_DAYS: Final = "stale_days"
HIGH_IMPACT_PCT: Final = "high_impact_pct"
SOME_IMPACT_PCT: Final = "some_impact_pct"


@dataclass(frozen=True)
class Setting:
    """One number of the report: its defined name, value, unit and meaning."""

    name: str
    value: float
    unit: str
    meaning: str
    why: str


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
        1e-9,
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
    ),
    Setting(
        STALE_DAYS,
        STALE,
        "days",
        "Age from which a figure counts as old",
        "a yearly figure published half a year late is about this old at most",
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
    Setting(FADED_PCT, 50.0, "%", "Effect left under which it counts as fading", "half of the effect gone"),
    Setting(
        MAJORITY_PCT, 50.0, "%", "Share of holdings that makes the sender's part decisive", "more than half"
    ),
)
