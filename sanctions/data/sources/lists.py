"""Entity lists in the publishers' own files: OFAC, the United Nations, the EU, the UK and Switzerland."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from lxml import etree

from sanctions.data.sources.base import text_of, xml_of
from sanctions.data.sources.http import Fetcher, Page, Request

OFAC = "https://sanctionslistservice.ofac.treas.gov/api/download"
UN = "https://scsanctions.un.org/resources/xml/en/consolidated.xml"
CSV_TYPES = ("text/csv", "application/csv", "application/octet-stream")
# The EU's address carries a token that is the same for everybody and part of the published link.
EU = "https://webgate.ec.europa.eu/fsd/fsf/public/files/xmlFullSanctionsList_1_1/content?token=dG9rZW4tMjAxNw"
UK = "https://sanctionslist.fcdo.gov.uk/docs/UK-Sanctions-List.xml"
SECO = (
    "https://www.sesam.search.admin.ch/sesam-search-web/pages/downloadXmlGesamtliste.xhtml"
    "?lang=en&action=downloadXmlGesamtlisteAction"
)
XML_TYPES = ("application/xml", "text/xml")
ANY_XML = (*XML_TYPES, "application/octet-stream", "application/force-download")
UN_ROOT = "CONSOLIDATED_LIST"


@dataclass(frozen=True, slots=True)
class ListFile:
    """One file of a list.

    Parameters
    ----------
    name : str
        The list: ofac-sdn, ofac-consolidated, un, eu, uk or seco.
    file : str
        The publisher's own file name.
    address : str
    accept : tuple of str
    columns : int
        Columns a CSV row has; 0 for XML.
    kept_as : str
        Name under which the newest edition is looked for.
    root : str
        Root element of an XML file.
    """

    name: str
    file: str
    address: str
    accept: tuple[str, ...]
    columns: int
    kept_as: str
    root: str = UN_ROOT


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
    ListFile("eu", "xmlFullSanctionsList_1_1.xml", EU, ANY_XML, 0, "eu.xml", "export"),
    ListFile("uk", "UK-Sanctions-List.xml", UK, ANY_XML, 0, "uk.xml", "Designations"),
    ListFile("seco", "consolidated-list.xml", SECO, ANY_XML, 0, "seco.xml", "swiss-sanctions-list"),
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
        found = etree.QName(xml_of(page)).localname
        if found != wanted.root:
            raise page.request.error(f"begins with {found!r}, not {wanted.root}: the format has changed")
        return page
    # OFAC ends its files with a control-Z from the days of DOS.
    rows = [row for row in csv.reader(io.StringIO(text_of(page))) if row and row != ["\x1a"]]
    widths = {len(row) for row in rows}
    if widths != {wanted.columns}:
        found = ", ".join(map(str, sorted(widths))) or "no"
        raise page.request.error(f"has {found} columns, not {wanted.columns}: the format has changed")
    return page
