"""The Decisions sheet: complete rows that point at notes which exist."""

from pathlib import Path

from sanctions.report.sheets.decisions import COLUMNS, decisions, sheet_of

ROOT = Path(__file__).resolve().parents[3]


def test_every_decision_is_written_down_somewhere():
    assert decisions()
    for each in decisions():
        assert (ROOT / each.note).is_file(), each.note


def test_rows_fit_the_columns_and_leave_room_to_object():
    rows = sheet_of().table.rows
    assert [row[0] for row in rows] == [each.decision for each in decisions()]
    assert {len(row) for row in rows} == {len(COLUMNS)}
