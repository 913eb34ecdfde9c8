"""Who is listed, on which list and under which directive, read from the words people use for them."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum


class ListKind(StrEnum):
    """What a listing is for the rules."""

    UNSTATED = "unstated"
    SDN = "OFAC SDN"
    DIRECTIVE = "OFAC directive"
    EU = "EU, not said which"
    EU_FREEZE = "EU asset freeze"
    EU_SECTORAL = "EU sectoral"
    UK = "UK, not said which"
    UK_FREEZE = "UK asset freeze"
    UK_MARKETS = "UK capital markets"
    BIS = "BIS entity list"
    GOVERNMENT = "blocked government"
    OTHER = "a list no rule starts from"
    UNKNOWN = "unknown list"


class DirectiveReach(StrEnum):
    """How far a directive reaches beyond the names in it."""

    OWNED = "owned"
    OWNED_FINANCIAL = "owned financial institutions"
    NAMED_ONLY = "named only"
    UNCONFIRMED = "unconfirmed"


#: Reach of each directive. Named only: FAQ 891 (EO 14024 D1, D1A), FAQ 1000 with counsel's notes (D4),
#: FAQ 943 (Belarus D1). Owned: FAQ 373 and 398-401 (EO 13662), FAQ 985 (EO 14024 D3).
REACH: dict[str, DirectiveReach] = {
    "EO 13662 D1": DirectiveReach.OWNED,
    "EO 13662 D2": DirectiveReach.OWNED,
    "EO 13662 D3": DirectiveReach.OWNED,
    "EO 13662 D4": DirectiveReach.OWNED,
    "EO 14024 D1": DirectiveReach.NAMED_ONLY,
    "EO 14024 D1A": DirectiveReach.NAMED_ONLY,
    "EO 14024 D2": DirectiveReach.OWNED_FINANCIAL,
    "EO 14024 D3": DirectiveReach.OWNED,
    "EO 14024 D4": DirectiveReach.NAMED_ONLY,
    "EO 14038 D1": DirectiveReach.NAMED_ONLY,
    "CAATSA 235": DirectiveReach.NAMED_ONLY,
}

_DIRECTIVE = re.compile(
    r"(?:E\.?\s*O\.?\s*(?P<order>\d{5})\W*)?(?:D(?:irective)?\W*)?(?P<number>[1-9]A?)", re.IGNORECASE
)
#: Lists whose entries share one restriction, taken as the directive where none is named.
_DIRECTIVE_LISTS = tuple(
    (tuple(re.compile(word, re.IGNORECASE) for word in words), name)
    for words, name in ((("capta",), "CAPTA"), (("ns-?mbs",), "NS-MBS"), (("caatsa", "235"), "CAATSA 235"))
)
#: Words for OFAC's lists as a whole: the SDN list, unless a directive is named with them.
_OFAC_AT_LARGE = re.compile(r"\bofac\b|\be\.?o\.? ?\d{5}")
#: Words that the name of a list holds, all of them in any order, and what it is; the first that fits.
_LIST_WORDS = tuple(
    (tuple(re.compile(word) for word in words), kind)
    for words, kind in (
        ((r"\bbis\b|entity list|\bmeu\b|military end",), ListKind.BIS),
        ((r"\bssi\b|sectoral sanctions ident|capta|ns-?mbs|directive|caatsa 235",), ListKind.DIRECTIVE),
        ((r"\bsdn\b|specially designated",), ListKind.SDN),
        ((r"\beu\b", r"833|sectoral"), ListKind.EU_SECTORAL),
        ((r"833/2014",), ListKind.EU_SECTORAL),
        ((r"\beu\b", r"freeze|annex i\b"), ListKind.EU_FREEZE),
        ((r"269/2014",), ListKind.EU_FREEZE),
        ((r"\beu\b|european union",), ListKind.EU),
        ((r"\buk\b", r"market|sectoral|schedule 2"), ListKind.UK_MARKETS),
        ((r"schedule 2",), ListKind.UK_MARKETS),
        ((r"\buk\b", r"freeze"), ListKind.UK_FREEZE),
        ((r"\bofsi\b|\bhmt\b",), ListKind.UK_FREEZE),
        ((r"\buk\b|united kingdom",), ListKind.UK),
        ((r"\bun\b|united nations",), ListKind.OTHER),
        ((r"government|\bgov\b|venezuela|13884",), ListKind.GOVERNMENT),
    )
)


@dataclass(frozen=True, slots=True)
class Listing:
    """One line of a list.

    Parameters
    ----------
    entity : str
        Name as in the ownership table.
    list_name : str
        The list as its reader names it; empty where unstated, and then every rule counts it.
    kind : ListKind
        What that is.
    directive : str
        Directive in the form "EO 13662 D1"; empty for none.
    valid_from, valid_to : datetime.date or None
        First and last day on the list.
    place : str
        Where the line stands in its file.
    """

    entity: str
    list_name: str = ""
    kind: ListKind = ListKind.UNSTATED
    directive: str = ""
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    place: str = ""

    def in_effect(self, as_of: dt.date) -> bool:
        """Whether the entity is on the list on `as_of`."""
        started = self.valid_from is None or self.valid_from <= as_of
        return started and (self.valid_to is None or as_of <= self.valid_to)

    @property
    def label(self) -> str:
        """The listing in words."""
        words = [word for word in (self.list_name, self.directive) if word]
        return ", ".join(dict.fromkeys(words)) or "list not stated"


def _all_in(needed: tuple[re.Pattern[str], ...], text: str) -> bool:
    return all(word.search(text) for word in needed)


def list_kind(list_name: str, directive: str = "") -> ListKind:
    """Return what `list_name` is.

    A directive without a list, or with words for OFAC's lists as a whole, is an OFAC directive; "EU" and
    "UK" alone are either of their lists.
    """
    words = " ".join(list_name.casefold().replace("_", " ").split())
    if not words:
        return ListKind.DIRECTIVE if directive else ListKind.UNSTATED
    if _named_directives(words):
        return ListKind.DIRECTIVE
    for needed, kind in _LIST_WORDS:
        if _all_in(needed, words):
            return kind
    if _OFAC_AT_LARGE.search(words):
        return ListKind.DIRECTIVE if directive else ListKind.SDN
    return ListKind.UNKNOWN


def parse_directives(text: str, list_name: str = "") -> tuple[str, ...]:
    """Return the directives in `text`, each as "EO 13662 D1".

    Without any, those that the list's own name tells: "SSI D1", "EO 14024 Directive 3", or the CAPTA,
    NS-MBS and CAATSA 235 lists as such. Several are separated by ``;`` or ``,``. Without an order,
    EO 13662 is meant, or EO 14024 where the list is CAPTA or NS-MBS or only that order has the directive.

    Raises
    ------
    ValueError
        A part is no directive.
    """
    default = "14024" if re.search(r"capta|ns-?mbs|14024", list_name, re.IGNORECASE) else "13662"
    if not text.strip():
        bare = [name for needed, name in _DIRECTIVE_LISTS if _all_in(needed, list_name)]
        return _named_directives(list_name) or tuple(bare[:1])
    found = []
    for part in (part.strip() for part in re.split(r"[;,]", text)):
        if not part:
            continue
        if re.fullmatch(r"CAATSA\W*(?:(?:section|s)\W*)?235", part, re.IGNORECASE):
            found.append("CAATSA 235")
            continue
        match = _DIRECTIVE.fullmatch(part)
        if match is None:
            raise ValueError(f"{part!r} is not a directive")
        number = match.group("number").upper()
        found.append(f"EO {match.group('order') or ('14024' if number == '1A' else default)} D{number}")
    return tuple(dict.fromkeys(found))


def _named_directives(list_name: str) -> tuple[str, ...]:
    """Return the directives that a list's own name tells, such as "SSI D1"."""
    order = re.search(r"1[34]\d{3}", list_name)
    numbers = re.findall(r"(?<![a-z])D(?:irective)?\s*([1-9]A?)\b", list_name, re.IGNORECASE)
    default = "14024" if re.search(r"capta|ns-?mbs", list_name, re.IGNORECASE) else "13662"
    return tuple(
        dict.fromkeys(f"EO {order.group() if order else default} D{each.upper()}" for each in numbers)
    )


def directive_reach(directive: str) -> DirectiveReach:
    """Return how far `directive` reaches; one that was not checked is unconfirmed."""
    return REACH.get(directive, DirectiveReach.UNCONFIRMED)
