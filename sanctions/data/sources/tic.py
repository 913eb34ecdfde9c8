"""US Treasury: foreign holdings of Treasury securities from the TIC tables."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from sanctions.data.catalog import SeriesCard
from sanctions.data.sources.base import Download, day, downloads, number, text_of
from sanctions.data.sources.http import Fetcher, Page, Request

TABLE_5 = "https://ticdata.treasury.gov/resource-center/data-chart-center/tic/Documents/slt_table5.txt"
COUNTRIES = {
    "ust_held_by_all_foreign_usd_bn": "Grand Total",
    "ust_held_by_china_usd_bn": "China, Mainland",
    "ust_held_by_belgium_usd_bn": "Belgium",
}


class TreasuryInternationalCapital:
    """Table 5, tab-separated: a header of months, a line a country, billions of dollars."""

    name = "tic"
    title = "US Treasury, Treasury International Capital"
    tried_live = False

    def __init__(self) -> None:
        self.cards: tuple[SeriesCard, ...] = tuple(
            SeriesCard(
                id=name,
                title=f"US Treasury securities held by foreigners: {country}",
                unit="USD bn",
                basis="TIC SLT table 5, by country of custodian",
                publisher="US Department of the Treasury",
                address=TABLE_5,
                licence="Public domain",
                revised="Monthly, back to the last survey",
                gaps="The table rolls over thirteen months; Russia is no longer listed by itself",
                first_known_lag_days=48,
                first_known_lag_reason="Printed in the middle of the second month after",
                largest_change_pct=50.0,
                stale_after_days=120,
            )
            for name, country in COUNTRIES.items()
        )
        self._page: Page | None = None

    def download(
        self, fetcher: Fetcher, card: SeriesCard, since: dt.date, until: dt.date
    ) -> Sequence[Download]:
        """Return the holdings of one country; see :class:`sanctions.data.sources.base.Source`."""
        page = self._page
        if page is None:
            page = self._page = fetcher.fetch(Request(self.name, card.id, TABLE_5, ("text/plain",)))
        if page is None:
            return []
        found = _row(page, COUNTRIES[card.id])
        return downloads(page, {date: value for date, value in found.items() if since <= date <= until})


def _row(page: Page, country: str) -> dict[dt.date, float]:
    months: list[dt.date] = []
    for line in text_of(page).splitlines():
        cells = [cell.strip() for cell in line.split("\t")]
        if cells[0] == "Country":
            months = [_month_end(page, cell) for cell in cells[1:] if re.fullmatch(r"\d{4}-\d\d", cell)]
        elif cells[0] == country and months:
            readings = zip(months, cells[1:], strict=False)
            return {date: number(page, cell) for date, cell in readings if cell not in {"", "n.a.", "*"}}
    what = f"line for {country!r}" if months else "header of months"
    raise page.request.error(f"has no {what}: the format has changed")


def _month_end(page: Page, text: str) -> dt.date:
    first = day(page, f"{text}-01")
    return (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
