"""What the numbers say, in sentences made from templates: live numbers, thresholds printed, no verdict."""

from __future__ import annotations

from itertools import combinations
from typing import Final

from sanctions.model.metrics import BY_ID, YARDSTICK_METRIC, NotApplicable
from sanctions.report.cells.formulas import function
from sanctions.report.cells.joining import Choice, LivePiece, Piece, sentence
from sanctions.report.cells.rounding import readable, rounded
from sanctions.report.cells.tables import Formula
from sanctions.report.numbers.act_and_threat import ACT, THREAT, THREAT_LARGER
from sanctions.report.numbers.settings import FADED_PCT, MAJORITY_PCT, NO_EFFECT_BP, SETTINGS, Setting
from sanctions.report.numbers.sides import Pair, Side
from sanctions.report.workbook.sheets.results import ERROR_COLUMNS
from sanctions.report.workbook.sheets.summary import SIGN_OPEN, Summary, measure_text, number_with_range

#: Country as cost metrics write it -> as sentences call it.
COUNTRIES: Final = {"us": "the US", "eu": "the EU", "uk": "the UK", "others": "others", "all": "all together"}
_PEAK: Final = "peak_yield_bp"
_LEFT: Final = "effect_left_year_8_pct"
_INCOME: Final = "target_income_loss_8y_usd_bn"
_TWO: Final = 2
Pieces = list[Piece]


def headline(summary: Summary) -> Formula:
    """Return the first sentence: one measure for all options, and what part of the reference each uses.

    Parameters
    ----------
    summary : Summary
    """
    metric = BY_ID[YARDSTICK_METRIC]
    name = measure_text(metric)
    pieces: Pieces = [f"{name}: "]
    each: Pieces = []
    for place, side in enumerate(summary.sides):
        each += [
            "; " if place else "",
            f"{side.letter} ",
            *_with_sign(summary, YARDSTICK_METRIC, side.letter),
        ]
    for pair in summary.pairs:
        each += _used(summary, pair)
    if len(summary.sides) != _TWO:
        return sentence(*pieces, *each, *_alike(summary), ".")
    first, second = summary.sides
    same, holds = _same(summary, first, second)
    if not same:
        return sentence(*pieces, *each, ".")
    both: Pieces = [
        f"{first.letter} and {second.letter} the same: ",
        *_with_sign(summary, YARDSTICK_METRIC, first.letter),
    ]
    return sentence(*pieces, Choice(same, holds, both, each), ".")


def act_and_threat(summary: Summary) -> tuple[Formula, ...]:
    """Return, for each option, what the act is worth on the day beside what is held back."""
    found = []
    for side in summary.sides:
        act, threat = (summary.live(metric, side.letter, "middle") for metric in (ACT, THREAT))
        larger = summary.live(THREAT_LARGER.id, side.letter, "middle")
        if act is None or threat is None or larger is None:
            continue
        pieces: Pieces = [f"{side.letter}: on the day the act is worth "]
        pieces += [*_interval(summary, ACT, side.letter, "bp"), ", what was held back "]
        pieces += [*_interval(summary, THREAT, side.letter, "bp"), "; the second is the larger in "]
        found.append(sentence(*pieces, larger, " % of runs", *_if_old(summary, THREAT_LARGER.id, side), "."))
    return tuple(found)


def costs(summary: Summary) -> tuple[Formula, ...]:
    """Return, for each option, what it costs by country, and what it costs the target."""
    found = []
    for side in summary.sides:
        pieces: Pieces = [f"Cost of {side.letter} over 8 years, present value, USD bn: "]
        if summary.live("cost_all_8y_usd_bn", side.letter, "middle") is None:
            reason = _reason(summary, "cost_all_8y_usd_bn", side.letter)
            found.append(sentence(*pieces, f"no figure ({reason})."))
            continue
        for place, (code, name) in enumerate(COUNTRIES.items()):
            pieces += [", " if place else "", f"{name} "]
            pieces += _amount(summary, f"cost_{code}_8y_usd_bn", side.letter)
        pieces += ["; the target: output ", *_amount(summary, "target_cost_8y_usd_bn", side.letter)]
        pieces += [", income ", *_amount(summary, _INCOME, side.letter), *_open_sign(summary, side)]
        pieces += [", not netted: transfers to it, a gain, of "]
        pieces += _amount(summary, "transfer_to_target_usd_bn", side.letter)
        found.append(sentence(*pieces, "."))
    return tuple(found)


