"""What publishers really send: each fault is one clear error, and the store keeps what it had."""

from __future__ import annotations

import contextlib
import datetime as dt
import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sanctions.data.overview import END_OF_TIME
from sanctions.data.sources import http
from sanctions.data.sources.http import Fetcher, Page, Request
from sanctions.data.sources.registry import sources
from sanctions.data.store import known_readings
from sanctions.data.update import Step, plan, update
from sanctions.errors import InputError, SourceError
from tests.replay_server import CURRENCIES, KNOWN_DAYS, NOW, Answer, Replay, curve_page, ecb_page

RATES = "www.cbr.ru/scripts/XML_dynamic.asp"
CURVE = "www.cbr.ru/hd_base/zcyc_params/zcyc/"
FRED = "api.stlouisfed.org/fred/series/observations"
ISS = "iss.moex.com/iss/history/engines/stock/markets/index/boards/SNDX/securities/IMOEX.json"
ECB = f"data-api.ecb.europa.eu/service/data/EXR/D.{CURRENCIES.replace(' ', '+')}.EUR.SP00.A"
HOLDINGS = "www.cbr.ru/vfs/statistics/credit_statistics/debt/table_ofz.xlsx"
TABLE_5 = "ticdata.treasury.gov/resource-center/data-chart-center/tic/Documents/slt_table5.txt"
DBNOMICS = "api.db.nomics.world/v22/series/WB/WDI/A-NY.GDP.MKTP.CD-RUS"
KEY_RATE = "www.cbr.ru/DailyInfoWebServ/DailyInfo.asmx"
BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><ValCurs>&b;</ValCurs>'
)


def zip_bomb() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", bytes(450 * 2**20))
    return content.getvalue()


def iss(history: dict) -> bytes:
    cursor = {"columns": ["INDEX", "TOTAL", "PAGESIZE"], "data": [[0, 1, 100]]}
    return json.dumps({"history": history, "history.cursor": cursor}).encode()


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def step(replay: Replay, tmp_path: Path, waits: list[float], monkeypatch: pytest.MonkeyPatch):
    """Store a good download first, then return what becomes of a second one, and check the store."""
    monkeypatch.setenv("FRED_API_KEY", "k")
    place = tmp_path / "figures.duckdb"

    def second(series: str, path: str, *answers: Answer) -> Step:
        assert [one.problem for one in update(plan([series]), place, NOW, fetcher=Fetcher())] == [""]
        before = known_readings(place, END_OF_TIME)
        assert before
        replay.in_turn(path, *answers)
        fetcher = Fetcher(sleep=waits.append)
        found = next(iter(update(plan([series]), place, NOW, fetcher=fetcher, full=True)))
        assert known_readings(place, END_OF_TIME) == before
        return found

    return second


