"""Sanctions impact calculator: what each option costs, with an honest interval.

    import sanctions as sx
    comparison = sx.run(["measured", "maximal"])
    comparison.to_frame()

Everything is loaded on first use.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

from sanctions.former import keep_addresses
from sanctions.surface import surface

if TYPE_CHECKING:
    from sanctions.backtesting.backtest import backtest
    from sanctions.comparison.compare import compare
    from sanctions.comparison.results import Comparison
    from sanctions.comparison.run import run
    from sanctions.data.vintage import Market, snapshot
    from sanctions.errors import InputError, Problem, SanctionsError, SourceError
    from sanctions.history.event_study import event_study
    from sanctions.history.study import study_history
    from sanctions.model.assess import assess
    from sanctions.model.results import Assessment
    from sanctions.parameters.distributions import Distribution
    from sanctions.parameters.estimate import estimate
    from sanctions.parameters.parameters import Parameters
    from sanctions.report.workbook.book import write_workbook
    from sanctions.spec.load import load_package
    from sanctions.spec.package import Package

_HOMES = {
    "Assessment": "sanctions.model.results",
    "Comparison": "sanctions.comparison.results",
    "Distribution": "sanctions.parameters.distributions",
    "InputError": "sanctions.errors",
    "Market": "sanctions.data.vintage",
    "Package": "sanctions.spec.package",
    "Parameters": "sanctions.parameters.parameters",
    "Problem": "sanctions.errors",
    "SanctionsError": "sanctions.errors",
    "SourceError": "sanctions.errors",
    "assess": "sanctions.model.assess",
    "backtest": "sanctions.backtesting.backtest",
    "compare": "sanctions.comparison.compare",
    "estimate": "sanctions.parameters.estimate",
    "event_study": "sanctions.history.event_study",
    "load_package": "sanctions.spec.load",
    "run": "sanctions.comparison.run",
    "snapshot": "sanctions.data.vintage",
    "study_history": "sanctions.history.study",
    "write_workbook": "sanctions.report.workbook.book",
}

__all__ = [
    "Assessment",
    "Comparison",
    "Distribution",
    "InputError",
    "Market",
    "Package",
    "Parameters",
    "Problem",
    "SanctionsError",
    "SourceError",
    "assess",
    "backtest",
    "compare",
    "estimate",
    "event_study",
    "load_package",
    "run",
    "snapshot",
    "study_history",
    "write_workbook",
]


class _Package(ModuleType):
    """The package itself: `compare` and `estimate` stay functions whatever former room is imported."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
keep_addresses()
__getattr__, __dir__ = surface(__name__, _HOMES)
