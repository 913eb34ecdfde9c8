"""The command line: every command is loaded only when it is called, so that help stays instant."""

from __future__ import annotations

import sys

import click

from sanctions._version import __version__
from sanctions.cli.lazy import LazyGroup, Table
from sanctions.errors import InputError, SanctionsError, SourceError

#: Command name -> "module:attribute" of the click command, and the one line shown in `sanctions --help`.
COMMANDS: Table = {
    "compare": ("sanctions.cli.compare:compare", "Compare sanction packages and write the workbook."),
    "assess": ("sanctions.cli.compare:assess", "Price one sanction package."),
    "rerun": ("sanctions.cli.rerun:rerun", "Run a workbook again with the inputs changed in it."),
    "packages": ("sanctions.cli.packages:packages", "List, show or begin sanction packages."),
    "data": ("sanctions.cli.data:data", "List, show, verify and update the figures behind the calculator."),
    "check": ("sanctions.cli.check:check", "Check specs and report every problem at once."),
    "events": ("sanctions.cli.events:events", "Study what markets did when sanctions were announced."),
    "backtest": ("sanctions.cli.backtest:backtest", "Score forecasts against what happened."),
    "lists": ("sanctions.cli.lists:lists", "Entity lists and ownership: who is caught."),
}

EXIT_PROBLEM_WITH_INPUT = 1
EXIT_SOURCE_UNREACHABLE = 3


def _version(ctx: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        click.echo(f"sanctions {__version__}")
        ctx.exit()


@click.group(
    cls=LazyGroup,
    table=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_version,
    help="Show the version and exit.",
)
def cli() -> None:
    """Estimate what sanction packages cost, with an honest interval, and compare them side by side."""


def main() -> None:
    """Run the command line; problems with the input end in one message each, never in a traceback."""
    try:
        cli(prog_name="sanctions")
    except InputError as error:
        for problem in error.problems:
            click.echo(f"error: {problem}", err=True)
        sys.exit(EXIT_PROBLEM_WITH_INPUT)
    except SourceError as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(EXIT_SOURCE_UNREACHABLE)
    except SanctionsError as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(EXIT_PROBLEM_WITH_INPUT)
