"""What a reader is told in words, and that it is true."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pytest

from sanctions.comparison.run import run
from sanctions.data.vintage import Market, snapshot
from sanctions.errors import InputError
from sanctions.model.assess import assess
from sanctions.model.remarks import SILENT_ACTS, SILENT_TERMS, silent_terms
from sanctions.parameters.estimate import estimate
from sanctions.parameters.parameters import Parameters
from sanctions.spec.load import load_package
from tests.options import SCOPES, measure, option

DRAWS = 128
ROOT = Path(__file__).resolve().parents[3]
OTHER = {
    "binds": "financial_institutions",
    "foreign_branches": False,
    "foreign_subsidiaries": True,
    "issuer_reach": "government_definition",
    "sale_to": "non_senders",
    "existing_commitments": "covered",
    "derivatives": "covered",
}


@pytest.mark.parametrize("term", SILENT_TERMS)
@pytest.mark.parametrize("scope", SCOPES)
def test_silent_terms_change_no_number_and_are_named(
    market_2021: Market, parameters_2021: Parameters, scope: str, term: str
) -> None:
    if (scope, term) == ("freeze", "sale_to"):
        pytest.skip("a freeze lets nobody buy")
    plain, stated = option([measure(scope)]), option([measure(scope, **{term: OTHER[term]})])
    before, after = (assess(each, market_2021, parameters_2021, DRAWS, 3) for each in (plain, stated))
    for name, values in before.metrics.items():
        np.testing.assert_array_equal(after.metrics[name], values, err_msg=name)
    assert any(term in text for text in silent_terms(stated))


def test_terms_that_hold_anyway_are_not_named() -> None:
    said = " ".join(silent_terms(option([measure("primary", binds="all_persons", sale_to="anyone")])))
    assert "binds" not in said
    assert "sale_to" not in said


@pytest.mark.parametrize("act", sorted(SILENT_ACTS))
def test_acts_that_reach_no_equation_are_named(
    market_2021: Market, parameters_2021: Parameters, act: str
) -> None:
    plain = measure("freeze")
    stated = option([{**plain, "prohibits": [*plain["prohibits"], act]}])
    before, after = (
        assess(each, market_2021, parameters_2021, DRAWS, 3) for each in (option([plain]), stated)
    )
    for name, values in before.metrics.items():
        np.testing.assert_array_equal(after.metrics[name], values, err_msg=name)
    assert any(act in text for text in silent_terms(stated))


def test_silent_terms_are_marked_in_the_guide() -> None:
    guide = (ROOT / "docs" / "guide" / "specs.md").read_text(encoding="utf-8")
    rows = [line for line in guide.splitlines() if line.startswith("| `")]
    marked = {term for term in SILENT_TERMS for row in rows if f"`{term}`" in row and "no number" in row}
    assert marked == set(SILENT_TERMS)


def test_sale_to_nobody_is_not_silent() -> None:
    assert not any("sale_to" in text for text in silent_terms(option([measure("freeze")])))


def test_zero_reasons_name_the_law_that_bars_it_already() -> None:
    market = snapshot(dt.date(2021, 12, 1))
    again = option([measure("primary", effective=dt.date(2021, 12, 10))], announced=dt.date(2021, 12, 2))
    found = assess(again, market, estimate(market), DRAWS, 3)
    assert any("us-2021-directive-1" in text and "2021-06-14" in text for text in found.zero_reasons)


def test_remarks_say_that_a_freeze_moves_existing_bonds_less(
    market_2021: Market, parameters_2021: Parameters
) -> None:
    frozen, sold = (
        assess(load_package(name), market_2021, parameters_2021, DRAWS, 3)
        for name in ("coalition-2021-full-blocking", "coalition-2021-secondary-ban")
    )
    less = frozen.metrics["old_bond_yield_12m_bp"] < sold.metrics["old_bond_yield_12m_bp"]
    assert np.mean(less) > 0.95
    assert any("nothing may be sold" in text for text in frozen.remarks)
    assert not any("nothing may be sold" in text for text in sold.remarks)


def test_options_of_different_days_are_refused_with_both_ways_out() -> None:
    with pytest.raises(InputError) as caught:
        run(["us-2018-daska", "us-2021-directive-1"], draws=64)
    assert str(caught.value) == (
        "options: us-2018-daska was announced on 2018-08-02 and us-2021-directive-1 on 2021-04-15: one day's"
        " figures do not fit both (expected a day for all, for example --as-of 2018-08-01, or a comparison"
        " for each day)"
    )
    assert run(["us-2018-daska", "us-2021-directive-1"], as_of="2021-04-14", draws=64).as_of.year == 2021


def test_a_reference_that_moves_less_is_no_reference() -> None:
    found = run(["coalition-2021-full-blocking", "us-2021-secondary-ban"], draws=1024)
    share = found.share_used["coalition-2021-full-blocking"]["new_bond_yield_year_1_bp"]
    assert share.reason == "not a reference on this metric: the option moves it more"
