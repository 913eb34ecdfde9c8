"""The option --from: packages taken from workbooks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sanctions.errors import InputError, Problem

if TYPE_CHECKING:
    from sanctions.spec.package import Package

from_option = click.option(
    "--from",
    "books",
    multiple=True,
    metavar="BOOK.xlsx",
    type=click.Path(path_type=Path),
    help="Take the options of a workbook; can be given more than once.",
)


def packages_of(books: Sequence[Path]) -> list[Package]:
    """Return the packages of every workbook, in order.

    Raises
    ------
    InputError
        Every problem of every workbook.
    """
    if not books:
        return []
    from sanctions.report.workbook.read.rerun import packages_in  # noqa: PLC0415 - slow to load

    found: list[Package] = []
    problems: list[Problem] = []
    for book in books:
        try:
            found += packages_in(book)
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return found
