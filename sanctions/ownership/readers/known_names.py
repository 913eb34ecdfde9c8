"""The names of an ownership table, asked whom a listed name means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from sanctions.files.cells import name_key


@dataclass(frozen=True, eq=False)
class KnownNames:
    """Names of entities, and the other names they go under.

    Parameters
    ----------
    names : collection of str
        As in the graph.
    also : mapping of str to tuple of str
        Another name -> the entities that bear it: aliases, or one name of several records.
    """

    names: Iterable[str]
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def _exact(self) -> frozenset[str]:
        return frozenset(self.names)

    @cached_property
    def _by_key(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in self.names:
            found.setdefault(name_key(name), []).append(name)
        for name, owners in self.also.items():
            found.setdefault(name_key(name), []).extend(owners)
        return found

    def exactly(self, name: str) -> tuple[str, ...]:
        """Return the entities of exactly this name, as their own or another."""
        own = (name,) if name in self._exact else ()
        return tuple(dict.fromkeys((*own, *self.also.get(name, ()))))

    def loosely(self, name: str) -> tuple[str, ...]:
        """Return the entities of this name up to upper and lower case and what nobody can see."""
        return tuple(sorted(set(self._by_key.get(name_key(name), ()))))

    def find(self, name: str) -> tuple[str, ...]:
        """Return the entities of exactly this name, or where there are none those of it loosely."""
        return self.exactly(name) or self.loosely(name)
