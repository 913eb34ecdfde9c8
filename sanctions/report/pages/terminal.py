"""The answer as a table in the terminal."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sanctions.files import printable
from sanctions.report.pages.brief import CAVEAT, KEY, Brief


def show(brief: Brief, console: Console, *, detailed: bool = False) -> None:
    """Print a page.

    Parameters
    ----------
    brief : Brief
    console : rich.console.Console
        Where to; colour follows the terminal and NO_COLOR.
    detailed : bool, optional
        Also print the readings, why a measure has no figure, and terms that change no number.
    """
    console.print(_plain(brief.title, style="bold"))
    for line in (*brief.options, "", brief.headline, *brief.answers, "", *brief.zero_reasons, *brief.remarks):
        console.print(_plain(line))
    console.print(_table(brief))
    console.print(_plain(f"{KEY} {CAVEAT}"))
    for line in brief.expected:
        console.print(_plain(f"Above if enacted; {line}"))
    for line in brief.not_counted:
        console.print(_plain(f"Not counted: {line}"))
    console.print(_plain(brief.provenance))
    if detailed:
        for line in (*brief.readings, *(f"n/a: {each}" for each in brief.reasons)):
            console.print(_plain(line))
        for line in brief.silent_terms:
            console.print(_plain(f"Changes no number: {line}"))
    for line in brief.warnings:
        console.print(_plain(f"warning: {line}"))


def _plain(text: str, style: str = "") -> Text:
    """Return text that is printed as it is: no markup, no control characters that steer a terminal."""
    return Text(printable(text), style=style)


def _table(brief: Brief) -> Table:
    table = Table(show_lines=False)
    table.add_column("Measure", overflow="fold", ratio=3)
    table.add_column("Unit", overflow="fold")
    for column in brief.columns:
        table.add_column(_plain(column), justify="right", overflow="fold", ratio=2)
    previous = ""
    for line in brief.lines:
        if previous and line.question != previous:
            table.add_section()
        previous = line.question
        table.add_row(_plain(line.measure), _plain(line.unit), *(_plain(cell) for cell in line.cells))
    return table
