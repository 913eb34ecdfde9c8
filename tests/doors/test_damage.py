"""Every damage through every door: one clear error with the file, no traceback, in bounded time."""

from __future__ import annotations

import sys
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from sanctions.errors import InputError

sys.path.insert(0, str(Path(__file__).parent))

from damages import TEXTS, TOMLS, WORKBOOKS, pairs, saved, workbook_of
from doors import BULK, TEXT_DOORS, TOML_DOORS, WORKBOOK_DOORS, Door

#: Only the columns a table of results or a form has are read from it; what else is there is the user's.
_NOT_READ = {"error cell", "formula without a value"}


def refusal(door: Door, folder: Path, data: bytes, name: str = "") -> str:
    path = saved(folder, name or door.name, data)
    if door.card:
        path.with_suffix(".toml").write_text(door.card, encoding="utf-8")
    with pytest.raises(InputError) as error:
        door.read(path)
    for problem in error.value.problems:
        assert Path(problem.file).name == path.name or door.name.endswith(".toml"), str(problem)
        assert len(str(problem)) < 2_000
    return str(error.value)


@pytest.mark.parametrize(("door", "damage"), list(pairs(WORKBOOK_DOORS, WORKBOOKS)))
def test_a_damaged_workbook_is_refused(tmp_path: Path, door: str, damage: str) -> None:
    entry = WORKBOOK_DOORS[door]
    told = refusal(entry, tmp_path, WORKBOOKS[damage](entry.whole))
    if damage in ("OpenDocument", "old Excel", "binary Excel", "strict"):
        assert ".xlsx" in told.partition("(expected")[2]


@pytest.mark.parametrize(("door", "damage"), list(pairs(TEXT_DOORS, TEXTS)))
def test_a_damaged_text_is_refused(tmp_path: Path, door: str, damage: str) -> None:
    entry = TEXT_DOORS[door]
    refusal(entry, tmp_path, TEXTS[damage](entry.whole))


@pytest.mark.parametrize(("door", "damage"), list(pairs(TOML_DOORS, TOMLS)))
def test_damaged_toml_is_refused(tmp_path: Path, door: str, damage: str) -> None:
    refusal(TOML_DOORS[door], tmp_path, TOMLS[damage])


@pytest.mark.parametrize(
    "name", sorted(name for name in WORKBOOK_DOORS if name not in ("form", "from", "rerun"))
)
def test_a_whole_workbook_is_read(tmp_path: Path, name: str) -> None:
    door = WORKBOOK_DOORS[name]
    path = saved(tmp_path, door.name, door.whole)
    if door.card:
        path.with_suffix(".toml").write_text(door.card, encoding="utf-8")
    door.read(path)


@pytest.mark.parametrize("suffix", [".xls", ".xlsb", ".ods"])
def test_other_spreadsheets_are_refused_by_name(tmp_path: Path, suffix: str) -> None:
    data = WORKBOOKS[{".xls": "old Excel", ".xlsb": "binary Excel", ".ods": "OpenDocument"}[suffix]](b"")
    assert suffix in refusal(WORKBOOK_DOORS["stakes"], tmp_path, data, f"stakes{suffix}")


@pytest.mark.parametrize(
    "table",
    [
        {"owner": [["A"]], "entity": ["B"], "share_pct": [50.0]},
        {"owner": ["A"], "entity": ["B"], "share_pct": [{"a": 1}]},
        {"owner": ["A"], "entity": ["B"], "share_pct": ["fifty"]},
        {"owner": [b"\xff"], "entity": ["B"], "share_pct": [50.0]},
        {"owner": ["A"], "entity": [1.5], "share_pct": [50.0]},
        {"owner": ["A"], "entity": ["B"]},
    ],
)
def test_parquet_of_other_kinds_is_refused(tmp_path: Path, table: dict[str, list[object]]) -> None:
    parquet.write_table(pa.table(table), tmp_path / "made.parquet")
    refusal(BULK, tmp_path, (tmp_path / "made.parquet").read_bytes())


def test_parquet_with_text_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    owner = pa.array([b"\xff\xfe"]).view(pa.string())
    table = pa.table({"owner": owner, "entity": pa.array(["B"]), "share_pct": pa.array([50.0])})
    parquet.write_table(table, tmp_path / "made.parquet")
    data = (tmp_path / "made.parquet").read_bytes()
    refusal(BULK, tmp_path, data)
    refusal(BULK, tmp_path, data[:-20])


def test_a_percent_sign_in_quotes_is_only_text(tmp_path: Path) -> None:
    rows: list[list[object]] = [["owner", "entity", "share_pct"], ["A", "B", 50]]
    door = WORKBOOK_DOORS["stakes"]
    for number_format, pct in (('0.00"%"', 50), ("0\\%", 50), ("0.00%", 5000)):
        path = saved(tmp_path, door.name, workbook_of(rows, number_format))
        assert door.read(path).stakes[0].share.low_pct == pct
