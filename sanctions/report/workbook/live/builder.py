"""The columns of draws: metrics option by option, differences, shares, chances, within the space there is."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from sanctions.comparison.results import Comparison
from sanctions.model.metrics import BY_ID, YARDSTICK_METRIC
from sanctions.model.outcome import keeps_sign, ratio_reference
from sanctions.model.results import Spread
from sanctions.report.cells.formulas import function
from sanctions.report.numbers.settings import PER_CENT
from sanctions.report.numbers.sides import Pair, pairs_of, sides_of
from sanctions.report.workbook.live.found import Live, LiveMetric, LivePeak
from sanctions.report.workbook.live.slice import Array, Columns, Slice, marked
from sanctions.report.workbook.live.terms import Term, binary

#: Most columns one option may take.
MOST_COLUMNS: Final = 145
#: Metric that is no effect worth the name where it is small, and the one options are ranked by.
PEAK_METRIC: Final = "peak_yield_bp"
#: Metrics made live, the first ones first; the last ones give way when there are too many columns.
DECLARED: Final = (
    YARDSTICK_METRIC,
    "old_bond_yield_12m_bp",
    "act_on_the_day_bp",
    "threat_held_back_bp",
    "currency_fall_pct",
    "cost_us_8y_usd_bn",
    "cost_eu_8y_usd_bn",
    "cost_uk_8y_usd_bn",
    "cost_others_8y_usd_bn",
    "cost_all_8y_usd_bn",
    PEAK_METRIC,
    "effect_left_year_8_pct",
    "target_cost_8y_usd_bn",
    "target_income_loss_8y_usd_bn",
    "transfer_to_target_usd_bn",
    "sender_share_of_foreign_holdings_pct",
    "sender_assets_in_reach_usd_bn",
    "unmet_funding_year_1_pct_of_plan",
    "extra_interest_8y_lcu_bn",
    "extra_interest_8y_pct_gdp",
    "already_priced_in_bp",
    "expected_move_on_announcement_bp",
    "gain_if_allies_join_bp",
    "days_to_full_effect",
    "sender_cost_8y_usd_bn",
    "sender_holder_loss_usd_bn",
    "new_bond_premium_bp",
)
#: What the odds alone price in; its variance weighs the run-up.
_PRIOR: Final = "priced_by_odds"
_PERCENT: Final = 100.0


@dataclass(frozen=True)
class _Number:
    """One metric of one option: a column of draws, or a number that the law has settled."""

    term: Term
    values: Array

    @property
    def place(self) -> int | None:
        """The column, None where the law has settled the number."""
        return None if self.term.settled is not None else marked(self.term.text)[0]


@dataclass
class Builder:
    """Collects columns until every option has been taken.

    Parameters
    ----------
    comparison : Comparison
    columns : Columns
        Shared by all options.
    draws : int
    """

    comparison: Comparison
    columns: Columns
    draws: int
    _numbers: dict[tuple[str, str], _Number] = field(default_factory=dict)
    _guards: dict[tuple[str, str], tuple[int, bool]] = field(default_factory=dict)
    _priors: dict[str, int] = field(default_factory=dict)
    _count: dict[str, int] = field(default_factory=dict)

    def take(self, part: Slice) -> None:
        """Add one option's metrics, within the columns an option may take."""
        start, letter = len(self.columns.columns), part.side.letter
        taken: list[int] = []
        for id_ in DECLARED:
            quantity = BY_ID[id_].quantity
            if quantity is None or id_ not in part.side.assessment.metrics:
                continue
            number = self._number(part, quantity)
            wanted = [*taken, *([number.place] if number.place is not None else [])]
            divisor = self._divisor(part, id_, number.place)
            own = [each for each in self.columns.standing(self._with_prior(part, wanted)) if each >= start]
            if len(own) > MOST_COLUMNS or (divisor is not None and not keeps_sign(self._values(divisor))):
                continue
            taken = wanted
            self._numbers[id_, letter] = number
            self._count[letter] = len(own)
            if divisor is not None:
                self._guards[id_, letter] = (divisor, False)
        prior = self._prior(part, taken)
        if prior is not None:
            self._priors[letter] = prior

    def _prior(self, part: Slice, wanted: list[int]) -> int | None:
        """Return the column of what the odds alone price in, where wanted ones read it."""
        prior = self._number(part, _PRIOR).place if _PRIOR in part.values else None
        return prior if prior is not None and prior in self.columns.used_by(wanted) else None

    def _with_prior(self, part: Slice, wanted: list[int]) -> list[int]:
        prior = self._prior(part, wanted)
        return wanted if prior is None else [*wanted, prior]

    def finished(self) -> Live | None:
        """Add differences, shares and chances, and give every column its letter."""
        for pair in pairs_of(self.comparison):
            for id_ in DECLARED:
                self._pair(pair, id_)
        places = {name: each.place for name, each in self._numbers.items() if each.place is not None}
        if not places:
            return None
        divisors = [place for place, _ in self._guards.values()]
        letters, columns = self.columns.kept([*places.values(), *self._priors.values(), *divisors])
        variances = {
            of: (letters[place], float(np.var(self._values(place)))) for of, place in self._priors.items()
        }
        return Live(
            self.draws,
            columns,
            {name: self._metric(name, place, letters) for name, place in places.items()},
            {id_: self._peaks(id_, letters) for id_ in (PEAK_METRIC, YARDSTICK_METRIC)},
            variances,
            self._count,
        )

    def _number(self, part: Slice, quantity: str) -> _Number:
        """Return one quantity; what is the same in every draw but follows Inputs has a column as well."""
        term = part.find(quantity)
        values = np.broadcast_to(part.values[quantity], (self.draws,))
        if term.settled is None and not term.drawn:
            term = self.columns.add(quantity, term.text, values)
        return _Number(term, values)

    def _values(self, place: int) -> Array:
        return self.columns.columns[place].values

    def _divisor(self, part: Slice, id_: str, place: int | None) -> int | None:
        """Return the column a ratio divides by, None for what is no ratio."""
        reference = ratio_reference(BY_ID[id_])
        if reference is None or place is None:
            return None
        found = self._number(part, reference).place
        return found if found is not None and found in self.columns.used_by([place]) else None

    def _pair(self, pair: Pair, id_: str) -> None:
        mine = self._numbers.get((id_, pair.side.letter))
        theirs = self._numbers.get((id_, pair.yardstick.letter))
        if mine is None or theirs is None:
            return
        difference = binary(mine.term, ast.Sub(), theirs.term)
        self._add((id_, pair.label), difference, mine.values - theirs.values)
        stated = isinstance(self.comparison.share_used[pair.side.id].get(id_), Spread)
        stated = stated and keeps_sign(theirs.values) and bool(np.all(theirs.values != 0))
        if stated and theirs.place is not None and mine.term.settled != 0:
            one, two = mine.term.bracketed(2), theirs.term.text
            share = Term(function("IF", f"{two}=0", "0", f"{PER_CENT}*{one}/{two}"), drawn=True)
            self._add((id_, pair.share_label), share, _PERCENT * mine.values / theirs.values)
            self._guards[id_, pair.share_label] = (theirs.place, True)

    def _add(self, name: tuple[str, str], term: Term, values: Array) -> None:
        """Add a column for a number of two options, unless the law has settled it."""
        if term.settled is None:
            self._numbers[name] = _Number(self.columns.add(": ".join(name), term.text, values), values)

    def _metric(self, name: tuple[str, str], place: int, letters: dict[int, str]) -> LiveMetric:
        reference, never_zero = self._guards.get(name, (None, False))
        divides_by = "" if reference is None else letters[reference]
        return LiveMetric(letters[place], self._values(place), divides_by, never_zero)

    def _peaks(self, id_: str, letters: dict[int, str]) -> dict[str, LivePeak]:
        """Return the rise of every option that has one."""
        found = {}
        for side in sides_of(self.comparison):
            peak = self._numbers.get((id_, side.letter))
            if peak is not None:
                column = "" if peak.place is None else letters[peak.place]
                found[side.letter] = LivePeak(column, peak.term.text, peak.values)
        return found
