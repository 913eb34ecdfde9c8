"""The case file of `sanctions lists screen`: read before the run, kept with its outputs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sanctions.errors import InputError
from sanctions.screening import case_file
from sanctions.screening.against_lists import ListsScreening
from sanctions.screening.case_decisions import CaseRun, CaseState, decide_leads
from sanctions.screening.case_file import Case, Decision

_SHOWN = 10


@dataclass(frozen=True, slots=True)
class KeptCases:
    """A case file as it was before the run."""

    path: Path
    cases: tuple[Case, ...]
    text: str

    def bring(self, screening: ListsScreening, on: dt.date | None) -> CaseRun:
        """Bring the decisions to the leads of this run."""
        return decide_leads(self.cases, screening, on)

    def text_to_keep(self, run: CaseRun) -> str | None:
        """Return what the file is to hold after the run; None when nothing in it is new.

        Raises
        ------
        InputError
            If somebody changed the file during the run.
        """
        text = case_file.cases_text(run.cases)
        if text == self.text:
            return None
        if case_file.read_cases(self.path)[1] != self.text:
            message = "was changed by somebody else during the run; nothing was written"
            raise InputError.single(str(self.path), "", message, "the same command once more")
        return text


def read_cases(path: Path) -> KeptCases:
    """Read a case file; one that is not there yet is empty.

    Raises
    ------
    InputError
        With everything that is wrong in it.
    """
    if path.suffix.casefold() != ".toml":
        raise InputError.single(str(path), "", "is no name for a case file", "a name that ends in .toml")
    if path.exists():
        cases, text = case_file.read_cases(path)
        return KeptCases(path, cases, text)
    return KeptCases(path, (), "")


def said_cases(name: str, run: CaseRun) -> Iterator[str]:
    """Yield what to say about the cases of a run."""
    count = {state: len(run.in_state(state)) for state in CaseState}
    states = ", ".join(f"{number:,} {state}" for state, number in count.items())
    yield f"case file {name}: of this run's leads {states}; {len(run.not_seen):,} kept that were not seen"
    reopened = run.in_state(CaseState.REOPENED)
    yield from _listed(f"  reopened: {each.case.label}: {each.because}" for each in reopened)
    decided = [each for each in run.not_seen if each.case.decision is not Decision.OPEN]
    yield from _listed(f"  kept: {each.case.label}: {each.case.decision}; {each.because}" for each in decided)


def _listed(lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    yield from found[:_SHOWN]
    if len(found) > _SHOWN:
        yield f"  and {len(found) - _SHOWN:,} more; --json and the file list them all"
