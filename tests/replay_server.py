"""A server on this machine that answers as the publishers document, and as badly as they sometimes do."""

from __future__ import annotations

import datetime as dt
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from sanctions.data.sources.moex import BONDS

NOW = dt.datetime.fromisoformat("2026-11-20T18:00")
#: Working days before NOW that the well-behaved server knows.
KNOWN_DAYS = [
    day for offset in range(90, -1, -1) if (day := NOW.date() - dt.timedelta(days=offset)).weekday() < 5
]


@dataclass
class Answer:
    """One answer: `cut` announces more bytes than it sends."""

    body: bytes
    content_type: str
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: bool = False


CURRENCIES = "USD BRL CNY CZK HUF IDR ILS INR KRW MXN MYR PHP PLN RON THB TRY ZAR"
#: Day on which the key rate was cut, in the replayed history.
CUT = dt.date(2026, 10, 26)
Route = Callable[[dict[str, str], bytes, dict[str, str]], Answer]


class Replay:
    """Routes by host and path; every request is remembered with its headers."""

    def __init__(self) -> None:
        self.routes: dict[str, Route] = {}
        self.asked: list[tuple[str, dict[str, str], dict[str, str]]] = []
        self.origin = ""

    def answer(self, path: str, query: dict[str, str], body: bytes, headers: dict[str, str]) -> Answer:
        self.asked.append((path, query, headers))
        route = self.routes.get(path)
        return Answer(b"no such page", "text/plain", 404) if route is None else route(query, body, headers)

    def paths(self) -> list[str]:
        return [path for path, _, _ in self.asked]

    def always(self, path: str, answer: Answer) -> None:
        self.routes[path] = lambda query, body, headers: answer

    def in_turn(self, path: str, *answers: Answer) -> None:
        waiting = list(answers)
        self.routes[path] = lambda query, body, headers: waiting.pop(0) if len(waiting) > 1 else waiting[0]


@contextmanager
def replaying() -> Iterator[Replay]:
    """Serve the publishers' documented formats on 127.0.0.1."""
    served = Replay()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            body = self.rfile.read(length)
            parts = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            answer = served.answer(parts.path.lstrip("/"), query, body, dict(self.headers))
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.content_type)
            self.send_header("Content-Length", str(len(answer.body) * (2 if answer.cut else 1)))
            for name, text in answer.headers.items():
                self.send_header(name, text)
            self.end_headers()
            self.wfile.write(answer.body)
            self.close_connection = answer.cut

        do_GET = do_POST = answer  # noqa: N815 - the names http.server calls

        def log_message(self, *_: object) -> None:
            """Stay silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    served.origin = f"http://127.0.0.1:{server.server_address[1]}"
    _well_behaved(served)
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _known(since: str, until: str, layout: str) -> list[dt.date]:
    first = dt.datetime.strptime(since, layout).replace(tzinfo=dt.UTC).date()
    last = dt.datetime.strptime(until, layout).replace(tzinfo=dt.UTC).date()
    return [day for day in KNOWN_DAYS if first <= day <= last]


def _numbered(days: list[dt.date]) -> list[tuple[int, dt.date]]:
    """Return the days with their place among all known days, so that values do not depend on the span."""
    return [(KNOWN_DAYS.index(day), day) for day in days]


GENERIC = """<?xml version="1.0" encoding="UTF-8"?>
<message:GenericData xmlns:message="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"
 xmlns:common="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common"
 xmlns:generic="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/generic">
<message:Header><message:ID>one</message:ID><message:Test>false</message:Test>
<message:Prepared>2026-11-20T17:00:00</message:Prepared><message:Sender id="ECB"/>
<message:Structure structureID="ECB_EXR1" dimensionAtObservation="TIME_PERIOD"><common:Structure>
<URN>urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure=ECB:ECB_EXR1(1.0)</URN></common:Structure>
</message:Structure></message:Header>
<message:DataSet action="Replace" structureRef="ECB_EXR1">{series}</message:DataSet></message:GenericData>"""


def ecb_page(rates: dict[str, dict[dt.date, float]]) -> bytes:
    """Return SDMX-ML 2.1 generic data as the ECB's service sends it."""
    blocks = []
    for currency, values in rates.items():
        key = {
            "FREQ": "D",
            "CURRENCY": currency,
            "CURRENCY_DENOM": "EUR",
            "EXR_TYPE": "SP00",
            "EXR_SUFFIX": "A",
        }
        names = "".join(f'<generic:Value id="{name}" value="{text}"/>' for name, text in key.items())
        days = "".join(
            f'<generic:Obs><generic:ObsDimension value="{day}"/>'
            f'<generic:ObsValue value="{value}"/></generic:Obs>'
            for day, value in values.items()
        )
        blocks.append(
            f"<generic:Series><generic:SeriesKey>{names}</generic:SeriesKey>{days}</generic:Series>"
        )
    return GENERIC.replace("{series}", "".join(blocks)).encode()


