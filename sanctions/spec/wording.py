"""The words sentences about measures are made of: who, whom, what, in which currency, issued when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from sanctions.spec.measures import Measure
from sanctions.spec.terms import Binds, Instrument, IssuerClass, MeasureKind, Prohibition
from sanctions.spec.vocabulary import vocabulary

_ACTS = {
    Prohibition.BUY_AT_ISSUE: "buy at issue",
    Prohibition.BUY_SECONDARY: "buy in the market",
    Prohibition.SELL: "sell",
    Prohibition.HOLD: "hold",
    Prohibition.LEND: "finance",
    Prohibition.RECEIVE_PAYMENT: "be paid on",
    Prohibition.SETTLE: "settle",
}
DEALINGS = {
    Prohibition.BUY_AT_ISSUE: "buying new issues",
    Prohibition.BUY_SECONDARY: "buying in the market",
    Prohibition.SELL: "selling",
    Prohibition.HOLD: "holding",
    Prohibition.LEND: "lending",
    Prohibition.RECEIVE_PAYMENT: "being paid",
    Prohibition.SETTLE: "settling",
}
_INSTRUMENTS = {
    Instrument.BOND: "bonds",
    Instrument.BILL: "bills",
    Instrument.LOAN: "loans",
    Instrument.EQUITY: "shares",
    Instrument.REPO: "repos",
    Instrument.FUND_SHARE: "fund shares",
    Instrument.DERIVATIVE: "derivatives",
}
_CALLED_BY_CODE = frozenset({"US", "EU", "UK", "UN"})
_WITHOUT_CURRENCY = frozenset({Instrument.EQUITY, Instrument.FUND_SHARE})
_WITH_ARTICLE = frozenset({IssuerClass.SOVEREIGN, IssuerClass.CENTRAL_BANK, IssuerClass.WEALTH_FUND})


def spoken(day: dt.date) -> str:
    """Return a date as it is read aloud, such as ``14 June 2021``."""
    return f"{day.day} {day:%B %Y}"


def listed(words: Iterable[str], last: str = "and") -> str:
    """Return words as a list read aloud, such as ``a, b and c``."""
    *first, final = words
    return f"{', '.join(first)} {last} {final}" if first else final


def who(measure: Measure) -> str:
    """Return who has to obey."""
    banks = measure.binds is Binds.FINANCIAL_INSTITUTIONS
    noun = "financial institutions" if banks else "persons"
    if measure.sender in _CALLED_BY_CODE:
        return f"{measure.sender} {noun}"
    return f"{noun} of {vocabulary().senders[measure.sender].title}"


def whom(measure: Measure) -> str:
    """Return who is hit."""
    names = []
    for issuer_id in measure.issuers:
        issuer = vocabulary().issuers[issuer_id]
        names.append(f"the {issuer.title}" if issuer.issuer_class in _WITH_ARTICLE else issuer.title)
    if measure.list is not None:
        names.append(f"those on the list {measure.list}")
    return listed(names) if names else "those it concerns"


def things(measure: Measure) -> str:
    """Return the instruments meant."""
    words = [_INSTRUMENTS[thing] for thing in Instrument if thing in measure.instruments]
    return listed(words) if words else "paper"


def currency_words(measure: Measure) -> str:
    """Return the currencies meant, as a clause; nothing for shares."""
    if not measure.currencies:
        return ", in any currency" if measure.instruments - _WITHOUT_CURRENCY else ""
    titles = vocabulary().currencies
    words = listed((f"the {titles[code.removeprefix('!')].title}" for code in measure.currencies), "or")
    return f", in any currency but {words}" if measure.currencies[0].startswith("!") else f", in {words}"


def issued_words(measure: Measure) -> str:
    """Return which issues are meant, as a clause."""
    if measure.issue_cutoff is not None:
        side = "on or after" if measure.issue_cutoff_inclusive else "after"
        return f" issued {side} {spoken(measure.issue_cutoff)}"
    return ", old or new," if measure.kind is MeasureKind.SECONDARY_MARKET_BAN else ""


def acts(measure: Measure) -> str:
    """Return what is barred, as verbs."""
    return listed((_ACTS[act] for act in Prohibition if act in measure.prohibits), "or")
