"""Every check can fail: one cell is changed, the workbook recalculated, and exactly that check says so."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

import sanctions as sx
from sanctions.report.workbook.book import write_workbook
from sanctions.report.workbook.sheets import cover
from sanctions.report.workbook.sheets.results import JUDGEMENT_COLUMN
from sanctions.spec.load import load_package
from sanctions.spec.normalise import to_toml
from tests.spreadsheet import needs_libreoffice, recalculated, values_of

DRAWS = 64
ERROR = "=1/0"
ASSURANCE = "Quality assurance"
LATE = dt.datetime(2030, 1, 1)  # noqa: DTZ001 - spreadsheets know no time zone
EARLY = dt.datetime(2015, 1, 1)  # noqa: DTZ001

pytestmark = [pytest.mark.libreoffice, needs_libreoffice]

State = tuple[str, str]
#: As delivered, one range rests on a figure that is older than it may be without another look.
AGED: State = ("No range is past the day to look at it again", "Assumptions")
NOTED = "1 note (no mistake, see Checks)"


class Book:
    """A workbook to damage: cells found by what stands beside them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book: Workbook = openpyxl.load_workbook(path)

    def set(self, sheet: str, row: dict[str, str], header: str, value: object) -> None:
        """Write one cell: the row in which `row` holds, under `header`."""
        page = self.book[sheet]
        top = next(
            number
            for number in range(1, page.max_row + 1)
            if header in [cell.value for cell in page[number]]
            and set(row) <= {str(cell.value) for cell in page[number]}
        )
        columns = {str(cell.value): cell.column for cell in page[top]}
        for number in range(top + 1, page.max_row + 1):
            if all(page.cell(number, columns[each]).value == wanted for each, wanted in row.items()):
                page.cell(number, columns[header]).value = value
                return
        raise AssertionError((sheet, row))

    def model(self, letter: str, quantity: str, value: object, header: str = "", of: str = "") -> None:
        """Write one cell of a model, the constant unless a header is given."""
        row = {"Quantity": quantity, **({"For": of} if of else {})}
        self.set(f"Model {letter}", row, header or "Constant or opening value", value)

    def results(self, metric: str, of: str, header: str, value: object) -> None:
        """Write one cell of Results."""
        self.set("Results", {"Metric id": metric, "Of": of}, header, value)

    def recalculated(self, folder: Path) -> dict[str, dict[str, object]]:
        """Save, recalculate and return every cell."""
        self.book.save(folder / "damaged.xlsx")
        return values_of(recalculated(folder / "damaged.xlsx", folder))


def flagged(values: dict[str, dict[str, object]]) -> dict[tuple[str, str], str]:
    """Return what is checked, and of what -> its state, where that is neither OK nor moot."""
    page = values["Checks"]
    rows = range(1, 1 + max(int(where[1:]) for where in page if where[0] == "A"))
    first = next(row for row in rows if page.get(f"A{row}") == "State") + 1
    return {
        (str(page[f"B{row}"]), str(page[f"C{row}"])): str(page[f"A{row}"])
        for row in rows
        if row >= first and page[f"A{row}"] not in ("OK", "inputs changed")
    }


def cover_state(values: dict[str, dict[str, object]], item: str = "State of the checks") -> object:
    page = values["Cover"]
    return next(page[f"B{r}"] for r in range(1, 60) if page.get(f"A{r}") == item)


