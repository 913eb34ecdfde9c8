"""The names a spec may use for senders, targets, currencies and issuers, read from a shipped table."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field
from rapidfuzz import process

from sanctions.resources import shipped_folder
from sanctions.spec.terms import IssuerClass

VOCABULARY_PATH = "lists/vocabulary.toml"
NEAREST_NAMES = 3
NEAREST_MIN_SCORE = 60.0
NEAREST_MIN_LENGTH = 2
NEAREST_MARGIN = 10.0


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class NamedEntry(_Entry):
    """A sender or a currency: a title and where the code comes from."""

    title: str
    source: str


class Target(NamedEntry):
    """A country a package is aimed at, with the ISO code of its currency."""

    currency: str


class Issuer(NamedEntry):
    """Somebody whose debt or equity a measure can name."""

    official_name: str | None = None
    sovereign: str
    currency: str
    issuer_class: IssuerClass = Field(alias="class")


class Vocabulary(_Entry):
    """Everything a spec may name."""

    version: Literal[1] = Field(alias="schema")
    senders: Mapping[str, NamedEntry]
    targets: Mapping[str, Target]
    currencies: Mapping[str, NamedEntry]
    issuers: Mapping[str, Issuer]


@cache
def vocabulary() -> Vocabulary:
    """Return the shipped vocabulary (read once).

    Returns
    -------
    Vocabulary
        Senders, targets, currencies and issuers with titles and sources.
    """
    text = (shipped_folder("datasets") / VOCABULARY_PATH).read_text(encoding="utf-8")
    return Vocabulary.model_validate(tomllib.loads(text))


def nearest(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return the known names most like `name`, best first; empty when none is close."""
    if len(name) < NEAREST_MIN_LENGTH:
        return ()
    matches = process.extract(
        name.lower(),
        {candidate: candidate.lower() for candidate in known},
        limit=NEAREST_NAMES,
        score_cutoff=NEAREST_MIN_SCORE,
    )
    return tuple(candidate for _, score, candidate in matches if score >= matches[0][1] - NEAREST_MARGIN)
