"""The command line: every command is loaded only when it is called, so that help stays instant."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from sanctions._version import __version__
from sanctions.errors import InputError, SanctionsError, SourceError

#: Command name -> "module:attribute" of the click command, and the one line shown in `sanctions --help`.
COMMANDS: dict[str, tuple[str, str]] = {
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


class LazyGroup(click.Group):
    """A click group whose commands are imported on first use."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order they are documented."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command."""
        if cmd_name not in COMMANDS:
            return None
        module, attribute = COMMANDS[cmd_name][0].split(":")
        command = getattr(import_module(module), attribute)
        if not isinstance(command, click.Command):
            raise TypeError(f"{module}:{attribute} is not a click command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the command list from the table, without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])


def _version(ctx: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        click.echo(f"sanctions {__version__}")
        ctx.exit()


@click.group(
    cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
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
