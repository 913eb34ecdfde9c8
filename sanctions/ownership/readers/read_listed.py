"""Who is listed, and what is known of entities besides, from hand-made tables in CSV or Excel."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from pathlib import Path

from sanctions.errors import InputError, Problem
from sanctions.files.cells import clean_name, parse_end, parse_flag, parse_start
from sanctions.files.text_tables import TextRow, read_table
from sanctions.ownership.listings import Listing, ListKind, list_kind, parse_directives
from sanctions.ownership.readers.known_names import KnownNames
from sanctions.ownership.readers.register import named
from sanctions.ownership.situation import EntityFact

LISTED_OPTIONAL = ("list", "directive", "from", "to", "source", "note")
#: Lists on which the column directive means one of OFAC's; on others it is a word for the reader.
_WITH_DIRECTIVES = frozenset({ListKind.UNSTATED, ListKind.UNKNOWN, ListKind.SDN, ListKind.DIRECTIVE})
FACTS_OPTIONAL = ("financial_institution", "country", "assets_usd_bn", "source", "note")


@dataclass(frozen=True, slots=True)
class ListedTable:
    """Listings as read, with the rows set aside and what the reader of results must know."""

    file: str
    listings: tuple[Listing, ...]
    set_aside: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()


def read_listed(path: Path, set_aside: bool = False) -> ListedTable:
    """Return the listings of a table with columns ``entity`` and optional ``list,directive,from,to``.

    Parameters
    ----------
    path : pathlib.Path
        CSV or Excel.
    set_aside : bool
        Leave bad rows out and report them, instead of refusing the table.

    Raises
    ------
    sanctions.errors.InputError
        The table cannot be read, or has bad rows that are not to be set aside.
    """
    table = read_table(path, ("entity",), LISTED_OPTIONAL)
    listings: list[Listing] = []
    problems = list(table.malformed)
    for row in table.rows:
        try:
            listings += _row_listings(row)
        except ValueError as error:
            problems.append(Problem(table.file, row.place, str(error)))
    if problems and not set_aside:
        raise InputError(problems)
    unknown = sorted({each.list_name for each in listings if each.kind is ListKind.UNKNOWN})
    notes = tuple(
        f"{table.file}: the list {name!r} is not known and counts for every rule" for name in unknown
    )
    return ListedTable(table.file, tuple(listings), tuple(problems), notes)


def _row_listings(row: TextRow) -> list[Listing]:
    entity = clean_name(row.get("entity"))
    if not entity:
        raise ValueError("the entity is missing")
    name, first, last = row.get("list"), parse_start(row.get("from")), parse_end(row.get("to"))
    if first and last and last < first:
        raise ValueError(f"the listing ends on {last}, before it begins on {first}")
    kind = list_kind(name, row.get("directive"))
    directives = parse_directives(row.get("directive"), name) if kind in _WITH_DIRECTIVES else ()

    def listing(as_kind: ListKind, directive: str) -> Listing:
        return Listing(entity, name, as_kind, directive, first, last, row.place)

    if kind is ListKind.SDN and directives:
        # Blocked and under a directive: two listings, since each passes on by its own rule.
        return [listing(kind, ""), *(listing(ListKind.DIRECTIVE, each) for each in directives)]
    return [listing(kind, each) for each in directives or ("",)]


def read_facts(path: Path) -> dict[str, EntityFact]:
    """Return what is known of entities: ``entity`` and ``financial_institution,country,assets_usd_bn``.

    Raises
    ------
    sanctions.errors.InputError
        The table cannot be read or has bad rows.
    """
    table = read_table(path, ("entity",), FACTS_OPTIONAL)
    facts: dict[str, EntityFact] = {}
    problems = list(table.malformed)
    for row in table.rows:
        entity = clean_name(row.get("entity"))
        try:
            if not entity:
                raise ValueError("the entity is missing")  # noqa: TRY301  - reported with the others
            if entity in facts:
                raise ValueError(f"{entity!r} stands twice")  # noqa: TRY301
            facts[entity] = _fact(row)
        except ValueError as error:
            problems.append(Problem(table.file, row.place, str(error)))
    if problems:
        raise InputError(problems)
    return facts


def _fact(row: TextRow) -> EntityFact:
    country, assets = row.get("country").upper(), row.get("assets_usd_bn")
    if country and not (len(country) == 2 and country.isalpha()):
        raise ValueError(f"the country {country!r} is not a two-letter code")
    try:
        value = Decimal(assets) if assets else None
    except InvalidOperation:
        raise ValueError(f"the assets {assets!r} are not a number") from None
    if value is not None and not (value.is_finite() and value >= 0):
        raise ValueError(f"the assets {assets!r} are not a number from zero up")
    return EntityFact(parse_flag(row.get("financial_institution")), country or None, value)


def matched(listings: Iterable[Listing], names: KnownNames) -> tuple[tuple[Listing, ...], tuple[str, ...]]:
    """Return the listings under the spelling of the ownership table, and what to say about it.

    A name is whoever bears it, as its own or another name; where nobody does, whoever bears it up to upper
    and lower case. Where several do, each is listed.
    """
    found, notes = [], []
    for each in listings:
        bearers = names.find(each.entity)
        if not bearers:
            notes.append(f"listed {each.entity!r} does not occur in the ownership table")
        elif bearers != (each.entity,):
            every = "each of " if len(bearers) > 1 else ""
            notes.append(f"listed {each.entity!r} is read as {every}{named(bearers)}")
        found += [replace(each, entity=name) for name in bearers or (each.entity,)]
    return tuple(found), tuple(dict.fromkeys(notes))