def sure(summary: Summary, held: str) -> Formula:
    """Return how sure the first sentence is, and how past ranges of the same measure fared.

    Parameters
    ----------
    summary : Summary
    held : str
        Empty where nothing that was tested concerns this target.
    """
    shares = [
        f"{side.letter} {readable(share)} %"
        for side in summary.sides
        if (share := summary.judgement_pct(YARDSTICK_METRIC, side.letter)) is not None
    ]
    what = f"{measure_text(BY_ID[YARDSTICK_METRIC])}: how much of the spread is judgement"
    pieces: Pieces = [f"How sure: {what}: {', '.join(shares)}" if shares else "How sure: nothing varies"]
    if shares and summary.changed:
        pieces.append(Choice(f"{summary.changed}=0", True, "", " (before the inputs were changed)"))
    return sentence(*pieces, f".{' ' if held else ''}{held}")


def readings(summary: Summary, settings: tuple[Setting, ...] = SETTINGS) -> tuple[Formula, ...]:
    """Return one sentence for each criterion that has a threshold, with the threshold it uses.

    Parameters
    ----------
    summary : Summary
    settings : tuple of Setting, optional
        With the thresholds the reader has chosen.
    """
    limit = {each.name: LivePiece(each.name, each.value) for each in settings}
    return (
        _impact(summary, limit[NO_EFFECT_BP]),
        _durability(summary, limit[FADED_PCT]),
        _coordination(summary, limit[MAJORITY_PCT]),
    )


def sampling(summary: Summary) -> Formula | None:
    """Return how far the live numbers may err for being few; None where none is live."""
    pieces: Pieces = [f"Live numbers rest on the first {summary.live_draws:,} of {summary.draws:,} draws. "]
    pieces.append(f"Their sampling error, one standard error, of: {measure_text(BY_ID[YARDSTICK_METRIC])}")
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
                    LivePiece(shown.text, float(shown.value)),
                ]
        pieces.append(" bp")
    pieces.append(". Results has that of every number beside what all draws give.")
    return sentence(*pieces) if found else None


def _impact(summary: Summary, limit: LivePiece) -> Formula:
    pieces: Pieces = ["Impact: highest rise of the 10-year yield in 8 years"]
    for side in summary.sides:
        pieces += [f"; {side.letter} "]
        pieces += _interval(summary, _PEAK, side.letter, "bp")
        middle = summary.live(_PEAK, side.letter, "middle")
        pieces += _below(middle, limit, ", no effect worth the name", ", an effect")
    return sentence(*pieces, " (under ", limit, " bp counts as no effect).")


def _durability(summary: Summary, limit: LivePiece) -> Formula:
    pieces: Pieces = ["Durability: effect left in year 8"]
    for side in summary.sides:
        pieces += [f"; {side.letter} "]
        found = _interval(summary, _LEFT, side.letter, "%")
        found += _below(summary.live(_LEFT, side.letter, "middle"), limit, ", fading", ", lasting")
        pieces += _if_stated(summary, _LEFT, side.letter, found, "no figure: no effect to be left")
    return sentence(*pieces, " (under ", limit, " % counts as fading).")


def _coordination(summary: Summary, limit: LivePiece) -> Formula:
    pieces: Pieces = ["Coordination: imposing countries' part of foreign-held bonds"]
    for side in summary.sides:
        pieces += [f"; {side.letter} "]
        pieces += _interval(summary, "sender_share_of_foreign_holdings_pct", side.letter, "%")
        middle = summary.live("sender_share_of_foreign_holdings_pct", side.letter, "middle")
        pieces += _below(middle, limit, ", a minority", ", the larger part")
    return sentence(*pieces, " (under ", limit, " % counts as a minority).")


def _below(middle: LivePiece | None, limit: LivePiece, if_so: str, if_not: str) -> Pieces:
    """Return the words for a number under its threshold or not; none where there is no number."""
    if middle is None or isinstance(middle.value, str) or isinstance(limit.value, str):
        return []
    holds = middle.value < limit.value
    return [Choice(f"{middle.reference}<{limit.reference}", holds, if_so, if_not)]


def _interval(summary: Summary, metric: str, of: str, unit: str) -> Pieces:
    """Return "m bp (a to b)", or why there is no figure."""
    if summary.live(metric, of, "middle") is None:
        return [f"no figure ({_reason(summary, metric, of)})"]
    side = next((each for each in summary.sides if each.letter == of), None)
    old = _if_old(summary, metric, side) if side is not None else []
    return [*number_with_range(summary, metric, of, f" {unit}"), *old]