def _ecb(query: dict[str, str], _body: bytes, _headers: dict[str, str]) -> Answer:
    days = _known(query["startPeriod"], query["endPeriod"], "%Y-%m-%d")
    names = [
        "USD",
        "BRL",
        "CNY",
        "CZK",
        "HUF",
        "IDR",
        "ILS",
        "INR",
        "KRW",
        "MXN",
        "MYR",
        "PHP",
        "PLN",
        "RON",
        "THB",
        "TRY",
        "ZAR",
    ]
    rates = {
        name: {day: round(1.1 + place + 0.001 * KNOWN_DAYS.index(day), 4) for day in days}
        for place, name in enumerate(names)
    }
    return Answer(ecb_page(rates), "application/vnd.sdmx.genericdata+xml;version=2.1")


def _official(query: dict[str, str], _body: bytes, _headers: dict[str, str]) -> Answer:
    days = _known(query["date_req1"], query["date_req2"], "%d/%m/%Y")
    records = "".join(
        f'<Record Date="{day:%d.%m.%Y}" Id="R01235"><Nominal>1</Nominal>'
        f"<Value>{f'{80 + number / 10:.4f}'.replace('.', ',')}</Value></Record>"
        for number, day in _numbered(days)
    )
    head = '<?xml version="1.0" encoding="windows-1251"?>'
    text = f'{head}<ValCurs ID="R01235" name="Динамика">{records}</ValCurs>'
    return Answer(text.encode("windows-1251"), "application/xml; charset=windows-1251")


def _key_rate(_query: dict[str, str], _body: bytes, _headers: dict[str, str]) -> Answer:
    rows = "".join(
        f"<KR><DT>{day}T00:00:00+03:00</DT><Rate>{16.5 if day < CUT else 16.0:.2f}</Rate></KR>"
        for day in reversed(KNOWN_DAYS)
    )
    text = (
        '<?xml version="1.0" encoding="utf-8"?>'
        '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>'
        '<KeyRateXMLResponse xmlns="http://web.cbr.ru/"><KeyRateXMLResult>'
        f'<KeyRate xmlns="">{rows}'
        "</KeyRate></KeyRateXMLResult></KeyRateXMLResponse></soap:Body></soap:Envelope>"
    )
    return Answer(text.encode(), "text/xml; charset=utf-8")


def curve_page(days: list[dt.date]) -> bytes:
    """Return the zero-coupon curve's page: tenors with comma decimals across, days down."""
    tenors = [
        "0,25",
        "0,50",
        "0,75",
        "1,00",
        "2,00",
        "3,00",
        "5,00",
        "7,00",
        "10,00",
        "15,00",
        "20,00",
        "30,00",
    ]
    head = "<tr><th>Дата</th>" + "".join(f"<th>{tenor}</th>" for tenor in tenors) + "</tr>"
    rows = "".join(
        f"<tr><td>{day:%d.%m.%Y}</td>"
        + "".join(
            f"<td>{f'{14 + place / 10 + number / 100:.2f}'.replace('.', ',')}</td>" for place in range(12)
        )
        + "</tr>"
        for number, day in _numbered(days)
    )
    return f"<!DOCTYPE html><html><body><table class='data'>{head}{rows}</table></body></html>".encode()


def _curve(query: dict[str, str], _body: bytes, _headers: dict[str, str]) -> Answer:
    days = _known(query["UniDbQuery.From"], query["UniDbQuery.To"], "%d.%m.%Y")
    return Answer(curve_page(days), "text/html; charset=utf-8")


def _holdings(_query: dict[str, str], _body: bytes, _headers: dict[str, str]) -> Answer:
    import io

    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.append(["Номинальный объем ОФЗ, принадлежащих нерезидентам, и доля нерезидентов на рынке"])
    sheet.append(["Дата", "ОФЗ нерезидентов, млрд руб.", "Всего ОФЗ, млрд руб.", "Доля, %"])
    for month in range(7, 12):
        sheet.append([dt.date(2026, month, 1), 900 + month, 24000, 3.5 + month / 10])
    content = io.BytesIO()
    book.save(content)
    return Answer(
        content.getvalue(),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        headers={"ETag": '"november"'},
    )


def _iss(base: float, column: str) -> Route:
    def route(query: dict[str, str], _body: bytes, _headers: dict[str, str]) -> Answer:
        days = _known(query["from"], query["till"], "%Y-%m-%d")
        start = int(query["start"])
        rows = [
            ["BOARD", str(day), None if number == 7 else round(base + number / 100, 2)]
            for number, day in _numbered(days)
        ]
        content = {
            "history": {"columns": ["BOARDID", "TRADEDATE", column], "data": rows[start : start + 25]},
            "history.cursor": {"columns": ["INDEX", "TOTAL", "PAGESIZE"], "data": [[start, len(rows), 25]]},
        }
        return Answer(json.dumps(content).encode(), "application/json; charset=utf-8")

    return route


def _fred(query: dict[str, str], _body: bytes, _headers: dict[str, str]) -> Answer:
    levels = {"DGS10": 4.1, "DTWEXBGS": 121.0, "DCOILBRENTEU": 66.0, "VIXCLS": 17.0}
    days = _known(query["observation_start"], query["observation_end"], "%Y-%m-%d")
    rows = [
        {
            "date": str(day),
            "value": "." if number == 5 else f"{levels[query['series_id']] + number / 100:.2f}",
        }
        for number, day in _numbered(days)
    ]
    return Answer(json.dumps({"observations": rows}).encode(), "application/json; charset=UTF-8")


