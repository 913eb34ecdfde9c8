"""Where the entity list a measure names is: beside the spec, shipped, or in a dated source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from sanctions.resources import shipped_folder
from sanctions.spec.findings import Finding, Rule
from sanctions.spec.package import Package
from sanctions.spec.vocabulary import nearest

#: Lists that publishers update, named with the day they are read on, such as ``ofac-sdn@2018-04-06``.
LIST_SOURCES = ("ofac-sdn", "ofac-cons", "un-consolidated")
_DATED = re.compile(r"^(?P<source>[a-z0-9-]+)@(?P<day>\d{4}-\d{2}-\d{2})$")
_SUFFIXES = (".csv", ".xml")


def bundled_lists() -> tuple[str, ...]:
    """Return the ids of the shipped entity lists."""
    return tuple(sorted(path.stem for path in (shipped_folder("datasets") / "lists").glob("*.csv")))


def entity_list_path(name: str, folder: Path | None) -> Path | None:
    """Return the file a `list` entry names; None for a dated source.

    Parameters
    ----------
    name : str
        Path below the folder of the spec, id of a shipped list, or ``source@day``.
    folder : pathlib.Path or None
        Folder of the spec.
    """
    if _DATED.match(name):
        return None
    if name.endswith(_SUFFIXES):
        return (folder or Path()) / name
    return shipped_folder("datasets") / "lists" / f"{name}.csv"


def list_rules(folder: Path | None) -> tuple[Rule[Package], ...]:
    """Return the rule that every entity list a package names is there."""

    def list_exists(package: Package) -> Iterator[Finding]:
        for number, measure in enumerate(package.measures):
            if measure.list is not None:
                yield from _missing(measure.list, folder, f"measures[{number}].list")

    return (list_exists,)


def _missing(name: str, folder: Path | None, field: str) -> Iterator[Finding]:
    dated = _DATED.match(name)
    if dated:
        if dated["source"] not in LIST_SOURCES:
            yield Finding(
                field, f"unknown list source {dated['source']!r}", f"one of {', '.join(LIST_SOURCES)}"
            )
    elif name.endswith(_SUFFIXES):
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or "\\" in name:
            yield Finding(field, f"entity list {name!r} is outside the folder of the spec", "a path below it")
        elif not ((folder or Path()) / name).is_file():
            yield Finding(field, f"there is no entity list {name!r}", "a file beside the spec")
    elif name not in bundled_lists():
        close = nearest(name, bundled_lists())
        hint = (
            f"perhaps {' or '.join(close)}"
            if close
            else "a .csv beside the spec, or the id of a shipped list"
        )
        yield Finding(field, f"there is no entity list {name!r}", hint)
