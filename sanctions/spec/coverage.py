"""Whether a dealing is barred: one measure's answer, and the union of several."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sanctions.spec.dates import covers_debt
from sanctions.spec.measures import Measure
from sanctions.spec.package import Package
from sanctions.spec.terms import Binds, Instrument, MeasureKind, Prohibition


@dataclass(frozen=True, slots=True, kw_only=True)
class Dealing:
    """Something somebody wants to do with a piece of paper.

    Parameters
    ----------
    sender : str
        Jurisdiction of who wants to do it.
    act : Prohibition
        Buying at issue, buying in the market, lending and so on.
    issuer : str
        Issuer by name; companies owned by it are a matter of the ownership rules.
    instrument : Instrument
    currency : str
        ISO 4217 code.
    issued : datetime.date
        Day of the issue (or of the tap, when `first_issued` is given).
    day : datetime.date
        Day of the dealing.
    tenor_days : int, optional
        Maturity at issue; needed where a tenor cap applies.
    first_issued : datetime.date, optional
        Day an old line was first issued.
    by_financial_institution : bool
        Whether a bank, fund or the like wants to do it.
    """

    sender: str
    act: Prohibition
    issuer: str
    instrument: Instrument
    currency: str
    issued: dt.date
    day: dt.date
    tenor_days: int | None = None
    first_issued: dt.date | None = None
    by_financial_institution: bool = True


def is_barred(measure: Measure, dealing: Dealing) -> bool | None:
    """Tell whether a measure bars a dealing; None where the law does not settle it.

    Licences and ownership are left out: the first soften a measure (`dates.released_pct`), the second
    needs figures this floor does not have.
    """
    if not _concerns(measure, dealing):
        return False
    past_cutoff = measure.covers_issued_on(dealing.issued, dealing.first_issued)
    if past_cutoff is False or measure.kind is not MeasureKind.DEBT_TENOR_CAP:
        return past_cutoff
    if dealing.tenor_days is None:
        return None
    return past_cutoff if covers_debt(measure, dealing.issued, dealing.tenor_days) else False


def barred_by_any(measures: Iterable[Measure], dealing: Dealing) -> bool | None:
    """Tell whether the union of measures bars a dealing; each is hit once, however many bar it."""
    verdicts = {is_barred(measure, dealing) for measure in measures}
    if True in verdicts:
        return True
    return None if None in verdicts else False


def adds_to_law(package: Package, law: Iterable[Package], dealing: Dealing) -> bool | None:
    """Tell whether a package bars a dealing that the law before it leaves free.

    Parameters
    ----------
    package : Package
    law : iterable of Package
        The law it meets, as `baseline_of` returns it. What is in force when the law is read is taken to
        stay in force.
    dealing : Dealing
    """
    barred = barred_by_any(package.measures, dealing)
    if barred is False:
        return False
    before = barred_by_any((measure for entry in law for measure in entry.measures), dealing)
    if before is True:
        return False
    return None if None in (barred, before) else True


def _concerns(measure: Measure, dealing: Dealing) -> bool:
    binds_actor = measure.binds is Binds.ALL_PERSONS or dealing.by_financial_institution
    return (
        binds_actor
        and measure.sender == dealing.sender
        and measure.in_force_on(dealing.day)
        and measure.prohibits_act(dealing.act)
        and dealing.issuer in measure.issuers
        and measure.covers_instrument(dealing.instrument)
        and measure.covers_currency(dealing.currency)
    )
