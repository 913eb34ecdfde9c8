"""Bank of Russia: official rates, key rate, zero-coupon curve and non-resident OFZ holdings."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from lxml import html

from sanctions.data.catalog import SeriesCard
from sanctions.data.sources.base import Download, bundled_card, day, downloads, number, text_of, xml_of
from sanctions.data.sources.http import Fetcher, Page, Request
from sanctions.errors import InputError
from sanctions.files.sheets import read_sheet

SITE = "https://www.cbr.ru"
RATES = f"{SITE}/scripts/XML_dynamic.asp"
SERVICE = f"{SITE}/DailyInfoWebServ/DailyInfo.asmx"
CURVE = f"{SITE}/hd_base/zcyc_params/zcyc/"
HOLDINGS = f"{SITE}/vfs/statistics/credit_statistics/debt/table_ofz.xlsx"
DOLLAR = "R01235"
XML = ("application/xml", "text/xml")
SPREADSHEET = (
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/octet-stream",
)
#: The key rate was introduced on this day.
FIRST_KEY_RATE = dt.date(2013, 9, 13)
RUSSIAN_DAY = "%d.%m.%Y"

_OFFICIAL = SeriesCard(
    id="usd_rub_cbr",
    title="Rubles per US dollar, official rate",
    unit="RUB per USD",
    basis="Bank of Russia official rate",
    publisher="Bank of Russia",
    address=RATES,
    licence="Bank of Russia, quoted with attribution",
    revised="Never",
    gaps="None on working days; since June 2024 set from over-the-counter trades",
    first_known_lag_reason="Set on the working day before the day it holds for",
    largest_change_pct=30.0,
    stale_after_days=14,
)

_KEY_RATE = """<?xml version="1.0" encoding="utf-8"?>
<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>
<KeyRateXML xmlns="http://web.cbr.ru/"><fromDate>{since}</fromDate><ToDate>{until}</ToDate></KeyRateXML>
</soap:Body></soap:Envelope>"""


class BankOfRussia:
    """Official pages and the web service of the Bank of Russia; windows-1251 and comma decimals included."""

    name = "cbr"
    title = "Bank of Russia, web services and statistics pages"
    tried_live = False

    def __init__(self) -> None:
        curve = "Computed from the day's trades and printed on the day"
        monthly = "Printed in the second half of the month"
        held = {"basis": "CBR", "publisher": "Bank of Russia", "address": HOLDINGS}
        self.cards: tuple[SeriesCard, ...] = (
            _OFFICIAL,
            bundled_card(
                "key_rate_pct", "Announced before it takes effect", basis="CBR", largest_change=12.0
            ),
            bundled_card("ofz_2y_pct", curve, address=CURVE),
            bundled_card("ofz_10y_pct", curve, address=CURVE),
            bundled_card("ofz_nonresident_share_pct", monthly, **held, first_known_lag_days=30),
            bundled_card("ofz_nonresident_holdings_rub_bn", monthly, **held, first_known_lag_days=30),
        )
        self._readers: Mapping[str, Callable[[Fetcher, SeriesCard, dt.date, dt.date], Sequence[Download]]] = {
            "usd_rub_cbr": self._official,
            "key_rate_pct": self._key_rate,
            "ofz_2y_pct": self._curve,
            "ofz_10y_pct": self._curve,
            "ofz_nonresident_share_pct": self._holdings,
            "ofz_nonresident_holdings_rub_bn": self._holdings,
        }

    def download(
        self, fetcher: Fetcher, card: SeriesCard, since: dt.date, until: dt.date
    ) -> Sequence[Download]:
        """Return the readings of one series; see :class:`sanctions.data.sources.base.Source`."""
        return self._readers[card.id](fetcher, card, since, until)

    def _official(
        self, fetcher: Fetcher, card: SeriesCard, since: dt.date, until: dt.date
    ) -> Sequence[Download]:
        span = {"date_req1": f"{since:%d/%m/%Y}", "date_req2": f"{until:%d/%m/%Y}", "VAL_NM_RQ": DOLLAR}
        page = fetcher.fetch(Request(self.name, card.id, RATES, XML, params=span))
        if page is None:
            return []
        values = {}
        for record in xml_of(page).iterfind("Record"):
            nominal, value = record.findtext("Nominal"), record.findtext("Value")
            if nominal is None or value is None:
                raise page.request.error("has a Record without Nominal and Value: the format has changed")
            date = day(page, record.get("Date", ""), RUSSIAN_DAY)
            values[date] = number(page, value) / number(page, nominal)
        return downloads(page, values)

    def _key_rate(
        self, fetcher: Fetcher, card: SeriesCard, since: dt.date, until: dt.date
    ) -> Sequence[Download]:
        headers = {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": "http://web.cbr.ru/KeyRateXML"}
        body = _KEY_RATE.format(since=since, until=until)
        page = fetcher.fetch(Request(self.name, card.id, SERVICE, XML, body=body, headers=headers))
        if page is None:
            return []
        daily = {}
        for record in xml_of(page).iter("KR"):
            moment, rate = record.findtext("DT"), record.findtext("Rate")
            if moment is None or rate is None:
                raise page.request.error("has a KR without DT and Rate: the format has changed")
            daily[day(page, moment[:10])] = number(page, rate)
        return downloads(page, _changes(daily, from_the_start=since <= FIRST_KEY_RATE))

    def _curve(
        self, fetcher: Fetcher, card: SeriesCard, since: dt.date, until: dt.date
    ) -> Sequence[Download]:
        span = {
            "UniDbQuery.Posted": "True",
            "UniDbQuery.From": f"{since:%d.%m.%Y}",
            "UniDbQuery.To": f"{until:%d.%m.%Y}",
        }
        page = fetcher.fetch(Request(self.name, card.id, CURVE, ("text/html",), params=span))
        if page is None:
            return []
        years = float(card.id.removeprefix("ofz_").removesuffix("y_pct"))
        return downloads(page, _curve_column(page, years))

    def _holdings(
        self, fetcher: Fetcher, card: SeriesCard, since: dt.date, until: dt.date
    ) -> Sequence[Download]:
        page = fetcher.fetch(Request(self.name, card.id, HOLDINGS, SPREADSHEET))
        if page is None:
            return []
        word = "доля" if card.unit == "%" else "нерезидент"
        found = _holdings_column(page, word)
        return downloads(page, {date: value for date, value in found.items() if since <= date <= until})


def _changes(daily: Mapping[dt.date, float], *, from_the_start: bool) -> dict[dt.date, float]:
    """Return the first day of each level: the service repeats the rate on every working day.

    A span that begins in the middle of the history begins within a level, whose first day it cannot know.
    """
    changes: dict[dt.date, float] = {}
    last = None
    for date in sorted(daily):
        if daily[date] != last:
            changes[date] = last = daily[date]
    if not from_the_start:
        return {date: changes[date] for date in sorted(changes)[1:]}
    return changes


def _curve_column(page: Page, years: float) -> dict[dt.date, float]:
    """Return one tenor of the curve's HTML table: a header of tenors in years, then a row a day."""
    rows = [
        [" ".join("".join(map(str, cell.itertext())).split()) for cell in row.iter("td", "th")]
        for row in html.fromstring(text_of(page)).iter("tr")
    ]
    for place, header in enumerate(rows):
        tenors = {}
        for position, cell in enumerate(header):
            label = cell.replace(",", ".").removesuffix(" лет").removesuffix(" года").removesuffix(" год")
            if label.replace(".", "", 1).isdigit():
                tenors[float(label)] = position
        if years in tenors and len(tenors) > 1:
            column = tenors[years]
            return {
                day(page, row[0], RUSSIAN_DAY): number(page, row[column])
                for row in rows[place + 1 :]
                if len(row) == len(header) and row[column] not in {"", "—", "-"}
            }
    raise page.request.error(f"has no table with a column for {years:g} years: the format has changed")


def _holdings_column(page: Page, word: str) -> dict[dt.date, float]:
    """Return the column of the holdings sheet headed by a word, by the dates in its first column."""
    rows = _sheet(page)
    for place, header in enumerate(rows):
        matching = [position for position, text in enumerate(header) if word in text.lower() and position]
        if matching:
            dated = [
                row for row in rows[place + 1 :] if len(row) > matching[0] and row[0] and row[matching[0]]
            ]
            return {
                day(page, row[0]): number(page, row[matching[0]]) for row in dated if row[0][:2].isdigit()
            }
    raise page.request.error(f"has no column headed {word!r}: the format has changed")


def _sheet(page: Page) -> list[tuple[str, ...]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table_ofz.xlsx"
        path.write_bytes(page.content)
        try:
            return [row.cells for row in read_sheet(path)]
        except InputError as error:
            raise page.request.error(str(error)) from None
