"""A snapshot holds what was known on its day: proven by scrambling everything first known later."""

from __future__ import annotations

import csv
import datetime as dt
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sanctions.data.catalog import FOLDERS, Card, catalogue, checksum
from sanctions.data.figures import MixedBases, NoFigure
from sanctions.data.vintage import Market, snapshot
from sanctions.errors import InputError
from sanctions.resources import shipped_folder

AS_OF = dt.date(2021, 4, 14)


@pytest.fixture(scope="module")
def market() -> Market:
    return snapshot(AS_OF)


def copy_of_datasets(target: Path) -> Path:
    for part in FOLDERS:
        shutil.copytree(shipped_folder("datasets") / part, target / part)
    return target


def rewrite(card: Card, change) -> int:
    """Apply `change` to every data row of the card's file and return how many rows it changed."""
    with card.table.open(newline="", encoding="utf-8") as handle:
        header, *rows = list(csv.reader(handle))
    changed = [change(dict(zip(header, row, strict=True))) for row in rows]
    before = [dict(zip(header, row, strict=True)) for row in rows]
    with card.table.open("w", newline="", encoding="utf-8") as handle:
        writer = csv.DictWriter(handle, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(changed)
    text = card.path.read_text(encoding="utf-8")
    card.path.write_text(text.replace(card.sha256, checksum(card.table)), encoding="utf-8")
    return sum(old != new for old, new in zip(before, changed, strict=True))


def scrambled(card: Card, as_of: dt.date):
    lags = {entry.column: entry.first_known_lag_days for entry in card.series}
    lags |= {entry.per: 0 for entry in card.series if entry.per}

    def observation(row: dict[str, str]) -> dict[str, str]:
        lag = dt.timedelta(days=card.first_known_lag_days or 0)
        known = row["first_known"] or str(dt.date.fromisoformat(row["date"]) + lag)
        if known > str(as_of):
            return {**row, "value": "-999.5", "note": "scrambled", "kind": "published", "basis": "scrambled"}
        return row

    def price(row: dict[str, str]) -> dict[str, str]:
        day = dt.date.fromisoformat(row["date"])
        return {
            name: "-999.5" if name != "date" and day + dt.timedelta(days=lags[name]) > as_of else text
            for name, text in row.items()
        }

    def fact(row: dict[str, str]) -> dict[str, str]:
        if row["first_known"] <= str(as_of):
            return row
        kinds = {column.name: column.type for column in card.columns}
        return {name: "scrambled" if kinds[name] == "text" else text for name, text in row.items()}

    return {"observations": observation, "prices": price, "table": fact}[card.form]


@pytest.mark.parametrize("as_of", [dt.date(2014, 7, 16), dt.date(2018, 8, 8), AS_OF, dt.date(2022, 2, 24)])
def test_scrambling_the_future_changes_nothing(tmp_path: Path, as_of: dt.date) -> None:
    folder = copy_of_datasets(tmp_path)
    for card in catalogue(folder):
        rewrite(card, scrambled(card, as_of))
    assert snapshot(as_of, folder=folder) == snapshot(as_of)


def test_scrambling_reaches_every_file_and_is_seen_once_it_is_the_past(tmp_path: Path) -> None:
    folder = copy_of_datasets(tmp_path)
    early = dt.date(2012, 2, 1)
    for card in catalogue(folder):
        assert rewrite(card, scrambled(card, early)) > 0, card.name
    later, scrambled_later = snapshot(AS_OF), snapshot(AS_OF, folder=folder)
    assert scrambled_later != later
    before, after = later.dataset_hashes(), scrambled_later.dataset_hashes()
    assert [name for name in before if before[name] == after[name]] == []


def test_nothing_visible_was_first_known_later(market: Market) -> None:
    figures = [
        figure
        for name in market.names()
        for figure in [
            market.figures(name, basis)[-1]
            for basis in sorted({f.basis for f in market._figures.get(name, ())}) or [None]
        ]
    ]
    assert len(figures) > 80
    assert all(figure.first_known <= AS_OF for figure in figures)
    assert all((market.table(name)["first_known"] <= AS_OF).all() for name in market.table_names())


@pytest.mark.parametrize(
    ("series", "basis", "value", "date", "known"),
    [
        ("ofz_nonresident_share_pct", "CBR", 22.7, "2021-02-01", "2021-02-16"),
        ("ofz_nonresident_share_pct", "NSD", 20.0, "2021-04-02", "2021-04-06"),
        ("ofz_held_via_us_rub_bn", None, 944, "2021-01-01", "2021-03-09"),
        ("ofz_held_via_uk_rub_bn", None, 947, "2021-01-01", "2021-03-09"),
        ("ofz_gross_issuance_rub_bn", None, 5300, "2020-12-31", "2020-12-29"),
        ("ofz_gross_plan_rub_bn", None, 3700, "2021-01-01", "2020-12-29"),
        ("ofz_floater_share_pct", None, 33.5, "2021-01-01", "2021-04-01"),
        ("gdp_usd_bn", None, 1693.12, "2019-12-31", "2020-07-01"),
        ("reserves_usd_bn", None, 595.8, "2021-01-01", "2021-01-15"),
        ("key_rate_pct", None, 4.5, "2021-03-22", "2021-03-22"),
        ("ofz_10y_pct", None, 7.23, "2021-04-14", "2021-04-14"),
        ("eur_usd", None, 1.1964, "2021-04-14", "2021-04-14"),
    ],
)
def test_the_figures_of_april_2021(
    market: Market, series: str, basis: str | None, value: float, date: str, known: str
) -> None:
    figure = market.figure(series, basis)
    assert (figure.value, str(figure.date), str(figure.first_known)) == (value, date, known)


def test_the_ruble_is_a_quotient_of_two_fixings(market: Market) -> None:
    figure = market.figure("usd_rub")
    assert figure.value == pytest.approx(90.5504 / 1.1964)
    assert figure.kind == "derived"
    assert market.series("usd_rub").iloc[-1] == figure.value


def test_the_ruble_gap_is_shown_not_filled() -> None:
    market = snapshot(dt.date(2022, 6, 1))
    assert market.figure("usd_rub").date == dt.date(2022, 3, 1)
    assert market.figure("eur_usd").date == dt.date(2022, 6, 1)


def test_bases_are_never_mixed(market: Market) -> None:
    message = "'ofz_nonresident_share_pct' is published on several bases, name one: CBR, NSD"
    with pytest.raises(MixedBases) as figure:
        market.figure("ofz_nonresident_share_pct")
    with pytest.raises(MixedBases) as figures:
        market.figures("ofz_nonresident_share_pct")
    assert str(figure.value) == str(figures.value) == message
    for basis in ("CBR", "NSD"):
        assert {figure.basis for figure in market.figures("ofz_nonresident_share_pct", basis)} == {basis}


def test_a_figure_of_the_press_after_the_day_is_not_there(market: Market) -> None:
    with pytest.raises(NoFigure) as error:
        market.figure("foreign_share_primary_ofz_pct")
    assert (error.value.series, error.value.as_of) == ("foreign_share_primary_ofz_pct", AS_OF)
    assert snapshot(dt.date(2021, 4, 30)).figure("foreign_share_primary_ofz_pct").value == 10


def test_an_unknown_basis_or_name_says_what_there_is(market: Market) -> None:
    with pytest.raises(NoFigure) as error:
        market.figure("reserves_usd_bn", "IMF")
    assert (
        str(error.value)
        == "no figure of 'reserves_usd_bn' on basis 'IMF' was known on 2021-04-14; bases are CBR"
    )
    with pytest.raises(NoFigure, match="nearest names: reserves_usd_bn"):
        market.figure("reserve_usd_bn")
    with pytest.raises(NoFigure):
        market.series("reserves_usd_bn")
    with pytest.raises(NoFigure):
        market.table("timeline")


def test_conflicting_readings_are_kept_and_name_each_other(market: Market) -> None:
    readings = market.figures("ofz_share_via_singapore_pct")
    assert [figure.value for figure in readings] == [1.0, 1.5]
    assert [figure.conflicts_with for figure in readings] == [(readings[1].id,), (readings[0].id,)]
    assert market.figure("ofz_share_via_singapore_pct") == readings[0]


def test_a_later_reading_of_the_same_day_replaces_an_earlier_one_once_known() -> None:
    assert snapshot(dt.date(2018, 8, 1)).figure("ofz_nonresident_share_pct", "CBR").value == 28
    early = snapshot(dt.date(2018, 7, 31)).figure("ofz_nonresident_share_pct", "CBR")
    late = snapshot(dt.date(2020, 1, 1)).figures("ofz_nonresident_share_pct", "CBR")
    may = [figure for figure in late if figure.date == dt.date(2018, 5, 31)]
    assert (early.value, early.conflicts_with) == (31, ())
    assert [figure.value for figure in may] == [31, 32.3]
    assert may[0].id == early.id


def test_before_the_data_begin() -> None:
    with pytest.raises(InputError) as error:
        snapshot(dt.date(2011, 12, 31))
    assert str(error.value) == "as_of: 2011-12-31 is before the data begin (expected 2012-01-02 or later)"


def test_what_is_handed_out_cannot_change_the_market(market: Market) -> None:
    series, table = market.series("eur_usd"), market.table("elasticities")
    series.iloc[-1] = 0
    table.loc[0, "low"] = 0
    assert market == snapshot(AS_OF)


@given(st.dates(dt.date(2012, 1, 2), dt.date(2026, 10, 30)), st.integers(0, 2000))
@settings(max_examples=12)
def test_what_was_known_stays_known(day: dt.date, later: int) -> None:
    """Time only adds: every figure, price and row of a day is there, unchanged, on any later day."""
    then, after = snapshot(day), snapshot(day + dt.timedelta(days=later))
    for name, figures in then._figures.items():
        kept = {(figure.id, figure.value, figure.first_known) for figure in after._figures[name]}
        assert {(figure.id, figure.value, figure.first_known) for figure in figures} <= kept
    for name in then.price_names():
        series = then.series(name)
        assert series.equals(after.series(name).loc[: series.index[-1]])
    for name in then.table_names():
        columns = list(then.table(name).columns)
        both = then.table(name).merge(after.table(name), on=columns, how="inner")
        assert len(both) >= len(then.table(name))
