"""What the numbers say, in sentences made from templates: live numbers, thresholds printed, no verdict."""

from __future__ import annotations

from sanctions.model.metrics import YARDSTICK_METRIC, NotApplicable
from sanctions.report.joining import Choice, Live, Piece, sentence
from sanctions.report.settings import FADED_PCT, MAJORITY_PCT, NO_EFFECT_BP, SETTINGS, Setting
from sanctions.report.sheets.summary import Summary
from sanctions.report.sides import Side
from sanctions.report.tables import Formula
from sanctions.spec.vocabulary import vocabulary

_NEW, _OLD = "new_bond_yield_year_1_bp", "old_bond_yield_12m_bp"
Pieces = list[Piece | Choice]


def target_name(side: Side) -> str:
    """Return the name of the country an option is aimed at."""
    code = side.assessment.package.target
    known = vocabulary().targets
    return known[code].title if code in known else code


def headline(summary: Summary, titles: dict[str, str]) -> Formula:
    """Return the Cover's one sentence.

    Parameters
    ----------
    summary : Summary
    titles : dict of str to str
        Letter -> reference of the cell with the option's title.
    """
    first = summary.sides[0]
    pieces: Pieces = [f"On what was known on {first.assessment.as_of}, ", _title(first, titles)]
    pieces += [" is estimated to raise what ", target_name(first), " pays on new 10-year bonds in year 1 by "]
    pieces += _interval(summary, _NEW, first.letter, "bp", "8-in-10 range ")
    for side in summary.sides[1:]:
        pieces += ["; ", _title(side, titles), " would raise the yield on existing bonds by "]
        pieces += _interval(summary, _OLD, side.letter, "bp")
    pair = next((each for each in summary.pairs if each.side is first or each.side == first), None)
    if pair is not None:
        pieces += _used(summary, pair.share_label)
    judgement = summary.judgement(YARDSTICK_METRIC, first.letter)
    if judgement is not None:
        pieces += ["; ", judgement, f" % of the spread of {first.letter}'s effect is judgement"]
    return sentence(*pieces, ".")


def sender_cost(summary: Summary, held: str) -> Formula:
    """Return the sentence on what the options cost those who impose them, and how past ranges fared."""
    pieces: Pieces = ["Cost to the sender over 8 years, present value: "]
    for place, side in enumerate(summary.sides):
        pieces += ["; " if place else "", f"{side.letter} "]
        pieces += _interval(summary, "sender_cost_8y_usd_bn", side.letter, "USD bn")
    return sentence(*pieces, f". {held}")


def readings(summary: Summary, settings: tuple[Setting, ...] = SETTINGS) -> tuple[Formula, ...]:
    """Return one sentence for each of the first four criteria, with the thresholds they use.

    Parameters
    ----------
    summary : Summary
    settings : tuple of Setting, optional
        With the thresholds the reader has chosen.
    """
    limit = {each.name: Live(each.name, each.value) for each in settings}
    return (
        _impact(summary, limit[NO_EFFECT_BP]),
        _collateral(summary),
        _durability(summary, limit[FADED_PCT]),
        _coordination(summary, limit[MAJORITY_PCT]),
    )


def _impact(summary: Summary, limit: Live) -> Formula:
    pieces: Pieces = ["Impact: highest rise of the 10-year yield in 8 years"]
    for side in summary.sides:
        pieces += [f"; {side.letter} "]
        pieces += _interval(summary, YARDSTICK_METRIC, side.letter, "bp")
        middle = summary.live(YARDSTICK_METRIC, side.letter, "middle")
        pieces += _below(middle, limit, ", no effect worth the name", ", an effect")
    return sentence(*pieces, " (under ", limit, " bp counts as no effect).")


def _collateral(summary: Summary) -> Formula:
    pieces: Pieces = ["Collateral: total cost to the target against cost to the sender"]
    for side in summary.sides:
        pieces += [f"; {side.letter} "]
        pieces += _interval(summary, "target_cost_8y_usd_bn", side.letter, "USD bn")
        pieces += [" against "]
        pieces += _interval(summary, "sender_cost_8y_usd_bn", side.letter, "USD bn")
    return sentence(*pieces, " (8 years, present value; a loss on paper that comes back is not counted).")


def _durability(summary: Summary, limit: Live) -> Formula:
    pieces: Pieces = ["Durability: effect left in year 8"]
    for side in summary.sides:
        pieces += [f"; {side.letter} "]
        pieces += _interval(summary, "effect_left_year_8_pct", side.letter, "%")
        middle = summary.live("effect_left_year_8_pct", side.letter, "middle")
        pieces += _below(middle, limit, ", fading", ", lasting")
    return sentence(*pieces, " (under ", limit, " % counts as fading).")


def _coordination(summary: Summary, limit: Live) -> Formula:
    pieces: Pieces = ["Coordination: part of foreign-held bonds within the sender's reach"]
    for side in summary.sides:
        pieces += [f"; {side.letter} "]
        pieces += _interval(summary, "sender_share_of_foreign_holdings_pct", side.letter, "%")
        middle = summary.live("sender_share_of_foreign_holdings_pct", side.letter, "middle")
        pieces += _below(middle, limit, ", a minority", ", the larger part")
        pieces += [", allies would add "]
        pieces += _interval(summary, "gain_if_allies_join_bp", side.letter, "bp")
    return sentence(*pieces, " (under ", limit, " % counts as a minority).")


def _below(middle: Live | None, limit: Live, if_so: str, if_not: str) -> Pieces:
    """Return the words for a number under its threshold or not; none where there is no number."""
    if middle is None or isinstance(middle.value, str) or isinstance(limit.value, str):
        return []
    holds = middle.value < limit.value
    return [Choice(f"{middle.reference}<{limit.reference}", holds, if_so, if_not)]


def _title(side: Side, titles: dict[str, str]) -> Live:
    return Live(titles[side.letter], side.title)


def _interval(summary: Summary, metric: str, of: str, unit: str, opening: str = "") -> Pieces:
    """Return "m bp (a to b)", or why there is no figure."""
    middle, low, high = (summary.live(metric, of, word) for word in ("middle", "low", "high"))
    if middle is None or low is None or high is None:
        return [f"no figure ({_reason(summary, metric, of)})"]
    before, after = ("USD ", " bn") if unit == "USD bn" else ("", f" {unit}")
    return [before, middle, f"{after} ({opening}", low, " to ", high, ")"]


def _used(summary: Summary, label: str) -> Pieces:
    low, middle, high = (summary.live(YARDSTICK_METRIC, label, word) for word in ("low", "middle", "high"))
    if middle is None or low is None or high is None:
        return ["; what part of the second's effect the first uses is not stated"]
    return ["; the first uses ", middle, " % of the second's effect (", low, " to ", high, ")"]


def _reason(summary: Summary, metric: str, of: str) -> str:
    found = summary.results.row(metric, of).found
    return found.reason if isinstance(found, NotApplicable) else ""
