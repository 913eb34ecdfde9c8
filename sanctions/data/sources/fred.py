"""FRED: US yields, the broad dollar, Brent and VIX; the key comes from the environment."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Sequence

from sanctions.data.catalog import SeriesCard
from sanctions.data.sources.base import Download, bundled_card, day, downloads, json_of, number
from sanctions.data.sources.http import Fetcher, Request
from sanctions.errors import SourceError

SERVICE = "https://api.stlouisfed.org/fred/series/observations"
KEY = "FRED_API_KEY"
IDS = {
    "ust_10y_pct": "DGS10",
    "usd_broad_idx": "DTWEXBGS",
    "brent_usd_bbl": "DCOILBRENTEU",
    "vix_pts": "VIXCLS",
}


class Fred:
    """Observations of the Federal Reserve Bank of St. Louis; a missing day is a point."""

    name = "fred"
    title = "FRED, Federal Reserve Bank of St. Louis"
    tried_live = False

    def __init__(self) -> None:
        lag = "As printed by the source FRED copies"
        self.cards: tuple[SeriesCard, ...] = tuple(bundled_card(name, lag, address=SERVICE) for name in IDS)

    def download(
        self, fetcher: Fetcher, card: SeriesCard, since: dt.date, until: dt.date
    ) -> Sequence[Download]:
        """Return the observations of one series; see :class:`sanctions.data.sources.base.Source`."""
        key = os.environ.get(KEY, "").strip()
        if not key:
            raise SourceError(f"{self.name}, {card.id}: the environment variable {KEY} holds no key")
        params = {
            "series_id": IDS[card.id],
            "file_type": "json",
            "observation_start": str(since),
            "observation_end": str(until),
        }
        request = Request(self.name, card.id, SERVICE, ("application/json",), params, secret={"api_key": key})
        page = fetcher.fetch(request)
        if page is None:
            return []
        content = json_of(page)
        try:
            rows = [(str(row["date"]), str(row["value"])) for row in content["observations"]]
        except (KeyError, TypeError):
            raise request.error("has no observations with date and value: the format has changed") from None
        return downloads(page, {day(page, date): number(page, value) for date, value in rows if value != "."})
