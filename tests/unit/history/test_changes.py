import numpy as np
import pandas as pd
import pytest

from sanctions.errors import InputError
from sanctions.history.changes import basket_level, make_changes, weekly_levels

DAYS = pd.to_datetime(["2021-04-14", "2021-04-15", "2021-04-16", "2021-04-19", "2021-04-26"])


def test_changes_carry_the_business_days_they_cover():
    level = pd.Series([7.40, 7.23, 7.27, 7.30, 7.10], DAYS, name="ofz_10y_pct")
    factor = pd.DataFrame({"vix_pts": [16.0, 17.0, 16.0, 17.5, 17.0]}, DAYS)
    changes = make_changes(level, "bp", factor, {"vix_pts": "points"})
    assert changes.span_days.tolist() == [1, 1, 1, 5]
    np.testing.assert_allclose(changes.outcome, [-17, 4, 3, -20], atol=1e-9)
    np.testing.assert_allclose(changes.factors[:, 0], [1, -1, 1.5, -0.5])
    assert str(changes.base_dates[-1]) == "2021-04-19"


def test_days_a_factor_misses_are_bridged_not_filled():
    level = pd.Series([60.0, 61.0, 62.0, 63.0, 64.0], DAYS, name="usd_rub")
    factor = pd.DataFrame({"basket": [100.0, np.nan, 101.0, 102.0, 103.0]}, DAYS)
    changes = make_changes(level, "log_pct", factor, {"basket": "log_pct"})
    assert changes.span_days.tolist() == [2, 1, 5]
    assert changes.outcome[0] == pytest.approx(100 * np.log(62 / 60))


def test_every_problem_is_reported_at_once():
    level = pd.Series([60.0, 60.0, 60.0, 60.0, 60.0], DAYS, name="usd_rub")
    factor = pd.DataFrame({"basket": [100.0, -1.0, 101.0, 102.0, 103.0]}, DAYS)
    with pytest.raises(InputError) as caught:
        make_changes(level, "log_pct", factor, {"basket": "log_pct"})
    assert str(caught.value) == (
        "usd_rub: never changes, so nothing can be estimated from it\n"
        "basket: holds a value of zero or less under a logarithm"
    )


def test_too_few_common_days():
    level = pd.Series([60.0], DAYS[:1], name="usd_rub")
    with pytest.raises(InputError) as caught:
        make_changes(level, "log_pct", pd.DataFrame({"basket": [1.0]}, DAYS[:1]), {"basket": "log_pct"})
    assert str(caught.value) == "usd_rub: fewer than two days on which the asset and all factors are known"


def test_infinite_value_is_named():
    level = pd.Series([60.0, np.inf, 61.0, 62.0, 63.0], DAYS, name="usd_rub")
    with pytest.raises(InputError) as caught:
        make_changes(level, "log_pct", pd.DataFrame(index=DAYS), {})
    assert str(caught.value) == "usd_rub: holds a value that is not a finite number"


def test_days_out_of_order():
    level = pd.Series([60.0, 61.0, 62.0], DAYS[[1, 0, 2]], name="usd_rub")
    with pytest.raises(InputError) as caught:
        make_changes(level, "log_pct", pd.DataFrame(index=level.index), {})
    assert str(caught.value) == "usd_rub: index: out of order: 2021-04-14 (expected days oldest first)"


def test_weekly_levels_keep_the_last_day_of_a_friday_week():
    level = pd.Series([1.0, 2.0, 3.0, 4.0, 5.0], DAYS, name="x")
    last, factors = weekly_levels(level, pd.DataFrame({"f": level * 2}))
    assert [str(day.date()) for day in last.index] == ["2021-04-16", "2021-04-19", "2021-04-26"]
    assert factors["f"].tolist() == [6.0, 8.0, 10.0]


def test_a_currency_that_joins_the_basket_moves_nothing():
    quotes = pd.DataFrame({"a": [1.0, 1.1, 1.1], "b": [np.nan, 50.0, 50.0]}, DAYS[:3])
    level = basket_level(quotes)
    np.testing.assert_allclose(level, [100.0, 110.0, 110.0])


def test_an_empty_basket_is_an_error():
    with pytest.raises(InputError) as caught:
        basket_level(pd.DataFrame())
    assert str(caught.value) == "basket: no currency is quoted, so there is no basket factor"
