"""Line numbers of the keys in a TOML text, so that a problem can say where it is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

import tomlkit
from tomlkit.container import Container
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Array, InlineTable, Item, Key, Table

Path = tuple[str | int, ...]
#: What can stand between two items of an array: brackets, commas, space and whole comments.
_BETWEEN_ITEMS = re.compile(r"(?:[\s,=\[\]}]|#[^\n]*)*")


def key_lines(text: str) -> dict[Path, int]:
    """Return the line (from 1) of every key, table and array item of a TOML text.

    Parameters
    ----------
    text : str
        TOML that parses.

    Returns
    -------
    dict
        Key path such as ``("measures", 0, "sender")`` to line number; empty where positions cannot be told.
    """
    try:
        document = tomlkit.parse(text)
    except TOMLKitError:
        return {}
    finder = _Finder(text)
    finder.walk(document, ())
    return finder.lines


class _Finder:
    """Follows the document in order; a cursor in the text never goes back."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.cursor = 0
        self.lines: dict[Path, int] = {}
        self.newlines = [place for place, letter in enumerate(text) if letter == "\n"]

    def walk(self, container: Container, path: Path) -> None:
        for key, item in container.body:
            if key is None:
                self.advance(item.as_string())
            else:
                self.visit(key, item, path)

    def visit(self, key: Key, item: Item, path: Path) -> None:
        here = (*path, key.key)
        if isinstance(item, AoT):
            self.visit_tables(item, here)
        elif isinstance(item, Table):
            if not item.is_super_table():
                self.mark_header(here)
            self.walk(item.value, here)
        else:
            self.find(key.as_string())
            self.mark(here)
            self.cursor += len(key.as_string())
            if isinstance(item, Array):
                self.visit_array(item, here)
            elif isinstance(item, InlineTable):
                self.walk(item.value, here)
            else:
                self.advance(item.as_string())

    def visit_tables(self, tables: AoT, path: Path) -> None:
        for number, table in enumerate(tables.body):
            self.mark_header((*path, number))
            self.lines.setdefault(path, self.lines[*path, number])
            self.walk(table.value, (*path, number))

    def visit_array(self, array: Array, path: Path) -> None:
        for number, item in enumerate(self.items(array)):
            self.skip_between_items()
            self.mark((*path, number))
            if isinstance(item, InlineTable):
                self.walk(item.value, (*path, number))
            else:
                self.advance(item.as_string())

    @staticmethod
    def items(array: Array) -> Iterator[Item]:
        return (item for item in array)

    def mark_header(self, path: Path) -> None:
        start = self.text.find("[", self.cursor)
        end = self.text.find("\n", start)
        self.cursor = start if start >= 0 else self.cursor
        self.mark(path)
        self.cursor = end if end >= 0 else len(self.text)

    def skip_between_items(self) -> None:
        found = _BETWEEN_ITEMS.match(self.text, self.cursor)
        self.cursor = found.end() if found else self.cursor

    def find(self, wanted: str) -> None:
        place = self.text.find(wanted, self.cursor)
        if place >= 0:
            self.cursor = place

    def advance(self, passed: str) -> None:
        place = self.text.find(passed, self.cursor)
        if place >= 0:
            self.cursor = place + len(passed)

    def mark(self, path: Path) -> None:
        self.lines[path] = bisect_left(self.newlines, self.cursor) + 1
