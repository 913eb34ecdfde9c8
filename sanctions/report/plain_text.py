"""Text from outside made safe to show: never a formula in a sheet, never a control code in a terminal."""

from __future__ import annotations

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def csv_cell(text: str) -> str:
    """Return `text` so that a spreadsheet opening the file shows it and does not calculate it."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def printable(text: str) -> str:
    """Return `text` with control characters and other unprintable code points replaced."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)
