"""Tables of entity figures: what a faulty one is told, what a sound one gives."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from openpyxl import Workbook

from sanctions.entities.figures import FigureName
from sanctions.entities.register import bundled_entities
from sanctions.entities.tables import read_figures
from sanctions.errors import InputError
from sanctions.units import Kind

CASES = sorted((Path(__file__).parents[2] / "cases").glob("entities_*"))
CARD = 'title = "t"\npublisher = "p"\naddress = "a"\ncoverage = "c"\nlicence = "l"\n'


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_faulty_tables_are_told_everything_at_once(case: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_figures(case / "figures.csv")
    assert str(caught.value) + "\n" == (case / "message.txt").read_text(encoding="utf-8")


def test_excel_reads_as_csv_does(tmp_path: Path) -> None:
    rows = [
        ["entity", "figure", "value", "unit", "date", "first_known", "issued", "matures", "owner"],
        ["Acme", "assets", 12.5, "USD bn", dt.date(2020, 12, 31), dt.date(2021, 3, 1)],
        ["Acme", "debt", 2, "EUR bn", "2020-12-31", "2021-03-01", "2018-01-01", "2023-01-01"],
        ["Beta", "stake", "<50", "%", "2020-12-31", "2021-03-01", None, None, "Acme"],
    ]
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "mine.xlsx")
    (tmp_path / "card.toml").write_text(CARD, encoding="utf-8")
    table = read_figures(tmp_path / "mine.xlsx", tmp_path / "card.toml")
    assert [(f.label, f.value, f.unit, f.kind) for f in table.figures] == [
        ("Acme", 12.5, "USD bn", Kind.DATA)
    ]
    assert [(d.tenor_days, d.amount, d.unit) for d in table.instruments] == [(1826, 2.0, "EUR bn")]
    assert [(s.owner, s.share.text) for s in table.stakes] == [("Acme", "[0, 50)")]


def test_card_is_strict(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("entity,figure,value,unit,date\nA,staff,5,count,2020-01-01\n")
    (tmp_path / "t.toml").write_text('title = "t"\nfirst_known_lag_days = 3\nowner = "me"\n')
    with pytest.raises(InputError) as caught:
        read_figures(tmp_path / "t.csv")
    said = str(caught.value)
    assert all(f"t.toml: {key}: the card lacks this key" in said for key in ("publisher", "licence"))
    assert "t.toml: owner: unknown key" in said


def test_lag_of_the_card_dates_rows_that_do_not_say(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("entity,figure,value,unit,date\nA,staff,5,count,2020-01-01\n")
    lag = 'first_known_lag_days = 90\nfirst_known_lag_reason = "annual reports"\n'
    (tmp_path / "t.toml").write_text(CARD + lag)
    table = read_figures(tmp_path / "t.csv")
    assert table.figures[0].first_known == dt.date(2020, 3, 31)
    assert not table.known_on(dt.date(2020, 3, 30)).figures
    assert table.known_on(dt.date(2020, 3, 31)).figures


def test_shipped_figures_hide_what_came_later() -> None:
    eve = bundled_entities().known_on(dt.date(2018, 4, 5))
    assert {f.label for f in eve.figures} == {"Rusal", "Sulzer"}
    assert FigureName.WORLD_OUTPUT_SHARE not in {f.name for f in eve.figures}
    assert all(f.first_known <= dt.date(2018, 4, 5) for f in eve.figures)


def test_conflicting_stakes_are_both_kept() -> None:
    """70 % in OFAC's letter, about 66 in the press: both stay, and say so."""
    stakes = [s for s in bundled_entities().stakes if s.entity == "EN+ Group" and s.valid_from is None]
    assert {s.share.text for s in stakes} == {"70", "66"}
    assert all("66" in s.note or "70" in s.note for s in stakes)


def test_entity_is_found_by_any_of_its_names() -> None:
    tables = bundled_entities()
    for name in ("ru-rusal", "United Company RUSAL plc", "rusal", "UNITED COMPANY RUSAL PLC"):
        assert tables.entity(name).name == "Rusal"
    assert tables.entity("Nobody Ltd").name == "Nobody Ltd"
