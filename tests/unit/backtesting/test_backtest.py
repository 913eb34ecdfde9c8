"""The scorecard: nothing known later reaches a forecast, nothing counted is hidden, the plan is fixed."""

import datetime as dt
import json

import numpy as np
import pytest

from sanctions.backtesting.backtest import OUTCOMES_KNOWN, backtest
from sanctions.backtesting.forecasts import Markets, eve_of, forecast, prepare
from sanctions.backtesting.outcomes import Outcomes
from sanctions.backtesting.plan import load_plan
from sanctions.backtesting.scorecard import backtest_document, headline, row_cells, set_lines
from sanctions.data.catalog import catalogue
from sanctions.data.vintage import snapshot
from sanctions.errors import InputError
from sanctions.history.study import historical_events
from tests.unit.data.test_vintage import copy_of_datasets, rewrite, scrambled

DRAWS = 256


@pytest.fixture(scope="module")
def result():
    return backtest(DRAWS)


@pytest.fixture(scope="module")
def events():
    return {event.event_id: event for event in historical_events(snapshot(OUTCOMES_KNOWN))}


FORECAST = [row for row in load_plan() if row.construction not in {"none", "no_move"}]


@pytest.mark.parametrize("row", FORECAST, ids=lambda row: row.row_id)
def test_no_outcome_leaks_into_its_own_forecast(tmp_path, events, row):
    """Scramble everything first known after the eve: the forecast must not move by a bit."""
    event = events[row.event_id]
    folder = copy_of_datasets(tmp_path)
    for card in catalogue(folder):
        rewrite(card, scrambled(card, eve_of(event)))
    clean = forecast(row, prepare(row, event, Markets(), DRAWS, 1))
    blind = forecast(row, prepare(row, event, Markets(folder), DRAWS, 1))
    np.testing.assert_array_equal(clean, blind)


def test_a_leak_would_be_noticed(tmp_path, events):
    """One yield of the eve itself, changed by 50 bp, moves the forecast: the check above can fail."""
    row = next(each for each in FORECAST if each.row_id == "D1-10Y")
    event = events[row.event_id]
    folder = copy_of_datasets(tmp_path)
    card = next(each for each in catalogue(folder) if each.name == "ofz_yields_and_factors")

    def moved(line):
        return {**line, "ofz_10y_pct": "7.90"} if line["date"] == "2021-04-14" else line

    assert rewrite(card, moved) == 1
    clean = forecast(row, prepare(row, event, Markets(), DRAWS, 1))
    other = forecast(row, prepare(row, event, Markets(folder), DRAWS, 1))
    assert not np.array_equal(clean, other)


def test_every_parameter_was_known_on_the_eve(events):
    for row in FORECAST:
        eve = prepare(row, events[row.event_id], Markets(), DRAWS, 1)
        assert eve.market.as_of < events[row.event_id].announced or row.row_id == "D1-EFFECT-10Y"
        assert all(each.known_from <= eve.market.as_of for each in eve.parameters.values)


def test_evidence_first_known_later_is_refused(events, monkeypatch):
    from sanctions.backtesting import forecasts

    row = FORECAST[0]
    later = forecasts.estimate(snapshot(dt.date(2021, 4, 14)))
    monkeypatch.setattr(forecasts, "estimate", lambda market: later)
    with pytest.raises(InputError) as caught:
        prepare(row, events[row.event_id], Markets(), DRAWS, 1)
    assert str(caught.value).endswith("rests on evidence first known after 2018-02-01")


def test_the_counted_sets_are_whole(result):
    counted = {
        name: [row for row in result.rows if row.plan.counted_in == name] for name in ("bond", "currency")
    }
    assert len(counted["bond"]) == 8
    assert len(counted["currency"]) == 10
    assert all(row.score is not None for rows in counted.values() for row in rows)
    assert [each.n for each in result.sets[:2]] == [8, 10]


def test_both_ratios_to_no_move_are_those_of_the_rows(result):
    """A mean of ratios over all units, a ratio of sums over rows in the unit of most; no premium in any."""
    for each in result.sets:
        kept = "bond" if each.name.startswith("bond") else each.name
        rows = [
            row
            for row in result.rows
            if row.plan.counted_in == kept and row.score is not None and row.plan.construction != "premium"
        ]
        if each.name.endswith("comparable only"):
            rows = [row for row in rows if row.plan.status == "comparable"]
        pairs = [(row.plan.unit, row.score.crps, row.rivals[0].crps) for row in rows]
        summed = [(ours, naive) for unit, ours, naive in pairs if unit == each.summed_unit]
        assert len(summed) * 2 > len(pairs)
        assert each.mean_crps_ratio == pytest.approx(
            sum(ours / naive for _, ours, naive in pairs) / len(pairs)
        )
        ratio = sum(ours for ours, _ in summed) / sum(naive for _, naive in summed)
        assert each.crps_sum_ratio == pytest.approx(ratio)
        lines = "\n".join(set_lines(each))
        assert f"{each.mean_crps_ratio:.2f} times that of 'no move' as a mean of ratios" in lines
        assert f"{ratio:.2f} times as a ratio of sums (rows in {each.summed_unit})" in lines


