"""Rules about the archive itself: its entries, content types, relationships and what they lead to."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from tests.ooxml.book import TYPES, Book

LONGEST_ADDRESS: Final = 2079
#: Kinds of parts the program writes. Macros, controls, embedded objects, connections, links to other
#: workbooks and custom XML are all absent from it, and so is anything nobody thought of.
KINDS: Final = frozenset(
    {"officeDocument", "core-properties", "extended-properties", "worksheet", "styles", "theme"}
    | {"sharedStrings", "table", "drawing", "chart", "hyperlink"}
)
_ENCRYPTED: Final = 0x1
_UTF8_NAME: Final = 0x800


def entries(book: Book) -> Iterator[str]:
    """Entries are unique and plain: a second entry of one name, or an odd flag, is taken for damage."""
    seen: set[str] = set()
    for entry in book.entries:
        if entry.filename.lower() in seen:
            yield f"{entry.filename} is in the archive twice"
        seen.add(entry.filename.lower())
        if entry.flag_bits & ~_UTF8_NAME:
            yield f"{entry.filename} has the flags {entry.flag_bits:#x}"
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            yield f"{entry.filename} is compressed in a way the standard does not know"
        if entry.filename.startswith("/") or "\\" in entry.filename or entry.filename.endswith("/"):
            yield f"{entry.filename} is no name of a part"


def content_types(book: Book) -> Iterator[str]:
    """Every part has a content type and no type is for a part that is absent; Excel refuses such a file."""
    root = book.root("[Content_Types].xml")
    by_ending = {each.get("Extension", "").lower() for each in root.iter(f"{TYPES}Default")}
    overrides = [(each.get("PartName", "")[1:], each.get("ContentType", "")) for each in root]
    named = {part: kind for part, kind in overrides if part}
    for part in book.parts:
        ending = part.rpartition(".")[2].lower()
        if part not in named and (ending not in by_ending or ending == "xml") and part[0] != "[":
            yield f"{part} has no content type of its own"
    for part, kind in named.items():
        if part not in book.parts:
            yield f"{part} has a content type but is not there"
        if "macro" in kind.lower() or "vba" in kind.lower():
            yield f"{part} is a part with macros"


def relationships(book: Book) -> Iterator[str]:
    """Relationships lead to parts that are there, and every part is led to; else Excel drops parts."""
    reached = {"[Content_Types].xml"}
    waiting = [""]
    while waiting:
        part = waiting.pop()
        folder, name = posixpath.split(part)
        reached |= {part, posixpath.join(folder, "_rels", f"{name}.rels")}
        ids: set[str] = set()
        for each in book.related(part):
            if each.id in ids:
                yield f"{part} has two relationships {each.id}"
            ids.add(each.id)
            if not each.external and each.target not in book.parts:
                yield f"{part} leads to {each.target}, which is not there"
            elif not each.external and each.target not in reached:
                waiting.append(each.target)
    for part in sorted(set(book.parts) - reached):
        yield f"nothing leads to {part}"


def nothing_from_outside(book: Book) -> Iterator[str]:
    """No macros, controls, embedded files or links to other workbooks: desks' mail filters stop them."""
    for part in ["", *book.parts]:
        for each in book.related(part):
            if each.kind not in KINDS:
                yield f"{part} holds a {each.kind}"
            if each.external and each.kind != "hyperlink":
                yield f"{part} takes a {each.kind} from outside, {each.target}"


def addresses(book: Book) -> Iterator[str]:
    """Addresses are valid and at most 2,079 characters; Excel drops all links of a sheet for a bad one."""
    for part in book.parts:
        for each in book.related(part):
            if not each.external:
                continue
            if len(each.target) > LONGEST_ADDRESS:
                yield f"{part} links to an address of {len(each.target)} characters"
            parts = urlsplit(each.target)
            if parts.scheme not in ("http", "https") or not parts.hostname or not _is_plain(each.target):
                yield f"{part} links to {each.target[:80]!r}, which is no address on the web"


def _is_plain(address: str) -> bool:
    """Tell whether an address holds only characters that stand for themselves or are escaped."""
    return address.isascii() and address.isprintable() and not set(address) & set(' "<>\\^`{|}')
