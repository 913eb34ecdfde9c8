"""A full update against a server that replays the publishers' formats, and what an analyst then sees."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from sanctions.data.list_files import keep_list
from sanctions.data.overview import END_OF_TIME
from sanctions.data.sources.http import Fetcher
from sanctions.data.store import known_readings
from sanctions.data.update import Step, plan, update
from sanctions.data.vintage import snapshot
from sanctions.errors import InputError
from tests.replay_server import KNOWN_DAYS, NOW, Answer, Replay, curve_page

LATER = NOW + dt.timedelta(hours=2)
CURVE = "www.cbr.ru/hd_base/zcyc_params/zcyc/"
TABLE_5 = "ticdata.treasury.gov/resource-center/data-chart-center/tic/Documents/slt_table5.txt"
HOLDINGS = "www.cbr.ru/vfs/statistics/credit_statistics/debt/table_ofz.xlsx"


def run(place: Path, *names: str, now: dt.datetime = NOW, full: bool = False) -> list[Step]:
    return list(update(plan(names), place, now, fetcher=Fetcher(sleep=lambda seconds: None), full=full))


def values(place: Path, series: str) -> dict[str, float]:
    return {str(one.date): one.value for one in known_readings(place, END_OF_TIME, series)}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FRED_API_KEY", "secret-key-1234")
    return tmp_path / "figures.duckdb"


@pytest.mark.slow
def test_everything_arrives_once_and_lies_on_top_from_its_day(replay: Replay, place: Path) -> None:
    steps = run(place)
    assert [step.problem for step in steps if step.problem] == []
    assert all(step.received == step.added > 0 for step in steps)
    assert {step.source for step in steps} == {"ecb", "cbr", "moex", "fred", "dbnomics", "tic", "lists"}
    again = run(place, now=LATER)
    assert [(step.name, step.added) for step in again if step.added] == []
    assert [step.problem for step in again if step.problem] == []
    market = snapshot(NOW.date(), store=place)
    assert market.figure("ofz_10y_pct").origin == "store, cbr, 2026-11-20"
    assert market.figure("ofz_nonresident_share_pct", "CBR").value == pytest.approx(4.6)
    assert market.figure("ust_held_by_china_usd_bn").value == 618.0
    assert market.figure("policy_rate_bis_pct").value == 16.0
    eve = NOW.date() - dt.timedelta(days=1)
    assert snapshot(eve, store=place) == snapshot(eve, store=place.with_name("none"))


def test_each_publisher_s_own_format(replay: Replay, place: Path) -> None:
    run(place, "usd_rub_cbr", "key_rate_pct", "ofz_10y_pct", "gdp_usd_bn", "tic", "imoex_pts", "vix_pts")
    last = str(KNOWN_DAYS[-1])
    number = len(KNOWN_DAYS) - 1
    assert values(place, "usd_rub_cbr")[last] == pytest.approx(
        80 + number / 10
    )  # windows-1251, comma decimals
    assert values(place, "key_rate_pct") == {str(KNOWN_DAYS[0]): 16.5, "2026-10-26": 16.0}  # changes only
    assert values(place, "ofz_10y_pct")[last] == pytest.approx(14.8 + number / 100)  # by the tenor's heading
    assert values(place, "gdp_usd_bn") == {
        "2023-12-31": 2070.0,
        "2024-12-31": 2170.0,
    }  # dollars; "NA" is none
    assert values(place, "ust_held_by_belgium_usd_bn") == {"2026-07-31": 415.5, "2026-09-30": 421.0}
    assert len(values(place, "imoex_pts")) == len(KNOWN_DAYS) - 1  # three pages, one empty cell
    assert str(KNOWN_DAYS[5]) not in values(place, "vix_pts")  # a point is a missing day
    pages = [query["start"] for path, query, _ in replay.asked if path.endswith("IMOEX.json")]
    assert pages == ["0", "25", "50"]


def test_a_rate_per_dollar_is_the_quotient_of_two_fixings(replay: Replay, place: Path) -> None:
    run(place, "fx_try_per_usd", "eur_usd")
    day = str(KNOWN_DAYS[0])
    assert values(place, "fx_try_per_usd")[day] == pytest.approx((1.1 + 15) / 1.1)
    assert len(replay.asked) == 1, "one page serves all currencies"


def test_publication_lags_follow_the_cards(replay: Replay, place: Path) -> None:
    run(place, "gdp_usd_bn", "ust_10y_pct")
    known = {(one.series, str(one.date)): str(one.first_known) for one in known_readings(place, END_OF_TIME)}
    assert known["gdp_usd_bn", "2024-12-31"] == "2025-07-02"
    assert known["ust_10y_pct", "2026-11-19"] == "2026-11-20"


def test_a_later_update_asks_only_for_what_may_be_new_or_revised(replay: Replay, place: Path) -> None:
    run(place, "ofz_10y_pct")
    run(place, "ofz_10y_pct", now=LATER)
    run(place, "ofz_10y_pct", now=LATER, full=True)
    asked = [query["UniDbQuery.From"] for _, query, _ in replay.asked]
    assert asked == ["01.01.2012", "21.09.2026", "01.01.2012"]


def test_an_unchanged_page_is_not_sent_again(replay: Replay, place: Path) -> None:
    first = replay.routes[HOLDINGS]

    def conditional(query, body, headers):
        if headers.get("If-None-Match") == '"november"':
            return Answer(b"", "text/plain", 304)
        return first(query, body, headers)

    replay.routes[HOLDINGS] = conditional
    name = "ofz_nonresident_share_pct"
    assert [step.received for step in run(place, name)] == [5]
    assert [(step.received, step.problem) for step in run(place, name, now=LATER)] == [(0, "")]
    other = run(place, "ofz_nonresident_holdings_rub_bn", now=LATER)
    assert [step.received for step in other] == [5], "another series on the page was never seen"


def test_a_revision_is_a_further_vintage(replay: Replay, place: Path) -> None:
    run(place, "ofz_10y_pct")
    replay.always(CURVE, Answer(curve_page(KNOWN_DAYS[1:]).replace(b"14,90", b"14,95"), "text/html"))
    steps = run(place, "ofz_10y_pct", now=NOW + dt.timedelta(days=3))
    assert steps[0].problem == ""
    assert steps[0].added >= 1
    then, now = (
        known_readings(place, NOW.date() + dt.timedelta(days=days), "ofz_10y_pct") for days in (0, 3)
    )
    assert [one.value for one in then] != [one.value for one in now]


def test_what_a_gate_refuses_leaves_the_store_as_it_was(replay: Replay, place: Path) -> None:
    run(place, "tic")
    before = values(place, "ust_held_by_china_usd_bn")
    replay.always(
        TABLE_5,
        Answer(
            b"Country\t2026-10\nChina, Mainland\t61800.0\nGrand Total\t9200.0\nBelgium\t430.0", "text/plain"
        ),
    )
    steps = {step.name: step for step in run(place, "tic", now=LATER)}
    assert "tic, ust_held_by_china_usd_bn: refused" in steps["ust_held_by_china_usd_bn"].problem
    assert values(place, "ust_held_by_china_usd_bn") == before
    assert steps["ust_held_by_belgium_usd_bn"].added == 1, "the others go on"


def test_stale_data_is_refused(replay: Replay, place: Path) -> None:
    step = run(place, "ofz_10y_pct", now=NOW + dt.timedelta(days=40))[0]
    assert (
        "refused, ofz_10y_pct: the last reading is of 2026-11-20, 40 days before 2026-12-30" in step.problem
    )
    assert values(place, "ofz_10y_pct") == {}


def test_an_interrupted_update_goes_on_where_it_stopped(replay: Replay, place: Path) -> None:
    steps = update(plan(["cbr"]), place, NOW, fetcher=Fetcher(sleep=lambda seconds: None))
    assert [next(steps).name, next(steps).name] == ["usd_rub_cbr", "key_rate_pct"]
    steps.close()
    assert len(values(place, "usd_rub_cbr")) == len(KNOWN_DAYS)
    again = {step.name: step.added for step in run(place, "cbr", now=LATER)}
    assert again["usd_rub_cbr"] == again["key_rate_pct"] == 0
    assert again["ofz_10y_pct"] == len(KNOWN_DAYS)


def test_the_key_is_needed_and_never_shown_or_kept(
    replay: Replay, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(place, "vix_pts")
    assert [query["api_key"] for _, query, _ in replay.asked] == ["secret-key-1234"]
    assert b"secret-key-1234" not in place.read_bytes()
    replay.always("api.stlouisfed.org/fred/series/observations", Answer(b"Bad Request", "text/plain", 400))
    problem = run(place, "vix_pts", now=LATER)[0].problem
    assert problem.startswith("fred, vix_pts: answered 400 Bad Request (https://api.stlouisfed.org/fred/")
    assert "secret" not in problem
    monkeypatch.delenv("FRED_API_KEY")
    without = run(place, "vix_pts", now=LATER)[0].problem
    assert without == "fred, vix_pts: the environment variable FRED_API_KEY holds no key"


def test_lists_are_kept_by_edition(replay: Replay, place: Path) -> None:
    assert [step.added for step in run(place, "un")] == [1]
    assert [step.added for step in run(place, "un", now=LATER)] == [0]
    newer = b"<CONSOLIDATED_LIST dateGenerated='2026-11-21'/>"
    replay.always("scsanctions.un.org/resources/xml/en/consolidated.xml", Answer(newer, "text/xml"))
    assert [step.added for step in run(place, "un", now=NOW + dt.timedelta(days=1))] == [1]
    editions = sorted((place.parent / "lists" / "editions" / "un").glob("*/consolidated.xml"))
    assert [edition.parent.name for edition in editions] == ["2026-11-20", "2026-11-21"]
    assert editions[1].read_bytes() == (place.parent / "lists" / "un.xml").read_bytes() == newer


def test_a_list_of_another_shape_is_not_kept(replay: Replay, place: Path) -> None:
    replay.always("scsanctions.un.org/resources/xml/en/consolidated.xml", Answer(b"<html/>", "text/xml"))
    sdn = "sanctionslistservice.ofac.treas.gov/api/download/SDN.CSV"
    replay.always(sdn, Answer(b'"1","NAME"\r\n', "text/csv"))
    problems = [step.problem for step in run(place, "un", "ofac-sdn") if step.problem]
    assert "lists, ofac-sdn SDN.CSV: has 2 columns, not 12: the format has changed" in problems[0]
    assert "lists, un consolidated.xml: begins with 'html', not CONSOLIDATED_LIST" in problems[1]
    kept = [path.name for path in (place.parent / "lists").rglob("*") if path.is_file()]
    assert sorted(kept) == ["ADD.CSV", "ALT.CSV", "add.csv", "alt.csv"]


def test_real_list_files_pass_where_they_are_at_hand(replay: Replay, place: Path, raw_files: Path) -> None:
    host = "sanctionslistservice.ofac.treas.gov/api/download"
    for name in ("cons_prim", "cons_add", "cons_alt"):
        content = (raw_files / "ofac" / f"{name}.csv").read_bytes()
        replay.always(f"{host}/{name.upper()}.CSV", Answer(content, "text/csv"))
    un = (raw_files / "un" / "UN_consolidated.xml").read_bytes()
    replay.always("scsanctions.un.org/resources/xml/en/consolidated.xml", Answer(un, "text/xml"))
    assert [step.problem for step in run(place, "ofac-consolidated", "un") if step.problem] == []


def test_unknown_names_are_all_named() -> None:
    with pytest.raises(InputError) as error:
        plan(["fredd", "ofz_10y_pct", "ofak-sdn"])
    first, second = error.value.problems
    assert (first.file, second.file) == ("fredd", "ofak-sdn")
    assert "fred" in first.expected.split(" or ")
    assert "ofac-sdn" in second.expected.split(" or ")


def test_a_folder_that_cannot_keep_lists(tmp_path: Path) -> None:
    from sanctions.data.sources.http import Page, Request
    from sanctions.data.sources.lists import LISTS

    (tmp_path / "lists").write_text("a file, not a folder")
    page = Page(Request("lists", "x", "https://example.org", ()), b"x", "0" * 64)
    with pytest.raises(InputError, match="the list cannot be kept"):
        keep_list(tmp_path / "lists", LISTS[0], page, NOW.date())


def test_a_downloaded_list_is_found_by_its_name(
    replay: Replay, place: Path, raw_files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sanctions.lists.read import read_list
    from sanctions.lists.store import stored_list

    host = "sanctionslistservice.ofac.treas.gov/api/download"
    for name in ("cons_prim", "cons_add", "cons_alt"):
        content = (raw_files / "ofac" / f"{name}.csv").read_bytes()
        replay.always(f"{host}/{name.upper()}.CSV", Answer(content, "text/csv"))
    monkeypatch.setenv("SANCTIONS_LISTS", str(place.parent / "my lists"))
    run(place, "ofac-consolidated")
    found = stored_list("ofac-consolidated")
    assert found == place.parent / "my lists" / "cons_prim.csv"
    assert len(read_list(found).entities) > 100
