"""A package in plain sentences, for the workbook, the memo and the terminal."""

from __future__ import annotations

from collections.abc import Callable

from sanctions.spec.kinds import KIND_RULES, WITHOUT_A_NUMBER
from sanctions.spec.library import bundled_ids
from sanctions.spec.measures import Measure
from sanctions.spec.package import Package
from sanctions.spec.parts import Licence, Response
from sanctions.spec.resolve import bundled_package
from sanctions.spec.terms import (
    Derivatives,
    IssuerReach,
    MeasureKind,
    PackageStatus,
    Prohibition,
    Renewal,
    ResponseKind,
    SaleTo,
)
from sanctions.spec.wording import (
    DEALINGS,
    acts,
    currency_words,
    issued_words,
    listed,
    spoken,
    things,
    who,
    whom,
)

_DERIVATIVES = {
    Derivatives.COVERED: "Derivatives on them are barred too.",
    Derivatives.LICENSED: "Derivatives on them are licensed.",
    Derivatives.NOT_COVERED: "",
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


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else text + "."


def _lift_words(lift: str) -> str:
    package_id, measure_id = lift.split("#")
    title = bundled_package(package_id).title if package_id in bundled_ids() else package_id
    return f"{measure_id} of: {title}"


def _market(measure: Measure) -> str:
    return (
        f"{who(measure)} may not {acts(measure)} {things(measure)}{issued_words(measure)} "
        f"{'by' if measure.issue_cutoff else 'of'} {whom(measure)}{currency_words(measure)}"
    )


def _lending(measure: Measure) -> str:
    when = issued_words(measure).replace("issued", "granted")
    return (
        f"{who(measure)} may not lend to {whom(measure)} ({things(measure)}{when}){currency_words(measure)}"
    )


def _tenor(measure: Measure) -> str:
    steps = []
    for step in measure.tenor_schedule:
        until = f" to {spoken(step.issued_to)}" if step.issued_to else " on"
        limit = f"over {step.max_days} days" if step.max_days else "of any maturity"
        steps.append(f"{limit} if issued from {spoken(step.issued_from)}{until}")
    return (
        f"{who(measure)} may not {acts(measure)} {things(measure)} of {whom(measure)}"
        f"{currency_words(measure)}: {listed(steps)}"
    )


def _third_country(measure: Measure) -> str:
    return f"persons of third countries who deal with {whom(measure)} risk sanctions of the {measure.sender}"


def _transactions(measure: Measure) -> str:
    hit = whom(measure)
    if measure.prohibits >= KIND_RULES[measure.kind].usual:
        return f"{who(measure)} may not deal with {hit} at all"
    barred = listed(DEALINGS[act] for act in Prohibition if act in measure.prohibits)
    on_what = f" on {things(measure)}" if measure.instruments else ""
    return f"{who(measure)} may not deal with {hit}; this bars {barred}{on_what}"


def _dealing(words: str) -> Callable[[Measure], str]:
    def core(measure: Measure) -> str:
        return f"{who(measure)} may not {words.format(whom=whom(measure))}"

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
        sentences.append(f"Only this is meant: {listed(measure.instrument_include)}.")
    if measure.instrument_exclude:
        sentences.append(f"This is left out: {listed(measure.instrument_exclude)}.")
    return " ".join(sentences)


def _reach(measure: Measure) -> str:
    if measure.issuer_reach is IssuerReach.OWNED:
        return f"Companies owned by those named are caught too (rule {measure.ownership_rule})."
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
    return f"It is phased in: {listed(steps)}."
