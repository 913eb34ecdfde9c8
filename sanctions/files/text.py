"""Text files from outside: byte order marks are read, what is no text is refused by line."""

from __future__ import annotations

from pathlib import Path

from sanctions.errors import InputError
from sanctions.files.formats import refuse_foreign_text

_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read_text(path: Path, name: str | None = None) -> str:
    """Return the text of a file in UTF-8 or UTF-16.

    Parameters
    ----------
    path : pathlib.Path
    name : str, optional
        Name for messages; by default that of the file.

    Raises
    ------
    sanctions.errors.InputError
        It cannot be read, or is no text.
    """
    shown = path.name if name is None else name
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError.single(shown, "", f"cannot be read: {error.strerror}", "a readable file") from None
    return decoded(data, shown)


def is_utf_16(path: Path) -> bool:
    """Tell whether a file says of itself that it is UTF-16; one that cannot be read does not."""
    try:
        with path.open("rb") as stream:
            return stream.read(2) in (b"\xff\xfe", b"\xfe\xff")
    except OSError:
        return False


def decoded(data: bytes, name: str) -> str:
    """Return bytes in UTF-8 or UTF-16 as text.

    Raises
    ------
    sanctions.errors.InputError
        They are no text.
    """
    refuse_foreign_text(data, name)
    encoding = next((known for mark, known in _BYTE_ORDER_MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise InputError.single(name, f"line {line}", "is not text in UTF-8", "a text file") from error
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise InputError.single(name, f"line {line}", "holds binary data", "a text file")
    return text
