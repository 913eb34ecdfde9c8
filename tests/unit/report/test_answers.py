"""The first minute: headline, act beside threat, costs by country, reasons, warnings, no stale number."""

import io
import json
from dataclasses import replace

import jsonschema
import numpy as np
import openpyxl
import pytest
from rich.console import Console

import sanctions as sx
from sanctions.backtesting.shipped import shipped_scorecard
from sanctions.model.metrics import NotApplicable, Status
from sanctions.model.results import Spread
from sanctions.report.cells.rounding import readable
from sanctions.report.documents.json import document, schema_path
from sanctions.report.pages.brief import brief_of
from sanctions.report.pages.html import html_of
from sanctions.report.pages.markdown import markdown_of
from sanctions.report.pages.terminal import show
from sanctions.report.workbook.book import write_workbook
from sanctions.report.workbook.sheets.assumptions import look_again_by
from sanctions.report.workbook.sheets.backtest import held_sentence
from tests.spreadsheet import formulas_of, needs_libreoffice, recalculated, values_of

DRAWS = 128
COUNTRIES = ("us", "eu", "uk", "others", "all")
METRIC = "new_bond_yield_year_1_bp"


@pytest.fixture(scope="module")
def comparison():
    return sx.run(["measured", "maximal"], draws=DRAWS)


@pytest.fixture(scope="module")
def book(comparison, tmp_path_factory):
    path = tmp_path_factory.mktemp("answers") / "book.xlsx"
    write_workbook(comparison, path, live_draws=64)
    return path


@pytest.fixture(scope="module")
def values(book):
    return values_of(book)


def told(page):
    """Return a page as each of the three texts."""
    stream = io.StringIO()
    show(page, Console(file=stream, width=4000, color_system=None))
    return {"terminal": stream.getvalue(), "html": html_of(page), "markdown": markdown_of(page)}


def test_the_headline_is_one_measure_for_all_with_its_own_share(comparison):
    said = brief_of(comparison).headline
    first, second = (comparison.spreads[each.package.id][METRIC] for each in comparison.options)
    assert said.startswith("Dearer new 10-year bonds, year 1: A +")
    assert f"A +{first.p50:.2g} bp (" in said
    assert f"B +{second.p50:.2g} bp (" in said
    assert f"A uses {comparison.share_used['us-2021-directive-1'][METRIC].p50:.2g} % (" in said
    assert "judgement" not in said


def test_options_with_equal_numbers_read_equal():
    said = brief_of(sx.run(["measured", "us-2021-directive-1"], draws=64)).headline
    assert "A and B the same: +" in said
    assert "uses" not in said


def test_none_first_hides_nobodys_share():
    said = brief_of(sx.run(["none", "measured", "maximal"], draws=64)).headline
    assert "A 0 bp" in said
    assert "A uses 0 % of C" in said
    assert "B uses " in said


def test_act_and_threat_are_counted_on_paired_draws_and_said_everywhere(comparison, values):
    page, option = brief_of(comparison), comparison.options[0]
    act, threat = (option.metrics[each] for each in ("act_on_the_day_bp", "threat_held_back_bp"))
    line = next(each for each in page.answers if each.startswith("A: on the day the act is worth"))
    expected = float(np.mean(threat > act) * 100)
    assert line.endswith(f"the second is the larger in {expected:.2g} % of runs.")
    assert all(line in text.replace("\\", "") for text in told(page).values())
    assert line in values["Cover"].values()
    assert line in values["Summary"].values()
    found = document(comparison)
    assert line in found["answers"]
    assert found["headline"] == page.headline
    assert found["options"][option.package.id]["probability_threat_exceeds_act_pct"] == expected


