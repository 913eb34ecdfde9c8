"""DBnomics: World Bank, IMF and BIS series in one format."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sanctions.data.catalog import SeriesCard
from sanctions.data.sources.base import Download, bundled_card, day, downloads, json_of, number
from sanctions.data.sources.http import Fetcher, Request

SERVICE = "https://api.db.nomics.world/v22/series"
#: Our series -> provider/dataset/series, factor to our unit, months of the period.
IDS = {
    "gdp_usd_bn": ("WB/WDI/A-NY.GDP.MKTP.CD-RUS", 1e-9, 12),
    "reserves_imf_usd_bn": ("IMF/IFS/M.RU.RAFA_USD", 1e-3, 1),
    "policy_rate_bis_pct": ("BIS/WS_CBPOL/M.RU", 1.0, 1),
}


def _own(
    name: str, title: str, unit: str, basis: str, publisher: str, lag_days: int, reason: str
) -> SeriesCard:
    return SeriesCard(
        id=name,
        title=title,
        unit=unit,
        basis=basis,
        publisher=publisher,
        address=f"https://db.nomics.world/{IDS[name][0]}",
        licence=f"{publisher}, through DBnomics, with attribution",
        revised="Monthly, recent months",
        gaps="As the provider publishes",
        first_known_lag_days=lag_days,
        first_known_lag_reason=reason,
    )


class DBnomics:
    """Series of many providers; a period is dated its last day, "NA" is no reading."""

    name = "dbnomics"
    title = "DBnomics (World Bank, IMF, BIS)"
    tried_live = False

    def __init__(self) -> None:
        world_bank = "Printed with the update of 1 July of the next year"
        imf = ("IMF IFS", "International Monetary Fund", 45, "The IMF prints a month six weeks later")
        bis = ("BIS policy rates", "Bank for International Settlements", 20, "The BIS updates weekly")
        self.cards: tuple[SeriesCard, ...] = (
            bundled_card(
                "gdp_usd_bn",
                world_bank,
                basis="World Bank WDI",
                publisher="World Bank",
                first_known_lag_days=183,
                address="https://db.nomics.world/WB/WDI/A-NY.GDP.MKTP.CD-RUS",
            ),
            _own("reserves_imf_usd_bn", "Official reserve assets of Russia", "USD bn", *imf),
            _own("policy_rate_bis_pct", "Policy rate of Russia, end of month", "%", *bis),
        )

    def download(
        self, fetcher: Fetcher, card: SeriesCard, since: dt.date, until: dt.date
    ) -> Sequence[Download]:
        """Return the readings of one series; see :class:`sanctions.data.sources.base.Source`."""
        name, factor, months = IDS[card.id]
        params = {"observations": "1", "format": "json"}
        request = Request(self.name, card.id, f"{SERVICE}/{name}", ("application/json",), params)
        page = fetcher.fetch(request)
        if page is None:
            return []
        content = json_of(page)
        try:
            series = content["series"]["docs"][0]
            rows = list(zip(series["period_start_day"], series["value"], strict=True))
        except (KeyError, IndexError, TypeError, ValueError):
            raise request.error(
                "has no series with period_start_day and value: the format has changed"
            ) from None
        found = {
            _last_day(day(page, str(start)), months): number(page, str(value)) * factor
            for start, value in rows
            if value not in {None, "NA"}
        }
        return downloads(page, {date: value for date, value in found.items() if since <= date <= until})


def _last_day(start: dt.date, months: int) -> dt.date:
    """Return the last day of a period of full months."""
    years, month = divmod(start.month - 1 + months, 12)
    return dt.date(start.year + years, month + 1, 1) - dt.timedelta(days=1)
