"""From packages to facts of law the equations read: who is barred from what, and when.

One mechanism per channel: a measure reaches the bond channel through what it prohibits, not through its name,
so a new kind of measure needs no branch here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sanctions.periods import DAYS_PER_YEAR, YEARS, days_after, years_after
from sanctions.spec.dates import bite_pct, days_in_force, mean_bite, wind_down_ends
from sanctions.spec.measures import Measure
from sanctions.spec.package import Package
from sanctions.spec.terms import Instrument, IssuerClass, Prohibition, SaleTo
from sanctions.spec.vocabulary import vocabulary

#: Senders with holder figures, as the equations name them.
SENDERS = {"us": "US", "uk": "UK", "eu": "EU"}
LIMBS = {
    "primary": "barred from buying new bonds at issue",
    "old": "barred from bonds already outstanding",
    "new": "barred from new bonds in the secondary market",
    "locked": "barred from any sale of bonds they hold",
    "forced": "bound to sell bonds they hold",
    "lend": "barred from lending to the state",
    "freeze": "keep the state's reserves frozen",
}
#: Limbs that reach bonds; the others only add to what a package with such limbs does.
BOND_LIMBS = frozenset({"primary", "old", "new", "locked", "forced"})
_TRADED_DEBT = (Instrument.BOND, Instrument.BILL)
_FULL = 100.0


@dataclass(frozen=True)
class Segment:
    """A class of bonds: its name and currency term ("RUB", "!RUB" for every other)."""

    name: str
    currency: str

    def meant_by(self, measure: Measure) -> bool:
        """Tell whether a measure's currencies include the segment; "!RUB" is read off any other currency."""
        if not self.currency.startswith("!"):
            return measure.covers_currency(self.currency)
        home = self.currency.removeprefix("!")
        return not measure.currencies or any(term not in (home, f"!{term}") for term in measure.currencies)


@dataclass(frozen=True)
class LawRule:
    """One measure seen from the bond channel of one segment.

    Parameters
    ----------
    name : str
        ``package#measure``.
    measure : Measure
    origin : datetime.date
        Day of column t=0 for this measure.
    limbs : frozenset of str
        Names of `LIMBS` it has.
    """

    name: str
    measure: Measure
    origin: dt.date
    limbs: frozenset[str]

    @property
    def sender(self) -> str:
        """Sender, as the law writes it."""
        return self.measure.sender

    def strength(self, timing: str) -> tuple[float, ...]:
        """Return how far it bites in each annual column, 0 to 1; nothing has happened yet at t=0.

        Parameters
        ----------
        timing : str
            "average" over the days of the year, or "end" for the column's own day; one that ends within the
            year still counts there by its days.
        """
        return (0.0, *(self._bite(year, timing) for year in YEARS[1:]))

    def _bite(self, year: int, timing: str) -> float:
        first = days_after(years_after(self.origin, year - 1), 1)
        last = years_after(self.origin, year)
        mean = mean_bite(self.measure, first, last)
        return mean if timing == "average" else max(bite_pct(self.measure, last) / _FULL, mean)

    def coverage(self) -> tuple[float, ...]:
        """Return the share of each year's days on which new issues are covered."""
        shares = [0.0]
        for year in YEARS[1:]:
            first = days_after(years_after(self.origin, year - 1), 1)
            last = years_after(self.origin, year)
            cutoff = self.measure.issue_cutoff
            start = first if cutoff is None else max(first, cutoff)
            shares.append(days_in_force(self.measure, start, last) / ((last - first).days + 1))
        return tuple(shares)

    @property
    def effective_years(self) -> float:
        """Time from column t=0 until it takes effect."""
        return max(0, (self.measure.effective - self.origin).days) / DAYS_PER_YEAR

    @property
    def full_force_days(self) -> int:
        """Days from column t=0 until it binds in full, wind-down and phase-in included."""
        return max(0, (self._full_force - self.origin).days)

    @property
    def selling_days(self) -> int:
        """Days holders have to sell: from the announcement, or from its effect if earlier."""
        return max(0, (self._full_force - min(self.origin, self.measure.effective)).days)

    @property
    def _full_force(self) -> dt.date:
        last_phase = max((phase.date for phase in self.measure.phase_in), default=self.measure.effective)
        return max(wind_down_ends(self.measure), last_phase)


def rules_of(packages: Iterable[Package], segment: Segment, origin: dt.date) -> tuple[LawRule, ...]:
    """Return the rules of packages that reach the bonds of a segment.

    Parameters
    ----------
    packages : iterable of Package
    segment : Segment
    origin : datetime.date
        Day of column t=0.
    """
    return tuple(
        rule
        for package in packages
        for measure in package.measures
        if (rule := _rule(f"{package.id}#{measure.id}", measure, segment, origin)) is not None
    )


