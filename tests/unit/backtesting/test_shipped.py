import json

import pytest

from sanctions.backtesting.plan import load_plan
from sanctions.backtesting.shipped import shipped_scorecard
from sanctions.errors import InputError
from sanctions.report.workbook.sheets.backtest import COLUMNS, held_sentence, sheet_of


def test_every_row_of_the_plan_is_on_the_sheet_misses_named():
    card = shipped_scorecard()
    sheet = sheet_of(card)
    assert [row[0] for row in sheet.table.rows] == [row.row_id for row in load_plan()]
    inside = [column.header for column in COLUMNS].index("Outcome inside")
    missed = {row[0] for row in sheet.table.rows if row[inside] == "NO: missed"}
    held, scored = card.held("currency")
    assert "RUSAL-FX" in missed
    assert scored == 10
    assert len([name for name in missed if name.endswith("-FX") and name != "D1-FX"]) == scored - held


def test_the_sentence_counts_what_the_rows_say():
    card = shipped_scorecard()
    rows = [row for row in card.events if row.counted_in == "bond" and not row.id.endswith("-FX")]
    inside = sum(row.band().covers for row in rows)
    assert f"with market noise held {inside} of {len(rows)} outcomes" in held_sentence(card)


def test_unscored_rows_have_no_band():
    card = shipped_scorecard()
    assert next(row for row in card.events if row.id == "INVASION-10Y").band() is None


def test_a_missing_scorecard_is_named(tmp_path):
    with pytest.raises(InputError) as caught:
        shipped_scorecard(tmp_path / "none.json")
    assert str(caught.value).endswith("none.json: cannot be read: No such file or directory")


def test_a_broken_scorecard_names_every_problem(tmp_path):
    path = tmp_path / "broken.json"
    path.write_text(json.dumps({"draws": "many", "events": []}))
    with pytest.raises(InputError) as caught:
        shipped_scorecard(path)
    assert [problem.place for problem in caught.value.problems] == ["draws", "seed"]
