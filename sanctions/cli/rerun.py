"""`sanctions rerun`: an edited workbook back into the program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sanctions.cli.options import output_options, set_verbosity, working

if TYPE_CHECKING:
    from sanctions.report.workbook.read.rerun import Rerun
    from sanctions.report.workbook.run_record import Change

_FILE = click.Path(path_type=Path)


@click.command()
@click.argument("book", metavar="BOOK.xlsx", type=click.Path(path_type=Path))
@click.option("-o", "--output", "workbook", metavar="NEW.xlsx", required=True, help="Write the new workbook.")
@click.option("--entities", type=_FILE, default=None, help="Your own figures of entities: CSV or Excel.")
@click.option("--card", type=_FILE, default=None, help="Card of that table.  [default: the .toml beside it]")
@output_options
def rerun(
    book: Path,
    workbook: str,
    entities: Path | None,
    card: Path | None,
    json_target: str | None,
    force: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    r"""Run a workbook again: same options, day, seed and draws, with the inputs changed in it.

    Changed blue cells of Inputs are listed, with who and why from its sheet Changes, and become part of the
    new workbook. With nothing changed the new workbook equals the old one.

    \b
    Example: sanctions rerun measured-vs-maximal.xlsx -o mine.xlsx
    """
    from sanctions.cli.outputs import outputs  # noqa: PLC0415
    from sanctions.comparison.entity_report import entity_tables  # noqa: PLC0415 - help must not load openpyxl
    from sanctions.files import check_name  # noqa: PLC0415
    from sanctions.report.documents.json import json_text  # noqa: PLC0415
    from sanctions.report.workbook.book import workbook_bytes  # noqa: PLC0415
    from sanctions.report.workbook.read.rerun import rerun as run_again  # noqa: PLC0415

    set_verbosity(quiet=quiet, verbose=verbose)
    check_name(workbook, "workbook")
    targets = outputs({"-o": workbook, "--json": json_target}, [book, entities, card], force=force)
    with working("Running the workbook again…", quiet=quiet):
        found = run_again(book, entity_tables(entities, card) if entities or card else None)
        written = targets.write(
            {
                "-o": lambda: workbook_bytes(found.comparison, found.live_draws, found.carried),
                "--json": lambda: json_text(found.comparison),
            }
        )
    _print(found, written, taken=targets.take_standard_output, quiet=quiet, verbose=verbose)


def _print(found: Rerun, written: tuple[str, ...], *, taken: bool, quiet: bool, verbose: bool) -> None:
    from sanctions.cli.outputs import console, print_table, say, say_written  # noqa: PLC0415
    from sanctions.report.pages.brief import brief_of  # noqa: PLC0415
    from sanctions.report.pages.terminal import show  # noqa: PLC0415

    for note in found.notes:
        say(f"note: {note}")
    if quiet:
        return
    if found.fresh:
        columns = ("Input", "Which number", "Was", "Is", "Who", "Why")
        print_table("Changed in the workbook", columns, map(_row, found.fresh), to_stderr=taken)
    else:
        click.echo("no input and no option was changed in the workbook", err=True)
    review = found.carried.review
    for sheet, texts in (("Assumptions", review.sign_offs), ("Decisions", review.opinions)):
        if texts:
            rows = len({each.about for each in texts})
            click.echo(f"taken over from {sheet}: what was filled in, in {rows} rows", err=True)
    show(brief_of(found.comparison), console(to_stderr=taken), detailed=verbose)
    say_written(written)


def _row(change: Change) -> tuple[object, ...]:
    old, new = (f"{value:.10g}" if isinstance(value, float) else value for value in (change.old, change.new))
    return change.label, change.number, old, new, change.who, change.why
