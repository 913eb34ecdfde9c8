"""The computed parts of the documentation on history: calibration of our own test, and the scorecard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from sanctions.backtesting.backtest import Backtest
from sanctions.backtesting.plan import first_scores, scores_before
from sanctions.backtesting.scorecard import (
    COLUMNS,
    LEAKAGE_COLUMNS,
    headline,
    how_made,
    leakage_cells,
    row_cells,
    set_lines,
)
from sanctions.data.vintage import Market
from sanctions.errors import InputError
from sanctions.history.calibration import Rate, average_rates, single_event_rates
from sanctions.history.study import (
    ASSETS,
    Asset,
    changes_of,
    default_windows,
    historical_events,
    study_events,
)

#: Lengths of event window whose size is printed, in days.
LENGTHS = (1, 2, 5)
#: Sizes of groups whose average is tested.
GROUPS = (5, 6, 8)
SCORES = (
    "Row",
    "Unit",
    "CRPS",
    "Width of 80 %",
    "Absolute error",
    "PIT",
    "Sign",
    "Held by the intervals of",
)
#: What is shown of each kept scorecard, and which ones are.
KEPT = ("CRPS", "80 % width")
WHEN = ("first", "before", "now")
_PERCENT = 100.0


def fill(page: str, name: str, block: str) -> str:
    """Return a page with the text between ``<!-- name -->`` and ``<!-- /name -->`` replaced.

    Raises
    ------
    InputError
        The page lacks one of the marks.
    """
    start, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    if start not in page or end not in page:
        raise InputError.single(
            "page", name, "the marks of a computed block are missing", f"{start} and {end}"
        )
    before, rest = page.split(start, 1)
    return f"{before}{start}\n\n{block.strip()}\n\n{end}{rest.split(end, 1)[1]}"


def calibration_block(market: Market) -> str:
    """Return the tables of size and coverage on shifted real dates, in Markdown."""
    single = [
        (wanted.name, str(length), str(rates[0].n), *(_rate(each) for each in rates))
        for wanted in ASSETS.values()
        for length in LENGTHS
        for rates in [_single(market, wanted, length)]
    ]
    ruble = ASSETS["usd_rub"]
    daily, _ = changes_of(market, ruble)
    zeros = _zeros(market, ruble)
    groups = {n: average_rates(daily, default_windows(ruble), zeros, size=n) for n in GROUPS}
    names = [rate.name for rate in groups[GROUPS[0]]]
    average = [(name, *(_rate(groups[n][place]) for n in GROUPS)) for place, name in enumerate(names)]
    return "\n\n".join(
        [
            "Single events, every quiet date taken as a false one (nominal 5 %, interval 95 %; in brackets "
            "the 95 % Clopper-Pearson band as if dates were independent):",
            _table(
                ["Series", "Days", "False dates", "Student rejects", "Placebo rejects", "Interval covers"],
                single,
            ),
            "Averages of the ruble over 4,000 random groups of false dates (nominal 5 %):",
            _table(["Test", *(f"{n} events" for n in GROUPS)], average),
        ]
    )


def scorecard_block(result: Backtest) -> str:
    """Return the scorecard in Markdown: rows, sets, the central check, and why each row has its status."""
    rows = [row_cells(row) for row in result.rows]
    notes = [
        (row.plan.row_id, row.title, row.plan.quantity, how_made(row), row.plan.sentence, row.grade_reason)
        for row in result.rows
    ]
    rivals = [
        (
            row.plan.row_id,
            rival.name,
            f"{rival.low:.1f} to {rival.high:.1f} {row.plan.unit}",
            f"{rival.crps:.1f}",
            "" if row.score is None else f"{row.score.crps:.1f}",
        )
        for row in result.rows
        for rival in row.rivals
        if row.plan.construction != "no_move"
    ]
    known = sum(row.plan.outcome_known for row in result.rows)
    return "\n\n".join(
        [
            f"{headline(result)}. Outcome known to the authors: yes, on {known} of {len(result.rows)} rows.",
            _table(COLUMNS, rows),
            "\n".join(f"- {line.strip()}" for each in result.sets for line in set_lines(each)),
            "### Scores, row by row",
            _table(SCORES, _scores(result)),
            "### The central check",
            _table(LEAKAGE_COLUMNS, [leakage_cells(check) for check in result.leakage]),
            "### First scorecard, the one before decision 12, and today's",
            _table(("Row", *(f"{what}, {when}" for what in KEPT for when in WHEN)), _then_and_now(result)),
            "### Rivals, row by row",
            _table(["Row", "Rival", "Its range (p10 to p90)", "Its CRPS", "Ours"], rivals),
            "### How each forecast is made, and what stands against the outcome",
            _table(["Row", "Event", "Quantity", "Forecast", "Status because", "What else happened"], notes),
        ]
    )


def _scores(result: Backtest) -> list[tuple[str, ...]]:
    signs = {True: "right", False: "wrong", None: ""}
    return [
        (
            row.plan.row_id,
            row.plan.unit,
            f"{row.score.crps:.2f}",
            f"{row.score.width_80:.1f}",
            f"{row.score.absolute_error:.1f}",
            f"{row.score.pit:.2f}",
            signs[row.score.sign_right],
            ", ".join(f"{band.level_pct} %" for band in row.score.bands if band.covers) or "none",
        )
        for row in result.rows
        if row.score is not None
    ]


def _then_and_now(result: Backtest) -> list[tuple[str, ...]]:
    """Return the rows of the first scorecard with what each says first, before the last repairs, and now."""
    first, before = first_scores(), scores_before()
    kept = [
        (row.plan.row_id, (first[row.plan.row_id], before[row.plan.row_id], row.score))
        for row in result.rows
        if row.score is not None and row.plan.row_id in first
    ]
    return [
        (name, *(f"{each.crps:.2f}" for each in scores), *(f"{each.width_80:.2f}" for each in scores))
        for name, scores in kept
    ]


def _single(market: Market, wanted: Asset, length: int) -> tuple[Rate, Rate, Rate]:
    daily, weekly = changes_of(market, wanted)
    windows = replace(default_windows(wanted), end_day=length - 1)
    return single_event_rates(daily, daily if weekly is None else weekly, windows, _zeros(market, wanted))


def _zeros(market: Market, wanted: Asset) -> np.ndarray[tuple[int, ...], np.dtype[np.datetime64]]:
    events = study_events(historical_events(market), wanted)
    return np.array([event.day_zero for event in events], dtype="datetime64[D]")


def _rate(each: Rate) -> str:
    return f"{_PERCENT * each.rate:.1f} ({_PERCENT * each.low:.1f}-{_PERCENT * each.high:.1f})"


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return "\n".join(_lines(columns, rows))


def _lines(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(columns)} |"
    yield f"|{'---|' * len(columns)}"
    for row in rows:
        cells = [cell.replace("|", "\\|") for cell in row]
        yield f"| {' | '.join(cells)} |"
