"""Numbers as people read them: two significant figures, and the text a spreadsheet makes of a number."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from sanctions.report.cells.formulas import numeric_or_not_stated
from sanctions.report.cells.tables import Formula

#: Named input with the number of significant figures on Summary.
SIGNIFICANT_NAME: Final = "significant_figures"
SIGNIFICANT_FIGURES: Final = 2
#: Named input with the gap that rounding may leave.
TOLERANCE_NAME: Final = "tolerance"
#: In whatever unit: two numbers that are the same on paper may differ by less in the last bits.
TOLERANCE: Final = 1e-9
_SHOWN_DIGITS: Final = 10


def significant(value: float, figures: int = SIGNIFICANT_FIGURES) -> float:
    """Return a number rounded, half away from zero, to so many significant figures; 0 for a mere remainder.

    >>> significant(47.3), significant(-0.0125), significant(0.0)
    (47.0, -0.013, 0.0)
    """
    if abs(value) < TOLERANCE:
        return 0.0
    places = figures - 1 - math.floor(math.log10(abs(value)))
    rounded = Decimal(repr(value)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return float(rounded)


def rounded(reference: str, value: float, *, guarded: bool = False) -> Formula:
    """Return the formula that rounds another cell to the significant figures asked for on Inputs.

    Parameters
    ----------
    reference : str
        Of the cell.
    value : float
        Its value as delivered.
    guarded : bool, optional
        Whether the cell may say "n/a" instead, which is then passed on.
    """
    places = f"{SIGNIFICANT_NAME}-1-INT(LOG10(ABS({reference})))"
    text = f"IF(ABS({reference})<{TOLERANCE_NAME},0,ROUND({reference},{places}))"
    return Formula(numeric_or_not_stated(reference, text) if guarded else text, significant(value))


def as_joined(value: float) -> str:
    """Return the text a spreadsheet makes of a number joined to text.

    >>> as_joined(47.0), as_joined(0.47), as_joined(-1200.0)
    ('47', '0.47', '-1200')
    """
    return f"{Decimal(repr(value)).normalize():f}" if value else "0"


def readable(value: float) -> str:
    """Return a number in two significant figures with separators, for text that is not a formula."""
    shown = significant(value)
    if abs(shown) >= 1000:
        return f"{shown:,.0f}"
    return as_joined(shown)
