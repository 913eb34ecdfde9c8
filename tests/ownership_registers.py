"""Small registers after the published structures of BODS and FollowTheMoney, built in words for tests."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sanctions.ownership.decision import decide
from sanctions.ownership.graph import build_graph
from sanctions.ownership.listings import Listing
from sanctions.ownership.readers.inputs import read_ownership
from sanctions.ownership.readers.known_names import KnownNames
from sanctions.ownership.readers.read_listed import matched
from sanctions.ownership.verdicts import Verdict, VerdictStatus

DAY = dt.date(2023, 6, 1)
#: From the firmest to none.
SEVERITY = tuple(VerdictStatus)
Json = dict[str, Any]


def statement(key: str, kind: str, details: Json, date: str = "2020-01-01", **more: Any) -> Json:
    """Return one statement of BODS 0.4."""
    found = {
        "statementId": f"{key}-{date}",
        "declarationSubject": key,
        "recordId": key,
        "recordType": kind,
        "recordStatus": "new",
        "recordDetails": {"isComponent": False, **details},
        **more,
    }
    return found | ({"statementDate": date} if date else {})


def person(key: str, *names: str, date: str = "2020-01-01", **details: Any) -> Json:
    """Return a statement about a person."""
    full = [{"type": "legal", "fullName": name} for name in names]
    return statement(key, "person", {"personType": "knownPerson", "names": full, **details}, date)


def company(key: str, name: str, kind: Any = "registeredEntity", date: str = "2020-01-01") -> Json:
    """Return a statement about an entity."""
    kind = {"type": kind} if isinstance(kind, str) else kind
    return statement(key, "entity", {"entityType": kind, "name": name}, date)


def holding(
    key: str, party: Any, subject: str, *interests: Json, date: str = "2020-01-01", **more: Any
) -> Json:
    """Return a statement about a relationship."""
    details = {"subject": subject, "interestedParty": party, "interests": list(interests)}
    return statement(key, "relationship", details, date, **more)


def shares(exact: float | None = None, kind: str | None = "shareholding", **more: Any) -> Json:
    """Return one interest."""
    found: Json = {"directOrIndirect": "direct", **more}
    if kind is not None:
        found["type"] = kind
    if exact is not None:
        found["share"] = {"exact": exact}
    return found


def ftm(key: str, schema: str, **properties: Any) -> Json:
    """Return one FollowTheMoney entity."""
    values = {name: value if isinstance(value, list) else [value] for name, value in properties.items()}
    return {"id": key, "schema": schema, "properties": values}


def write_register(records: Iterable[Json], folder: Path) -> Path:
    """Write records one a line and return the file."""
    path = folder / "register.jsonl"
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    return path


def verdicts_of(
    records: Iterable[Json],
    folder: Path,
    rule: str = "ofac-50",
    day: dt.date = DAY,
    listed: str = "Ivo Testov",
    set_aside: bool = False,
) -> tuple[dict[str, Verdict], tuple[str, ...]]:
    """Return the verdicts on a register, with all that is said about it."""
    table = read_ownership(write_register(records, folder), set_aside)
    graph = build_graph(table.stakes)
    listings, notes = matched([Listing(listed)], KnownNames(graph.names, table.also))
    result = decide(graph, listings, [rule], day)
    said = (*table.notes, *notes, *(str(problem) for problem in table.set_aside))
    return {verdict.entity: verdict for verdict in result.rules[0].verdicts}, said


def status_of(records: Iterable[Json], folder: Path, entity: str, **asked: Any) -> VerdictStatus:
    """Return the status of one entity; one that no stake names is not covered."""
    verdicts, _ = verdicts_of(records, folder, **asked)
    return verdicts[entity].status if entity in verdicts else VerdictStatus.NOT_COVERED
