"""Text from outside made fit to be printed: it can say anything and steer nothing, and never without end."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Final

from sanctions.errors import Problem

#: Problems printed in full; the rest are counted.
MOST_PROBLEMS: Final = 50
#: Longest line of a message; what is cut is cut from its middle, so that what was expected is still read.
LONGEST_LINE: Final = 1_000
_TAIL: Final = 300
_SPACES: Final = "Zs"
_TWO_DIGITS, _FOUR_DIGITS = 0xFF, 0xFFFF
_SHORT: Final = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def printable(text: str) -> str:
    r"""Return text on one line in which every character that steers or hides is written as its code.

    Controls, marks of direction, ends of line and of paragraph, invisible characters and halves of
    characters are shown; letters of every script and spaces stay as they are.

    >>> printable("a\x1b[31m\u202eb")
    'a\\x1b[31m\\u202eb'
    """
    return text if text.isprintable() else "".join(map(_shown, text))


def printable_lines(text: str) -> str:
    """Return text of several lines, each as `printable` gives it."""
    return "\n".join(map(printable, text.split("\n")))


def shortened(text: str, longest: int = LONGEST_LINE) -> str:
    """Return a line without its middle where it is too long."""
    if len(text) <= longest:
        return text
    left_out = len(text) - longest
    return f"{text[: longest - _TAIL]} […{left_out:,} characters left out…] {text[-_TAIL:]}"


def complaint_lines(problems: Sequence[Problem]) -> list[str]:
    """Return the lines that report problems: the first ones, and how many more there are."""
    return first_lines(problems, MOST_PROBLEMS)


def first_lines(items: Iterable[object], most: int) -> list[str]:
    """Return the first items as printable lines of bounded length, and a count of the others."""
    rest = iter(items)
    lines = [shortened(printable(shortened(str(item)))) for item in islice(rest, most)]
    more = sum(1 for _ in rest)
    return [*lines, f"and {more:,} more"] if more else lines


def _shown(letter: str) -> str:
    if letter.isprintable() or unicodedata.category(letter) == _SPACES:
        return letter
    code = ord(letter)
    if code <= _TWO_DIGITS:
        return _SHORT.get(letter, f"\\x{code:02x}")
    return f"\\u{code:04x}" if code <= _FOUR_DIGITS else f"\\U{code:08x}"
