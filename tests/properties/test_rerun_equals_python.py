"""Whatever a user changes on Inputs, running the workbook again equals Python with the same overrides."""

from __future__ import annotations

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import sanctions as sx
from sanctions.report.roundtrip.rerun import rerun
from sanctions.report.workbook import write_workbook

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
    page = workbook["Inputs"]
    rows = {page[f"V{row}"].value: row for row in range(1, page.max_row + 1)}
    named = {
        each.key.replace("[", "_").rstrip("]"): each.key for each in comparison.options[0].parameters.values
    }
    parameters = {
        rows[name]: comparison.options[0].parameters[key] for name, key in named.items() if name in rows
    }
    return Delivered(workbook, parameters)


#: Which input, whether it is fixed, and where in its range the new number is.
CHANGE = st.tuples(st.integers(0, 10_000), st.booleans(), st.floats(0.05, 0.95))


def as_typed(number):
    """Return a number of 12 digits; the library that edits the file here keeps only 16, the program 17."""
    return float(f"{number:.12g}")


def edits(parameters, plan):
    """Return cells to set and the overrides they mean, every new number inside what the input can be."""
    cells, overrides = {}, {}
    for number, fixes, share in plan:
        row = sorted(parameters)[number % len(parameters)]
        parameter = parameters[row]
        if parameter.key in overrides:
            continue
        quantile = as_typed(parameter.distribution.at(share))
        if fixes:
            cells[f"E{row}"] = overrides[parameter.key] = quantile
            continue
        name, arguments = parameter.distribution.name, list(parameter.distribution.arguments)
        place = 1 if name in ("pert", "triangular") else 0
        arguments[place] = (
            quantile
            if name in ("pert", "triangular", "uniform")
            else (as_typed(arguments[0] * (0.9 + share / 5)))
        )
        cells[f"{'JKL'[place]}{row}"] = arguments[place]
        overrides[parameter.key] = sx.Distribution(name, tuple(arguments))
    return cells, overrides


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
