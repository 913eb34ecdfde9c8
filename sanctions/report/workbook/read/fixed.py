"""Definitions on Inputs: nobody's to change, so a number typed over one is a problem with its cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sanctions.data.book_cells import BookCell
from sanctions.errors import Problem
from sanctions.report.workbook.read.numbers import same


def fixed_problems(
    name: str, value: float, used: BookCell, others: Iterable[BookCell], file: str
) -> Iterator[Problem]:
    """Yield a problem for each cell of a definition that is not as delivered.

    Parameters
    ----------
    name : str
    value : float
        As the program has it.
    used : BookCell
        The cell that formulas read.
    others : iterable of BookCell
        Cells where an input would have numbers to change.
    file : str
    """
    words = f"{name} is a definition, which a workbook does not change"
    if not (isinstance(used.value, float) and same(value, used.value)):
        found = used.text or used.formula or "nothing"
        yield Problem(file, used.place, f"holds {found}: {words}", f"{value:.12g}")
    for cell in others:
        if cell.text.strip() or cell.formula:
            yield Problem(file, cell.place, f"holds {cell.text or cell.formula}: {words}", "an empty cell")
