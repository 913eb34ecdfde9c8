"""The parameters of the model: each with its distribution, kind, source and the day it was knowable."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from sanctions.data.vintage import Figure
from sanctions.errors import InputError, Problem
from sanctions.parameters.distributions import Distribution
from sanctions.units import Kind, Unit

#: How far into the tails of a distribution its range is checked.
_TAIL = 2.0**-34
#: A range may have this share of its draws below 0 where no number of the unit can be.
_FEW = 0.01
#: What is never below 0, whatever the range as delivered is; a change in bp or in percent may be.
_NEVER_NEGATIVE = frozenset(
    {
        Unit.YEARS,
        Unit.DAYS,
        Unit.COUNT,
        Unit.USD_BN,
        Unit.LOCAL_CURRENCY_BN,
        Unit.LOCAL_CURRENCY_BN_PER_YEAR,
        Unit.LOCAL_CURRENCY_PER_USD,
    }
)


@dataclass(frozen=True)
class Parameter:
    """One uncertain quantity the equations read.

    Parameters
    ----------
    name : str
        Name the equations use.
    segment : str or None
        Bond segment it belongs to, e.g. "local"; None for the whole model.
    label : str
        Plain words.
    unit : Unit
    distribution : Distribution
    kind : Kind
        Where most of its width comes from.
    known_from : datetime.date
        First day the evidence could be read; never later than as_of.
    source : str
        What the range rests on.
    why : str
        Why this range and no other.
    address : str
        Address of the source, empty for a judgement without one.
    figures : tuple of Figure
        Figures it was computed from.
    owner : str
        Who answers for it.
    quality : str
        How well the evidence identifies it: good, fair, weak.
    sunset : datetime.date or None
        Day after which it should be looked at again.
    joint : str or None
        Name of the joint distribution it is drawn with (a Dirichlet, for example).
    block : str
        Parameters of one block are drawn together, independently of every other block, so that adding some
        leaves the draws of the rest as they were.
    """

    name: str
    segment: str | None
    label: str
    unit: Unit
    distribution: Distribution
    kind: Kind
    known_from: dt.date
    source: str
    why: str
    address: str = ""
    figures: tuple[Figure, ...] = ()
    owner: str = "project"
    quality: str = "fair"
    sunset: dt.date | None = None
    joint: str | None = None
    block: str = ""

    @property
    def key(self) -> str:
        """Key the graph reads it by, e.g. ``foreign_share[local]``."""
        return f"{self.name}[{self.segment}]" if self.segment else self.name

    @property
    def middle(self) -> float:
        """The median; the workbook's worked case uses it."""
        return self.distribution.at(0.5)

    @property
    def low(self) -> float:
        """The value one draw in ten stays under."""
        return self.distribution.at(0.1)

    @property
    def high(self) -> float:
        """The value one draw in ten exceeds."""
        return self.distribution.at(0.9)


@dataclass(frozen=True)
class Correlation:
    """Two parameters drawn together through a Gaussian copula."""

    first: str
    second: str
    rank_correlation: float
    why: str


@dataclass(frozen=True)
class Parameters:
    """Every parameter of one target as of one day.

    Parameters
    ----------
    as_of : datetime.date
    target : str
    values : tuple of Parameter
        In a fixed order: the order of the quasi-random dimensions.
    correlations : tuple of Correlation
    segments : tuple of str
        Bond segments that have all the figures they need.
    missing : mapping of str to str
        Title of a segment -> why it is not priced.
    currencies : mapping of str to str
        Segment -> currency term, e.g. "RUB" or "!RUB".
    states : tuple of str, optional
        Package ids of the reference measured and maximal packages.
    """

    as_of: dt.date
    target: str
    values: tuple[Parameter, ...]
    correlations: tuple[Correlation, ...] = ()
    segments: tuple[str, ...] = ("local",)
    missing: Mapping[str, str] = field(default_factory=dict)
    currencies: Mapping[str, str] = field(default_factory=dict)
    states: tuple[str, str] | None = None

    def __getitem__(self, key: str) -> Parameter:
        """Return one parameter by key; KeyError when there is none."""
        for each in self.values:
            if each.key == key:
                return each
        raise KeyError(key)

    def with_values(self, changes: Mapping[str, float | Distribution]) -> Parameters:
        """Return a copy with some parameters set by the caller, as judgement of theirs.

        Parameters
        ----------
        changes : mapping of str to float or Distribution
            By key; a number means a fixed value.

        Raises
        ------
        InputError
            Naming every key that does not exist, with the nearest ones, and every value that will not do.
        """
        problems = [
            Problem("parameters", key, "no such parameter", _nearest(key, self.keys()))
            for key in changes
            if key not in self.keys()
        ]
        for each in self.values:
            if each.key in changes:
                problems += _value_problems(each, changes[each.key])
        if problems:
            raise InputError(problems)
        return replace(
            self,
            values=tuple(
                _changed(each, changes[each.key], self.as_of) if each.key in changes else each
                for each in self.values
            ),
        )

    def keys(self) -> tuple[str, ...]:
        """Return every key, in order."""
        return tuple(each.key for each in self.values)


def _nearest(key: str, known: tuple[str, ...]) -> str:
    close = get_close_matches(key, known, n=3, cutoff=0.5) or get_close_matches(key, known, n=3, cutoff=0.0)
    return "one like " + ", ".join(close)


def _value_problems(parameter: Parameter, value: float | Distribution) -> list[Problem]:
    """Return what is wrong with a value: not a number, no share, or below 0 where nothing can be.

    A share beyond 1 is most often percent given by mistake.
    """
    if not isinstance(value, Distribution) and not math.isfinite(value):
        return [Problem("parameters", parameter.key, f"{value} is not a number", "a finite number")]
    found = value if isinstance(value, Distribution) else Distribution("fixed", (float(value),))
    if parameter.unit not in (Unit.SHARE, Unit.PROBABILITY):
        return _below_zero(parameter, found)
    least = -1.0 if parameter.distribution.at(_TAIL) < 0 else 0.0
    low, high = found.at(_TAIL), found.at(1.0 - _TAIL)
    if least <= low and high <= 1.0:
        return []
    words = found.text if isinstance(value, Distribution) else f"{value:g}"
    return [Problem("parameters", parameter.key, f"{words} is no {parameter.unit}", f"{least:g} to 1")]


def _below_zero(parameter: Parameter, found: Distribution) -> list[Problem]:
    """Return the problem of a value below 0 where the range as delivered, or the unit, has none."""
    delivered = parameter.distribution
    positive = delivered.name != "fixed" and delivered.at(_TAIL) >= 0
    if not (positive or parameter.unit in _NEVER_NEGATIVE) or found.at(_FEW) >= 0:
        return []
    single = f"{found.arguments[0]:g} {parameter.unit} is below 0"
    message = single if found.name == "fixed" else f"{found.text} goes below 0"
    return [Problem("parameters", parameter.key, message, "0 or more")]


def _changed(parameter: Parameter, value: float | Distribution, as_of: dt.date) -> Parameter:
    distribution = value if isinstance(value, Distribution) else Distribution("fixed", (float(value),))
    return replace(
        parameter,
        distribution=distribution,
        kind=Kind.JUDGEMENT,
        known_from=as_of,
        source="set by the user",
        why=f"was {parameter.distribution.text}",
        address="",
        figures=(),
        owner="user",
        joint=None,
    )
