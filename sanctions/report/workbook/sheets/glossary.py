"""Glossary: the words of the workbook, from a shipped file."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Final

from pydantic import BaseModel, ConfigDict

from sanctions.report.cells.tables import Column, Look, Sheet, Table
from sanctions.resources import shipped_folder

SHEET: Final = "Glossary"
PATH: Final = "layouts/glossary.toml"


class GlossaryTerm(BaseModel):
    """One word and what it means here."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    term: str
    meaning: str


class GlossaryFile(BaseModel):
    """The shipped file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    terms: tuple[GlossaryTerm, ...]


@cache
def terms() -> tuple[GlossaryTerm, ...]:
    """Return the shipped terms, in their order."""
    text = (shipped_folder("reports") / PATH).read_text(encoding="utf-8")
    return GlossaryFile.model_validate(tomllib.loads(text)).terms


def sheet_of() -> Sheet:
    """Return the sheet."""
    rows = tuple((each.term, each.meaning) for each in terms())
    columns = (Column("Term", 36, Look.KEY), Column("What it means here", 120))
    return Sheet(SHEET, "Glossary", Table("glossary", columns, rows))
