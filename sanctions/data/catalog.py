"""The card beside every data file: what it holds, who publishes it, when it can be known, its checksum."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails

from sanctions.errors import InputError, Problem
from sanctions.files.toml import read_toml
from sanctions.resources import shipped_folder

#: Folders of datasets/ whose files are figures and tables with cards.
FOLDERS = ("market", "facts")
UNITS = frozenset(
    {"%", "% GDP", "RUB bn", "USD bn", "count", "years", "USD per barrel", "index points", "points"}
)


def _known_unit(unit: str) -> str:
    if unit not in UNITS and not re.fullmatch(r"[A-Z]{3} per (EUR|USD)", unit):
        raise ValueError(
            f"unknown unit {unit!r}; known are {', '.join(sorted(UNITS))}, and 'RUB per USD' alike"
        )
    return unit


Text = Annotated[str, Field(min_length=1)]
SeriesId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
DataUnit = Annotated[str, AfterValidator(_known_unit)]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SeriesEntry(_Strict):
    """One series of a file.

    Parameters
    ----------
    id : str
        Stable name, unit included.
    title, unit : str
        In words; the unit from the closed set.
    column : str
        Column of a price table the series is read from; empty in observation files.
    per : str
        Column the first is divided by, where the series is a quotient of two.
    basis, publisher, address : str
        Where they differ from the card's.
    first_known_lag_days : int
        Days from a price's date to the day it is in print (0: the same day).
    minimum, maximum : float, optional
        Bounds no reading can leave, in `unit`; without them those of the unit hold.
    largest_change, largest_change_pct : float, optional
        Largest credible move between neighbouring readings, in `unit` or per cent.
    stale_after_days : int, optional
        Age of the last reading at which a download counts as stale.
    """

    id: SeriesId
    title: Text
    unit: DataUnit
    column: str = ""
    per: str = ""
    basis: str = ""
    publisher: str = ""
    address: str = ""
    first_known_lag_days: Annotated[int, Field(ge=0)] = 0
    minimum: float | None = None
    maximum: float | None = None
    largest_change: Annotated[float, Field(gt=0)] | None = None
    largest_change_pct: Annotated[float, Field(gt=0)] | None = None
    stale_after_days: Annotated[int, Field(gt=0)] | None = None


class SeriesCard(SeriesEntry):
    """The card of one series that is downloaded or brought along, not bundled.

    Parameters
    ----------
    basis, publisher, address : str
        As in :class:`SeriesEntry`, but required.
    licence, revised, gaps : str
        As in :class:`Card`.
    first_known_lag_reason : str
        Why the lag is what it is.
    """

    basis: Text
    publisher: Text
    address: Text
    licence: Text
    revised: Text
    gaps: Text
    first_known_lag_reason: Text


class ColumnEntry(_Strict):
    """One column of a file: its name, whether it holds numbers, and what they mean."""

    name: Text
    type: Literal["text", "number", "date"]
    description: Text


class Card(_Strict):
    """All that is said about one file; see the fields' names, which are the card's own keys."""

    name: SeriesId
    path: Path
    form: Literal["observations", "prices", "table"]
    title: Text
    publisher: Text
    address: Text
    seen_via: tuple[str, ...]
    unit: Text
    basis: Text
    coverage: Text
    gaps: Text
    licence: Text
    revised: Text
    first_known_lag_days: Annotated[int, Field(ge=0)] | None = None
    first_known_lag_reason: str = ""
    vintage: str = ""
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    columns: tuple[ColumnEntry, ...]
    series: tuple[SeriesEntry, ...] = ()

    @model_validator(mode="after")
    def _complete(self) -> Card:
        if self.first_known_lag_days is not None and not self.first_known_lag_reason:
            raise ValueError("first_known_lag_days needs first_known_lag_reason")
        if self.form != "table" and not self.series:
            raise ValueError("a file of figures lists its series")
        names = {column.name for column in self.columns}
        for entry in self.series:
            missing = {entry.column, entry.per} - names - {""}
            if missing:
                raise ValueError(
                    f"series {entry.id} reads column {', '.join(sorted(missing))}, which is not listed"
                )
        return self

    @property
    def table(self) -> Path:
        """Return the CSV the card describes."""
        return self.path.with_suffix(".csv")


#: What a card may say; its name and path come from the file itself.
CARD_KEYS = {name: field for name, field in Card.model_fields.items() if name not in {"name", "path"}}


def load_card(path: Path) -> Card:
    """Read one card.

    Parameters
    ----------
    path : pathlib.Path
        The ``.toml`` beside the CSV of the same name.

    Returns
    -------
    Card

    Raises
    ------
    InputError
        With every missing, unknown or malformed key of the card.
    """
    try:
        content = read_toml(path)
        return Card.model_validate({**content, "name": path.stem, "path": path})
    except ValidationError as error:
        raise InputError(card_problem(path, issue, _keys(issue)) for issue in error.errors()) from None


def card_problem(path: Path, issue: ErrorDetails, known: str) -> Problem:
    """Return what pydantic found wrong with a card, in an analyst's words.

    Parameters
    ----------
    path : pathlib.Path
        The card.
    issue : dict
        One of the errors of a ValidationError.
    known : str
        The keys the place in question may have.
    """
    place = ".".join(map(str, issue["loc"]))
    if issue["type"] == "missing":
        return Problem(str(path), place, "the card lacks this key")
    if issue["type"] == "string_too_short":
        return Problem(str(path), place, "is empty")
    if issue["type"] == "extra_forbidden":
        return Problem(str(path), place, "unknown key", f"one of {known}")
    message = issue["msg"].removeprefix("Value error, ")
    return Problem(str(path), place, message[:1].lower() + message[1:])


def _keys(issue: ErrorDetails) -> str:
    parts = {"series": SeriesEntry.model_fields, "columns": ColumnEntry.model_fields}
    part = str(issue["loc"][0]) if issue["loc"] else ""
    return ", ".join(parts.get(part, CARD_KEYS))


def catalogue(folder: Path | None = None) -> tuple[Card, ...]:
    """Return the cards of every figure and table below `folder` (default: the bundled datasets), by name.

    Raises
    ------
    InputError
        With every faulty card, every CSV without a card and every card without a CSV.
    """
    root = shipped_folder("datasets") if folder is None else folder
    problems: list[Problem] = []
    cards: list[Card] = []
    for part in FOLDERS:
        files = sorted((root / part).glob("*.toml"))
        stems = {file.stem for file in files}
        for table in sorted((root / part).glob("*.csv")):
            if table.stem not in stems:
                problems.append(Problem(str(table), "", "has no card", f"{table.stem}.toml beside it"))
        for file in files:
            try:
                card = load_card(file)
            except InputError as error:
                problems.extend(error.problems)
                continue
            if card.table.is_file():
                cards.append(card)
            else:
                problems.append(Problem(str(file), "", f"describes {card.table.name}, which is missing"))
    problems.extend(_repeated(cards))
    if problems:
        raise InputError(problems)
    return tuple(sorted(cards, key=lambda card: card.name))


def _repeated(cards: Iterable[Card]) -> list[Problem]:
    owner: dict[str, Card] = {}
    problems = []
    for card in cards:
        for name in [card.name, *(entry.id for entry in card.series if entry.id != card.name)]:
            if name in owner:
                message = f"the name {name} is already used by {owner[name].path.name}"
                problems.append(Problem(str(card.path), "series", message))
            owner.setdefault(name, card)
    return problems


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def verify_checksums(cards: Iterable[Card]) -> None:
    """Check that every file is the one its card was written for.

    Raises
    ------
    InputError
        With every file whose content changed.
    """
    problems = [
        Problem(str(card.table), "", "does not match the checksum on its card", card.sha256)
        for card in cards
        if checksum(card.table) != card.sha256
    ]
    if problems:
        raise InputError(problems)
