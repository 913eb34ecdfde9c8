"""The computed parts of the docs and the shipped scorecard say what the program says today."""

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from sanctions.backtesting.backtest import OUTCOMES_KNOWN, backtest
from sanctions.backtesting.scorecard import backtest_document
from sanctions.data.vintage import snapshot
from sanctions.errors import InputError
from sanctions.history.documents import estimates_document, study_document
from sanctions.history.estimates import estimate_all
from sanctions.history.study import study_history
from sanctions.report.documents.history_schemas import FOLDER, schemas
from sanctions.report.pages.history_pages import calibration_block, fill, scorecard_block

ROOT = Path(__file__).resolve().parents[2]
REMEDY = "out of date: run python scripts/write_history_pages.py"


@pytest.fixture(scope="module")
def result():
    return backtest()


def test_calibration_table_is_current():
    page = (ROOT / "docs" / "guide" / "event-study.md").read_text(encoding="utf-8")
    assert page == fill(page, "calibration", calibration_block(snapshot(OUTCOMES_KNOWN))), REMEDY


@pytest.mark.slow
def test_scorecard_page_is_current(result):
    page = (ROOT / "docs" / "backtest.md").read_text(encoding="utf-8")
    assert page == fill(page, "scorecard", scorecard_block(result)), REMEDY


@pytest.mark.slow
def test_shipped_scorecard_is_current(result):
    shipped = json.loads((ROOT / "datasets" / "backtest" / "scorecard.json").read_text(encoding="utf-8"))
    assert _close(shipped, json.loads(json.dumps(backtest_document(result)))), REMEDY


@pytest.mark.parametrize("name", sorted(schemas()))
def test_shipped_schema_is_the_one_of_the_types(name):
    shipped = json.loads((ROOT / "reports" / FOLDER / name).read_text(encoding="utf-8"))
    assert shipped == schemas()[name], REMEDY
    Draft202012Validator.check_schema(shipped)


def test_documents_fit_their_schemas():
    market = snapshot(OUTCOMES_KNOWN)
    studies = [study_history(market, name) for name in ("usd_rub", "ofz_10y_pct", "fx_cny_per_usd")]
    found = estimate_all(market)
    documents = {
        "event-study.schema.json": study_document(OUTCOMES_KNOWN, studies),
        "estimates.schema.json": estimates_document(
            OUTCOMES_KNOWN, found.estimates, found.projections, found.unavailable
        ),
        "backtest.schema.json": json.loads(
            (ROOT / "datasets" / "backtest" / "scorecard.json").read_text(encoding="utf-8")
        ),
    }
    for name, document in documents.items():
        errors = [error.message for error in Draft202012Validator(schemas()[name]).iter_errors(document)]
        assert errors == [], name


def test_a_document_with_a_field_too_many_or_too_few_does_not_fit():
    document = json.loads((ROOT / "datasets" / "backtest" / "scorecard.json").read_text(encoding="utf-8"))
    validator = Draft202012Validator(schemas()["backtest.schema.json"])
    assert not validator.is_valid({**document, "extra": 1})
    del document["events"][0]["status"]
    assert not validator.is_valid(document)


def test_pages_name_pictures_that_exist():
    for page in (ROOT / "docs" / "backtest.md", ROOT / "docs" / "guide" / "event-study.md"):
        for name in re.findall(r"!\[[^]]*\]\(([^)]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / name).is_file(), name


def test_a_page_without_marks_is_refused():
    with pytest.raises(InputError) as caught:
        fill("no marks", "scorecard", "text")
    assert str(caught.value) == (
        "page: scorecard: the marks of a computed block are missing "
        "(expected <!-- scorecard --> and <!-- /scorecard -->)"
    )


def _close(one, other):
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(_close(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(_close, one, other))
    if isinstance(one, float):
        # exp and power differ in the last bit across processors.
        return one == pytest.approx(other, rel=1e-6, abs=1e-9)
    return one == other
