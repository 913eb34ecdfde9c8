"""European Central Bank: euro reference rates from its SDMX service, read with sdmx1."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence

import pandas as pd

from sanctions.data.catalog import SeriesCard
from sanctions.data.sources.base import Download, bundled_card, downloads, xml_of
from sanctions.data.sources.http import Fetcher, Page, Request

SERVICE = "https://data-api.ecb.europa.eu/service/data/EXR"
#: SDMX-ML 2.1 generic data: the one form that can be read without fetching a structure first.
GENERIC = "application/vnd.sdmx.genericdata+xml"
PEGS = (
    "brl",
    "cny",
    "czk",
    "huf",
    "idr",
    "ils",
    "inr",
    "krw",
    "mxn",
    "myr",
    "php",
    "pln",
    "ron",
    "thb",
    "try",
    "zar",
)
LAG = "Printed at about 16:00 CET on the day of the fixing"


class EuropeanCentralBank:
    """Reference rates; a rate per US dollar is the quotient of two of them. The ruble ended in March 2022."""

    name = "ecb"
    title = "European Central Bank, SDMX service"
    tried_live = False

    def __init__(self) -> None:
        names = ("eur_usd", *(f"fx_{peg}_per_usd" for peg in PEGS))
        self.cards: tuple[SeriesCard, ...] = tuple(bundled_card(name, LAG, address=SERVICE) for name in names)
        self._pages: dict[str, tuple[Page, dict[str, pd.Series[float]]]] = {}

    def download(
        self, fetcher: Fetcher, card: SeriesCard, since: dt.date, until: dt.date
    ) -> Sequence[Download]:
        """Return the rates of one currency; see :class:`sanctions.data.sources.base.Source`."""
        wanted = "+".join(["USD", *(peg.upper() for peg in PEGS)])
        key = f"{since} {until}"
        if key not in self._pages:
            page = fetcher.fetch(self._request(card, wanted, since, until))
            if page is None:
                return []
            self._pages[key] = (page, _rates(page))
        page, rates = self._pages[key]
        return downloads(page, _per_dollar(page, card, rates))

    def _request(self, card: SeriesCard, wanted: str, since: dt.date, until: dt.date) -> Request:
        return Request(
            self.name,
            card.id,
            f"{SERVICE}/D.{wanted}.EUR.SP00.A",
            (GENERIC, "application/xml"),
            params={"startPeriod": str(since), "endPeriod": str(until), "detail": "dataonly"},
            headers={"Accept": f"{GENERIC};version=2.1"},
        )


def _per_dollar(page: Page, card: SeriesCard, rates: dict[str, pd.Series[float]]) -> dict[dt.date, float]:
    currency = card.unit.removesuffix(" per USD")
    if "USD" not in rates or (card.id != "eur_usd" and currency not in rates):
        raise page.request.error(f"holds no rates of {currency}")
    series = rates["USD"] if card.id == "eur_usd" else (rates[currency] / rates["USD"]).dropna()
    return {pd.Timestamp(str(day)).date(): float(value) for day, value in series.items()}


def _rates(page: Page) -> dict[str, pd.Series[float]]:
    """Return units of each currency per euro, by day."""
    import sdmx  # noqa: PLC0415 - slow to import, and needed only for an update

    xml_of(page)  # refuses entities before anything else looks at the text
    try:
        message = sdmx.read_sdmx(io.BytesIO(page.content))
        frame = pd.DataFrame({"value": sdmx.to_pandas(message)}).reset_index()
        frame = frame[["CURRENCY", "TIME_PERIOD", "value"]].dropna()
    except Exception as error:  # noqa: BLE001 - sdmx raises whatever its reader meets in a strange document
        raise page.request.error(f"is not SDMX-ML generic data: {type(error).__name__}: {error}") from None
    return {
        str(currency): part.set_index("TIME_PERIOD")["value"].astype(float)
        for currency, part in frame.groupby("CURRENCY")
    }
