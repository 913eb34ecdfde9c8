"""Every wrong file of a question about ownership is refused with its whole message, one folder a rule."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanctions.errors import InputError
from sanctions.ownership.readers.inputs import read_candidates, read_inputs

CASES = sorted((Path(__file__).resolve().parents[2] / "cases").glob("ownership_*"))
GOOD_STAKES = "owner,entity,share_pct\nX,A,60\n"
GOOD_LIST = "entity\nX\n"


def read(file: Path, folder: Path) -> None:
    """Read `file` in the part its name says, with good files in the others."""
    stakes, listed = folder / "good_stakes.csv", folder / "good_listed.csv"
    stakes.write_text(GOOD_STAKES, encoding="utf-8")
    listed.write_text(GOOD_LIST, encoding="utf-8")
    if file.stem == "candidates":
        read_candidates(file)
    elif file.stem == "listed":
        read_inputs(stakes, (str(file),), None, set_aside=False)
    elif file.stem == "entities":
        read_inputs(stakes, (str(listed),), file, set_aside=False)
    else:
        read_inputs(file, (str(listed),), None, set_aside=False)


def test_the_cases_are_there() -> None:
    assert len(CASES) > 30


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_wrong_file_is_refused_with_its_whole_message(case: Path, tmp_path: Path) -> None:
    (given_file,) = (file for file in case.iterdir() if file.name != "message.txt")

    with pytest.raises(InputError) as caught:
        read(given_file, tmp_path)

    assert f"{caught.value}\n" == (case / "message.txt").read_text(encoding="utf-8")


@given(junk=st.binary(max_size=300), name=st.sampled_from(["csv", "xlsx", "json", "jsonl", "parquet"]))
def test_junk_is_refused_and_never_crashes(
    tmp_path_factory: pytest.TempPathFactory, junk: bytes, name: str
) -> None:
    folder = tmp_path_factory.mktemp("junk")
    file = folder / f"stakes.{name}"
    file.write_bytes(junk)

    with pytest.raises(InputError):
        read(file, folder)
