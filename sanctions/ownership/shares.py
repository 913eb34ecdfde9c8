"""Shares as exact numbers: decimals, fractions, bands with open or closed ends; no binary rounding."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

WHOLE_PCT = Fraction(100)
NO_SHARE_PCT = Fraction(0)
MAX_SHARE_TEXT_LENGTH = 40
MAX_SHARE_DECIMALS = 12
SHOWN_DECIMALS = 6

_DECIMAL = re.compile(r"\+?(\d+(?:\.\d*)?|\.\d+)\s*%?")
_FRACTION = re.compile(r"\+?(\d+)\s*/\s*(\d+)")
_NEGATIVE = re.compile(r"[-−–]\s*(?:\d|\.\d)")


@dataclass(frozen=True, slots=True)
class Share:
    """A share in percent, known exactly or only to lie between two ends.

    Parameters
    ----------
    low_pct, high_pct : fractions.Fraction
        The ends, in percent; equal for a share known exactly.
    low_open, high_open : bool
        Whether the end itself is excluded, as in "more than 25".
    """

    low_pct: Fraction
    high_pct: Fraction
    low_open: bool = False
    high_open: bool = False

    @classmethod
    def exact(cls, pct: Fraction | int | str) -> Share:
        """Return a share known exactly."""
        value = Fraction(pct)
        return cls(value, value)

    @property
    def is_exact(self) -> bool:
        """Whether both ends coincide."""
        return self.low_pct == self.high_pct

    @property
    def text(self) -> str:
        """The share as it is shown: "50", or a band such as "(25, 50]"."""
        if self.is_exact:
            return decimal_text(self.low_pct)
        opening, closing = "(" if self.low_open else "[", ")" if self.high_open else "]"
        return f"{opening}{decimal_text(self.low_pct)}, {decimal_text(self.high_pct)}{closing}"


#: A holding whose size nobody stated: more than nothing, at most everything.
UNKNOWN_SHARE = Share(NO_SHARE_PCT, WHOLE_PCT, low_open=True)


def parse_share_pct(text: str) -> Fraction:
    """Return a share in percent from a decimal ("33.33", percent sign allowed) or a fraction ("1/3").

    Raises
    ------
    ValueError
        With a message fit for the reader of the table.
    """
    stripped = text.strip()
    if len(stripped) > MAX_SHARE_TEXT_LENGTH:
        raise ValueError(f"a share of {len(stripped)} characters is not readable")
    if _NEGATIVE.match(stripped):
        raise ValueError(f"the share {stripped!r} is negative")
    if match := _DECIMAL.fullmatch(stripped):
        return Fraction(match.group(1))
    if match := _FRACTION.fullmatch(stripped):
        if int(match.group(2)) == 0:
            raise ValueError(f"the share {stripped!r} divides by zero")
        return Fraction(int(match.group(1)), int(match.group(2))) * WHOLE_PCT
    raise ValueError(f"the share {stripped!r} is not a number")


def rounded_share(pct: Fraction, decimals: int) -> Share:
    """Return every share that rounds to `pct` at `decimals` decimals.

    Both ends are included, because the table does not say which way a half was rounded.
    """
    half = Fraction(1, 2 * 10**decimals)
    low = max(pct - half, NO_SHARE_PCT)
    high = pct + half if pct > WHOLE_PCT else min(pct + half, WHOLE_PCT)
    return Share(low, high)


def band(low: Fraction, high: Fraction, low_inclusive: bool, high_inclusive: bool) -> Share:
    """Return the band between two ends.

    Raises
    ------
    ValueError
        The ends are the wrong way round, or meet at a point that one of them excludes.
    """
    if low > high:
        raise ValueError(f"the lowest share {decimal_text(low)} is above the highest {decimal_text(high)}")
    if low == high and not (low_inclusive and high_inclusive):
        raise ValueError(f"a band from {decimal_text(low)} to itself with an open end is empty")
    return Share(low, high, not low_inclusive, not high_inclusive)


def decimal_text(pct: Fraction) -> str:
    """Return `pct` as a decimal string.

    Exact where the decimal ends; otherwise cut, never rounded up, so that a share below a threshold
    is never shown as the threshold.
    """
    remainder, decimals = pct.denominator, 0
    for prime in (2, 5):
        count = 0
        while remainder % prime == 0:
            remainder //= prime
            count += 1
        decimals = max(decimals, count)
    if remainder != 1:
        decimals = SHOWN_DECIMALS
    scaled = pct.numerator * 10**decimals // pct.denominator
    whole, part = divmod(scaled, 10**decimals)
    return f"{whole}.{part:0{decimals}d}".rstrip("0").rstrip(".") if decimals else str(whole)