#: Beginnings and ends that take random bytes deeper into each connector.
PAGES = {
    "eur_usd": (b"", b""),
    "usd_rub_cbr": (b'<ValCurs><Record Date="20.11.2026">', b"</Record></ValCurs>"),
    "key_rate_pct": (b"<a><KR><DT>2026-11-20</DT><Rate>", b"</Rate></KR></a>"),
    "ofz_10y_pct": (b"<table><tr><th>d<th>2,00<th>10,00<tr><td>20.11.2026<td>1<td>", b"</table>"),
    "ofz_nonresident_share_pct": (b"PK", b""),
    "imoex_pts": (b'{"history.cursor": {"columns": [], "data": [[]]}, "history": ', b"}"),
    "vix_pts": (b'{"observations": [', b"]}"),
    "gdp_usd_bn": (b'{"series": {"docs": [', b"]}}"),
    "ust_held_by_china_usd_bn": (b"Country\t2026-09\nChina, Mainland\t", b""),
}
FAULTS = {
    "other type": (
        "usd_rub_cbr",
        RATES,
        Answer(b"<html>busy</html>", "text/html"),
        "cbr, usd_rub_cbr: sent text/html instead of application/xml or text/xml",
    ),
    "cut body": (
        "usd_rub_cbr",
        RATES,
        Answer(b"<ValCurs>", "text/xml", cut=True),
        "cbr, usd_rub_cbr: broke off in the middle of the answer",
    ),
    "empty body": ("usd_rub_cbr", RATES, Answer(b"", "text/xml"), "cbr, usd_rub_cbr: sent an empty body"),
    "not found": (
        "usd_rub_cbr",
        RATES,
        Answer(b"", "text/xml", 404),
        "cbr, usd_rub_cbr: answered 404 Not Found",
    ),
    "entity bomb": (
        "usd_rub_cbr",
        RATES,
        Answer(BOMB, "text/xml"),
        "cbr, usd_rub_cbr: declares XML entities",
    ),
    "broken xml": (
        "usd_rub_cbr",
        RATES,
        Answer(b"<ValCurs><Record>", "text/xml"),
        "cbr, usd_rub_cbr: is not readable as XML",
    ),
    "unknown encoding": (
        "usd_rub_cbr",
        RATES,
        Answer(b'<?xml version="1.0" encoding="klingon"?><a/>', "text/xml"),
        "cbr, usd_rub_cbr: is not readable as XML",
    ),
    "renamed tag": (
        "usd_rub_cbr",
        RATES,
        Answer(b'<ValCurs><Record Date="20.11.2026"><Rate>80,1</Rate></Record></ValCurs>', "text/xml"),
        "cbr, usd_rub_cbr: has a Record without Nominal and Value: the format has changed",
    ),
    "no readings": (
        "usd_rub_cbr",
        RATES,
        Answer(b"<ValCurs/>", "text/xml"),
        "cbr, usd_rub_cbr: holds no readings",
    ),
    "bad number": (
        "usd_rub_cbr",
        RATES,
        Answer(
            b'<V><Record Date="20.11.2026"><Nominal>1</Nominal><Value>n/a</Value></Record></V>', "text/xml"
        ),
        "cbr, usd_rub_cbr: has 'n/a' where a number was expected",
    ),
    "bad date": (
        "usd_rub_cbr",
        RATES,
        Answer(
            b'<V><Record Date="2026-11-20"><Nominal>1</Nominal><Value>80</Value></Record></V>', "text/xml"
        ),
        "cbr, usd_rub_cbr: has '2026-11-20' where a date was expected",
    ),
    "renamed column": (
        "ofz_10y_pct",
        CURVE,
        Answer(curve_page(KNOWN_DAYS).replace(b"10,00", b"ten years"), "text/html"),
        "cbr, ofz_10y_pct: has no table with a column for 10 years: the format has changed",
    ),
    "renamed rate": (
        "key_rate_pct",
        KEY_RATE,
        Answer(b"<E><KR><DT>2026-11-20</DT></KR></E>", "text/xml"),
        "cbr, key_rate_pct: has a KR without DT and Rate: the format has changed",
    ),
    "no workbook": (
        "ofz_nonresident_share_pct",
        HOLDINGS,
        Answer(b"PK nothing", "application/octet-stream"),
        "cbr, ofz_nonresident_share_pct: table_ofz.xlsx: is not a readable Excel workbook",
    ),
    "no json": ("vix_pts", FRED, Answer(b"{", "application/json"), "fred, vix_pts: is not readable as JSON"),
    "deep json": (
        "vix_pts",
        FRED,
        Answer(b"[" * 200_000, "application/json"),
        "fred, vix_pts: is not readable as JSON",
    ),
    "other json": (
        "vix_pts",
        FRED,
        Answer(b'{"error": "none"}', "application/json"),
        "fred, vix_pts: has no observations with date and value: the format has changed",
    ),
    "comma in json": (
        "vix_pts",
        FRED,
        Answer(b'{"observations": [{"date": "2026-11-20", "value": "1e999"}]}', "application/json"),
        "fred, vix_pts: has '1e999' where a number was expected",
    ),
    "no block": (
        "imoex_pts",
        ISS,
        Answer(b'{"marketdata": {}}', "application/json"),
        "moex, imoex_pts: has no block 'history' of columns and data: the format has changed",
    ),
    "dropped column": (
        "imoex_pts",
        ISS,
        Answer(iss({"columns": ["TRADEDATE", "LAST"], "data": [["2026-11-20", 1]]}), "application/json"),
        "moex, imoex_pts: holds no readings of CLOSE",
    ),
    "text for a number": (
        "imoex_pts",
        ISS,
        Answer(
            iss({"columns": ["TRADEDATE", "CLOSE"], "data": [["2026-11-20", "2700"]]}), "application/json"
        ),
        "moex, imoex_pts: has '2700' where a number was expected",
    ),
    "no series": (
        "gdp_usd_bn",
        DBNOMICS,
        Answer(b'{"series": {"docs": []}}', "application/json"),
        "dbnomics, gdp_usd_bn: has no series with period_start_day and value: the format has changed",
    ),
    "no header": (
        "ust_held_by_china_usd_bn",
        TABLE_5,
        Answer(b"China, Mainland\t1", "text/plain"),
        "tic, ust_held_by_china_usd_bn: has no header of months: the format has changed",
    ),
    "no line": (
        "ust_held_by_china_usd_bn",
        TABLE_5,
        Answer(b"Country\t2026-09\nJapan\t1", "text/plain"),
        "tic, ust_held_by_china_usd_bn: has no line for 'China, Mainland': the format has changed",
    ),
    "not text": (
        "ust_held_by_china_usd_bn",
        TABLE_5,
        Answer(b"\xff\xfe\x00", "text/plain"),
        "tic, ust_held_by_china_usd_bn: is not text in utf-8",
    ),
    "not sdmx": (
        "eur_usd",
        ECB,
        Answer(b"<a/>", "application/xml"),
        "ecb, eur_usd: is not SDMX-ML generic data",
    ),
    "no currency": (
        "eur_usd",
        ECB,
        Answer(ecb_page({"CHF": {KNOWN_DAYS[-1]: 1.1}}), "application/xml"),
        "ecb, eur_usd: holds no rates of ",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_one_error_that_names_source_and_series(step, fault: str) -> None:
    series, path, answer, told = FAULTS[fault]
    assert step(series, path, answer).problem.startswith(told)


def test_a_zip_bomb_is_not_unpacked(step) -> None:
    found = step("ofz_nonresident_share_pct", HOLDINGS, Answer(zip_bomb(), "application/octet-stream"))
    assert found.problem.startswith("cbr, ofz_nonresident_share_pct: table_ofz.xlsx: unpacks to 450 MB")


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_publisher_is_asked_again_after_a_while(step, waits: list[float], status: int) -> None:
    busy = Answer(b"later", "text/plain", status, {"Retry-After": "7"})
    found = step("vix_pts", FRED, busy, busy, Answer(b'{"observations": 1}', "application/json"))
    assert "the format has changed" in found.problem, "the third answer was read"
    assert waits == [7.0, 7.0]


def test_a_publisher_that_stays_busy_is_given_up(step, waits: list[float]) -> None:
    found = step("vix_pts", FRED, Answer(b"later", "text/plain", 503, {"Retry-After": "3600"}))
    assert found.problem.startswith("fred, vix_pts: answered 503 Service Unavailable, 4 times (https://")
    assert waits == [60.0, 60.0, 60.0], "no longer than a minute at a time"


def test_without_a_word_when_to_come_back_the_wait_doubles(step, waits: list[float]) -> None:
    step("vix_pts", FRED, Answer(b"later", "text/plain", 500))
    assert waits == [1.0, 2.0, 4.0]


@pytest.mark.parametrize(
    "target",
    ["https://evil.example/data", "http://www.cbr.ru/data", "https://www.cbr.ru:8443/", "file:///etc/passwd",
     "https://www.cbr.ru.evil.example/"],
)  # fmt: skip
def test_a_redirect_elsewhere_is_not_followed(step, replay: Replay, target: str) -> None:
    found = step("usd_rub_cbr", RATES, Answer(b"", "text/xml", 302, {"Location": target}))
    assert found.problem.startswith("cbr, usd_rub_cbr: leads to ")
    assert "which is not on the list of hosts" in found.problem
    assert replay.paths().count(RATES) == len(replay.asked)


def test_a_redirect_on_the_list_is_followed(replay: Replay) -> None:
    replay.always(RATES, Answer(b"", "text/xml", 302, {"Location": "/elsewhere"}))
    replay.always("www.cbr.ru/elsewhere", Answer(b"<a/>", "text/xml"))
    page = Fetcher().fetch(Request("cbr", "x", f"https://{RATES}", ("text/xml",)))
    assert page is not None
    assert page.content == b"<a/>"


def test_redirects_in_a_circle_end(step) -> None:
    found = step("usd_rub_cbr", RATES, Answer(b"", "text/xml", 302, {"Location": f"https://{RATES}"}))
    assert found.problem.startswith("cbr, usd_rub_cbr: redirects without end")


def test_an_oversized_body_is_given_up_while_it_is_still_packed(replay: Replay) -> None:
    body = gzip.compress(bytes(http.LARGEST_BYTES + 1))
    assert len(body) < 100_000
    replay.always(RATES, Answer(body, "text/xml", headers={"Content-Encoding": "gzip"}))
    with pytest.raises(SourceError, match="cbr, x: sent more than 64 MB"):
        Fetcher().fetch(Request("cbr", "x", f"https://{RATES}", ("text/xml",)))


def test_a_body_that_is_not_what_its_header_says(replay: Replay) -> None:
    replay.always(RATES, Answer(b"plain", "text/xml", headers={"Content-Encoding": "gzip"}))
    with pytest.raises(SourceError, match="cbr, x: sent a body that cannot be unpacked"):
        Fetcher().fetch(Request("cbr", "x", f"https://{RATES}", ("text/xml",)))


@pytest.mark.parametrize("address", ["https://example.org/", "http://www.cbr.ru/", "ftp://www.cbr.ru/"])
def test_only_https_and_only_the_list_of_hosts(replay: Replay, address: str) -> None:
    with pytest.raises(SourceError, match="which is not on the list of hosts"):
        Fetcher().fetch(Request("cbr", "x", address, ("text/xml",)))
    assert replay.asked == []


def test_a_host_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SANCTIONS_REPLAY", "http://127.0.0.1:9")  # the discard port: nobody listens
    with pytest.raises(SourceError, match=r"cbr, x: cannot be reached: ConnectionError, 4 times"):
        Fetcher(sleep=lambda seconds: None).fetch(Request("cbr", "x", "https://www.cbr.ru/", ("text/xml",)))


def test_replaying_is_for_this_machine_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SANCTIONS_REPLAY", "http://proxy.example:80")
    with pytest.raises(InputError, match=r"SANCTIONS_REPLAY: is 'http://proxy.example:80'"):
        Fetcher()


def test_a_date_in_retry_after_is_understood(step, waits: list[float]) -> None:
    past = Answer(b"later", "text/plain", 503, {"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"})
    nonsense = Answer(b"later", "text/plain", 503, {"Retry-After": "soon"})
    step("vix_pts", FRED, past, nonsense, Answer(b"{}", "application/json"))
    assert waits == [0.0, 2.0]


def test_numbers_with_thin_blanks_and_commas() -> None:
    from sanctions.data.sources.base import number

    page = Page(Request("cbr", "x", "https://www.cbr.ru/", ()), b"", "")
    assert number(page, "1\u00a0234\u202f567,25") == 1234567.25
    for text in ("", "1.234,5.6", "inf", "nan", "1,2,3"):
        with pytest.raises(SourceError, match="where a number was expected"):
            number(page, text)


@given(st.sampled_from(sorted(PAGES)), st.binary(max_size=300))
@settings(max_examples=150)
def test_no_bytes_at_all_break_a_connector(name: str, content: bytes) -> None:
    """Whatever arrives, a connector returns readings or says in one error what is wrong."""
    source = next(one for one in sources() if name in {card.id for card in one.cards})
    card = next(card for card in source.cards if card.id == name)

    class Fixed:
        def fetch(self, request: Request) -> Page:
            return Page(request, PAGES[name][0] + content + PAGES[name][1], "0" * 64)

    with contextlib.suppress(SourceError):
        source.download(Fixed(), card, dt.date(2026, 1, 1), dt.date(2026, 11, 20))


def test_a_proxy_from_the_environment_is_used(replay: Replay, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SANCTIONS_REPLAY")
    monkeypatch.delenv("NO_PROXY")
    monkeypatch.setenv("HTTPS_PROXY", replay.origin)
    with pytest.raises(SourceError, match="cbr, x: cannot be reached: ProxyError, 4 times"):
        Fetcher(sleep=lambda seconds: None).fetch(Request("cbr", "x", "https://www.cbr.ru/", ("text/xml",)))
    assert replay.asked == [], "the proxy was asked for a tunnel, which this server does not make"


def test_a_certificate_bundle_from_the_environment_is_used(
    replay: Replay, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("SANCTIONS_REPLAY")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "corporate.pem"))
    monkeypatch.setenv("HTTPS_PROXY", replay.origin)
    with pytest.raises(SourceError, match=r"cbr, x: cannot be asked: .*corporate\.pem"):
        Fetcher().fetch(Request("cbr", "x", "https://www.cbr.ru/", ("text/xml",)))
