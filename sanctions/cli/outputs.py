"""Where commands write: a file all at once or standard output, and tables that stay text."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sanctions.errors import InputError

STANDARD_OUTPUT = "-"


def console(*, to_stderr: bool = False) -> Console:
    """Return a console; rich itself honours NO_COLOR and a pipe."""
    width = None if sys.stdout.isatty() else 160
    return Console(stderr=to_stderr, width=width, highlight=False, soft_wrap=False)


def plain(value: object) -> Text:
    """Return text that is printed as it is: no markup, and no control characters that steer a terminal."""
    text = "" if value is None else str(value)
    return Text("".join(character if character.isprintable() else " " for character in text))


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
    path = Path(target)
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except OSError as error:
        raise InputError.single(
            target, "", f"cannot be written: {error.strerror}", "a writable file"
        ) from error
    finally:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
