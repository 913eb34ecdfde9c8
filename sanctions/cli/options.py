"""Options that several commands share: how a run is set up, and where its results go."""

from __future__ import annotations

import datetime as dt
import logging
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import click
from rich.console import Console

#: Work that takes less shows no progress.
PATIENCE_SECONDS: Final = 1.0
Command = Callable[..., Any]


class Day(click.ParamType[dt.date]):
    """A day written as 2021-04-14."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """Return the day, or end with a usage error."""
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day written like 2021-04-14", param, ctx)


def run_options(command: Command) -> Command:
    """Add the options that set up a run."""
    for decorate in (
        click.option("--seed", type=int, default=1, show_default=True, help="Seed of the joint draws."),
        click.option(
            "--draws", type=int, default=16_384, show_default=True, help="Joint draws, a power of two."
        ),
        click.option(
            "--as-of",
            type=Day(),
            default=None,
            help="Use only what was known on this day.  [default: the day before the announcement]",
        ),
    ):
        command = decorate(command)
    return command


def output_options(command: Command) -> Command:
    """Add the options every command with results has."""
    for decorate in (
        click.option("-v", "--verbose", is_flag=True, help="Say more."),
        click.option("-q", "--quiet", is_flag=True, help="Print no table and no progress."),
        click.option("--force", is_flag=True, help="Replace files that are there."),
        click.option(
            "--json",
            "json_target",
            metavar="FILE",
            default=None,
            help="Write the results as JSON; - writes them to standard output.",
        ),
    ):
        command = decorate(command)
    return command


@contextmanager
def working(message: str, *, quiet: bool) -> Iterator[None]:
    """Show that work goes on: only on a terminal, and only once it has taken a second."""
    console = Console(stderr=True)
    if quiet or not sys.stderr.isatty():
        yield
        return
    status = console.status(message)
    timer = threading.Timer(PATIENCE_SECONDS, status.start)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        status.stop()


def set_verbosity(*, quiet: bool, verbose: bool) -> None:
    """Set how much the library's own messages say on standard error."""
    if quiet and verbose:
        raise click.UsageError("-q and -v contradict each other")
    level = logging.ERROR if quiet else logging.INFO if verbose else logging.WARNING
    logging.basicConfig(level=level, stream=sys.stderr, format="%(message)s", force=True)
