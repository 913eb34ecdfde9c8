"""No mutation of a file ends in a traceback: it is read, or refused with what is wrong and where."""

from __future__ import annotations

import datetime as dt
import random
import sys
import warnings
from contextlib import suppress
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import settings
from pyarrow import parquet

from sanctions.errors import InputError
from sanctions.spec.scaffold import scaffold

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "doors")]

from doors import BULK, FIGURES, TEXT_DOORS, WORKBOOK_DOORS, Door  # noqa: E402
from mutations import CORPUS, mutated, mutated_workbook  # noqa: E402

#: How many mutations of each door; `make fuzz` asks for more.
ROUNDS = settings().max_examples // 8
SEED = "fixed" if settings().derandomize else str(random.SystemRandom().random())


def read(door: Door, folder: Path, data: bytes) -> None:
    """Read one file; whatever is raised but InputError is a failure of the reader."""
    path = folder / door.name
    path.write_bytes(data)
    if door.card:
        path.with_suffix(".toml").write_text(door.card, encoding="utf-8")
    with warnings.catch_warnings(), suppress(InputError):
        warnings.simplefilter("error")
        door.read(path)


def fuzz(door: Door, folder: Path, whole: bytes, change: object = mutated) -> None:
    dice = random.Random(f"{SEED} {door.name}")
    for number in range(ROUNDS):
        data = change(whole, dice)  # type: ignore[operator]
        try:
            read(door, folder, data)
        except Exception as error:
            found = folder / f"failed-{number}-{door.name}"
            found.write_bytes(data)
            raise AssertionError(f"{found}: {type(error).__name__}: {str(error)[:300]}") from error


def whole_text(name: str) -> bytes:
    """Return a file that uses more of the door's language than the smallest one."""
    fuller = {
        "spec": scaffold("larch-2021", dt.date(2021, 4, 15)).encode(),
        "stakes": b"owner,entity,share_pct,share_min_pct,share_max_pct,control,from,to,transfer,joint\n"
        b"A,B,51.5,,,,2020-01-01,9999-12-31,,\nB,C,,25,50,yes,,,licensed,x\nC,D,1/3,,,,,,,\n",
        "listed": b"entity,list,directive,from,to\nA,sdn,,2018-04-06,\nB,ssi,1,2014-07-16,2020-01-01\n",
        "figures": FIGURES.encode() + b"A,debt,1,USD bn,2020-12-31\nB,stake,<50,%,2020-12-31\n",
        "series": b"day,value\n2021-04-13,1.5\n2021-04-14,.\n2021-04-15,2\n,\n",
        "names": b"name,registration_id,tax_id,lei,country\nLarch,1,2,3,RU\nMaple,,,,\n",
    }
    return fuller.get(name, TEXT_DOORS[name].whole)


@pytest.mark.fuzz
@pytest.mark.parametrize("name", sorted(TEXT_DOORS))
def test_mutated_texts(tmp_path: Path, name: str) -> None:
    fuzz(TEXT_DOORS[name], tmp_path, whole_text(name))


@pytest.mark.fuzz
@pytest.mark.parametrize("name", sorted(WORKBOOK_DOORS))
def test_mutated_workbooks(tmp_path: Path, name: str) -> None:
    fuzz(WORKBOOK_DOORS[name], tmp_path, WORKBOOK_DOORS[name].whole, mutated_workbook)


@pytest.mark.fuzz
def test_mutated_parquet(tmp_path: Path) -> None:
    table = {"owner": ["A", "B", None], "entity": ["B", "C", "D"], "share_pct": [51.5, 25.0, None]}
    parquet.write_table(pa.table(table), tmp_path / "whole.parquet")
    fuzz(BULK, tmp_path, (tmp_path / "whole.parquet").read_bytes())


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*")), ids=lambda path: path.name)
def test_what_failed_once(tmp_path: Path, path: Path) -> None:
    door = {**TEXT_DOORS, "parquet": BULK}.get(path.name.partition("-")[0].replace("_", " "))
    assert door is not None, "a file of the corpus is called <door>-<what>"
    read(door, tmp_path, path.read_bytes())
