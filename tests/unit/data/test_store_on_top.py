"""Downloads lie on top of the bundled figures from the day they were made, and never before."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from sanctions.data.catalog import SeriesCard
from sanctions.data.store import StoredReading, add_readings
from sanctions.data.verify import verify_store
from sanctions.data.vintage import Market, snapshot

DOWNLOADED = dt.datetime.fromisoformat("2026-11-21T09:30")
TODAY, EVE = dt.date(2026, 11, 21), dt.date(2026, 11, 20)
ECB_BASIS = "ECB reference rate, concertation at 14:15 CET"
CARD = SeriesCard(
    id="usd_rub_cbr",
    title="Official rate",
    unit="RUB per USD",
    basis="official",
    publisher="Bank of Russia",
    address="https://www.cbr.ru/",
    licence="quoted with attribution",
    revised="never",
    gaps="none",
    first_known_lag_reason="set the day before",
)


def reading(series: str, day: str, value: float, unit: str, basis: str, known: str = "") -> StoredReading:
    return StoredReading(
        series,
        dt.date.fromisoformat(day),
        value,
        unit,
        basis,
        dt.date.fromisoformat(known or day),
        DOWNLOADED,
        "ecb",
        "Publisher",
        "https://example.org/page",
        "a" * 64,
    )


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "figures.duckdb"
    add_readings(
        path,
        [
            reading("eur_usd", "2026-11-20", 1.25, "USD per EUR", ECB_BASIS),
            reading("eur_usd", "2026-10-30", 1.1172, "USD per EUR", ECB_BASIS),  # as bundled
            reading("eur_usd", "2026-10-29", 1.2, "USD per EUR", ECB_BASIS),  # bundled 1.113
            reading("eur_usd", "2026-11-19", 9.9, "USD per EUR", "another basis"),
            reading("key_rate_pct", "2026-10-26", 16.5, "%", "CBR"),
            reading("gdp_usd_bn", "2023-12-31", 2071.5, "USD bn", "World Bank WDI", known="2026-07-01"),
            reading("usd_rub_cbr", "2026-11-21", 78.5, "RUB per USD", "official"),
        ],
        [CARD],
    )
    return path


@pytest.fixture(scope="module")
def market(place: Path) -> Market:
    return snapshot(TODAY, store=place)


def test_before_the_download_nothing_changes(place: Path, tmp_path: Path) -> None:
    for day in (EVE, dt.date(2021, 4, 14)):
        with_store, without = snapshot(day, store=place), snapshot(day, store=tmp_path / "none")
        assert with_store == without
        assert repr(with_store) == repr(without)


def test_from_then_on_it_adds_days_and_says_where_they_come_from(market: Market) -> None:
    figure = market.figure("eur_usd")
    assert (figure.value, figure.date, figure.origin) == (
        1.25,
        dt.date(2026, 11, 20),
        "store, ecb, 2026-11-21",
    )
    assert figure.address == "https://example.org/page"
    series = market.series("eur_usd")
    assert series.index.is_monotonic_increasing
    assert series.index.is_unique
    assert 9.9 not in series.to_numpy()


def test_a_bundled_day_is_replaced_only_where_the_value_differs(market: Market) -> None:
    by_day = {str(figure.date): figure for figure in market.figures("eur_usd")}
    assert (by_day["2026-10-30"].value, by_day["2026-10-30"].origin) == (1.1172, "bundled")
    assert (by_day["2026-10-29"].value, by_day["2026-10-29"].origin) == (1.2, "store, ecb, 2026-11-21")


def test_observations_too(market: Market) -> None:
    assert market.figure("key_rate_pct").value == 16.5
    gdp = market.figure("gdp_usd_bn")
    assert (gdp.value, gdp.origin) == (2071.5, "store, ecb, 2026-11-21")
    assert len(gdp.conflicts_with) == 1, "the bundled reading of 2023 stays and is named"


def test_a_series_only_the_store_has(market: Market) -> None:
    figure = market.figure("usd_rub_cbr")
    assert (figure.value, figure.unit, figure.basis) == (78.5, "RUB per USD", "official")
    assert (figure.dataset, figure.publisher) == ("store", "Publisher")
    assert "store" in market.dataset_hashes()


def test_the_checksums_say_that_something_was_added(market: Market, tmp_path: Path) -> None:
    without = snapshot(TODAY, store=tmp_path / "none").dataset_hashes()
    changed = {name for name, sha in market.dataset_hashes().items() if without.get(name) != sha}
    assert changed == {"ecb_fixings", "key_rate", "gdp", "store"}


def test_the_environment_s_store_is_the_default(
    place: Path, monkeypatch: pytest.MonkeyPatch, market: Market
) -> None:
    monkeypatch.setenv("SANCTIONS_STORE", str(place))
    assert snapshot(TODAY) == market


def test_verify_checks_what_is_stored(tmp_path: Path) -> None:
    place = tmp_path / "figures.duckdb"
    assert verify_store(place).datasets == ()
    add_readings(place, [reading("usd_rub_cbr", "2026-11-21", 78.5, "RUB per USD", "official")], [CARD])
    sound = verify_store(place)
    assert [(one.name, one.rows, one.gates) for one in sound.datasets] == [("store: usd_rub_cbr", 1, "ok")]
    assert sound.problems == ()
    add_readings(place, [reading("usd_rub_cbr", "2026-11-22", -1.0, "RUB per USD", "official")])
    add_readings(place, [reading("nameless", "2026-11-22", 1.0, "%", "x")])
    told = [str(problem).replace(str(place), "store") for problem in verify_store(place).problems]
    assert told == [
        "store: nameless: is stored without a card",
        "store: usd_rub_cbr on 2026-11-22: -1 fails: lies between 1e-06 and 1e+06",
    ]
    place.write_text("no store")
    assert "is not a store of figures" in str(verify_store(place).problems[0])
