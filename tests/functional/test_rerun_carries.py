"""What a workbook takes along when it is run again: thresholds, sign-offs, agreement and objections."""

from __future__ import annotations

import openpyxl
import pytest
from click.testing import CliRunner

import sanctions as sx
from sanctions.cli.main import cli
from sanctions.report.workbook.book import write_workbook
from sanctions.report.workbook.carried import Carried
from sanctions.report.workbook.live import builder
from sanctions.report.workbook.read.rerun import rerun
from sanctions.report.workbook.review import FilledIn, Review
from sanctions.report.workbook.sheets.cover import FILLED_IN, OF_THE_NUMBERS
from sanctions.report.workbook.sheets.decisions import decisions
from tests.spreadsheet import needs_libreoffice, poisoned, recalculated, values_of

DRAWS = 64
THRESHOLDS = {"no_effect_bp": 60.0, "faded_pct": 90.0, "majority_pct": 10.0}


@pytest.fixture(scope="module")
def comparison():
    return sx.run(["measured", "maximal"], draws=DRAWS)


@pytest.fixture(scope="module")
def book(comparison, tmp_path_factory):
    path = tmp_path_factory.mktemp("carries") / "book.xlsx"
    write_workbook(comparison, path, live_draws=0)
    return path


@pytest.fixture(scope="module")
def shipped_book(comparison, tmp_path_factory):
    path = tmp_path_factory.mktemp("shipped") / "book.xlsx"
    write_workbook(comparison, path, live_draws=DRAWS)
    return path


@pytest.fixture(scope="module")
def live_book(comparison, tmp_path_factory):
    """Return a workbook in which every metric that can be live is, however many columns that takes."""
    path = tmp_path_factory.mktemp("live") / "book.xlsx"
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(builder, "MOST_COLUMNS", 1000)
        write_workbook(comparison, path, live_draws=DRAWS)
    return path


@pytest.fixture(scope="module")
def labels(comparison):
    return {each.key: each.label for each in comparison.options[0].parameters.values}


def places(page):
    """Return header -> column and what stands in the first column -> row."""
    header = next(row for row in page.iter_rows() if row[1].value is not None)
    return {str(c.value): c.column for c in header}, {row[0].value: row[0].row for row in page.iter_rows()}


def edited(book, target, inputs=(), texts=()):
    """Write a copy: (name, column, value) on Inputs, (sheet, first cell, header, text) on other sheets."""
    workbook = openpyxl.load_workbook(book)
    page = workbook["Inputs"]
    rows = {page[f"V{row}"].value: row for row in range(1, page.max_row + 1)}
    for name, column, value in inputs:
        page[f"{column}{rows[name]}"] = value
    for sheet, about, header, text in texts:
        columns, lines = places(workbook[sheet])
        workbook[sheet].cell(lines[about], columns[header], text).data_type = "s"
    workbook.save(target)
    return target


def again(book, new, *options):
    result = CliRunner().invoke(cli, ["rerun", str(book), "-o", str(new), "--force", *options])
    assert result.exception is None, result.exception
    return result


def filled_in(book, sheet, header):
    page = openpyxl.load_workbook(book)[sheet]
    columns, rows = places(page)
    return {
        about: page.cell(row, columns[header]).value
        for about, row in rows.items()
        if about and page.cell(row, columns[header]).value not in (None, header)
    }


def cover(book):
    found = values_of(book)["Cover"]
    return {found.get(f"A{row}"): found.get(f"B{row}") for row in range(1, 60)}


def test_thresholds_come_along_and_are_listed(book, tmp_path):
    inputs = [("no_effect_bp", "E", 60), ("faded_pct", "J", 90), ("majority_pct", "J", 10)]
    found = rerun(edited(book, tmp_path / "edited.xlsx", inputs))
    assert found.carried.thresholds == THRESHOLDS
    assert [(each.key, each.number, each.old, each.new) for each in found.fresh] == [
        ("no_effect_bp", "your value", "empty", 60.0),
        ("faded_pct", "value", 50.0, 90.0),
        ("majority_pct", "value", 50.0, 10.0),
    ]
    expected = sx.run(["measured", "maximal"], draws=DRAWS, no_effect_bp=60.0)
    assert found.comparison.spreads == expected.spreads
    plain = sx.run(["measured", "maximal"], draws=DRAWS)
    chance = "probability_no_effect_pct"
    assert expected.spreads["us-2021-directive-1"][chance] != plain.spreads["us-2021-directive-1"][chance]


