"""A measure: what one sender bars, to whom, on what, and from when."""

from __future__ import annotations

import datetime as dt
from typing import Self

from pydantic import model_validator

from sanctions.spec.findings import every_finding, raise_findings
from sanctions.spec.measure_fields import MeasureFields
from sanctions.spec.measure_rules import MEASURE_RULES
from sanctions.spec.terms import Instrument, MeasureKind, Prohibition, Reopenings

#: Kinds that by their nature reach only what is issued once they are in force.
_ONLY_NEW = frozenset({MeasureKind.PRIMARY_MARKET_BAN, MeasureKind.NEW_EQUITY_BAN})


class Measure(MeasureFields):
    """One measure of one sender, consistent in itself.

    Several senders are several measures; a holding hit by two is hit once.
    """

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        raise_findings(every_finding(MEASURE_RULES, self))
        return self

    def covers_currency(self, code: str) -> bool:
        """Tell whether an instrument in the currency `code` (ISO 4217) is meant; no currencies means all."""
        if not self.currencies:
            return True
        if self.currencies[0].startswith("!"):
            return f"!{code}" not in self.currencies
        return code in self.currencies

    def covers_instrument(self, instrument: Instrument) -> bool:
        """Tell whether this sort of instrument is meant; no instruments means all."""
        return not self.instruments or instrument in self.instruments

    def covers_issued_on(self, issued: dt.date, first_issued: dt.date | None = None) -> bool | None:
        """Tell whether something issued on a day is on the covered side of the cut-off.

        Parameters
        ----------
        issued : datetime.date
            Day of the issue, or of the tap when an old line is re-opened.
        first_issued : datetime.date, optional
            Day the line was first issued, when `issued` is a later tap of it.

        Returns
        -------
        bool or None
            None where the law does not say: a tap after the cut-off of a line issued before it.
        """
        tap = self._past_cutoff(issued)
        if first_issued is None or self._past_cutoff(first_issued) == tap:
            return tap
        if self.reopenings is None:
            return None
        return tap if self.reopenings is Reopenings.REOPENING_DATE else self._past_cutoff(first_issued)

    def prohibits_act(self, act: Prohibition) -> bool:
        """Tell whether an act is barred."""
        return act in self.prohibits

    def in_force_on(self, day: dt.date) -> bool:
        """Tell whether the measure is in force on a day (`ends` is the last day)."""
        return self.effective <= day and (self.ends is None or day <= self.ends)

    def as_it_stood_on(self, day: dt.date) -> Measure:
        """Return the measure without what was added to it after a day: later tenor steps and licences.

        The last step left is open-ended, since nobody knew it would be tightened.
        """
        steps = tuple(step for step in self.tenor_schedule if step.issued_from <= day)
        licences = tuple(licence for licence in self.licences if licence.from_ <= day)
        if len(steps) == len(self.tenor_schedule) and len(licences) == len(self.licences):
            return self
        if steps and len(steps) < len(self.tenor_schedule):
            steps = (*steps[:-1], steps[-1].model_copy(update={"issued_to": None}))
        return self.model_copy(update={"tenor_schedule": steps, "licences": licences})

    def _past_cutoff(self, day: dt.date) -> bool:
        if self.issue_cutoff is not None:
            return day > self.issue_cutoff or (self.issue_cutoff_inclusive and day == self.issue_cutoff)
        return day >= self.effective if self.kind in _ONLY_NEW else True
