"""What is not as it was when the workbook was written, in words."""

from __future__ import annotations

from collections.abc import Iterator

from sanctions._version import __version__
from sanctions.comparison.results import Comparison
from sanctions.entities.register import OWN_TABLE
from sanctions.report.workbook.read.settings import UserSettings
from sanctions.report.workbook.read.specs import BookSpecs


def notes_of(comparison: Comparison, specs: BookSpecs, settings: UserSettings) -> Iterator[str]:
    """Yield a note on another program, other figures, tables that were not given again, and cells read.

    Parameters
    ----------
    comparison : Comparison
        The new run.
    specs : BookSpecs
    settings : UserSettings
    """
    record = specs.record
    if record.program != __version__:
        yield f"the workbook was written by version {record.program}, this is {__version__}"
    names = sorted({*record.datasets, *comparison.datasets})
    other = [name for name in names if record.datasets.get(name) != comparison.datasets.get(name)]
    if other:
        yield f"figures are not those the workbook was written with: {', '.join(other)}"
    for name in sorted(set(record.datasets) - set(comparison.datasets)):
        if name.startswith(OWN_TABLE):
            yield f"{name.removeprefix(OWN_TABLE)} is not inside the workbook: give it with --entities"
    yield from settings.notes
