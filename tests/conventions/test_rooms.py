"""Rooms a stranger can walk: few files a folder, one meaning a class name, few parameters a function."""

from __future__ import annotations

import ast
import re
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = ROOT / "sanctions"
MODULES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(LIBRARY.rglob("*.py"))}
MOST_FILES = 16
#: Folders that are registries of like files, found by name.
REGISTRIES = {"cli", "lists/formats", "model/equations", "report/workbook/checks", "report/workbook/sheets"}
#: Folders that are still too full, with their files; a number here may only become smaller.
TOO_FULL = {"data": 18, "model": 18, "spec": 32}
MOST_PARAMETERS = 7
#: Functions that still take more, with how many; compiled kernels take arrays one by one.
TOO_MANY = {
    "comparison/compare.py compare": 8,
    "comparison/run.py run": 8,
    "model/assess.py assess": 8,
    "ownership/propagation/spread.py record": 11,
    "ownership/propagation/spread.py shrink": 8,
    "ownership/propagation/spread.py spread": 8,
    "report/workbook/sheets/options.py _row": 8,
}


def place(path: Path) -> str:
    return path.relative_to(LIBRARY).as_posix()


def test_no_folder_holds_more_files_than_one_can_see() -> None:
    counted = Counter(place(path.parent) for path in MODULES if path.stem != "__init__")
    found = {name: count for name, count in counted.items() if count > MOST_FILES and name not in REGISTRIES}
    assert found == TOO_FULL


def test_no_public_class_name_has_two_meanings() -> None:
    homes = defaultdict(list)
    for path, tree in MODULES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes[node.name].append(place(path))
    assert {name: found for name, found in homes.items() if len(found) > 1} == {}


def test_functions_take_few_parameters() -> None:
    """Options of the command line and the arguments of equations are named by their readers."""
    found = {}
    for path, tree in MODULES.items():
        if place(path).startswith(("cli/", "model/equations/")):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                count = len(node.args.args) + len(node.args.kwonlyargs)
                if count > MOST_PARAMETERS:
                    found[f"{place(path)} {node.name}"] = count
    assert found == TOO_MANY


def test_every_room_says_what_it_is() -> None:
    rooms = {place(path.parent): tree for path, tree in MODULES.items() if path.stem == "__init__"}
    assert [name for name, tree in rooms.items() if not ast.get_docstring(tree)] == []


def test_every_room_stands_in_the_architecture() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = {place(path.parent) for path in MODULES if path.stem == "__init__"} - {"."}
    top = {name for name in rooms if "/" not in name}
    assert [name for name in sorted(top) if f"`sanctions/{name}`" not in page] == []
    inner = {name.rpartition("/")[2] for name in rooms - top}
    assert [
        name for name in sorted(inner - {"read", "live", "writing", "sheets", "checks"}) if name not in page
    ] == []


def test_no_place_the_architecture_names_is_missing() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:sanctions/)?[a-z]+(?:/[a-z_]+)*/[a-z_]+(?:\.py)?)`", page)
    for name in named:
        path = name.removeprefix("sanctions/")
        options = [LIBRARY / path, LIBRARY / f"{path}.py", ROOT / path, ROOT / f"{path}.py"]
        assert any(each.exists() for each in options), name
