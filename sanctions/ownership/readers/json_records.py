"""JSON documents from outside as records that know their place: an array, or one object a line."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from sanctions.errors import InputError, Problem
from sanctions.files.text import read_text
from sanctions.ownership.shares import NO_SHARE_PCT

#: The escape of a half of a character in JSON, and a half that found no other.
_HALF = re.compile(r"\\u[dD][89a-fA-F]")
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")

#: The escape of a half of a character in JSON, and a half that found no other.
_HALF = re.compile(r"\\u[dD][89a-fA-F]")
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
#: Whole numbers longer than this are no share of anything.
MOST_BITS = 100


@dataclass(frozen=True, slots=True)
class Record:
    """One object, and where it stands ("line 3", "statement 3")."""

    place: str
    body: dict[str, Any]

    def text(self, *path: str) -> str:
        """Return the text under a path of keys; empty where there is none."""
        value: Any = self.body
        for key in path:
            value = value.get(key) if isinstance(value, dict) else None
        return value.strip() if isinstance(value, str) else ""


def read_records(path: Path, what: str) -> tuple[list[Record], list[Problem]]:
    """Return the objects of a file, and the lines that hold none.

    Parameters
    ----------
    path : pathlib.Path
        A JSON array of objects, or one object a line.
    what : str
        Word for one of them, for places in an array.

    Raises
    ------
    sanctions.errors.InputError
        The file is no text, or an array that does not parse.
    """
    text = read_text(path)
    if not text.strip():
        raise InputError.single(path.name, "", "is empty", "JSON")
    if text.lstrip().startswith("["):
        try:
            parsed = [(f"{what} {number}", body) for number, body in enumerate(_parse(text), start=1)]
        except ValueError as error:
            line = f"line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
            raise InputError.single(path.name, line, f"is not JSON: {_fault(error)}") from error
        return _objects(path.name, parsed)
    records: list[tuple[str, Any]] = []
    problems = []
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                records.append((f"line {number}", _parse(line)))
            except ValueError as error:
                problems.append(Problem(path.name, f"line {number}", f"is not JSON: {_fault(error)}"))
    good, bad = _objects(path.name, records)
    return good, [*problems, *bad]


def fraction(value: object) -> Fraction:
    """Return a number of a JSON document exactly.

    Raises
    ------
    ValueError
        It is no number, or negative.
    """
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise ValueError(f"the share {value!r} is no number")  # noqa: TRY004  - wrong in the file
    if isinstance(value, Decimal) and (not value.is_finite() or abs(value.adjusted()) > 30):
        raise ValueError(f"the share {value} is not a readable number")
    if isinstance(value, int) and value.bit_length() > MOST_BITS:
        raise ValueError("the share is not a readable number")
    number = Fraction(value)
    if number < NO_SHARE_PCT:
        raise ValueError(f"the share '{value}' is negative")
    return number


def _fault(error: ValueError) -> str:
    return error.msg if isinstance(error, json.JSONDecodeError) else str(error)


def _parse(text: str) -> Any:
    def refuse(word: str) -> Any:
        raise ValueError(f"{word} is no JSON number")

    try:
        loads: Callable[..., Any] = json.loads
        found = loads(text, parse_float=Decimal, parse_constant=refuse)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    if _HALF.search(text) and _HALF_CHARACTER.search(json.dumps(found, default=str, ensure_ascii=False)):
        raise ValueError("it holds half of a character")
    return found


def _objects(file: str, parsed: list[tuple[str, Any]]) -> tuple[list[Record], list[Problem]]:
    good = [Record(place, body) for place, body in parsed if isinstance(body, dict)]
    bad = [Problem(file, place, "is not an object") for place, body in parsed if not isinstance(body, dict)]
    return good, bad
