"""The schemas of ECMA-376, where they are at hand, as one schema for every part of a workbook.

The standard's texts are not part of this project; `.ci/schemas` takes them out of Debian's source package of
Apache POI. Without them the tests that want them are skipped.
"""

from __future__ import annotations

import os
import zipfile
from collections import defaultdict
from pathlib import Path
from typing import Final

import pytest
from lxml import etree

FOLDER: Final = Path(
    os.environ.get("OOXML_SCHEMAS") or Path(__file__).resolve().parents[1] / "build" / "ooxml-schemas"
)
_SCHEMA: Final = "{http://www.w3.org/2001/XMLSchema}"
_XML: Final = "http://www.w3.org/XML/1998/namespace"
#: Of other programs, of signatures, or of what no workbook holds.
_LEFT_OUT: Final = ("pml", "wml", "vml", "opc-digSig", "shared-math", "shared-bibl", "shared-customXml")
_XML_ATTRIBUTES: Final = (
    f'<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" targetNamespace="{_XML}">'
    '<xsd:attribute name="lang" type="xsd:language"/></xsd:schema>'
)

needs_schemas = pytest.mark.skipif(
    not (FOLDER / "sml-sheet.xsd").is_file(), reason="the schemas of ECMA-376 are not at hand"
)


def violations(book: Path, schema: etree.XMLSchema) -> list[str]:
    """Return where a workbook is not as the schema wants it, part by part."""
    found = []
    with zipfile.ZipFile(book) as archive:
        for part in archive.namelist():
            root = etree.fromstring(archive.read(part), etree.XMLParser(huge_tree=True))
            # The standard's text allows the attribute here; its schemas forget it.
            for text in root.iter("{*}t"):
                text.attrib.pop(f"{{{_XML}}}space", None)
            if not schema.validate(root):
                found += [f"{part}: {each.message}" for each in schema.error_log]
    return found


def the_schema() -> etree.XMLSchema:
    """Return all schemas as one; the reader takes only one document for each namespace."""
    documents = _documents()
    parser = etree.XMLParser()
    parser.resolvers.add(_Merged(documents))
    imports = "".join(
        f'<xsd:import namespace="{each}" schemaLocation="merged:{each}"/>' for each in documents
    )
    text = f'<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema">{imports}</xsd:schema>'
    return etree.XMLSchema(etree.fromstring(text, parser))


class _Merged(etree.Resolver):
    """Gives the merged document of a namespace instead of a file."""

    def __init__(self, documents: dict[str, str]) -> None:
        self.documents = documents

    def resolve(self, system_url, public_id, context):
        text = self.documents[system_url.removeprefix("merged:")]
        return self.resolve_string(text, context, base_url=system_url)


def _documents() -> dict[str, str]:
    roots = defaultdict(list)
    for file in sorted(FOLDER.glob("*.xsd")):
        if not file.name.startswith(_LEFT_OUT):
            root = etree.parse(str(file)).getroot()
            roots[root.get("targetNamespace")].append(root)
    merged = {namespace: _merged(namespace, found, {*roots, _XML}) for namespace, found in roots.items()}
    return {_XML: _XML_ATTRIBUTES, **merged}


def _merged(namespace: str, roots: list[etree._Element], known: set[str]) -> str:
    """Return the declarations of all documents of a namespace in one."""
    prefixes = {prefix: name for root in roots for prefix, name in root.nsmap.items()}
    merged = etree.Element(f"{_SCHEMA}schema", dict(roots[0].attrib), nsmap=prefixes)
    wanted = dict.fromkeys(each.get("namespace") for root in roots for each in root.iter(f"{_SCHEMA}import"))
    for other in wanted:
        if other != namespace and other in known:
            etree.SubElement(merged, f"{_SCHEMA}import", namespace=other, schemaLocation=f"merged:{other}")
    for root in roots:
        merged.extend([each for each in root if each.tag not in (f"{_SCHEMA}include", f"{_SCHEMA}import")])
    return etree.tostring(merged, encoding="unicode")
