"""What every connector is: a name, the cards of its series, and a way to download one of them."""

from __future__ import annotations

import datetime as dt
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

from lxml import etree

from sanctions.data.catalog import Card, SeriesCard, SeriesEntry, catalogue
from sanctions.data.sources.http import Fetcher, Page, Request


@dataclass(frozen=True, slots=True)
class Download:
    """One reading as a publisher gave it.

    Parameters
    ----------
    date : datetime.date
    value : float
        In the unit of the series' card.
    address, sha256 : str
        The page it was on, and the page's checksum.
    first_known : datetime.date, optional
        Where the publisher itself says when the reading came out.
    """

    date: dt.date
    value: float
    address: str
    sha256: str
    first_known: dt.date | None = None


class Source(Protocol):
    """A connector.

    Attributes
    ----------
    name, title : str
    tried_live : bool
        False while the format was only taken from the publisher's documentation.
    cards : tuple of SeriesCard
        The series it brings.
    """

    name: str
    title: str
    tried_live: bool
    cards: tuple[SeriesCard, ...]

    def download(
        self, fetcher: Fetcher, card: SeriesCard, since: dt.date, until: dt.date
    ) -> Sequence[Download]:
        """Return the readings of one series in a span of days, oldest first; none when unchanged.

        Raises
        ------
        SourceError
            The publisher cannot be reached or its answer cannot be used.
        """
        ...


def number(page: Page, text: str) -> float:
    """Return a finite number with a decimal point or a comma, thousands set off by (narrow) blanks."""
    try:
        value = float(text.translate({0xA0: None, 0x202F: None, 0x20: None, ord(","): "."}))
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise page.request.error(f"has {text[:40]!r} where a number was expected")
    return value


def day(page: Page, text: str, layout: str = "%Y-%m-%d") -> dt.date:
    """Return a date in the publisher's layout."""
    try:
        return dt.datetime.strptime(text.strip(), layout).replace(tzinfo=dt.UTC).date()
    except ValueError:
        raise page.request.error(f"has {text[:40]!r} where a date was expected") from None


def json_of(page: Page) -> Any:
    """Return the content of a JSON page."""
    try:
        return json.loads(page.content)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        raise page.request.error("is not readable as JSON") from None


def xml_of(page: Page) -> etree._Element:
    """Return the root of an XML page; declarations of entities are refused, nothing outside is loaded."""
    if b"<!DOCTYPE" in page.content or b"<!ENTITY" in page.content:
        raise page.request.error("declares XML entities, which no publisher here has a reason to do")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(page.content, parser)
    except (etree.XMLSyntaxError, LookupError) as error:
        raise page.request.error(f"is not readable as XML: {error}") from None


def text_of(page: Page, encoding: str = "utf-8") -> str:
    """Return the content of a text page."""
    try:
        return page.content.decode(encoding)
    except UnicodeDecodeError:
        raise page.request.error(f"is not text in {encoding}") from None


def downloads(page: Page, values: dict[dt.date, float]) -> list[Download]:
    """Return a page's readings, oldest first; a page without any is an error."""
    if not values:
        raise page.request.error("holds no readings")
    return [Download(date, values[date], page.request.shown, page.sha256) for date in sorted(values)]


def bundled_card(name: str, lag_reason: str, **changes: Any) -> SeriesCard:
    """Return the card of a series that is bundled too, so that a download lies on the same definition."""
    card, entry = _bundled()[name]
    said = {
        **entry.model_dump(),
        "column": "",
        "per": "",
        "basis": entry.basis or card.basis,
        "publisher": entry.publisher or card.publisher,
        "address": entry.address or card.address,
        "licence": card.licence,
        "revised": card.revised,
        "gaps": card.gaps,
        "first_known_lag_reason": lag_reason,
    }
    return SeriesCard(**{**said, **changes})


@cache
def _bundled() -> dict[str, tuple[Card, SeriesEntry]]:
    return {entry.id: (card, entry) for card in catalogue() for entry in card.series}


__all__ = ["Download", "Fetcher", "Page", "Request", "Source"]
