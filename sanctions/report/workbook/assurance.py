"""Quality assurance: what is signed, agreed and filled in, as one state that stays "not" until all is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sanctions.report.cells.tables import Formula

NOT_ASSURED: Final = "not quality assured"
ASSURED: Final = "signed off: see below, Assumptions and Decisions"


@dataclass(frozen=True)
class ToFillIn:
    """Cells that people fill in, and how many of them are, as delivered."""

    cells: str
    filled: int
    rows: int


def state(roles: ToFillIn, signed: ToFillIn, agreed: ToFillIn, objections: ToFillIn) -> Formula:
    """Return the state of quality assurance.

    Parameters
    ----------
    roles, signed, agreed, objections : ToFillIn
        Roles and fitness on Cover, sign-offs of assumptions, agreement with decisions, objections to them.
    """
    parts = (
        (signed, " assumptions signed off, "),
        (agreed, " decisions agreed, "),
        (roles, " items of Cover filled in"),
    )
    filled = "+".join(f"COUNTA({part.cells})" for part, _ in parts)
    all_of_it = "+".join(f"ROWS({part.cells})" for part, _ in parts)
    counted = "&".join(f'COUNTA({part.cells})&" of "&ROWS({part.cells})&"{words}"' for part, words in parts)
    open_ = f'IF(COUNTA({objections.cells})=0,"","; objections: "&COUNTA({objections.cells}))'
    text = (
        f'IF({filled}=0,"{NOT_ASSURED}",IF({filled}<{all_of_it},"{NOT_ASSURED} yet: "&{counted},'
        f'"{ASSURED}"))&{open_}'
    )
    return Formula(text, _words(parts) + (f"; objections: {objections.filled}" if objections.filled else ""))


def _words(parts: tuple[tuple[ToFillIn, str], ...]) -> str:
    """Return the state as delivered."""
    if not any(part.filled for part, _ in parts):
        return NOT_ASSURED
    if all(part.filled == part.rows for part, _ in parts):
        return ASSURED
    return f"{NOT_ASSURED} yet: " + "".join(f"{part.filled} of {part.rows}{words}" for part, words in parts)