def test_the_new_workbook_says_which_thresholds_it_used(book, tmp_path):
    first, second = tmp_path / "first.xlsx", tmp_path / "second.xlsx"
    inputs = [("no_effect_bp", "E", 60), ("faded_pct", "J", 90), ("majority_pct", "J", 10)]
    again(edited(book, tmp_path / "edited.xlsx", inputs), first)
    values = values_of(first)
    said = " ".join(str(values["Summary"].get(f"A{row}")) for row in range(2, 14))
    assert "(under 60 bp counts as no effect)" in said
    assert "no effect worth the name" in said
    assert "(under 90 % counts as fading)" in said
    assert "(under 10 % counts as a minority)" in said
    whens = [value for key, value in values["Results"].items() if key.startswith("D")]
    assert "peak under 60 bp" in whens
    assert "peak under 5 bp" not in whens
    assert cover(first)["Inputs changed since the workbook was written"] == 0
    result = again(first, second)
    assert second.read_bytes() == first.read_bytes()
    assert "no input and no option was changed" in result.stderr


@pytest.mark.libreoffice
@needs_libreoffice
def test_saved_values_are_right_with_other_thresholds(live_book, tmp_path):
    new, copy = tmp_path / "new.xlsx", tmp_path / "poisoned.xlsx"
    inputs = [("no_effect_bp", "E", 60), ("faded_pct", "J", 90), ("majority_pct", "J", 10)]
    again(edited(live_book, tmp_path / "edited.xlsx", inputs), new)
    poisoned(new, copy)
    expected, found = values_of(new), values_of(recalculated(copy, tmp_path))
    for sheet in ("Cover", "Summary", "Results", "Inputs", "Changes"):
        for where, value in expected[sheet].items():
            said = found[sheet].get(where)
            same = pytest.approx(value) if isinstance(value, float | int) else value
            assert said == same, (sheet, where)


@pytest.mark.libreoffice
@needs_libreoffice
def test_a_threshold_of_ones_own_moves_what_is_live_and_alarms_no_check(live_book, tmp_path):
    changed = edited(
        live_book, tmp_path / "edited.xlsx", [("no_effect_bp", "E", 60), ("majority_pct", "J", 10)]
    )
    found = recalculated(changed, tmp_path)
    assert str(cover(found)["State of the checks"]).startswith("All checks OK")
    assert cover(found)["Inputs changed since the workbook was written"] == 2
    said = " ".join(str(values_of(found)["Summary"].get(f"A{row}")) for row in range(2, 14))
    assert "(under 60 bp counts as no effect)" in said
    assert "no effect worth the name" in said
    assert "(under 10 % counts as a minority)" in said
    chance = "Chance of no effect worth the name, peak under 60 bp"
    assert chance in [value for key, value in values_of(found)["Summary"].items() if key.startswith("B")]
    results = values_of(found)["Results"]
    header = next(int(key[1:]) for key, value in results.items() if value == "Measure")
    names = {results.get(f"{column}{header}"): column for column in "JKLMNOPQR"}
    expected = sx.run(["measured", "maximal"], draws=DRAWS, no_effect_bp=60.0)
    rows = {(results.get(f"A{r}"), results.get(f"B{r}")): r for r in range(1, 400)}
    for letter, option in zip("AB", expected.options, strict=True):
        row = rows["Chance of no effect worth the name", letter]
        mean = expected.spreads[option.package.id]["probability_no_effect_pct"].mean
        assert results[f"{names['Live middle']}{row}"] == pytest.approx(mean)
        assert results[f"D{row}"] == "peak under 5 bp"  # that of the numbers beside it that are not live


