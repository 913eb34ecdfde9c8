"""Sentences whose numbers are live: text and cells joined in one formula."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sanctions.report.rounding import as_joined
from sanctions.report.tables import Formula

#: Longest piece of text a formula may quote.
LONGEST_QUOTE: Final = 255


@dataclass(frozen=True)
class Live:
    """A cell whose value goes into a sentence."""

    reference: str
    value: float | str

    @property
    def text(self) -> str:
        """The value as a spreadsheet joins it to text."""
        return self.value if isinstance(self.value, str) else as_joined(self.value)


Piece = str | Live


@dataclass(frozen=True)
class Choice:
    """One of two texts, by a condition that stays live."""

    condition: str
    holds: bool
    if_so: str
    if_not: str

    @property
    def reference(self) -> str:
        """The formula of the choice."""
        return f"IF({self.condition},{_quoted(self.if_so)},{_quoted(self.if_not)})"

    @property
    def text(self) -> str:
        """The text chosen for the inputs as delivered."""
        return self.if_so if self.holds else self.if_not


def sentence(*pieces: Piece | Choice) -> Formula:
    """Return the formula that joins text, cells and choices.

    Parameters
    ----------
    *pieces : str, Live or Choice
    """
    terms: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            # An empty piece of text has no term at all.
            terms += [_quoted(piece[i : i + LONGEST_QUOTE]) for i in range(0, len(piece), LONGEST_QUOTE)]
        else:
            terms.append(piece.reference)
    return Formula("&".join(terms), "".join(p if isinstance(p, str) else p.text for p in pieces))


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
