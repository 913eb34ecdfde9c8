"""Ownership tables in CSV or Excel, row by row; every bad cell is reported with its line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeVar

from sanctions.errors import InputError, Problem
from sanctions.files.cells import clean_name, parse_end, parse_flag, parse_start, parse_word
from sanctions.files.text_tables import TextRow, read_table
from sanctions.ownership.shares import (
    MAX_SHARE_DECIMALS,
    NO_SHARE_PCT,
    UNKNOWN_SHARE,
    WHOLE_PCT,
    Share,
    band,
    parse_share_pct,
    rounded_share,
)
from sanctions.ownership.stakes import Interest, Stake, Transfer

Value = TypeVar("Value")
Missing = TypeVar("Missing")

REQUIRED = ("owner", "entity")
OPTIONAL = (
    "share_pct",
    "share_min_pct",
    "share_max_pct",
    "share_min_inclusive",
    "share_max_inclusive",
    "share_decimals",
    "interest",
    "control",
    "joint",
    "transfer",
    "from",
    "to",
    "source",
    "note",
)
_INTERESTS = {kind.label: kind for kind in Interest if kind not in (Interest.CONTROL, Interest.OPEN)}
_TRANSFERS = {kind.label: kind for kind in Transfer if kind is not Transfer.NOT_STATED}
_CONTROLS = {"yes": Share.exact(WHOLE_PCT), "no": None, "unclear": Share(NO_SHARE_PCT, WHOLE_PCT)}
_CONTROL_WORDS = {"100": "yes", "unknown": "unclear", "may": "unclear"}


@dataclass(frozen=True, slots=True)
class StakeTable:
    """An ownership table as read.

    Parameters
    ----------
    file : str
        Name of the file.
    stakes : tuple of Stake
        In the order of the file.
    set_aside : tuple of Problem
        Rows that could not be used; empty unless the caller asked to set them aside.
    notes : tuple of str
        What the reader left out on purpose, counted.
    also : mapping of str to tuple of str
        Other names -> the entities that bear them.
    """

    file: str
    stakes: tuple[Stake, ...]
    set_aside: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def read_stakes(path: Path, set_aside: bool = False) -> StakeTable:
    """Return the stakes of a CSV or Excel table.

    Parameters
    ----------
    path : pathlib.Path
        The table: ``owner,entity,share_pct`` and the optional columns in `OPTIONAL`.
    set_aside : bool
        Leave bad rows out and report them, instead of refusing the table.

    Raises
    ------
    sanctions.errors.InputError
        The table cannot be read, or has bad rows that are not to be set aside.
    """
    table = read_table(path, REQUIRED, OPTIONAL)
    stakes: list[Stake] = []
    problems = list(table.malformed)
    for row in table.rows:
        found: list[str] = []
        stakes += _row_stakes(row, found)
        problems += [Problem(table.file, row.place, message) for message in found]
    problems.sort(key=lambda problem: int(problem.place.split()[-1]))
    return checked(StakeTable(table.file, tuple(stakes), tuple(problems)), set_aside)


def checked(table: StakeTable, set_aside: bool) -> StakeTable:
    """Return `table`, its bad rows set aside.

    Raises
    ------
    sanctions.errors.InputError
        There are bad rows and they are not to be set aside, or nothing else is left.
    """
    if table.set_aside and not set_aside:
        raise InputError(table.set_aside)
    if not table.stakes:
        raise InputError.single(table.file, "", "holds no usable stake", "at least one row")
    return table


def _row_stakes(row: TextRow, problems: list[str]) -> Iterable[Stake]:
    """Return the stakes of one row: its share, its control, or both; nothing when a cell is bad."""
    owner, entity = clean_name(row.get("owner")), clean_name(row.get("entity"))
    problems += [f"the {name} is missing" for name in REQUIRED if not clean_name(row.get(name))]
    if owner and owner == entity:
        problems.append(f"{owner!r} is given as its own owner")
    share = _try(problems, None, _share, row)
    interest = _try(problems, None, _word, row, "interest", _INTERESTS, Interest.SHARES)
    control = _try(problems, None, _control, row)
    transfer = _try(problems, None, _word, row, "transfer", _TRANSFERS, Transfer.NOT_STATED)
    first = _try(problems, None, parse_start, row.get("from"))
    last = _try(problems, None, parse_end, row.get("to"))
    if first and last and last < first:
        problems.append(f"the stake ends on {last}, before it begins on {first}")
    if problems or interest is None:
        return []
    if share is None and not row.get("control"):
        share = UNKNOWN_SHARE
    stake = Stake(
        owner=owner,
        entity=entity,
        share=share or UNKNOWN_SHARE,
        interest=interest,
        joint=row.get("joint"),
        transfer=transfer or Transfer.NOT_STATED,
        valid_from=first,
        valid_to=last,
        place=row.place,
    )
    held = [stake] if share is not None else []
    return [*held, replace(stake, share=control, interest=Interest.CONTROL)] if control else held


def _share(row: TextRow) -> Share | None:
    point, low, high = row.get("share_pct"), row.get("share_min_pct"), row.get("share_max_pct")
    if point and (low or high):
        raise ValueError("both a share and a band of shares are given")
    if point:
        pct = parse_share_pct(point)
        return (
            rounded_share(pct, _decimals(row.get("share_decimals")))
            if row.get("share_decimals")
            else Share.exact(pct)
        )
    if not low and not high:
        return None
    low_inclusive = parse_flag(row.get("share_min_inclusive"), True)
    high_inclusive = parse_flag(row.get("share_max_inclusive"), True)
    return band(
        parse_share_pct(low) if low else Fraction(NO_SHARE_PCT),
        parse_share_pct(high) if high else Fraction(WHOLE_PCT),
        low_inclusive is not False,
        high_inclusive is not False,
    )


def _decimals(text: str) -> int:
    if not text.isdecimal() or int(text) > MAX_SHARE_DECIMALS:
        raise ValueError(f"share_decimals is {text!r}, not a whole number up to {MAX_SHARE_DECIMALS}")
    return int(text)


def _word(row: TextRow, column: str, words: Mapping[str, Value], missing: Value) -> Value:
    return parse_word(row.get(column), words, column, missing)


def _control(row: TextRow) -> Share | None:
    text = row.get("control").casefold()
    try:
        flag = parse_flag(text)
    except ValueError:
        return parse_word(_CONTROL_WORDS.get(text, text), _CONTROLS, "control", None)
    return _CONTROLS["yes"] if flag else None


def _try(problems: list[str], missing: Missing, parse: Callable[..., Value], *given: Any) -> Value | Missing:
    try:
        return parse(*given)
    except ValueError as error:
        problems.append(str(error))
        return missing
