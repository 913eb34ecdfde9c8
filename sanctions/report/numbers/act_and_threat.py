"""The act beside the threat: whether what is held back is worth more on the day than what is done."""

from __future__ import annotations

from typing import Final

import numpy as np

from sanctions.model.metrics import Criterion, Metric
from sanctions.model.results import Assessment
from sanctions.units import Unit

ACT: Final = "act_on_the_day_bp"
THREAT: Final = "threat_held_back_bp"
#: Chance, in percent, that what is held back is worth more on the day than the act.
THREAT_LARGER: Final = Metric(
    "probability_threat_exceeds_act_pct",
    Unit.PERCENT,
    "announcement",
    "Chance that what is held back is worth more than the act",
    Criterion.EXPECTATION,
)
_PERCENT: Final = 100.0


def threat_larger_pct(option: Assessment) -> float | None:
    """Return the share of paired draws in which the threat is the larger; None without both figures.

    Parameters
    ----------
    option : Assessment
    """
    act, threat = option.metrics.get(ACT), option.metrics.get(THREAT)
    if act is None or threat is None:
        return None
    return float(np.mean(threat > act) * _PERCENT)
