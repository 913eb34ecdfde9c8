"""The parameters of the model: each with its distribution, kind, source and the day it was knowable."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sanctions.estimate.distributions import Distribution
from sanctions.units import Kind, Unit


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
    figures : tuple of str
        Ids of the figures it was computed from.
    owner : str
        Who answers for it.
    quality : str
        How well the evidence identifies it: good, fair, weak.
    sunset : datetime.date or None
        Day after which it should be looked at again.
    joint : str or None
        Name of the joint distribution it is drawn with (a Dirichlet, for example).
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
    figures: tuple[str, ...] = ()
    owner: str = "project"
    quality: str = "fair"
    sunset: dt.date | None = None
    joint: str | None = None

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
        Segment -> why it is not priced.
    """

    as_of: dt.date
    target: str
    values: tuple[Parameter, ...]
    correlations: tuple[Correlation, ...] = ()
    segments: tuple[str, ...] = ("local",)
    missing: Mapping[str, str] = MappingProxyType({})

    def __getitem__(self, key: str) -> Parameter:
        """Return one parameter by key; KeyError when there is none."""
        for each in self.values:
            if each.key == key:
                return each
        raise KeyError(key)

    def keys(self) -> tuple[str, ...]:
        """Return every key, in order."""
        return tuple(each.key for each in self.values)
