"""Interests of the Beneficial Ownership Data Standard: which are stakes, which may be, which are none."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from sanctions.files.cells import parse_date
from sanctions.ownership.readers.bods_statements import BodsStatement
from sanctions.ownership.readers.json_records import fraction
from sanctions.ownership.readers.register import ANYTHING, stated_day
from sanctions.ownership.shares import NO_SHARE_PCT, UNKNOWN_SHARE, WHOLE_PCT, Share, band
from sanctions.ownership.stakes import Interest
from sanctions.periods import days_after

#: Interest types of the standard that the rules can use, and what they give.
INTEREST_TYPES = {
    "shareholding": Interest.SHARES,
    "votingRights": Interest.VOTES,
    "appointmentOfBoard": Interest.BOARD,
    "rightsToProfitOrIncome": Interest.PROFIT,
    "rightToProfitOrIncomeFromAssets": Interest.PROFIT,
    "rightsToSurplusAssetsOnDissolution": Interest.PROFIT,
    "controlViaCompanyRulesOrArticles": Interest.CONTROL,
    "controlByLegalFramework": Interest.CONTROL,
    "otherInfluenceOrControl": Interest.CONTROL,
    "influenceOrControl": Interest.CONTROL,
    "seniorManagingOfficial": Interest.CONTROL,
}
#: Types that state control as a fact; any other control is unclear.
CERTAIN_CONTROL = frozenset({"controlViaCompanyRulesOrArticles", "controlByLegalFramework"})
#: A seat is not a majority of a board.
SEATS = frozenset({"boardMember", "boardChair"})


@dataclass(frozen=True, slots=True)
class Claim:
    """One interest as one statement has it.

    Parameters
    ----------
    kind : Interest
        What it gives.
    share : Share
        Its size.
    first, last : datetime.date or None
        Days it is said to hold.
    doubt : str
        Why kind or size are not known.
    indirect : bool
        It is held through others.
    """

    kind: Interest
    share: Share
    first: dt.date | None = None
    last: dt.date | None = None
    doubt: str = ""
    indirect: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether kind and size are stated."""
        return not self.doubt and self.share != UNKNOWN_SHARE


def claims_of(statement: BodsStatement) -> tuple[list[Claim], list[str]]:
    """Return what a relationship's statement says is held, and the types that are no stake.

    A relationship of which no interest is given is one of unknown kind and size.

    Raises
    ------
    ValueError
        A part of it cannot be read.
    """
    interests = statement.details.get("interests", [])
    if not isinstance(interests, list) or not all(isinstance(each, dict) for each in interests):
        raise ValueError("interests is not a list of objects")
    if not interests:
        return [Claim(Interest.OPEN, ANYTHING, doubt="no interest is stated")], []
    seats = [kind for each in interests if (kind := _type(each)) in SEATS]
    return [_claim(each) for each in interests if _type(each) not in SEATS], seats


def _type(interest: dict[str, Any]) -> str:
    """Return the type in the spelling of the latest version ("voting-rights" is votingRights)."""
    text = interest.get("type")
    text = text.strip() if isinstance(text, str) else ""
    camel = re.sub(r"-(\w)", lambda match: match[1].upper(), text)
    return re.sub(r"OfTrust$", "", camel)


def _claim(interest: dict[str, Any]) -> Claim:
    name = _type(interest)
    kind, share = INTEREST_TYPES.get(name, Interest.OPEN), _share(interest.get("share"))
    first, last = _day(interest, "startDate"), _day(interest, "endDate")
    doubt = "the share is not stated" if share == UNKNOWN_SHARE else ""
    if kind is Interest.CONTROL:
        certain = name in CERTAIN_CONTROL
        share, doubt = (Share.exact(WHOLE_PCT), "") if certain else (ANYTHING, f"{name} may be control")
    elif kind is Interest.OPEN:
        share = Share(NO_SHARE_PCT, share.high_pct)
        doubt = f"an interest of the kind {name}" if name else "the kind of interest is not stated"
    indirect = "indirect" in (interest.get("directOrIndirect"), interest.get("interestLevel"))
    if last is not None:
        # The standard's end is the first day on which the interest is no more.
        last = max(days_after(last, -1), first or dt.date.min)
    return Claim(kind, share, first, last, doubt, indirect)


def _day(interest: dict[str, Any], key: str) -> dt.date | None:
    value = interest.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise ValueError(f"the {key} {value!r} is no date")  # noqa: TRY004  - wrong in the file
    return stated_day(parse_date(value.strip()))


def _share(share: object) -> Share:
    """Return a share of the standard; bounds may be numbers of their own or flags beside the number."""
    if share is None or share == {}:
        return UNKNOWN_SHARE
    if not isinstance(share, dict):
        raise ValueError(f"the share {share!r} is no object")  # noqa: TRY004  - wrong in the file
    if share.get("exact") is not None:
        return Share.exact(fraction(share["exact"]))
    low, low_inclusive = _end(share, "minimum", "exclusiveMinimum", NO_SHARE_PCT)
    high, high_inclusive = _end(share, "maximum", "exclusiveMaximum", WHOLE_PCT)
    return band(low, high, low_inclusive, high_inclusive)


def _end(share: dict[str, Any], inclusive: str, exclusive: str, missing: Fraction) -> tuple[Fraction, bool]:
    flag = share.get(exclusive)
    if flag is not None and not isinstance(flag, bool):
        return fraction(flag), False
    value = share.get(inclusive)
    return (fraction(value), flag is not True) if value is not None else (missing, True)
