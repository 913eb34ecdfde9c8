"""JSON, HTML, Markdown and terminal pages of one comparison, hostile text included."""

import io
import json
import math
from dataclasses import replace

import jsonschema
import pytest
from rich.console import Console

import sanctions as sx
from sanctions.comparison.results import COSTS_MORE
from sanctions.report.documents.json import document, json_text, schema_path
from sanctions.report.pages.brief import brief_of
from sanctions.report.pages.html import html_of
from sanctions.report.pages.markdown import markdown_of
from sanctions.report.pages.terminal import show

HOSTILE = "=cmd|' /C calc'!A0 <script>alert(1)</script> [red]|`x` \x1b[31m"


@pytest.fixture(scope="module")
def comparison():
    return sx.run(["measured", "maximal"], draws=64)


@pytest.fixture(scope="module")
def hostile(comparison):
    first = comparison.options[0]
    package = first.package.model_copy(update={"title": HOSTILE})
    return replace(comparison, options=(replace(first, package=package), comparison.options[1]))


def test_json_is_valid_by_the_shipped_schema(comparison):
    jsonschema.Draft202012Validator(json.loads(schema_path().read_text())).validate(document(comparison))


def test_the_schema_refuses_what_is_not_in_it(comparison):
    wrong = document(comparison) | {"more": 1}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(json.loads(schema_path().read_text())).validate(wrong)


def test_json_numbers_are_those_of_the_comparison(comparison):
    found = document(comparison)
    id_ = "us-2021-directive-1"
    assert (
        found["options"][id_]["metrics"]["peak_yield_bp"]["p50"]
        == comparison.spreads[id_]["peak_yield_bp"].p50
    )
    assert "mean" not in found["options"][id_]["metrics"]["cost_ratio_target_to_sender"]
    shares = found["options"][id_]["metrics"]["peak_yield_bp"]["kind_shares"]
    assert math.isclose(sum(shares.values()), 1.0)
    chance = comparison.differences[0].probability_costs_target_more_pct
    assert found["differences"][0]["metrics"][COSTS_MORE.id]["mean"] == chance
    absent = set(found["options"][id_]["not_applicable"])
    assert absent.isdisjoint(found["options"][id_]["metrics"])


def test_json_refuses_what_is_not_finite(comparison):
    with pytest.raises(ValueError, match=r"^Out of range float values are not JSON compliant"):
        json_text(replace(comparison, seed=math.nan))


def test_html_escapes_what_came_from_outside(hostile):
    page = html_of(brief_of(hostile))
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "\x1b" not in page


def test_markdown_escapes_what_came_from_outside(hostile):
    page = markdown_of(brief_of(hostile))
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    header = next(line for line in page.splitlines() if line.startswith("| Question"))
    assert all(
        line.replace("\\|", "").count("|") == header.count("|")
        for line in page.splitlines()
        if line[:2] == "| "
    )


def test_terminal_shows_text_as_text(hostile):
    stream = io.StringIO()
    show(brief_of(hostile), Console(file=stream, width=200, color_system=None))
    assert "[red]" in stream.getvalue()
    assert "\x1b" not in stream.getvalue()


def test_one_option_alone_makes_a_page():
    brief = brief_of(sx.run(["none"], draws=64))
    assert brief.columns == ("A",)
    assert "A 0 bp" in brief.headline
