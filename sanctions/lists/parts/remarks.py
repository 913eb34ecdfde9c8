"""Read the numbers, links, dates and directives that OFAC writes into remarks and identifier types."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sanctions.lists.types import Alias, Directive, Identifier, IdentifierKind

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
    "|".join(re.escape(label) for label in sorted(_LABELS, key=len, reverse=True)), re.IGNORECASE
)
_AFTER_NUMBER = re.compile(r"\b(?:issued|expires|effective)\b", re.IGNORECASE)
_LEI = re.compile(r"[A-Z0-9]{18}[0-9]{2}")
_DIRECTIVE = re.compile(
    r"Executive Order (?P<order>\d+) Directive (?:Determination|Information)\W*"
    r"Subject to Directive (?P<number>\d+[A-Za-z]?)\b",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"(?P<what>Listing|Effective) Date "
    r"\((?:EO (?P<order>\d+) Directive (?P<number>\d+[A-Za-z]?)|[^()]*)\):?\s*"
    r"(?P<day>\d{1,2} [A-Z][a-z]{2} \d{4})"
)
_ALIAS = re.compile(r"(?P<kind>[afn])\.k\.a\.,? ", re.IGNORECASE)
_QUOTATION_MARKS = "'\"\u2018\u2019\u201c\u201d"
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
    if match is None or statement[match.end() : match.end() + 1].isalpha():
        return None
    kind = _LABELS[match[0].casefold()]
    number, country = _number_and_country(statement[match.end() :])
    has_digit = any(character.isdigit() for character in number)
    if not number or not (has_digit or kind is IdentifierKind.BIC):
        return None
    if kind is IdentifierKind.LEI and not _LEI.fullmatch(number.upper()):
        # "Legal Entity Number" is also printed before national company numbers.
        kind = IdentifierKind.REGISTRATION
    return Identifier(kind, number, country)


def _number_and_country(text: str) -> tuple[str, str]:
    """Return the number after a label, and the country in brackets that ends it or stands before its dates.

    Done without a regular expression: blanks, brackets and dates may each be repeated, and a pattern that
    allows all of them tries every way to divide a text between them.
    """
    value = text.removeprefix(".").lstrip()
    value = (value[1:] if value[:1] in ("#", ":") else value).strip()
    dates = _AFTER_NUMBER.search(value)
    value = value[: dates.start()].rstrip() if dates else value
    country = ""
    if value.endswith(")") and "(" in value:
        before, _, inside = value[:-1].rpartition("(")
        if ")" not in inside:
            value, country = before, inside
    return value.strip(" .,\t\r\n"), country.strip()


def _alias(statement: str) -> Alias | None:
    """Return the weak alias in quotation marks of any kind, single, double or doubled; or None."""
    match = _ALIAS.match(statement)
    quoted = statement[match.end() :].strip() if match else ""
    if match is None or len(quoted) <= 2 or not {quoted[0], quoted[-1]} <= set(_QUOTATION_MARKS):
        return None
    name = quoted[1:-1]
    name = name.strip('"').strip() if quoted[0] == '"' else name
    return Alias(name, match[0][0].lower() + "ka", weak=True) if name else None


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
