"""What commands print and where they write: text that only says, and outputs that appear together."""

from __future__ import annotations

import errno
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sanctions.data.places import default_place
from sanctions.files import Outputs, first_lines, printable, printable_lines
from sanctions.files.outputs import Named
from sanctions.files.shown import MOST_PROBLEMS

json_option = click.option(
    "--json", "json_target", metavar="FILE", help="Write JSON to FILE; - is standard output."
)
csv_option = click.option(
    "--csv", "csv_target", metavar="FILE", help="Write CSV to FILE; - is standard output."
)
plot_option = click.option("--plot", metavar="FILE", help="Draw to FILE (.png, .svg, .pdf).")
force_option = click.option("--force", is_flag=True, help="Replace files that are there.")


class _Console(Console):
    """A console whose reader may leave: that is reported like any other output that did not arrive."""

    def on_broken_pipe(self) -> None:
        """Say what happened instead of ending without a word."""
        raise BrokenPipeError(errno.EPIPE, "closed")


def console(*, to_stderr: bool = False, width: int = 160) -> Console:
    """Return a console; rich itself honours NO_COLOR and a pipe."""
    wide = None if sys.stdout.isatty() else width
    return _Console(stderr=to_stderr, width=wide, highlight=False, soft_wrap=False)


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


def say(text: object, *, err: bool = True) -> None:
    """Print text that may come from outside: every line as it is, and nothing that steers a terminal."""
    click.echo(printable_lines(str(text)), err=err)


def say_first(items: Iterable[object], mark: str = "") -> None:
    """Say the first of many things on standard error, one a line, and how many more there are."""
    for line in first_lines(items, MOST_PROBLEMS):
        click.echo(f"{mark}{line}", err=True)


def outputs(
    named: Named,
    inputs: Iterable[str | Path | None] = (),
    *,
    kept: Named | None = None,
    force: bool,
) -> Outputs:
    """Return where the results of a command go, checked before any work.

    Parameters
    ----------
    named : mapping of str to str, pathlib.Path or None
        Option -> file.
    inputs : iterable of str, pathlib.Path or None
        What the command reads. Options joined with ``+`` are read one by one, a table is read with its card,
        and every command may read the local store.
    kept : mapping of str to str, pathlib.Path or None, optional
        Option -> file that the command reads and brings up to date.
    force : bool
        Whether files that are there may be replaced.

    Raises
    ------
    sanctions.errors.InputError
        Everything that stands against writing them.
    """
    read = [part.strip() for one in inputs if one is not None for part in (str(one), *str(one).split("+"))]
    cards = [f"{one.rpartition('.')[0]}.toml" for one in read if "." in one]
    return Outputs.of(named, [*dict.fromkeys([*read, *cards]), default_place()], kept=kept, force=force)


def picture_outputs(json_target: str | None, plot: str | None, *, force: bool) -> tuple[Outputs, str]:
    """Return where a JSON document and a picture go, and the picture's format."""
    from sanctions.history.plots import picture_format  # noqa: PLC0415 - slow to load

    targets = outputs({"--json": json_target, "--plot": plot}, force=force)
    return targets, "" if plot is None else picture_format(plot)


def say_written(written: Iterable[str]) -> None:
    """Say which files were written."""
    for name in written:
        say(f"wrote {name}")


def json_lines(document: object) -> str:
    """Return a JSON document as text; NaN is refused."""
    return json.dumps(document, ensure_ascii=False, allow_nan=False, indent=2) + "\n"
