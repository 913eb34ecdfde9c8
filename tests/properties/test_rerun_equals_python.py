"""Whatever a user changes on Inputs, running the workbook again equals Python with the same overrides."""

from __future__ import annotations

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import sanctions as sx
from sanctions.report.workbook.book import write_workbook
from sanctions.report.workbook.read.rerun import rerun
from tests.edits import CHANGE, edits, rows_of_parameters

DRAWS = 64
EXAMPLES = 4  # each writes, reads and runs a whole workbook, in about a second
OPTIONS = ["measured", "maximal"]


class Delivered:
    """The workbook and its parameters by row; a plain class, since its text would be very long."""

    def __init__(self, workbook, parameters):
        self.workbook, self.parameters = workbook, parameters


@pytest.fixture(scope="module")
def delivered(tmp_path_factory):
    path = tmp_path_factory.mktemp("property") / "book.xlsx"
    comparison = sx.run(OPTIONS, draws=DRAWS)
    write_workbook(comparison, path, live_draws=0)
    workbook = openpyxl.load_workbook(path)
    parameters = rows_of_parameters(workbook["Inputs"], comparison)
    return Delivered(workbook, parameters)


@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(plan=st.lists(CHANGE, min_size=1, max_size=4))
def test_rerun_equals_python(delivered, tmp_path_factory, plan):
    workbook, parameters = delivered.workbook, delivered.parameters
    cells, overrides = edits(parameters, plan)
    page = workbook["Inputs"]
    before = {cell: page[cell].value for cell in cells}
    target = tmp_path_factory.mktemp("edited") / "book.xlsx"
    try:
        for cell, value in cells.items():
            page[cell] = value
        workbook.save(target)
    finally:
        for cell, value in before.items():
            page[cell] = value
    found = rerun(target).comparison
    expected = sx.run(OPTIONS, draws=DRAWS, overrides=overrides)
    assert found.spreads == expected.spreads
    assert found.differences == expected.differences
