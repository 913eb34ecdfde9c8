"""What every part of a spec shares: frozen, no unknown keys, and fields that say what they expect."""

from __future__ import annotations

import datetime as dt
import unicodedata
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, Strict
from pydantic_core import PydanticCustomError

from sanctions.spec.vocabulary import nearest, vocabulary

FIRST_YEAR = 1900
LAST_YEAR = 2200
MAX_DAYS = 36_500
IDENTIFIER_PATTERN = r"^[a-z0-9][a-z0-9_.-]*$"


class SpecModel(BaseModel):
    """A part of a spec."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def problem(message: str, expected: str = "") -> PydanticCustomError:
    """Return a validation error that carries what was expected beside what is wrong."""
    return PydanticCustomError("spec", "{message}", {"message": message, "expected": expected})


def _read_date(value: Any) -> dt.date:
    expected = "a date such as 2021-04-15"
    if isinstance(value, dt.datetime) or not isinstance(value, dt.date | str):
        shown = value.isoformat() if isinstance(value, dt.datetime | dt.time) else repr(value)
        raise problem(f"{shown} is not a date", expected)
    try:
        day = value if isinstance(value, dt.date) else dt.date.fromisoformat(value)
    except ValueError:
        raise problem(f"{value!r} is not a day of the calendar", expected) from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise problem(f"{day} is out of range", f"a day from {FIRST_YEAR} to {LAST_YEAR}")
    return day


def _known(kind: str, name: str, names: list[str]) -> str:
    if name in names:
        return name
    close = nearest(name, names)
    expected = f"perhaps {' or '.join(close)}" if close else f"one of {', '.join(sorted(names))}"
    raise problem(f"unknown {kind} {name!r}", expected)


def _known_sender(name: str) -> str:
    return _known("sender", name, list(vocabulary().senders))


def _known_target(name: str) -> str:
    return _known("target", name, list(vocabulary().targets))


def _known_issuer(name: str) -> str:
    return _known("issuer", name, list(vocabulary().issuers))


def _known_currency(name: str) -> str:
    _known("currency", name.removeprefix("!"), list(vocabulary().currencies))
    return name


def _filled(text: str) -> str:
    if not text.strip():
        raise problem("is empty", "some text")
    if any(unicodedata.category(letter) == "Cc" and letter not in "\n\t" for letter in text):
        raise problem(f"{text!r} holds control characters", "plain text")
    return text


Text = Annotated[str, AfterValidator(_filled)]
Date = Annotated[
    dt.date,
    BeforeValidator(
        _read_date, json_schema_input_type=Annotated[str, Field(json_schema_extra={"format": "date"})]
    ),
]
Identifier = Annotated[str, Field(pattern=IDENTIFIER_PATTERN)]
Sender = Annotated[str, AfterValidator(_known_sender)]
TargetName = Annotated[str, AfterValidator(_known_target)]
IssuerName = Annotated[str, AfterValidator(_known_issuer)]
CurrencyTerm = Annotated[str, AfterValidator(_known_currency)]
Flag = Annotated[bool, Strict()]
Days = Annotated[int, Strict(), Field(ge=0, le=MAX_DAYS)]
Probability = Annotated[float, Strict(), Field(ge=0, le=1)]
Percent = Annotated[float, Strict(), Field(ge=0, le=100)]
