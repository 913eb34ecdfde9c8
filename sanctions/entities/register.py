"""Entities by every name they go under, the lists they are on, and the figures that come with the program."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path

from sanctions.entities.figures import EntityFigure, KnownStake, ListedInstrument
from sanctions.entities.known_stakes import superseded
from sanctions.entities.tables import FigureTable, read_figures
from sanctions.errors import InputError
from sanctions.files.cells import clean_name, parse_date, parse_flag
from sanctions.files.text_tables import TextTable, read_table
from sanctions.ownership.listings import Listing, list_kind, parse_directives
from sanctions.ownership.situation import EntityFact
from sanctions.resources import shipped_folder

_ENTITY_COLUMNS = (
    "also",
    "issuer",
    "sector",
    "country",
    "financial_institution",
    "strategic",
    "source",
)
#: What the name of a table that the user brought begins with, among the datasets of a run.
OWN_TABLE = "entities: "
_LISTING_COLUMNS = ("directive", "from", "to", "first_known", "source", "note")


@dataclass(frozen=True, slots=True)
class Entity:
    """Who an entity is.

    Parameters
    ----------
    name : str
    also : tuple of str
        Other names it goes under.
    issuer : str
        Its name in specs; empty for none.
    sector, country : str
    financial_institution, strategic : bool or None
        None where it is not known. Strategic companies are the ones a state shields.
    """

    name: str
    also: tuple[str, ...] = ()
    issuer: str = ""
    sector: str = ""
    country: str = ""
    financial_institution: bool | None = None
    strategic: bool | None = None


@dataclass(frozen=True, slots=True)
class KnownListing:
    """A listing with the day it could first be read."""

    listing: Listing
    first_known: dt.date


@dataclass(frozen=True)
class EntityTables:
    """Everything known of entities: who they are, which lists they are on, figures, debt and stakes.

    Parameters
    ----------
    entities : tuple of Entity
    listings : tuple of KnownListing
    tables : tuple of FigureTable
        Those shipped first, then the user's.
    """

    entities: tuple[Entity, ...]
    listings: tuple[KnownListing, ...]
    tables: tuple[FigureTable, ...]

    @cached_property
    def _by_name(self) -> dict[str, Entity]:
        found: dict[str, Entity] = {}
        for each in self.entities:
            for name in (each.name, each.issuer, *each.also):
                if name:
                    found.setdefault(name.casefold(), each)
        return found

    def entity(self, name: str) -> Entity:
        """Return an entity by any of its names; one that is not in the register is known by name alone."""
        return self._by_name.get(clean_name(name).casefold()) or Entity(clean_name(name))

    def known_names(self) -> frozenset[str]:
        """Return every name in the register, in lower case."""
        return frozenset(self._by_name)

    @cached_property
    def figures(self) -> tuple[EntityFigure, ...]:
        """Return every figure under the register's names; the user's stand before those shipped."""
        return tuple(
            replace(
                each,
                entities=tuple(self.entity(name).name for name in each.entities),
                included_in=self.entity(each.included_in).name if each.included_in else "",
            )
            for table in reversed(self.tables)
            for each in table.figures
        )

    @cached_property
    def instruments(self) -> tuple[ListedInstrument, ...]:
        """Return all debt by maturity."""
        return tuple(
            replace(each, entity=self.entity(each.entity).name)
            for table in self.tables
            for each in table.instruments
        )

    @cached_property
    def stakes(self) -> tuple[KnownStake, ...]:
        """Return all stakes; of one owner and entity, the later reading takes the place of the earlier."""
        return superseded(
            replace(each, owner=self.entity(each.owner).name, entity=self.entity(each.entity).name)
            for table in self.tables
            for each in table.stakes
        )

    def listings_of(self, name: str) -> tuple[Listing, ...]:
        """Return the listings of one entity."""
        return tuple(each.listing for each in self.listings if each.listing.entity == name)

    def facts(self) -> dict[str, EntityFact]:
        """Return what the ownership rules ask of entities besides stakes."""
        return {
            each.name: EntityFact(each.financial_institution, each.country or None) for each in self.entities
        }

    def known_on(self, as_of: dt.date) -> EntityTables:
        """Return the tables without what was first known after a day."""
        return replace(
            self,
            listings=tuple(each for each in self.listings if each.first_known <= as_of),
            tables=tuple(table.known_on(as_of) for table in self.tables),
        )

    def ahead_of(self, as_of: dt.date) -> tuple[str, ...]:
        """Return the readings of a day after `as_of`, which are not used."""
        return tuple(note for table in self.tables for note in table.ahead_of(as_of))

    def own_checksums(self) -> dict[str, str]:
        """Return the name and SHA-256 of the content of every table that the user brought."""
        return {
            f"{OWN_TABLE}{table.file}": hashlib.sha256(repr(table).encode()).hexdigest()
            for table in self.tables[1:]
        }

    def with_table(self, table: FigureTable) -> EntityTables:
        """Return the tables with the user's own added; its figures stand before those shipped."""
        return replace(self, tables=(*self.tables, table))


def entities_folder() -> Path:
    """Return the folder of the shipped entity tables."""
    return shipped_folder("datasets") / "lists" / "entities"


@cache
def bundled_entities() -> EntityTables:
    """Return the shipped tables (read once)."""
    folder = entities_folder()
    register = read_table(folder / "entities.csv", ("entity",), _ENTITY_COLUMNS)
    listings = read_table(folder / "listings.csv", ("entity", "list"), _LISTING_COLUMNS)
    return EntityTables(
        tuple(_entities(register)), tuple(_listings(listings)), (read_figures(folder / "figures.csv"),)
    )


def _entities(table: TextTable) -> Iterable[Entity]:
    for row in table.rows:
        yield Entity(
            name=clean_name(row.get("entity")),
            also=tuple(clean_name(part) for part in row.get("also").split(";") if part.strip()),
            issuer=row.get("issuer"),
            sector=row.get("sector"),
            country=row.get("country"),
            financial_institution=parse_flag(row.get("financial_institution")),
            strategic=parse_flag(row.get("strategic")),
        )


def _listings(table: TextTable) -> Iterable[KnownListing]:
    for row in table.rows:
        name, first = row.get("list"), parse_date(row.get("from"))
        known = parse_date(row.get("first_known")) or first
        if known is None:
            raise InputError.single(table.file, row.place, "neither from nor first_known is given")
        kind, last = list_kind(name, row.get("directive")), parse_date(row.get("to"))
        for directive in parse_directives(row.get("directive"), name) or ("",):
            listing = Listing(clean_name(row.get("entity")), name, kind, directive, first, last, row.place)
            yield KnownListing(listing, known)
