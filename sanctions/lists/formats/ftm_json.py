"""FollowTheMoney entities, one JSON object a line (OpenSanctions' entities.ftm.json and targets.nested.json).

Taken from the documentation of FollowTheMoney and of OpenSanctions' bulk data, not from a download.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from sanctions.errors import InputError
from sanctions.lists.formats.ftm_words import (
    BORN,
    COUNTRIES,
    NAMES,
    NUMBERS,
    OPENSANCTIONS_TITLE,
    REMARKS,
    SANCTION_ENDS,
    SANCTION_INTO,
    SANCTION_STARTS,
    SANCTION_UN,
    TYPES,
)
from sanctions.lists.parts.days import part_of_a_day, read_day
from sanctions.lists.parts.draft import Draft, Gathered, one_line
from sanctions.lists.parts.numbers import kind_of_number
from sanctions.lists.parts.text_lines import numbered_lines
from sanctions.lists.types import Alias, EntityList, Identifier

_EXPECTED = "FollowTheMoney: one JSON object a line, with id, schema and properties"
_SANCTION, _ADDRESS = "Sanction", "Address"
_DOCUMENTS = ("Identification", "Passport")
_NESTED = {"sanctions": _SANCTION, "addressEntity": _ADDRESS, "identificationEntities": _DOCUMENTS[0]}
_LINKS = {_SANCTION: ("entity",), "Identification": ("holder",), "Passport": ("holder",)}
_SURROGATE = re.compile("[\ud800-\udfff]")
_SCHEMATA_SHOWN = 20
_HOPELESS = 1_000  # lines that are no entity after which reading stops, where they outnumber the good ones


@dataclass(frozen=True, slots=True)
class _Thing:
    """One entity of the file."""

    id: str
    schema: str
    body: dict[str, Any]
    line: int

    def values(self, key: str) -> list[str]:
        """Return the texts of a property."""
        return [each.strip() for each in self.all(key) if isinstance(each, str) and each.strip()]

    def all(self, key: str) -> list[Any]:
        """Return whatever stands under a property."""
        found = self.properties.get(key, [])
        return found if isinstance(found, list) else [found]

    @property
    def properties(self) -> dict[str, Any]:
        """The properties, empty where they are not an object."""
        found = self.body.get("properties")
        return found if isinstance(found, dict) else {}


@dataclass(slots=True)
class _Reading:
    """Targets, and what other lines say about them, by the id of whom it is about."""

    targets: list[_Thing] = field(default_factory=list)
    about: dict[str, list[_Thing]] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)
    other: Counter[str] = field(default_factory=Counter)
    seen_on: date | None = None


def read_ftm_list(path: Path) -> EntityList:
    """Read the targets of a FollowTheMoney file.

    A line is an entry when it is marked as a target, or carries a topic of sanctions; what other lines say of
    it (sanctions, passports, addresses) is joined.

    Raises
    ------
    InputError
        If the file is not one JSON object a line, or names no target.
    """
    gathered, reading = Gathered(path), _Reading()
    for thing in _things(path, gathered):
        _sort(thing, reading)
    for target in reading.targets:
        gathered.add(_draft(target, path.name, reading))
    others = sorted(reading.other.items())
    for schema, count in others[:_SCHEMATA_SHOWN]:
        gathered.notes.append(f"{count:,} of schema {schema[:40]} are no entries of a list and left out")
    if rest := sum(count for _, count in others[_SCHEMATA_SHOWN:]):
        gathered.notes.append(f"{rest:,} of other schemata are no entries of a list and left out")
    return gathered.as_list("OpenSanctions", OPENSANCTIONS_TITLE, "ftm-json", reading.seen_on)


def _things(path: Path, gathered: Gathered) -> Iterator[_Thing]:
    good = 0
    for number, line in numbered_lines(path):
        if not line.strip():
            continue
        try:
            body = json.loads(line)
        except (ValueError, RecursionError):
            body = None
        if reason := _fault(line, body):
            gathered.refuse(number, reason)
            if len(gathered.set_aside) > max(good, _HOPELESS):
                message = f"{len(gathered.set_aside):,} lines are no entities of FollowTheMoney"
                raise InputError.single(path.name, f"line {number}", message, _EXPECTED)
            continue
        good += 1
        yield _Thing(body["id"].strip(), body["schema"].strip(), body, number)


def _fault(line: str, body: object) -> str:
    """Return why a line is no entity; empty when it is one."""
    if not (isinstance(body, dict) and all(isinstance(body.get(key), str) for key in ("id", "schema"))):
        return "is not a JSON object with id and schema"
    if "\\ud" in line.casefold() and _SURROGATE.search(json.dumps(body, ensure_ascii=False)):
        return "holds half a character (a lone surrogate)"
    return ""


def _sort(thing: _Thing, reading: _Reading) -> None:
    """Put a line with the targets or with what is said about them."""
    if thing.schema == _ADDRESS:
        reading.addresses[thing.id] = _address(thing)
    elif thing.schema in _LINKS:
        for whom in (each for key in _LINKS[thing.schema] for each in thing.values(key)):
            reading.about.setdefault(whom, []).append(thing)
    elif thing.schema.casefold() in TYPES and _is_target(thing):
        reading.targets.append(thing)
        day = read_day(_text(thing.body, "last_seen"))
        reading.seen_on = max(filter(None, (reading.seen_on, day)), default=None)
    else:
        mark = "" if thing.schema.casefold() not in TYPES else ", not marked as targets,"
        reading.other[f"{thing.schema}{mark}"] += 1


def _is_target(thing: _Thing) -> bool:
    marked = thing.body.get("target")
    if isinstance(marked, bool):
        return marked
    return any(topic.startswith(("sanction", "debarment")) for topic in thing.values("topics"))


def _draft(thing: _Thing, file: str, reading: _Reading) -> Draft:
    draft = Draft(thing.id, file, thing.line)
    draft.be(thing.schema, TYPES)
    draft.primary = _text(thing.body, "caption") or next(iter(thing.values("name")), "")
    draft.programmes += _texts(thing.body, "datasets")
    draft.references += _texts(thing.body, "referents")
    draft.changed_on = draft.day("day of the last change", _text(thing.body, "last_change"))
    for key in thing.properties:
        _property(draft, thing, key, reading)
    sanctions = 0
    for each in [*reading.about.get(thing.id, []), *_nested(thing)]:
        sanctions += each.schema == _SANCTION
        _said(draft, each)
    if not sanctions and not any(topic.startswith("sanction") for topic in thing.values("topics")):
        draft.note("states no sanction: it may be kept for another reason, such as a public office")
    return draft


def _property(draft: Draft, thing: _Thing, key: str, reading: _Reading) -> None:
    values = thing.values(key)
    if key in NAMES:
        kind, weak = NAMES[key]
        draft.names += [Alias(value, kind, weak) for value in values]
    elif key in NUMBERS:
        draft.identifiers += [Identifier(NUMBERS[key], value) for value in values]
    elif key in BORN:
        _births(draft, values)
    elif key in COUNTRIES:
        draft.countries += values
    elif key == "address":
        draft.addresses += values
    elif key == "addressEntity":
        draft.addresses += [reading.addresses.get(value, "") for value in values]
    elif key in REMARKS:
        draft.remark(key, "; ".join(values))
    elif key == "programId":
        draft.programmes += values
    elif key not in _NESTED and thing.all(key):
        draft.note(f"property {key[:40]} is not read")


def _births(draft: Draft, values: list[str]) -> None:
    for value in values:
        known = part_of_a_day(value)
        draft.born.append(known)
        if not known:
            draft.note("date of birth not understood", value)


def _nested(thing: _Thing) -> Iterator[_Thing]:
    """Yield what stands inside the target itself (targets.nested.json)."""
    for key, schema in _NESTED.items():
        for each in thing.all(key):
            if isinstance(each, dict):
                said = each.get("schema")
                yield _Thing(_text(each, "id"), said if isinstance(said, str) else schema, each, thing.line)


def _said(draft: Draft, thing: _Thing) -> None:
    """Add what a sanction, a passport or an address says."""
    if thing.schema == _ADDRESS:
        draft.addresses.append(_address(thing))
    elif thing.schema == _SANCTION:
        _sanction(draft, thing)
    elif thing.schema in _DOCUMENTS:
        what = " ".join([thing.schema, *thing.values("type")])
        country = next(iter(thing.values("country")), "")
        draft.identifiers += [
            Identifier(kind_of_number(what), value, country) for value in thing.values("number")
        ]
    else:
        draft.note(f"schema {thing.schema[:40]} inside an entry is not read")


def _sanction(draft: Draft, thing: _Thing) -> None:
    for key, into in SANCTION_INTO.items():
        getattr(draft, into).extend(thing.values(key))
    draft.remark("authority", "; ".join(thing.values("authority")))
    draft.references += [f"UN {value}" for value in thing.values(SANCTION_UN)]
    days = [day for key in SANCTION_STARTS for value in thing.values(key) if (day := draft.day("day", value))]
    known = [day for day in (draft.listed_on, *days) if day]
    draft.listed_on = min(known, default=None)
    for value in thing.values(SANCTION_ENDS):
        authority = ", ".join(thing.values("authority")) or "a sanction"
        draft.note("states the end of a sanction", f"{value}, {authority}")


def _address(thing: _Thing) -> str:
    full = next(iter(thing.values("full")), "")
    keys = ("remarks", "street", "street2", "city", "state", "postalCode", "country")
    return full or one_line(*(value for key in keys for value in thing.values(key)))


def _text(body: dict[str, Any], key: str) -> str:
    value = body.get(key)
    return value.strip() if isinstance(value, str) else ""


def _texts(body: dict[str, Any], key: str) -> list[str]:
    value = body.get(key)
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []
