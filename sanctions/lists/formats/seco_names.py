"""Names on Switzerland's list: parts in order, each with spellings in other languages and scripts."""

from __future__ import annotations

from lxml import etree

from sanctions.lists.parts.xml_stream import attributes, children, text_in, text_of
from sanctions.lists.types import Alias

_FAMILY = "family-name"
_FORMER = "formerly-known-as"
_WEAK = "low"
_MOST_SPELLINGS = 200  # of one name
_Part = tuple[str, str, dict[tuple[str, str], list[str]]]


def seco_names(element: etree._Element) -> tuple[list[Alias], bool]:
    """Return a name and its other spellings, each in one language and script, and whether these are all."""
    fields = attributes(element)
    kind = "fka" if fields.get("name-type") == _FORMER else "aka"
    weak = fields.get("quality") == _WEAK
    parts = _parts(element)
    first = Alias(_joined([(what, value) for what, value, _ in parts]), kind, weak)
    found = [first]
    for writing in dict.fromkeys(key for _, _, spellings in parts for key in spellings):
        rows = max(len(spellings.get(writing, [])) for _, _, spellings in parts)
        for row in range(rows):
            if len(found) > _MOST_SPELLINGS:
                return found, False
            words = [
                (what, _spelled(value, spellings.get(writing, []), row)) for what, value, spellings in parts
            ]
            # A language that writes in another script is told by the script, which people know better.
            language, script = writing
            found.append(Alias(_joined(words), kind, weak, script or language))
    return [alias for alias in dict.fromkeys(found) if alias.name], True


def _parts(element: etree._Element) -> list[_Part]:
    ordered = []
    for position, part in enumerate(children(element, "name-part")):
        order = attributes(part).get("order", "")
        spellings: dict[tuple[str, str], list[str]] = {}
        for each in children(part, "spelling-variant"):
            fields = attributes(each)
            spellings.setdefault((fields.get("lang", ""), fields.get("script", "")), []).append(text_in(each))
        known = int(order) if order.isascii() and order.isdigit() and len(order) < 4 else position
        what = attributes(part).get("name-part-type", "")
        ordered.append((known, position, (what, text_of(part, "value") or text_in(part), spellings)))
    return [part for _, _, part in sorted(ordered, key=lambda each: each[:2])]


def _spelled(value: str, spellings: list[str], row: int) -> str:
    """Return the spelling of a part in this row, or the last one, or what the list writes itself."""
    return spellings[min(row, len(spellings) - 1)] if spellings else value


def _joined(words: list[tuple[str, str]]) -> str:
    """Return "Family, Given Father" where a family name is marked, the parts in order otherwise."""
    family = " ".join(text for what, text in words if what == _FAMILY and text)
    rest = " ".join(text for what, text in words if what != _FAMILY and text)
    return ", ".join(part for part in (family, rest) if part)
