"""Twice as much from outside takes about twice the time: names, lists, tables, TOML, JSON, registers.

Processor time is compared, the least of three runs at either size; what takes the square takes four times as
long, and what is refused is refused in time too. Calls that library code makes are not counted elsewhere.
"""

from __future__ import annotations

import gc
import itertools
import json
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from sanctions.errors import InputError
from sanctions.files.cells import clean_name
from sanctions.files.toml import parse_toml
from sanctions.lists.types import EntityList, EntityType, ListedEntity
from sanctions.ownership.readers.inputs import read_ownership
from sanctions.screening.against_list import screen
from sanctions.screening.case_file import read_cases
from sanctions.screening.leads import NameQuery
from sanctions.screening.name_files import read_names
from sanctions.screening.names import name_keys
from sanctions.screening.person_names import person_name

MOST = 3.0
SPARE_SECONDS = 0.02  # what a run may take longer by chance
_NUMBER = itertools.count()  # no text is met twice, so that nothing is remembered


def seconds(work: Callable[[str], object], text: str) -> float:
    best = float("inf")
    for _ in range(3):
        fresh = f"{text} {next(_NUMBER)}"
        gc.disable()
        try:
            begun = time.process_time()
            with suppress(InputError):
                work(fresh)
            best = min(best, time.process_time() - begun)
        finally:
            gc.enable()
    return best


def assert_linear(work: Callable[[str], object], made: Callable[[int], str], size: int) -> None:
    small, large = seconds(work, made(size)), seconds(work, made(2 * size))
    assert large <= MOST * small + SPARE_SECONDS


