"""One more designation, for the sake of argument, and what it changes."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from sanctions.errors import InputError, Problem
from sanctions.ownership.graph import OwnershipGraph
from sanctions.ownership.listings import Listing, ListKind
from sanctions.ownership.propagation.expansion import Expansion
from sanctions.ownership.verdicts import VerdictStatus


@dataclass(frozen=True, slots=True)
class DesignationChange:
    """What a further designation changes for one entity."""

    entity: str
    before: VerdictStatus
    after: VerdictStatus


def require_known(
    graph: OwnershipGraph, listings: tuple[Listing, ...], names: Iterable[str], place: str
) -> None:
    """Refuse names that occur nowhere.

    Raises
    ------
    sanctions.errors.InputError
        Naming each, with the nearest known name.
    """
    known = set(graph.number_of) | {each.entity for each in listings}
    problems = []
    for name in names:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = repr(near[0]) if near else "a name from the ownership table or the lists"
            problems.append(Problem(place, "", f"there is no entity {name!r}", hint))
    if problems:
        raise InputError(problems)


def with_designated(listings: tuple[Listing, ...], entity: str) -> tuple[Listing, ...]:
    """Return the lists with one more entity, on a list that every rule counts."""
    return (*listings, Listing(entity, "designated for the sake of argument", ListKind.UNSTATED))


def changes_between(before: Expansion, after: Expansion) -> tuple[DesignationChange, ...]:
    """Return whose verdict differs, the firmest new verdict first."""
    found = []
    for number, name in enumerate(after.graph.names):
        old = before.graph.number_of.get(name)
        was = before.status(old) if old is not None else VerdictStatus.NOT_COVERED
        now = after.status(number)
        if was is not now:
            found.append(DesignationChange(name, was, now))
    return tuple(sorted(found, key=lambda each: (list(VerdictStatus).index(each.after), each.entity)))
