"""A published worked example, the closed form behind it, and an independent package.

Source of the example: the reference values that the R package EventStudy (CRAN; repository
sipemu/eventstudy, tests/testthat/test_golden_values.R and helper-golden-data.R, retrieved 2026-11)
publishes for its statistics, derived there from MacKinlay (1997), Brown & Warner (1985), Patell (1976),
Boehmer, Musumeci & Poulsen (1991), Corrado (1989) and Kolari & Pynnonen (2010). The original papers print
no firm-level data, so their tables cannot be recomputed; this example prints data and results.
"""

import numpy as np
import pandas as pd
import pytest

from sanctions.history import inference
from sanctions.history.changes import make_changes
from sanctions.history.market_model import (
    Sample,
    cumulative_variance,
    design_matrix,
    fit,
    prediction_errors,
)
from sanctions.history.moves import abnormal_moves
from sanctions.history.windows import Windows
from tests.unit.history.made_up import currency

# Printed to about 15 digits; both sides are double precision on eight observations.
PRINTED = 1e-9

#: alpha, beta, estimation index, estimation residual pattern, event index, event return.
EVENTS = [
    (
        0.004, 1.2,
        [-0.02, -0.01, 0.00, 0.01, 0.02, 0.03, -0.015, 0.005],
        [0.001, -0.001, 0.002, -0.002, 0.0015, -0.0015, 0.0005, -0.0005],
        [0.015, -0.005, 0.010], [0.040, 0.000, 0.030],
    ),
    (
        0.003, 1.0,
        [-0.018, -0.008, 0.002, 0.012, 0.022, 0.028, -0.012, 0.008],
        [0.0012, -0.0008, 0.0018, -0.0016, 0.0010, -0.0012, 0.0006, -0.0010],
        [0.012, -0.004, 0.009], [0.030, -0.010, 0.020],
    ),
    (
        0.005, 1.4,
        [-0.025, -0.012, 0.001, 0.010, 0.020, 0.030, -0.010, 0.006],
        [0.0008, -0.0012, 0.0016, -0.0014, 0.0012, -0.0010, 0.0004, -0.0004],
        [0.018, -0.006, 0.011], [0.050, -0.005, 0.035],
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def example():
    """Return residuals, abnormal returns, sigma and forecast errors of the three events."""
    outcome, factor = [], []
    for alpha, beta, index, residual, event_index, event_return in EVENTS:
        outcome += list(alpha + beta * np.array(index) + np.array(residual)) + event_return
        factor += index + event_index
    outcome, factor = np.array(outcome), np.array(factor)[:, None]
    spans = np.ones(len(outcome), dtype=np.int64)
    starts = np.array([0, 11, 22])
    event = starts[:, None] + 8 + np.arange(3)
    design = design_matrix(factor, spans)
    sample = Sample(outcome, design, spans, np.arange(len(outcome)), starts, starts + 8)
    fitted = fit(sample)
    residuals, _, _ = sample.residuals(fitted.coefficients)
    abnormal = prediction_errors(outcome, design, fitted.coefficients, event)
    one_day = np.stack(
        [
            cumulative_variance(
                fitted,
                design,
                spans,
                event[:, [day]],
                np.ones((3, 1), dtype=bool),
            )
            for day in range(3)
        ],
        axis=1,
    )
    return (fitted, residuals), abnormal, np.sqrt(fitted.variance)[:, None], np.sqrt(one_day)


def test_cross_sectional_average(example):
    _, abnormal, _, _ = example
    by_day = [inference.cross_sectional(abnormal[:, day]).statistic for day in range(3)]
    np.testing.assert_allclose(abnormal.mean(axis=0)[0], 0.017858427448395411, rtol=PRINTED)
    np.testing.assert_allclose(
        by_day, [12.785674729349529, -0.93664440956979689, 5.8589693453114027], rtol=PRINTED
    )
    cumulative = [inference.cross_sectional(row).statistic for row in np.cumsum(abnormal, axis=1).T]
    np.testing.assert_allclose(
        cumulative, [12.785674729349529, 3.3332365393903789, 4.1627875088073241], rtol=PRINTED
    )


def test_patell(example):
    (fitted, _), abnormal, _, forecast = example
    by_day = [inference.patell(row, fitted.degrees).statistic for row in (abnormal / forecast).T]
    np.testing.assert_allclose(
        by_day, [17.404798533168357, -3.239085545200092, 12.231088522816789], rtol=PRINTED
    )


def test_boehmer_musumeci_poulsen(example):
    # The example standardises by the model sigma, ours by the forecast error; same statistic.
    _, abnormal, sigma, _ = example
    scaled = abnormal / sigma
    by_day = [inference.boehmer_musumeci_poulsen(row).statistic for row in scaled.T]
    np.testing.assert_allclose(
        by_day, [9.262881651878164, -0.99419205506945918, 5.6244379647718095], rtol=PRINTED
    )
    cumulative = [inference.boehmer_musumeci_poulsen(row).statistic for row in np.cumsum(scaled, axis=1).T]
    np.testing.assert_allclose(
        cumulative, [9.262881651878164, 3.431336898228547, 4.2274213480688871], rtol=PRINTED
    )


def test_kolari_pynnonen(example):
    (_, residuals), abnormal, sigma, _ = example
    correlation = inference.average_correlation(residuals / sigma)
    by_day = [inference.kolari_pynnonen(row, correlation).statistic for row in (abnormal / sigma).T]
    # The correlation is 0.983, so 1 - r loses two digits on both sides.
    np.testing.assert_allclose(
        by_day, [0.70742152433092598, -0.075928084316215713, 0.42954758876108962], rtol=1e-8
    )


def test_corrado_rank(example):
    (_, residuals), abnormal, _, _ = example
    statistic, _ = inference.corrado_rank(residuals, abnormal)
    np.testing.assert_allclose(
        statistic, [1.586435792425881, -0.95186147545552868, 1.269148633940705], rtol=PRINTED
    )


def test_sign_and_generalised_sign(example):
    (_, residuals), abnormal, _, _ = example
    share = inference.positive_share(residuals, np.ones((3, 8), dtype=bool))
    assert share == 0.5
    by_day = [inference.sign(row, share).statistic for row in abnormal.T]
    np.testing.assert_allclose(
        by_day, [1.7320508075688774, -0.57735026918962584, 1.7320508075688774], rtol=PRINTED
    )


def test_closed_form_of_the_forecast_variance():
    """MacKinlay (1997), equation 8 for one day and one factor, written out with means and sums of squares."""
    changes = currency()
    zeros = changes.dates[[500]]
    windows = Windows(estimation_length=120, end_day=0)
    moves = abnormal_moves(changes, changes, zeros, windows, zeros[:0])
    x = changes.factors[500 - 9 - 120 : 500 - 9, 0]
    today = changes.factors[500, 0]
    closed = moves.fitted.variance[0] * (1 + 1 / 120 + (today - x.mean()) ** 2 / ((x - x.mean()) ** 2).sum())
    # Two routes to the same number in double precision.
    assert moves.standard_error[0] ** 2 == pytest.approx(closed, rel=1e-9)


def test_an_effect_put_in_is_the_effect_found():
    """Exact recovery without noise but for a known pattern: the CAR is the effect, to rounding."""
    days = pd.bdate_range("2018-01-01", periods=200)
    factor = np.sin(np.arange(200) * 1.7)
    pattern = 0.01 * (-1.0) ** np.arange(200)
    outcome = 0.7 * factor + pattern
    outcome[150] += 3.0
    level = pd.Series(50 * np.exp(np.cumsum(outcome) / 100), days, name="usd_xxx")
    factors = pd.DataFrame({"basket": 100 * np.exp(np.cumsum(factor) / 100)}, days)
    changes = make_changes(level, "log_pct", factors, {"basket": "log_pct"})
    zeros = days[[150]].to_numpy().astype("datetime64[D]")
    moves = abnormal_moves(changes, changes, zeros, Windows(estimation_length=120), zeros)
    # The alternating pattern leaves at most 0.02 over a two-day window.
    assert moves.car[0] == pytest.approx(3.0, abs=0.02)


def test_the_eventstudy_package_finds_the_same_abnormal_returns():
    """Independent implementation: eventstudy 0.1a12 on PyPI (market model, ordinary least squares)."""
    single = pytest.importorskip("eventstudy.single")
    models = pytest.importorskip("eventstudy.models")
    changes = currency()
    size, position = 120, 500
    rows = np.r_[position - 9 - size : position - 9, position : position + 2]
    theirs = single.Single(
        models.market_model,
        {"security_returns": changes.outcome[rows], "market_returns": changes.factors[rows, 0]},
        event_window=(0, 1),
        estimation_size=size,
        buffer_size=8,
    )
    windows = Windows(estimation_length=size)
    ours = abnormal_moves(changes, changes, changes.dates[[position]], windows, changes.dates[:0])
    # Same normal equations; their variance divides by n where ours divides by n - 2, as their source shows.
    assert ours.car[0] == pytest.approx(theirs.CAR[-1], rel=1e-9)
    assert ours.fitted.variance[0] * (size - 2) / size == pytest.approx(theirs.var_AR[0], rel=1e-9)