@pytest.mark.libreoffice
@needs_libreoffice
def test_what_a_threshold_does_not_move_is_called_old(shipped_book, tmp_path):
    changed = edited(shipped_book, tmp_path / "edited.xlsx", [("no_effect_bp", "E", 60)])
    found = values_of(recalculated(changed, tmp_path))
    summary = found["Summary"]
    label = "Chance of no effect worth the name, peak under 5 bp"
    row = next(key[1:] for key, value in summary.items() if value == label)
    assert {str(summary[f"{column}{row}"]).rsplit(", ", 1)[1] for column in "DE"} == {"old"}


def test_a_threshold_of_a_call_is_in_the_workbook(tmp_path):
    book, new = tmp_path / "book.xlsx", tmp_path / "new.xlsx"
    write_workbook(sx.run(["measured"], draws=DRAWS, no_effect_bp=7.0), book, live_draws=0)
    found = rerun(book)
    assert (found.carried.thresholds, found.fresh) == ({"no_effect_bp": 7.0}, ())
    write_workbook(found.comparison, new, live_draws=0, carried=found.carried)
    assert new.read_bytes() == book.read_bytes()


def test_sign_offs_and_opinions_come_along(book, labels, tmp_path):
    first, second = tmp_path / "first.xlsx", tmp_path / "second.xlsx"
    decision = decisions()[0].decision
    texts = [
        ("Assumptions", labels["half_life"], "Signed off by", "Ann"),
        ("Assumptions", labels["half_life"], "Signed off on", "2021-05-01"),
        ("Assumptions", labels["recovery"], "Signed off by", "Bob"),
        ("Decisions", decision, "Agreed by", "Ann"),
        ("Decisions", decision, "Objection", "none of mine"),
    ]
    result = again(edited(book, tmp_path / "edited.xlsx", texts=texts), first)
    assert "taken over from Assumptions: what was filled in, in 2 rows" in result.stderr
    assert "note" not in result.stderr
    assert filled_in(first, "Assumptions", "Signed off by") == {
        labels["half_life"]: "Ann",
        labels["recovery"]: "Bob",
    }
    assert filled_in(first, "Assumptions", "Signed off on") == {labels["half_life"]: "2021-05-01"}
    assert filled_in(first, "Decisions", "Agreed by") == {decision: "Ann"}
    assert filled_in(first, "Decisions", "Objection") == {decision: "none of mine"}
    said = cover(first)["Quality assurance"]
    assert said.startswith("not quality assured yet: 2 of ")
    assert said.endswith(" 1 of 10 decisions agreed, 0 of 6 items of Cover filled in; objections: 1")
    again(first, second)
    assert second.read_bytes() == first.read_bytes()


def test_what_cover_says_of_people_stays_and_of_numbers_only_with_them(book, tmp_path):
    texts = [("Cover", item, "What", f"{item[:8]} said") for item in FILLED_IN]
    first, second, third = (tmp_path / f"{name}.xlsx" for name in ("first", "second", "third"))
    result = again(edited(book, tmp_path / "edited.xlsx", texts=texts), first)
    assert "note" not in result.stderr
    assert [cover(first)[item] for item in FILLED_IN] == [f"{item[:8]} said" for item in FILLED_IN]
    assert cover(first)["Quality assurance"].endswith(" 6 of 6 items of Cover filled in")
    again(first, second)
    assert second.read_bytes() == first.read_bytes()
    changed = edited(first, tmp_path / "changed.xlsx", [("recovery", "E", 0.5)])
    result = again(changed, third)
    for item in OF_THE_NUMBERS:
        assert f"note: {item!r} on Cover was for other numbers and was not taken over" in result.stderr
    kept = [item for item in FILLED_IN if cover(third)[item] is not None]
    assert kept == [item for item in FILLED_IN if item not in OF_THE_NUMBERS]
    assert len(kept) == 3


def test_all_filled_in_is_signed_off(comparison, tmp_path):
    new = tmp_path / "new.xlsx"
    review = Review(
        tuple(
            FilledIn(each.label, "Signed off by", "Ann") for each in comparison.options[0].parameters.values
        ),
        tuple(FilledIn(each.decision, "Agreed by", "Ann") for each in decisions()),
        tuple(FilledIn(item, "What", "said") for item in FILLED_IN),
    )
    write_workbook(comparison, new, live_draws=0, carried=Carried(review=review))
    assert cover(new)["Quality assurance"] == "signed off: see below, Assumptions and Decisions"


