"""The files beside OFAC's main CSV: addresses (ADD), aliases (ALT), the rest of remarks (COMMENTS)."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sanctions.lists.formats.ofac_rows import ofac_rows
from sanctions.lists.parts.text_lines import cannot_open
from sanctions.lists.types import Alias, SetAside

#: Companion -> field of an entry that only it carries.
CARRIED_BY = {"add": "addresses", "alt": "aliases"}
_ALIAS_KINDS = frozenset({"aka", "fka", "nka"})
_ADDRESS_FIELDS, _ALIAS_FIELDS, _COMMENT_FIELDS = 6, 5, 2


@dataclass(slots=True)
class Beside:
    """What the files beside the main one say about each entity id."""

    addresses: dict[str, list[str]] = field(default_factory=dict)
    aliases: dict[str, list[Alias]] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)
    first_places: dict[tuple[str, str], SetAside] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def read_beside(path: Path, set_aside: list[SetAside]) -> Beside:
    """Read the companions in the folder of the main file.

    Parameters
    ----------
    path : Path
        The main file.
    set_aside : list of SetAside
        Gets the rows that cannot be read.
    """
    beside = Beside()
    for part, width in (("add", _ADDRESS_FIELDS), ("alt", _ALIAS_FIELDS), ("comments", _COMMENT_FIELDS)):
        companion = _companion(path, part)
        if companion is None:
            beside.missing.append(part)
            continue
        beside.files.append(companion.name)
        for line, row in ofac_rows(companion, width, set_aside):
            _take(part, row, beside, SetAside(companion.name, line, ""), set_aside)
    return beside


def orphans(beside: Beside, entities: Container[str], main: str) -> Iterator[SetAside]:
    """Name, once for each id and file, companion rows about entries that the main file does not hold."""
    for (_, uid), place in beside.first_places.items():
        if uid not in entities:
            yield SetAside(
                place.file, place.line, f"belongs to entry {uid[:40]!r}, which {main} does not hold"
            )


def _take(part: str, row: list[str], beside: Beside, place: SetAside, set_aside: list[SetAside]) -> None:
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
