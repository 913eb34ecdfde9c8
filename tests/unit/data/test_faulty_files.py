"""One folder of faulty files per rule; the whole message is compared, not a part of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from sanctions.data.catalog import catalogue
from sanctions.data.read import read_all
from sanctions.errors import InputError

CASES = sorted((Path(__file__).resolve().parents[2] / "cases").glob("data_*"))


def test_there_are_cases() -> None:
    assert len(CASES) >= 12


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_problem_is_reported_at_once(case: Path) -> None:
    with pytest.raises(InputError) as error:
        read_all(catalogue(case))
    told = "\n".join(str(problem) for problem in error.value.problems).replace(f"{case}/", "")
    assert told == (case / "expected.txt").read_text(encoding="utf-8").rstrip("\n")
