"""Ownership in the Beneficial Ownership Data Standard, version 0.4, as stakes."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import Any

from sanctions.errors import InputError, Problem
from sanctions.ownership.cells import clean_name, parse_date
from sanctions.ownership.json_records import Record, fraction, read_records, unique_names
from sanctions.ownership.read_stakes import StakeTable, checked
from sanctions.ownership.shares import NO_SHARE_PCT, UNKNOWN_SHARE, WHOLE_PCT, Share, band
from sanctions.ownership.stakes import Interest, Stake

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
}
#: Types that state control as a fact; any other control is unclear.
CERTAIN_CONTROL = frozenset({"controlViaCompanyRulesOrArticles", "controlByLegalFramework"})
UNCLEAR = Share(NO_SHARE_PCT, WHOLE_PCT)


def read_bods(path: Path, set_aside: bool = False) -> StakeTable:
    """Return the stakes of a BODS file: a JSON array of statements, or one statement a line.

    Of several statements about one record the latest counts. Interests stated as indirect are left out,
    because the chain of direct ones says the same; so are roles that are no stake.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    set_aside : bool
        Leave bad statements out and report them, instead of refusing the file.

    Raises
    ------
    sanctions.errors.InputError
        The file is no BODS, or has bad statements that are not to be set aside.
    """
    records, problems = read_records(path, "statement")
    latest = _latest(records)
    if not any(record.text("recordType") for record in latest.values()):
        raise InputError.single(path.name, "", "holds no statement of BODS 0.4", "statements with recordType")
    parties = {key: each for key, each in latest.items() if each.text("recordType") in ("entity", "person")}
    names = unique_names({key: _name(each) for key, each in parties.items()})
    stakes: list[Stake] = []
    left_out: Counter[str] = Counter()
    for record in latest.values():
        if record.text("recordType") == "relationship":
            try:
                stakes += _stakes(record, names, left_out)
            except ValueError as error:
                problems.append(Problem(path.name, record.place, str(error)))
    notes = tuple(
        f"{path.name}: {count} interests left out: {why}" for why, count in sorted(left_out.items())
    )
    return checked(StakeTable(path.name, tuple(stakes), tuple(problems), notes), set_aside)


def _latest(records: list[Record]) -> dict[str, Record]:
    """Return the last statement about every record, by its date and then its place in the file."""
    found: dict[str, tuple[str, Record]] = {}
    for record in records:
        key = record.text("recordId") or record.text("statementId") or record.place
        date = record.text("statementDate")
        if key not in found or date >= found[key][0]:
            found[key] = (date, record)
    return {key: record for key, (_, record) in found.items()}


def _name(record: Record) -> str:
    name = record.text("recordDetails", "name")
    details = record.body.get("recordDetails")
    listed = details.get("names") if isinstance(details, dict) else None
    if not name and isinstance(listed, list):
        full = [each.get("fullName") for each in listed if isinstance(each, dict)]
        name = next((each for each in full if isinstance(each, str)), "")
    return clean_name(name)


def _stakes(record: Record, names: dict[str, str], left_out: Counter[str]) -> list[Stake]:
    subject = record.text("recordDetails", "subject")
    party = record.body.get("recordDetails", {}).get("interestedParty")
    if isinstance(party, dict):
        left_out["the interested party is not named"] += 1
        return []
    if subject not in names:
        raise ValueError(f"the subject {subject!r} is not described in the file")
    if not isinstance(party, str) or party not in names:
        raise ValueError(f"the interested party {party!r} is not described in the file")
    if party == subject:
        raise ValueError(f"{names[subject]!r} is given as its own owner")
    closed = record.text("recordStatus") == "closed"
    ended = parse_date(record.text("statementDate")) if closed else None
    if closed and ended is None:
        raise ValueError("a closed record has no statementDate")
    interests = record.body["recordDetails"].get("interests", [])
    if not isinstance(interests, list) or not all(isinstance(each, dict) for each in interests):
        raise ValueError("interests is not a list of objects")
    found = []
    for interest in interests:
        kind = INTEREST_TYPES.get(str(interest.get("type")))
        if kind is None:
            left_out[f"{interest.get('type')} is no stake"] += 1
        elif interest.get("directOrIndirect") == "indirect":
            left_out["indirect, which the chain of direct ones covers"] += 1
        else:
            found.append(_stake(names[party], names[subject], kind, interest, ended, record.place))
    return found


def _stake(
    owner: str, entity: str, kind: Interest, interest: dict[str, Any], ended: dt.date | None, place: str
) -> Stake:
    last = parse_date(str(interest.get("endDate") or ""))
    share = _share(interest.get("share"))
    if kind is Interest.CONTROL:
        share = Share.exact(WHOLE_PCT) if interest.get("type") in CERTAIN_CONTROL else UNCLEAR
    return Stake(
        owner=owner,
        entity=entity,
        share=share,
        interest=kind,
        valid_from=parse_date(str(interest.get("startDate") or "")),
        valid_to=last or ended,
        place=place,
    )


def _share(share: object) -> Share:
    """Return a share of the standard; bounds may be numbers of their own or flags beside the number."""
    if share is None:
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
