"""Where commands write: a file all at once or standard output, and tables that stay text."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sanctions.report import atomic
from sanctions.report.text import printable

STANDARD_OUTPUT = "-"


def console(*, to_stderr: bool = False) -> Console:
    """Return a console; rich itself honours NO_COLOR and a pipe."""
    width = None if sys.stdout.isatty() else 160
    return Console(stderr=to_stderr, width=width, highlight=False, soft_wrap=False)


def plain(value: object) -> Text:
    """Return text that is printed as it is: no markup, and no control characters that steer a terminal."""
    text = "" if value is None else str(value)
    return Text(printable(text))


def print_table(
    title: str, columns: Sequence[str], rows: Iterable[Sequence[object]], *, to_stderr: bool
) -> None:
    """Print a table of plain text."""
    table = Table(title=plain(title), title_justify="left", header_style="bold")
    for column in columns:
        table.add_column(plain(column), overflow="fold")
    for row in rows:
        table.add_row(*(plain(value) for value in row))
    console(to_stderr=to_stderr).print(table)


def write_json(target: str, document: object) -> None:
    """Write a JSON document to a file or, for ``-``, to standard output; NaN is refused."""
    write_text(target, json.dumps(document, ensure_ascii=False, allow_nan=False, indent=2) + "\n")


def write_text(target: str, text: str) -> None:
    """Write text to a file or, for ``-``, to standard output; the file appears whole or not at all.

    Raises
    ------
    InputError
        If the file cannot be written.
    """
    if target == STANDARD_OUTPUT:
        click.echo(text, nl=False)
        return
    atomic.write_text(Path(target), text, force=True)
