"""Ownership in FollowTheMoney entities, one JSON object a line, as stakes."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections import Counter
from pathlib import Path
from typing import Any

from sanctions.errors import InputError, Problem
from sanctions.ownership.cells import clean_name, parse_date
from sanctions.ownership.json_records import Record, read_records, unique_names
from sanctions.ownership.read_stakes import StakeTable, checked
from sanctions.ownership.shares import UNKNOWN_SHARE, Share, band, parse_share_pct
from sanctions.ownership.stakes import Interest, Stake

OWNERSHIP = "Ownership"
#: Schemata that link people and companies without being a stake; counted, not used.
OTHER_LINKS = frozenset(
    {"Directorship", "Membership", "Employment", "UnknownLink", "Representation", "Family"}
)
_BAND = re.compile(r"(\d+(?:\.\d+)?)\s*%?\s*(?:-|–|to)\s*(\d+(?:\.\d+)?)\s*%?")
_PART_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?")
_FULL_DATE_LENGTH = 10
_MONTHS = 12


def read_ftm(path: Path, set_aside: bool = False) -> StakeTable:
    """Return the stakes of a FollowTheMoney file: every `Ownership`, with the names of its two ends.

    An end that the file does not describe keeps its id as its name. Directorships and other links are
    counted and left out, because a seat is not a majority of a board.

    Parameters
    ----------
    path : pathlib.Path
        One entity a line.
    set_aside : bool
        Leave bad lines out and report them, instead of refusing the file.

    Raises
    ------
    sanctions.errors.InputError
        The file is no FollowTheMoney, or has bad lines that are not to be set aside.
    """
    records, problems = read_records(path, "entity")
    if not any(record.text("schema") for record in records):
        raise InputError.single(path.name, "", "holds no FollowTheMoney entity", "objects with schema")
    named = {record.text("id"): _name(record) for record in records if not _is_link(record)}
    stakes: list[Stake] = []
    left_out: Counter[str] = Counter()
    ends: set[str] = set()
    owned = [record for record in records if record.text("schema") == OWNERSHIP]
    for record in owned:
        ends |= {*_values(record, "owner"), *_values(record, "asset")}
    names = unique_names({**dict.fromkeys(sorted(ends), ""), **named})
    names = {
        key: name.removeprefix("[").removesuffix("]") if key not in named else name
        for key, name in names.items()
    }
    for record in owned:
        try:
            stakes += _stakes(record, names)
        except ValueError as error:
            problems.append(Problem(path.name, record.place, str(error)))
    left_out.update(record.text("schema") for record in records if record.text("schema") in OTHER_LINKS)
    notes = tuple(
        f"{path.name}: {count} {schema} left out, no stake" for schema, count in sorted(left_out.items())
    )
    return checked(StakeTable(path.name, tuple(stakes), tuple(problems), notes), set_aside)


def _is_link(record: Record) -> bool:
    return record.text("schema") in OTHER_LINKS or record.text("schema") == OWNERSHIP


def _name(record: Record) -> str:
    return clean_name(record.text("caption") or next(iter(_values(record, "name")), ""))


def _values(record: Record, key: str) -> list[str]:
    properties = record.body.get("properties")
    found: Any = properties.get(key, []) if isinstance(properties, dict) else []
    found = found if isinstance(found, list) else [found]
    texts = [each.get("id") if isinstance(each, dict) else each for each in found]
    return [each.strip() for each in texts if isinstance(each, str) and each.strip()]


def _stakes(record: Record, names: dict[str, str]) -> list[Stake]:
    owners, assets = _values(record, "owner"), _values(record, "asset")
    if not owners or not assets:
        raise ValueError("an Ownership needs an owner and an asset")
    if set(owners) & set(assets):
        raise ValueError(f"{names[owners[0]]!r} is given as its own owner")
    percentages = _values(record, "percentage")
    if len(percentages) > 1:
        raise ValueError(f"several percentages are given: {', '.join(percentages)}")
    share = _share(percentages[0]) if percentages else UNKNOWN_SHARE
    start, end = _date(record, "startDate"), _date(record, "endDate", last=True)
    return [
        Stake(
            owner=names[owner],
            entity=names[asset],
            share=share,
            interest=Interest.SHARES,
            valid_from=start,
            valid_to=end,
            place=record.place,
        )
        for owner in owners
        for asset in assets
    ]


def _date(record: Record, key: str, last: bool = False) -> dt.date | None:
    """Return a date; a year or a month alone is its first day, or its last for the end of a stake."""
    text = next(iter(sorted(_values(record, key))), "")[:_FULL_DATE_LENGTH]
    if match := _PART_DATE.fullmatch(text):
        year, month = int(match.group(1)), int(match.group(2) or (12 if last else 1))
        if not (1 <= month <= _MONTHS and year):
            raise ValueError(f"{text!r} is not a date")
        return dt.date(year, month, calendar.monthrange(year, month)[1] if last else 1)
    return parse_date(text)


def _share(text: str) -> Share:
    if match := _BAND.fullmatch(text):
        return band(parse_share_pct(match.group(1)), parse_share_pct(match.group(2)), True, True)
    return Share.exact(parse_share_pct(text))
