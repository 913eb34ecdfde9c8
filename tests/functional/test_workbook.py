"""The produced workbook, rule by rule, on real packages; and recalculated by another program."""

from __future__ import annotations

import re
import zipfile

import numpy as np
import openpyxl
import pytest
from openpyxl.formula.tokenizer import Token, Tokenizer
from openpyxl.formula.translate import Translator

import sanctions as sx
from sanctions.report.cells.formulas import FUNCTIONS
from sanctions.report.workbook.book import write_workbook
from tests.spreadsheet import (
    RELATIVE,
    formulas_of,
    needs_libreoffice,
    recalculated,
    survivors_and_gaps,
    values_of,
)

DRAWS = 64
HEADLINE = "new_bond_yield_year_1_bp"
READING_ORDER = ["Cover", "Summary", "Options", "Inputs", "Model A", "Model B", "Draws", "Results"]
READING_ORDER += ["Paths", "Chart data", "Backtest", "Checks", "Assumptions", "Data log", "Changes", "Spec"]
READING_ORDER += ["Decisions", "Glossary"]


@pytest.fixture(scope="module")
def comparison():
    return sx.run(["measured", "maximal"], draws=DRAWS)


@pytest.fixture(scope="module")
def book(comparison, tmp_path_factory):
    path = tmp_path_factory.mktemp("book") / "book.xlsx"
    write_workbook(comparison, path)
    return path


@pytest.fixture(scope="module")
def opened(book):
    return openpyxl.load_workbook(book)


@pytest.fixture(scope="module")
def values(book):
    return values_of(book)


@pytest.fixture(scope="module")
def formulas(book):
    return formulas_of(book)


def test_reading_order_and_nothing_hidden(opened):
    assert opened.sheetnames == READING_ORDER
    assert {page.sheet_state for page in opened} == {"visible"}


def test_titles_tables_and_panes(opened):
    for page in opened:
        assert page["A1"].value, page.title
        assert not page.merged_cells.ranges, page.title
        assert len(page.tables) == 1, page.title
        table = next(iter(page.tables.values()))
        header = openpyxl.utils.range_boundaries(table.ref)[1]
        frozen = openpyxl.utils.cell.coordinate_from_string(page.freeze_panes)[1]
        assert frozen == header + 1, page.title
        assert page.print_title_rows == f"${header}:${header}", page.title
        assert page.page_setup.orientation == ("portrait" if page.title == "Cover" else "landscape")
        assert page.page_setup.fitToWidth == 1


def test_no_blank_rows_or_columns_inside_a_table(opened):
    for page in opened:
        left, top, right, bottom = openpyxl.utils.range_boundaries(next(iter(page.tables.values())).ref)
        for row in range(top, bottom + 1):
            assert any(page.cell(row, c).value is not None for c in range(left, right + 1)), (page.title, row)
        for column in range(left, right + 1):
            assert page.cell(top, column).value, (page.title, column)


def test_sans_serif_twelve_point(opened):
    sizes = {(cell.font.name, cell.font.size) for page in opened for row in page.iter_rows() for cell in row}
    assert sizes <= {("Arial", 12.0), ("Arial", 18.0)}


def test_names_are_of_inputs_only(opened):
    assert {name.attr_text.split("!")[0] for name in opened.defined_names.values()} == {"Inputs"}


def test_user_cells_are_blue_on_yellow_and_framed(opened):
    page = opened["Inputs"]
    cell = page["E7"]
    assert cell.font.color.rgb == "FF0000C8"
    assert cell.fill.start_color.rgb == "FFFFF7CC"
    assert cell.border.left.style == "thin"


def test_no_constants_in_formulas_and_only_allowed_functions(formulas):
    allowed = {f"{name}(" for name in FUNCTIONS.values()} | {"COUNTIF("}
    for sheet, cells in formulas.items():
        for where, text in cells.items():
            for token in Tokenizer(text).items:
                if token.type == Token.OPERAND and token.subtype == Token.NUMBER:
                    assert token.value in {"0", "1"}, (sheet, where, text)
                if token.type == Token.FUNC and token.subtype == Token.OPEN:
                    assert token.value in allowed, (sheet, where, text)


def test_one_formula_per_row_of_the_model(formulas):
    for sheet in ("Model A", "Model B"):
        rows = {re.sub(r"[A-Z]+", "", where) for where in formulas[sheet]}
        for row in rows:
            first = formulas[sheet].get(f"F{row}")
            if first is None:
                continue
            for column in "GHIJKLMN":
                moved = Translator(first, origin=f"F{row}").translate_formula(f"{column}{row}")
                assert formulas[sheet][f"{column}{row}"] == moved


def test_every_formula_carries_its_value(formulas, values):
    for sheet, cells in formulas.items():
        for where in cells:
            assert values[sheet].get(where) is not None, (sheet, where)
    assert sum(len(cells) for cells in formulas.values()) > 3000


