"""Which addresses may become links: a program that opens a file follows some of them without asking."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

_SCHEMES: Final = frozenset({"http", "https"})
#: Characters no address holds; programs read some of them as another address than the one shown.
_NEVER: Final = frozenset('\\"<>^`{|}')


def web_address(text: str) -> str:
    """Return the text if it is an address of the web, else nothing: it then stays text.

    Parameters
    ----------
    text : str
        What a source gave as its address.

    >>> web_address("https://example.org/a"), web_address("file://host/share"), web_address("javascript:x()")
    ('https://example.org/a', '', '')
    """
    if not text.isprintable() or " " in text or not _NEVER.isdisjoint(text):
        return ""
    try:
        parts = urlsplit(text)
        named = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return ""
    return text if named and parts.scheme in _SCHEMES and "@" not in parts.netloc else ""
