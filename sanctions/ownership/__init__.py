"""Stakes, the graph they make, and who is blocked through them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sanctions.surface import surface

if TYPE_CHECKING:
    from sanctions.ownership.decision import OwnershipResult, RuleResult, decide
    from sanctions.ownership.graph import OwnershipGraph, build_graph
    from sanctions.ownership.listings import Listing, ListKind
    from sanctions.ownership.readers.inputs import OwnershipInputs, read_inputs
    from sanctions.ownership.shares import Share
    from sanctions.ownership.stakes import Interest, Stake
    from sanctions.ownership.verdicts import Verdict, VerdictStatus

_HOMES = {
    "Interest": "sanctions.ownership.stakes",
    "ListKind": "sanctions.ownership.listings",
    "Listing": "sanctions.ownership.listings",
    "OwnershipGraph": "sanctions.ownership.graph",
    "OwnershipInputs": "sanctions.ownership.readers.inputs",
    "OwnershipResult": "sanctions.ownership.decision",
    "RuleResult": "sanctions.ownership.decision",
    "Share": "sanctions.ownership.shares",
    "Stake": "sanctions.ownership.stakes",
    "Verdict": "sanctions.ownership.verdicts",
    "VerdictStatus": "sanctions.ownership.verdicts",
    "build_graph": "sanctions.ownership.graph",
    "decide": "sanctions.ownership.decision",
    "read_inputs": "sanctions.ownership.readers.inputs",
}

__all__ = [
    "Interest",
    "ListKind",
    "Listing",
    "OwnershipGraph",
    "OwnershipInputs",
    "OwnershipResult",
    "RuleResult",
    "Share",
    "Stake",
    "Verdict",
    "VerdictStatus",
    "build_graph",
    "decide",
    "read_inputs",
]

__getattr__, __dir__ = surface(__name__, _HOMES)
