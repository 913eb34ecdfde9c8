"""Read a text file line by line with its line numbers, refusing what is not text in UTF-8."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sanctions.errors import InputError, Problem

_LONGEST_LINE = 1 << 20  # bytes; OFAC's longest row is about 1,500
_WRONG_LINES_SHOWN = 20
_BYTE_ORDER_MARK = "\ufeff"


def numbered_lines(path: Path) -> Iterator[tuple[int, str]]:
    """Yield line number (from 1) and text of every line, without its line end.

    Raises
    ------
    InputError
        If the file cannot be opened, a line is longer than 1 MiB or holds a zero byte, or lines are not
        UTF-8; the last names every such line, up to twenty.
    """
    wrong: list[Problem] = []
    try:
        with path.open("rb") as handle:
            for number, raw in enumerate(iter(lambda: handle.readline(_LONGEST_LINE), b""), start=1):
                line = _decoded(path, number, raw, wrong)
                if line is not None:
                    yield number, line.removeprefix(_BYTE_ORDER_MARK) if number == 1 else line
    except OSError as error:
        raise cannot_open(path, error) from error
    if wrong:
        raise InputError(wrong)


def cannot_open(path: Path, error: OSError) -> InputError:
    """Return the error for a file that the system does not let us read."""
    return InputError.single(str(path), "", f"cannot be read: {error.strerror or error}", "a readable file")


def _decoded(path: Path, number: int, raw: bytes, wrong: list[Problem]) -> str | None:
    place = f"line {number}"
    if b"\x00" in raw:
        raise InputError.single(
            path.name, place, "holds a zero byte, so this is not a text file in UTF-8", "UTF-8 text"
        )
    if len(raw) >= _LONGEST_LINE and not raw.endswith(b"\n"):
        raise InputError.single(path.name, place, "is longer than 1 MiB", "one entry a line")
    try:
        return raw.decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError as error:
        if len(wrong) < _WRONG_LINES_SHOWN:
            wrong.append(
                Problem(path.name, place, f"byte {error.start + 1} is not UTF-8", "a file converted to UTF-8")
            )
        return None
