"""`sanctions compare` and `sanctions assess`: options priced on the same draws and set side by side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sanctions.cli.from_books import from_option, packages_of
from sanctions.cli.options import output_options, run_options, set_verbosity, working

#: Draws that stay live unless the user says otherwise.
LIVE_DRAWS = 1024

if TYPE_CHECKING:
    from sanctions.comparison.results import Comparison
    from sanctions.files import Outputs

_FILE = click.Path(path_type=Path)


@click.command()
@click.argument("options", nargs=-1, metavar="OPTION [OPTION]...")
@from_option
@click.option("-o", "--output", "workbook", metavar="BOOK.xlsx", default=None, help="Write the workbook.")
@click.option("--yardstick", metavar="OPTION", default=None, help="Measure against it.  [default: the last]")
@click.option("--html", "html_target", metavar="FILE", default=None, help="Write one page of HTML.")
@click.option(
    "--markdown", "markdown_target", metavar="FILE", default=None, help="Write one page of Markdown."
)
@click.option(
    "--live-draws",
    type=int,
    default=LIVE_DRAWS,
    show_default=True,
    help="Draws that stay live in the workbook, 0 for none.",
)
@click.option("--entities", type=_FILE, default=None, help="Your own figures of entities: CSV or Excel.")
@click.option("--card", type=_FILE, default=None, help="Card of that table.  [default: the .toml beside it]")
@run_options
@output_options
def compare(
    options: tuple[str, ...],
    books: tuple[Path, ...],
    workbook: str | None,
    yardstick: str | None,
    html_target: str | None,
    markdown_target: str | None,
    live_draws: int,
    entities: Path | None,
    card: Path | None,
    as_of: dt.date | None,
    draws: int,
    seed: int,
    json_target: str | None,
    force: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    r"""Compare sanction packages and write a workbook that shows how.

    OPTION is a bundled package (see `sanctions packages list`), measured or maximal, a path to a .toml
    file, or several of these joined with +. Options of workbooks given with --from come after these.

    \b
    Example: sanctions compare measured maximal -o measured-vs-maximal.xlsx
    """
    set_verbosity(quiet=quiet, verbose=verbose)
    if not options and not books:
        raise click.UsageError("Missing argument 'OPTION [OPTION]...', or --from BOOK.xlsx.")
    targets = _targets(
        {"-o": workbook, "--json": json_target, "--html": html_target, "--markdown": markdown_target},
        [*options, *books, yardstick, entities, card],
        force=force,
        live_draws=live_draws,
    )
    with working("Pricing the options…", quiet=quiet):
        comparison = _run(options, as_of, draws, seed, yardstick, entities, card, books)
        written = _write(comparison, targets, live_draws)
    _print(comparison, targets, written, quiet=quiet, verbose=verbose)


@click.command()
@click.argument("option", metavar="OPTION")
@run_options
@output_options
def assess(
    option: str,
    as_of: dt.date | None,
    draws: int,
    seed: int,
    json_target: str | None,
    force: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    r"""Price one sanction package against the law in force.

    \b
    Example: sanctions assess measured
    """
    set_verbosity(quiet=quiet, verbose=verbose)
    targets = _targets({"--json": json_target}, [option], force=force)
    with working("Pricing the option…", quiet=quiet):
        comparison = _run((option,), as_of, draws, seed, None)
        written = _write(comparison, targets)
    _print(comparison, targets, written, quiet=quiet, verbose=verbose)


def _run(
    options: tuple[str, ...],
    as_of: dt.date | None,
    draws: int,
    seed: int,
    yardstick: str | None,
    entities: Path | None = None,
    card: Path | None = None,
    books: tuple[Path, ...] = (),
) -> Comparison:
    import sanctions as sx  # noqa: PLC0415 - help must not load pandas
    from sanctions.comparison.entity_report import entity_tables  # noqa: PLC0415

    tables = entity_tables(entities, card) if entities or card else None
    found = packages_of(books)
    reference = next((package for package in found if package.id == yardstick), yardstick)
    return sx.run([*options, *found], as_of, draws, seed, reference, entities=tables)


def _targets(
    named: Mapping[str, str | None],
    inputs: Iterable[str | Path | None],
    *,
    force: bool,
    live_draws: int = LIVE_DRAWS,
) -> Outputs:
    """Raise, before any work is done, unless everything can be written."""
    from sanctions.cli.outputs import outputs  # noqa: PLC0415
    from sanctions.files import check_name  # noqa: PLC0415
    from sanctions.report.workbook.run_record import check_live_draws  # noqa: PLC0415

    check_live_draws(live_draws)
    targets = outputs(named, inputs, force=force)
    if workbook := named.get("-o"):
        check_name(workbook, "workbook")
    return targets


def _write(comparison: Comparison, targets: Outputs, live_draws: int = LIVE_DRAWS) -> tuple[str, ...]:
    """Write every file asked for and return their names."""
    from sanctions.report.documents.json import json_text  # noqa: PLC0415
    from sanctions.report.pages.brief import brief_of  # noqa: PLC0415
    from sanctions.report.pages.html import html_of  # noqa: PLC0415
    from sanctions.report.pages.markdown import markdown_of  # noqa: PLC0415

    def book() -> bytes:
        from sanctions.report.workbook.book import workbook_bytes  # noqa: PLC0415 - slow to load

        return workbook_bytes(comparison, live_draws)

    return targets.write(
        {
            "-o": book,
            "--json": lambda: json_text(comparison),
            "--html": lambda: html_of(brief_of(comparison)),
            "--markdown": lambda: markdown_of(brief_of(comparison)),
        }
    )


def _print(
    comparison: Comparison, targets: Outputs, written: Iterable[str], *, quiet: bool, verbose: bool
) -> None:
    """Print the table, on standard error where results already went to standard output."""
    if quiet:
        return
    from sanctions.cli.outputs import console, say_written  # noqa: PLC0415
    from sanctions.report.pages.brief import brief_of  # noqa: PLC0415
    from sanctions.report.pages.terminal import show  # noqa: PLC0415

    show(brief_of(comparison), console(to_stderr=targets.take_standard_output), detailed=verbose)
    say_written(written)