def header_of_year(book: Book, sheet: str, year: int) -> str:
    return next(
        str(cell.value)
        for row in book.book[sheet].iter_rows()
        for cell in row
        if str(cell.value).startswith(f"t={year} ")
    )


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("checks") / "book.xlsx"
    write_workbook(sx.run(["measured", "maximal", "none"], draws=DRAWS, yardstick="maximal"), path)
    return path


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook in which two options say the same law."""
    folder = tmp_path_factory.mktemp("twins")
    twin = load_package("maximal").with_terms({"id": "twin", "title": "The same again"})
    (folder / "twin.toml").write_text(to_toml(twin), encoding="utf-8")
    write_workbook(sx.run(["measured", str(folder / "twin.toml"), "maximal"], draws=DRAWS), folder / "b.xlsx")
    return folder / "b.xlsx"


def fill_in_everything(book: Book) -> None:
    """Fill in every cell that the state of quality assurance counts."""
    for sheet, header in (("Assumptions", "Signed off by"), ("Decisions", "Agreed by")):
        page = book.book[sheet]
        top, *rows = page[next(iter(page.tables.values())).ref]
        place = [cell.value for cell in top].index(header)
        for row in rows:
            row[place].value = "A. Assurer"
    for item in cover.FILLED_IN:
        book.set("Cover", {"Item": item}, "What", "said")


def damaged_inputs(book: Book) -> dict[State, str]:
    """Damage what stands on Inputs and in the logs; return what must be flagged."""
    name = "Name in formulas"
    book.set("Inputs", {name: "chill_ratio"}, "Your value", "a third")
    book.set("Inputs", {name: "yield_per_pp"}, "Your value", 50.0)
    book.set("Inputs", {name: "compliance_pct"}, "Third", 9.0)
    book.set("Inputs", {name: "compliance_pct"}, "Second", 8.0)
    book.set("Inputs", {name: "compliance_pct"}, "First", 7.0)
    book.set("Inputs", {name: "half_life"}, "Unit", None)
    book.set("Inputs", {name: "half_life"}, "Known from", LATE)
    figure = "gdp_rub_bn@2019-12-31[World Bank WDI]"
    book.set("Data log", {"Figure": figure}, "Reference date", EARLY)
    book.set("Data log", {"Figure": figure}, "First known", LATE)
    book.set("Assumptions", {"Id": "half_life"}, "Look again by", EARLY)
    book.set("Inputs", {name: "recovery"}, name, "discount_rate")
    return {
        ("No text where a number belongs", "Inputs"): "LOOK",
        ("Your values lie between low and high", "Inputs"): "LOOK",
        ("Changed ranges still hold the delivered middle", "Inputs"): "NOTE",
        ("Every input has a unit", "Inputs"): "LOOK",
        ("Every input stands where formulas read it", "Inputs"): "LOOK",
        ("Nothing is known after the as-of date", "Inputs"): "LOOK",
        ("Nothing is known after the as-of date", "Data log"): "LOOK",
        ("The figure is not too old on the as-of date (days)", figure): "NOTE",
        AGED: "NOTE",
    }


def damaged_models(book: Book) -> dict[State, str]:
    """Damage parts and wholes of the models; return what must be flagged."""
    book.model("B", "extra_interest_8y", 1.0)
    book.model("B", "extra_interest_present_value", 1e9)
    book.model("B", "unmet_funding", 5.0, header_of_year(book, "Model B", 3))
    book.model("B", "target_cost_8y", 1e9)
    book.model("B", "holder_share", 0.9, of="local, other")
    book.model("B", "target_income_loss_8y", 1e6)
    book.model("B", "transfer_to_target", 99.0)
    year = header_of_year(book, "Model B", 3)
    book.model("B", "sold", 0.999, year, of="with option, local, average, uk")
    book.model("A", "holder_loss", 0.9, of="uk")
    book.model("A", "allied_holder_loss", 0.7)
    book.model("A", "country_cost_all", 0.9)
    book.model("A", "priced_after", 99.0)
    book.model("A", "sender_share_of_foreign_holdings", 77.0)
    book.model("A", "effect_left_year_8", 12.0)
    book.model("B", "peak_yield", 9999.0)
    book.model("A", "days_to_full_effect", "share", "Unit")
    book.model("A", "expected_move_on_announcement", None, "Unit")
    return {
        ("Extra interest is the sum of bonds and years", "Model B"): "LOOK",
        ("The present value of extra interest is no larger than its sum", "Model B"): "LOOK",
        ("What must be taken is taken by banks, reserves or nobody", "Model B"): "LOOK",
        ("Output lost is that of each year, discounted from its middle", "Model B"): "LOOK",
        ("Income lost is output lost less payments abroad saved", "Model B"): "LOOK",
        ("What the target is given is what holders lose on sales and on what is stuck", "Model B"): "LOOK",
        ("Nobody sells more than is withdrawn", "Model B"): "LOOK",
        ("The present value of output lost is no larger than its sum", "Model B"): "LOOK",
        ("Shares of holders by country add up to all foreigners", "Model B, local"): "LOOK",
        ("Losses of holders by country add up to all foreigners'", "Model B"): "LOOK",
        ("Losses of holders by country add up to all foreigners'", "Model A"): "LOOK",
        ("Losses of senders, allies and others add up to all foreigners'", "Model A"): "LOOK",
        ("Costs by country add up to that of all", "Model A"): "LOOK",
        ("Cost of all is losses realised and stuck, carry and compliance", "Model A"): "LOOK",
        ("What is priced right after is the act and what is held back", "Model A"): "LOOK",
        ("The sender's share of all holdings is what it holds", "Model A"): "LOOK",
        ("The effect left in year 8 is that part of the peak", "Model A"): "LOOK",
        ("The peak is the highest year of the benchmark yield", "Model B"): "LOOK",
        ("No share or return exceeds 1 in size", "Model A"): "LOOK",
        ("Every row has a unit", "Model A"): "LOOK",
    }


def damaged_results(book: Book) -> dict[State, str]:
    """Damage Results and Paths; return what must be flagged."""
    book.results("already_priced_in_bp", "C", "Mean", 1e-12)
    book.results("probability_no_effect_pct", "C", "Mean", 100.0 + 1e-8)
    book.results("peak_yield_bp", "B", "1 in 20 under", -3.0)
    book.results("new_bond_yield_year_1_bp", "A", "Live low", 1e6)
    book.results("already_priced_in_bp", "A", "Low (1 in 10 under)", 1e6)
    book.results("peak_yield_bp", "A", "Judgement share of spread (%)", 120.0)
    book.results("gdp_loss_year_8_pct", "A", "Worked case (live)", 0.5)
    book.results("peak_yield_bp", "A minus B", "Worked case (live)", 0.5)
    book.results("currency_fall_pct", "A minus B", "Mean", 0.5)
    row = {"Path": "Loss of output", "Of": "A", "8 in 10": "low"}
    book.set("Paths", row, header_of_year(book, "Paths", 8), 7.0)
    return {
        ("What changes no law comes to exactly nothing", "C, already priced before the day, before the day"):
            "LOOK",
        ("What changes no law is certain to have no effect",
         "C, chance of no effect worth the name, peak under 5 bp"): "LOOK",
        ("Not below zero: worked case, low, live low",
         "B, peak rise of the 10-year yield, highest of 8 years"): "LOOK",
        ("Live low, middle and high are in order", "Results"): "LOOK",
        ("Low, middle and high are in order", "Results"): "LOOK",
        ("Judgement shares lie between 0 and 100 %", f"Results, column {JUDGEMENT_COLUMN}"): "LOOK",
        ("Results agree with the model's row of years", "A, loss of output in year 8, t=8"): "LOOK",
        ("Worked differences are differences of worked cases", "A minus B, all measures together"): "LOOK",
        ("The mean difference is the difference of the means",
         "A minus B, depreciation of the currency, on announcement, against no threat"): "LOOK",
        ("Paths and Results agree: low, middle, high", "A, loss of output in year 8, t=8"): "LOOK",
    }  # fmt: skip


def test_each_damage_is_found_by_its_own_check(written: Path, tmp_path: Path) -> None:
    book = Book(written)
    expected = {**damaged_inputs(book), **damaged_models(book), **damaged_results(book)}
    values = book.recalculated(tmp_path)
    assert flagged(values) == expected
    overdue = next(row for row in range(1, 400) if values["Checks"].get(f"B{row}") == AGED[0])
    assert values["Checks"][f"D{overdue}"] == 2  # the one as delivered, and the one damaged
    looks = sum(state == "LOOK" for state in expected.values())
    state = f"{looks} checks need a LOOK; {len(expected) - looks} notes (no mistake, see Checks)"
    assert cover_state(values) == values["Checks"]["A2"] == state
    assert f"State of the checks: {state}" in values["Summary"].values()


def test_errors_and_the_program_and_twins(twins: Path, tmp_path: Path) -> None:
    """What compares with the workbook as delivered is moot once an input is changed: here none is."""
    book = Book(twins)
    book.set("Inputs", {"Name in formulas": "faded_pct"}, "Value used", ERROR)
    book.model("A", "decay_time", ERROR, header_of_year(book, "Model A", 8))
    book.results("peak_yield_bp", "A", "Live middle minus middle, as delivered", ERROR)
    book.results("recovered_if_lifted_pct", "A", "Worked case (live)", 0.5)
    for header in ("Middle", "High (1 in 10 over)", "1 in 20 over"):
        book.results("new_bond_yield_year_1_bp", "A", header, 1e6)
    book.results("peak_yield_bp", "B minus C", "1 in 20 over", 1e-12)
    book.results("cost_ratio_target_to_sender", "A", "Worked case (live)", "about two")
    fill_in_everything(book)
    values = book.recalculated(tmp_path)
    assert cover_state(values, ASSURANCE) == "signed off: see below, Assumptions and Decisions"
    program = "The workbook's model equals the program's"
    expected = {
        ("No cell is an error", "Inputs"),
        ("No cell is an error", "Model A"),
        ("No share or return exceeds 1 in size", "Model A"),
        ("No cell is an error", "Results"),
        ("Paths and Results agree: low, middle, high", "A, dearer new 10-year bonds, t=1"),
        (program, "A, effect recovered if lifted, if lifted after a year"),
        (program, "A, target's cost for each dollar of the imposing countries', 8 years"),
        ("Worked case and runs rank the options alike", "A minus C, dearer new 10-year bonds"),
        ("Options that change the law alike differ in nothing",
         "B minus C, peak rise of the 10-year yield, highest of 8 years"),
    }  # fmt: skip
    found = flagged(values)
    assert found.pop(AGED) == "NOTE"
    # A word for a number has no difference either: every check that reads it says so.
    assert ("Worked differences are differences of worked cases", "A minus C, all measures together") in found
    assert set(found) - {next(key for key in found if key[0].startswith("Worked differences"))} == expected
    assert set(found.values()) == {"LOOK"}
    assert cover_state(values) == f"{len(found)} checks need a LOOK; {NOTED}"


def test_totals_of_entities(tmp_path: Path) -> None:
    path = tmp_path / "april.xlsx"
    write_workbook(sx.run(["us-2018-sdn-april", "none"], draws=DRAWS), path)
    book = Book(path)
    row = {"Option": "A", "Part": "entity", "What": "value lost against peers"}
    book.set("Entities", row, "Worked case (live)", 99.0)
    book.set("Decisions", {"Id": "D01"}, "Agreed by", "A. Assurer")
    book.set("Cover", {"Item": cover.FILLED_IN[0]}, "What", "A. Commissioner")
    book.set("Decisions", {"Id": "D04"}, "Objection", "a split was published")
    values = book.recalculated(tmp_path)
    state = str(cover_state(values, ASSURANCE))
    assert state.startswith("not quality assured yet: 0 of ")
    assert state.endswith(" 1 of 10 decisions agreed, 1 of 6 items of Cover filled in; objections: 1")
    [(what, about)] = set(flagged(values)) - {AGED}
    assert what == "A total of entities is the sum of its rows (live)"
    assert about.startswith("A, value that listed firms lose")
    assert str(cover_state(values)).startswith("1 check needs a LOOK")
