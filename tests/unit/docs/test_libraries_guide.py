"""Each example of the guide on libraries runs by itself, is short, and loads no pandas."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
GUIDE = (ROOT / "docs" / "guide" / "libraries.md").read_text(encoding="utf-8")
EXAMPLES = dict(
    zip(
        ("lists", "screening", "ownership"), re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL), strict=True
    )
)
SAID = {
    "lists": ["OFAC ofac-csv"],
    "screening": ["Borgwar Maschynbank: BORGVAR MASHINBANK PJSC 0.99"],
    "ownership": ["ofac-50 Bank blocked 50", "ofac-50 Fund blocked 50", "uk Bank not_covered 50"],
}
LONGEST = 11


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lists = ROOT / "tests" / "data" / "lists"
    for name in ("ofac/sdn.csv", "ofac/ADD.CSV", "ofac/alt.csv", "eu/eu.xml"):
        shutil.copy(lists / name, tmp_path)
    for each in (lists / "later").iterdir():
        shutil.copy(each, tmp_path)
    return tmp_path


@pytest.mark.parametrize("room", EXAMPLES)
def test_the_example_runs_alone(room: str, folder: Path) -> None:
    code = EXAMPLES[room]
    assert len(code.strip().splitlines()) <= LONGEST
    ending = "\nimport sys\nassert 'pandas' not in sys.modules\n"
    result = subprocess.run(
        [sys.executable, "-c", code + ending], cwd=folder, capture_output=True, text=True, check=False
    )
    assert result.stderr == ""
    for each in SAID[room]:
        assert each in result.stdout


@pytest.mark.parametrize("room", [*EXAMPLES, ""])
def test_every_public_name_of_a_surface_is_found(room: str) -> None:
    package = import_module(f"sanctions.{room}".rstrip("."))
    assert set(package.__all__) <= set(dir(package))
    assert all(getattr(package, name) is not None for name in package.__all__)
    assert len(package.__all__) <= 20
    with pytest.raises(AttributeError, match="no_such_name"):
        getattr(package, "no_such_name")  # noqa: B009 - as an attribute it would be an expression without use