HOSTILE: dict[str, Callable[[int], str]] = {
    "many words": lambda size: " ".join(f"w{number}" for number in range(size // 4)),
    "one word over and over": lambda size: "larch " * (size // 6),
    "one letter": lambda size: "a" * size,
    "single letters": lambda size: "a " * (size // 2),
    "points": lambda size: "a." * (size // 2),
    "marks": lambda size: "e" + "\u0301" * size,
    "marks out of order": lambda size: "e" + "\u0301" * (size // 2) + "\u0323" * (size // 2),
    "marks in turn": lambda size: "e" + "\u0301\u0323" * (size // 2),
    "legal forms": lambda size: "joint stock company " * (size // 20),
    "apostrophes": lambda size: "a'" * (size // 2),
    "invisible": lambda size: "a\u200b" * (size // 2),
    "Arabic": lambda size: "\u0627\u0644\u0645" * (size // 3),
    "ligatures": lambda size: "\ufdfa" * (size // 8),
    "commas": lambda size: "a," * (size // 2),
}


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("work", [name_keys, person_name, clean_name], ids=lambda work: work.__name__)
def test_names_are_made_comparable_in_linear_time(work: Callable[[str], object], kind: str) -> None:
    assert_linear(work, HOSTILE[kind], 20_000)


@pytest.mark.parametrize("kind", HOSTILE)
def test_names_are_compared_in_linear_time(kind: str) -> None:
    """Names as long as the list's own, and nearly the same, so that every likeness is worked out."""

    def work(text: str) -> object:
        listed = (
            ListedEntity("1", f"{text}x", EntityType.ENTITY),
            ListedEntity("2", text.replace(" ", ", ", 1), EntityType.INDIVIDUAL),
        )
        return screen([NameQuery(text), NameQuery(f"q{text}")], EntityList("m", "m", "m", None, listed))

    assert_linear(work, HOSTILE[kind], 2_000)


def test_as_many_names_again_take_twice_as_long() -> None:
    """Many searched names that share their words with one another, against a list of few."""
    listed = tuple(ListedEntity(str(n), f"LARCH MAPLE BANK {n}", EntityType.ENTITY) for n in range(30))
    held = EntityList("m", "m", "m", None, listed)

    def work(text: str) -> object:
        return screen([NameQuery(name) for name in text.split("|")], held)

    assert_linear(work, lambda size: "|".join(f"Larch Birch {number}" for number in range(size)), 1_500)


TOML: dict[str, Callable[[int], str]] = {
    "comments": lambda size: "#\n" * size,
    "keys": lambda size: "".join(f"k{number} = 1\n" for number in range(size)),
    "tables": lambda size: "".join(f"[t{number}]\n" for number in range(size)),
    "arrays of tables": lambda size: "[[t]]\n" * size,
    "dotted": lambda size: "a." * size + "b = 1\n",
    "quotes": lambda size: 'a = """' + '\\"""' * size,
    "open quotes": lambda size: '"""a ' * size,
    "numbers": lambda size: "a = [" + "1, " * size + "]\n",
    "one number": lambda size: "a = " + "9" * size,
    "dates": lambda size: "".join(f"d{number} = 2021-02-30\n" for number in range(size)),
}


@pytest.mark.parametrize("kind", TOML)
def test_toml_is_read_in_linear_time(kind: str) -> None:
    assert_linear(lambda text: parse_toml(f"# {text[-9:]}\n{text}", "spec.toml"), TOML[kind], 20_000)


@pytest.mark.parametrize("kind", TOML)
def test_case_files_are_read_in_linear_time(tmp_path: Path, kind: str) -> None:
    def work(text: str) -> object:
        path = tmp_path / "cases.toml"
        path.write_text(text, encoding="utf-8")
        return read_cases(path)

    assert_linear(work, TOML[kind], 10_000)


CSV: dict[str, Callable[[int], str]] = {
    "rows": lambda size: "".join(f"A{number},B{number},51.5\n" for number in range(size)),
    "open quote": lambda size: 'A,"' + "x,y\n" * size,
    "quotes": lambda size: 'A,"' + '""' * size + '",5\n',
    "cells": lambda size: "," * size + "\n",
    "empty rows": lambda size: ",,\n" * size,
    "bad shares": lambda size: "A,B,-1\n" * size,
    "a chain of names that are one": lambda size: "".join(f"A,B{'b' * (n % 9)},1\n" for n in range(size)),
}


@pytest.mark.parametrize("kind", CSV)
@pytest.mark.parametrize("door", ["stakes", "names"])
def test_tables_are_read_in_linear_time(tmp_path: Path, door: str, kind: str) -> None:
    header = {"stakes": "owner,entity,share_pct\n", "names": "name,tax_id,lei\n"}[door]

    def work(text: str) -> object:
        path = tmp_path / f"{door}.csv"
        path.write_text(header + text, encoding="utf-8")
        return read_ownership(path, set_aside=True) if door == "stakes" else read_names(path)

    assert_linear(work, CSV[kind], 2_000)


JSON: dict[str, Callable[[int], str]] = {
    "nesting": lambda size: "[" * size,
    "records": lambda size: "\n".join(
        json.dumps({"id": f"o{n}", "schema": "Ownership", "properties": {"owner": [f"p{n}"], "asset": ["c"]}})
        for n in range(size // 10)
    ),
    "one id": lambda size: "".join(
        f'{{"id": "a", "schema": "Company", "properties": {{"name": ["A{number}"]}}}}\n'
        for number in range(size // 10)
    ),
    "values": lambda size: json.dumps(
        {"id": "a", "schema": "Company", "properties": {"name": [f"n{n}" for n in range(size // 4)]}}
    ),
    "owners": lambda size: json.dumps(
        {
            "id": "a",
            "schema": "Ownership",
            "properties": {"owner": [f"p{n}" for n in range(size // 10)], "asset": ["c"]},
        }
    ),
    "unclosed": lambda size: '{"schema": "' + "\\u0041" * size,
}


@pytest.mark.parametrize("kind", JSON)
def test_registers_are_read_in_linear_time(tmp_path: Path, kind: str) -> None:
    def work(text: str) -> object:
        path = tmp_path / "register.jsonl"
        path.write_text(text.rpartition(" ")[0], encoding="utf-8")
        return read_ownership(path, set_aside=True)

    assert_linear(work, JSON[kind], 10_000)
