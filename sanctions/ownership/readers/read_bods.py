"""Ownership in the Beneficial Ownership Data Standard, versions 0.2 to 0.4, as stakes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from sanctions.errors import InputError, Problem
from sanctions.files.cells import parse_date
from sanctions.ownership.readers.bods_history import Version, over_time
from sanctions.ownership.readers.bods_interests import Claim, claims_of
from sanctions.ownership.readers.bods_statements import (
    NOBODY,
    BodsStatement,
    arrangement_of,
    party_of,
    statements_of,
)
from sanctions.ownership.readers.indirect import without_chain
from sanctions.ownership.readers.json_records import read_records
from sanctions.ownership.readers.read_stakes import StakeTable, checked
from sanctions.ownership.readers.register import Party, Register, named
from sanctions.ownership.shares import WHOLE_PCT, Share
from sanctions.ownership.stakes import Interest, Stake

#: What an arrangement holds, each of its parties may be treated as holding.
_HELD_JOINTLY = frozenset({Interest.SHARES, Interest.VOTES, Interest.PROFIT, Interest.OPEN})
#: A record that goes through more holders than this is read as one holding for each, none ended by the next.
MOST_HOLDERS = 20
THROUGH_ARRANGEMENT = "held through an arrangement, of which each party may count as holding the whole"


def read_bods(path: Path, set_aside: bool = False) -> StakeTable:
    """Return the stakes of a BODS file: a JSON array of statements, or one statement a line.

    Each statement about a record holds until one replaces it. Whatever is not said plainly, such as who
    holds, what or how much, is read as what may be, with the reason; only seats on a board and statements
    that there is nobody are left out, and named.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    set_aside : bool
        Leave bad statements out and report them, instead of refusing the file.

    Raises
    ------
    sanctions.errors.InputError
        The file is no BODS, or has bad statements that are not to be set aside.
    """
    records, problems = read_records(path, "statement")
    if not any(record.text("recordType") or record.text("statementType") for record in records):
        expected = "statements with recordType"
        raise InputError.single(path.name, "", "holds no statement of BODS 0.2 to 0.4", expected)
    statements, unknown = statements_of(records, path.name)
    reading = _Reading(path.name, statements, [*problems, *unknown])
    return checked(reading.table(), set_aside)


@dataclass
class _Reading:
    """One file while it is read."""

    file: str
    statements: list[BodsStatement]
    problems: list[Problem]
    seats: list[str] = field(default_factory=list)
    nobody: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Give every party its name."""
        described: dict[str, list[BodsStatement]] = {}
        self.relationships: dict[str, list[BodsStatement]] = {}
        for each in self.statements:
            series = self.relationships if each.kind == "relationship" else described
            series.setdefault(each.key, []).append(each)
        parties = {key: party_of(key, statements) for key, statements in described.items()}
        self.key_of = {each.id: each.key for every in described.values() for each in every if each.id}
        self.key_of |= {key: key for key in described}
        self.arrangements = {key: arrangement_of(statements) for key, statements in described.items()}
        self.names = dict(Register.of(parties.values()).names)
        self.parties = parties

    def table(self) -> StakeTable:
        """Return the stakes, with what was left out."""
        direct: list[Stake] = []
        indirect: list[Stake] = []
        for key, statements in self.relationships.items():
            for stake, is_indirect in self._relationship(key, statements):
                (indirect if is_indirect else direct).append(stake)
        open_stakes, covered = without_chain(indirect, direct)
        stakes = [*direct, *open_stakes]
        ends = {name for stake in stakes for name in (stake.owner, stake.entity)}
        used = {key: each for key, each in self.parties.items() if self.names[key] in ends}
        register = Register({key: self.names[key] for key in used}, used)
        links, said = register.may_be_one()
        notes = tuple(f"{self.file}: {note}" for note in [*self._left_out(covered), *said])
        also = register.other_names()
        return StakeTable(self.file, (*stakes, *links), tuple(self.problems), notes, also)

    def _left_out(self, covered: int) -> list[str]:
        found = []
        if covered:
            found.append(f"{covered} indirect interests left out, which chains of direct ones say already")
        if self.seats:
            seats = named(sorted(self.seats))
            found.append(f"{len(self.seats)} seats left out, which are not a majority of a board: {seats}")
        if self.nobody:
            found.append(f"nobody is said to own {named(sorted(set(self.nobody)))}")
        return found

    def _relationship(self, key: str, statements: list[BodsStatement]) -> list[tuple[Stake, bool]]:
        """Return the stakes of one record over time, each with whether it is indirect."""
        found: dict[tuple[str, str], list[tuple[BodsStatement, Version]]] = {}
        for statement in statements:
            try:
                ends = self._ends(key, statement)
                if ends is not None:
                    found.setdefault(ends, []).append((statement, self._version(statement)))
            except ValueError as error:
                self.problems.append(Problem(self.file, statement.place, str(error)))
        stakes: list[tuple[Stake, bool]] = []
        for ends, own in found.items():
            others = [each for other, every in found.items() if other != ends for _, each in every]
            others = others if len(found) <= MOST_HOLDERS else []
            taken = [
                replace(each, claims=(), closed=False, elsewhere=True) for each in others if each.governs
            ]
            claims = over_time([*(version for _, version in own), *taken])
            stakes += [(self._stake(ends, claim, own[-1][0]), claim.indirect) for claim in claims]
        return stakes

    def _ends(self, key: str, statement: BodsStatement) -> tuple[str, str] | None:
        """Return the keys of holder and held; None where there is nobody or nothing to name."""
        subject = self.key_of.get(statement.subject, "")
        if subject not in self.names:
            raise ValueError(f"the subject {statement.subject!r} is not described in the file")
        if statement.party:
            party = self.key_of.get(statement.party, "")
            if party not in self.names:
                raise ValueError(f"the interested party {statement.party!r} is not described in the file")
            return (party, subject) if party != subject else self._somebody(key, subject, "itself")
        if statement.reason in NOBODY:
            self.nobody.append(self.names[subject])
            return None
        return self._somebody(key, subject, statement.reason)

    def _somebody(self, key: str, subject: str, reason: str) -> tuple[str, str]:
        """Return the ends of a stake whose holder is not named, as a party of its own."""
        holder = f"{key} holder"
        self.names[holder] = f"unnamed owner of {self.names[subject]} [{key}]"
        why = "the entity is given as its own owner" if reason == "itself" else reason
        self.parties[holder] = Party(holder, unnamed=why)
        return holder, subject

    def _version(self, statement: BodsStatement) -> Version:
        claims, seats = claims_of(statement)
        holder = self.names.get(self.key_of.get(statement.party, ""), "somebody")
        self.seats += [f"{holder} in {self.names[self.key_of[statement.subject]]}, {seat}" for seat in seats]
        day = parse_date(statement.date)
        if statement.closed and day is None:
            raise ValueError("a closed record has no statementDate")
        anybody = not statement.party
        return Version(day, tuple(claims), statement.closed, anybody, follows=statement.follows)

    def _stake(self, ends: tuple[str, str], claim: Claim, statement: BodsStatement) -> Stake:
        owner, entity = (self.names[key] for key in ends)
        unnamed = self.parties[ends[0]].unnamed
        doubt = f"the owner is not named: {unnamed}" if unnamed else ""
        share, joint = claim.share, ""
        arrangement, jointly = self.arrangements.get(ends[1], (False, False))
        if arrangement and claim.kind in _HELD_JOINTLY:
            share = Share(share.low_pct, max(WHOLE_PCT, share.high_pct), share.low_open)
            joint = entity if jointly else ""
            doubt = doubt or THROUGH_ARRANGEMENT
        reasons = [each for each in (doubt, claim.doubt) if each]
        return Stake(
            owner=owner,
            entity=entity,
            share=share,
            interest=claim.kind,
            joint=joint,
            valid_from=claim.first,
            valid_to=claim.last,
            place=statement.place,
            doubt="; ".join(reasons),
            owner_unnamed=bool(unnamed),
        )
