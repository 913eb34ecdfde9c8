"""Live quantiles equal the program's, recalculated by another program."""

import numpy as np
import pytest
from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName

from sanctions.parameters.distributions import ARGUMENTS, PERT_WEIGHT, Distribution
from sanctions.report.cells.quantiles import PERT_WEIGHT_NAME, quantile
from tests.spreadsheet import needs_libreoffice, recalculated, values_of

CASES = [
    Distribution("fixed", (3.0,)),
    Distribution("uniform", (-1.0, 2.0)),
    Distribution("normal", (20.2, 0.6)),
    Distribution("lognormal", (5.0, 0.55)),
    Distribution("one_plus_lognormal", (1.5, 0.35)),
    Distribution("beta", (24.0, 56.0)),
    Distribution("beta", (1.2, 4.8)),
    Distribution("gamma", (1.0,)),
    Distribution("pert", (5.0, 12.0, 24.0)),
    Distribution("pert", (0.0, 0.0, 1.0)),
    Distribution("triangular", (1.0, 2.0, 5.0)),
    Distribution("triangular", (1.0, 1.0, 5.0)),
]
# Further out, 1 - p keeps too few digits for any two programs to agree.
PROBABILITIES = [2**-20, 0.001, 0.1, 0.25, 0.5, 0.9, 0.999, 1 - 2**-20]
RELATIVE = 1e-9  # both invert the same functions iteratively; they agree to about 1e-13 where measured


def test_every_distribution_has_a_formula():
    assert {case.name for case in CASES} == set(ARGUMENTS)


def test_an_unknown_distribution_is_refused():
    with pytest.raises(ValueError, match=r"^no formula for cauchy with 2 arguments$"):
        quantile("cauchy", ["A1", "B1"], "C1")


@pytest.mark.libreoffice
@needs_libreoffice
def test_quantiles_recalculated(tmp_path):
    workbook = Workbook()
    page = workbook.active
    page["A1"] = PERT_WEIGHT
    workbook.defined_names[PERT_WEIGHT_NAME] = DefinedName(PERT_WEIGHT_NAME, attr_text=f"{page.title}!$A$1")
    for column, probability in enumerate(PROBABILITIES, start=4):
        page.cell(1, column, probability)
    for row, case in enumerate(CASES, start=2):
        for column, argument in enumerate(case.arguments, start=1):
            page.cell(row, column, argument)
        cells = [f"${letter}{row}" for letter, _ in zip("ABC", case.arguments, strict=False)]
        for column in range(4, 4 + len(PROBABILITIES)):
            probability = f"{page.cell(1, column).column_letter}$1"
            page.cell(row, column, "=" + quantile(case.name, cells, probability))
    workbook.save(tmp_path / "q.xlsx")
    found = values_of(recalculated(tmp_path / "q.xlsx", tmp_path))["Sheet"]
    for row, case in enumerate(CASES, start=2):
        expected = case.quantile(np.array(PROBABILITIES))
        got = [found[f"{letter}{row}"] for letter in "DEFGHIJK"]
        assert got == pytest.approx(list(expected), rel=RELATIVE, abs=1e-12), case.text
