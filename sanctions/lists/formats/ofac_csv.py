"""OFAC's legacy CSV: a main file (SDN or CONS_PRIM) with ADD, ALT and COMMENTS files beside it, no header."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from sanctions.errors import InputError
from sanctions.lists.formats.ofac_beside import CARRIED_BY, Beside, orphans, read_beside
from sanctions.lists.formats.ofac_rows import ofac_rows
from sanctions.lists.formats.ofac_titles import ofac_title
from sanctions.lists.parts.remarks import read_remarks
from sanctions.lists.types import EntityList, EntityType, ListedEntity, SetAside

_MAIN_FIELDS = 12
_TYPES = {"": EntityType.ENTITY, **{t.value: t for t in EntityType}}
_DATE = re.compile(r"(?<!\d)(\d{4})-?(\d{2})-?(\d{2})(?!\d)")


def read_ofac_csv(path: Path) -> EntityList:
    """Read an OFAC main file and whatever of its companions lies in the same folder.

    Parameters
    ----------
    path : Path
        ``sdn.csv`` or ``cons_prim.csv``, also with a date as in ``sdn_2022-02-17.csv``. Companions carry
        the same name with ``add``, ``alt`` and ``comments`` in place of ``sdn`` or ``prim``.

    Raises
    ------
    InputError
        If the file is not text in UTF-8, or most of its rows are not rows of this format.
    """
    set_aside: list[SetAside] = []
    beside = read_beside(path, set_aside)
    entities: dict[str, ListedEntity] = {}
    for line, row in ofac_rows(path, _MAIN_FIELDS, set_aside):
        entity = _entity(path.name, line, row, beside, set_aside)
        if entity is None:
            continue
        if entity.id in entities:
            first = entities[entity.id].line
            set_aside.append(SetAside(path.name, line, f"id {entity.id} was already on line {first}"))
            continue
        entities[entity.id] = entity
    _require_mostly_readable(path, entities, set_aside)
    set_aside.extend(orphans(beside, entities, path.name))
    return EntityList(
        publisher="OFAC",
        title=ofac_title(path, entities.values()),
        format="ofac-csv",
        published_on=date_in_name(path),
        entities=tuple(entities.values()),
        set_aside=tuple(set_aside),
        notes=_notes(beside, entities),
        files=(path.name, *beside.files),
        not_carried=tuple(CARRIED_BY[part] for part in beside.missing if part in CARRIED_BY),
    )


def date_in_name(path: Path) -> date | None:
    """Return the date in a file name such as ``sdn_2022-02-17.csv``, or None."""
    for match in _DATE.finditer(path.stem):
        try:
            return date(*(int(part) for part in match.groups()))
        except ValueError:
            continue
    return None


def main_file_of(path: Path) -> str:
    """Return the name of the main file a companion belongs to, for messages."""
    stem = path.stem.casefold()
    return "cons_prim.csv" if stem.startswith("cons") else "sdn.csv"


def _entity(
    file: str, line: int, row: list[str], beside: Beside, set_aside: list[SetAside]
) -> ListedEntity | None:
    uid, name, kind, programmes = (value.strip() for value in row[:4])
    reason = ""
    if not (uid.isascii() and uid.isdigit()):
        reason = f"the first field should be OFAC's numeric id, not {uid[:40]!r}"
    elif not name:
        reason = f"entry {uid} has no name"
    elif kind.casefold() not in _TYPES:
        reason = f"entry {uid} is of the unknown type {kind[:40]!r}"
    if reason:
        set_aside.append(SetAside(file, line, reason))
        return None
    text = row[11] + beside.comments.get(uid, "")
    remarks = read_remarks(text)
    return ListedEntity(
        id=uid,
        name=name,
        type=_TYPES[kind.casefold()],
        programmes=tuple(p for part in programmes.split("] [") if (p := part.strip("[] "))),
        aliases=(*beside.aliases.get(uid, ()), *remarks.aliases),
        directives=remarks.directives,
        listed_on=remarks.listed_on,
        linked_to=remarks.linked_to,
        identifiers=remarks.identifiers,
        addresses=tuple(beside.addresses.get(uid, ())),
        remarks=text.strip(),
        remarks_cut=remarks.cut,
        file=file,
        line=line,
    )


def _require_mostly_readable(
    path: Path, entities: dict[str, ListedEntity], set_aside: list[SetAside]
) -> None:
    refused = [row for row in set_aside if row.file == path.name]
    if len(refused) > len(entities) or not entities:
        total = len(refused) + len(entities)
        place = f"line {refused[0].line}" if refused else ""
        reason = f"; the first: {refused[0].reason}" if refused else ""
        message = f"{len(refused)} of {total} rows are not rows of this format{reason}"
        raise InputError.single(
            path.name, place, message, f"OFAC's main file with {_MAIN_FIELDS} fields a row"
        )


def _notes(beside: Beside, entities: dict[str, ListedEntity]) -> tuple[str, ...]:
    notes = [
        f"no {part.upper()} file beside it: {CARRIED_BY[part]} other than those in the remarks are missing"
        for part in beside.missing
        if part in CARRIED_BY
    ]
    cut = sum(1 for entity in entities.values() if entity.remarks_cut)
    if cut:
        entry = "entry" if cut == 1 else "entries"
        notes.append(
            f"the publisher cut the remarks of {cut} {entry} at 1,000 characters: "
            "directives, links and numbers may be missing there"
        )
    return tuple(notes)
