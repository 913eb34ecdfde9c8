"""Decisions on leads, kept between runs in a file that people edit and the program keeps.

The file is TOML. Spreadsheet programs turn days and numbers of a CSV into other ones on saving and calculate
what begins with an equals sign; in TOML a name stays the text it is, whatever it begins with.
"""

from __future__ import annotations

import datetime as dt
import difflib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails

from sanctions.errors import InputError, Problem
from sanctions.files.toml import comments, parse_toml

CASE_SCHEMA = "sanctions/case-file/1"
MOST_BYTES = 64 * 2**20
#: First lines of every case file; no other comment is kept, and so none is taken.
HEADER = (
    '# Decisions on screening leads: edit decision ("open", "match" or "no match"), by, on and why.',
    "# The program keeps the rest. Write comments into why: any other line like this one is refused.",
)
_EXPECTED = f"a case file as `sanctions lists screen` writes it ({CASE_SCHEMA})"
_LEAD = re.compile(r"^[ \t]*\[\[[ \t]*lead[ \t]*\]\]", re.MULTILINE)
_LONGEST_BMP = 0xFFFF
_COMMENTS_SHOWN = 20


class Decision(StrEnum):
    """What was decided on a lead."""

    OPEN = "open"
    MATCH = "match"
    NO_MATCH = "no match"


def _day(value: object) -> object:
    """Take a TOML date, the same as text, or nothing."""
    if value == "":
        return None
    if isinstance(value, str):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            raise ValueError("is not a day such as 2026-11-28") from None
    if value is not None and (not isinstance(value, dt.date) or isinstance(value, dt.datetime)):
        raise ValueError("is not a day such as 2026-11-28")
    return value


Day = Annotated[dt.date | None, BeforeValidator(_day)]
Text = Annotated[str, Field(min_length=1)]


class Judged(BaseModel):
    """A decision: what, by whom, when and why."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    decision: Annotated[Decision, Field(strict=False)] = Decision.OPEN
    by: str = ""
    on: Day = None
    why: str = ""

    @model_validator(mode="after")
    def _whole(self) -> Judged:
        missing = [key for key in ("by", "on", "why") if not getattr(self, key)]
        if self.decision is not Decision.OPEN and missing:
            raise ValueError(f"the decision {str(self.decision)!r} needs {', '.join(missing)}")
        return self


class Past(Judged):
    """A decision that no longer stands, and why not."""

    reopened: Day = None
    because: str = ""


class Case(Judged):
    """One lead and what was decided on it.

    Parameters
    ----------
    name, reference : str
        The name searched, and the reference given with it.
    list, entry, listed_as : str
        Title of the list, the publisher's id, the name on the list.
    first_seen : datetime.date, optional
        Day of the run that found it, where one was told.
    seen : mapping of str to str
        What the entry said when it was last shown, in digests, so that a change is noticed.
    history : tuple of Past
        Decisions that a change reopened.
    """

    name: Text
    reference: str = ""
    list: Text
    entry: Text
    listed_as: str = ""
    first_seen: Day = None
    seen: Mapping[str, str] = Field(default_factory=dict)
    history: Annotated[tuple[Past, ...], Field(strict=False)] = ()

    @property
    def key(self) -> tuple[str, ...]:
        """What tells this lead from others."""
        return lead_key(self.reference, self.name, self.list, self.entry)

    @property
    def label(self) -> str:
        """The lead in words."""
        return f"{self.name!r}: {self.listed_as or self.entry} ({self.list}, {self.entry})"


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    schema_: str = Field(alias="schema")
    lead: Annotated[tuple[Case, ...], Field(strict=False)] = ()


def lead_key(reference: str, name: str, title: str, entry: str) -> tuple[str, ...]:
    """Return what tells a lead from others: reference, or name where there is none, list and entry."""
    return ("reference", reference, title, entry) if reference else ("name", name, title, entry)


def read_cases(path: Path) -> tuple[tuple[Case, ...], str]:
    """Read a case file.

    Parameters
    ----------
    path : pathlib.Path
        A file that is not there yet holds no case.

    Returns
    -------
    tuple of tuple of Case and str
        The cases, and the text they were read from.

    Raises
    ------
    InputError
        With everything that is wrong in it.
    """
    text = _text(path)
    if not text.strip():
        return (), text
    try:
        content, _ = parse_toml(text, path.name)
    except InputError as error:
        raise InputError([replace(each, expected=_EXPECTED) for each in error.problems]) from None
    lines = list(_lines_of(text, (match.start() for match in _LEAD.finditer(text))))
    problems = [*_comments(path, text)]
    if "schema" in content and content["schema"] != CASE_SCHEMA:
        problems.append(Problem(path.name, "schema", "is not that of a case file", repr(CASE_SCHEMA)))
    cases: tuple[Case, ...] = ()
    try:
        cases = _File.model_validate(content).lead
    except ValidationError as error:
        problems += [_problem(path, issue, lines) for issue in error.errors()]
    problems += _repeated(path, cases, lines)
    if problems:
        raise InputError(problems)
    return cases, text


def cases_text(cases: Iterable[Case]) -> str:
    """Return a case file's text: the same cases, the same text."""
    blocks = ["\n".join([*HEADER, f"schema = {_quoted(CASE_SCHEMA)}"])]
    blocks += [_block(case) for case in cases]
    return "\n\n".join(blocks) + "\n"