def _amount(summary: Summary, metric: str, of: str) -> Pieces:
    """Return a number with its range, without its unit, or that there is none."""
    side = next(each for each in summary.sides if each.letter == of)
    return [*number_with_range(summary, metric, of), *_if_old(summary, metric, side)]


def _if_old(summary: Summary, metric: str, side: Side) -> Pieces:
    """Return what is said after a number that does not follow Inputs, once an input was changed."""
    row = summary.results.row(metric, side.letter)
    constant = row.shown("low") is not None and row.shown("low") == row.shown("high")
    if not summary.changed or row.follows("middle") or constant or isinstance(row.found, NotApplicable):
        return []
    return [Choice(f"{summary.changed}=0", True, "", ", before the inputs were changed")]


def _open_sign(summary: Summary, side: Side) -> Pieces:
    """Return that the sign of the target's income is open, where its range spans 0."""
    low, high = (summary.live(_INCOME, side.letter, word) for word in ("low", "high"))
    if low is None or high is None or isinstance(low.value, str) or isinstance(high.value, str):
        return []
    holds = low.value < 0 < high.value
    condition = function("AND", f"{low.reference}<0", f"{high.reference}>0")
    return [Choice(condition, holds, f" ({SIGN_OPEN})", "")]


def _with_sign(summary: Summary, metric: str, of: str) -> Pieces:
    """Return "+m bp (a to b)", or why there is no figure."""
    middle = summary.live(metric, of, "middle")
    if middle is None or isinstance(middle.value, str):
        return _interval(summary, metric, of, "bp")
    plus = Choice(f"{middle.reference}>0", middle.value > 0, "+", "")
    return [plus, *_interval(summary, metric, of, "bp")]


def _same(summary: Summary, one: Side, other: Side) -> tuple[str, bool]:
    """Return the condition that two options read the same on the headline, and whether it holds."""
    pairs = [
        (summary.live(YARDSTICK_METRIC, one.letter, word), summary.live(YARDSTICK_METRIC, other.letter, word))
        for word in ("low", "middle", "high")
    ]
    known = [(mine, theirs) for mine, theirs in pairs if mine is not None and theirs is not None]
    if len(known) < len(pairs):
        return "", False
    texts = [f"{mine.reference}={theirs.reference}" for mine, theirs in known]
    return function("AND", *texts), all(mine.value == theirs.value for mine, theirs in known)


def _alike(summary: Summary) -> Pieces:
    """Return which of more than two options read the same."""
    pieces: Pieces = []
    for one, other in combinations(summary.sides, _TWO):
        same, holds = _same(summary, one, other)
        if same:
            pieces.append(Choice(same, holds, f"; {one.letter} and {other.letter} the same", ""))
    return pieces


def _used(summary: Summary, pair: Pair) -> Pieces:
    """Return what part of the reference an option uses, or why that is not stated."""
    label = pair.share_label
    middle = summary.live(YARDSTICK_METRIC, label, "middle")
    not_stated: Pieces = [f"; {label} is not stated"]
    if middle is None:
        return [f"{not_stated[0]}: {_reason(summary, YARDSTICK_METRIC, label)}"]
    found: Pieces = [
        f"; {pair.side.letter} uses ",
        *number_with_range(summary, YARDSTICK_METRIC, label, " %"),
    ]
    found += [f" of {pair.yardstick.letter}"]
    if not summary.results.row(YARDSTICK_METRIC, label).follows("middle"):
        old = Choice(f"{summary.changed}=0", True, "", " before the inputs were changed")
        return [*found, old] if summary.changed else found
    return _if_stated(summary, YARDSTICK_METRIC, label, found, not_stated)


def _if_stated(summary: Summary, metric: str, of: str, found: Pieces, else_: Pieces | str) -> Pieces:
    """Return what is said of a number, or what is said where changed inputs leave none."""
    middle = summary.live(metric, of, "middle")
    if middle is None or not summary.results.row(metric, of).guarded:
        return found
    return [Choice(function("ISNUMBER", middle.reference), True, found, else_)]


def _reason(summary: Summary, metric: str, of: str) -> str:
    found = summary.results.row(metric, of).found
    return found.reason if isinstance(found, NotApplicable) else ""
