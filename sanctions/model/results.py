"""What an assessment returns: draws of every metric, the worked case, and what could not be priced."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from sanctions.entities.exposed import PackageExposure
from sanctions.model.dag import Graph
from sanctions.model.grammar import Array
from sanctions.model.metrics import NotApplicable
from sanctions.parameters.parameters import Parameters
from sanctions.spec.package import Package
from sanctions.units import Kind


@dataclass(frozen=True)
class Spread:
    """Summary of the draws of one metric.

    Parameters
    ----------
    mean : float or None
        None for a ratio, whose mean need not exist.
    p05, p10, p50, p90, p95 : float
        Percentiles, in the metric's unit.
    """

    mean: float | None
    p05: float
    p10: float
    p50: float
    p90: float
    p95: float

    @classmethod
    def of(cls, draws: Array, *, ratio: bool = False) -> Spread:
        """Summarise draws of shape ``(draws,)``."""
        p05, p10, p50, p90, p95 = (float(p) for p in np.percentile(draws, (5, 10, 50, 90, 95)))
        return cls(None if ratio else float(np.mean(draws)), p05, p10, p50, p90, p95)


@dataclass(frozen=True)
class LawFact:
    """One fact of law the equations read, by annual column, with the measure it comes from.

    Parameters
    ----------
    key : str
        Key the graph reads it by, e.g. ``old_us[with_option,local]``.
    label : str
        Plain words.
    unit : str
    values : tuple of float
        One number for each annual column, or a single one.
    measures : tuple of str
        Ids ``package#measure`` that make it so, or the source of a figure; empty when nothing does.
    origin : str
        "fact of law" or "figure".
    """

    key: str
    label: str
    unit: str
    values: tuple[float, ...]
    measures: tuple[str, ...]
    origin: str = "fact of law"


@dataclass(frozen=True)
class WorkedCase:
    """The model run once with every parameter at its median: what the workbook shows as live formulas.

    Parameters
    ----------
    inputs : mapping of str to tuple of float
        Every input key of the graph; one number, or one for each annual column.
    values : mapping of str to tuple of float
        Every node key of the graph, likewise.
    """

    inputs: Mapping[str, tuple[float, ...]]
    values: Mapping[str, tuple[float, ...]]


@dataclass(frozen=True)
class Assessment:
    """One option, priced.

    Parameters
    ----------
    package : Package
        The option as loaded.
    law : tuple of Package
        The law in force on as_of it is measured from.
    as_of : datetime.date
    announced : datetime.date
        Day of column t=0.
    seed, draws : int
    parameters : Parameters
    graph : Graph or None
        None when no bond segment of the target could be priced.
    law_facts : tuple of LawFact
    worked : WorkedCase or None
    metrics : mapping of str to array
        Metric id -> draws, shape ``(draws,)``.
    paths : mapping of str to array
        Path id -> shape ``(years, draws)``.
    not_applicable : mapping of str to NotApplicable
        Every metric id that is not in `metrics`.
    kind_shares : mapping of str to mapping of Kind to float
        Metric id -> share of variance by kind of evidence, adding to 1; absent where the metric is constant.
    not_counted : tuple of str
        Measures and reactions the model does not price, in plain words.
    warnings : tuple of str
    zero_reasons : tuple of str
        Why a number is 0 where it is: the law that already bars what the option bars, and what is left.
    silent_terms : tuple of str
        Terms of the option's measures that change no number of the model.
    remarks : tuple of str
        Where a stricter option truly moves something less, in a sentence.
    exposure : PackageExposure or None
        Entities the option newly catches or releases, with what is known of them.
    entity_totals : mapping of str to array
        Quantity of the entity equations -> draws, ``(draws,)`` or ``(years, draws)``.
    """

    package: Package
    law: tuple[Package, ...]
    as_of: dt.date
    announced: dt.date
    seed: int
    draws: int
    parameters: Parameters
    graph: Graph | None
    law_facts: tuple[LawFact, ...]
    worked: WorkedCase | None
    metrics: Mapping[str, Array]
    paths: Mapping[str, Array]
    not_applicable: Mapping[str, NotApplicable]
    kind_shares: Mapping[str, Mapping[Kind, float]]
    not_counted: tuple[str, ...]
    warnings: tuple[str, ...]
    zero_reasons: tuple[str, ...] = ()
    silent_terms: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    exposure: PackageExposure | None = None
    entity_totals: Mapping[str, Array] = field(default_factory=dict)
