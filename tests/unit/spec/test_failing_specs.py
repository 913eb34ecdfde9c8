"""One folder per rule: a spec that breaks it, and everything the user is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from sanctions.errors import InputError
from sanctions.spec.load import load_package

CASES = sorted((Path(__file__).resolve().parents[2] / "cases").glob("spec_*"))


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_whole_message(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    with pytest.raises(InputError) as caught:
        load_package("spec.toml")
    assert str(caught.value) + "\n" == Path("expected.txt").read_text(encoding="utf-8")


def test_there_are_cases() -> None:
    assert len(CASES) > 1
