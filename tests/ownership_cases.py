"""The case table of the ownership rules, turned into graphs and lists for tests."""

from __future__ import annotations

import csv
from pathlib import Path

from sanctions.ownership.graph import OwnershipGraph, build_graph
from sanctions.ownership.listings import Listing, list_kind, parse_directives
from sanctions.ownership.readers.read_stakes import read_stakes
from sanctions.resources import shipped_folder

BAND_COLUMNS = ("share_min_pct", "share_max_pct", "share_min_inclusive", "share_max_inclusive")
COLUMNS = (
    "owner", "entity", "share_pct", *BAND_COLUMNS, "share_decimals", "interest", "control", "joint",
    "transfer", "from", "to",
)  # fmt: skip


def case_rows() -> list[dict[str, str]]:
    """Return every row of the shipped case table."""
    file = shipped_folder("datasets") / "facts" / "ownership_rule_cases.csv"
    with file.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def stake_rows(words: str) -> list[dict[str, str]]:
    """Return "X>A:50|control=yes;…" as rows of an ownership table."""
    rows = []
    for part in words.split(";"):
        stake, *options = part.split("|")
        holding, _, share = stake.partition(":")
        owner, _, entity = holding.partition(">")
        row = {"owner": owner, "entity": entity, **dict(option.split("=") for option in options)}
        if share.startswith(("(", "[")):
            low, high = share[1:-1].split(",")
            inclusive = ("yes" if share[0] == "[" else "no", "yes" if share[-1] == "]" else "no")
            row |= dict(zip(BAND_COLUMNS, (low, high, *inclusive), strict=True))
        else:
            row["share_pct"] = share
        rows.append(row)
    return rows


def write_stakes(words: str, path: Path) -> Path:
    """Write stakes in words as a CSV table and return its path."""
    with path.open("w", encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(text, COLUMNS, restval="")
        writer.writeheader()
        writer.writerows(stake_rows(words))
    return path


def graph_of(words: str, folder: Path) -> OwnershipGraph:
    """Return stakes in words as a graph, through the reader users go through."""
    return build_graph(read_stakes(write_stakes(words, folder / "stakes.csv")).stakes)


def listings_of(words: str) -> tuple[Listing, ...]:
    """Return "X|SDN;Y|SSI|D1" as listings."""
    found = []
    for part in words.split(";"):
        entity, name, directive, *_ = [*part.split("|"), "", ""]
        kind = list_kind(name, directive)
        for each in parse_directives(directive, name) or ("",):
            found.append(Listing(entity, name, kind, each))
    return tuple(found)
