"""The plan of the backtest: closed sets, one row per id, unchanged since its card was written."""

import dataclasses
import hashlib
import shutil

import pytest

from sanctions.backtesting.plan import first_scores, load_plan, scores_before
from sanctions.backtesting.published import published_ranges
from sanctions.data.vintage import snapshot
from sanctions.errors import InputError
from sanctions.resources import shipped_folder


def changed(tmp_path, old, new, *, stamp=True):
    for name in ("plan.csv", "plan.toml"):
        shutil.copy(shipped_folder("datasets") / "backtest" / name, tmp_path / name)
    table, card = tmp_path / "plan.csv", tmp_path / "plan.toml"
    before = hashlib.sha256(table.read_bytes()).hexdigest()
    table.write_text(table.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    if stamp:
        after = hashlib.sha256(table.read_bytes()).hexdigest()
        card.write_text(card.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    return card


def test_every_cell_outside_the_closed_sets_is_named(tmp_path):
    card = changed(
        tmp_path, ",odds_vanish,us-2021-directive-1,constructed,", ",guess,us-2021-directive-1,nice,"
    )
    with pytest.raises(InputError) as caught:
        load_plan(card)
    assert str(caught.value) == (
        "plan.csv: S242-10Y: status is 'nice' (expected comparable, constructed, concept mismatch, "
        "no channel, unusable)\n"
        "plan.csv: S242-10Y: construction is 'guess' (expected announcement, premium, move_times_odds, "
        "odds_appear, odds_vanish, currency_announcement, no_move, none)"
    )


def test_a_row_listed_twice_is_named(tmp_path):
    with pytest.raises(InputError) as caught:
        load_plan(changed(tmp_path, "DASKA-10Y", "S242-10Y"))
    assert str(caught.value) == "plan.csv: S242-10Y: is listed twice (expected one row per id)"


def test_a_plan_changed_without_its_card_is_refused(tmp_path):
    card = changed(tmp_path, "DASKA-10Y", "DASKA-10", stamp=False)
    with pytest.raises(InputError) as caught:
        load_plan(card)
    assert "does not match the checksum on its card" in str(caught.value)


def test_kept_scores_are_of_rows_of_the_plan():
    first, before = first_scores(), scores_before()
    assert set(first) == set(before)
    assert set(first) <= {row.row_id for row in load_plan()}
    assert {name for name in first if first[name] != before[name]}, "two scorecards, not one twice"


def test_a_forecast_printed_later_is_an_error_of_the_plan():
    row = next(each for each in load_plan() if each.row_id == "D1-PREMIUM")
    with pytest.raises(InputError) as caught:
        list(published_ranges(snapshot_of("2018-07-01"), row))
    assert str(caught.value) == "plan: D1-PREMIUM: LATAM18 was not known on 2018-07-01"


def test_a_forecast_without_a_number_cannot_be_scored():
    row = next(each for each in load_plan() if each.row_id == "D1-PREMIUM")
    named = dataclasses.replace(row, published=("UST242",))
    with pytest.raises(InputError) as caught:
        list(published_ranges(snapshot_of("2021-04-14"), named))
    assert str(caught.value) == "plan: D1-PREMIUM: UST242 prints no number"


def snapshot_of(day):
    import datetime as dt

    return snapshot(dt.date.fromisoformat(day))
