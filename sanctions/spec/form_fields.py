"""The terms of a package as a form: sheets, the fields on each, and what may be entered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Final

from sanctions.spec import terms
from sanctions.spec.library import bundled_ids
from sanctions.spec.vocabulary import vocabulary

YES, NO = "yes", "no"
#: Column of a form that says which measure a licence, a step or a phase belongs to.
MEASURE: Final = "measure"


class Entry(StrEnum):
    """What sort of entry a field takes."""

    TEXT = "text"
    DATE = "a date"
    NUMBER = "a number"
    WHOLE = "a whole number"
    CHOICE = "one of the list"
    FLAG = "yes or no"


@dataclass(frozen=True)
class Field:
    """One term.

    Parameters
    ----------
    key : str
        As in the spec language.
    entry : Entry
    choices : str
        Name of its list on the sheet of choices; empty for none.
    times : int
        How many entries a list of them has room for; 0 for a single one.
    """

    key: str
    entry: Entry = Entry.TEXT
    choices: str = ""
    times: int = 0

    @property
    def headers(self) -> tuple[str, ...]:
        """What stands at its cells: the key, numbered where there are several."""
        if not self.times:
            return (self.key,)
        return tuple(f"{self.key} {number}" for number in range(1, self.times + 1))


@dataclass(frozen=True)
class FormSheet:
    """One sheet: a row for each entry, and the key of the list they make."""

    name: str
    key: str
    rows: int
    fields: tuple[Field, ...]
    of_measures: bool = False


def _choice(key: str, choices: str = "", times: int = 0) -> Field:
    return Field(key, Entry.CHOICE, choices or key, times)


def _date(key: str) -> Field:
    return Field(key, Entry.DATE)


PACKAGE: Final = (
    Field("schema", Entry.WHOLE),
    Field("id"),
    Field("title"),
    _choice("target"),
    Field("summary"),
    _choice("status"),
    Field("enactment_probability", Entry.NUMBER, times=3),
    _date("announced"),
    _date("effective"),
    Field("sources", times=6),
    _choice("baseline", "package", 4),
    _choice("extends", "package"),
    Field("lifts", times=6),
    Field("conditional_on"),
)
PACKAGE_SHEET: Final = "Package"
_MEASURE_FIELDS: Final = (
    Field("id"),
    _choice("kind"),
    _choice("sender"),
    Field("summary"),
    _choice("issuers", times=12),
    _choice("instruments", times=7),
    _choice("currencies", times=4),
    _choice("prohibits", times=7),
    _date("effective"),
    Field("effective_after_days", Entry.WHOLE),
    _date("announced"),
    _date("ends"),
    _date("issue_cutoff"),
    Field("issue_cutoff_inclusive", Entry.FLAG),
    _choice("reopenings"),
    _choice("binds"),
    Field("foreign_branches", Entry.FLAG),
    Field("foreign_subsidiaries", Entry.FLAG),
    _choice("issuer_reach"),
    _choice("ownership_rule"),
    Field("instrument_include", times=3),
    Field("instrument_exclude", times=3),
    _choice("sale_to"),
    Field("wind_down_days", Entry.WHOLE),
    _choice("existing_commitments"),
    _choice("derivatives"),
    Field("list"),
    Field("source"),
)
MEASURES: Final = FormSheet("Measures", "measures", 40, _MEASURE_FIELDS)
SHEETS: Final = (
    MEASURES,
    FormSheet(
        "Licences",
        "licences",
        40,
        (
            Field("id"),
            Field("authorises"),
            _date("from"),
            _date("expires"),
            _choice("renewal"),
            Field("renewal_probability", Entry.NUMBER),
            Field("releases_pct", Entry.NUMBER),
            Field("source"),
        ),
        of_measures=True,
    ),
    FormSheet(
        "Tenor steps",
        "tenor_schedule",
        40,
        (_date("issued_from"), _date("issued_to"), Field("max_days", Entry.WHOLE)),
        of_measures=True,
    ),
    FormSheet("Phase in", "phase_in", 40, (_date("date"), Field("pct", Entry.NUMBER)), of_measures=True),
    FormSheet(
        "Responses",
        "responses",
        20,
        (
            Field("by"),
            _choice("kind", "response"),
            _date("from"),
            Field("probability", Entry.NUMBER),
            Field("source"),
        ),
    ),
    FormSheet("Said", "said", 20, (Field("by"), _date("date"), Field("text"), Field("source"))),
    FormSheet(
        "Kept apart",
        "tracks_kept_apart",
        20,
        (Field("track"), _choice("exposed"), Field("why"), Field("by"), Field("source")),
    ),
)


def choices() -> Mapping[str, tuple[str, ...]]:
    """Return every list a field chooses from, by name."""
    known = vocabulary()
    currencies = sorted(known.currencies)
    closed: dict[str, type[Enum]] = {
        "status": terms.PackageStatus,
        "kind": terms.MeasureKind,
        "instruments": terms.Instrument,
        "prohibits": terms.Prohibition,
        "binds": terms.Binds,
        "issuer_reach": terms.IssuerReach,
        "ownership_rule": terms.OwnershipRule,
        "reopenings": terms.Reopenings,
        "sale_to": terms.SaleTo,
        "existing_commitments": terms.ExistingCommitments,
        "derivatives": terms.Derivatives,
        "renewal": terms.Renewal,
        "response": terms.ResponseKind,
        "exposed": terms.Exposure,
    }
    return {
        "target": tuple(sorted(known.targets)),
        "sender": tuple(sorted(known.senders)),
        "issuers": tuple(sorted(known.issuers)),
        "currencies": (*currencies, *(f"!{code}" for code in currencies)),
        "package": bundled_ids(),
        "flag": (YES, NO),
        **{name: tuple(str(each.value) for each in kind) for name, kind in closed.items()},
    }
