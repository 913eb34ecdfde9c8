"""A spec as a file: its text, what TOML makes of it, and where each key stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from sanctions.errors import InputError, Problem
from sanctions.files.text import decoded
from sanctions.files.toml import MAX_BYTES, parse_toml
from sanctions.spec.positions import Path as KeyPath
from sanctions.spec.positions import key_lines

_PATH_PART = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


@dataclass(frozen=True)
class SpecFile:
    """Text of one spec and the name it is reported under.

    Parameters
    ----------
    name : str
        What messages call the file.
    text : str
        Its contents.
    folder : pathlib.Path or None
        Folder that relative paths in it start from.
    """

    name: str
    text: str
    folder: Path | None = field(default=None, compare=False)

    @classmethod
    def read(cls, path: Path, name: str | None = None) -> SpecFile:
        """Read a spec from disk.

        Raises
        ------
        InputError
            It is missing, not a file, too large to be a spec, or not UTF-8 text.
        """
        shown = name or str(path)
        try:
            size = path.stat().st_size
            if not path.is_file():
                raise InputError.single(shown, "", "is not a file", "a TOML spec")
            if size > MAX_BYTES:
                raise InputError.single(
                    shown, "", f"is {size} bytes long", f"a spec of at most {MAX_BYTES} bytes"
                )
            return cls(shown, decoded(path.read_bytes(), shown).replace("\r\n", "\n"), path.parent)
        except FileNotFoundError:
            raise InputError.single(shown, "", "there is no such file", "a TOML spec") from None
        except OSError as error:
            raise InputError.single(
                shown, "", f"cannot be read: {error.strerror}", "a readable file"
            ) from None

    @cached_property
    def _parsed(self) -> tuple[dict[str, Any], str]:
        return parse_toml(self.text, self.name)

    @property
    def raw(self) -> dict[str, Any]:
        """The parsed TOML; a date that is not in the calendar is kept as text, for its own message."""
        return self._parsed[0]

    @cached_property
    def _lines(self) -> dict[KeyPath, int]:
        return key_lines(self._parsed[1])

    def problem(self, path: KeyPath, message: str, expected: str = "") -> Problem:
        """Return a problem placed by line and key path."""
        place = key_path(path)
        for length in range(len(path), 0, -1):
            line = self._lines.get(path[:length])
            if line is not None:
                return Problem(self.name, f"line {line}: {place}", message, expected)
        return Problem(self.name, place, message, expected)


def key_path(path: KeyPath) -> str:
    """Return a key path as it would be written, such as ``measures[0].sender``."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def split_path(text: str) -> KeyPath:
    """Return the parts of a key path such as ``licences[1].id``."""
    return tuple(int(number) if number else name for name, number in _PATH_PART.findall(text))


def sorted_problems(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems without repeats, in the order of the file."""

    def order(problem: Problem) -> tuple[int, str, str]:
        found = re.match(r"line (\d+)", problem.place)
        return (int(found.group(1)) if found else 0, problem.place, problem.message)

    return sorted(set(problems), key=order)
