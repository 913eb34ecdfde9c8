"""Decisions: the choices behind the numbers, what they were made against, and room to sign or object."""

from __future__ import annotations

import datetime as dt
import tomllib
from functools import cache
from typing import Final

from pydantic import BaseModel, ConfigDict

from sanctions.report.tables import Cell, Column, Look, Sheet, Table
from sanctions.resources import shipped_folder

SHEET: Final = "Decisions"
PATH: Final = "layouts/decisions.toml"
COLUMNS: Final = (
    Column("Decision", 48, Look.KEY),
    Column("Date", 14, Look.DATE),
    Column("Why", 80),
    Column("Instead of", 44),
    Column("What it does to the numbers", 60),
    Column("Written down in", 48),
    Column("Owner", 14),
    Column("Agreed by", 22, Look.INPUT_TEXT),
    Column("Objection", 40, Look.INPUT_TEXT),
)
LEAD: Final = (
    "Choices that another modeller might make otherwise. Agreement and objections are yours to fill in.",
)
OWNER: Final = "project"


class Decision(BaseModel):
    """One choice, why it was made, and what it does to the numbers."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    decision: str
    date: dt.date
    why: str
    instead_of: str
    effect: str
    note: str


class DecisionFile(BaseModel):
    """The shipped file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    decisions: tuple[Decision, ...]


@cache
def decisions() -> tuple[Decision, ...]:
    """Return the shipped decisions, in their order."""
    text = (shipped_folder("reports") / PATH).read_text(encoding="utf-8")
    return DecisionFile.model_validate(tomllib.loads(text)).decisions


def sheet_of() -> Sheet:
    """Return the sheet."""
    rows = tuple(
        (
            each.decision,
            each.date,
            each.why,
            each.instead_of,
            each.effect,
            each.note,
            OWNER,
            Cell(None, Look.INPUT_TEXT),
            Cell(None, Look.INPUT_TEXT),
        )
        for each in decisions()
    )
    return Sheet(
        SHEET, "Decisions: what was chosen, and instead of what", Table("decisions", COLUMNS, rows), LEAD
    )
