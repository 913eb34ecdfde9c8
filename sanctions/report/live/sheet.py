"""Draws: the shared standardised draws, and the headline metrics live for each of them."""

from __future__ import annotations

from typing import Final

from sanctions.report.live.metrics import Live
from sanctions.report.tables import Bulk, BulkColumn, Column, Look, Sheet, Table, header_row, quoted

SHEET: Final = "Draws"


def lead_of(live: Live) -> tuple[str, ...]:
    """Return the lines above the table."""
    counts = ", ".join(f"{letter} {count}" for letter, count in live.count.items())
    return (
        f"The first {live.draws:,} joint draws. Columns named draw of … hold values from 0 to 1; the others"
        " are formulas: inputs at that draw, then each option's quantities by year.",
        "Summary's live percentiles read these columns. Columns of their own, by option (at most 120): "
        f"{counts}; the same formula is never computed twice.",
    )


def sheet_of(live: Live) -> Sheet:
    """Return the sheet; its rows are written in bulk."""
    headers = _distinct([column.header for column in live.columns])
    columns = (
        Column("Draw", 8, Look.WHOLE),
        *(
            Column(header, 18, Look.LIVE if c.template else Look.NUMBER)
            for header, c in zip(headers, live.columns, strict=True)
        ),
    )
    numbers = BulkColumn(None, tuple(float(number) for number in range(1, live.draws + 1)))
    bulk = Bulk(
        (numbers, *(BulkColumn(each.template, tuple(each.values.tolist())) for each in live.columns)),
        live.draws,
    )
    return Sheet(SHEET, "Draws", Table("draws", columns, (), bulk), lead_of(live))


def span(live: Live, letter: str) -> str:
    """Return the reference of one column of draws."""
    first = header_row(len(lead_of(live))) + 1
    return f"{quoted(SHEET)}!${letter}${first}:${letter}${first + live.draws - 1}"


def _distinct(headers: list[str]) -> list[str]:
    """Return headers that differ whatever their case: a repeated one says which option's it is."""
    seen: dict[str, int] = {}
    found = []
    for header in headers:
        number = seen[header.lower()] = seen.get(header.lower(), 0) + 1
        found.append(header if number == 1 else f"{header} ({number})")
    return found
