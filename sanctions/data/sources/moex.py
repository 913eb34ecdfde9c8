"""Moscow Exchange: indices, OFZ yields and prices from its information server ISS."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sanctions.data.catalog import SeriesCard
from sanctions.data.sources.base import Download, bundled_card, day, json_of
from sanctions.data.sources.http import Fetcher, Page, Request

HISTORY = "https://iss.moex.com/iss/history/engines/stock/markets"
LAG = "Closing values are known on the day"
MOST_PAGES = 500


def _own(name: str, title: str, unit: str, place: str, **bounds: float) -> SeriesCard:
    return SeriesCard(
        id=name,
        title=title,
        unit=unit,
        basis="Moscow Exchange, close",
        publisher="Moscow Exchange",
        address=f"{HISTORY}/{place}.json",
        licence="Moscow Exchange, for own use; redistribution by agreement",
        revised="Never",
        gaps="No trading 26 February - 20 March 2022",
        first_known_lag_reason=LAG,
        stale_after_days=14,
        **bounds,
    )


_OFZ_10Y = "bonds/boards/TQOB/securities/SU26235RMFS0"
_RGBI = "index/boards/SNDX/securities/RGBI"
_IMOEX = "index/boards/SNDX/securities/IMOEX"


class MoscowExchange:
    """Daily history by instrument; every cell is found by its column's name, pages by the cursor."""

    name = "moex"
    title = "Moscow Exchange, ISS"
    tried_live = False

    def __init__(self) -> None:
        self._columns = {
            "imoex_pts": (_IMOEX, "CLOSE"),
            "rgbi_pts": (_RGBI, "CLOSE"),
            "ofz_26235_yield_pct": (_OFZ_10Y, "YIELDCLOSE"),
            "ofz_26235_price_pct": (_OFZ_10Y, "CLOSE"),
        }
        self.cards: tuple[SeriesCard, ...] = (
            bundled_card("imoex_pts", LAG, address=f"{HISTORY}/{_IMOEX}.json"),
            _own(
                "rgbi_pts",
                "Government bond index (RGBI), clean prices",
                "index points",
                _RGBI,
                largest_change_pct=20.0,
            ),
            _own("ofz_26235_yield_pct", "Yield of OFZ 26235 (March 2031)", "%", _OFZ_10Y, largest_change=5.0),
            _own(
                "ofz_26235_price_pct",
                "Price of OFZ 26235 (March 2031), % of par",
                "%",
                _OFZ_10Y,
                maximum=150.0,
            ),
        )

    def download(
        self, fetcher: Fetcher, card: SeriesCard, since: dt.date, until: dt.date
    ) -> Sequence[Download]:
        """Return the closes of one instrument; see :class:`sanctions.data.sources.base.Source`."""
        place, column = self._columns[card.id]
        found: dict[dt.date, Download] = {}
        start = 0
        for _ in range(MOST_PAGES):
            params = {"from": str(since), "till": str(until), "iss.meta": "off", "start": str(start)}
            request = Request(self.name, card.id, f"{HISTORY}/{place}.json", ("application/json",), params)
            page = fetcher.fetch(request)
            if page is None:
                return []
            content = json_of(page)
            rows = _block(page, content, "history")
            for row in rows:
                if row.get(column) is not None:
                    date = day(page, str(row.get("TRADEDATE")))
                    found[date] = Download(date, _value(page, row[column]), request.shown, page.sha256)
            cursor = _block(page, content, "history.cursor")[0]
            start += len(rows)
            if not rows or start >= int(cursor["TOTAL"]):
                break
        if not found:
            raise request.error("holds no readings")
        return [found[date] for date in sorted(found)]


def _block(page: Page, content: Any, name: str) -> list[dict[str, Any]]:
    """Return a block's rows by column name; ISS writes columns and data apart."""
    try:
        block = content[name]
        return [dict(zip(block["columns"], row, strict=True)) for row in block["data"]]
    except (KeyError, TypeError, ValueError):
        raise page.request.error(
            f"has no block {name!r} of columns and data: the format has changed"
        ) from None


def _value(page: Page, cell: Any) -> float:
    if isinstance(cell, bool) or not isinstance(cell, (int, float)):
        raise page.request.error(f"has {cell!r} where a number was expected")
    return float(cell)