def test_sign_offs_of_other_numbers_are_left_behind_by_name(book, labels, tmp_path):
    new = tmp_path / "new.xlsx"
    texts = [
        *(("Assumptions", labels[key], "Signed off by", "Ann") for key in ("half_life", "recovery")),
        ("Assumptions", labels["yield_per_pp"], "Signed off by", "Ann"),
        ("Assumptions", labels["yield_per_pp"], "Why this range", "Because."),
    ]
    inputs = [("half_life", "E", 1.5)]
    result = again(edited(book, tmp_path / "edited.xlsx", inputs, texts), new, "-q")
    assert filled_in(new, "Assumptions", "Signed off by") == {labels["recovery"]: "Ann"}
    half, dear = labels["half_life"], labels["yield_per_pp"]
    notes = result.stderr.splitlines()
    assert f"note: sign-off of {half!r} by Ann was for other numbers and was not taken over" in notes
    assert f"note: sign-off of {dear!r} by Ann was for another reason and was not taken over" in notes
    # The numbers of one's own are signed for like any other.
    signed = [("Assumptions", half, "Signed off by", "Cyd")]
    again(edited(new, tmp_path / "signed.xlsx", texts=signed), new)
    assert filled_in(new, "Assumptions", "Signed off by") == {labels["recovery"]: "Ann", half: "Cyd"}


def test_what_has_no_row_any_more_is_said(book, labels, tmp_path):
    texts = [
        ("Decisions", decisions()[0].decision, "Agreed by", "Ann"),
        ("Decisions", decisions()[0].decision, "Decision", "Toss a coin."),
        ("Assumptions", labels["half_life"], "Signed off by", "Ann"),
        ("Assumptions", labels["half_life"], "Assumption", "Renamed"),
    ]
    found = rerun(edited(book, tmp_path / "edited.xlsx", texts=texts))
    assert found.carried.review == Review()
    assert found.notes == (
        "sign-off of 'Renamed' by Ann is for no assumption of this run and was not taken over",
        "the decision 'Toss a coin.' is no longer there: Agreed by Ann was not taken over",
    )


def test_sheets_that_are_gone_carry_nothing_and_it_is_said(book, tmp_path):
    workbook = openpyxl.load_workbook(book)
    del workbook["Decisions"]
    workbook.save(tmp_path / "edited.xlsx")
    found = rerun(tmp_path / "edited.xlsx")
    assert found.notes == ("the sheet Decisions is missing, so nothing was taken over from it",)


HOSTILE = [
    '=HYPERLINK("http://example.org","x")',
    "@SUM(1)",
    "_x000D_ stays",
    "two\nlines and \u2028 separator \u202e right to left",
    "long " + "ß=" * 20_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_stays_text(text, comparison, labels, tmp_path):
    review = Review(
        (FilledIn(labels["half_life"], "Signed off by", text),),
        (FilledIn(decisions()[-1].decision, "Objection", text),),
        (FilledIn(FILLED_IN[0], "What", text),),
    )
    book, new = tmp_path / "book.xlsx", tmp_path / "new.xlsx"
    write_workbook(comparison, book, live_draws=0, carried=Carried(review=review))
    found = rerun(book)
    assert found.carried.review == review
    write_workbook(found.comparison, new, live_draws=0, carried=found.carried)
    assert new.read_bytes() == book.read_bytes()
    workbook = openpyxl.load_workbook(new)
    for sheet, header in (("Assumptions", "Signed off by"), ("Decisions", "Objection"), ("Cover", "What")):
        column = places(workbook[sheet])[0][header]
        typed = [cell for (cell,) in workbook[sheet].iter_rows(min_col=column, max_col=column) if cell.value]
        mine = [cell for cell in typed if str(cell.value)[:3] in text]
        assert mine
        assert {cell.data_type for cell in mine} == {"s"}
