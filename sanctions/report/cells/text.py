"""Text that came from outside, made safe for a spreadsheet cell without losing any of it in silence."""

from __future__ import annotations

import re
from typing import Final

#: Longest text one cell holds.
LONGEST_TEXT: Final = 32_767
#: Room left for the mark that says where a text goes on.
_MARK_ROOM: Final = 120
#: First characters that some programs would read as a formula.
FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")

_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_CONTROL_PICTURES: Final = 0x2400
_DELETE: Final = 0x7F


def visible(text: str) -> str:
    r"""Return text with characters that XML forbids shown as pictures, and line ends as plain newlines.

    >>> visible("a\\x0bb\\r\\nc")
    'a␋b\\nc'
    """
    return _ILLEGAL.sub(_picture, text.replace("\r\n", "\n").replace("\r", "␍"))


def escaped(text: str) -> str:
    """Return text in which a literal ``_x000D_`` stays those seven characters when a program reads it.

    >>> escaped("a_x000D_b")
    'a_x005F_x000D_b'
    """
    return _ESCAPED.sub("_x005F_", text)


def starts_like_formula(text: str) -> bool:
    """Tell whether some program could take the text for a formula."""
    return text.startswith(FORMULA_STARTS)


def csv_cell(text: str) -> str:
    """Return text that a spreadsheet opening the CSV shows instead of calculating it.

    >>> csv_cell("=1+1"), csv_cell("plain")
    ("'=1+1", 'plain')
    """
    return f"'{text}" if starts_like_formula(text) else text


def parts(text: str, longest: int = LONGEST_TEXT - _MARK_ROOM) -> tuple[str, ...]:
    """Return text in pieces that each fit one cell, with room for a mark; one piece for most texts."""
    # Escaping at most doubles a text, so half the room is always enough for one that needs it.
    step = longest if escaped(text) == text else longest // 2
    return tuple(text[start : start + step] for start in range(0, len(text), step)) or ("",)


def _picture(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code == _DELETE:
        return "␡"
    return chr(_CONTROL_PICTURES + code) if code < _DELETE else "\N{REPLACEMENT CHARACTER}"
