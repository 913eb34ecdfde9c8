"""One option in a paragraph: what the law says, what it is estimated to do, what is left out."""

from __future__ import annotations

from typing import Final

from sanctions.entities.figures import FigureName
from sanctions.model.metrics import BY_ID, NotApplicable
from sanctions.model.results import Assessment, Spread
from sanctions.report.cells.rounding import readable
from sanctions.spec.sentences import describe_option
from sanctions.spec.wording import spoken
from sanctions.units import Kind

_PERCENT: Final = 100.0
_PEAK: Final = "peak_yield_bp"
#: Metric -> how a sentence speaks of it; "{}" takes the number with its range.
_PHRASES: Final = {
    "old_bond_yield_12m_bp": "raise the yield on existing bonds by {} over twelve months",
    "new_bond_yield_year_1_bp": "raise the yield on new ones by {}",
    "target_cost_8y_usd_bn": "cost the target {} of output over eight years",
    "cost_us_8y_usd_bn": "cost the US {}",
    "cost_all_8y_usd_bn": "cost all countries outside the target {} together",
}


def paragraph(option: Assessment) -> str:
    """Return an option in plain words, from its spec and its numbers.

    Parameters
    ----------
    option : Assessment

    Returns
    -------
    str
        Complete sentences; numbers to two significant figures, each with its 8-in-10 range.
    """
    sentences = [*describe_option(option.package), _estimate(option), _entities(option)]
    if option.not_counted:
        sentences.append(f"Not counted: {'; '.join(text.rstrip('.') for text in option.not_counted)}.")
    return " ".join(each for each in sentences if each)


def _estimate(option: Assessment) -> str:
    if _PEAK not in option.metrics:
        absent = option.not_applicable[_PEAK]
        what = "No effect on bonds" if option.graph is not None else "Nothing of it"
        return f"{what} is priced: {absent.reason}."
    if not any(values.any() for id_, values in option.metrics.items() if id_ in _PHRASES):
        return "It changes nothing the model prices, so every figure is exactly zero."
    phrases = [words.format(_amount(option, id_)) for id_, words in _PHRASES.items()]
    text = (
        f"On what was known on {spoken(option.as_of)} it is estimated to {', '.join(phrases[:-1])}"
        f" and {phrases[-1]} (8 in 10 runs lie in the ranges)."
    )
    shares = option.kind_shares.get(_PEAK)
    if shares is not None:
        judgement = readable(shares[Kind.JUDGEMENT] * _PERCENT)
        text += f" {judgement} % of the spread of its peak effect is judgement."
    return text


def _entities(option: Assessment) -> str:
    """Return whom the option newly catches and how much of them has a figure; empty where it names nobody."""
    exposure = option.exposure
    if exposure is None or not exposure.entities:
        return ""
    total, known = len(exposure.entities), exposure.covered(FigureName.ASSETS)
    caught = f"It newly catches {exposure.listed} entities by name and {exposure.by_rule} by ownership"
    if exposure.listed < 0:
        caught = f"It releases {-exposure.listed} entities by name and {-exposure.by_rule} by ownership"
    if not known:
        return f"{caught}; the assets of none of the {total} are known."
    return f"{caught}; assets are known for {known} of {total}: {_amount(option, 'entity_assets_usd_bn')}."


def _amount(option: Assessment, id_: str) -> str:
    found = option.metrics.get(id_)
    if found is None:
        absent = option.not_applicable.get(id_)
        return f"an amount without a figure ({absent.reason})" if isinstance(absent, NotApplicable) else "n/a"
    spread = Spread.of(found)
    before, after = ("USD ", " bn") if id_.endswith("_usd_bn") else ("", f" {BY_ID[id_].unit}")
    return f"{before}{readable(spread.p50)}{after} ({readable(spread.p10)} to {readable(spread.p90)})"
