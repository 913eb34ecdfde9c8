"""Seeded mutations of whole files: what a slip of the hand, a broken download or an enemy makes of them."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

CORPUS = Path(__file__).parent / "corpus"
#: What has failed somewhere before, put into any place.
TOKENS = (
    b"\x00", b"\xff", b"\xef\xbb\xbf", b"\xed\xa0\x80", b'"', b"'", b'"""', b"[", b"{", b"]", b"}",
    b",", b";", b"\t", b"\n", b"\r", b".", b"=", b"#", b"-", b"%", b"/", b"1/0", b"nan", b"inf",
    b"1e999", b"-1", b"9" * 400, b"0x" + b"f" * 400, b"0001-01-01", b"2021-02-30", b"10000-01-01",
    b"true", b"sep=;\n", b"=1+1", b"#N/A", b"\\ud800", b"_xD800_", b"&#0;", b"<x>", b"9999-12-31",
    b"a.b.c.d", b"\xc2\xa0", b"\xe2\x80\xae",
)  # fmt: skip


def mutated(data: bytes, dice: random.Random) -> bytes:
    """Return the bytes with one to three changes."""
    for _ in range(dice.randint(1, 3)):
        data = _once(data, dice)
    return data


def _once(data: bytes, dice: random.Random) -> bytes:
    start = dice.randint(0, len(data))
    end = min(len(data), start + dice.choice((0, 1, 2, 8, 40)))
    token = dice.choice(TOKENS)
    changes = (
        data[:start] + token + data[start:],
        data[:start] + token + data[end:],
        data[:start] + data[end:],
        data[:start] + data[start:end] * 3 + data[end:],
        data[:start],
        data[:start] + bytes([dice.randrange(256)]) + data[start + 1 :],
        _line_moved(data, dice),
    )
    return dice.choice(changes)


def _line_moved(data: bytes, dice: random.Random) -> bytes:
    lines = data.split(b"\n")
    line = lines.pop(dice.randrange(len(lines)))
    for _ in range(dice.randint(0, 2)):
        lines.insert(dice.randint(0, len(lines)), line)
    return b"\n".join(lines)


def mutated_workbook(data: bytes, dice: random.Random) -> bytes:
    """Return a workbook with one part mutated, or its own bytes."""
    if dice.random() < 0.2:
        return mutated(data, dice)
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        parts = old.namelist()
        chosen = dice.choice([part for part in parts if "docProps" not in part and "theme" not in part])
        for part in parts:
            content = old.read(part)
            new.writestr(part, mutated(content, dice) if part == chosen else content)
    return target.getvalue()
