"""FollowTheMoney entities as one record each: nested ones unfolded, fragments of one id put together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sanctions.errors import Problem
from sanctions.files.cells import clean_name
from sanctions.ownership.readers.json_records import Record
from sanctions.ownership.readers.register import Party

_NAMES = ("name", "alias", "previousName")


@dataclass
class FtmEntity:
    """Everything a file says under one id.

    Parameters
    ----------
    id, schema, place : str
        Identifier, schema, and where it first stands.
    caption : str
        Name it is shown under; empty where there is none.
    values : dict of str to list of str
        Values of each property, once each, in the order of the file.
    """

    id: str
    schema: str
    place: str
    caption: str = ""
    values: dict[str, list[str]] = field(default_factory=dict)
    _held: set[tuple[str, str]] = field(default_factory=set, repr=False)

    def get(self, key: str) -> list[str]:
        """Return the values of a property."""
        return self.values.get(key, [])

    def add(self, key: str, value: str) -> None:
        """Keep a further value."""
        if (key, value) not in self._held:
            self._held.add((key, value))
            self.values.setdefault(key, []).append(value)


def entities_of(records: Iterable[Record], file: str) -> tuple[dict[str, FtmEntity], list[Problem]]:
    """Return the entities of a file by their ids, and the objects that are none.

    Parameters
    ----------
    records : iterable of Record
        Objects of the file.
    file : str
        Its name, for problems.
    """
    found: dict[str, FtmEntity] = {}
    problems = []
    for record in records:
        if not record.text("schema"):
            problems.append(Problem(file, record.place, "the schema is missing", "a FollowTheMoney entity"))
            continue
        queue = [record.body]
        for body in queue:
            queue += _keep(body, record.place, found)
    referents = {old: each.id for each in found.values() for old in each.get("referents") if old not in found}
    for each in found.values():
        each.values = {key: _current(values, referents) for key, values in each.values.items()}
    return found, problems


def _current(values: list[str], referents: dict[str, str]) -> list[str]:
    return list(dict.fromkeys(referents.get(value, value) for value in values))


def _keep(body: dict[str, Any], place: str, found: dict[str, FtmEntity]) -> list[dict[str, Any]]:
    """Put one object with what is known under its id; return the objects nested in it."""
    own, schema = _text(body.get("id")), _text(body.get("schema"))
    entity = found.setdefault(own or place, FtmEntity(own or place, schema, place))
    entity.schema = min(filter(None, (entity.schema, schema)), default="")
    entity.caption = entity.caption or clean_name(_text(body.get("caption")))
    nested = []
    properties = body.get("properties")
    items = list(properties.items()) if isinstance(properties, dict) else []
    for key, given in [*items, ("referents", body.get("referents"))]:
        for value in given if isinstance(given, list) else [given]:
            if isinstance(value, dict) and _text(value.get("schema")):
                nested.append(value)
            text = _text(value.get("id") if isinstance(value, dict) else value)
            if text:
                entity.add(key, text)
    return nested


def _text(value: object) -> str:
    if isinstance(value, bool) or value is None or isinstance(value, dict | list):
        return ""
    return str(value).strip()


def party_of(key: str, entity: FtmEntity | None) -> Party:
    """Return the party an entity is; one that the file does not describe has no name."""
    if entity is None:
        return Party(key, (key,), unnamed="the file does not describe it")
    listed = [entity.caption, *(name for each in _NAMES for name in entity.get(each)), _from_parts(entity)]
    names = tuple(dict.fromkeys(name for each in listed if (name := clean_name(each))))
    born = min(entity.get("birthDate"), default="")
    return Party(key, names, born=born, unnamed="" if names else "without a name")


def _from_parts(entity: FtmEntity) -> str:
    parts = (entity.get(key)[:1] for key in ("firstName", "secondName", "middleName", "lastName"))
    return " ".join(word for part in parts for word in part)
