"""Lists kept on this machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from sanctions.errors import InputError
from sanctions.lists.read import read_list
from sanctions.lists.store import FOLDER_VARIABLE, lists_folder, stored_list


def test_a_path_is_a_path():
    assert stored_list("some/sdn.csv") == Path("some/sdn.csv")


def test_without_the_variable_it_is_the_user_data_folder(monkeypatch):
    monkeypatch.delenv(FOLDER_VARIABLE, raising=False)
    assert lists_folder().parts[-2:] == ("sanctions", "lists")


def test_a_kept_list(monkeypatch, tmp_path):
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    with pytest.raises(InputError) as caught:
        stored_list("ofac-sdn")
    assert str(caught.value) == (
        f"ofac-sdn: no copy of this list is kept in {tmp_path} (expected sdn.xml or sdn.csv or "
        "sdn_advanced.xml in that folder or in the one named by SANCTIONS_LISTS, or the path of a list file)"
    )
    (tmp_path / "sdn.csv").touch()
    assert stored_list("ofac-sdn") == tmp_path / "sdn.csv"
    assert stored_list(Path("ofac-sdn")) == Path("ofac-sdn")


def test_a_kept_list_is_read_by_its_name(monkeypatch):
    folder = Path(__file__).resolve().parents[2] / "data" / "lists" / "ofac"
    monkeypatch.setenv(FOLDER_VARIABLE, str(folder))
    assert read_list("ofac-sdn").files == ("sdn.xml",)
