"""The options of a comparison as the workbook calls them: A, B, C."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sanctions.comparison.results import Comparison, Difference
from sanctions.comparison.run import target_of as aimed_at
from sanctions.model.results import Assessment, Spread
from sanctions.report.cells.tables import letter


@dataclass(frozen=True)
class Side:
    """One option and its letter, with what it comes to times its stated odds where it has any."""

    letter: str
    assessment: Assessment
    times_probability: Mapping[str, Spread] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Package id."""
        return self.assessment.package.id

    @property
    def title(self) -> str:
        """Title of the package."""
        return self.assessment.package.title

    @property
    def model_sheet(self) -> str:
        """Name of its model sheet."""
        return f"Model {self.letter}"


@dataclass(frozen=True)
class Pair:
    """One option beside the yardstick."""

    side: Side
    yardstick: Side
    difference: Difference

    @property
    def label(self) -> str:
        """Short name of the difference, e.g. ``A minus B``."""
        return f"{self.side.letter} minus {self.yardstick.letter}"

    @property
    def share_label(self) -> str:
        """Short name of the share, e.g. ``A as % of B``."""
        return f"{self.side.letter} as % of {self.yardstick.letter}"


def sides_of(comparison: Comparison) -> tuple[Side, ...]:
    """Return the options with their letters, in the order given."""
    return tuple(
        Side(letter(place), each, comparison.times_probability.get(each.package.id, {}))
        for place, each in enumerate(comparison.options)
    )


def pairs_of(comparison: Comparison) -> tuple[Pair, ...]:
    """Return every option beside the yardstick, in the order of the differences."""
    by_id = {side.id: side for side in sides_of(comparison)}
    return tuple(Pair(by_id[each.option], by_id[each.minus], each) for each in comparison.differences)


def target_of(sides: tuple[Side, ...]) -> str:
    """Return the country the options are aimed at."""
    return aimed_at([side.assessment.package for side in sides])


def not_counted_of(sides: tuple[Side, ...]) -> tuple[str, ...]:
    """Return what the numbers leave out, each once, with the letters of the options it is left out of."""
    return _with_letters(sides, lambda option: option.not_counted)


def zero_reasons_of(sides: tuple[Side, ...]) -> tuple[str, ...]:
    """Return why numbers are 0, each reason once, with the letters of the options it is about."""
    return _with_letters(sides, lambda option: option.zero_reasons)


def remarks_of(sides: tuple[Side, ...]) -> tuple[str, ...]:
    """Return where a stricter option moves something less, each once; said of the comparison, not of one."""
    return tuple(dict.fromkeys(text for side in sides for text in side.assessment.remarks))


def silent_terms_of(sides: tuple[Side, ...]) -> tuple[str, ...]:
    """Return the terms that change no number, each once, with the letters of the options they are of."""
    return _with_letters(sides, lambda option: option.silent_terms)


def _with_letters(
    sides: tuple[Side, ...], texts_of: Callable[[Assessment], tuple[str, ...]]
) -> tuple[str, ...]:
    texts = dict.fromkeys(text for side in sides for text in texts_of(side.assessment))
    return tuple(
        f"{' and '.join(side.letter for side in sides if text in texts_of(side.assessment))}: {text}"
        for text in texts
    )
