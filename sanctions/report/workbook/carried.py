"""What a workbook takes along from the one it was made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from sanctions.report.workbook.review import Review
from sanctions.report.workbook.run_record import Change


@dataclass(frozen=True)
class Carried:
    """What people changed and wrote on the way to a workbook.

    Parameters
    ----------
    changes : tuple of Change
        Oldest first.
    thresholds : mapping of str to float
        Thresholds of the report that are not as delivered, by name.
    review : Review
    """

    changes: tuple[Change, ...] = ()
    thresholds: Mapping[str, float] = field(default_factory=dict)
    review: Review = field(default_factory=Review)


#: For a workbook that was made from no other.
NOTHING: Final = Carried()
