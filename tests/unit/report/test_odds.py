"""A package that may never be enacted: "if enacted" first, times its odds beside it."""

import json

import numpy as np
import pytest

import sanctions as sx
from sanctions.report.documents.json import json_text, schema_path
from sanctions.report.numbers.sides import sides_of
from sanctions.report.pages.brief import brief_of
from sanctions.report.workbook.sheets.options import sheet_of


@pytest.fixture(scope="module")
def comparison():
    return sx.run(["none", "us-2018-daska"], draws=256)


def test_only_costs_are_scaled_and_none_has_no_odds(comparison):
    assert set(comparison.times_probability) == {"us-2018-daska"}
    scaled = comparison.times_probability["us-2018-daska"]
    assert "peak_yield_bp" in scaled
    assert "already_priced_in_bp" not in scaled
    assert "cost_ratio_target_to_sender" not in scaled


def test_expected_cost_lies_under_the_cost_if_enacted(comparison):
    enacted = comparison.spreads["us-2018-daska"]["peak_yield_bp"]
    expected = comparison.times_probability["us-2018-daska"]["peak_yield_bp"]
    low, _, high = comparison.option("us-2018-daska").package.enactment_probability
    assert low * enacted.mean < expected.mean < high * enacted.mean


def test_mean_is_the_mean_effect_times_the_mean_odds(comparison):
    low, middle, high = comparison.option("us-2018-daska").package.enactment_probability
    mean_odds = (low + 4 * middle + high) / 6  # mean of a PERT distribution
    enacted = np.mean(comparison.option("us-2018-daska").metrics["peak_yield_bp"])
    # Odds are drawn apart from the parameters; 256 quasi-random draws leave a few percent.
    assert comparison.times_probability["us-2018-daska"]["peak_yield_bp"].mean == pytest.approx(
        enacted * mean_odds, rel=0.1
    )


def test_every_output_shows_both(comparison):
    import jsonschema

    document = json.loads(json_text(comparison))
    jsonschema.validate(document, json.loads(schema_path().read_text(encoding="utf-8")))
    option = document["options"]["us-2018-daska"]
    assert option["enactment_probability"] == [0.1, 0.35, 0.7]
    assert set(option["times_probability"]) < set(option["metrics"])
    assert "enactment_probability" not in document["options"]["none"]
    assert any("odds of being enacted 35 % (10 to 70 %)" in line for line in brief_of(comparison).expected)
    sides = sides_of(comparison)
    parts = [row[1] for row in sheet_of(sides, sides[1]).table.rows]
    assert "times its odds" in parts


def test_tracks_kept_apart_are_on_the_options_sheet():
    package = sx.load_package("measured")
    track = {"track": "=cmd|talks", "exposed": "unclear", "why": "said to be separate", "by": "an analyst"}
    package = package.with_terms({"tracks_kept_apart": (track,)})
    comparison = sx.run([package, "maximal"], draws=64)
    sides = sides_of(comparison)
    (row,) = [r for r in sheet_of(sides, sides[1]).table.rows if r[1] == "track kept apart"]
    assert row[2:5] == ("=cmd|talks", "exposed: unclear. said to be separate", "an analyst")
