"""Every key of a TOML text is found on its own line, whatever stands in strings and comments."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from sanctions.spec.library import bundled_file, bundled_ids
from sanctions.spec.positions import Path, key_lines

TRICKY = '''\
# title = "not here"
title = "id = 'not here either'"

long = """
id = "nor here"
[[measures]]
"""
id = "x" # id = "x"
dotted.key.inside = 1
"quoted key" = 2
list = [
    "a",  # "b" comes next
    "b",
    { id = "inline", from = 2021-01-01 },
    { id = "second", from = 2021-01-02 },
]

[table]
id = "y"

[table.deeper]
id = "z"

[[measures]]
id = "first"
flat = [{ id = "one" }, { id = "two" }]

[[measures.licences]]
id = "licence"

[[measures]]
id = "second"
'''


def paths_of(value: Any, path: Path = ()) -> list[Path]:
    if isinstance(value, dict):
        return [
            inner for key, item in value.items() for inner in ((*path, key), *paths_of(item, (*path, key)))
        ]
    if isinstance(value, list):
        return [
            inner
            for number, item in enumerate(value)
            for inner in ((*path, number), *paths_of(item, (*path, number)))
        ]
    return []


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("title",), 2),
        (("long",), 4),
        (("id",), 8),
        (("dotted", "key", "inside"), 9),
        (("quoted key",), 10),
        (("list",), 11),
        (("list", 1), 13),
        (("list", 2, "from"), 14),
        (("list", 3, "id"), 15),
        (("table",), 18),
        (("table", "id"), 19),
        (("table", "deeper", "id"), 22),
        (("measures",), 24),
        (("measures", 0, "id"), 25),
        (("measures", 0, "flat", 1, "id"), 26),
        (("measures", 0, "licences", 0), 28),
        (("measures", 0, "licences", 0, "id"), 29),
        (("measures", 1), 31),
        (("measures", 1, "id"), 32),
    ],
)
def test_lines_of_a_text_that_tries_to_mislead(path: Path, line: int) -> None:
    assert key_lines(TRICKY)[path] == line


@pytest.mark.parametrize("package_id", bundled_ids())
def test_every_key_of_every_bundled_spec_is_on_the_line_it_is_found(package_id: str) -> None:
    text = bundled_file(package_id).text
    found, lines = key_lines(text), text.splitlines()
    paths = paths_of(tomllib.loads(text))
    assert set(paths) <= set(found)
    for path in paths:
        if isinstance(path[-1], str):
            assert path[-1] in lines[found[path] - 1]


def test_a_text_that_is_no_toml_has_no_lines() -> None:
    assert key_lines("= broken") == {}
