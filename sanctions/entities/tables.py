"""Tables of entity figures in CSV or Excel, row by row; every bad cell is reported with its place."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from sanctions.entities.card import EntityCard, load_entity_card
from sanctions.entities.figures import (
    MONEY,
    SHARES,
    EntityFigure,
    FigureName,
    KnownStake,
    ListedInstrument,
)
from sanctions.errors import InputError, Problem
from sanctions.files.cells import clean_name, parse_date, parse_end, parse_start
from sanctions.files.text_tables import TextRow, read_table
from sanctions.ownership.shares import NO_SHARE_PCT, WHOLE_PCT, Share, band, parse_share_pct
from sanctions.periods import days_after
from sanctions.spec.vocabulary import vocabulary
from sanctions.units import Kind

REQUIRED = ("entity", "figure", "value", "unit", "date")
OPTIONAL = (
    "owner",
    "issued",
    "matures",
    "from",
    "to",
    "first_known",
    "kind",
    "basis",
    "included_in",
    "source",
    "address",
    "note",
)
_OTHER_UNITS = {FigureName.STAFF: "count", FigureName.OUTPUT: "Mt"}
_MONEY_UNIT = re.compile(r"(?P<currency>[A-Z]{3}) bn")


@dataclass(frozen=True, slots=True)
class FigureTable:
    """A table of entity figures as read.

    Parameters
    ----------
    file : str
    card : EntityCard
    figures : tuple of EntityFigure
    instruments : tuple of ListedInstrument
    stakes : tuple of KnownStake
    """

    file: str
    card: EntityCard
    figures: tuple[EntityFigure, ...] = ()
    instruments: tuple[ListedInstrument, ...] = ()
    stakes: tuple[KnownStake, ...] = ()

    def known_on(self, as_of: dt.date) -> FigureTable:
        """Return the table without what was first known after a day, or is of a day after it."""
        return replace(
            self,
            figures=tuple(each for each in self.figures if max(each.first_known, each.date) <= as_of),
            instruments=tuple(each for each in self.instruments if max(each.first_known, each.date) <= as_of),
            stakes=tuple(
                each for each in self.stakes if each.first_known <= as_of and not _is_ahead(each, as_of)
            ),
        )

    def ahead_of(self, as_of: dt.date) -> tuple[str, ...]:
        """Return what is said to be known by a day although it is of a later one, and is not used."""
        figures = [(each.label, each.name, each) for each in self.figures if each.date > as_of]
        debts = [(each.entity, FigureName.DEBT, each) for each in self.instruments if each.date > as_of]
        stakes = [(each.entity, FigureName.STAKE, each) for each in self.stakes if _is_ahead(each, as_of)]
        rows: list[tuple[str, FigureName, EntityFigure | ListedInstrument | KnownStake]]
        rows = [*figures, *debts, *stakes]
        return tuple(
            f"{self.file}: {each.place}: {name} of {label} is of {each.date}, after {as_of}, and not used"
            for label, name, each in rows
            if each.first_known <= as_of
        )


def _is_ahead(stake: KnownStake, as_of: dt.date) -> bool:
    return stake.is_reading and stake.date > as_of


def read_figures(path: Path, card: Path | None = None) -> FigureTable:
    """Return the figures, debt and stakes of a table.

    Parameters
    ----------
    path : pathlib.Path
        CSV or Excel with the columns ``entity,figure,value,unit,date`` and any of `OPTIONAL`.
    card : pathlib.Path, optional
        By default the ``.toml`` of the same name beside the table.

    Raises
    ------
    InputError
        With every problem of table and card at once.
    """
    problems: list[Problem] = []
    found: EntityCard | None = None
    try:
        found = load_entity_card(path, card)
    except InputError as error:
        problems += error.problems
    table = read_table(path, REQUIRED, OPTIONAL)
    problems += table.malformed
    read = [_Row(row, found, table.file, problems).read() for row in table.rows]
    figures = tuple(each for each in read if isinstance(each, EntityFigure))
    instruments = tuple(each for each in read if isinstance(each, ListedInstrument))
    problems += _mixed_units(table.file, figures, instruments)
    if not table.rows:
        problems.append(Problem(table.file, "", "holds no figure", "at least one row"))
    if problems or found is None:
        raise InputError(sorted(problems, key=_line))
    stakes = tuple(each for each in read if isinstance(each, KnownStake))
    return FigureTable(table.file, found, figures, instruments, stakes)


def _line(problem: Problem) -> int:
    last = problem.place.rpartition(" ")[2]
    return int(last) if last.isdecimal() else 0


def _mixed_units(
    file: str, figures: tuple[EntityFigure, ...], instruments: tuple[ListedInstrument, ...]
) -> list[Problem]:
    """Return a problem for each figure of one entity that comes in another unit than before."""
    first: dict[tuple[str, str], tuple[str, str]] = {}
    problems = []
    rows = [(each.label, str(each.name), each.unit, each.place) for each in figures]
    rows += [(each.entity, str(FigureName.DEBT), each.unit, each.place) for each in instruments]
    for label, name, unit, place in rows:
        before, where = first.setdefault((label, name), (unit, place))
        if before != unit:
            message = f"{name} of {label!r} is in {unit}, on {where} it is in {before}"
            problems.append(Problem(file, place, message, "one unit for one figure of one entity"))
    return problems


@dataclass
class _Row:
    """One row while it is read; problems are noted, and a row with any is left out."""

    row: TextRow
    card: EntityCard | None
    file: str
    problems: list[Problem]
    faults: int = 0

    def read(self) -> EntityFigure | ListedInstrument | KnownStake | None:
        """Return what the row says; None when a cell is bad."""
        entities = tuple(n for n in (clean_name(part) for part in self.row.get("entity").split(";")) if n)
        if not entities:
            self._add("the entity is missing")
        name = self._figure_name()
        if name is not None:
            self._check_unit(name)
        kind = self._kind()
        date, known = self._day("date"), self._first_known()
        if name is FigureName.STAKE:
            return self._stake(entities, date, known)
        value = self._value(name)
        if name is FigureName.DEBT:
            return self._instrument(entities, value, date, known, kind)
        if self.faults or name is None or value is None or date is None or known is None or kind is None:
            return None
        text = {each: self.row.get(each) for each in ("basis", "source", "address", "note", "included_in")}
        unit = self.row.get("unit")
        return EntityFigure(entities, name, value, unit, date, known, kind, place=self.row.place, **text)

    def _instrument(
        self,
        entities: tuple[str, ...],
        amount: float | None,
        date: dt.date | None,
        known: dt.date | None,
        kind: Kind | None,
    ) -> ListedInstrument | None:
        issued, matures = self._day("issued"), self._day("matures")
        if issued and matures and matures <= issued:
            self._add(f"the debt matures on {matures}, not after its issue on {issued}", "a later maturity")
        if len(entities) > 1:
            self._add("debt by maturity is one entity's", "one name")
        if self.faults or issued is None or matures is None or amount is None:
            return None
        if date is None or known is None or kind is None:
            return None
        text = {each: self.row.get(each) for each in ("source", "address", "unit")}
        return ListedInstrument(
            entities[0],
            issued,
            matures,
            amount,
            date=date,
            first_known=known,
            kind=kind,
            place=self.row.place,
            **text,
        )

    def _stake(
        self, entities: tuple[str, ...], date: dt.date | None, known: dt.date | None
    ) -> KnownStake | None:
        owner = clean_name(self.row.get("owner"))
        if not owner:
            self._add("a stake has no owner", "the column owner filled in")
        elif owner in entities:
            self._add(f"{owner!r} is given as its own owner")
        first, last = self._optional_day("from", parse_start), self._optional_day("to", parse_end)
        if first and last and last < first:
            self._add(f"the stake ends on {last}, before it begins on {first}")
        share = self._share()
        if self.faults or share is None or date is None or known is None or len(entities) != 1:
            return None
        text = {each: self.row.get(each) for each in ("source", "address", "note")}
        place = self.row.place
        return KnownStake(owner, entities[0], share, date, first, last, known, place=place, **text)

    def _share(self) -> Share | None:
        text = self.row.get("value")
        try:
            if text[:1] in "<>" and text:
                bound = parse_share_pct(text[1:])
                low, high = (Fraction(NO_SHARE_PCT), bound) if text[0] == "<" else (bound, WHOLE_PCT)
                return band(low, high, text[0] == "<", text[0] == ">")
            share = Share.exact(parse_share_pct(text))
        except ValueError as error:
            self._add(str(error), "a share such as 48.13, or <50")
            return None
        if share.high_pct > WHOLE_PCT:
            self._add(f"a share of {text} % is more than all")
        return share

    def _figure_name(self) -> FigureName | None:
        text = "_".join(self.row.get("figure").casefold().split())
        if text not in set(FigureName):
            self._add(f"unknown figure {self.row.get('figure')!r}", ", ".join(FigureName))
            return None
        return FigureName(text)

    def _check_unit(self, name: FigureName) -> None:
        unit = self.row.get("unit")
        if name in MONEY:
            match = _MONEY_UNIT.fullmatch(unit)
            if match is None:
                self._add(f"{name} is in {unit!r}", "billions of a currency, such as USD bn")
            elif match["currency"] not in vocabulary().currencies:
                known = ", ".join(sorted(vocabulary().currencies))
                self._add(f"unknown currency {match['currency']!r}", f"one of {known}")
            return
        expected = "%" if name in SHARES else _OTHER_UNITS[name]
        if unit != expected:
            self._add(f"{name} is in {unit!r}", expected)

    def _value(self, name: FigureName | None) -> float | None:
        text = self.row.get("value")
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not math.isfinite(value) or value < 0:
            self._add(f"the value {text!r} is not a number from zero up", "a number like 12.5")
            return None
        if name in SHARES and value > float(WHOLE_PCT):
            self._add(f"a share of {value:g} % is more than all", "0 to 100")
        return value

    def _kind(self) -> Kind | None:
        text = self.row.get("kind") or str(Kind.DATA)
        if text not in set(Kind):
            self._add(f"unknown kind {text!r}", ", ".join(Kind))
            return None
        return Kind(text)

    def _first_known(self) -> dt.date | None:
        stated = self._optional_day("first_known")
        if stated is not None or self.row.get("first_known"):
            return stated
        lag = self.card.first_known_lag_days if self.card else 0
        date = self._optional_day("date") if not self.faults else None
        if lag is None:
            self._add("first_known is empty and the card states no first_known_lag_days")
        return days_after(date, lag) if date is not None and lag is not None else None

    def _day(self, column: str) -> dt.date | None:
        if not self.row.get(column):
            self._add(f"{column} is missing", "a date such as 2022-08-01")
            return None
        return self._optional_day(column)

    def _optional_day(
        self, column: str, parse: Callable[[str], dt.date | None] = parse_date
    ) -> dt.date | None:
        try:
            return parse(self.row.get(column))
        except ValueError as error:
            self._add(f"{column}: {error}")
            return None

    def _add(self, message: str, expected: str = "") -> None:
        self.faults += 1
        self.problems.append(Problem(self.file, self.row.place, message, expected))
