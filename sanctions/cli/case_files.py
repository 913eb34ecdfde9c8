"""The case file of `sanctions lists screen`: read before the run, written whole after it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sanctions.errors import InputError
from sanctions.ownership import case_file
from sanctions.ownership.case_decisions import CaseRun, CaseState, decide_leads
from sanctions.ownership.case_file import Case, Decision
from sanctions.ownership.screen_lists import ListsScreening
from sanctions.report import atomic

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

    def keep(self, run: CaseRun) -> Iterator[str]:
        """Write the file whole, if anything in it is new, and yield what to say about it.

        Raises
        ------
        InputError
            If somebody changed the file during the run, or it cannot be written.
        """
        text = case_file.cases_text(run.cases)
        if text != self.text:
            if case_file.read_cases(self.path)[1] != self.text:
                message = "was changed by somebody else during the run; nothing was written"
                raise InputError.single(str(self.path), "", message, "the same command once more")
            atomic.write_text(self.path, text, force=True)
        yield from _said(self.path.name, run)


def read_cases(path: Path, *outputs: str | None) -> KeptCases:
    """Read a case file, which no output of the same command may replace.

    Raises
    ------
    InputError
        With everything that is wrong in it, or if it is an output too.
    """
    if path.suffix.casefold() != ".toml":
        raise InputError.single(str(path), "", "is no name for a case file", "a name that ends in .toml")
    if any(output and Path(output).resolve() == path.resolve() for output in outputs):
        raise InputError.single(str(path), "", "is the case file and an output too", "another name")
    if path.exists():
        cases, text = case_file.read_cases(path)
        return KeptCases(path, cases, text)
    atomic.check_target(path, force=False)
    return KeptCases(path, (), "")


def _said(name: str, run: CaseRun) -> Iterator[str]:
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
