"""The command line: every command is loaded only when it is called, so that help stays instant."""

from __future__ import annotations

import sys

import click

from sanctions._version import __version__
from sanctions.cli.lazy import LazyGroup, Table
from sanctions.cli.streams import closed_streams, end_on_signals, tame_streams
from sanctions.errors import InputError, SanctionsError, SourceError
from sanctions.files import complaint_lines, first_lines, printable_lines
from sanctions.files.shown import MOST_PROBLEMS

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
    """Run the command line; whatever is wrong ends in a message, never in a traceback."""
    tame_streams()
    end_on_signals()
    opened = sys.stdout
    sys.exit(closed_streams(_run(), opened))


def _run() -> int:
    """Run the command and return its exit code."""
    try:
        ended = cli.main(prog_name="sanctions", standalone_mode=False)
    except SystemExit as ended_early:
        return ended_early.code if isinstance(ended_early.code, int) else EXIT_PROBLEM_WITH_INPUT
    except click.exceptions.Exit as left:
        return left.exit_code
    except click.Abort:
        _complain(["interrupted; nothing was written"])
    except click.ClickException as error:
        vars(error)["message"] = printable_lines(error.message)
        error.show()
        return error.exit_code
    except InputError as error:
        _complain(complaint_lines(error.problems))
    except SourceError as error:
        _complain(first_lines(str(error).split("\n"), MOST_PROBLEMS))
        return EXIT_SOURCE_UNREACHABLE
    except SanctionsError as error:
        _complain(first_lines([error], 1))
    except OSError as error:
        _complain(first_lines([_reason(error)], 1))
    else:
        return ended if isinstance(ended, int) else 0
    return EXIT_PROBLEM_WITH_INPUT


def _complain(lines: list[str]) -> None:
    for line in lines:
        click.echo(f"error: {line}", err=True)


def _reason(error: OSError) -> str:
    """Return what the system refused, and where."""
    where = f"{error.filename}: " if error.filename else "standard output: "
    return f"{where}{error.strerror or error}"