def test_costs_are_by_country_and_the_target_has_three_lines(comparison, values):
    summary = [str(value) for key, value in values["Summary"].items() if key.startswith("B")]
    for name in ("the US", "the EU", "the UK", "other countries", "all countries outside the target"):
        assert any(each.startswith(f"Cost to {name}, 8 years") for each in summary)
    assert (
        sum(
            each.startswith(("Output lost", "National income lost", "Transfers to the target"))
            for each in summary
        )
        == 3
    )
    assert any("a gain, not netted" in each for each in summary)
    shown = {id_: comparison.metric(f"cost_{id_}_8y_usd_bn").headline for id_ in COUNTRIES}
    assert all(shown.values())
    lines = brief_of(comparison).answers
    cost = next(
        each for each in lines if each.startswith("Cost of A over 8 years, present value, USD bn: the US ")
    )
    assert "transfers to it, a gain, of " in cost
    assert "sender" not in " ".join((brief_of(comparison).headline, *lines)).casefold()


def test_an_open_sign_is_said(comparison, values):
    option = comparison.options[0].package.id
    moved = Spread(mean=0.0, p05=-2.0, p10=-1.0, p50=0.5, p90=2.0, p95=3.0)
    spreads = {
        **comparison.spreads,
        option: {**comparison.spreads[option], "target_income_loss_8y_usd_bn": moved},
    }
    lines = brief_of(replace(comparison, spreads=spreads)).answers
    cost = next(each for each in lines if each.startswith("Cost of A"))
    assert "income 0.5 (-1 to 2) (sign open, the range spans 0)" in cost


def test_how_sure_comes_after_and_what_is_not_counted_last(comparison, values):
    lines = [values["Cover"].get(f"A{row}") for row in range(1, 14)]
    said = [str(each) for each in lines]
    places = [
        next(i for i, each in enumerate(said) if each.startswith(words))
        for words in (
            "Dearer new 10-year",
            "A: on the day",
            "Cost of A",
            "How sure",
            "Not counted",
            "A model's estimate",
        )
    ]
    assert places == sorted(places)


@pytest.fixture(scope="module")
def annotated(comparison):
    first = replace(
        comparison.options[0],
        zero_reasons=("Directive 4 bars it already",),
        silent_terms=("licence 13 moves nothing",),
        remarks=("existing bonds move less under A than under B because nothing may be sold",),
    )
    return replace(comparison, options=(first, comparison.options[1]), warnings=("an old figure",))


def test_reasons_terms_and_remarks_are_shown(annotated, tmp_path):
    page = brief_of(annotated)
    for text in told(page).values():
        assert "Directive 4 bars it already" in text
        assert "existing bonds move less under A than under B" in text
    assert "Terms that change no number" in html_of(page)
    found = document(annotated)["options"]["us-2021-directive-1"]
    assert found["zero_reasons"] == ["Directive 4 bars it already"]
    assert found["silent_terms"] == ["licence 13 moves nothing"]
    assert found["remarks"] == list(annotated.options[0].remarks)
    write_workbook(annotated, tmp_path / "book.xlsx", live_draws=0)
    pages = values_of(tmp_path / "book.xlsx")
    assert "A: Directive 4 bars it already" in pages["Summary"].values()
    assert annotated.options[0].remarks[0] in pages["Summary"].values()
    parts = {pages["Options"].get(f"B{row}"): pages["Options"].get(f"D{row}") for row in range(59, 0, -1)}
    assert parts["Terms that change no number"] == "licence 13 moves nothing"


def test_warnings_are_printed_last_and_always(annotated):
    assert told(brief_of(annotated))["terminal"].rstrip().endswith("warning: an old figure")


def test_a_reference_that_is_none_is_called_so_on_every_page(comparison, tmp_path):
    reason = "not a reference on this metric"
    absent = NotApplicable(Status.ZERO_REFERENCE, reason)
    used = {id_: {**shares, METRIC: absent} for id_, shares in comparison.share_used.items()}
    changed = replace(comparison, share_used=used)
    page = brief_of(changed)
    assert f"A as % of B is not stated: {reason}" in page.headline
    assert all(reason in text for text in told(page).values())
    write_workbook(changed, tmp_path / "book.xlsx", live_draws=64)
    pages = values_of(tmp_path / "book.xlsx")
    for sheet in ("Cover", "Summary", "Results"):
        assert any(reason in str(each) for each in pages[sheet].values()), sheet