def test_no_cell_is_an_error(values):
    texts = [v for cells in values.values() for v in cells.values() if isinstance(v, str)]
    assert not [text for text in texts if text.startswith("#")]


def test_worked_case_equals_the_program(comparison, opened, values):
    for letter, option in zip("AB", comparison.options, strict=True):
        page = values[f"Model {letter}"]
        rows = {}
        for row in range(5, opened[f"Model {letter}"].max_row + 1):
            members = str(page.get(f"C{row}", "")).replace(", ", ",").replace(" ", "_")
            rows[f"{page[f'A{row}']}[{members}]" if members else page[f"A{row}"]] = row
        for key, expected in option.worked.values.items():
            columns = "FGHIJKLMN" if len(expected) > 1 else "E"
            for column, number in zip(columns, expected, strict=False):
                assert page[f"{column}{rows[key]}"] == pytest.approx(number, rel=1e-12, abs=1e-300), key


def test_summary_shows_two_significant_figures_of_the_program(comparison, values):
    page = values["Summary"]
    row = next(r for r in range(1, 60) if str(page.get(f"B{r}", "")).startswith("Dearer new 10-year"))
    for column, option in zip("DE", comparison.options, strict=True):
        spread = comparison.spreads[option.package.id]["new_bond_yield_year_1_bp"]
        low, middle, high = (float(f"{each:.1e}") for each in (spread.p10, spread.p50, spread.p90))
        assert page[f"{column}{row}"] == f"{middle:g} ({low:g} to {high:g})"


def test_one_formula_per_column_of_the_draws(formulas):
    columns: dict[str, set[str]] = {}
    for where, text in formulas["Draws"].items():
        column, row = re.fullmatch(r"([A-Z]+)([0-9]+)", where).groups()
        columns.setdefault(column, set()).add(re.sub(rf"(\$[A-Z]+){row}\b", r"\1#", text))
    assert len(columns) > 100
    assert {len(texts) for texts in columns.values()} == {1}


def test_live_percentiles_are_those_of_the_first_draws(tmp_path):
    comparison = sx.run(["measured", "maximal"], draws=256)
    book = tmp_path / "book.xlsx"
    write_workbook(comparison, book, live_draws=64)
    page = values_of(book)["Results"]
    rows = {(page.get(f"U{r}"), page.get(f"B{r}")): r for r in range(1, 300)}
    for letter, option in zip("AB", comparison.options, strict=True):
        for id_ in ("new_bond_yield_year_1_bp", "currency_fall_pct", "cost_us_8y_usd_bn"):
            expected = np.percentile(option.metrics[id_][:64], (10, 50, 90))
            row = rows[id_, letter]
            assert [page[f"{c}{row}"] for c in "LMN"] == pytest.approx(list(expected), rel=RELATIVE)
    assert page[f"L{rows['extra_interest_8y_lcu_bn', 'A']}"] == "not live"


def test_no_live_draws_when_none_are_wanted(comparison, tmp_path):
    book = tmp_path / "book.xlsx"
    write_workbook(comparison, book, live_draws=0)
    assert "Draws" not in openpyxl.load_workbook(book, read_only=True).sheetnames


@pytest.mark.libreoffice
@needs_libreoffice
def test_changed_inputs_move_everything_as_the_program_would(comparison, book, tmp_path):
    changes = {"yield_per_pp": 8.0, "primary_leakage": 0.25, "foreign_share[local]": 20.5}
    edited = openpyxl.load_workbook(book)
    page = edited["Inputs"]
    for row in range(1, page.max_row + 1):
        for key, value in changes.items():
            if page.cell(row, 22).value == key.replace("[", "_").rstrip("]"):
                page.cell(row, 5).value = value
    edited.save(tmp_path / "edited.xlsx")
    found = values_of(recalculated(tmp_path / "edited.xlsx", tmp_path))
    expected = sx.run(["measured", "maximal"], draws=DRAWS, overrides=changes)
    results = found["Results"]
    rows = {(results.get(f"U{r}"), results.get(f"B{r}")): r for r in range(1, 300)}
    for letter, option in zip("AB", expected.options, strict=True):
        spread = expected.spreads[option.package.id][HEADLINE]
        row = rows[HEADLINE, letter]
        live = [results[f"{column}{row}"] for column in "LMN"]
        assert live == pytest.approx([spread.p10, spread.p50, spread.p90], rel=RELATIVE)
        assert results[f"K{row}"] == pytest.approx(
            option.worked.values["new_bond_yield_year_1"][0], rel=RELATIVE
        )
    used = expected.share_used["us-2021-directive-1"][HEADLINE]
    row = rows[HEADLINE, "A as % of B"]
    assert results[f"M{row}"] == pytest.approx(used.p50, rel=RELATIVE)
    cover = {found["Cover"].get(f"A{r}"): found["Cover"].get(f"B{r}") for r in range(1, 60)}
    assert cover["Inputs changed since the workbook was written"] == 3
    assert str(cover["State of the checks"]).startswith("All checks OK")
    assert f"uses {used.p50:.2g} %" in found["Cover"]["A3"]
    assert str(found["Cover"]["A2"]).startswith("INPUTS CHANGED")
    sure = next(str(v) for v in found["Cover"].values() if str(v).startswith("How sure"))
    assert sure.endswith("(before the inputs were changed).")
    cost = next(str(v) for v in found["Cover"].values() if str(v).startswith("Cost of A"))
    assert "before the inputs were changed" not in cost  # every part of it is live
    transfer = expected.spreads["us-2021-directive-1"]["transfer_to_target_usd_bn"]
    assert f"transfers to it, a gain, of {transfer.p50:.2g} (" in cost


