"""Every format is read with its oddities; every wrong file is refused with one whole message."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanctions.errors import InputError
from sanctions.lists.read import read_list

TESTS = Path(__file__).resolve().parents[3]
CASES = sorted((TESTS / "cases").glob("list_*"))


def test_the_cases_are_there():
    assert len(CASES) > 20


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_wrong_file_is_refused_with_its_whole_message(case):
    (given_file,) = (file for file in case.iterdir() if file.name != "message.txt")
    with pytest.raises(InputError) as caught:
        read_list(given_file)
    assert f"{caught.value}\n" == (case / "message.txt").read_text(encoding="utf-8")


def test_a_folder_and_a_missing_file_are_refused(tmp_path):
    with pytest.raises(InputError, match="cannot be read: Is a directory"):
        read_list(tmp_path)
    with pytest.raises(InputError, match="cannot be read: No such file or directory"):
        read_list(tmp_path / "sdn.csv")


def test_a_line_without_end_is_refused(tmp_path):
    file = tmp_path / "sdn.csv"
    file.write_bytes(b"101," + b"x" * 3_000_000)
    with pytest.raises(InputError, match=r"sdn.csv: line 1: is longer than 1 MiB"):
        read_list(file)


@given(junk=st.binary(max_size=400))
def test_junk_never_crashes(tmp_path_factory, junk):
    file = tmp_path_factory.mktemp("junk") / "sdn.csv"
    file.write_bytes(junk)
    with pytest.raises(InputError):
        read_list(file)


@given(
    cut=st.integers(0, 5000), made=st.sampled_from(["ofac/sdn.csv", "ofac/sdn.xml", "un/consolidated.xml"])
)
def test_a_file_cut_anywhere_is_read_in_part_or_refused(tmp_path_factory, cut, made):
    source = TESTS / "data" / "lists" / made
    file = tmp_path_factory.mktemp("cut") / source.name
    file.write_bytes(source.read_bytes()[:cut])
    with contextlib.suppress(InputError):
        assert read_list(file).entities


def test_utf16_xml_is_read(tmp_path):
    text = (TESTS / "data/lists/un/consolidated.xml").read_text(encoding="utf-8")
    file = tmp_path / "un.xml"
    file.write_bytes(text.replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16"))
    assert [entity.id for entity in read_list(file).entities] == ["RUi.001", "RUe.001"]
