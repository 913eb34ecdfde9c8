import os
import re
from pathlib import Path

import pytest
from sanctions.report.atomic import replacing, write_text

from sanctions.errors import InputError


def whole(message):
    return f"^{re.escape(message)}$"


def test_the_file_appears_whole(tmp_path):
    target = tmp_path / "out.txt"
    write_text(target, "é\n", force=False)
    assert target.read_bytes() == "é\n".encode()
    assert list(tmp_path.iterdir()) == [target]


def test_existing_file_without_force(tmp_path):
    target = tmp_path / "out.txt"
    target.write_text("old")
    with pytest.raises(
        InputError, match=whole(f"{target}: the file exists already (expected another name, or --force)")
    ):
        write_text(target, "new", force=False)
    assert target.read_text() == "old"


def test_force_replaces(tmp_path):
    target = tmp_path / "out.txt"
    target.write_text("old")
    write_text(target, "new", force=True)
    assert target.read_text() == "new"


def test_missing_folder(tmp_path):
    target = tmp_path / "nowhere" / "out.txt"
    message = f"{target}: the folder {target.parent} does not exist (expected an existing folder)"
    with pytest.raises(InputError, match=whole(message)):
        write_text(target, "new", force=True)
    assert list(tmp_path.iterdir()) == []


def test_target_is_a_folder(tmp_path):
    with pytest.raises(
        InputError, match=whole(f"{tmp_path}: this is a folder (expected the name of a file)")
    ):
        write_text(tmp_path, "new", force=True)


def test_folder_that_cannot_be_written(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "access", lambda *_: False)  # the superuser may write anywhere
    target = tmp_path / "out.txt"
    message = f"{target}: the folder {tmp_path} cannot be written (expected a folder you own)"
    with pytest.raises(InputError, match=whole(message)):
        write_text(target, "new", force=True)


def test_locked_target_keeps_its_content(tmp_path, monkeypatch):
    target = tmp_path / "out.txt"
    target.write_text("old")

    def locked(*_):
        raise PermissionError(13, "in use")

    monkeypatch.setattr(Path, "replace", locked)
    message = f"{target}: the file cannot be replaced: it is open in another program or locked"
    message += " (expected a free file)"
    with pytest.raises(InputError, match=whole(message)):
        write_text(target, "new", force=True)
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_full_disk_leaves_nothing(tmp_path):
    target = tmp_path / "out.txt"
    with (
        pytest.raises(
            InputError,
            match=whole(f"{target}: the file cannot be written: No space left (expected room to write)"),
        ),
        replacing(target, force=False),
    ):
        raise OSError(28, "No space left")
    assert list(tmp_path.iterdir()) == []


def test_interruption_leaves_nothing(tmp_path):
    with pytest.raises(KeyboardInterrupt), replacing(tmp_path / "out.txt", force=False):
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []
