"""Walk the entries of a large XML file one at a time: no DTD, no entities, no network, flat memory."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from lxml import etree

from sanctions.errors import InputError
from sanctions.lists.parts.text_lines import cannot_open

_EXPECTED = "a whole, well-formed XML file as published"


def entries(path: Path, wanted: frozenset[str]) -> Iterator[etree._Element]:
    """Yield each element whose local name is wanted, complete, and free it afterwards.

    Parameters
    ----------
    path : Path
        The file.
    wanted : frozenset of str
        Local names; an element inside a wanted one is not yielded by itself.

    Yields
    ------
    lxml element
        Valid until the next one is asked for.

    Raises
    ------
    InputError
        If the file declares a document type (where entity bombs live), is not well formed or ends
        early; with the line.
    """
    try:
        with path.open("rb") as handle:
            yield from _walk(path, handle, wanted)
    except etree.XMLSyntaxError as error:
        reason = re.sub(r", (line \d+|use XML_PARSE_HUGE option).*", "", str(error.msg))
        raise InputError.single(path.name, f"line {error.lineno or 1}", reason, _EXPECTED) from error
    except OSError as error:
        raise cannot_open(path, error) from error


def _walk(path: Path, handle: IO[bytes], wanted: frozenset[str]) -> Iterator[etree._Element]:
    # huge_tree stays off: libxml2 then bounds depth, text length and entity growth by itself.
    walker = etree.iterparse(
        handle,
        events=("start", "end"),
        tag=[f"{{*}}{name}" for name in sorted(wanted)],
        load_dtd=False,
        no_network=True,
        resolve_entities=False,
        huge_tree=False,
        collect_ids=False,
        remove_comments=True,
        remove_pis=True,
        recover=False,
    )
    inside = 0
    checked = False
    for event, element in walker:
        if not checked:
            _refuse_document_type(path, element)
            checked = True
        inside += 1 if event == "start" else -1
        if event == "end" and inside == 0:
            yield element
            _free(element)


def local_name(element: etree._Element) -> str:
    """Return an element's name without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def text_of(element: etree._Element, *names: str) -> str:
    """Return the stripped text of the first descendant along a path of local names, or an empty string."""
    here: etree._Element | None = element
    for name in names:
        here = (
            next((child for child in here if local_name(child) == name), None) if here is not None else None
        )
    return " ".join((here.text or "").split()) if here is not None else ""


def text_in(element: etree._Element) -> str:
    """Return the stripped text of an element itself."""
    return " ".join((element.text or "").split())


def attributes(element: etree._Element) -> dict[str, str]:
    """Return the attributes that say something, their names in lower case and without a namespace."""
    return {
        str(name).rpartition("}")[2].casefold(): text
        for name, value in element.attrib.items()
        if (text := " ".join(str(value).split()))
    }


def root_attribute(element: etree._Element, name: str) -> str:
    """Return an attribute of the document's root."""
    return str(element.getroottree().getroot().get(name, ""))


def line_of(element: etree._Element) -> int:
    """Return the line an element starts on, 0 when the parser does not know."""
    line: object = element.sourceline
    return line if isinstance(line, int) else 0


def children(element: etree._Element, *names: str) -> list[etree._Element]:
    """Return the elements at the end of a path of local names; each step takes all that match."""
    found = [element]
    for name in names:
        found = [child for parent in found for child in parent if local_name(child) == name]
    return found


def _free(element: etree._Element) -> None:
    parent = element.getparent()
    element.clear()
    if parent is not None:
        while (earlier := element.getprevious()) is not None:
            parent.remove(earlier)


def _refuse_document_type(path: Path, element: etree._Element) -> None:
    if element.getroottree().docinfo.doctype:  # type: ignore[attr-defined]
        raise document_type_refused(path, 1)


def document_type_refused(path: Path, line: int) -> InputError:
    """Return the error for a file with a DTD, the place where entity bombs live."""
    message = "declares a document type (DTD), which no publisher's list does; it is not processed"
    return InputError.single(path.name, f"line {line}", message, "an XML list without <!DOCTYPE>")
