"""What a workbook must remember to be run again: the day, the draws, the specs and what the user set."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Final

import tomlkit
from pydantic import BaseModel, ConfigDict, Field, field_validator

from sanctions.comparison.results import Comparison
from sanctions.errors import InputError
from sanctions.parameters.distributions import Distribution
from sanctions.parameters.parameters import Parameter
from sanctions.report.cells.tables import letter
from sanctions.report.numbers.settings import NO_EFFECT_BP, SETTINGS, other_than_delivered

#: Layout of the workbook; rises when a reader of the one before would go wrong.
LAYOUT: Final = 3
#: The fewest live draws whose percentiles mean anything, and the most a workbook can bear.
FEWEST_LIVE_DRAWS: Final = 16
MOST_LIVE_DRAWS: Final = 8192
#: Stands where an option's letter would on the Spec sheet.
RUN: Final = "run"
_USER: Final = "user"
#: Terms of a run, in words.
_TERMS: Final = {
    "as_of": "Day of which nothing later is known",
    "seed": "Seed of the draws",
    "draws": "Joint draws of all inputs",
    "live_draws": "Draws that are live",
    "yardstick": "Yardstick the others are measured against",
}
_LISTS: Final = ("overrides", "changes")
#: What is left out of the record's text where there is none of it.
_PARTS: Final = ("thresholds", *_LISTS)
_IN_A_CALL: Final = "set when the comparison was made"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Change(_Part):
    """One number, or one spec, a user has changed.

    Parameters
    ----------
    key : str
        Key of the parameter, or id of the package.
    label : str
        What it is, in words.
    number : str
        Which of its numbers: "your value", or an argument of its range.
    old, new : float or str
        Before and after, in the unit of the parameter; words where there is no number.
    who, why : str
        As written on Changes; empty where nobody said.
    """

    key: str
    label: str
    number: str
    old: float | str
    new: float | str
    who: str = ""
    why: str = ""


class Override(_Part):
    """A parameter that the user has set."""

    key: str
    distribution: str
    arguments: tuple[float, ...]


_LIVE_DRAWS_ALLOWED: Final = f"a number from {FEWEST_LIVE_DRAWS} to {MOST_LIVE_DRAWS}, or 0 for none"


def check_live_draws(count: int) -> None:
    """Raise unless so many draws can be live.

    Raises
    ------
    InputError
        Naming the bounds.
    """
    if not _may_be_live(count):
        raise InputError.single("live-draws", "", f"{count} cannot be live", _LIVE_DRAWS_ALLOWED)


def _may_be_live(count: int) -> bool:
    return count == 0 or FEWEST_LIVE_DRAWS <= count <= MOST_LIVE_DRAWS


class RunTerms(_Part):
    """What a run is asked for, options and inputs apart.

    Parameters
    ----------
    as_of : datetime.date
    seed, draws, live_draws : int
    yardstick : str
        Package id.
    """

    as_of: dt.date
    seed: int = Field(strict=True)
    draws: int = Field(strict=True)
    live_draws: int = Field(strict=True)
    yardstick: str

    @field_validator("live_draws")
    @classmethod
    def _can_be_live(cls, count: int) -> int:
        if not _may_be_live(count):
            raise ValueError(f"cannot be live; {_LIVE_DRAWS_ALLOWED}")
        return count


class RunRecord(RunTerms):
    """Everything beside the specs that a workbook was made from.

    Parameters
    ----------
    as_of, seed, draws, live_draws, yardstick
        What a run of the workbook is asked for; a user may edit them.
    layout : int
    program : str
        Version of the program that wrote the workbook.
    spec_sha256, datasets : mapping of str to str
        Option letter, or dataset -> SHA-256.
    as_written : RunTerms
        What the run that wrote the workbook was asked for.
    thresholds : mapping of str to float
        Thresholds of the report that are not as delivered, by name.
    overrides : tuple of Override
    changes : tuple of Change
        What was changed before this workbook was written, oldest first.
    """

    layout: int = Field(strict=True)
    program: str
    spec_sha256: Mapping[str, str]
    datasets: Mapping[str, str]
    as_written: RunTerms
    thresholds: Mapping[str, float] = Field(default_factory=dict)
    overrides: tuple[Override, ...] = ()
    changes: tuple[Change, ...] = ()

    def values(self) -> dict[str, Distribution]:
        """Return what the user has set, by key.

        Raises
        ------
        ValueError
            A range that is none.
        """
        return {each.key: Distribution(each.distribution, each.arguments) for each in self.overrides}

    def edited_terms(self) -> tuple[Change, ...]:
        """Return what a user has edited of day, seed, draws and yardstick."""
        return tuple(
            Change(key=name, label=label, number=RUN, old=str(was), new=str(now))
            for name, label in _TERMS.items()
            if (was := getattr(self.as_written, name)) != (now := getattr(self, name))
        )


def record_of(
    comparison: Comparison,
    live_draws: int,
    changes: Sequence[Change] = (),
    thresholds: Mapping[str, float] | None = None,
) -> RunRecord:
    """Return the record of a run.

    Parameters
    ----------
    comparison : Comparison
    live_draws : int
        Draws asked to stay live.
    changes : sequence of Change, optional
        What was changed on the way to it; what was set in Python is added as such.
    thresholds : mapping of str to float, optional
        Of the report, by name; the one of no effect is that of the comparison.
    """
    set_by_user = [each for each in comparison.options[0].parameters.values if each.owner == _USER]
    told = {change.key for change in changes}
    chosen = other_than_delivered({**(thresholds or {}), NO_EFFECT_BP: comparison.no_effect_bp})
    set_in_calls = [
        *(_set_in_a_call(each) for each in set_by_user if each.key not in told),
        *(_threshold_in_a_call(name, value) for name, value in chosen.items() if name not in told),
    ]
    terms = RunTerms(
        as_of=comparison.as_of,
        seed=comparison.seed,
        draws=comparison.draws,
        live_draws=live_draws,
        yardstick=comparison.yardstick,
    )
    return RunRecord(
        **terms.model_dump(),
        layout=LAYOUT,
        program=comparison.version,
        as_written=terms,
        spec_sha256={
            letter(place): comparison.spec_sha256[each.package.id]
            for place, each in enumerate(comparison.options)
        },
        datasets=dict(comparison.datasets),
        overrides=tuple(
            Override(key=each.key, distribution=each.distribution.name, arguments=each.distribution.arguments)
            for each in set_by_user
        ),
        thresholds=chosen,
        changes=(*changes, *set_in_calls),
    )


def record_text(record: RunRecord) -> str:
    """Return the record as TOML."""
    terms: dict[str, Any] = record.model_dump(mode="python")
    plain = {key: value for key, value in terms.items() if key not in _PARTS}
    for key in _PARTS:
        if terms[key]:
            plain[key] = [_plain(each) for each in terms[key]] if key in _LISTS else terms[key]
    return tomlkit.dumps(plain)


def _plain(terms: Mapping[str, Any]) -> dict[str, Any]:
    return {key: list(value) if isinstance(value, tuple) else value for key, value in terms.items()}


def _set_in_a_call(parameter: Parameter) -> Change:
    return Change(
        key=parameter.key,
        label=parameter.label,
        number="range",
        old=parameter.why.removeprefix("was "),
        new=parameter.distribution.text,
        why=_IN_A_CALL,
    )


def _threshold_in_a_call(name: str, value: float) -> Change:
    setting = next(each for each in SETTINGS if each.name == name)
    return Change(
        key=name, label=setting.meaning, number="value", old=setting.value, new=value, why=_IN_A_CALL
    )
