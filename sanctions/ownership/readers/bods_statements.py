"""Statements of the Beneficial Ownership Data Standard, 0.2 to 0.4, in one form."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sanctions.errors import Problem
from sanctions.files.cells import clean_name
from sanctions.ownership.readers.json_records import Record
from sanctions.ownership.readers.register import Party

_OLD_KINDS = {
    "entityStatement": "entity",
    "personStatement": "person",
    "ownershipOrControlStatement": "relationship",
}
KINDS = ("entity", "person", "relationship")
STATUSES = ("new", "updated", "closed")
#: Types of parties of whom nothing but their being there is said.
_UNNAMED = re.compile(r"(anonymous|unknown)", re.IGNORECASE)
#: Reasons that say there is nobody, rather than somebody who is not named.
NOBODY = frozenset({"noBeneficialOwners", "noNotifiableOwners"})
#: Arrangements whose parties have roles and hold nothing jointly.
_NOT_JOINT = re.compile(r"trust|nomin|fund|foundation|estate", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class BodsStatement:
    """What one statement says of one record.

    Parameters
    ----------
    place : str
        Where it stands in the file.
    key : str
        The record; statements of one record follow one another in time.
    kind : str
        One of `KINDS`.
    date : str
        Day of the statement as given; empty where it is missing.
    closed : bool
        The record ends with it.
    details : dict
        What is said.
    id : str
        The statement's own identifier.
    replaces : int
        How many statements came before it, as far as it says so.
    follows : bool
        It says that there is an earlier statement, in the file or not.
    """

    place: str
    key: str
    kind: str
    date: str
    closed: bool
    details: dict[str, Any]
    id: str
    replaces: int = 0
    follows: bool = False

    @property
    def subject(self) -> str:
        """Key or statement identifier of the entity; empty where it is not named."""
        return _reference(self.details.get("subject"))

    @property
    def party(self) -> str:
        """Key or statement identifier of the interested party; empty where it is not named."""
        return _reference(self.details.get("interestedParty"))

    @property
    def reason(self) -> str:
        """Why the interested party is not named."""
        given = self.details.get("interestedParty")
        given = given.get("unspecified", given) if isinstance(given, dict) else {}
        reason = given.get("reason") if isinstance(given, dict) else None
        return reason if isinstance(reason, str) and reason else "not stated"


def _reference(value: object) -> str:
    if isinstance(value, dict):
        for key in ("describedByEntityStatement", "describedByPersonStatement"):
            if isinstance(value.get(key), str):
                return str(value[key]).strip()
    return value.strip() if isinstance(value, str) else ""


def statements_of(records: Iterable[Record], file: str) -> tuple[list[BodsStatement], list[Problem]]:
    """Return the statements among records, and those of no known type.

    Parameters
    ----------
    records : iterable of Record
        Objects of the file.
    file : str
        Its name, for problems.
    """
    records = list(records)
    before = _series(records)
    found, problems = [], []
    for record in records:
        kind = record.text("recordType") or _OLD_KINDS.get(record.text("statementType"), "")
        if kind in KINDS and _status_known(record):
            found.append(_statement(record, kind, before))
            continue
        if kind in KINDS:
            message = f"the record status {str(record.body['recordStatus'])[:40]!r} is not known"
            problems.append(Problem(file, record.place, message, f"one of {', '.join(STATUSES)}"))
            continue
        said = record.text("recordType") or record.text("statementType")
        message = f"the record type {said!r} is not known" if said else "the recordType is missing"
        problems.append(Problem(file, record.place, message, f"one of {', '.join(KINDS)}"))
    return found, problems


def _status_known(record: Record) -> bool:
    """Return whether a statement says what it does to its record; one that does not say adds to it."""
    return record.body.get("recordStatus") in (None, *STATUSES)


def _statement(record: Record, kind: str, before: dict[str, tuple[str, int]]) -> BodsStatement:
    own = record.text("statementId") or record.text("statementID")
    first, depth = before.get(own, (own, 0))
    if record.text("recordType"):
        details = record.body.get("recordDetails")
        key = record.text("recordId") or own or record.place
    else:
        details, key = record.body, first or record.place
    return BodsStatement(
        place=record.place,
        key=key,
        kind=kind,
        date=record.text("statementDate"),
        closed=record.text("recordStatus") == "closed",
        details=details if isinstance(details, dict) else {},
        id=own,
        replaces=depth,
        follows=depth > 0 or record.text("recordStatus") == "updated",
    )


def _series(records: Iterable[Record]) -> dict[str, tuple[str, int]]:
    """Return, for every statement, the first one of those it replaces and how many steps lie between."""
    before = _predecessors(records)
    known: dict[str, tuple[str, int]] = {}
    for own in before:
        path: list[str] = []
        on_path: set[str] = set()
        at = own
        while at not in known:
            path.append(at)
            on_path.add(at)
            earlier = min((each for each in before.get(at, ()) if each not in on_path), default=None)
            if earlier is None:
                known[path.pop()] = (at, 0)
                break
            at = earlier
        first, depth = known[at]
        for step, one in enumerate(reversed(path), start=1):
            known[one] = (first, depth + step)
    return known


def _predecessors(records: Iterable[Record]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for record in records:
        replaced = record.body.get("replacesStatements", record.body.get("replacesStatement"))
        listed = replaced if isinstance(replaced, list) else [replaced]
        own = record.text("statementID") or record.text("statementId")
        found.setdefault(own, []).extend(each for each in listed if isinstance(each, str) and each)
    return found


def party_of(key: str, statements: Iterable[BodsStatement]) -> Party:
    """Return a person or entity with every name that any of its statements gives, the latest first."""
    latest = sorted(statements, key=lambda each: (each.date, each.replaces, each.id), reverse=True)
    names = tuple(dict.fromkeys(name for each in latest for name in _names(each.details)))
    unnamed = next((why for each in latest if (why := _why_unnamed(each))), "")
    if not names:
        unnamed = unnamed or "without a name"
    elif unnamed and any(not _why_unnamed(each) for each in latest):
        unnamed = ""
    born = next((text for each in latest if isinstance(text := each.details.get("birthDate"), str)), "")
    return Party(key, names, latest[0].kind, born, unnamed)


def _names(details: dict[str, Any]) -> list[str]:
    """Return the names of a record: its own, a person's full names or their parts, and alternate names."""
    listed = [details.get("name"), *_listed(details, "names"), *_listed(details, "alternateNames")]
    texts = [_full_name(each) if isinstance(each, dict) else each for each in listed]
    return [name for each in texts if isinstance(each, str) and (name := clean_name(each))]


