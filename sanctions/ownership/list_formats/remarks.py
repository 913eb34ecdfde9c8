"""Read the numbers, links, dates and directives that OFAC writes into remarks and identifier types."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sanctions.ownership.lists import Alias, Directive, Identifier, IdentifierKind

# Labels as OFAC prints them, lower case and without a trailing "." ":" or "#". The longest label wins,
# so that "company number imo" is not read as a company number.
_LABELS: dict[str, IdentifierKind] = {
    **dict.fromkeys(
        (
            "registration id",
            "registration number",
            "company number",
            "business number",
            "business registration number",
            "business registration document",
            "commercial registry number",
            "enterprise number",
            "public registration number",
            "chamber of commerce number",
            "folio mercantil no",
            "matricula mercantil no",
            "c.r. no",
            "trade license no",
            "unified social credit code (uscc)",
            "chinese commercial code",
            "registered charity no",
            "certificate of incorporation number",
            "dubai chamber of commerce membership no",
            "istanbul chamber of comm. no",
            "romanian c.r",
            "file number",
            "uk company number",
        ),
        IdentifierKind.REGISTRATION,
    ),
    **dict.fromkeys(
        ("tax id no", "nit", "ruc", "rif", "r.f.c", "v.a.t. number", "rtn", "c.u.i.t", "c.u.i.p", "rnc"),
        IdentifierKind.TAX,
    ),
    "legal entity number": IdentifierKind.LEI,
    "swift/bic": IdentifierKind.BIC,
    "passport": IdentifierKind.PASSPORT,
    **dict.fromkeys(
        (
            "national id no",
            "cedula no",
            "identification number",
            "d.n.i",
            "ssn",
            "c.u.r.p",
            "personal id card",
        ),
        IdentifierKind.NATIONAL_ID,
    ),
    **dict.fromkeys(
        ("vessel registration identification imo", "identification number imo", "company number imo", "mmsi"),
        IdentifierKind.VESSEL,
    ),
}
_LABEL = re.compile(
    r"(?P<label>" + "|".join(re.escape(label) for label in sorted(_LABELS, key=len, reverse=True)) + r")"
    r"(?![A-Za-z])\.?\s*[#:]?\s*(?P<value>\S.*)$",
    re.IGNORECASE,
)
_VALUE = re.compile(
    r"(?P<number>.*?)\s*(?:\((?P<country>[^()]*)\))?\s*(?:\b(?:issued|expires|effective)\b.*)?$",
    re.IGNORECASE,
)
_LEI = re.compile(r"[A-Z0-9]{18}[0-9]{2}")
_DIRECTIVE = re.compile(
    r"Executive Order (?P<order>\d+) Directive (?:Determination|Information)\W*"
    r"Subject to Directive (?P<number>\d+[A-Za-z]?)\b",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"(?P<what>Listing|Effective) Date "
    r"\((?:EO (?P<order>\d+) Directive (?P<number>\d+[A-Za-z]?)|[^)]*)\):?\s*"
    r"(?P<day>\d{1,2} [A-Z][a-z]{2} \d{4})"
)
_ALIAS = re.compile(r"(?P<kind>[afn])\.k\.a\.,? '(?P<name>.+)'$")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_Item = TypeVar("_Item")
_FULL_FIELD = 1000  # characters; OFAC's legacy remarks field holds no more and cuts the rest off


@dataclass(frozen=True, slots=True)
class Remarks:
    """What remarks say, in parts."""

    identifiers: tuple[Identifier, ...]
    linked_to: tuple[str, ...]
    directives: tuple[Directive, ...]
    aliases: tuple[Alias, ...]
    listed_on: date | None
    cut: bool


def read_remarks(text: str) -> Remarks:
    """Take apart remarks as OFAC writes them: statements between semicolons, a full stop at the end.

    Parameters
    ----------
    text : str
        The whole field. Statements that are not recognised are left to the text itself.

    Returns
    -------
    Remarks
        Aliases found here are the ones in quotation marks, which OFAC marks as weak.
    """
    cut = len(text) >= _FULL_FIELD and not text.endswith(".")
    # The full stop that ends the field cannot be told from one that ends a name ("CO. LTD."), so every
    # statement loses it: a name reads the same wherever it stands.
    statements = [part.strip().removeprefix("alt. ").removesuffix(".") for part in text.split(";")]
    if cut:
        # The last statement lost its end: half a number or half a name would be a wrong one.
        statements.pop()
    return Remarks(
        identifiers=_unique(i for s in statements if (i := read_identifier(s)) is not None),
        linked_to=_unique(s[len("Linked To:") :].strip() for s in statements if s.startswith("Linked To:")),
        directives=_directives(text),
        aliases=_unique(a for s in statements if (a := _alias(s)) is not None),
        listed_on=min((day for s in statements if (day := _listing_date(s))), default=None),
        cut=cut,
    )


def read_identifier(statement: str) -> Identifier | None:
    """Return the number in a statement such as ``Tax ID No. 7702070139 (Russia)``, or None."""
    match = _LABEL.match(statement)
    if match is None:
        return None
    kind = _LABELS[match["label"].casefold()]
    parts = _VALUE.match(match["value"])
    number = parts["number"].strip(" .,") if parts else ""
    has_digit = any(character.isdigit() for character in number)
    if not number or not (has_digit or kind is IdentifierKind.BIC):
        return None
    if kind is IdentifierKind.LEI and not _LEI.fullmatch(number.upper()):
        # "Legal Entity Number" is also printed before national company numbers.
        kind = IdentifierKind.REGISTRATION
    return Identifier(kind, number, ((parts["country"] if parts else "") or "").strip())


def _alias(statement: str) -> Alias | None:
    match = _ALIAS.match(statement)
    return Alias(match["name"], match["kind"] + "ka", weak=True) if match else None


def _listing_date(statement: str) -> date | None:
    match = _DATED.search(statement)
    return read_day(match["day"]) if match and match["what"] == "Listing" else None


def _directives(text: str) -> tuple[Directive, ...]:
    days: dict[tuple[str, str, str], date | None] = {}
    for match in _DATED.finditer(text):
        if match["order"]:
            days[match["what"], match["order"], match["number"].upper()] = read_day(match["day"])
    # A directive number at the very end of a cut field may have lost a letter ("1" of "1a").
    ends = len(text) if len(text) < _FULL_FIELD else len(text) - 1
    found = _unique((m["order"], m["number"].upper()) for m in _DIRECTIVE.finditer(text) if m.end() <= ends)
    return tuple(
        Directive(
            f"EO {order}",
            number,
            days.get(("Listing", order, number)),
            days.get(("Effective", order, number)),
        )
        for order, number in found
    )


def read_day(text: str) -> date | None:
    """Return the date in ``24 Feb 2022`` (English months whatever the locale), or None."""
    try:
        day, month, year = text.split()
        return date(int(year), _MONTHS.index(month.title()) + 1, int(day))
    except ValueError:
        return None


def _unique(items: Iterable[_Item]) -> tuple[_Item, ...]:
    return tuple(dict.fromkeys(items))
