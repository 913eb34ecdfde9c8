"""Every shipped package as a workbook, poisoned, recalculated elsewhere and compared cell by cell."""

from __future__ import annotations

import pytest

import sanctions as sx
from sanctions.report.workbook.book import write_workbook
from sanctions.spec.library import bundled_ids
from tests.spreadsheet import needs_libreoffice, survivors_and_gaps

DRAWS = 64
LIVE_DRAWS = 16  # the formulas are the same in every row; the first ones of a column stand for the rest


PARTS = 4  # each a run of LibreOffice, side by side where there are several cores


@pytest.mark.slow
@pytest.mark.libreoffice
@needs_libreoffice
@pytest.mark.parametrize("part", range(PARTS))
def test_every_package_recalculated_elsewhere(part, tmp_path):
    books = []
    for package in bundled_ids()[part::PARTS]:
        book = tmp_path / f"{package}.xlsx"
        options = ["none", "maximal"] if package == "none" else [package]
        write_workbook(sx.run(options, draws=DRAWS), book, live_draws=LIVE_DRAWS)
        books.append(book)
    assert len(books) >= 5
    kept, wrong = survivors_and_gaps(books, tmp_path)
    assert kept == []
    assert wrong == []
