"""Options side by side: each with its interval, every difference with its own, from the same draws."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

import numpy as np
import pandas as pd

from sanctions.data.vintage import Figure
from sanctions.model.metrics import METRICS, Criterion, Metric, NotApplicable
from sanctions.model.outcome import NO_EFFECT_BP, NO_EFFECT_METRIC
from sanctions.model.results import Assessment, Spread
from sanctions.units import Kind, Unit

#: Chance, in percent, that an option costs the target more than the yardstick; it belongs to the difference.
COSTS_MORE = Metric(
    "probability_costs_target_more_pct",
    Unit.PERCENT,
    "new bonds, year 1",
    "Chance of costing the target more than the yardstick",
    Criterion.CERTAINTY,
)


@dataclass(frozen=True)
class Difference:
    """One option minus another, draw by draw.

    Parameters
    ----------
    option, minus : str
        Package ids.
    metrics : mapping of str to Spread
    not_applicable : mapping of str to NotApplicable
    probability_costs_target_more_pct : float or None
        Share of draws in which `option` raises the yield of new bonds more than `minus`.
    """

    option: str
    minus: str
    metrics: Mapping[str, Spread]
    not_applicable: Mapping[str, NotApplicable]
    probability_costs_target_more_pct: float | None


@dataclass(frozen=True)
class Comparison:
    """What the workbook, the JSON and the terminal show.

    Parameters
    ----------
    version : str
        Version of this package.
    as_of : datetime.date
    seed, draws : int
    yardstick : str
        Package id the others are measured against.
    options : tuple of Assessment
        In the order given.
    spreads : mapping of str to mapping of str to Spread
        Option id -> metric id -> summary.
    differences : tuple of Difference
        Every other option minus the yardstick.
    times_probability : mapping of str to mapping of str to Spread
        Option id -> metric id -> the option times the odds that it is enacted, for options that state them;
        `spreads` are "if enacted".
    share_used : mapping of str to mapping of str to Spread or NotApplicable
        Option id -> metric id -> option / yardstick in percent.
    spec_sha256 : mapping of str to str
    datasets : mapping of str to str
        Dataset name -> sha256.
    figures : tuple of Figure
        Every figure a parameter rests on.
    warnings : tuple of str
    no_effect_bp : float
        Rise of the yield under which there is no effect worth the name.
    """

    version: str
    as_of: dt.date
    seed: int
    draws: int
    yardstick: str
    options: tuple[Assessment, ...]
    spreads: Mapping[str, Mapping[str, Spread]]
    differences: tuple[Difference, ...]
    times_probability: Mapping[str, Mapping[str, Spread]]
    share_used: Mapping[str, Mapping[str, Spread | NotApplicable]]
    spec_sha256: Mapping[str, str]
    datasets: Mapping[str, str]
    figures: tuple[Figure, ...]
    warnings: tuple[str, ...]
    no_effect_bp: float = NO_EFFECT_BP

    @property
    def metrics(self) -> tuple[Metric, ...]:
        """Every metric, with the threshold of this run where its name has one."""
        words = f"peak under {np.format_float_positional(self.no_effect_bp, trim='-')} bp"
        return tuple(
            replace(each, horizon=words) if each.id == NO_EFFECT_METRIC else each for each in METRICS
        )

    def metric(self, id_: str) -> Metric:
        """Return one metric of `metrics` by its id."""
        return next(each for each in self.metrics if each.id == id_)

    def to_frame(self) -> pd.DataFrame:
        """Return every metric of every option and difference, one row each.

        Returns
        -------
        pandas.DataFrame
            Columns option, minus (empty for the option itself), metric, unit, horizon, mean, p05 to p95,
            judgement_share; rows that do not apply have a reason instead of numbers.
        """
        rows = [
            self._row(option.package.id, "", metric, self.spreads[option.package.id].get(metric.id), option)
            for option in self.options
            for metric in self.metrics
        ]
        rows += [
            self._row(each.option, each.minus, metric, each.metrics.get(metric.id), each)
            for each in self.differences
            for metric in self.metrics
        ]
        return pd.DataFrame(rows)

    def _row(
        self, option: str, minus: str, metric: Metric, spread: Spread | None, found: Assessment | Difference
    ) -> dict[str, object]:
        numbers = asdict(spread) if spread is not None else dict.fromkeys(Spread.__dataclass_fields__)
        absent = found.not_applicable.get(metric.id)
        shares = found.kind_shares.get(metric.id, {}) if isinstance(found, Assessment) else {}
        return {
            "option": option,
            "minus": minus,
            "metric": metric.id,
            "unit": str(metric.unit),
            "horizon": metric.horizon,
            **numbers,
            "judgement_share": shares.get(Kind.JUDGEMENT),
            "not_applicable": absent.reason if absent is not None else "",
        }

    def _repr_html_(self) -> str:
        """Return the comparison as a table for a notebook."""
        shown = self.to_frame()
        shown = shown[shown["not_applicable"] == ""][
            ["option", "minus", "metric", "unit", "p10", "p50", "p90"]
        ]
        return str(shown.to_html(index=False, float_format=lambda value: f"{value:.2g}"))

    def option(self, package_id: str) -> Assessment:
        """Return one option by package id; KeyError when it is not compared."""
        for each in self.options:
            if each.package.id == package_id:
                return each
        raise KeyError(package_id)
