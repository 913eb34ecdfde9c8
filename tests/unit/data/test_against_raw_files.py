"""The bundled market series against the publishers' own files, where those are at hand."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from sanctions.data.vintage import Market, snapshot


@pytest.fixture(scope="module")
def market() -> Market:
    return snapshot(dt.date(2023, 1, 31))


def shared_days(market: Market, name: str, raw: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    ours = market.series(name)
    both = ours.index.intersection(raw.dropna().index)
    assert len(both) > 0.97 * len(ours), "nearly every bundled day is in the publisher's file"
    return ours.loc[both].to_numpy(), raw.loc[both].to_numpy()


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("vix_pts", "vix-daily.csv"),
        ("brent_usd_bbl", "brent-daily.csv"),
        ("ust_10y_pct", "FRED_DGS10.csv"),
        ("usd_broad_idx", "FRED_DTWEXBGS.csv"),
    ],
)
def test_global_factors(market: Market, raw_files: Path, name: str, file: str) -> None:
    raw = pd.read_csv(raw_files / "market" / file, index_col=0, parse_dates=True, na_values=".")
    values = raw.iloc[:, -1].astype(float)
    ours, theirs = shared_days(market, name, values)
    # Rounded to the printed decimals when tabulated: half a unit of the last one.
    np.testing.assert_allclose(ours, theirs, atol=0.005, rtol=0)


def test_monthly_auctions_are_sums_of_the_auctions(market: Market, raw_files: Path) -> None:
    raw = pd.read_csv(raw_files / "market" / "ofz_auctions_2019_2025.csv", parse_dates=["auction_date"])
    raw["placed_mln_rub"] = pd.to_numeric(raw["placed_mln_rub"], errors="coerce")  # "-": nothing was sold
    held = raw[(raw["auction_date"] < "2023-01-01") & (raw["placed_mln_rub"] > 0)]
    placed = held.groupby(held["auction_date"].dt.to_period("M"))["placed_mln_rub"].sum() / 1000
    figures = market.figures("ofz_auction_placed_rub_bn")
    ours = {pd.Period(figure.date, "M"): figure.value for figure in figures}
    assert set(ours) == set(placed.index)
    for month, value in ours.items():
        assert value == pytest.approx(placed[month], abs=0.001)  # printed to the million


@pytest.mark.parametrize(("name", "tenor"), [("ofz_2y_pct", "2"), ("ofz_10y_pct", "10")])
def test_ofz_yields(market: Market, raw_files: Path, name: str, tenor: str) -> None:
    raw = pd.read_csv(raw_files / "market" / "ofz_zero_curve_2013_2021.csv", index_col=0)
    raw.index = pd.to_datetime(raw.index, format="%d.%m.%Y")
    values = pd.to_numeric(raw[tenor]).sort_index()
    ours = market.series(name).loc[:"2021-12-30"]
    both = ours.index.intersection(values.index)
    assert len(both) > 0.97 * len(ours)
    assert (ours.loc[both] - values.loc[both]).abs().max() <= 0.005  # printed to two decimals


def test_imoex(market: Market, raw_files: Path) -> None:
    path = raw_files / "market" / "IMOEX.csv"
    raw = pd.read_csv(path, sep=";", skiprows=2, encoding="latin-1", on_bad_lines="skip")
    values = pd.to_numeric(raw["CLOSE"].astype(str).str.replace(",", "."), errors="coerce")
    values.index = pd.to_datetime(raw["TRADEDATE"], format="%d.%m.%Y", errors="coerce")
    ours, theirs = shared_days(market, "imoex_pts", values[values.index.notna()])
    np.testing.assert_allclose(ours, theirs, atol=0.005, rtol=0)
