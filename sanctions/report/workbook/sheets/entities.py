"""Entities: whom an option catches, why, with which figures; what has none says so; totals and outcomes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from sanctions.comparison.entity_report import EntityReport, EntityTotal, Reaction, report_of
from sanctions.entities.exposed import EntityExposure
from sanctions.entities.figures import TITLES, EntityFigure
from sanctions.ownership.verdicts import DISCLAIMER
from sanctions.periods import HORIZON_YEARS
from sanctions.report.cells.formulas import NO_FIGURE
from sanctions.report.cells.tables import Cell, Column, Content, Formula, Look, Sheet, Table, linked
from sanctions.report.numbers.sides import Side
from sanctions.report.workbook.sheets.model import ModelSheet

SHEET: Final = "Entities"
WORKED: Final = "Worked case (live)"
COLUMNS: Final = (
    Column("Option", 9, Look.KEY),
    Column("Part", 20, Look.KEY),
    Column("Entity or market", 34, Look.KEY),
    Column("Verdict", 14),
    Column("Because", 60),
    Column("Change", 26),
    Column("What", 44),
    Column("Unit", 10),
    Column("Value", 14, Look.NUMBER),
    Column("Low (1 in 10 under)", 14, Look.NUMBER),
    Column("Middle", 14, Look.NUMBER),
    Column("High (1 in 10 over)", 14, Look.NUMBER),
    Column(WORKED, 14, Look.LIVE),
    Column("Covers, or whether inside the range", 24),
    Column("Date", 14, Look.DATE),
    Column("First known", 14, Look.DATE),
    Column("Basis", 30),
    Column("Source", 44),
    Column("Address", 60, Look.LINK),
)
LEAD: Final = (
    "What each option newly catches or releases against the law in force, one row for each figure; an entity"
    f" without one says {NO_FIGURE}, which is never zero, and totals say how many entities they cover.",
    f"What happened afterwards is later than the as-of date and reaches no other number. {DISCLAIMER}.",
)
Row = tuple[Content | Cell, ...]
Models = Mapping[str, ModelSheet]
#: Quantities along entities shown one by one.
ONE_BY_ONE: Final = {
    "asset_value_lost": "value lost against peers",
    "revenue_lost": "revenue lost a year",
    "shield_cost": "of which borne by the budget",
    "refinancing_at_risk": "debt that cannot be rolled over eight years",
}


def sheet_of(sides: tuple[Side, ...], models: Models) -> Sheet | None:
    """Return the sheet; None where no option names an entity.

    Parameters
    ----------
    sides : tuple of Side
    models : mapping of str to ModelSheet
        Letter -> model sheet, for the live cells.
    """
    reached = [s for s in sides if s.assessment.exposure is not None and s.assessment.exposure.measures]
    reached += [s for s in sides if s not in reached and s.assessment.entity_totals]
    rows = tuple(row for side in reached for row in _rows(side, models))
    if not rows:
        return None
    title = "Entities: who is caught, and what is known of them"
    return Sheet(SHEET, title, Table("entities", COLUMNS, rows), LEAD, freeze_columns=3)


def _rows(side: Side, models: Models) -> Iterator[Row]:
    report = report_of(side.assessment)
    exposure = report.exposure
    for each in exposure.entities:
        yield from _entity(side, "entity", each, models)
    for each in exposure.shared:
        yield from _entity(side, "shared figure", each, models)
    for name in exposure.unchanged:
        yield _row(side, "nothing added", name, because="the law in force already reaches it alike")
    for verdict in exposure.open:
        yield _row(side, "open, in no total", verdict.entity, str(verdict.status), "; ".join(verdict.because))
    for total in report.totals:
        yield _total(side, total, models)
    for apart in report.designations:
        yield _row(side, "sum of designations", apart.measure, because=apart.sentence)
    for reaction in report.happened if report.totals else ():
        yield _reaction(side, reaction)
    yield from (_row(side, "note", "", because=note) for note in exposure.notes)
    if not _says_something(report):
        yield _row(side, "nothing added", "", because="the law in force already reaches everybody it names")


def _says_something(report: EntityReport) -> bool:
    exposure = report.exposure
    return bool(exposure.entities or exposure.unchanged or exposure.open or exposure.notes)


def _row(side: Side, part: str, name: str, verdict: str = "", because: str = "", change: str = "") -> Row:
    head = (side.letter, part, name or None, verdict or None, because or None, change or None)
    return (*head, *(Cell(None, Look.TEXT) for _ in COLUMNS[len(head) :]))


def _with(row: Row, changes: Mapping[str, Content | Cell]) -> Row:
    headers = [column.header for column in COLUMNS]
    return tuple(changes.get(header, cell) for header, cell in zip(headers, row, strict=True))


def _entity(side: Side, part: str, each: EntityExposure, models: Models) -> Iterator[Row]:
    because = "; ".join(each.verdict.because) or each.verdict.limb
    row = _row(side, part, each.name, str(each.verdict.status), because, _change(each))
    for figure in each.figures:
        yield _with(row, _figure(each, figure))
    for name in each.no_figure:
        yield _with(row, {"What": TITLES[name], "Value": Cell(NO_FIGURE, Look.TEXT)})
    if not each.figures and not each.no_figure:
        yield row
    worked = side.assessment.worked
    for quantity, title in ONE_BY_ONE.items():
        key = f"{quantity}[{each.name}]"
        if worked is not None and key in worked.values and side.letter in models:
            live = Cell(Formula(models[side.letter].cell(key), worked.values[key][0]), Look.LIVE)
            given: dict[str, Content | Cell] = {"What": title, "Unit": "USD bn", WORKED: live}
            yield _with(row, given)


def _change(each: EntityExposure) -> str:
    words = {1: "newly named", -1: "no longer named"}
    owned = {1: "newly caught by ownership", -1: "no longer caught by ownership"}
    return words.get(each.listed_change) or owned.get(each.rule_change) or "further measure"


def _figure(each: EntityExposure, figure: EntityFigure) -> dict[str, Content | Cell]:
    note = f"inside the figure of {each.counted_in}, counted once" if each.counted_in else figure.note
    if figure.unit.endswith(" bn") and figure.name not in each.usd_bn:
        note = "no dollar rate: in no total"
    return {
        "What": TITLES[figure.name],
        "Unit": figure.unit,
        "Value": Cell(figure.value, Look.NUMBER),
        "Covers, or whether inside the range": note or None,
        "Date": Cell(figure.date, Look.DATE),
        "First known": Cell(figure.first_known, Look.DATE),
        "Basis": figure.basis or None,
        "Source": figure.source or None,
        "Address": linked(figure.address),
    }


def _total(side: Side, each: EntityTotal, models: Models) -> Row:
    row = _row(side, "total", "all entities" if each.of else "markets")
    covers = f"{each.covered} of {each.of} entities" if each.of else "the option as a whole"
    given: dict[str, Content | Cell] = {
        "What": each.label,
        "Unit": each.unit,
        "Covers, or whether inside the range": covers,
    }
    worked = side.assessment.worked
    if each.spread is None:
        return _with(row, {**given, "Middle": Cell(NO_FIGURE, Look.TEXT)})
    given["Low (1 in 10 under)"] = Cell(each.spread.p10, Look.NUMBER)
    given["Middle"] = Cell(each.spread.p50, Look.NUMBER)
    given["High (1 in 10 over)"] = Cell(each.spread.p90, Look.NUMBER)
    if worked is not None and side.letter in models and each.quantity in worked.values:
        path = worked.values[each.quantity]
        year = HORIZON_YEARS if len(path) > 1 else None
        live = Formula(models[side.letter].cell(each.quantity, year), path[-1])
        given[WORKED] = Cell(live, Look.LIVE)
    return _with(row, given)


def _reaction(side: Side, each: Reaction) -> Row:
    inside = {True: "inside the range", False: "outside the range", None: "not modelled"}[each.inside]
    given: dict[str, Content | Cell] = {
        "What": f"change, {each.window}" + ("; the range is of a fall" if each.quantity else ""),
        "Unit": each.unit,
        "Value": Cell(each.value, Look.NUMBER),
        "Covers, or whether inside the range": inside,
        "Basis": each.note or None,
        "Source": each.source,
        "Address": linked(each.address),
    }
    if each.low is not None and each.high is not None:
        given["Low (1 in 10 under)"] = Cell(each.low, Look.NUMBER)
        given["High (1 in 10 over)"] = Cell(each.high, Look.NUMBER)
    row = _row(side, "happened afterwards", each.asset, because=f"on {each.date}")
    return _with(row, given)
