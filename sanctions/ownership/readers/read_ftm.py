"""Ownership in FollowTheMoney entities, one JSON object a line or an array, as stakes."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import product
from pathlib import Path

from sanctions.errors import InputError, Problem
from sanctions.files.cells import parse_date
from sanctions.ownership.readers.ftm_entities import FtmEntity, entities_of, party_of
from sanctions.ownership.readers.json_records import read_records
from sanctions.ownership.readers.read_stakes import StakeTable, checked
from sanctions.ownership.readers.register import ANYTHING, Register, named, stated_day
from sanctions.ownership.shares import UNKNOWN_SHARE, Share, band, parse_share_pct
from sanctions.ownership.stakes import Interest, Stake
from sanctions.periods import days_after

OWNERSHIP = "Ownership"
PERSON = "Person"
#: Links that may amount to a stake, with the properties of the two ends and why.
OPEN_LINKS = {
    "UnknownLink": ("subject", "object", "a link of unknown kind"),
    "Succession": ("predecessor", "successor", "the one succeeds the other"),
}
#: Links by which the first may hold the second, and never the second the first.
ONE_WAY = {"Control": ("controller", "controlled", "controls it; by which right is not stated")}
#: Schemata that link people and companies without being a stake, with their two ends; named, not used.
OTHER_LINKS = {
    "Directorship": ("director", "organization"),
    "Membership": ("member", "organization"),
    "Employment": ("employee", "employer"),
    "Representation": ("agent", "client"),
    "Family": ("person", "relative"),
    "Associate": ("person", "associate"),
}
#: Schemata that tie entities together and say nothing of who holds whom.
OTHER_TIES = frozenset(
    {"Occupancy", "Sanction", "Identification", "Passport", "Payment", "ContractAward", "Debt", "Similar"}
    | {
        "Documentation",
        "CourtCaseParty",
        "ProjectParticipant",
        "EconomicActivity",
        "Event",
        "Message",
        "Call",
        "Mention",
        "Risk",
        "TaxRoll",
        "Page",
    }
)
#: Schemata that are something, rather than a tie between two.
THINGS = frozenset(
    """
    Address Airplane Article Asset Audio BankAccount CallForTenders Company Contract CourtCase CryptoWallet
    Document Email Folder HyperText Image LegalEntity License Note Organization Package Pages Person
    PlainText Position Project PublicBody RealEstate Security Table Territory Thing Trip UserAccount Vehicle
    Vessel Video Workbook
    """.split()  # noqa: SIM905 - a table reads better
)
PARENT_IS_OPEN = "named as its parent; the share is not stated"
SEVERAL_DATES = "several dates are given"
SEVERAL_SHARES = "several percentages are given"
_BAND = re.compile(r"(\d+(?:\.\d+)?)\s*(?:%\s*)?(?:-|–|to)\s*(\d+(?:\.\d+)?)\s*%?")
_PART_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?")
_FULL_DATE_LENGTH = 10
_MONTHS = 12


def read_ftm(path: Path, set_aside: bool = False) -> StakeTable:
    """Return the stakes of a FollowTheMoney file: every `Ownership`, with the names of its two ends.

    Parents and links of unknown kind are read as what may be. Directorships and the like are named and left
    out, because a seat is not a majority of a board.

    Parameters
    ----------
    path : pathlib.Path
        One entity a line, or an array of them; related entities may be nested.
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
    entities, bad = entities_of(records, path.name)
    problems += bad
    found: list[Stake] = []
    for entity in entities.values():
        try:
            found += [*_owned(entity), *_open_links(entity, entities)]
        except ValueError as error:
            problems.append(Problem(path.name, entity.place, str(error)))
    ends = sorted({key for stake in found for key in (stake.owner, stake.entity)})
    register = Register.of(party_of(key, entities.get(key)) for key in ends)
    links, said = register.may_be_one()
    stakes = [*(_named(stake, register) for stake in found), *links]
    notes = tuple(f"{path.name}: {note}" for note in [*_left_out(entities), *_not_read(entities), *said])
    return checked(
        StakeTable(path.name, tuple(stakes), tuple(problems), notes, register.other_names()), set_aside
    )


def _named(stake: Stake, register: Register) -> Stake:
    """Return a stake between keys as one between names; one without an owner has an unnamed one."""
    owner = register.parties[stake.owner]
    doubt = f"the owner is not named: {owner.unnamed}" if owner.unnamed else ""
    return replace(
        stake,
        owner=register.names[stake.owner],
        entity=register.names[stake.entity],
        doubt="; ".join(each for each in (doubt, stake.doubt) if each),
        owner_unnamed=bool(owner.unnamed),
    )


def _left_out(entities: dict[str, FtmEntity]) -> Iterable[str]:
    for schema, ends in OTHER_LINKS.items():
        links = [each for each in entities.values() if each.schema == schema]
        if links:
            words = sorted(" and ".join(_title(entities, each, end) for end in ends) for each in links)
            yield f"{len(links)} {schema} left out, no stake: {named(words)}"


