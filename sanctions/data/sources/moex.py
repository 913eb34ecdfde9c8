"""Moscow Exchange: indices, OFZ yields and prices from its information server ISS."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sanctions.data.catalog import SeriesCard
from sanctions.data.sources.base import Download, bundled_card, day, json_of
from sanctions.data.sources.http import Fetcher, Page, Request

HISTORY = "https://iss.moex.com/iss/history/engines/stock/markets"
LAG = "Closing values are known on the day"
MOST_PAGES = 500
#: Exchange code of fixed-coupon OFZ on board TQOB -> maturity; pairs of 10 and 15 years issued before and
#: after 14 June 2021, and one issue shorter and one longer than both.
BONDS = {
    "SU26236RMFS8": "May 2028",
    "SU26235RMFS0": "March 2031",
    "SU26239RMFS2": "July 2031",
    "SU26233RMFS5": "July 2035",
    "SU26240RMFS0": "July 2036",
    "SU26230RMFS1": "March 2039",
}


@dataclass(frozen=True, slots=True)
class _Row:
    """One day of an instrument, with the page it was on."""

    date: dt.date
    cells: dict[str, Any]
    page: Page


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
        **bounds,
    )


class MoscowExchange:
    """Daily history by instrument; every cell is found by its column's name, pages by the cursor."""

    name = "moex"
    title = "Moscow Exchange, ISS"
    tried_live = False

    def __init__(self) -> None:
        imoex, rgbi = ("index/boards/SNDX/securities/" + index for index in ("IMOEX", "RGBI"))
        self._places = {"imoex_pts": (imoex, "CLOSE"), "rgbi_pts": (rgbi, "CLOSE")}
        cards = [
            bundled_card("imoex_pts", LAG, address=f"{HISTORY}/{imoex}.json"),
            _own("rgbi_pts", "Government bond index (RGBI)", "index points", rgbi, largest_change_pct=20.0),
        ]
        for code, maturity in BONDS.items():
            number, place = code[2:7], f"bonds/boards/TQOB/securities/{code}"
            price, level = f"ofz_{number}_price_pct", f"ofz_{number}_yield_pct"
            self._places |= {price: (place, "CLOSE"), level: (place, "YIELDCLOSE")}
            cards += [
                _own(price, f"Price of OFZ {number} ({maturity}), % of par", "%", place, maximum=150.0),
                _own(level, f"Yield of OFZ {number} ({maturity})", "%", place, largest_change=6.0),
            ]
        self.cards: tuple[SeriesCard, ...] = tuple(cards)
        self._rows: dict[tuple[str, dt.date, dt.date], list[_Row]] = {}

    def download(
        self, fetcher: Fetcher, card: SeriesCard, since: dt.date, until: dt.date
    ) -> Sequence[Download]:
        """Return the closes of one instrument; see :class:`sanctions.data.sources.base.Source`."""
        place, column = self._places[card.id]
        key = (place, since, until)
        if key not in self._rows:
            self._rows[key] = self._history(fetcher, card, place, since, until)
        found = {
            row.date: Download(
                row.date, _value(row.page, row.cells[column]), row.page.request.shown, row.page.sha256
            )
            for row in self._rows[key]
            if row.cells.get(column) is not None
        }
        if not found:
            request = Request(self.name, card.id, f"{HISTORY}/{place}.json", ())
            raise request.error(f"holds no readings of {column}")
        return [found[date] for date in sorted(found)]

    def _history(
        self, fetcher: Fetcher, card: SeriesCard, place: str, since: dt.date, until: dt.date
    ) -> list[_Row]:
        rows: list[_Row] = []
        for _ in range(MOST_PAGES):
            params = {"from": str(since), "till": str(until), "iss.meta": "off", "start": str(len(rows))}
            request = Request(self.name, card.id, f"{HISTORY}/{place}.json", ("application/json",), params)
            page = fetcher.fetch(request)
            if page is None:
                break
            content = json_of(page)
            block = _block(page, content, "history")
            rows += [_Row(day(page, str(cells.get("TRADEDATE"))), cells, page) for cells in block]
            total = _block(page, content, "history.cursor")[0].get("TOTAL")
            if not block or len(rows) >= _value(page, total):
                break
        return rows


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
