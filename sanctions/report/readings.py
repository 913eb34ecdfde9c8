"""What the numbers say, in sentences made from templates: live numbers, thresholds printed, no verdict."""

from __future__ import annotations

from typing import Final

from sanctions.model.metrics import YARDSTICK_METRIC, NotApplicable
from sanctions.report.formulas import function
from sanctions.report.joining import Choice, Live, Piece, sentence
from sanctions.report.rounding import rounded
from sanctions.report.settings import FADED_PCT, MAJORITY_PCT, NO_EFFECT_BP, SETTINGS, Setting
from sanctions.report.sheets.results import ERROR_COLUMNS
from sanctions.report.sheets.summary import Summary
from sanctions.report.sides import Pair, Side
from sanctions.report.tables import Formula
from sanctions.spec.vocabulary import vocabulary

_NEW, _OLD, _LEFT = "new_bond_yield_year_1_bp", "old_bond_yield_12m_bp", "effect_left_year_8_pct"
_TWO: Final = 2
Pieces = list[Piece]


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
    new_bonds = f"what {target_name(first)} pays on new 10-year bonds in year 1"
    pieces: Pieces = [f"On what was known on {first.assessment.as_of}, ", _title(first, titles)]
    pieces += _raises(summary, _NEW, first, "is estimated to raise", new_bonds, "8-in-10 range ")
    for side in summary.sides[1:]:
        pieces += ["; ", _title(side, titles)]
        pieces += _raises(summary, _OLD, side, "would raise", "the yield on existing bonds")
    pair = next((each for each in summary.pairs if each.side is first or each.side == first), None)
    if pair is not None:
        pieces += _used(summary, pair)
    judgement = summary.judgement(YARDSTICK_METRIC, first.letter)
    if judgement is not None:
        pieces += ["; ", judgement, f" % of the spread of {first.letter}'s effect is judgement"]
        pieces += _as_delivered(summary)
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


def sampling(summary: Summary) -> Formula | None:
    """Return how far the live numbers may err for being few; None where none is live."""
    pieces: Pieces = [f"Live numbers rest on the first {summary.live_draws:,} of {summary.draws:,} draws. "]
    pieces.append("Their sampling error, one standard error, of the peak rise of the 10-year yield")
    found = False
    for side in summary.sides:
        live = summary.results.row(YARDSTICK_METRIC, side.letter).live
        if live is None:
            continue
        pieces.append(f"; {side.letter}" if found else f": {side.letter}")
        found = True
        for word, column, error in zip(("low", "middle", "high"), ERROR_COLUMNS, live.errors, strict=True):
            if error is not None:
                cell = summary.results.cell(YARDSTICK_METRIC, side.letter, column)
                shown = rounded(cell, float(error.value))
                pieces += [
                    f" {word} " if word == "low" else f", {word} ",
                    Live(shown.text, float(shown.value)),
                ]
        pieces.append(" bp")
    pieces.append(". Results has that of every number beside what all draws give.")
    return sentence(*pieces) if found else None


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
        found = _interval(summary, _LEFT, side.letter, "%")
        found += _below(summary.live(_LEFT, side.letter, "middle"), limit, ", fading", ", lasting")
        pieces += _if_stated(summary, _LEFT, side.letter, found, "no figure: no effect to be left")
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
    row = summary.results.row(metric, of)
    moves = row.live is not None or row.shown("low") == row.shown("high")
    tail = [] if moves else _as_delivered(summary)
    return [before, middle, f"{after} ({opening}", low, " to ", high, *tail, ")"]


def _as_delivered(summary: Summary) -> Pieces:
    """Return what is said after a number that does not follow Inputs, once an input was changed."""
    if not summary.changed:
        return []
    return [Choice(f"{summary.changed}=0", True, "", ", before the inputs were changed")]


def _raises(summary: Summary, metric: str, side: Side, does: str, what: str, opening: str = "") -> Pieces:
    """Return by how much an option raises something, or why there is no figure for it."""
    if summary.live(metric, side.letter, "middle") is None:
        return [f" has no figure for {what} ({_reason(summary, metric, side.letter)})"]
    return [f" {does} {what} by ", *_interval(summary, metric, side.letter, "bp", opening)]


def _used(summary: Summary, pair: Pair) -> Pieces:
    """Return what part of the yardstick's effect an option uses; by letter where there are more than two."""
    label, two = pair.share_label, len(summary.sides) == _TWO
    one, other = ("the first", "the second") if two else (pair.side.letter, pair.yardstick.letter)
    not_stated = f"; what part of {other}'s effect {one} uses is not stated"
    low, middle, high = (summary.live(YARDSTICK_METRIC, label, word) for word in ("low", "middle", "high"))
    if middle is None or low is None or high is None:
        return [not_stated]
    found: Pieces = [f"; {one} uses ", middle, f" % of {other}'s effect (", low, " to ", high, ")"]
    return _if_stated(summary, YARDSTICK_METRIC, label, found, not_stated)


def _if_stated(summary: Summary, metric: str, of: str, found: Pieces, else_: str) -> Pieces:
    """Return what is said of a number, or what is said where changed inputs leave none."""
    middle = summary.live(metric, of, "middle")
    if middle is None or not summary.results.row(metric, of).guarded:
        return found
    return [Choice(function("ISNUMBER", middle.reference), True, found, else_)]


def _reason(summary: Summary, metric: str, of: str) -> str:
    found = summary.results.row(metric, of).found
    return found.reason if isinstance(found, NotApplicable) else ""
