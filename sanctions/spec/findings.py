"""One thing that two terms of a spec, read together, get wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic_core import PydanticCustomError

Subject = TypeVar("Subject")
FINDINGS = "findings"


@dataclass(frozen=True, slots=True)
class Finding:
    """A breach of a rule.

    Parameters
    ----------
    field : str
        Key the user should look at; may be a path such as ``licences[1]``.
    message : str
        What is wrong.
    expected : str
        What would have been right; empty when the message says so.
    """

    field: str
    message: str
    expected: str = ""


Rule = Callable[[Subject], Iterable[Finding]]


def every_finding(rules: Iterable[Rule[Subject]], subject: Subject) -> Iterator[Finding]:
    """Yield what all rules find in a complete object."""
    for rule in rules:
        yield from rule(subject)


def readable_findings(rules: Iterable[Rule[Subject]], partial: Subject) -> Iterator[Finding]:
    """Yield what those rules find that need no unreadable field.

    Parameters
    ----------
    rules : iterable of Rule
    partial : object
        Object from which the unreadable fields are missing, so that asking for one raises AttributeError.
    """
    for rule in rules:
        try:
            found = list(rule(partial))
        except AttributeError:
            continue
        yield from found


def raise_findings(found: Iterable[Finding]) -> None:
    """Raise one validation error that carries every finding; nothing when there is none."""
    findings = tuple(found)
    if findings:
        context: dict[str, Any] = {FINDINGS: findings}
        text = "; ".join(f"{finding.field}: {finding.message}" for finding in findings)
        raise PydanticCustomError(FINDINGS, "{text}", context | {"text": text})
