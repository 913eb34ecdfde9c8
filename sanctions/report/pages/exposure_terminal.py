"""Exposure of entities as tables for people at a terminal."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from sanctions.comparison.entity_report import EntityReport
from sanctions.entities.exposed import IN_FORCE, WITH_OPTION, EntityExposure
from sanctions.entities.figures import FigureName
from sanctions.files import printable
from sanctions.model.results import Spread
from sanctions.ownership.verdicts import DISCLAIMER, VerdictStatus
from sanctions.report.cells.formulas import NO_FIGURE
from sanctions.report.cells.rounding import readable

_SHOWN = (FigureName.ASSETS, FigureName.REVENUE)


def exposure_tables(report: EntityReport) -> RenderableType:
    """Return entities, totals, designations and what happened afterwards.

    Parameters
    ----------
    report : EntityReport
    """
    exposure = report.exposure
    title = Text(f"{printable(exposure.package.title)}, on what was known on {exposure.as_of}", style="bold")
    if not exposure.entities:
        return Group(title, _text(_nobody(report)), *(_text(f"note: {n}") for n in exposure.notes))
    parts: list[RenderableType] = [title, *_newly_listing(report), *_without_figures(report)]
    parts += [_entities(report), _totals(report)]
    parts += [_text(f"{each.measure}: {each.sentence}") for each in report.designations]
    if exposure.unchanged:
        names = ", ".join(exposure.unchanged)
        parts.append(_text(f"Already reached by the law in force, nothing added: {names}."))
    parts += [_text(f"{v.entity}: {v.status}, in no total") for v in exposure.open]
    if report.happened:
        parts.append(_happened(report))
    parts += [_text(f"note: {note}") for note in exposure.notes]
    parts.append(_text(f"A model's estimate, not a forecast of policy. {DISCLAIMER}."))
    return Group(*parts)


def newly_by(each: EntityExposure) -> tuple[str, ...]:
    """Return the measures that newly reach an entity, and not those that reached it before.

    Parameters
    ----------
    each : EntityExposure
    """
    before = each.measures[IN_FORCE]
    return tuple(name for name in each.measures[WITH_OPTION] if name not in before)


def _newly_listing(report: EntityReport) -> list[Text]:
    """Return which measures newly catch whom, measure by measure."""
    caught: dict[str, list[str]] = {}
    for each in report.exposure.entities:
        for name in newly_by(each):
            caught.setdefault(name, []).append(each.name)
    return [_text(f"{name} newly catches {', '.join(names)}.") for name, names in caught.items()]


def _has_figure(each: EntityExposure) -> bool:
    return bool(each.figures) or each.has_debt


def _without_figures(report: EntityReport) -> list[Text]:
    names = [each.name for each in report.exposure.entities if not _has_figure(each)]
    of = len(report.exposure.entities)
    return [_text(f"Without any figure, {len(names)} of {of}: {', '.join(names)}.")] if names else []


def _nobody(report: EntityReport) -> str:
    if not report.exposure.measures:
        return "No measure of this option names an entity: it reaches bonds or nothing."
    return "The law in force already reaches everybody this option names; nothing is added."


def _text(words: str) -> Text:
    return Text(printable(words))


def _entities(report: EntityReport) -> Table:
    table = Table(title="Whom the option newly catches or releases", title_justify="left")
    columns = ("Entity", "Verdict", "Because", "Assets", "Revenue a year", "Debt that may not be renewed")
    for name in columns:
        table.add_column(name, overflow="fold")
    known = sorted(report.exposure.entities, key=_has_figure)
    for each in (*known, *report.exposure.shared):
        figures = [_figure(each, name) for name in _SHOWN]
        listed = newly_by(each) if each.verdict.status is VerdictStatus.LISTED else ()
        because = "; ".join(listed or each.verdict.because) or each.verdict.limb
        row = (each.name, str(each.verdict.status), because, *figures, _debt(each))
        table.add_row(*(_text(cell) for cell in row))
    return table


def _figure(each: EntityExposure, name: FigureName) -> str:
    figure = each.figure(name)
    if figure is None:
        return NO_FIGURE
    text = f"{readable(figure.value)} {figure.unit}, {figure.date}"
    if name not in each.usd_bn:
        text += " (no dollar rate: in no total)"
    return f"{text} (inside {each.counted_in})" if each.counted_in else text


def _debt(each: EntityExposure) -> str:
    if not each.has_debt:
        return NO_FIGURE
    before, after = (sum(path) for path in each.debt_stopped_usd_bn.values())
    return f"{readable(after - before)} USD bn in 8 years"


def _totals(report: EntityReport) -> Table:
    table = Table(title="In total", title_justify="left")
    for name in ("What", "Unit", "Middle (8 in 10)", "Covers"):
        table.add_column(name, overflow="fold")
    for each in report.totals:
        covers = f"{each.covered} of {each.of} entities" if each.of else "the option"
        table.add_row(*map(_text, (each.label, each.unit, spread_text(each.spread), covers)))
    return table


def spread_text(spread: Spread | None) -> str:
    """Return a spread as its middle and 8-in-10 range; one number where it does not vary."""
    if spread is None:
        return NO_FIGURE
    if spread.p10 == spread.p90:
        return readable(spread.p50)
    return f"{readable(spread.p50)} ({readable(spread.p10)} to {readable(spread.p90)})"


def _happened(report: EntityReport) -> Table:
    title = "What happened afterwards (used in no number above), beside what was known before"
    table = Table(title=title, title_justify="left")
    for name in ("Day", "What", "Window", "Change", "8-in-10 range of the fall", "Inside"):
        table.add_column(name, overflow="fold")
    for each in report.happened:
        given = each.low is not None and each.high is not None
        low, high = (each.low or 0.0, each.high or 0.0)
        ranged = f"{readable(low)} to {readable(high)} %" if given else f"{NO_FIGURE}: not modelled"
        inside = {True: "yes", False: "no", None: ""}[each.inside]
        row = (each.date, each.asset, each.window, f"{each.value:g} {each.unit}", ranged, inside)
        table.add_row(*map(_text, row))
    return table
