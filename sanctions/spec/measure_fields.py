"""The terms of one measure, in the law's own words, before any rule that looks at two of them at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from pydantic import Field, ValidationError, model_validator

from sanctions.spec.base import (
    CurrencyTerm,
    Date,
    Days,
    Flag,
    Identifier,
    IssuerName,
    Sender,
    SpecModel,
    Text,
)
from sanctions.spec.kinds import KIND_RULES
from sanctions.spec.parts import Licence, PhaseIn, TenorStep
from sanctions.spec.terms import (
    Binds,
    Derivatives,
    ExistingCommitments,
    Instrument,
    IssuerReach,
    MeasureKind,
    OwnershipRule,
    Prohibition,
    Reopenings,
    SaleTo,
)


class _Announcement(SpecModel):
    """Reads the one date `effective_after_days` counts from."""

    day: Date


def with_defaults(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return the terms with what follows from others filled in: `effective` and the usual `prohibits`."""
    filled = dict(raw)
    days = filled.get("effective_after_days")
    if "effective" not in filled and type(days) is int and days >= 0:
        try:
            announced = _Announcement(day=filled.get("announced")).day
            filled["effective"] = announced + dt.timedelta(days=days)
        except (ValidationError, OverflowError):
            pass
    kind = filled.get("kind")
    if isinstance(kind, str) and kind in set(MeasureKind):
        rule = KIND_RULES[MeasureKind(kind)]
        filled.setdefault("prohibits", sorted(rule.usual))
        if kind in (MeasureKind.UNPRICED, MeasureKind.DIPLOMATIC) and "announced" in filled:
            filled.setdefault("effective", filled["announced"])
    return filled


class MeasureFields(SpecModel):
    """Fields of a measure; see `sanctions.spec.measures.Measure`."""

    id: Identifier
    kind: MeasureKind
    sender: Sender
    summary: Text | None = None
    binds: Binds = Binds.ALL_PERSONS
    foreign_branches: Flag = True
    foreign_subsidiaries: Flag = False
    issuers: tuple[IssuerName, ...] = ()
    issuer_reach: IssuerReach = IssuerReach.NAMED_ONLY
    ownership_rule: OwnershipRule = OwnershipRule.NONE
    currencies: tuple[CurrencyTerm, ...] = ()
    instruments: frozenset[Instrument] = frozenset()
    instrument_include: tuple[Text, ...] = ()
    instrument_exclude: tuple[Text, ...] = ()
    announced: Date
    effective: Date
    effective_after_days: Days | None = None
    ends: Date | None = None
    issue_cutoff: Date | None = None
    issue_cutoff_inclusive: Flag = False
    reopenings: Reopenings | None = None
    tenor_schedule: tuple[TenorStep, ...] = ()
    prohibits: frozenset[Prohibition] = Field(default=frozenset(), validate_default=False)
    sale_to: SaleTo = SaleTo.ANYONE
    wind_down_days: Days = 0
    existing_commitments: ExistingCommitments = ExistingCommitments.EXEMPT_IF_UNMODIFIED
    derivatives: Derivatives = Derivatives.NOT_COVERED
    licences: tuple[Licence, ...] = ()
    phase_in: tuple[PhaseIn, ...] = ()
    list: Text | None = None
    source: Text

    @model_validator(mode="before")
    @classmethod
    def _fill(cls, raw: Any) -> Any:
        return with_defaults(raw) if isinstance(raw, Mapping) else raw
