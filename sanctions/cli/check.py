"""`sanctions check`: every problem of every spec, at once."""

from __future__ import annotations

from pathlib import Path

import click

from sanctions.cli.outputs import say
from sanctions.errors import InputError
from sanctions.spec.check import check_specs
from sanctions.spec.load import load_package
from sanctions.spec.package import Package


@click.command()
@click.argument("specs", nargs=-1, required=True)
def check(specs: tuple[str, ...]) -> None:
    """Check SPECS (files, filled forms, folders, bundled ids) and report every problem and its place.

    Ends with exit code 1 when there is any problem.
    """
    report = check_specs(specs, root=Path(), load=_load)
    for line in report.passed:
        say(line, err=False)
    if report.problems:
        raise InputError(report.problems)


def _load(spec: str) -> Package:
    """Return an option; what reads spreadsheets is loaded only for a spreadsheet."""
    if not spec.lower().endswith(".xlsx"):
        return load_package(spec)
    from sanctions.comparison.options import load_option  # noqa: PLC0415

    return load_option(spec)
