"""Sentences whose numbers are live: text and cells joined in one formula."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sanctions.report.cells.rounding import as_joined
from sanctions.report.cells.tables import Formula

#: Longest piece of text a formula may quote.
LONGEST_QUOTE: Final = 255


@dataclass(frozen=True)
class LivePiece:
    """A cell whose value goes into a sentence."""

    reference: str
    value: float | str

    @property
    def text(self) -> str:
        """The value as a spreadsheet joins it to text."""
        return self.value if isinstance(self.value, str) else as_joined(self.value)


@dataclass(frozen=True)
class Choice:
    """One of two texts, by a condition that stays live.

    Parameters
    ----------
    condition : str
    holds : bool
        Whether it does, for the inputs as delivered.
    if_so, if_not : sequence of str, LivePiece or Choice
    """

    condition: str
    holds: bool
    if_so: Pieces
    if_not: Pieces

    @property
    def reference(self) -> str:
        """The formula of the choice."""
        return f"IF({self.condition},{_joined(self.if_so)},{_joined(self.if_not)})"

    @property
    def text(self) -> str:
        """The text chosen for the inputs as delivered."""
        return _read(self.if_so if self.holds else self.if_not)


Piece = str | LivePiece | Choice
Pieces = Sequence[Piece]


def sentence(*pieces: Piece) -> Formula:
    """Return the formula that joins text, cells and choices.

    Parameters
    ----------
    *pieces : str, LivePiece or Choice
    """
    return Formula(_joined(pieces), _read(pieces))


def _joined(pieces: Pieces) -> str:
    terms: list[str] = []
    for piece in (pieces,) if isinstance(pieces, str) else pieces:
        if isinstance(piece, str):
            # An empty piece of text has no term at all.
            terms += [_quoted(piece[i : i + LONGEST_QUOTE]) for i in range(0, len(piece), LONGEST_QUOTE)]
        else:
            terms.append(piece.reference)
    return "&".join(terms) or _quoted("")


def _read(pieces: Pieces) -> str:
    return "".join(piece if isinstance(piece, str) else piece.text for piece in pieces)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
