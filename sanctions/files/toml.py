"""TOML from outside: read in time that grows with its length, and refused by line where it is damaged."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from sanctions.errors import InputError
from sanctions.files.text import read_text

MAX_BYTES: Final = 250_000
MAX_DEPTH: Final = 12
_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")
#: Strings and comments whole, so that nothing in them is taken for a key or a date. An unfinished string
#: goes on to the end: no place in the text is looked at twice.
_TOKEN = re.compile(
    r"(?P<long>\"{3}(?:[^\"\\]|\\.|\"(?!\"\"))*+(?:\"{3,5}|\\?\Z)|'{3}(?:[^']|'(?!''))*+(?:'{3,5}|\Z))"
    r"|(?P<short>\"(?:[^\"\\\n]|\\.)*+\"?|'[^'\n]*+'?)"
    r"|(?P<comment>#[^\n]*+)"
    r"|(?P<date>(?<=[=\[,\s])\d{4}-\d{2}-\d{2}(?=[\s,\]}#]|\Z))"
    r"|(?P<digits>\d\w*+)"
    r"|(?P<dots>\.)|(?P<end>[\n=,\[\]{}])",
    re.DOTALL,
)
_MOST_DIGITS: Final = 4_000


def parse_toml(text: str, name: str) -> tuple[dict[str, Any], str]:
    """Return what a TOML text says, and the text as it was parsed.

    Parameters
    ----------
    text : str
    name : str
        Name of the file for messages.

    Returns
    -------
    tuple of dict and str
        Dates that are not in the calendar are put in quotes, each on its line, for a message of their own.

    Raises
    ------
    sanctions.errors.InputError
        The text is no TOML, or nested too deeply.
    """
    checked = _checked(text, name)
    try:
        parsed = tomllib.loads(checked)
        if _is_deeper_than(parsed, MAX_DEPTH):
            raise RecursionError  # noqa: TRY301 - as the parser does
    except RecursionError:
        raise InputError.single(name, "", "is nested too deeply") from None
    except ValueError as error:
        found = _AT_LINE.search(str(error))
        place = f"line {found.group(1)}" if found else ""
        message = f"is not TOML: {_AT_LINE.sub('', str(error)).strip()}"
        raise InputError.single(name, place, message) from None
    return parsed, checked


def read_toml(path: Path, name: str | None = None) -> dict[str, Any]:
    """Return what a short TOML file says, such as a card.

    Raises
    ------
    sanctions.errors.InputError
        It cannot be read, is too long, or no TOML.
    """
    shown = str(path) if name is None else name
    text = read_text(path, shown)
    if len(text) > MAX_BYTES:
        raise InputError.single(shown, "", f"is {len(text)} characters long", f"at most {MAX_BYTES}")
    return parse_toml(text.replace("\r\n", "\n"), shown)[0]


def comments(text: str) -> Iterator[tuple[int, str]]:
    """Yield place and words of every comment, sign included; what looks like one in a string is none."""
    for token in _TOKEN.finditer(text):
        if token.lastgroup == "comment":
            yield token.start(), token.group()


def _checked(text: str, name: str) -> str:
    """Return the text with impossible dates quoted; raise where a key or number is longer than any."""
    pieces: list[str] = []
    last = dots = 0
    for token in _TOKEN.finditer(text):
        kind, found = token.lastgroup, token.group()
        dots = dots + 1 if kind == "dots" else 0 if kind == "end" else dots
        if dots > MAX_DEPTH:
            raise InputError.single(name, _line(text, token.start()), "is nested too deeply")
        if kind == "digits" and len(found) > _MOST_DIGITS:
            place = _line(text, token.start())
            raise InputError.single(name, place, f"is not TOML: a number of {len(found)} digits")
        if kind == "date" and not _is_day(found):
            pieces += [text[last : token.start()], f'"{found}"']
            last = token.end()
    return "".join([*pieces, text[last:]])


def _line(text: str, place: int) -> str:
    return f"line {text.count(chr(10), 0, place) + 1}"


def _is_day(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _is_deeper_than(value: object, depth: int) -> bool:
    level = [value]
    for _ in range(depth):
        level = [
            inner
            for item in level
            if isinstance(item, dict | list)
            for inner in (item.values() if isinstance(item, dict) else item)
        ]
        if not level:
            return False
    return True