def test_rows_without_a_score_say_why(result):
    silent = [row for row in result.rows if row.score is None]
    assert {row.plan.row_id for row in silent} == {"D1-PRESS", "INVASION-10Y", "D4-10Y"}
    assert all(row.reason for row in silent)
    assert all(row.plan.sentence and row.plan.outcome_known for row in result.rows)


def test_rows_were_fixed_after_nothing_but_the_facts(result):
    assert {row.plan.fixed_on for row in result.rows} == {dt.date(2026, 11, 23)}


def test_the_effective_date_forecasts_no_move(result):
    row = next(each for each in result.rows if each.plan.row_id == "D1-EFFECT-10Y")
    assert row.forecast.p05 == row.forecast.p95 == 0
    assert row.eve == dt.date(2021, 6, 13)


def test_the_premium_is_scored_against_the_bank_of_russia(result):
    row = next(each for each in result.rows if each.plan.row_id == "D1-PREMIUM")
    assert (row.outcome.low, row.outcome.high) == (10, 13)
    assert row.noise_sd == 0
    names = [rival.name for rival in row.rivals]
    assert names[:2] == ["no move", "elasticity times the whole foreign share"]
    assert any(name.startswith("Citigroup") for name in names)
    assert any(name.startswith("Bank of Russia") for name in names)


def test_more_leakage_is_a_smaller_premium_and_all_of_it_none(result):
    fixed = [check for check in result.leakage if check.leakage is not None]
    assert [check.leakage for check in fixed] == [0, 0.25, 0.5, 0.75, 1]
    middles = [check.forecast.p50 for check in fixed]
    assert middles == sorted(middles, reverse=True)
    assert fixed[-1].forecast.p95 == 0
    assert not fixed[-1].reaches_range


def test_published_forecasts_span_30_to_200(result):
    check = result.leakage[0]
    # Methodology: published forecasts ran from 30 to 200 bp.
    assert check.score.width_80 / check.width_to_published == pytest.approx(170)


def test_no_move_is_its_own_rival(result):
    for row in result.rows:
        if row.plan.construction == "no_move":
            assert row.rivals[0].crps == pytest.approx(row.score.crps)


def test_the_ruble_forecast_of_2018_is_converted_to_a_log_change(result):
    row = next(each for each in result.rows if each.plan.row_id == "D1-FX")
    citi = next(rival for rival in row.rivals if rival.name.startswith("Citigroup"))
    assert citi.middle == pytest.approx(-100 * np.log(0.95))


def test_the_document_is_json_with_a_schema_and_no_hidden_row(result):
    document = json.loads(json.dumps(backtest_document(result), allow_nan=False))
    assert document["schema"] == "sanctions/backtest/1"
    assert len(document["events"]) == len(load_plan())
    assert set(document["scores"]) == {"bond", "currency", "bond, comparable only"}


def test_misses_are_printed(result):
    missed = [row.plan.row_id for row in result.rows if any("MISS" in cell for cell in row_cells(row))]
    assert "RUSAL-FX" in missed
    assert headline(result).startswith("Inside the 80 % interval: ")


def test_same_seed_same_scorecard(result):
    assert backtest_document(backtest(DRAWS)) == backtest_document(result)


def test_outcomes_are_those_of_the_event_study(result):
    outcomes = Outcomes(snapshot(OUTCOMES_KNOWN))
    row = next(each for each in load_plan() if each.row_id == "D1-10Y")
    found, reason = outcomes.of(row)
    assert reason == ""
    assert found.raw == pytest.approx(-4, abs=0.01)
    assert found.low < found.value < found.high


def test_draws_out_of_range():
    with pytest.raises(InputError) as caught:
        backtest(1000)
    assert "1000 is not a number of draws" in str(caught.value)


def test_the_first_scorecard_is_kept_beside_todays(result):
    first = {event["id"]: event["first_score"] for event in backtest_document(result)["events"]}
    scored = [row.plan.row_id for row in result.rows if row.score is not None]
    assert [name for name in scored if first[name] is None] == []
    assert first["D1-PREMIUM"]["crps"] == 2.5199