def _not_read(entities: dict[str, FtmEntity]) -> Iterable[str]:
    """Return notes on entities of unknown schemata, and on those that tie two others together."""
    known = {OWNERSHIP, *OPEN_LINKS, *ONE_WAY, *OTHER_LINKS, *OTHER_TIES}
    found: dict[str, list[str]] = {}
    for each in entities.values():
        tied = sorted(
            {v for values in each.values.values() for v in values if v in entities and v != each.id}
        )
        ties = len(tied) > 1 and not party_of(each.id, each).names
        if each.schema not in known and (ties or each.schema not in THINGS):
            ends = tied[:2] or [each.id]
            words = " and ".join(next(iter(party_of(key, entities[key]).names), key) for key in ends)
            found.setdefault(each.schema, []).append(words)
    for schema, pairs in sorted(found.items()):
        yield f"{len(pairs)} {schema} not read, whether it is a stake is not known: {named(sorted(pairs))}"


def _title(entities: dict[str, FtmEntity], link: FtmEntity, end: str) -> str:
    found = [party_of(key, entities.get(key)) for key in link.get(end)]
    return ", ".join(next(iter(each.names), each.key) for each in found) or "somebody"


def _owned(entity: FtmEntity) -> list[Stake]:
    """Return the stakes of an `Ownership`, between keys."""
    if entity.schema != OWNERSHIP:
        return []
    owners, assets = entity.get("owner"), entity.get("asset")
    if not owners or not assets:
        raise ValueError("an Ownership needs an owner and an asset")
    if set(owners) & set(assets):
        raise ValueError(f"{sorted(set(owners) & set(assets))[0]!r} is given as its own owner")
    share, doubt = _share(entity.get("percentage"))
    several = "several owners or assets are given for one stake" if len(owners) * len(assets) > 1 else ""
    doubt = "; ".join(each for each in (doubt, several) if each)
    stakes = [
        Stake(owner, asset, share, Interest.SHARES, place=entity.place, doubt=doubt)
        for owner, asset in product(owners, assets)
    ]
    return [dated for stake in stakes for dated in _over_time(stake, entity)]


def _open_links(entity: FtmEntity, entities: dict[str, FtmEntity]) -> list[Stake]:
    """Return what may be a stake: a parent without a share, a link of unknown kind; nobody holds a person."""
    pairs = [(parent, entity.id, PARENT_IS_OPEN) for parent in entity.get("parent")]
    if entity.schema in OPEN_LINKS:
        one, other, why = OPEN_LINKS[entity.schema]
        both = product(entity.get(one), entity.get(other))
        pairs += [ends for left, right in both for ends in ((left, right, why), (right, left, why))]
    if entity.schema in ONE_WAY:
        one, other, why = ONE_WAY[entity.schema]
        pairs += [(left, right, why) for left, right in product(entity.get(one), entity.get(other))]
    found = [
        Stake(owner, held, ANYTHING, Interest.OPEN, place=entity.place, doubt=why)
        for owner, held, why in pairs
        if owner != held and not (held in entities and entities[held].schema == PERSON)
    ]
    return [dated for stake in found for dated in _over_time(stake, entity)]


def _over_time(stake: Stake, entity: FtmEntity) -> list[Stake]:
    """Return a stake on the days all its dates agree on, and as what may be on those only some do."""
    if stake.interest is Interest.OPEN and entity.schema not in {*OPEN_LINKS, *ONE_WAY}:
        return [stake]
    starts = sorted(day for text in entity.get("startDate") if (day := _date(text)))
    ends = sorted(day for text in entity.get("endDate") if (day := _date(text, last=True)))
    first, last = max(starts, default=None), min(ends, default=None)
    doubt = "; ".join(each for each in (stake.doubt, SEVERAL_DATES) if each)
    possible = Share(ANYTHING.low_pct, stake.share.high_pct)
    maybe = replace(stake, share=possible, interest=Interest.OPEN, doubt=doubt)
    if first and last and last < first:
        if len(starts) == len(ends) == 1:
            raise ValueError(f"the stake ends on {last}, before it begins on {first}")
        return [replace(maybe, valid_from=starts[0], valid_to=ends[-1])]
    found = [replace(stake, valid_from=first, valid_to=last)]
    if first and starts[0] < first:
        found.append(replace(maybe, valid_from=starts[0], valid_to=days_after(first, -1)))
    if last and ends[-1] > last:
        found.append(replace(maybe, valid_from=days_after(last, 1), valid_to=ends[-1]))
    return found


def _date(text: str, last: bool = False) -> dt.date | None:
    """Return a date; a year or a month alone is its first day, or its last for the end of a stake."""
    text = text[:_FULL_DATE_LENGTH]
    if match := _PART_DATE.fullmatch(text):
        year, month = int(match.group(1)), int(match.group(2) or (12 if last else 1))
        if not (1 <= month <= _MONTHS and year):
            raise ValueError(f"{text!r} is not a date")
        return stated_day(dt.date(year, month, calendar.monthrange(year, month)[1] if last else 1))
    day = parse_date(text)
    if day is None:
        raise ValueError(f"{text!r} is not a date")
    return stated_day(day)


def _share(texts: list[str]) -> tuple[Share, str]:
    """Return the share several values give: one where they are equal, else everything between them."""
    if not texts:
        return UNKNOWN_SHARE, "the share is not stated"
    shares = sorted({_one_share(text) for text in texts}, key=lambda each: (each.low_pct, each.high_pct))
    if len(shares) == 1:
        return shares[0], ""
    low, high = shares[0].low_pct, max(each.high_pct for each in shares)
    return Share(low, high), f"{SEVERAL_SHARES}: {', '.join(each.text for each in shares)}"


def _one_share(text: str) -> Share:
    if match := _BAND.fullmatch(text):
        return band(parse_share_pct(match.group(1)), parse_share_pct(match.group(2)), True, True)
    return Share.exact(parse_share_pct(text))
