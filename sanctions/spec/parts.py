"""The smaller parts of a package: licences, tenor steps, phase-in, responses and statements."""

from __future__ import annotations

import datetime as dt
from typing import Self

from pydantic import Field, model_validator

from sanctions.spec.base import Date, Days, Percent, Probability, SpecModel, Text, problem
from sanctions.spec.terms import Exposure, Renewal, ResponseKind


class TenorStep(SpecModel):
    """Longest maturity free for debt issued in a span of days (both ends included); 0: none is free."""

    issued_from: Date
    issued_to: Date | None = None
    max_days: Days

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.issued_to is not None and self.issued_to < self.issued_from:
            raise problem(
                f"issued_to {self.issued_to} is before issued_from {self.issued_from}", "a later day or none"
            )
        return self

    def covers(self, day: dt.date) -> bool:
        """Tell whether debt issued on `day` falls in this step."""
        return self.issued_from <= day and (self.issued_to is None or day <= self.issued_to)


class PhaseIn(SpecModel):
    """Share of the measure in force from a day on, in percent."""

    date: Date
    pct: Percent


class Licence(SpecModel):
    """An authorisation that softens a measure for a time."""

    id: Text
    authorises: Text
    from_: Date = Field(alias="from")
    expires: Date | None = None
    renewal: Renewal = Renewal.NONE
    renewal_probability: Probability | None = None
    releases_pct: Percent | None = None
    source: Text

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.expires is not None and self.expires < self.from_:
            raise problem(f"licence expires {self.expires}, before it begins {self.from_}", "a later day")
        if self.renewal is Renewal.ASSUMED and self.expires is None:
            raise problem("renewal is assumed of a licence that never expires", "`expires`, or no renewal")
        if self.renewal_probability is not None and self.renewal is Renewal.NONE:
            raise problem("renewal_probability is given but renewal is none", 'renewal = "assumed"')
        return self


class Response(SpecModel):
    """What the target, or a third party such as an index provider, does in answer."""

    by: Text
    kind: ResponseKind
    from_: Date = Field(alias="from")
    probability: Probability | None = None
    source: Text


class Statement(SpecModel):
    """What an official said was being done or held back, in our own words."""

    by: Text
    date: Date
    text: Text
    source: Text


class Track(SpecModel):
    """A strand of cooperation that is to be kept apart from the dispute, and whether it is exposed."""

    track: Text
    exposed: Exposure
    why: Text
    by: Text
    source: Text | None = None
