"""A package in plain sentences, for the workbook, the memo and the terminal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

from sanctions.spec.kinds import KIND_RULES, WITHOUT_A_NUMBER
from sanctions.spec.library import bundled_ids
from sanctions.spec.measures import Measure
from sanctions.spec.package import Package
from sanctions.spec.parts import Licence, Response
from sanctions.spec.resolve import bundled_package
from sanctions.spec.terms import (
    Binds,
    Derivatives,
    Instrument,
    IssuerClass,
    IssuerReach,
    MeasureKind,
    PackageStatus,
    Prohibition,
    Renewal,
    ResponseKind,
    SaleTo,
)
from sanctions.spec.vocabulary import vocabulary

_ACTS = {
    Prohibition.BUY_AT_ISSUE: "buy when issued",
    Prohibition.BUY_SECONDARY: "buy in the market",
    Prohibition.SELL: "sell",
    Prohibition.HOLD: "hold",
    Prohibition.LEND: "lend against",
    Prohibition.RECEIVE_PAYMENT: "be paid on",
    Prohibition.SETTLE: "settle",
}
_DEALINGS = {
    Prohibition.BUY_AT_ISSUE: "buying new issues",
    Prohibition.BUY_SECONDARY: "buying in the market",
    Prohibition.SELL: "selling",
    Prohibition.HOLD: "holding",
    Prohibition.LEND: "lending",
    Prohibition.RECEIVE_PAYMENT: "being paid",
    Prohibition.SETTLE: "settling",
}
_DERIVATIVES = {
    Derivatives.COVERED: "Derivatives on them are barred too.",
    Derivatives.LICENSED: "Derivatives on them are licensed.",
    Derivatives.NOT_COVERED: "",
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
_RESPONSES = {
    ResponseKind.STOP_REOPENINGS: "stops re-opening old issues",
    ResponseKind.CAPITAL_CONTROLS: "imposes capital controls",
    ResponseKind.AUCTION_PAUSE: "pauses its auctions",
    ResponseKind.INDEX_EXCLUSION: "drops the bonds from the index",
    ResponseKind.CENTRAL_BANK_PURCHASES: "buys the bonds through the central bank",
}
_STATUS = {
    PackageStatus.ENACTED: "This is law, announced {day}.",
    PackageStatus.PROPOSED: "This is a proposal of {day}, not law.",
    PackageStatus.THREATENED: "This was threatened on {day} and is not law.",
    PackageStatus.LAPSED: "This was announced {day} and has lapsed.",
    PackageStatus.COUNTERFACTUAL: "This was never law; it is read as if announced {day}.",
}
_CALLED_BY_CODE = frozenset({"US", "EU", "UK", "UN"})
_WITHOUT_CURRENCY = frozenset({Instrument.EQUITY, Instrument.FUND_SHARE})
_WITH_ARTICLE = frozenset({IssuerClass.SOVEREIGN, IssuerClass.CENTRAL_BANK, IssuerClass.WEALTH_FUND})


def option_title(package: Package) -> str:
    """Return the title of an option, with its status where it is not law."""
    if package.status is PackageStatus.ENACTED or not (package.measures or package.lifts):
        return package.title
    return f"{package.title} [{package.status}]"


def describe_option(package: Package) -> tuple[str, ...]:
    """Return an option as sentences: status, each measure, what is lifted, how the target answers.

    Parameters
    ----------
    package : Package

    Returns
    -------
    tuple of str
        Complete sentences in the order they are to be read.
    """
    if not package.measures and not package.lifts:
        return (package.summary,)
    sentences = [_STATUS[package.status].format(day=spoken(package.announced))]
    if package.conditional_on:
        sentences.append(f"It depends on this: {_sentence(package.conditional_on)}")
    sentences += [describe_measure(measure) for measure in package.measures]
    sentences += [f"From {spoken(package.lifted_on)} it lifts {_lift_words(lift)}." for lift in package.lifts]
    sentences += [describe_response(response) for response in package.responses]
    return tuple(sentences)


def describe_measure(measure: Measure) -> str:
    """Return one measure as one or more plain sentences."""
    if measure.kind in WITHOUT_A_NUMBER:
        what = (measure.summary or measure.id).rstrip(".")
        return f"{spoken(measure.effective)}, {measure.sender}: {what} (changes no figure here)."
    parts = [f"From {spoken(measure.effective)} {_CORE.get(measure.kind, _market)(measure)}."]
    asides = (_scope(measure), _reach(measure), _DERIVATIVES[measure.derivatives])
    parts += [text for text in (*asides, _way_out(measure), _phases(measure)) if text]
    parts += [describe_licence(licence) for licence in measure.licences]
    if measure.ends is not None:
        parts.append(f"It ends on {spoken(measure.ends)}.")
    return " ".join(parts)


def describe_licence(licence: Licence) -> str:
    """Return what a licence lets through, and until when."""
    text = f"Licence {licence.id} lets through: {licence.authorises.rstrip('.')}"
    if licence.expires is not None:
        text += f", until {spoken(licence.expires)}"
    if licence.renewal is Renewal.ASSUMED:
        text += ", renewal assumed"
    return text + "."


def describe_response(response: Response) -> str:
    """Return what somebody does in answer."""
    chance = f" (probability {response.probability:.0%})" if response.probability is not None else ""
    return f"In answer: {response.by} {_RESPONSES[response.kind]} from {spoken(response.from_)}{chance}."


def spoken(day: dt.date) -> str:
    """Return a date as it is read aloud, such as ``14 June 2021``."""
    return f"{day.day} {day:%B %Y}"


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else text + "."


def _and(words: Iterable[str], last: str = "and") -> str:
    *first, final = words
    return f"{', '.join(first)} {last} {final}" if first else final


def _lift_words(lift: str) -> str:
    package_id, measure_id = lift.split("#")
    title = bundled_package(package_id).title if package_id in bundled_ids() else package_id
    return f"{measure_id} of: {title}"


def _who(measure: Measure) -> str:
    banks = measure.binds is Binds.FINANCIAL_INSTITUTIONS
    noun = "financial institutions" if banks else "persons"
    if measure.sender in _CALLED_BY_CODE:
        return f"{measure.sender} {noun}"
    return f"{noun} of {vocabulary().senders[measure.sender].title}"


def _whom(measure: Measure) -> str:
    names = []
    for issuer_id in measure.issuers:
        issuer = vocabulary().issuers[issuer_id]
        names.append(f"the {issuer.title}" if issuer.issuer_class in _WITH_ARTICLE else issuer.title)
    if measure.list is not None:
        names.append(f"those on the list {measure.list}")
    return _and(names) if names else "those it concerns"


def _things(measure: Measure) -> str:
    things = [_INSTRUMENTS[thing] for thing in Instrument if thing in measure.instruments]
    return _and(things) if things else "paper"


def _currency(measure: Measure) -> str:
    if not measure.currencies:
        return ", in any currency" if measure.instruments - _WITHOUT_CURRENCY else ""
    titles = vocabulary().currencies
    words = _and((f"the {titles[code.removeprefix('!')].title}" for code in measure.currencies), "or")
    return f", in any currency but {words}" if measure.currencies[0].startswith("!") else f", in {words}"


def _issued(measure: Measure) -> str:
    if measure.issue_cutoff is not None:
        side = "on or after" if measure.issue_cutoff_inclusive else "after"
        return f" issued {side} {spoken(measure.issue_cutoff)}"
    return ", old or new," if measure.kind is MeasureKind.SECONDARY_MARKET_BAN else ""


def _acts(measure: Measure) -> str:
    return _and((_ACTS[act] for act in Prohibition if act in measure.prohibits), "or")


def _market(measure: Measure) -> str:
    return (
        f"{_who(measure)} may not {_acts(measure)} {_things(measure)}{_issued(measure)} "
        f"of {_whom(measure)}{_currency(measure)}"
    )


def _lending(measure: Measure) -> str:
    when = _issued(measure).replace("issued", "granted")
    return f"{_who(measure)} may not lend to {_whom(measure)} ({_things(measure)}{when}){_currency(measure)}"


def _tenor(measure: Measure) -> str:
    steps = []
    for step in measure.tenor_schedule:
        until = f" to {spoken(step.issued_to)}" if step.issued_to else " on"
        limit = f"over {step.max_days} days" if step.max_days else "of any maturity"
        steps.append(f"{limit} if issued from {spoken(step.issued_from)}{until}")
    return (
        f"{_who(measure)} may not {_acts(measure)} {_things(measure)} of {_whom(measure)}"
        f"{_currency(measure)}: {_and(steps)}"
    )


def _third_country(measure: Measure) -> str:
    return f"persons of third countries who deal with {_whom(measure)} risk sanctions of the {measure.sender}"


def _transactions(measure: Measure) -> str:
    whom = _whom(measure)
    if measure.prohibits >= KIND_RULES[measure.kind].usual:
        return f"{_who(measure)} may not deal with {whom} at all"
    barred = _and(_DEALINGS[act] for act in Prohibition if act in measure.prohibits)
    things = f" on {_things(measure)}" if measure.instruments else ""
    return f"{_who(measure)} may not deal with {whom}; this bars {barred}{things}"


def _dealing(words: str) -> Callable[[Measure], str]:
    def core(measure: Measure) -> str:
        return f"{_who(measure)} may not {words.format(whom=_whom(measure))}"

    return core


_CORE: dict[MeasureKind, Callable[[Measure], str]] = {
    MeasureKind.LENDING_BAN: _lending,
    MeasureKind.DEBT_TENOR_CAP: _tenor,
    MeasureKind.TRANSACTION_BAN: _transactions,
    MeasureKind.RESERVE_FREEZE: _dealing("move the reserves of {whom}"),
    MeasureKind.ASSET_FREEZE: _dealing("touch the property of {whom}, which is frozen"),
    MeasureKind.ACCOUNT_BAN: _dealing("keep correspondent accounts for {whom}"),
    MeasureKind.SETTLEMENT_BAN: _dealing("settle payments for {whom}"),
    MeasureKind.THIRD_COUNTRY_SANCTION: _third_country,
}


def _scope(measure: Measure) -> str:
    sentences = []
    if measure.instrument_include:
        sentences.append(f"Only this is meant: {_and(measure.instrument_include)}.")
    if measure.instrument_exclude:
        sentences.append(f"This is left out: {_and(measure.instrument_exclude)}.")
    return " ".join(sentences)


def _reach(measure: Measure) -> str:
    if measure.issuer_reach is IssuerReach.OWNED:
        return f"Companies they own are caught by the rule {measure.ownership_rule}."
    if measure.issuer_reach is IssuerReach.GOVERNMENT_DEFINITION:
        return "Whatever the government owns or controls is caught too."
    return ""


def _way_out(measure: Measure) -> str:
    sentences = []
    if Prohibition.HOLD in measure.prohibits and measure.wind_down_days:
        sentences.append(f"They have {measure.wind_down_days} days to part with what they hold.")
    elif measure.wind_down_days:
        sentences.append(f"Existing business may be wound down over {measure.wind_down_days} days.")
    if measure.sale_to is SaleTo.NON_SENDERS:
        sentences.append("They may sell only to persons of other countries.")
    return " ".join(sentences)


def _phases(measure: Measure) -> str:
    if not measure.phase_in:
        return ""
    steps = (f"{phase.pct:g}% from {spoken(phase.date)}" for phase in measure.phase_in)
    return f"It is phased in: {_and(steps)}."
