"""Rules that look at several terms of one measure at once; each yields what it finds."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from sanctions.spec.findings import Finding
from sanctions.spec.kinds import KIND_RULES
from sanctions.spec.measure_fields import MeasureFields
from sanctions.spec.terms import IssuerReach, MeasureKind, OwnershipRule, Prohibition, SaleTo

Found = Iterator[Finding]


def _listed(words: object) -> str:
    return ", ".join(sorted(str(word) for word in words))  # type: ignore[attr-defined]


def effective_not_before_announced(measure: MeasureFields) -> Found:
    """A measure bites on or after the day it is announced."""
    if measure.effective < measure.announced:
        yield Finding(
            "effective",
            f"effective {measure.effective} is before announced {measure.announced}",
            f"{measure.announced} or later",
        )


def effective_matches_days(measure: MeasureFields) -> Found:
    """`effective` and `effective_after_days` may both be given only if they agree."""
    days = measure.effective_after_days
    if days is not None and (measure.effective - measure.announced).days != days:
        yield Finding(
            "effective",
            f"effective {measure.effective} is not {days} days after announced {measure.announced}",
            "`effective` or `effective_after_days`, not both",
        )


def ends_after_effective(measure: MeasureFields) -> Found:
    """A measure ends after it has begun."""
    if measure.ends is not None and measure.ends < measure.effective:
        yield Finding(
            "ends", f"ends {measure.ends}, before effective {measure.effective}", "a later day, or no `ends`"
        )


def prohibits_legal_for_kind(measure: MeasureFields) -> Found:
    """The kind fixes what a measure can bar."""
    rule = KIND_RULES[measure.kind]
    illegal = measure.prohibits - rule.legal
    if illegal:
        allowed = f"among {_listed(rule.legal)}" if rule.legal else "no `prohibits`"
        yield Finding("prohibits", f"{measure.kind} cannot bar {_listed(illegal)}", allowed)
    if rule.needs_one_of and not measure.prohibits & rule.needs_one_of:
        yield Finding(
            "prohibits",
            f"{measure.kind} bars none of the acts that make it one",
            f"at least one of {_listed(rule.needs_one_of)}",
        )


def fields_the_kind_needs(measure: MeasureFields) -> Found:
    """Some kinds mean nothing without certain fields."""
    rule = KIND_RULES[measure.kind]
    for field in rule.needs:
        if not getattr(measure, field):
            yield Finding(field, f"{measure.kind} needs {field}", f"`{field}`")
    if rule.needs_names and not measure.issuers and measure.list is None:
        yield Finding("issuers", f"{measure.kind} names nobody", "`issuers` or `list`")


def instruments_legal_for_kind(measure: MeasureFields) -> Found:
    """The kind fixes which instruments can be meant."""
    allowed = KIND_RULES[measure.kind].instruments
    if allowed is not None and measure.instruments - allowed:
        yield Finding(
            "instruments",
            f"{measure.kind} does not concern {_listed(measure.instruments - allowed)}",
            f"among {_listed(allowed)}",
        )


def currencies_one_way(measure: MeasureFields) -> Found:
    """Currencies are named, or all but some are; never both."""
    barred = [code for code in measure.currencies if code.startswith("!")]
    if barred and len(barred) < len(measure.currencies):
        yield Finding(
            "currencies",
            f"{_listed(measure.currencies)} both names currencies and leaves some out",
            'either codes such as "RUB" or exclusions such as "!RUB"',
        )
    if len(set(measure.currencies)) < len(measure.currencies):
        yield Finding("currencies", f"a currency is repeated in {_listed(measure.currencies)}", "each once")


def cutoff_terms_have_a_cutoff(measure: MeasureFields) -> Found:
    """Words about the cut-off say nothing when there is none."""
    if measure.issue_cutoff is not None:
        return
    if measure.issue_cutoff_inclusive:
        yield Finding(
            "issue_cutoff_inclusive", "there is no issue_cutoff to be inclusive of", "`issue_cutoff`"
        )
    if measure.reopenings is not None and measure.kind is not MeasureKind.PRIMARY_MARKET_BAN:
        yield Finding("reopenings", "reopenings matter only beside an issue_cutoff", "`issue_cutoff`")


def holding_and_selling_agree(measure: MeasureFields) -> Found:
    """Nobody can be told to part with a bond and forbidden to sell it."""
    cannot_sell = Prohibition.SELL in measure.prohibits or measure.sale_to is SaleTo.NOBODY
    if Prohibition.HOLD in measure.prohibits and cannot_sell:
        yield Finding(
            "prohibits",
            "contradictory: holding is barred and so is selling",
            "a way out: drop `sell`, or let sale_to name a buyer",
        )
    if Prohibition.SELL in measure.prohibits and measure.sale_to is SaleTo.NON_SENDERS:
        yield Finding(
            "sale_to",
            "contradictory: selling is barred but sale_to names buyers",
            'no `sell` in prohibits, or sale_to = "nobody"',
        )
    if measure.sale_to is SaleTo.NOBODY and Prohibition.SELL not in measure.prohibits:
        yield Finding(
            "sale_to", "contradictory: sale_to is nobody but selling is not barred", "`sell` in prohibits"
        )


def reach_and_rule_agree(measure: MeasureFields) -> Found:
    """A measure that names only, has no ownership rule; one that reaches owned companies needs one."""
    named_only = measure.issuer_reach is IssuerReach.NAMED_ONLY
    without_rule = measure.ownership_rule is OwnershipRule.NONE
    if named_only and not without_rule:
        yield Finding(
            "ownership_rule",
            f"contradictory: issuer_reach is named_only but {measure.ownership_rule} reaches owned companies",
            'issuer_reach = "owned", or no ownership_rule',
        )
    if measure.issuer_reach is IssuerReach.OWNED and without_rule:
        yield Finding(
            "ownership_rule", "issuer_reach is owned but no rule says what counts", "`ownership_rule`"
        )


def tenor_steps_in_order(measure: MeasureFields) -> Found:
    """At most one cap applies to debt issued on a day."""
    if measure.tenor_schedule and measure.kind is not MeasureKind.DEBT_TENOR_CAP:
        yield Finding("tenor_schedule", f"{measure.kind} has no tenor cap", 'kind = "debt_tenor_cap"')
    for number, (earlier, later) in enumerate(pairwise(measure.tenor_schedule), start=1):
        if earlier.issued_to is None or later.issued_from <= earlier.issued_to:
            yield Finding(
                f"tenor_schedule[{number}].issued_from",
                f"step from {later.issued_from} overlaps the one before it",
                f"a day after {earlier.issued_to or 'the end of that step'}",
            )


def phase_in_ascends(measure: MeasureFields) -> Found:
    """Phases follow one another from the effective date on."""
    for number, phase in enumerate(measure.phase_in):
        if phase.date < measure.effective:
            yield Finding(
                f"phase_in[{number}].date",
                f"phase of {phase.date} is before effective {measure.effective}",
                f"{measure.effective} or later",
            )
    for number, (earlier, later) in enumerate(pairwise(measure.phase_in), start=1):
        if later.date <= earlier.date:
            yield Finding(
                f"phase_in[{number}].date", f"{later.date} does not follow {earlier.date}", "ascending dates"
            )


def licences_named_once(measure: MeasureFields) -> Found:
    """Licences are told apart by their id."""
    seen: set[str] = set()
    for number, licence in enumerate(measure.licences):
        if licence.id in seen:
            yield Finding(f"licences[{number}].id", f"licence {licence.id!r} is already there", "another id")
        seen.add(licence.id)


MEASURE_RULES = (
    effective_not_before_announced,
    effective_matches_days,
    ends_after_effective,
    prohibits_legal_for_kind,
    fields_the_kind_needs,
    instruments_legal_for_kind,
    currencies_one_way,
    cutoff_terms_have_a_cutoff,
    holding_and_selling_agree,
    reach_and_rule_agree,
    tenor_steps_in_order,
    phase_in_ascends,
    licences_named_once,
)
