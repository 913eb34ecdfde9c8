"""Sanctions impact calculator: what each option costs, with an honest interval.

    import sanctions as sx
    comparison = sx.run(["measured", "maximal"])
    comparison.to_frame()

Everything is loaded on first use.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sanctions.compare.backtest import backtest
    from sanctions.compare.compare import compare
    from sanctions.compare.comparison import Comparison
    from sanctions.compare.run import run
    from sanctions.data.vintage import Market, snapshot
    from sanctions.errors import InputError, Problem, SanctionsError, SourceError
    from sanctions.estimate.distributions import Distribution
    from sanctions.estimate.estimate import estimate
    from sanctions.estimate.event_study import event_study
    from sanctions.estimate.history import study_history
    from sanctions.estimate.parameters import Parameters
    from sanctions.model.assess import assess
    from sanctions.model.results import Assessment
    from sanctions.report.workbook import write_workbook
    from sanctions.spec.load import load_package
    from sanctions.spec.package import Package

_HOMES = {
    "Assessment": "sanctions.model.results",
    "Comparison": "sanctions.compare.comparison",
    "Distribution": "sanctions.estimate.distributions",
    "InputError": "sanctions.errors",
    "Market": "sanctions.data.vintage",
    "Package": "sanctions.spec.package",
    "Parameters": "sanctions.estimate.parameters",
    "Problem": "sanctions.errors",
    "SanctionsError": "sanctions.errors",
    "SourceError": "sanctions.errors",
    "assess": "sanctions.model.assess",
    "backtest": "sanctions.compare.backtest",
    "compare": "sanctions.compare.compare",
    "estimate": "sanctions.estimate.estimate",
    "event_study": "sanctions.estimate.event_study",
    "load_package": "sanctions.spec.load",
    "run": "sanctions.compare.run",
    "snapshot": "sanctions.data.vintage",
    "study_history": "sanctions.estimate.history",
    "write_workbook": "sanctions.report.workbook",
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
    """The package itself: a public name stays the function even where a room has the same name.

    Importing ``sanctions.compare.run`` makes Python bind the room ``compare`` on this package, which would
    hide the function ``sanctions.compare``. That binding is left out; the room is still found by full name.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'sanctions' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
