"""Entity lists in the publishers' own files: OFAC (SDN, consolidated non-SDN) and the United Nations."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from sanctions.data.sources.base import text_of, xml_of
from sanctions.data.sources.http import Fetcher, Page, Request

OFAC = "https://sanctionslistservice.ofac.treas.gov/api/download"
UN = "https://scsanctions.un.org/resources/xml/en/consolidated.xml"
CSV_TYPES = ("text/csv", "application/csv", "application/octet-stream")
XML_TYPES = ("application/xml", "text/xml")
UN_ROOT = "CONSOLIDATED_LIST"


@dataclass(frozen=True, slots=True)
class ListFile:
    """One file of a list.

    Parameters
    ----------
    name : str
        The list: ofac-sdn, ofac-consolidated or un.
    file : str
        The publisher's own file name.
    address : str
    accept : tuple of str
    columns : int
        Columns a CSV row has; 0 for XML.
    kept_as : str
        Name under which the newest edition is looked for.
    """

    name: str
    file: str
    address: str
    accept: tuple[str, ...]
    columns: int
    kept_as: str


def _ofac(name: str, file: str, columns: int) -> ListFile:
    return ListFile(name, file, f"{OFAC}/{file}", CSV_TYPES, columns, file.lower())


LISTS = (
    _ofac("ofac-sdn", "SDN.CSV", 12),
    _ofac("ofac-sdn", "ADD.CSV", 6),
    _ofac("ofac-sdn", "ALT.CSV", 5),
    _ofac("ofac-consolidated", "CONS_PRIM.CSV", 12),
    _ofac("ofac-consolidated", "CONS_ADD.CSV", 6),
    _ofac("ofac-consolidated", "CONS_ALT.CSV", 5),
    ListFile("un", "consolidated.xml", UN, XML_TYPES, 0, "un.xml"),
)
#: The formats were taken from the publishers' documentation and from saved files, not from a download.
TRIED_LIVE = False


def fetch_list(fetcher: Fetcher, wanted: ListFile) -> Page | None:
    """Return one list file, or None when the publisher says it has not changed.

    Raises
    ------
    SourceError
        It cannot be had, or is not what the publisher's format says.
    """
    page = fetcher.fetch(Request("lists", f"{wanted.name} {wanted.file}", wanted.address, wanted.accept))
    if page is None:
        return None
    if not wanted.columns:
        root = xml_of(page)
        if root.tag != UN_ROOT:
            raise page.request.error(f"begins with {root.tag!r}, not {UN_ROOT}: the format has changed")
        return page
    # OFAC ends its files with a control-Z from the days of DOS.
    rows = [row for row in csv.reader(io.StringIO(text_of(page))) if row and row != ["\x1a"]]
    widths = {len(row) for row in rows}
    if widths != {wanted.columns}:
        found = ", ".join(map(str, sorted(widths))) or "no"
        raise page.request.error(f"has {found} columns, not {wanted.columns}: the format has changed")
    return page
