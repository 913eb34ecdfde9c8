"""The Decisions sheet: complete rows that point at notes which exist."""

from pathlib import Path

from sanctions.report.cells.tables import Cell, Look
from sanctions.report.workbook.sheets.decisions import COLUMNS, FILLED_IN, decisions, sheet_of

ROOT = Path(__file__).resolve().parents[3]


def test_every_decision_is_written_down_somewhere():
    assert decisions()
    for each in decisions():
        assert (ROOT / each.note).is_file(), each.note


def test_ids_are_told_apart():
    ids = [each.id for each in decisions()]
    assert len(set(ids)) == len(ids)


def test_rows_fit_the_columns_and_leave_room_to_object():
    rows = sheet_of().table.rows
    assert [row[0] for row in rows] == [each.decision for each in decisions()]
    assert {len(row) for row in rows} == {len(COLUMNS)}
    assert [column.header for column in COLUMNS[-len(FILLED_IN) :]] == list(FILLED_IN)
    empty = {cell for row in rows for cell in row if cell is None or cell == Cell(None, Look.INPUT_TEXT)}
    assert empty == {Cell(None, Look.INPUT_TEXT)}
