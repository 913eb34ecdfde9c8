"""Rows of results: every metric of every option, difference and share, with its live numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from sanctions.comparison.results import COSTS_MORE, Comparison
from sanctions.model.metrics import YARDSTICK_METRIC, Metric, NotApplicable, Status
from sanctions.model.outcome import NO_EFFECT_METRIC
from sanctions.model.results import Spread
from sanctions.report.numbers.act_and_threat import ACT, THREAT, THREAT_LARGER, threat_larger_pct
from sanctions.report.numbers.live_numbers import LiveNumbers
from sanctions.report.numbers.sides import Pair, Side, pairs_of, sides_of
from sanctions.units import Kind

LiveRows = Mapping[tuple[str, str], LiveNumbers]
_PLACES: Final = {"low": 0, "middle": 1, "high": 2}
_OF_BOTH: Final = NotApplicable(Status.NO_CHANNEL, "a chance of one option against the yardstick")
_OF_ONE: Final = NotApplicable(Status.NO_CHANNEL, "a chance of one option alone")
_NO_SHARE: Final = NotApplicable(Status.NO_CHANNEL, "a chance has no share of another")


@dataclass(frozen=True)
class Chance:
    """The share of runs in which something holds: it has no range of its own."""

    pct: float


Found = Spread | Chance | NotApplicable


@dataclass(frozen=True)
class ResultRow:
    """One metric of one option, difference or share.

    Parameters
    ----------
    metric : Metric
    of : str
        "A", "A minus B" or "A as % of B".
    unit : str
    found : Spread, Chance or NotApplicable
    worked : float or None
        Value of the worked case; None where there is none.
    judgement_pct : float or None
    evidence : str
    live : LiveNumbers, optional
        Its numbers over the live draws.
    """

    metric: Metric
    of: str
    unit: str
    found: Found
    worked: float | None
    judgement_pct: float | None
    evidence: str
    live: LiveNumbers | None = None

    def shown(self, word: str) -> float | None:
        """Return low, middle or high over all draws: what every page shows until an input is changed."""
        if isinstance(self.found, NotApplicable):
            return None
        if isinstance(self.found, Chance):
            return self.found.pct if word == "middle" else None
        return {"low": self.found.p10, "middle": self.found.p50, "high": self.found.p90}[word]

    def follows(self, word: str) -> bool:
        """Whether low, middle or high follows the inputs."""
        return self.live is not None and self.live.value(_PLACES[word]) is not None

    @property
    def guarded(self) -> bool:
        """Whether its cells may turn to "n/a" when an input changes."""
        return " as % of " in self.of or (self.live is not None and self.live.guarded)


def rows_of(comparison: Comparison, live: LiveRows) -> tuple[ResultRow, ...]:
    """Return every metric of every option, difference and share, chances last.

    Parameters
    ----------
    comparison : Comparison
    live : mapping
        Metric id and what it is of -> its numbers over the live draws.
    """
    sides, pairs = sides_of(comparison), pairs_of(comparison)
    rows: list[ResultRow] = []
    for metric in comparison.metrics:
        rows += [_of_side(comparison, side, metric) for side in sides]
        for pair in pairs:
            rows += _of_pair(comparison, pair, metric)
    rows += _costs_more(sides, pairs)
    rows += _threat_larger(sides, pairs)
    return tuple(replace(row, live=live.get((row.metric.id, row.of))) for row in rows)


def worked_value(side: Side, metric: Metric) -> float | None:
    """Return the value of a metric in the worked case, None where it has no row in the model."""
    assessment = side.assessment
    if assessment.worked is None or metric.quantity is None or metric.id not in assessment.metrics:
        return None
    values = assessment.worked.values.get(metric.quantity)
    return values[0] if values else None


def _of_side(comparison: Comparison, side: Side, metric: Metric) -> ResultRow:
    spread = comparison.spreads[side.id].get(metric.id)
    shares = side.assessment.kind_shares.get(metric.id)
    found = _as_found(metric, spread or side.assessment.not_applicable[metric.id])
    worked = worked_value(side, metric)
    judgement = 100.0 * shares.get(Kind.JUDGEMENT, 0.0) if shares else None
    return ResultRow(
        metric, side.letter, str(metric.unit), found, worked, judgement, _evidence(found, shares)
    )


def _of_pair(comparison: Comparison, pair: Pair, metric: Metric) -> Iterator[ResultRow]:
    mine, theirs = worked_value(pair.side, metric), worked_value(pair.yardstick, metric)
    both = mine is not None and theirs is not None
    difference = _as_found(
        metric, pair.difference.metrics.get(metric.id) or pair.difference.not_applicable[metric.id]
    )
    worked = mine - theirs if mine is not None and theirs is not None else None
    yield ResultRow(
        metric, pair.label, str(metric.unit), difference, worked, None, _evidence(difference, None)
    )
    share = _NO_SHARE if metric.id == NO_EFFECT_METRIC else comparison.share_used[pair.side.id][metric.id]
    ratio = 100.0 * mine / theirs if both and mine is not None and theirs else None
    ratio = ratio if isinstance(share, Spread) else None
    yield ResultRow(metric, pair.share_label, "%", share, ratio, None, _evidence(share, None))


def _as_found(metric: Metric, found: Spread | NotApplicable) -> Found:
    """Return a chance as such: the mean of 100 where something holds and 0 elsewhere."""
    if metric.id == NO_EFFECT_METRIC and isinstance(found, Spread) and found.mean is not None:
        return Chance(found.mean)
    return found


def _costs_more(sides: tuple[Side, ...], pairs: tuple[Pair, ...]) -> Iterator[ResultRow]:
    """Yield the chance that an option costs the target more than the yardstick does."""
    unit = str(COSTS_MORE.unit)
    for side in sides:
        yield ResultRow(COSTS_MORE, side.letter, unit, _OF_BOTH, None, None, _evidence(_OF_BOTH, None))
    for pair in pairs:
        pct = pair.difference.probability_costs_target_more_pct
        found: Found = Chance(pct) if pct is not None else pair.difference.not_applicable[YARDSTICK_METRIC]
        yield ResultRow(COSTS_MORE, pair.label, unit, found, None, None, _evidence(found, None))
        yield ResultRow(COSTS_MORE, pair.share_label, "%", _NO_SHARE, None, None, _evidence(_NO_SHARE, None))


def _threat_larger(sides: tuple[Side, ...], pairs: tuple[Pair, ...]) -> Iterator[ResultRow]:
    """Yield the chance that what an option holds back is worth more on the day than the option."""
    unit = str(THREAT_LARGER.unit)
    for side in sides:
        pct, absent = threat_larger_pct(side.assessment), side.assessment.not_applicable
        found: Found = Chance(pct) if pct is not None else absent.get(THREAT) or absent[ACT]
        yield ResultRow(THREAT_LARGER, side.letter, unit, found, None, None, _evidence(found, None))
    for pair in pairs:
        for label in (pair.label, pair.share_label):
            yield ResultRow(THREAT_LARGER, label, "%", _OF_ONE, None, None, _evidence(_OF_ONE, None))


def _evidence(found: Found, shares: Mapping[Kind, float] | None) -> str:
    if isinstance(found, NotApplicable):
        return f"n/a: {found.reason}"
    if isinstance(found, Chance) and shares is None:
        return "share of the same draws"
    if shares is None and isinstance(found, Spread):
        return "same in every run" if found.p05 == found.p95 else "from the same draws"
    ordered = sorted((shares or {}).items(), key=lambda item: -item[1])
    return ", ".join(f"{kind} {100.0 * share:.0f} %" for kind, share in ordered if share >= 0.005)
