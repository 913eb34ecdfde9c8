"""When and how far a measure bites: tenor caps, phases, licences, wind-down and days in force."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from sanctions.spec.measures import Measure
from sanctions.spec.parts import Licence
from sanctions.spec.terms import ExistingCommitments, Renewal

FULL_PCT = 100.0
ONE_DAY = dt.timedelta(days=1)


def tenor_cap_days(measure: Measure, issued: dt.date, listed_on: dt.date | None = None) -> int | None:
    """Return the longest maturity free for debt issued on a day, for its whole life.

    Parameters
    ----------
    measure : Measure
        A debt_tenor_cap.
    issued : datetime.date
        Day of the issue.
    listed_on : datetime.date, optional
        Day the issuer itself was put under the directive; the cap counts from the later of the two.

    Returns
    -------
    int or None
        Days; None where no cap applies to debt of that day.

    Notes
    -----
    OFAC FAQ 370 (https://ofac.treasury.gov/faqs/370).
    """
    if listed_on is not None and issued < listed_on:
        return None
    return next((step.max_days for step in measure.tenor_schedule if step.covers(issued)), None)


def covers_debt(measure: Measure, issued: dt.date, tenor_days: int, listed_on: dt.date | None = None) -> bool:
    """Tell whether debt of a maturity, issued on a day, exceeds the cap of that day."""
    cap = tenor_cap_days(measure, issued, listed_on)
    return cap is not None and tenor_days > cap


def covers_drawdown(measure: Measure, agreed: dt.date, renegotiated_on: dt.date | None = None) -> bool:
    """Tell whether drawing on a credit agreement is covered.

    Parameters
    ----------
    measure : Measure
    agreed : datetime.date
        Day the terms were agreed.
    renegotiated_on : datetime.date, optional
        Day they were last materially changed; a renegotiated agreement counts as new.

    Notes
    -----
    OFAC FAQ 394 (https://ofac.treasury.gov/faqs/394): drawing on unmodified old terms is free.
    """
    terms_date = agreed if renegotiated_on is None else renegotiated_on
    if terms_date >= measure.effective:
        return True
    return measure.existing_commitments is ExistingCommitments.COVERED


def covers_rollover(
    measure: Measure, rolled_on: dt.date, tenor_days: int, *, repaid_each_time: bool, lender_may_refuse: bool
) -> bool:
    """Tell whether rolling short debt over is covered: it is one long debt unless each is truly repaid.

    Notes
    -----
    OFAC FAQ 409 (https://ofac.treasury.gov/faqs/409).
    """
    cap = tenor_cap_days(measure, rolled_on)
    if cap is None:
        return False
    return tenor_days > cap or not (repaid_each_time and lender_may_refuse)


def wind_down_ends(measure: Measure) -> dt.date:
    """Return the last day existing business may be wound down."""
    return measure.effective + dt.timedelta(days=measure.wind_down_days)


def phase_pct(measure: Measure, day: dt.date) -> float:
    """Return how much of a measure applies on a day, in percent, before licences."""
    if not measure.in_force_on(day):
        return 0.0
    if not measure.phase_in:
        return FULL_PCT
    return next((phase.pct for phase in reversed(measure.phase_in) if phase.date <= day), 0.0)


def released_pct(measure: Measure, day: dt.date) -> float:
    """Return how much of a measure its licences are expected to let through on a day, in percent.

    Licences authorise different things, so what they release adds up, to at most 100. One with no
    `releases_pct` releases nothing that is counted.
    """
    return min(FULL_PCT, sum(_released_by(licence, day) for licence in measure.licences))


def _released_by(licence: Licence, day: dt.date) -> float:
    """Return the expected release; past its expiry a licence lives on only by renewals, each uncertain."""
    if licence.releases_pct is None or day < licence.from_:
        return 0.0
    if licence.expires is None or day <= licence.expires:
        return licence.releases_pct
    if licence.renewal is Renewal.NONE:
        return 0.0
    term_days = max(1, (licence.expires - licence.from_).days)
    renewals = -((licence.expires - day).days // term_days)
    probability = 1.0 if licence.renewal_probability is None else licence.renewal_probability
    return float(licence.releases_pct * probability**renewals)


def bite_pct(measure: Measure, day: dt.date) -> float:
    """Return how much of a measure is expected to bite on a day, in percent: phased in, less licences."""
    return phase_pct(measure, day) * (1 - released_pct(measure, day) / FULL_PCT)


def days_in_force(measure: Measure, first: dt.date, last: dt.date) -> int:
    """Return on how many days of a span (both ends included) a measure is in force."""
    start = max(first, measure.effective)
    end = last if measure.ends is None else min(last, measure.ends)
    return max(0, (end - start).days + 1)


def mean_bite(measure: Measure, first: dt.date, last: dt.date) -> float:
    """Return the mean of `bite_pct` over the days of a span (both ends included), as a share from 0 to 1.

    Year 0 of every path is weighted by this.
    """
    total_days = (last - first).days + 1
    weighted = sum(
        bite_pct(measure, start) * ((end - start).days + 1) for start, end in _spans(measure, first, last)
    )
    return weighted / FULL_PCT / total_days if total_days > 0 else 0.0


def _spans(measure: Measure, first: dt.date, last: dt.date) -> Iterator[tuple[dt.date, dt.date]]:
    """Yield the spans within which nothing about the measure changes."""
    changes = {measure.effective, *(phase.date for phase in measure.phase_in)}
    if measure.ends is not None:
        changes.add(measure.ends + ONE_DAY)
    for licence in measure.licences:
        changes.add(licence.from_)
        changes.update(_terms_of(licence, last))
    inside = sorted(day for day in changes if first < day <= last)
    starts = [first, *inside]
    ends = [*(day - ONE_DAY for day in inside), last]
    yield from ((start, end) for start, end in zip(starts, ends, strict=True) if start <= end)


def _terms_of(licence: Licence, last: dt.date) -> Iterator[dt.date]:
    """Yield the days after each expiry, the assumed renewals included."""
    if licence.expires is None:
        return
    term = max(ONE_DAY, licence.expires - licence.from_)
    expiry = licence.expires
    while expiry < last:
        yield expiry + ONE_DAY
        if licence.renewal is Renewal.NONE:
            return
        expiry += term
