"""Size and coverage of our own test, on thousands of simulated null dates and on real-looking volatility."""

import numpy as np
import pandas as pd
import pytest

from sanctions.history.calibration import average_rates, single_event_rates
from sanctions.history.changes import make_changes
from sanctions.history.windows import Windows
from tests.unit.history.made_up import currency

NONE = np.array([], dtype="datetime64[D]")


def clustered(days: int = 6000, seed: int = 11):
    """Return changes whose volatility clusters (GARCH(1,1), 0.08 and 0.90) with fat tails (t, 5)."""
    generator = np.random.default_rng(seed)
    shocks = generator.standard_t(5, days) * np.sqrt(3 / 5)
    factor = generator.normal(0, 0.4, days)
    variance, outcome = 0.25, np.empty(days)
    for day in range(days):
        outcome[day] = np.sqrt(variance) * shocks[day]
        variance = 0.02 * 0.25 + 0.08 * outcome[day] ** 2 + 0.90 * variance
    index = pd.bdate_range("1995-01-02", periods=days)
    level = pd.Series(50 * np.exp(np.cumsum(outcome + 0.5 * factor) / 100), index, name="usd_xxx")
    factors = pd.DataFrame({"basket": 100 * np.exp(np.cumsum(factor) / 100)}, index)
    return make_changes(level, "log_pct", factors, {"basket": "log_pct"})


@pytest.mark.parametrize("end_day", [0, 1, 4])
def test_the_placebo_test_keeps_its_size_under_calm_and_clustered_volatility(end_day):
    for changes in (currency(days=5000, day=10), clustered()):
        _, rejects, covers = single_event_rates(changes, changes, Windows(end_day=end_day), NONE)
        assert rejects.n > 4000
        assert 0.03 <= rejects.rate <= 0.07
        assert 0.93 <= covers.rate <= 0.97


def test_the_placebo_test_has_power():
    changes = currency(days=3000, day=10)
    _, rejects, covers = single_event_rates(changes, changes, Windows(), NONE, shift=3.0)
    # Two days of 0.5 % noise: 3 % is more than four standard errors.
    assert rejects.rate > 0.95
    assert 0.92 <= covers.rate <= 0.97


@pytest.mark.parametrize("size", [6, 8])
def test_tests_of_averages_never_reject_much_too_often(size):
    rates = {r.name: r for r in average_rates(currency(days=4000, day=10), Windows(), NONE, size=size)}
    assert 0.03 <= rates["placebo average test rejects"].rate <= 0.07
    assert 0.03 <= rates["BMP rejects"].rate <= 0.07
    assert rates["sign-flip test rejects"].rate <= 0.06
    assert rates["wild-bootstrap interval misses zero"].rate <= 0.07
