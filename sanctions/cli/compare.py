"""`sanctions compare` and `sanctions assess`: options priced on the same draws and set side by side."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sanctions.cli.from_books import from_option, packages_of
from sanctions.cli.options import (
    STANDARD_OUTPUT,
    distinct,
    output_options,
    run_options,
    set_verbosity,
    working,
)

#: Draws that stay live unless the user says otherwise.
LIVE_DRAWS = 1024

if TYPE_CHECKING:
    from sanctions.compare.comparison import Comparison

_FILE = click.Path(path_type=Path)


@dataclass(frozen=True)
class Targets:
    """Where the results go.

    Parameters
    ----------
    workbook, json, html, markdown : str or None
    force : bool
        Replace files that are there.
    live_draws : int
        Draws that stay live in the workbook.
    """

    workbook: str | None = None
    json: str | None = None
    html: str | None = None
    markdown: str | None = None
    force: bool = False
    live_draws: int = LIVE_DRAWS

    def check(self) -> None:
        """Raise, before any work is done, unless everything can be written."""
        from sanctions.report.atomic import check_target  # noqa: PLC0415
        from sanctions.report.run_record import check_live_draws  # noqa: PLC0415

        named = {"-o": self.workbook, "--json": self.json, "--html": self.html, "--markdown": self.markdown}
        distinct(named)
        check_live_draws(self.live_draws)
        for target in named.values():
            if target is not None and target != STANDARD_OUTPUT:
                check_target(Path(target), force=self.force)


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
    targets = Targets(workbook, json_target, html_target, markdown_target, force, live_draws)
    targets.check()
    with working("Pricing the options…", quiet=quiet):
        comparison = _run(options, as_of, draws, seed, yardstick, entities, card, books)
        _write(comparison, targets)
    _print(comparison, targets, quiet=quiet, verbose=verbose)


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
    targets = Targets(json=json_target, force=force)
    targets.check()
    with working("Pricing the option…", quiet=quiet):
        comparison = _run((option,), as_of, draws, seed, None)
        _write(comparison, targets)
    _print(comparison, targets, quiet=quiet, verbose=verbose)


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
    from sanctions.compare.entities import entity_tables  # noqa: PLC0415

    tables = entity_tables(entities, card) if entities or card else None
    found = packages_of(books)
    reference = next((package for package in found if package.id == yardstick), yardstick)
    return sx.run([*options, *found], as_of, draws, seed, reference, entities=tables)


def _write(comparison: Comparison, targets: Targets) -> None:
    """Write every file asked for."""
    from sanctions.report.atomic import write_text  # noqa: PLC0415
    from sanctions.report.brief import brief_of  # noqa: PLC0415
    from sanctions.report.html import html_of  # noqa: PLC0415
    from sanctions.report.json import json_text  # noqa: PLC0415
    from sanctions.report.markdown import markdown_of  # noqa: PLC0415

    page = brief_of(comparison)
    for target, text in (
        (targets.json, json_text(comparison) if targets.json else ""),
        (targets.html, html_of(page) if targets.html else ""),
        (targets.markdown, markdown_of(page) if targets.markdown else ""),
    ):
        if target == STANDARD_OUTPUT:
            click.echo(text, nl=False)
        elif target is not None:
            write_text(Path(target), text, force=targets.force)
    if targets.workbook is not None:
        from sanctions.report.workbook import write_workbook  # noqa: PLC0415 - slow to load

        write_workbook(comparison, Path(targets.workbook), force=targets.force, live_draws=targets.live_draws)


def _print(comparison: Comparison, targets: Targets, *, quiet: bool, verbose: bool) -> None:
    """Print the table, on standard error where results already went to standard output."""
    if quiet:
        return
    from sanctions.cli.outputs import console  # noqa: PLC0415
    from sanctions.report.brief import brief_of  # noqa: PLC0415
    from sanctions.report.terminal import show  # noqa: PLC0415

    taken = STANDARD_OUTPUT in (targets.json, targets.html, targets.markdown)
    show(brief_of(comparison), console(to_stderr=taken), detailed=verbose)
    written = (targets.workbook, targets.json, targets.html, targets.markdown)
    for target in written:
        if target is not None and target != STANDARD_OUTPUT:
            click.echo(f"wrote {target}", err=True)