def _rule(name: str, measure: Measure, segment: Segment, origin: dt.date) -> LawRule | None:
    if measure.sender not in SENDERS.values() or not segment.meant_by(measure):
        return None
    limbs = _bond_limbs(measure, origin) | _other_limbs(measure)
    if not limbs:
        return None
    acts = measure.prohibits
    if "old" in limbs and (Prohibition.SELL in acts or measure.sale_to is SaleTo.NOBODY):
        limbs.add("locked")
    elif "old" in limbs and Prohibition.HOLD in acts:
        limbs.add("forced")
    return LawRule(name, measure, origin, frozenset(limbs))


def _bond_limbs(measure: Measure, origin: dt.date) -> set[str]:
    """Return the limbs through which a measure reaches bonds of the state."""
    if not _names(measure, IssuerClass.SOVEREIGN):
        return set()
    if not any(measure.covers_instrument(kind) for kind in _TRADED_DEBT):
        return set()
    acts = measure.prohibits
    limbs = {"primary"} if Prohibition.BUY_AT_ISSUE in acts else set()
    if acts & {Prohibition.BUY_SECONDARY, Prohibition.HOLD}:
        before = days_after(min(measure.effective, origin), -DAYS_PER_YEAR)
        reaches_old = measure.covers_issued_on(before) is True and not measure.tenor_schedule
        limbs |= {"new", "old"} if reaches_old else {"new"}
    return limbs


def _other_limbs(measure: Measure) -> set[str]:
    """Return the limbs that take loans or reserves out of the state's reach."""
    limbs = set()
    loans = measure.covers_instrument(Instrument.LOAN) and _names(measure, IssuerClass.SOVEREIGN)
    if Prohibition.LEND in measure.prohibits and loans:
        limbs.add("lend")
    if Prohibition.SETTLE in measure.prohibits and _names(measure, IssuerClass.CENTRAL_BANK):
        limbs.add("freeze")
    return limbs


def joined_by_all(rules: Iterable[LawRule]) -> tuple[LawRule, ...]:
    """Return rules with, beside each, the same rule from every other sender that has holder figures."""
    return tuple(
        replace(rule, measure=rule.measure.model_copy(update={"sender": sender}))
        for rule in rules
        for sender in (rule.sender, *(each for each in SENDERS.values() if each != rule.sender))
    )


def names_state(measure: Measure) -> bool:
    """Tell whether a measure names the state, its central bank or its wealth fund."""
    return any(
        _names(measure, each)
        for each in (IssuerClass.SOVEREIGN, IssuerClass.CENTRAL_BANK, IssuerClass.WEALTH_FUND)
    )


def _names(measure: Measure, issuer_class: IssuerClass) -> bool:
    known = vocabulary().issuers
    return any(known[name].issuer_class is issuer_class for name in measure.issuers if name in known)


@dataclass(frozen=True)
class LawState:
    """What the rules of one state of the law say of one segment, in the terms of the equations."""

    rules: tuple[LawRule, ...]

    def limb(self, limb: str, sender: str, timing: str) -> tuple[float, ...]:
        """Return how far a sender's investors are barred, by annual column; overlaps hit once."""
        return _largest([rule.strength(timing) for rule in self._rules(limb, sender)])

    def measures(self, limb: str, sender: str | None = None) -> tuple[str, ...]:
        """Return the names of the measures behind a limb."""
        return tuple(rule.name for rule in self._rules(limb, sender))

    def wind_down_days(self, sender: str) -> float:
        """Days from column t=0 until a sender's barred holders must have sold."""
        return float(min((rule.full_force_days for rule in self._rules("forced", sender)), default=0))

    def old_effective_years(self, sender: str) -> float:
        """Time from column t=0 until a sender bars old bonds."""
        return min((rule.effective_years for rule in self._rules("old", sender)), default=0.0)

    @property
    def selling_days(self) -> float:
        """Days the market has to take what must be sold: the shortest any sender gives."""
        return self._fewest_days("forced")

    @property
    def fewest_selling_days(self) -> float:
        """The same, were locked-in holders bound to sell instead."""
        return self._fewest_days("forced", "locked")

    def _fewest_days(self, *limbs: str) -> float:
        return float(min((rule.selling_days for limb in limbs for rule in self._rules(limb)), default=0))

    def _rules(self, limb: str, sender: str | None = None) -> list[LawRule]:
        return [
            rule for rule in self.rules if limb in rule.limbs and (sender is None or rule.sender == sender)
        ]


def issuance_covered(rules: Sequence[LawRule]) -> tuple[float, ...]:
    """Return the share of each year's issue that some rule covers."""
    return _largest([rule.coverage() for rule in rules if rule.limbs & {"primary", "new"}])


def _largest(paths: list[tuple[float, ...]]) -> tuple[float, ...]:
    return tuple(max(values) for values in zip(*paths, strict=True)) if paths else (0.0,) * len(YEARS)
