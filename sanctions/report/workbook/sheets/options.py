"""Options: what each package does in law, what it holds back, what was said, what is not counted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sanctions.report.cells.tables import Cell, Column, Content, Look, Sheet, Table, linked
from sanctions.report.numbers.odds import expected_lines, odds_text
from sanctions.report.numbers.paragraphs import paragraph
from sanctions.report.numbers.sides import Side
from sanctions.spec.measures import Measure
from sanctions.spec.sentences import describe_measure

SHEET: Final = "Options"
COLUMNS: Final = (
    Column("Option", 9, Look.KEY),
    Column("Part", 20, Look.KEY),
    Column("Item", 34),
    Column("In words", 90),
    Column("By", 26),
    Column("Announced", 14, Look.DATE),
    Column("Effective", 14, Look.DATE),
    Column("Until", 14, Look.DATE),
    Column("Source", 70, Look.LINK),
)
LEAD: Final = (
    "What each option does, as law; what the yardstick does that it leaves out (held back); what officials"
    " said, what is to be kept apart; and what the numbers do not count.",
)
#: Part of what is in the law and moves nothing here.
SILENT: Final = "Terms that change no number"
Row = tuple[Content | Cell, ...]


def sheet_of(sides: tuple[Side, ...], yardstick: Side) -> Sheet:
    """Return the sheet.

    Parameters
    ----------
    sides : tuple of Side
    yardstick : Side
        Option the others are measured against.
    """
    rows = tuple(row for side in sides for row in _rows(side, yardstick))
    return Sheet(SHEET, "Options: what the law says", Table("options", COLUMNS, rows), LEAD, freeze_columns=3)


def _rows(side: Side, yardstick: Side) -> Iterator[Row]:
    package = side.assessment.package
    status = f"{package.status}: {package.summary}"
    yield _row(
        side, "package", package.title, status, "", package.announced, package.effective, package.sources
    )
    yield _row(side, "in short", "", paragraph(side.assessment), "", None, None, ())
    for law in side.assessment.law:
        yield _row(
            side, "law in force", law.title, law.summary, "", law.announced, law.effective, law.sources
        )
    for measure in package.measures:
        yield _measure(side, "does", measure)
    for lifted in package.lifts:
        yield _row(
            side, "lifts", lifted, "no longer in force under this option", "", package.lifted_on, None, ()
        )
    for held in held_back(side, yardstick):
        yield _measure(side, "held back", held)
    for said in package.said:
        yield _row(side, "said", "", said.text, said.by, said.date, None, (said.source,))
    for answer in package.responses:
        odds = "" if answer.probability is None else f" (probability {answer.probability:g})"
        text = f"{str(answer.kind).replace('_', ' ')}{odds}"
        yield _row(side, "expected reply", text, text, answer.by, None, answer.from_, (answer.source,))
    for text in expected_lines(side):
        yield _row(side, "times its odds", odds_text(side), text, "", None, None, ())
    for track in package.tracks_kept_apart:
        text = f"exposed: {track.exposed}. {track.why}"
        yield _row(side, "track kept apart", track.track, text, track.by, None, None, _if_given(track.source))
    for text in side.assessment.not_counted:
        yield _row(side, "not counted", "", text, "", None, None, ())
    for text in side.assessment.silent_terms:
        yield _row(side, SILENT, "", text, "", None, None, ())
    for text in side.assessment.zero_reasons:
        yield _row(side, "why it is 0", "", text, "", None, None, ())
    for text in side.assessment.remarks:
        yield _row(side, "remark", "", text, "", None, None, ())
    for text in side.assessment.warnings:
        yield _row(side, "warning", "", text, "", None, None, ())


def held_back(side: Side, yardstick: Side) -> tuple[Measure, ...]:
    """Return the yardstick's measures that bar something the option and the law in force leave free."""
    if side.id == yardstick.id:
        return ()
    mine = [m for package in (side.assessment.package, *side.assessment.law) for m in package.measures]
    return tuple(
        measure
        for measure in yardstick.assessment.package.measures
        if not any(_covers(other, measure) for other in mine)
    )


def _covers(mine: Measure, theirs: Measure) -> bool:
    """Tell whether one measure bars at least what another does, as far as its terms say."""
    return (
        mine.sender == theirs.sender
        and mine.prohibits >= theirs.prohibits
        and set(mine.issuers) >= set(theirs.issuers)
        and (not mine.instruments or (bool(theirs.instruments) and mine.instruments >= theirs.instruments))
        and (not mine.currencies or mine.currencies == theirs.currencies)
    )


def _measure(side: Side, part: str, measure: Measure) -> Row:
    words = describe_measure(measure)
    return (
        side.letter,
        part,
        f"{measure.id} ({str(measure.kind).replace('_', ' ')})",
        words,
        str(measure.sender),
        measure.announced,
        measure.effective,
        measure.ends,
        linked(measure.source),
    )


def _row(
    side: Side,
    part: str,
    item: str,
    words: str,
    by: str,
    announced: Content,
    effective: Content,
    sources: tuple[str, ...],
) -> Row:
    source = linked("; ".join(sources)) if sources else None
    return (side.letter, part, item or None, words, by or None, announced, effective, None, source)


def _if_given(source: str | None) -> tuple[str, ...]:
    return () if source is None else (source,)