def _dbnomics(name: str, starts: list[str], values: list[object]) -> tuple[str, Route]:
    content = {"series": {"docs": [{"series_code": name, "period_start_day": starts, "value": values}]}}
    body = json.dumps(content).encode()
    return f"api.db.nomics.world/v22/series/{name}", lambda *_: Answer(body, "application/json")


TABLE_5 = "\n".join(
    [
        "Table 5: Major Foreign Holders of Treasury Securities\t\t\t",
        "Holdings at end of time period\t\t\t",
        "Billions of dollars\t\t\t",
        "\t\t\t",
        "Country\t2026-09\t2026-08\t2026-07",
        "Japan\t1103.9\t1116.7\t1143.1",
        "China, Mainland\t618.0\t633.4\t659.3",
        "Belgium\t421.0\tn.a.\t415.5",
        "Grand Total\t9158.1\t9130.0\t9045.2",
    ]
)
UN_LIST = (
    b'<?xml version="1.0" encoding="UTF-8"?>'
    b'<CONSOLIDATED_LIST dateGenerated="2026-11-20"><ENTITIES/></CONSOLIDATED_LIST>'
)

EU_LIST = b'<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2026-11-20T00:00:00"/>'


def _well_behaved(served: Replay) -> None:
    currencies = CURRENCIES.replace(" ", "+")
    iss = "iss.moex.com/iss/history/engines/stock/markets"
    served.routes |= {
        f"data-api.ecb.europa.eu/service/data/EXR/D.{currencies}.EUR.SP00.A": _ecb,
        "www.cbr.ru/scripts/XML_dynamic.asp": _official,
        "www.cbr.ru/DailyInfoWebServ/DailyInfo.asmx": _key_rate,
        "www.cbr.ru/hd_base/zcyc_params/zcyc/": _curve,
        "www.cbr.ru/vfs/statistics/credit_statistics/debt/table_ofz.xlsx": _holdings,
        f"{iss}/index/boards/SNDX/securities/IMOEX.json": _iss(2700.0, "CLOSE"),
        f"{iss}/index/boards/SNDX/securities/RGBI.json": _iss(110.0, "CLOSE"),
        "api.stlouisfed.org/fred/series/observations": _fred,
    }
    yields, prices = _iss(14.5, "YIELDCLOSE"), _iss(70.0, "CLOSE")

    def both(query: dict[str, str], body: bytes, headers: dict[str, str]) -> Answer:
        content = json.loads(yields(query, body, headers).body)
        closes = json.loads(prices(query, body, headers).body)["history"]["data"]
        content["history"]["columns"].append("CLOSE")
        for row, close in zip(content["history"]["data"], closes, strict=True):
            row.append(close[2])
        return Answer(json.dumps(content).encode(), "application/json")

    for code in BONDS:
        served.routes[f"{iss}/bonds/boards/TQOB/securities/{code}.json"] = both
    for path, route in (
        _dbnomics(
            "WB/WDI/A-NY.GDP.MKTP.CD-RUS",
            ["2023-01-01", "2024-01-01", "2025-01-01"],
            [2.07e12, 2.17e12, "NA"],
        ),
        _dbnomics("IMF/IFS/M.RU.RAFA_USD", ["2026-08-01", "2026-09-01"], [690000.0, 701000.0]),
        _dbnomics("BIS/WS_CBPOL/M.RU", ["2026-09-01", "2026-10-01"], [16.5, 16.0]),
    ):
        served.routes[path] = route
    table = "ticdata.treasury.gov/resource-center/data-chart-center/tic/Documents/slt_table5.txt"
    served.always(table, Answer(TABLE_5.encode(), "text/plain"))
    for file, columns in {
        "SDN": 12,
        "ADD": 6,
        "ALT": 5,
        "CONS_PRIM": 12,
        "CONS_ADD": 6,
        "CONS_ALT": 5,
    }.items():
        body = (",".join(['"x"'] * columns) + "\r\n\x1a").encode()
        path = f"sanctionslistservice.ofac.treas.gov/api/download/{file}.CSV"
        served.always(path, Answer(body, "text/csv"))
    served.always("scsanctions.un.org/resources/xml/en/consolidated.xml", Answer(UN_LIST, "text/xml"))
    eu = "webgate.ec.europa.eu/fsd/fsf/public/files/xmlFullSanctionsList_1_1/content"
    served.always(eu, Answer(EU_LIST, "application/xml"))
    uk = "sanctionslist.fcdo.gov.uk/docs/UK-Sanctions-List.xml"
    served.always(uk, Answer(b"<Designations/>", "text/xml"))
    seco = "www.sesam.search.admin.ch/sesam-search-web/pages/downloadXmlGesamtliste.xhtml"
    served.always(seco, Answer(b"<swiss-sanctions-list/>", "application/xml"))
