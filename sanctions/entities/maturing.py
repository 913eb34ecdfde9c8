"""Debt under tenor caps: what was free when issued, and what may replace it when it falls due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sanctions.entities.figures import ListedInstrument
from sanctions.periods import YEARS, years_after
from sanctions.spec.dates import bite_pct, covers_debt
from sanctions.spec.measures import Measure
from sanctions.spec.terms import Instrument as InstrumentKind
from sanctions.spec.terms import MeasureKind

_FULL_PCT = 100.0
_DEBT = (InstrumentKind.BOND, InstrumentKind.BILL, InstrumentKind.LOAN)


@dataclass(frozen=True, slots=True)
class ReachedMaturities:
    """One measure that reaches an entity.

    Parameters
    ----------
    name : str
        ``package#measure``.
    measure : Measure
    listed_on : datetime.date or None
        Day the entity itself was put under it; a cap counts from the later of the two.
    """

    name: str
    measure: Measure
    listed_on: dt.date | None = None

    def bars_new_debt(self, issued: dt.date, tenor_days: int) -> bool:
        """Tell whether new debt of a maturity, issued on a day, is barred: by its cap, or all of it."""
        measure = self.measure
        if not measure.in_force_on(issued):
            return False
        if measure.kind is MeasureKind.ASSET_FREEZE:
            return self.listed_on is None or issued >= self.listed_on
        if measure.kind is not MeasureKind.DEBT_TENOR_CAP or not any(map(measure.covers_instrument, _DEBT)):
            return False
        return covers_debt(measure, issued, tenor_days, self.listed_on)


def covered_at_issue(instrument: ListedInstrument, measures: Iterable[ReachedMaturities]) -> bool:
    """Tell whether an instrument was barred to the senders from its first day; it stays so for life."""
    return any(each.bars_new_debt(instrument.issued, instrument.tenor_days) for each in measures)


def stopped_path(
    instruments: Iterable[ListedInstrument],
    measures: Iterable[ReachedMaturities],
    before: Iterable[ReachedMaturities],
    origin: dt.date,
    usd_bn: Mapping[ListedInstrument, float],
) -> tuple[float, ...]:
    """Return the debt falling due in each year whose replacement is barred, USD billions.

    An instrument is replaced on the day it falls due by one of the same maturity. One that was barred from
    its first day had no buyer among the senders' investors to lose, and is left out.

    Parameters
    ----------
    instruments : iterable of ListedInstrument
        Of one entity.
    measures : iterable of ReachedMaturities
        Those that reach the entity in one state of the law.
    before : iterable of ReachedMaturities
        Those of the law in force, under which old debt was issued.
    origin : datetime.date
        Day of column t=0.
    usd_bn : mapping of Instrument to float
        Principal in dollars; instruments without a rate are left out.

    Returns
    -------
    tuple of float
        One amount for each annual column; column t holds what falls due in the year up to t.
    """
    law, old = tuple(measures), tuple(before)
    path = [0.0] * len(YEARS)
    for each in instruments:
        year = _year_due(each.matures, origin)
        if year is None or each not in usd_bn or covered_at_issue(each, old):
            continue
        barring = [one for one in law if one.bars_new_debt(each.matures, each.tenor_days)]
        share = max((bite_pct(one.measure, each.matures) / _FULL_PCT for one in barring), default=0.0)
        path[year] += usd_bn[each] * share
    return tuple(path)


def _year_due(matures: dt.date, origin: dt.date) -> int | None:
    """Return the annual column in which a day lies; None before the first and after the last."""
    if matures <= origin:
        return None
    return next((year for year in YEARS[1:] if matures <= years_after(origin, year)), None)
