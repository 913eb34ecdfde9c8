"""One root for every error a caller may want to catch, and the problems an input can have."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong with what the user gave.

    Parameters
    ----------
    file : str
        The file, or the name of the option or argument when there is no file.
    place : str
        Key path, ``line 12`` or cell within the file; empty when the whole file is meant.
    message : str
        What is wrong.
    expected : str
        What would have been right; empty when the message says so already.
    """

    file: str
    place: str
    message: str
    expected: str = ""

    def __str__(self) -> str:
        where = f"{self.file}: {self.place}" if self.place else self.file
        tail = f" (expected {self.expected})" if self.expected else ""
        return f"{where}: {self.message}{tail}"


class SanctionsError(Exception):
    """Root of every error this package raises on purpose."""


class InputError(SanctionsError):
    """The user's input cannot be used; carries every problem found, not only the first.

    Parameters
    ----------
    problems : iterable of Problem
        At least one.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    @classmethod
    def single(cls, file: str, place: str, message: str, expected: str = "") -> InputError:
        """Return an error with one problem."""
        return cls([Problem(file, place, message, expected)])


class SourceError(SanctionsError):
    """A data source could not be reached or answered with something unusable (exit code 3)."""
