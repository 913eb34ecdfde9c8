"""Entries of a publisher's list that occur in an ownership table, by name or alias."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from sanctions.errors import InputError, Problem
from sanctions.lists.read import read_list
from sanctions.lists.store import stored_list
from sanctions.lists.types import EntityList, ListedEntity
from sanctions.ownership.listings import Listing, ListKind
from sanctions.ownership.readers.known_names import KnownNames
from sanctions.ownership.readers.read_listed import ListedTable


def published_listings(source: str, names: KnownNames, as_of: dt.date | None = None) -> ListedTable:
    """Return the listings of a publisher's file for the entities of an ownership table.

    Names and strong aliases must agree up to upper and lower case; looser matching is screening, which
    gives leads and not verdicts.

    Parameters
    ----------
    source : str
        A list file, or the name of a list kept on this machine.
    names : KnownNames
        Entities of the ownership table, with their other names.
    as_of : datetime.date, optional
        Day of the question; a later edition would bring in what nobody knew that day.

    Raises
    ------
    sanctions.errors.InputError
        The file is no list that can be read, or is an edition later than `as_of`.
    """
    entities = read_list(stored_list(source))
    if as_of is not None and entities.published_on is not None and entities.published_on > as_of:
        message = f"this edition is of {entities.published_on}, after the day asked about, {as_of}"
        raise InputError.single(entities.files[0], "", message, "an edition of that day or before")
    listings: list[Listing] = []
    notes = list(entities.notes)
    matched = 0
    for entry in entities.entities:
        found = {name for each in _names_of(entry) for name in names.loosely(each)}
        matched += bool(found)
        for name in sorted(found):
            listings += _listings(entities, entry, name)
            if name not in names.loosely(entry.name):
                notes.append(f"{name!r} is an alias of the listed {entry.name!r} ({entry.id})")
    if any(each.valid_from is None for each in listings):
        notes.append(f"{entities.title}: entries without a listing date count on every day, also before it")
    if others := sum(1 for each in listings if each.kind is ListKind.OTHER):
        what = "" if others == len(listings) else f"{others:,} of its entries here impose no asset freeze; "
        whom = "them" if what else "it by itself"
        notes.append(f"{entities.title}: {what}no ownership rule starts from {whom}")
    total = f"{len(entities.entities):,} entries"
    notes.append(f"{entities.title}: {matched:,} of {total} occur in the ownership table by name or alias")
    problems = tuple(Problem(each.file, f"line {each.line}", each.reason) for each in entities.set_aside)
    return ListedTable(entities.title, tuple(listings), problems, tuple(notes))


def _names_of(entry: ListedEntity) -> Iterable[str]:
    return (entry.name, *(alias.name for alias in entry.aliases if not alias.weak))


def _listings(entities: EntityList, entry: ListedEntity, name: str) -> list[Listing]:
    place = f"line {entry.line}" if entry.line else ""
    if entities.publisher != "OFAC":
        kind = _freeze(entities, entry)
        return [Listing(name, entities.title, kind, "", entry.listed_on, None, place)]
    listings = [
        Listing(
            name,
            entities.title,
            ListKind.DIRECTIVE,
            f"{each.order} D{each.number}",
            each.effective_on or each.listed_on,
            None,
            place,
        )
        for each in entry.directives
    ]
    if "consolidated" not in entities.title.casefold():
        # The only dates in OFAC's remarks are those of directives; they say nothing of the blocking.
        first = None if entry.directives else entry.listed_on
        listings.append(Listing(name, entities.title, ListKind.SDN, "", first, None, place))
    elif not listings:
        programme = "; ".join(entry.programmes)
        kind, first = ListKind.DIRECTIVE, entry.listed_on
        listings.append(Listing(name, entities.title, kind, programme, first, None, place))
    return listings


def _freeze(entities: EntityList, entry: ListedEntity) -> ListKind:
    """Return the asset freeze an entry is under: everybody on the EU's and OFSI's list, others as stated."""
    if entities.publisher == "EU":
        return ListKind.EU_FREEZE
    stated = any("asset freeze" in measure.casefold() for measure in entry.measures)
    if entities.format in ("uk-ofsi-csv", "uk-ofsi-xml") or (entities.publisher == "UK" and stated):
        return ListKind.UK_FREEZE
    return ListKind.OTHER
