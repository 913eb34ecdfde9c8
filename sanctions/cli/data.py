"""`sanctions data`: the figures, where they come from, and whether they are what their cards say."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sanctions.cli.outputs import console as make_console
from sanctions.cli.outputs import (
    force_option,
    json_lines,
    json_option,
    outputs,
    plain,
    print_table,
    say,
    say_written,
)
from sanctions.data.catalog import Card, SeriesCard, catalogue
from sanctions.data.datapackage import data_package
from sanctions.data.overview import END_OF_TIME, Overview, overviews
from sanctions.data.places import default_place
from sanctions.data.vintage import snapshot
from sanctions.errors import InputError, SourceError
from sanctions.history.plots import picture_format
from sanctions.report.pages.sparkline import sparkline

if TYPE_CHECKING:
    from rich.progress import Progress

    from sanctions.data.update import Step

CONNECTOR_COLUMNS = ("Connector", "Publisher", "Brings", "State")
DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def data() -> None:
    """List, show, verify and update the figures the calculator rests on."""


@data.command("list")
@json_option
@force_option
def list_data(json_target: str | None, force: bool) -> None:
    """List the datasets: publisher, coverage, series, how often revised.

    The JSON is a data package.
    """
    targets = outputs({"--json": json_target}, force=force)
    cards = catalogue()
    columns = ("Dataset", "What", "Publisher", "Coverage", "Series", "Revised")
    rows = [
        (card.name, card.title, card.publisher, card.coverage, len(card.series) or "table", card.revised)
        for card in cards
    ]
    targets.write({"--json": lambda: json_lines(data_package(cards))})
    aside = targets.take_standard_output
    print_table("Figures", columns, rows, to_stderr=aside)
    print_table(
        "Can be refreshed with: sanctions data update", CONNECTOR_COLUMNS, _connectors(), to_stderr=aside
    )
    if stored := _stored():
        print_table("In the store", ("Series", "What", "Publisher", "Unit"), stored, to_stderr=aside)


def _connectors() -> list[tuple[str, str, str, str]]:
    from sanctions.data.sources.lists import LISTS, TRIED_LIVE  # noqa: PLC0415
    from sanctions.data.sources.registry import sources  # noqa: PLC0415

    rows = [
        (source.name, source.title, ", ".join(card.id for card in source.cards), _tried(source.tried_live))
        for source in sources()
    ]
    names = ", ".join(dict.fromkeys(one.name for one in LISTS))
    return [*rows, ("lists", "OFAC, UN, EU, UK and Swiss lists", names, _tried(TRIED_LIVE))]


def _tried(live: bool) -> str:
    return "tried live" if live else "not tried live"


def _stored() -> list[tuple[str, str, str, str]]:
    from sanctions.data.store import known_cards  # noqa: PLC0415

    cards = known_cards(default_place())
    return [(name, card.title, card.publisher, card.unit) for name, card in cards.items()]


@data.command("show")
@click.argument("name")
@click.option("--as-of", type=DAY, help="Only what could be read on this day.")
@click.option("--plot", metavar="FILE", help="Draw the series to a PNG file.")
@force_option
def show_data(name: str, as_of: dt.datetime | None, plot: str | None, force: bool) -> None:
    """Show NAME, a series or a dataset: source, basis, span, gaps, last value, and its course."""
    from sanctions.data.store import known_cards  # noqa: PLC0415

    targets = outputs({"--plot": plot}, force=force)
    if plot is not None and picture_format(plot) != ".png":
        raise InputError.single(plot, "", "a chart is written as PNG", "a name that ends in .png")
    market = snapshot(END_OF_TIME if as_of is None else as_of.date())
    owner, found = overviews(catalogue(), known_cards(default_place()), market, name)
    _print_card(owner)
    whole = isinstance(owner, Card) and name == owner.name
    if isinstance(owner, Card) and whole:
        _print_dataset(owner, found)
        if owner.form == "table":
            click.echo(f"{len(market.table(name))} rows could be read by then")
    else:
        for part in found:
            _print_series(part)
        if not found:
            say(f"nothing of {name} could be read by then")
    if plot is not None:
        if whole or not found:
            raise click.BadParameter("a chart needs the name of one series with figures", param_hint="--plot")
        from sanctions.report.pages.series_chart import series_chart  # noqa: PLC0415

        say_written(targets.write({"--plot": lambda: series_chart(found)}))


def _print_card(card: Card | SeriesCard) -> None:
    days = card.first_known_lag_days
    rows = {
        "Title": card.title,
        "Publisher": card.publisher,
        "Address": card.address,
        "Unit": card.unit,
        "Basis": card.basis,
        "Gaps": card.gaps,
        "Licence": card.licence,
        "Revised": card.revised,
        "Publication lag": "" if days is None else f"{days} days: {card.first_known_lag_reason}",
    }
    if isinstance(card, Card):
        rows = {"Dataset": card.name, **rows}
        rows |= {"Coverage": card.coverage, "Seen via": "; ".join(card.seen_via), "Vintage": card.vintage}
        rows["SHA-256"] = card.sha256
    console = make_console()
    for label, text in rows.items():
        if text:
            console.print(plain(f"{label + ':':17}{text}"))


def _print_dataset(card: Card, found: tuple[Overview, ...]) -> None:
    if card.form == "table":
        columns = ("Column", "Type", "Meaning")
        print_table(
            "Columns", columns, [(c.name, c.type, c.description) for c in card.columns], to_stderr=False
        )
        return
    rows = [
        (part.entry.id, part.basis, len(part.figures), part.figures[0].date, part.last.date,
         f"{part.last.value:.6g}", part.entry.unit)
        for part in found
    ]  # fmt: skip
    print_table(
        "Series",
        ("Series", "Basis", "Readings", "First", "Last", "Last value", "Unit"),
        rows,
        to_stderr=False,
    )
    for part in found:
        for line in _conflicts(part):
            make_console().print(plain(line))


def _conflicts(part: Overview) -> list[str]:
    return [f"  conflict: {one.id} is {one.value:g}, seen via {one.seen_via}" for one in part.conflicts]


def _print_series(part: Overview) -> None:
    last = part.last
    console = make_console()
    known = "" if last.first_known_stated else " (by the card's lag)"
    lines = [
        f"{part.entry.title}, {part.entry.unit}, basis {part.basis}",
        f"  {len(part.figures)} readings, {part.figures[0].date} to {last.date}",
        f"  last value {last.value:.6g}, readable from {last.first_known}{known}, {last.kind}, {last.origin}",
        *([f"  note: {last.note}"] if last.note else []),
        *_course(part, console.encoding),
        *_conflicts(part),
    ]
    console.print()
    for line in lines:
        console.print(plain(line))


def _course(part: Overview, encoding: str) -> list[str]:
    """Return the course of a series as a line of bars, if the terminal has bars."""
    line = sparkline([figure.value for figure in part.figures])
    try:
        line.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return []
    return [f"  {line}"]


@data.command("verify")
def verify_data() -> None:
    """Check cards, checksums and quality gates of every figure, bundled and stored.

    Ends with exit code 1 when any fails.
    """
    from sanctions.data.verify import verify, verify_store  # noqa: PLC0415

    bundled, stored = verify(catalogue()), verify_store(default_place())
    problems = (*bundled.problems, *stored.problems)
    columns = ("Dataset", "Series", "Rows", "Checksum", "Gates")
    rows = [
        (one.name, one.series or "table", one.rows, one.checksum, one.gates)
        for one in (*bundled.datasets, *stored.datasets)
    ]
    print_table("Verified", columns, rows, to_stderr=False)
    if problems:
        raise InputError(problems)


@data.command("update")
@click.argument("names", nargs=-1)
@click.option("--full", is_flag=True, help="Ask for everything again, not only what may be new or revised.")
def update_data(names: tuple[str, ...], full: bool) -> None:
    """Download NAMES (connectors, series or lists; none for all) into the local store.

    The only command that opens a connection. Every reading is kept with the moment it was downloaded; an
    earlier --as-of never sees it. Ends with exit code 3 when a publisher could not be used.
    """
    from sanctions.data.update import plan, update  # noqa: PLC0415

    chosen = plan(names)
    place = default_place()
    now = _now()
    steps: list[Step] = []
    with _progress() as bar:
        task = bar.add_task("updating", total=len(chosen))
        for step in update(chosen, place, now, full=full):
            steps.append(step)
            bar.update(task, advance=1, description=f"{step.source} {step.name}")
    columns = ("Connector", "What", "Received", "New", "Last", "State")
    rows = [
        (one.source, one.name, one.received, one.added, one.last, "FAILED" if one.problem else "ok")
        for one in steps
    ]
    print_table(f"Updated {place}", columns, rows, to_stderr=False)
    if any(step.problem for step in steps):
        raise SourceError("\n".join(step.problem for step in steps if step.problem))


@data.command("add")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--card", type=click.Path(path_type=Path), help="Its card.  [default: FILE with .toml instead]")
def add_data(file: Path, card: Path | None) -> None:
    """Add a column of FILE (CSV or Excel) to the local store, as the series its card describes."""
    from sanctions.data.own_series import add_own_series  # noqa: PLC0415

    added, new = add_own_series(file, card or file.with_suffix(".toml"), default_place(), _now())
    say(f"{added.id}: {new} new readings; see: sanctions data show {added.id}")


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(tzinfo=None, microsecond=0)


def _progress() -> Progress:
    from rich.progress import Progress  # noqa: PLC0415

    return Progress(console=make_console(to_stderr=True), transient=True, disable=not sys.stderr.isatty())
