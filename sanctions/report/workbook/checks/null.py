"""Null: what changes no law costs exactly nothing, and an option beside itself differs in nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sanctions.model.metrics import METRICS, Criterion, Metric
from sanctions.model.outcome import NO_EFFECT_METRIC
from sanctions.model.results import Spread
from sanctions.report.cells.tables import Formula
from sanctions.report.numbers.result_rows import Chance, ResultRow
from sanctions.report.numbers.settings import PER_CENT
from sanctions.report.numbers.sides import Pair, Side
from sanctions.report.workbook.checks.check import Check, Subject, largest_of
from sanctions.report.workbook.sheets.results import LIVE_COLUMNS, WORKED_COLUMN

#: Describe who sends and who may join, even where the option repeats the law in force.
_OF_THE_OPTION: Final = frozenset({"sender_share_of_foreign_holdings_pct", "gain_if_allies_join_bp"})
_PER_CENT_VALUE: Final = 100.0


def null_checks(subject: Subject) -> Iterator[Check]:
    """Yield the checks that nothing comes of nothing."""
    for side in subject.sides:
        if _changes_nothing(side):
            yield from _of_side(subject, side)
    for pair in subject.pairs:
        if _same(pair):
            for metric in METRICS:
                row = subject.results.row(metric.id, pair.label)
                cells = cells_of(subject, row)
                if cells:
                    about = f"{pair.label}, {metric.label.lower()}, {metric.horizon}"
                    why = "Both say the same law, and they are priced on the same draws."
                    yield Check(
                        "Options that change the law alike differ in nothing",
                        about,
                        largest_of(cells),
                        why=why,
                    )


def _of_side(subject: Subject, side: Side) -> Iterator[Check]:
    empty = not (side.assessment.package.measures or side.assessment.package.lifts)
    for metric in METRICS:
        cells = cells_of(subject, subject.results.row(metric.id, side.letter))
        if not cells or not (empty or _of_bonds(metric)):
            continue
        about = f"{side.letter}, {metric.label.lower()}, {metric.horizon}"
        if metric.id == NO_EFFECT_METRIC:
            what, whole = (
                "What changes no law is certain to have no effect",
                Formula(PER_CENT, _PER_CENT_VALUE),
            )
            yield from (Check(what, about, cell, whole) for cell in cells)
            continue
        why = "An option is the difference between two states of the law; without one there is none."
        yield Check("What changes no law comes to exactly nothing", about, largest_of(cells), why=why)


def cells_of(subject: Subject, row: ResultRow) -> list[Formula]:
    """Return the numbers of a row of Results: mean, outer percentiles, worked case, live ones."""
    live = row.live.value if row.live is not None else lambda _: None
    found: list[tuple[str, float | None]] = []
    if isinstance(row.found, Spread):
        given = row.found
        found += [("E", given.mean), ("F", given.p05), ("G", given.p10), ("I", given.p90), ("J", given.p95)]
        found += [(LIVE_COLUMNS["G"], live(0)), (LIVE_COLUMNS["I"], live(2))]
    elif isinstance(row.found, Chance):
        found += [("E", row.found.pct), (LIVE_COLUMNS["H"], live(1))]
    found.append((WORKED_COLUMN, row.worked))
    return [
        Formula(subject.results.cell(row.metric.id, row.of, column), value)
        for column, value in found
        if value is not None
    ]


def _of_bonds(metric: Metric) -> bool:
    """Whether a metric is an effect through bonds, zero wherever the law stays as it is."""
    if metric.id == NO_EFFECT_METRIC:
        return True
    return (
        metric.quantity is not None
        and metric.criterion is not Criterion.ENTITIES
        and metric.id not in _OF_THE_OPTION
    )


def _changes_nothing(side: Side) -> bool:
    facts = {fact.key: fact.values for fact in side.assessment.law_facts}
    return facts.get("option_announces") == (0.0,)


def _same(pair: Pair) -> bool:
    mine, theirs = pair.side.assessment.worked, pair.yardstick.assessment.worked
    return mine is not None and theirs is not None and mine.inputs == theirs.inputs
