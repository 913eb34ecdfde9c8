"""`sanctions check`: every problem of every spec, at once."""

from __future__ import annotations

from pathlib import Path

import click

from sanctions.errors import InputError
from sanctions.spec.check import check_specs


@click.command()
@click.argument("specs", nargs=-1, required=True)
def check(specs: tuple[str, ...]) -> None:
    """Check SPECS (files, folders or bundled ids) and report every problem with file, line and key.

    Ends with exit code 1 when there is any problem.
    """
    report = check_specs(specs, root=Path())
    for line in report.passed:
        click.echo(line)
    if report.problems:
        raise InputError(report.problems)