def test_every_page_shows_the_numbers_of_all_draws(comparison, values):
    rows = {(values["Results"].get(f"U{r}"), values["Results"].get(f"B{r}")): r for r in range(1, 300)}
    for letter, option in zip("AB", comparison.options, strict=True):
        row, spread = rows[METRIC, letter], comparison.spreads[option.package.id][METRIC]
        shown = [values["Results"][f"{column}{row}"] for column in "VWX"]
        assert shown == [float(f"{each:.1e}") for each in (spread.p10, spread.p50, spread.p90)]
        assert values["Results"][f"M{row}"] != pytest.approx(spread.p50)  # the live ones are fewer


def test_every_cell_of_the_workbook_summary_is_told_alike_elsewhere(comparison, values):
    page, summary = brief_of(comparison), values["Summary"]
    rows = {(summary[k], summary.get(f"C{k[1:]}")): int(k[1:]) for k in summary if k.startswith("B")}
    for line in page.lines:
        there = [summary[f"{column}{rows[line.measure, line.unit]}"] for column in "DEFGH"[: len(line.cells)]]
        assert [str(each) for each in there] == [each.replace(",", "") for each in line.cells], line.measure


def test_the_chance_of_costing_more_stands_at_its_option_everywhere(comparison):
    chance = comparison.differences[0].probability_costs_target_more_pct
    for text in told(brief_of(comparison)).values():
        (line,) = [each for each in text.splitlines() if "costing the target more" in each][:1]
        assert readable(chance) in line


@pytest.mark.libreoffice
@needs_libreoffice
def test_live_numbers_appear_marked_and_old_ones_are_struck_through(book, tmp_path):
    edited = openpyxl.load_workbook(book)
    page = edited["Inputs"]
    row = next(r for r in range(1, page.max_row + 1) if page.cell(r, 22).value == "yield_per_pp")
    page.cell(row, 5).value = 8.0
    edited.save(tmp_path / "edited.xlsx")
    found = values_of(recalculated(tmp_path / "edited.xlsx", tmp_path))
    summary = found["Summary"]
    assert str(summary["A2"]).startswith("INPUTS CHANGED")
    marked = [str(v) for k, v in summary.items() if k[0] in "DE" and str(v).endswith((", live", ", old"))]
    assert any(each.endswith(", live") for each in marked)
    assert any(each.endswith(", old") for each in marked)
    for name in ("Summary", "Results", "Paths"):
        rules = [rule for each in edited[name].conditional_formatting for rule in each.rules]
        assert rules, name
        assert all(rule.dxf.font.strike for rule in rules)
    assert "middle, old: inputs changed" in found["Paths"].values()


def test_past_forecasts_say_what_was_tested_and_only_of_their_target():
    said = held_sentence(shipped_scorecard(), "russia")
    for words in ("Russian ruble bonds", "with market noise", "without it", "of no move", "the largest miss"):
        assert words in said
    assert held_sentence(shipped_scorecard(), "belarus") == ""


def test_figures_of_two_years_are_red(comparison, book):
    page = openpyxl.load_workbook(book)["Data log"]
    (rule,) = [rule for each in page.conditional_formatting for rule in each.rules]
    assert "very_old_days" in rule.formula[0]
    assert rule.dxf.font.color.rgb == "FFB00020"
    assert any("very_old_days" in text for text in formulas_of(book)["Data log"].values())


def test_a_range_is_looked_at_again_so_long_after_its_figure(comparison):
    as_of = comparison.as_of
    for each in comparison.options[0].parameters.values:
        day = look_again_by(each, as_of)
        wait = each.sunset - as_of
        expected = max((figure.date for figure in each.figures), default=as_of) + wait
        assert day == expected


def test_json_keeps_to_the_schema_with_the_new_fields(annotated):
    jsonschema.Draft202012Validator(json.loads(schema_path().read_text())).validate(document(annotated))