def _listed(details: dict[str, Any], key: str) -> list[Any]:
    value = details.get(key)
    return value if isinstance(value, list) else []


def _full_name(name: dict[str, Any]) -> str:
    full = name.get("fullName")
    if isinstance(full, str) and full.strip():
        return full
    parts = (name.get(key) for key in ("givenName", "patronymicName", "familyName"))
    return " ".join(each for each in parts if isinstance(each, str))


def _why_unnamed(statement: BodsStatement) -> str:
    kind = statement.details.get("personType") or statement.details.get("entityType")
    kind = kind.get("type") if isinstance(kind, dict) else kind
    return kind if isinstance(kind, str) and _UNNAMED.search(kind) and not _names(statement.details) else ""


def arrangement_of(statements: Iterable[BodsStatement]) -> tuple[bool, bool]:
    """Return whether an entity is an arrangement, and whether its parties hold jointly through it."""
    types = []
    for each in statements:
        kind = each.details.get("entityType")
        words = [kind.get("type"), kind.get("subtype")] if isinstance(kind, dict) else [kind]
        types += [str(word) for word in [*words, each.details.get("entitySubtype")] if word]
    arrangement = any("arrangement" in word for word in types)
    return arrangement, arrangement and not any(_NOT_JOINT.search(word) for word in types)
