"""Decisions: each choice with when, why, by whom, instead of what, on what evidence, and who agreed."""

from __future__ import annotations

import datetime as dt
import tomllib
from functools import cache
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict

from sanctions.report.cells.tables import Cell, Column, Content, Look, Sheet, Table
from sanctions.resources import shipped_folder

SHEET: Final = "Decisions"
PATH: Final = "layouts/decisions.toml"
#: Columns that only the user can fill in.
AGREED, OBJECTION = "Agreed by", "Objection"
FILLED_IN: Final = (AGREED, "Agreed on", OBJECTION)
_WIDTHS: Final = (22, 16, 40)
COLUMNS: Final = (
    Column("Decision", 46, Look.KEY),
    Column("Id", 8, Look.CODE),
    Column("Status", 12),
    Column("Date", 14, Look.DATE),
    Column("Made by", 12),
    Column("Why", 60),
    Column("Instead of", 40),
    Column("Evidence", 50),
    Column("Impact", 12),
    Column("What it does to the numbers", 46),
    Column("Written down in", 46),
    *(Column(name, width, Look.INPUT_TEXT) for name, width in zip(FILLED_IN, _WIDTHS, strict=True)),
)
LEAD: Final = (
    "Choices that another modeller might make otherwise. Agreement and objections are yours to fill in, in"
    " the framed cells on yellow.",
    "Impact: what the other way would do to the measures it concerns; high = a quarter of them or more, low ="
    " next to nothing. The authors' judgement, not a run.",
)
MADE_BY: Final = "project"


class ModellingDecision(BaseModel):
    """One choice, why it was made, and what it does to the numbers."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    decision: str
    status: Literal["in force", "overtaken"] = "in force"
    date: dt.date
    why: str
    instead_of: str
    evidence: str
    impact: Literal["high", "medium", "low", "not known"]
    effect: str
    note: str


class DecisionFile(BaseModel):
    """The shipped file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    decisions: tuple[ModellingDecision, ...]


@cache
def decisions() -> tuple[ModellingDecision, ...]:
    """Return the shipped decisions, in their order."""
    text = (shipped_folder("reports") / PATH).read_text(encoding="utf-8")
    return DecisionFile.model_validate(tomllib.loads(text)).decisions


def sheet_of() -> Sheet:
    """Return the sheet."""
    rows: tuple[tuple[Content | Cell, ...], ...] = tuple(
        (
            each.decision,
            each.id,
            each.status,
            each.date,
            MADE_BY,
            each.why,
            each.instead_of,
            each.evidence,
            each.impact,
            each.effect,
            each.note,
            *(Cell(None, Look.INPUT_TEXT) for _ in FILLED_IN),
        )
        for each in decisions()
    )
    return Sheet(
        SHEET, "Decisions: what was chosen, and instead of what", Table("decisions", COLUMNS, rows), LEAD
    )
