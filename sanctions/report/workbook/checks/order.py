"""Order: percentiles one after the other, shares between nothing and all, no cell of Results an error."""

from __future__ import annotations

from collections.abc import Iterator

from sanctions.report.cells.tables import Formula
from sanctions.report.numbers.settings import PER_CENT, TOLERANCE
from sanctions.report.workbook.checks.check import Check, Subject, count_of
from sanctions.report.workbook.sheets.results import JUDGEMENT_COLUMN


def order_checks(subject: Subject) -> Iterator[Check]:
    """Yield the checks of Results as a table."""
    sheet = subject.results_sheet
    for what, headers in (
        ("Low, middle and high are in order", ("Low (1 in 10 under)", "Middle", "High (1 in 10 over)")),
        ("Live low, middle and high are in order", ("Live low", "Live middle", "Live high")),
    ):
        low, middle, high = (sheet.span(header) for header in headers)
        disorder = f"{_count_over(low, middle)}+{_count_over(middle, high)}"
        why = "Percentiles of the same draws cannot cross: a cell was overwritten."
        yield Check(what, "Results", Formula(disorder, 0.0), why=why)
    share = sheet.span("Judgement share of spread (%)")
    outside = f"SUMPRODUCT(ISNUMBER({share})*(({share}<0)+({share}>{PER_CENT}*(1+{TOLERANCE}))))"
    yield Check(
        "Judgement shares lie between 0 and 100 %",
        f"Results, column {JUDGEMENT_COLUMN}",
        Formula(outside, 0.0),
        why="Judgement is one of four kinds of evidence that share the whole spread.",
    )
    first, last = (sheet.span(header) for header in ("Mean", "Judgement share of spread (%)"))
    cells = f"{first.rsplit(':', 1)[0]}:{last.rsplit(':', 1)[1]}"
    errors = Formula(count_of(f"ISERROR({cells})"), 0.0)
    yield Check("No cell is an error", "Results", errors, why="Follow the formula back to the first error.")


def _count_over(first: str, second: str) -> str:
    """Return the formula that counts where a column exceeds another; a text is no number to compare."""
    return f"SUMPRODUCT(ISNUMBER({first})*ISNUMBER({second})*({first}>{second}))"