def _block(case: Case) -> str:
    lines = ["[[lead]]", f"name = {_quoted(case.name)}"]
    lines += [f"reference = {_quoted(case.reference)}"] if case.reference else []
    lines += [f"{key} = {_quoted(getattr(case, key))}" for key in ("list", "entry", "listed_as")]
    lines += [f"first_seen = {case.first_seen}"] if case.first_seen else []
    lines += [f"{key} = {value}" for key, value in _judged(case)]
    if case.seen:
        lines.append(f"seen = {_inline((key, _quoted(value)) for key, value in case.seen.items())}")
    if case.history:
        lines += ["history = [", *(f"    {_inline(_past(past))}," for past in case.history), "]"]
    return "\n".join(lines)


def _judged(case: Judged) -> list[tuple[str, str]]:
    return [
        ("decision", _quoted(case.decision)),
        ("by", _quoted(case.by)),
        ("on", str(case.on) if case.on else '""'),
        ("why", _quoted(case.why)),
    ]


def _past(past: Past) -> list[tuple[str, str]]:
    reopened = [("reopened", str(past.reopened))] if past.reopened else []
    return [*_judged(past), *reopened, ("because", _quoted(past.because))]


def _inline(pairs: Iterable[tuple[str, str]]) -> str:
    return "{ " + ", ".join(f"{key} = {value}" for key, value in pairs) + " }"


def _quoted(text: str) -> str:
    """Return a TOML string; what an editor would not show stands as its number."""
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(letter if letter.isprintable() else _escape(letter) for letter in quoted)


def _escape(letter: str) -> str:
    code = ord(letter)
    return f"\\u{code:04x}" if code <= _LONGEST_BMP else f"\\U{code:08x}"


def _text(path: Path) -> str:
    try:
        if not path.exists():
            return ""
        if path.stat().st_size > MOST_BYTES:
            raise InputError.single(path.name, "", f"is larger than {MOST_BYTES // 2**20} MB", _EXPECTED)
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise InputError.single(path.name, f"byte {error.start}", "is not UTF-8 text", _EXPECTED) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError.single(str(path), "", f"cannot be read: {reason}", _EXPECTED) from None


def _comments(path: Path, text: str) -> Iterable[Problem]:
    starts = [start for start, words in comments(text) if words.rstrip() not in HEADER][:_COMMENTS_SHOWN]
    for line in _lines_of(text, starts):
        message = "a comment would be lost when the file is written"
        yield Problem(path.name, f"line {line}", message, "the words in why")


def _lines_of(text: str, starts: Iterable[int]) -> Iterator[int]:
    """Yield the line of each place in a text; the places rise."""
    line, here = 1, 0
    for start in starts:
        line, here = line + text.count("\n", here, start), start
        yield line


def _problem(path: Path, issue: ErrorDetails, lines: list[int]) -> Problem:
    place = list(issue["loc"])
    where = ".".join(str(part) for part in place)
    if len(place) > 1 and place[0] == "lead" and isinstance(place[1], int):
        line = f"line {lines[place[1]]}: " if place[1] < len(lines) else ""
        where = f"{line}lead[{place[1] + 1}]" + "".join(f".{part}" for part in place[2:])
    words = {"missing": "this key is missing", "string_too_short": "is empty"}
    if issue["type"] == "extra_forbidden":
        model = Past if "history" in place else Case if len(place) > 1 else _File
        known = [field.alias or name for name, field in model.model_fields.items()]
        near = difflib.get_close_matches(str(place[-1]), known, n=1)
        return Problem(path.name, where, "unknown key", near[0] if near else ", ".join(known))
    message = words.get(issue["type"], issue["msg"].removeprefix("Value error, "))
    return Problem(path.name, where, message[:1].lower() + message[1:])


def _repeated(path: Path, cases: Iterable[Case], lines: list[int]) -> Iterable[Problem]:
    first: dict[tuple[str, ...], int] = {}
    for number, case in enumerate(cases):
        if case.key in first:
            where = (
                f"line {lines[number]}: lead[{number + 1}]" if number < len(lines) else f"lead[{number + 1}]"
            )
            yield Problem(path.name, where, f"is the lead of lead[{first[case.key] + 1}] again")
        first.setdefault(case.key, number)
