"""The files of one question about ownership, whatever their format, read into one graph and one list."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from pathlib import Path

from sanctions.errors import InputError, Problem
from sanctions.files.cells import clean_name
from sanctions.files.delimited import header_cells
from sanctions.files.text import read_text
from sanctions.files.text_tables import EXCEL_SUFFIXES, read_table
from sanctions.ownership.graph import OwnershipGraph, build_graph
from sanctions.ownership.listings import Listing
from sanctions.ownership.readers.known_names import KnownNames
from sanctions.ownership.readers.published import published_listings
from sanctions.ownership.readers.read_bods import read_bods
from sanctions.ownership.readers.read_ftm import read_ftm
from sanctions.ownership.readers.read_listed import matched, read_facts, read_listed
from sanctions.ownership.readers.read_stakes import StakeTable, read_stakes
from sanctions.ownership.situation import EntityFact

#: CSV files from this size on are read in bulk where they hold nothing but three columns.
BULK_FROM_BYTES = 20 * 2**20
#: Keys that only one of the two JSON formats has.
_FORMAT_MARK = re.compile(r'"(schema|recordType|statementType|statementI[dD])"\s*:')
_HEADER_LENGTH = 10_000  # characters in which a hand-made table's header shows what it is
_JSON_SUFFIXES = (".json", ".jsonl", ".ndjson", ".ijson")


@dataclass(frozen=True, eq=False)
class OwnershipInputs:
    """Everything `lists expand` and `lists rank` need, with what reading had to say."""

    graph: OwnershipGraph
    listings: tuple[Listing, ...]
    facts: dict[str, EntityFact] = field(default_factory=dict)
    set_aside: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()


def read_inputs(
    ownership: Path,
    listed: tuple[str, ...],
    entities: Path | None,
    set_aside: bool,
    as_of: dt.date | None = None,
) -> OwnershipInputs:
    """Return the inputs read from files.

    Parameters
    ----------
    ownership : pathlib.Path
        Stakes: CSV, Excel, BODS v0.2 to 0.4 JSON or FollowTheMoney JSON lines.
    listed : tuple of str
        Tables with the column entity, publishers' list files, or names of kept lists.
    entities : pathlib.Path or None
        Facts about entities.
    set_aside : bool
        Leave bad rows out and report them, instead of refusing the file.
    as_of : datetime.date, optional
        Day of the question, before which a dated edition of a list must be.

    Raises
    ------
    sanctions.errors.InputError
        A file cannot be used.
    """
    graph, names, problems, notes = _graph(ownership, set_aside)
    listings: list[Listing] = []
    for name in listed:
        if is_hand_made(Path(name)):
            hand_made = read_listed(Path(name), set_aside)
            known, said = matched(hand_made.listings, names)
            listings += known
            problems += hand_made.set_aside
            notes += [*hand_made.notes, *said]
        else:
            published = published_listings(name, names, as_of)
            listings += published.listings
            problems += published.set_aside
            notes += published.notes
    given = read_facts(entities) if entities is not None else {}
    facts = {bearer: fact for name, fact in given.items() for bearer in names.find(name) or (name,)}
    return OwnershipInputs(graph, tuple(listings), facts, tuple(problems), tuple(notes))


def _graph(path: Path, set_aside: bool) -> tuple[OwnershipGraph, KnownNames, list[Problem], list[str]]:
    if path.is_file() and fits_bulk(path):
        from sanctions.ownership.readers.read_bulk import read_bulk  # noqa: PLC0415  - pyarrow loads slowly

        graph, bad = read_bulk(path, set_aside)
        return graph, KnownNames(graph.names), list(bad), []
    table = read_ownership(path, set_aside)
    graph = build_graph(table.stakes)
    return graph, KnownNames(graph.names, table.also), list(table.set_aside), list(table.notes)


def fits_bulk(path: Path) -> bool:
    """Whether a file is Parquet, or a large CSV of the columns owner, entity and share_pct alone."""
    if path.suffix.casefold() == ".parquet":
        return True
    if path.suffix.casefold() != ".csv" or path.stat().st_size < BULK_FROM_BYTES:
        return False
    with path.open("rb") as file:
        header = file.readline().decode("utf-8-sig", errors="replace")
    return sorted(name.strip() for name in header.split(",")) == ["entity", "owner", "share_pct"]


def read_ownership(path: Path, set_aside: bool) -> StakeTable:
    """Return the stakes of a file of any format, told by its name and first character.

    Raises
    ------
    sanctions.errors.InputError
        The file cannot be used.
    """
    if not path.is_file():
        raise InputError.single(path.name, "", "there is no such file")
    if path.suffix.casefold() not in _JSON_SUFFIXES:
        return read_stakes(path, set_aside)
    text = read_text(path)
    mark = _FORMAT_MARK.search(text)
    return read_ftm(path, set_aside) if mark and mark[1] == "schema" else read_bods(path, set_aside)


def is_hand_made(path: Path) -> bool:
    """Whether a list is a hand-made table, told by its header, rather than a publisher's file."""
    if path.suffix.casefold() in EXCEL_SUFFIXES:
        return True
    if not path.is_file() or path.suffix.casefold() == ".xml":
        return False
    try:
        text = read_text(path)[:_HEADER_LENGTH]
    except InputError:
        return False
    header = header_cells(text)
    return bool({"entity", "list", "directive"} & {name.strip().casefold() for name in header})


def read_candidates(path: Path) -> list[str]:
    """Return the candidates of a table with the column entity.

    Raises
    ------
    sanctions.errors.InputError
        The table cannot be read or names nobody.
    """
    table = read_table(path, ("entity",), ("list", "directive", "source", "note"))
    if table.malformed:
        raise InputError(table.malformed)
    names = [clean_name(row.get("entity")) for row in table.rows if clean_name(row.get("entity"))]
    if not names:
        raise InputError.single(table.file, "", "names no candidate", "at least one row")
    return names
