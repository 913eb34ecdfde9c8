"""OFAC's legacy CSV: a main file (SDN or CONS_PRIM) with ADD, ALT and COMMENTS files beside it, no header."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from sanctions.errors import InputError
from sanctions.ownership.list_formats.remarks import read_remarks
from sanctions.ownership.list_formats.text_lines import cannot_open, numbered_lines
from sanctions.ownership.lists import Alias, EntityList, EntityType, ListedEntity, SetAside

_NULL = "-0-"
_END_OF_FILE = "\x1a"  # the mark that ends OFAC's files; older copies do without
_MAIN_FIELDS, _ADDRESS_FIELDS, _ALIAS_FIELDS, _COMMENT_FIELDS = 12, 6, 5, 2
_TYPES = {"": EntityType.ENTITY, **{t.value: t for t in EntityType}}
_ALIAS_KINDS = frozenset({"aka", "fka", "nka"})
_HOPELESS = 10_000  # malformed rows after which reading stops, where they outnumber the good ones
_CARRIED_BY = {"add": "addresses", "alt": "aliases"}
_DATE = re.compile(r"(?<!\d)(\d{4})-?(\d{2})-?(\d{2})(?!\d)")


@dataclass(slots=True)
class _Beside:
    """What the files beside the main one say about each entity id."""

    addresses: dict[str, list[str]] = field(default_factory=dict)
    aliases: dict[str, list[Alias]] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)
    first_places: dict[tuple[str, str], SetAside] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


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
    beside = _read_beside(path, set_aside)
    entities: dict[str, ListedEntity] = {}
    for line, row in _rows(path, _MAIN_FIELDS, set_aside):
        entity = _entity(path.name, line, row, beside, set_aside)
        if entity is None:
            continue
        if entity.id in entities:
            first = entities[entity.id].line
            set_aside.append(SetAside(path.name, line, f"id {entity.id} was already on line {first}"))
            continue
        entities[entity.id] = entity
    _require_mostly_readable(path, entities, set_aside)
    set_aside.extend(_orphans(beside, entities, path.name))
    consolidated = "prim" in path.stem.casefold() or "cons" in path.stem.casefold()
    return EntityList(
        publisher="OFAC",
        title="OFAC consolidated (non-SDN) list" if consolidated else "OFAC SDN list",
        format="ofac-csv",
        published_on=date_in_name(path),
        entities=tuple(entities.values()),
        set_aside=tuple(set_aside),
        notes=_notes(beside, entities),
        files=(path.name, *beside.files),
        not_carried=tuple(_CARRIED_BY[part] for part in beside.missing if part in _CARRIED_BY),
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


def split_row(line: str) -> list[str] | None:
    """Split one line of a CSV file; None when its quotation marks do not close."""
    try:
        return next(csv.reader([line], strict=True), [])
    except csv.Error:
        return None


def _rows(path: Path, width: int, set_aside: list[SetAside]) -> Iterator[tuple[int, list[str]]]:
    """Yield line and fields of every row of the right width; OFAC never breaks a row over lines."""
    good = bad = 0
    for number, line in numbered_lines(path):
        if not line.strip() or line.strip() == _END_OF_FILE:
            continue
        row = split_row(line.removesuffix(_END_OF_FILE))
        if row is not None and len(row) == width:
            good += 1
            yield number, ["" if value.strip() == _NULL else value for value in row]
            continue
        unclosed = "a quotation mark is not closed; the row may be cut short"
        reason = unclosed if row is None else f"{len(row)} fields instead of {width}"
        set_aside.append(SetAside(path.name, number, reason))
        bad += 1
        if bad > max(good, _HOPELESS):
            # Nothing is gained by remembering every line of a huge file that is something else.
            message = (
                f"{bad:,} of the first {bad + good:,} rows are not rows of this format; this one: {reason}"
            )
            raise InputError.single(path.name, f"line {number}", message, f"rows of {width} fields")


def _entity(
    file: str, line: int, row: list[str], beside: _Beside, set_aside: list[SetAside]
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


def _read_beside(path: Path, set_aside: list[SetAside]) -> _Beside:
    beside = _Beside()
    for part, width in (("add", _ADDRESS_FIELDS), ("alt", _ALIAS_FIELDS), ("comments", _COMMENT_FIELDS)):
        companion = _companion(path, part)
        if companion is None:
            beside.missing.append(part)
            continue
        beside.files.append(companion.name)
        for line, row in _rows(companion, width, set_aside):
            _take(part, row, beside, SetAside(companion.name, line, ""), set_aside)
    return beside


def _take(part: str, row: list[str], beside: _Beside, place: SetAside, set_aside: list[SetAside]) -> None:
    """Keep one row of a companion file."""
    uid = row[0].strip()
    beside.first_places.setdefault((part, uid), place)
    if part == "add":
        address = ", ".join(stripped for value in row[2:] if (stripped := value.strip()))
        if address:
            beside.addresses.setdefault(uid, []).append(address)
    elif part == "comments":
        beside.comments[uid] = beside.comments.get(uid, "") + row[1]
    elif row[2].strip().casefold() not in _ALIAS_KINDS or not row[3].strip():
        reason = f"an alias of entry {uid} has no name or is neither aka, fka nor nka"
        set_aside.append(SetAside(place.file, place.line, reason))
    else:
        beside.aliases.setdefault(uid, []).append(Alias(row[3].strip(), row[2].strip().casefold()))


def _companion(path: Path, part: str) -> Path | None:
    """Return the companion in the same folder, whatever its upper and lower case."""
    stem = path.stem.casefold()
    for main in ("sdn", "prim"):
        if main in stem:
            swapped = f"sdn_{part}" if main == "sdn" and part == "comments" else part
            wanted = stem.replace(main, swapped, 1) + path.suffix.casefold()
            return next((file for file in _folder_of(path) if file.name.casefold() == wanted), None)
    return None


def _folder_of(path: Path) -> list[Path]:
    try:
        return sorted(path.parent.iterdir())
    except OSError as error:
        raise cannot_open(path.parent, error) from error


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


def _orphans(beside: _Beside, entities: dict[str, ListedEntity], main: str) -> Iterator[SetAside]:
    """Name, once for each id and file, companion rows about entries that the main file does not hold."""
    for (_, uid), place in beside.first_places.items():
        if uid not in entities:
            yield SetAside(
                place.file, place.line, f"belongs to entry {uid[:40]!r}, which {main} does not hold"
            )


def _notes(beside: _Beside, entities: dict[str, ListedEntity]) -> tuple[str, ...]:
    notes = [
        f"no {part.upper()} file beside it: {_CARRIED_BY[part]} other than those in the remarks are missing"
        for part in beside.missing
        if part in _CARRIED_BY
    ]
    cut = sum(1 for entity in entities.values() if entity.remarks_cut)
    if cut:
        entry = "entry" if cut == 1 else "entries"
        notes.append(
            f"the publisher cut the remarks of {cut} {entry} at 1,000 characters: "
            "directives, links and numbers may be missing there"
        )
    return tuple(notes)