def test_cover_states_checks_and_sign_off(values):
    cover = {values["Cover"].get(f"A{r}"): values["Cover"].get(f"B{r}") for r in range(1, 60)}
    assert str(cover["State of the checks"]).startswith("All checks OK")
    assert cover["Quality assurance"] == "not quality assured"
    assert cover["Inputs changed since the workbook was written"] == 0
    assert str(values["Cover"]["A3"]).startswith("Dearer new 10-year bonds, year 1: A +")
    assert any(
        "foreign-currency bonds: no figure splits" in str(values["Cover"].get(f"A{r}")) for r in range(3, 12)
    )


def test_held_back_names_what_the_option_leaves_free(opened):
    rows = list(opened["Options"].iter_rows(values_only=True))
    held = [row for row in rows if row[0] == "A" and row[1] == "held back"]
    assert [row[2] for row in held] == ["secondary-ban (secondary market ban)"]
    assert not [row for row in rows if row[0] == "B" and row[1] == "held back"]


def test_charts_say_what_they_show(book):
    with zipfile.ZipFile(book) as archive:
        drawing = archive.read("xl/drawings/drawing1.xml").decode()
        charts = [name for name in archive.namelist() if name.startswith("xl/charts/chart")]
    texts = re.findall(r'descr="([^"]+)"', drawing)
    assert len(texts) == len(charts) >= 5
    assert all(len(text) > 40 for text in texts)


def test_three_clicks_to_a_primary_address(opened):
    summary = opened["Summary"]
    row = next(r for r in range(1, 60) if str(summary.cell(r, 2).value).startswith("Dearer new"))
    model = summary.cell(row, 2).hyperlink.location
    assert model.startswith("'Model A'!A")
    inputs = opened["Inputs"]
    linked = [c for c in inputs["T"] if c.hyperlink is not None]
    assert linked
    assert {c.hyperlink.location.split("!")[0] for c in linked} == {"'Data log'"}
    log = opened["Data log"]
    assert any(c.hyperlink is not None and c.hyperlink.target.startswith("http") for c in log["K"])


def test_same_run_same_bytes(comparison, book, tmp_path):
    again = tmp_path / "again.xlsx"
    write_workbook(comparison, again)
    assert again.read_bytes() == book.read_bytes()


def test_an_existing_book_is_kept(comparison, book):
    before = book.read_bytes()
    with pytest.raises(sx.InputError, match=r"the file exists already"):
        write_workbook(comparison, book)
    assert book.read_bytes() == before


@pytest.mark.libreoffice
@needs_libreoffice
@pytest.mark.parametrize(
    "options",
    [["measured", "maximal"], ["none", "coalition-2021-secondary-ban"], ["us-2019-cbw-directive"]],
)
def test_recalculated_elsewhere_it_says_the_same(options, tmp_path):
    book = tmp_path / "book.xlsx"
    write_workbook(sx.run(options, draws=64), book)
    kept, wrong = survivors_and_gaps([book], tmp_path)
    assert kept == []
    assert wrong == []


def test_two_options_with_all_live_draws_fit_a_mail(tmp_path):
    """Of the shipped packages these two make the largest workbook; more draws of the rest change nothing."""
    book = tmp_path / "large.xlsx"
    write_workbook(sx.run(["maximal", "coalition-2021-full-blocking"], draws=1024), book)
    assert book.stat().st_size <= 5_000_000


@pytest.mark.parametrize("count", [-1, 1, 15, 8193])
def test_so_many_draws_cannot_be_live(comparison, count, tmp_path):
    words = rf"^live-draws: {count} cannot be live \(expected a number from 16 to 8192, or 0 for none\)$"
    with pytest.raises(sx.InputError, match=words):
        write_workbook(comparison, tmp_path / "book.xlsx", live_draws=count)
    assert list(tmp_path.iterdir()) == []
