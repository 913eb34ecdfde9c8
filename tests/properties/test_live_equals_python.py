"""Whatever the options and whatever is typed into Inputs, live numbers are those of Python."""

from __future__ import annotations

import datetime as dt
import math

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import sanctions as sx
from sanctions.report.workbook.book import write_workbook
from sanctions.report.workbook.live import builder
from tests.edits import CHANGE, edits, rows_of_parameters
from tests.options import ANNOUNCED, SCOPES, lawful, measure, option
from tests.spreadsheet import (
    RELATIVE,
    formulas_of,
    needs_libreoffice,
    recalculated_all,
    struck_through,
    values_of,
)

DRAWS = 64
EXAMPLES = 1  # recalculates several workbooks in one run of LibreOffice
BOOKS = 4
#: Live columns of Results, from the worked case to the sampling errors.
COLUMNS = "KLMNOPQ"

MEASURE = st.builds(
    measure,
    st.sampled_from(SCOPES),
    st.sampled_from(["US", "EU", "UK"]),
    effective=st.sampled_from([ANNOUNCED, ANNOUNCED + dt.timedelta(60), ANNOUNCED + dt.timedelta(400)]),
    wind_down_days=st.sampled_from([0, 90, 500]),
)
#: Two options, and what is typed into Inputs.
BOOK = st.tuples(
    st.lists(MEASURE, min_size=0, max_size=3).map(lawful),
    st.lists(MEASURE, min_size=1, max_size=3).map(lawful),
    st.lists(CHANGE, min_size=1, max_size=4),
)


@pytest.mark.slow
@pytest.mark.libreoffice
@needs_libreoffice
@settings(
    max_examples=EXAMPLES, suppress_health_check=list(HealthCheck), phases=set(Phase) - {Phase.shrink}
)  # to shrink an example takes a run of LibreOffice for each step
@given(plans=st.lists(BOOK, min_size=BOOKS, max_size=BOOKS))
def test_live_numbers_follow_as_python_does(tmp_path_factory, plans):
    folder = tmp_path_factory.mktemp("live")
    books, expected = [], []
    for number, (one, two, plan) in enumerate(plans):
        options = [option(one, "one"), option(two, "two")]
        book = folder / f"{number}.xlsx"
        comparison = sx.run(options, draws=DRAWS)
        write_workbook(comparison, book)
        overrides = _typed(book, comparison, plan)
        other = folder / f"expected-{number}.xlsx"
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(builder, "MOST_COLUMNS", 1000)  # whatever is live in the other one is live here
            write_workbook(sx.run(options, draws=DRAWS, overrides=overrides), other)
        books.append(book)
        expected.append(_live_numbers(other))
    for book, wanted in zip(recalculated_all(books, folder), expected, strict=True):
        found = _live_numbers(book, only_formulas=True)
        assert found
        assert not {name: (got, wanted[name]) for name, got in found.items() if not _same(got, wanted[name])}


def _typed(book, comparison, plan):
    """Type changes into Inputs; return what they mean in Python."""
    workbook = openpyxl.load_workbook(book)
    cells, overrides = edits(rows_of_parameters(workbook["Inputs"], comparison), plan)
    for cell, value in cells.items():
        workbook["Inputs"][cell] = value
    workbook.save(book)
    return overrides


def _live_numbers(book, *, only_formulas=False):
    """Return the live cells of Results by metric, what it is of, and column; or what stands there.

    What is struck through once an input is changed says itself that it is old.
    """
    page, formulas = values_of(book)["Results"], formulas_of(book)["Results"]
    old = struck_through(book, "Results")
    rows = [int(where[1:]) for where in page if where.startswith("U")]
    return {
        (page[f"U{row}"], page[f"B{row}"], column): page.get(f"{column}{row}")
        for row in rows
        for column in COLUMNS
        if not only_formulas or (f"{column}{row}" in formulas and f"{column}{row}" not in old)
    }


def _same(got, wanted):
    if isinstance(got, int | float) and isinstance(wanted, int | float):
        return math.isclose(got, wanted, rel_tol=RELATIVE, abs_tol=RELATIVE)
    return got == wanted
