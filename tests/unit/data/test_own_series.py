"""A column of one's own becomes a series; what its card or a cell lacks is said by name."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import Workbook

from sanctions.cli import data as data_commands
from sanctions.cli.main import cli
from sanctions.data.own_series import add_own_series
from sanctions.data.vintage import snapshot
from sanctions.errors import InputError

NOW = dt.datetime.fromisoformat("2026-11-20T18:00")
CARD = """\
id = "desk_premium_bp_as_pct"
title = "New-issue premium, our desk"
unit = "%"
basis = "desk survey"
publisher = "Our desk"
address = "https://intranet.example/premium"
licence = "internal"
revised = "never"
gaps = "holidays"
first_known_lag_days = 1
first_known_lag_reason = "circulated the next morning"
maximum = 50.0
date_column = "Day"
value_column = "Premium"
"""


BODY = "Day,Other,Premium\n2021-04-13,x,0.1\n2021-04-14,y,12.5\n"


def written(
    folder: Path, card: str = CARD, body: str = "Day,Other,Premium\n2021-04-13,x,0.1\n2021-04-14,y,12.5\n"
):
    (folder / "premium.csv").write_text(body, encoding="utf-8")
    (folder / "premium.toml").write_text(card, encoding="utf-8")
    return folder / "premium.csv", folder / "premium.toml", folder / "store" / "figures.duckdb"


def workbook(folder: Path, rows: list[list[object]]) -> tuple[Path, Path, Path]:
    book = Workbook()
    book.active.title = "Desk"
    for row in rows:
        book.active.append(row)
    book.save(folder / "premium.xlsx")
    (folder / "premium.toml").write_text(CARD + 'sheet = "Desk"\n', encoding="utf-8")
    return folder / "premium.xlsx", folder / "premium.toml", folder / "store" / "figures.duckdb"


def refused(file: Path, card: Path, place: Path) -> list[str]:
    with pytest.raises(InputError) as error:
        add_own_series(file, card, place, NOW)
    assert not place.exists(), "nothing is half-written"
    return [str(problem).replace(f"{file.parent}/", "") for problem in error.value.problems]


def test_a_csv_column_becomes_a_series_known_from_its_publication(tmp_path: Path) -> None:
    file, card, place = written(tmp_path)
    added, new = add_own_series(file, card, place, NOW)
    assert (added.id, new) == ("desk_premium_bp_as_pct", 2)
    market = snapshot(dt.date(2021, 4, 14), store=place)
    figure = market.figure("desk_premium_bp_as_pct")
    assert (figure.value, str(figure.date), str(figure.first_known)) == (0.1, "2021-04-13", "2021-04-14")
    assert (figure.publisher, figure.origin) == ("Our desk", "store, own, 2026-11-20")
    assert snapshot(dt.date(2021, 4, 15), store=place).figure("desk_premium_bp_as_pct").value == 12.5


def test_the_same_file_again_adds_nothing_and_a_changed_one_is_a_revision(tmp_path: Path) -> None:
    add_own_series(*written(tmp_path), NOW)
    assert add_own_series(*written(tmp_path), NOW + dt.timedelta(days=1))[1] == 0
    changed = written(tmp_path, body="Day,Premium\n2021-04-13,0.3\n2021-04-14,12.5\n")
    assert add_own_series(*changed, NOW + dt.timedelta(days=2))[1] == 1
    place = changed[2]
    assert snapshot(dt.date(2021, 4, 14), store=place).figure("desk_premium_bp_as_pct").value == 0.1
    late = snapshot(dt.date(2026, 11, 22), store=place).figures("desk_premium_bp_as_pct")
    assert [figure.value for figure in late] == [0.3, 12.5]


def test_an_excel_column(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Day", "Premium"], [dt.date(2021, 4, 13), 0.1], [None, None]]
    file, card, place = workbook(tmp_path, [*rows, [dt.date(2021, 4, 14), 0.25]])
    assert add_own_series(file, card, place, NOW)[1] == 2


def test_a_comma_decimal_as_text_is_an_error_that_names_the_cell(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Day", "", "Premium"], [dt.date(2021, 4, 13), "", "12,5"], ["soon", "", 1]]
    assert refused(*workbook(tmp_path, rows)) == [
        "premium.xlsx: cell C2: is '12,5' (expected a number like 12.5)",
        "premium.xlsx: cell A3: is 'soon' (expected a date like 2021-04-14)",
    ]
    body = 'Day,Premium\n2021-04-13,"12,5"\n13.04.2021,1e400\n2021-04-15\n'
    assert refused(*written(tmp_path, body=body)) == [
        "premium.csv: line 2, cell 2: is '12,5' (expected a number like 12.5)",
        "premium.csv: line 3, cell 1: is '13.04.2021' (expected a date like 2021-04-14)",
        "premium.csv: line 3, cell 2: is '1e400' (expected a number like 12.5)",
        "premium.csv: line 4, cell 2: is '' (expected a number like 12.5)",
    ]


def test_the_error_says_what_the_card_lacks(tmp_path: Path) -> None:
    lacking = "\n".join(
        line for line in CARD.splitlines() if not line.startswith(("basis", "licence", "unit"))
    )
    told = refused(*written(tmp_path, card=lacking + '\nunit = "per cent"\nbasics = "typo"\n'))
    assert told[:3] == [
        "premium.toml: unit: unknown unit 'per cent'; known are %, % GDP, RUB bn, USD bn, USD per barrel, "
        "count, index points, points, years, and 'RUB per USD' alike",
        "premium.toml: basis: the card lacks this key",
        "premium.toml: licence: the card lacks this key",
    ]
    assert told[3].startswith("premium.toml: basics: unknown key (expected one of id, title, unit,")


def test_no_card_at_all(tmp_path: Path) -> None:
    file, card, place = written(tmp_path)
    card.unlink()
    assert refused(file, card, place) == [
        "premium.toml: a series needs a card, and there is none (expected a file with the keys id, title, "
        "unit, basis, publisher, address, licence, revised, gaps, first_known_lag_reason, date_column, "
        "value_column)"
    ]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("Date,Premium\n2021-04-13,1\n", "premium.csv: has no single column 'Day' among Date, Premium "
         "(expected one column 'Day')"),
        ("Day,Premium,Premium\n2021-04-13,1,2\n",
         "premium.csv: has no single column 'Premium' among Day, Premium, Premium "
         "(expected one column 'Premium')"),
        ("Day,Premium\n", "premium.csv: holds no readings below its headings"),
        ("", "premium.csv: is empty (expected a row of headings, then the readings)"),
        ("Day,Premium\n2021-04-14,1\n2021-04-13,1\n2021-04-15,1\n",
         "premium.csv: desk_premium_bp_as_pct on 2021-04-13: days: -1 fails: comes after the reading before"),
        ("Day,Premium\n2021-04-13,51\n",
         "premium.csv: desk_premium_bp_as_pct on 2021-04-13: 51 fails: lies between -10 and 50"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_file(tmp_path: Path, body: str, told: str) -> None:
    assert refused(*written(tmp_path, body=body)) == [told]


def test_other_faulty_files(tmp_path: Path) -> None:
    file, card, place = written(tmp_path)
    file.write_bytes("Day,Premium\n2021-04-13,1\nё".encode("windows-1251"))
    assert refused(file, card, place)[0].startswith("premium.csv: line 3: is not text in UTF-8")
    file.unlink()
    assert refused(file, card, place) == ["premium.csv: cannot be read: No such file or directory"]
    taken = CARD.replace("desk_premium_bp_as_pct", "ofz_10y_pct")
    assert refused(*written(tmp_path, card=taken)) == [
        "premium.toml: id: ofz_10y_pct is a bundled series (expected a name of its own)"
    ]
    assert refused(*written(tmp_path, card="id = [")) != []


def test_other_delimiters(tmp_path: Path) -> None:
    file, card, place = written(tmp_path, CARD + 'delimiter = ";"\n', "Day;Premium\n2021-04-13;0.1\n")
    assert add_own_series(file, card, place, NOW)[1] == 1


def test_the_command_and_where_the_series_then_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, _, place = written(tmp_path)
    monkeypatch.setenv("SANCTIONS_STORE", str(place))
    monkeypatch.setattr(data_commands, "_now", lambda: NOW)
    added = CliRunner().invoke(cli, ["data", "add", str(file)], catch_exceptions=False)
    assert "desk_premium_bp_as_pct: 2 new readings" in added.stderr
    listed = CliRunner().invoke(cli, ["data", "list"], catch_exceptions=False).stdout
    assert "In the store" in listed
    assert "New-issue premium, our desk" in listed
    shown = CliRunner().invoke(cli, ["data", "show", "desk_premium_bp_as_pct"], catch_exceptions=False).stdout
    assert "Licence:         internal" in shown
    assert "last value 12.5" in shown
