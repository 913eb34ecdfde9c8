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
    EU_FREEZE = "EU asset freeze"
    EU_SECTORAL = "EU sectoral"
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
_DIRECTIVE_LISTS = (("capta", "CAPTA"), ("ns-?mbs", "NS-MBS"), ("caatsa.*235", "CAATSA 235"))
_LIST_WORDS: tuple[tuple[str, ListKind], ...] = (
    (r"\bbis\b|entity list|\bmeu\b|military end", ListKind.BIS),
    (r"\bssi\b|sectoral sanctions ident|capta|ns-?mbs|directive|caatsa 235", ListKind.DIRECTIVE),
    (r"\bsdn\b|specially designated", ListKind.SDN),
    (r"\beu\b.*(833|sectoral)|833/2014", ListKind.EU_SECTORAL),
    (r"\beu\b|269/2014", ListKind.EU_FREEZE),
    (r"\buk\b.*(market|sectoral|schedule 2)|uk-markets", ListKind.UK_MARKETS),
    (r"schedule 2", ListKind.UK_MARKETS),
    (r"\buk\b|\bofsi\b|\bhmt\b|united kingdom", ListKind.UK_FREEZE),
    (r"\bun\b|united nations", ListKind.OTHER),
    (r"government|\bgov\b|venezuela|13884", ListKind.GOVERNMENT),
    (r"\bofac\b|\be\.?o\.? ?\d{5}", ListKind.SDN),
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


def list_kind(list_name: str, directive: str = "") -> ListKind:
    """Return what `list_name` is; a directive without a list is an OFAC directive."""
    words = " ".join(list_name.casefold().replace("_", " ").split())
    if not words:
        return ListKind.DIRECTIVE if directive else ListKind.UNSTATED
    for pattern, kind in _LIST_WORDS:
        if re.search(pattern, words):
            return kind
    return ListKind.UNKNOWN


def parse_directives(text: str, list_name: str = "") -> tuple[str, ...]:
    """Return the directives in `text`, each as "EO 13662 D1".

    On the CAPTA, NS-MBS and CAATSA 235 lists an entry without one is subject to that list. Several are
    separated by ``;`` or ``,``. Without an order, EO 13662 is meant, or EO 14024 where the list is CAPTA
    or NS-MBS or only that order has the directive (1A).

    Raises
    ------
    ValueError
        A part is no directive.
    """
    later = re.search(r"capta|ns-?mbs|14024", list_name, re.IGNORECASE)
    if not text.strip():
        bare = [name for pattern, name in _DIRECTIVE_LISTS if re.search(pattern, list_name, re.IGNORECASE)]
        return tuple(bare[:1])
    found = []
    for part in (part.strip() for part in re.split(r"[;,]", text)):
        if not part:
            continue
        if re.fullmatch(r"CAATSA\W*(?:section|s\.?)?\W*235", part, re.IGNORECASE):
            found.append("CAATSA 235")
            continue
        match = _DIRECTIVE.fullmatch(part)
        if match is None:
            raise ValueError(f"{part!r} is not a directive")
        number = match.group("number").upper()
        order = match.group("order") or ("14024" if later or number == "1A" else "13662")
        found.append(f"EO {order} D{number}")
    return tuple(dict.fromkeys(found))


def directive_reach(directive: str) -> DirectiveReach:
    """Return how far `directive` reaches; one that was not checked is unconfirmed."""
    return REACH.get(directive, DirectiveReach.UNCONFIRMED)
