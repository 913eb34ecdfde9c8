"""Parties of a register: what they are called, which records may be one party, and under which names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sanctions.files.cells import name_key
from sanctions.ownership.shares import NO_SHARE_PCT, WHOLE_PCT, Share
from sanctions.ownership.stakes import Interest, Stake

#: From nothing to everything, for links that may be a stake.
ANYTHING = Share(NO_SHARE_PCT, WHOLE_PCT)
#: Names in one note before the rest is counted.
MOST_NAMED = 6
_YEAR_LENGTH = 4


@dataclass(frozen=True, slots=True)
class Party:
    """One record of a person or an entity.

    Parameters
    ----------
    key : str
        Identifier in the register.
    names : tuple of str
        The name it is shown under, then the others, in whatever script; empty where none is given.
    kind : str
        Records of two different kinds are never one party; empty where that is not known.
    born : str
        Date of birth as given.
    unnamed : str
        Why the register does not say who it is; empty where it does.
    """

    key: str
    names: tuple[str, ...] = ()
    kind: str = ""
    born: str = ""
    unnamed: str = ""


@dataclass(frozen=True)
class Register:
    """Parties under unique names.

    Parameters
    ----------
    names : mapping of str to str
        Name of every party by its key; with the key in brackets where several share a name.
    parties : mapping of str to Party
        By key.
    """

    names: Mapping[str, str]
    parties: Mapping[str, Party]

    @classmethod
    def of(cls, parties: Iterable[Party]) -> Register:
        """Return the register of these parties."""
        by_key = {each.key: each for each in parties}
        count: dict[str, int] = {}
        for each in by_key.values():
            first = next(iter(each.names), "")
            count[first] = count.get(first, 0) + 1
        names = {key: _shown(each, count) for key, each in by_key.items()}
        return cls(names, by_key)

    def other_names(self) -> dict[str, tuple[str, ...]]:
        """Return every name that is not a party's unique one, with the parties it belongs to."""
        found: dict[str, set[str]] = {}
        for key, party in self.parties.items():
            for name in party.names:
                if name != self.names[key]:
                    found.setdefault(name, set()).add(self.names[key])
        return {name: tuple(sorted(owners)) for name, owners in found.items()}

    def may_be_one(self) -> tuple[list[Stake], list[str]]:
        """Return open links among the records that share a name, and what to say about them.

        Records whose years of birth differ are different persons.
        """
        groups: dict[tuple[str, str], list[Party]] = {}
        for party in self.parties.values():
            for key in dict.fromkeys(name_key(name) for name in party.names):
                groups.setdefault((party.kind, key), []).append(party)
        links: dict[tuple[str, str], Stake] = {}
        notes = []
        for same in (each for each in groups.values() if len(each) > 1):
            joined: set[str] = set()
            for ring in _rings(same):
                joined |= {self.names[key] for key in ring}
                for one, other in zip(ring, [*ring[1:], ring[0]], strict=True):
                    pair = self.names[one], self.names[other]
                    links.setdefault(pair, _link(*pair))
            if joined:
                notes.append(f"{named(sorted(joined))} share a name and may be one: read as what may be")
        return [links[pair] for pair in sorted(links)], sorted(dict.fromkeys(notes))


def _shown(party: Party, count: Mapping[str, int]) -> str:
    first = next(iter(party.names), "")
    return first if first and count[first] == 1 else f"{first} [{party.key}]".strip()


def _link(owner: str, entity: str) -> Stake:
    doubt = "two records of one name, which may be one party"
    return Stake(owner, entity, ANYTHING, Interest.OPEN, doubt=doubt)


def _rings(same: Sequence[Party]) -> list[list[str]]:
    """Return the keys of parties that may be one, each group in order."""
    undated = [each.key for each in same if not each.born]
    dated: dict[str, list[str]] = {}
    for each in same:
        if each.born:
            dated.setdefault(each.born[:_YEAR_LENGTH], []).append(each.key)
    rings = [sorted([*keys, *undated]) for keys in dated.values()] or [sorted(undated)]
    return [ring for ring in rings if len(ring) > 1]


def stated_day(day: dt.date | None) -> dt.date | None:
    """Return a day; None for one in the first or last year there is, which registers write for no day."""
    return None if day is not None and day.year in (dt.MINYEAR, dt.MAXYEAR) else day


def named(words: Sequence[str]) -> str:
    """Return words in quotation marks, those beyond `MOST_NAMED` counted."""
    more = f" and {len(words) - MOST_NAMED:,} more" if len(words) > MOST_NAMED else ""
    return ", ".join(map(repr, words[:MOST_NAMED])) + more
