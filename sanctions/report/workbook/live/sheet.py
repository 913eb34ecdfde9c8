"""Draws: the shared standardised draws, and the headline metrics live for each of them."""

from __future__ import annotations

from typing import Final

from sanctions.comparison.results import COSTS_MORE
from sanctions.model.metrics import YARDSTICK_METRIC
from sanctions.model.outcome import NO_EFFECT_METRIC
from sanctions.report.cells.formulas import function
from sanctions.report.cells.tables import Bulk, BulkColumn, Column, Look, Sheet, Table, header_row, quoted
from sanctions.report.numbers.act_and_threat import ACT, THREAT, THREAT_LARGER
from sanctions.report.numbers.live_numbers import (
    LiveNumbers,
    chance_of,
    exceeds,
    keeps_sign,
    no_effect,
    percentiles_of,
)
from sanctions.report.numbers.sides import Pair, Side
from sanctions.report.workbook.live.builder import MOST_COLUMNS, PEAK_METRIC
from sanctions.report.workbook.live.found import Live, LivePeak
from sanctions.report.workbook.sheets.model import PRIOR_VARIANCE, LiveVariance

SHEET: Final = "Draws"


def lead_of(live: Live) -> tuple[str, ...]:
    """Return the lines above the table."""
    counts = ", ".join(f"{letter} {count}" for letter, count in live.count.items())
    return (
        f"The first {live.draws:,} joint draws. Columns named draw of … hold values from 0 to 1; the others"
        " are formulas: inputs at that draw, then each option's quantities by year.",
        "Summary's live percentiles read these columns. Columns of their own, by option (at most"
        f" {MOST_COLUMNS}): {counts}; a long formula is never computed twice, a short one is written into"
        " those that read it.",
    )


def sheet_of(live: Live) -> Sheet:
    """Return the sheet; its rows are written in bulk."""
    headers = _distinct([column.header for column in live.columns])
    columns = (
        Column("Draw", 8, Look.WHOLE),
        *(
            Column(header, 18, Look.LIVE if c.template else Look.NUMBER)
            for header, c in zip(headers, live.columns, strict=True)
        ),
    )
    numbers = BulkColumn(None, tuple(float(number) for number in range(1, live.draws + 1)))
    bulk = Bulk(
        (numbers, *(BulkColumn(each.template, tuple(each.values.tolist())) for each in live.columns)),
        live.draws,
    )
    return Sheet(SHEET, "Draws", Table("draws", columns, (), bulk), lead_of(live))


def numbers_of(
    live: Live, pairs: tuple[Pair, ...], no_effect_bp: float
) -> dict[tuple[str, str], LiveNumbers]:
    """Return percentiles and chances over the columns, by metric id and what they are of.

    Parameters
    ----------
    live : Live
    pairs : tuple of Pair
    no_effect_bp : float
        Rise of the yield under which there is no effect worth the name, as delivered.
    """
    found: dict[tuple[str, str], LiveNumbers] = {}
    for name, metric in live.metrics.items():
        reference = metric.divides_by
        stated = keeps_sign(span(live, reference), never_zero=metric.never_zero) if reference else ""
        found[name] = percentiles_of(span(live, metric.letter), metric.values, stated)
    for letter, peak in live.peaks[PEAK_METRIC].items():
        if peak.letter:
            small = no_effect(_peak(live, peak), peak.values, no_effect_bp)
            found[NO_EFFECT_METRIC, letter] = chance_of(small, span(live, peak.letter))
    for letter in live.count:
        act, threat = (live.metrics.get((metric, letter)) for metric in (ACT, THREAT))
        if act is not None and threat is not None:
            one, two = span(live, threat.letter), span(live, act.letter)
            larger = exceeds(one, threat.values, two, act.values)
            found[THREAT_LARGER.id, letter] = chance_of(larger, one)
    for pair in pairs:
        found |= _of_both(live, pair, no_effect_bp)
    return found


def _of_both(live: Live, pair: Pair, limit: float) -> dict[tuple[str, str], LiveNumbers]:
    """Return the chances of two options: of no effect, one minus the other, and of costing more."""
    found: dict[tuple[str, str], LiveNumbers] = {}
    for metric, chance in ((PEAK_METRIC, NO_EFFECT_METRIC), (YARDSTICK_METRIC, COSTS_MORE.id)):
        mine, theirs = (live.peaks[metric].get(each.letter) for each in (pair.side, pair.yardstick))
        if mine is None or theirs is None or not (mine.letter or theirs.letter):
            continue
        one, two = _peak(live, mine), _peak(live, theirs)
        if chance == NO_EFFECT_METRIC:
            holds = no_effect(one, mine.values, limit) - no_effect(two, theirs.values, limit)
        else:
            holds = exceeds(one, mine.values, two, theirs.values)
        found[chance, pair.label] = chance_of(holds, span(live, mine.letter or theirs.letter))
    return found


def _peak(live: Live, peak: LivePeak) -> str:
    return span(live, peak.letter) if peak.letter else peak.text


def variance_of(live: Live | None, side: Side) -> LiveVariance | None:
    """Return the live variance of what the odds price in, scaled to what all draws made of it.

    Parameters
    ----------
    live : Live or None
    side : Side

    Returns
    -------
    LiveVariance or None
        None where no column of draws holds it.
    """
    worked = side.assessment.worked
    if live is None or worked is None or side.letter not in live.variances:
        return None
    column, few = live.variances[side.letter]
    all_draws = worked.inputs[PRIOR_VARIANCE][0]
    return LiveVariance(function("VARP", span(live, column)), all_draws / few) if few > 0 else None


def span(live: Live, letter: str) -> str:
    """Return the reference of one column of draws."""
    first = header_row(len(lead_of(live))) + 1
    return f"{quoted(SHEET)}!${letter}${first}:${letter}${first + live.draws - 1}"


def _distinct(headers: list[str]) -> list[str]:
    """Return headers that differ whatever their case: a repeated one says which option's it is."""
    seen: dict[str, int] = {}
    found = []
    for header in headers:
        number = seen[header.lower()] = seen.get(header.lower(), 0) + 1
        found.append(header if number == 1 else f"{header} ({number})")
    return found
