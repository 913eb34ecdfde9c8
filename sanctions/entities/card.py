"""The card beside a table of entity figures: who publishes it, what it covers, how late it is known."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from sanctions.errors import InputError, Problem
from sanctions.files.toml import read_toml

Text = Annotated[str, Field(min_length=1)]


class EntityCard(BaseModel):
    """What is said about one table of entity figures.

    Parameters
    ----------
    title, publisher, address, coverage, licence : str
    seen_via : tuple of str
        Where it was read, if not at the publisher's.
    first_known_lag_days : int, optional
        Days from a figure's date to its publication, for rows that do not say; with the reason.
    first_known_lag_reason : str
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Text
    publisher: Text
    address: Text
    coverage: Text
    licence: Text
    seen_via: tuple[str, ...] = ()
    first_known_lag_days: Annotated[int, Field(ge=0)] | None = None
    first_known_lag_reason: str = ""

    @model_validator(mode="after")
    def _lag_has_reason(self) -> EntityCard:
        if self.first_known_lag_days is not None and not self.first_known_lag_reason:
            raise ValueError("first_known_lag_days needs first_known_lag_reason")
        return self


def card_beside(table: Path) -> Path:
    """Return where the card of a table is looked for."""
    return table.with_suffix(".toml")


def load_entity_card(table: Path, card: Path | None = None) -> EntityCard:
    """Read the card of a table.

    Parameters
    ----------
    table : pathlib.Path
    card : pathlib.Path, optional
        By default the ``.toml`` of the same name beside the table.

    Raises
    ------
    InputError
        There is no card, or every fault of it.
    """
    path = card_beside(table) if card is None else card
    if not path.is_file():
        expected = "title, publisher, address, coverage and licence of the figures, in TOML"
        raise InputError.single(table.name, "", f"has no card {path.name}", expected)
    try:
        return EntityCard.model_validate(read_toml(path, path.name))
    except ValidationError as error:
        raise InputError(
            Problem(path.name, ".".join(map(str, each["loc"])), _said(each["type"], each["msg"]))
            for each in error.errors()
        ) from None


def _said(kind: str, message: str) -> str:
    words = {"missing": "the card lacks this key", "extra_forbidden": "unknown key"}
    return words.get(kind, message.removeprefix("Value error, "))
