"""A figure with its source, the choice among several, and what is said when there is none."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sanctions.data.read import BUNDLED, Observation
from sanctions.errors import SanctionsError


@dataclass(frozen=True, slots=True)
class Figure:
    """One number with everything needed to trace it.

    Parameters
    ----------
    id : str
        Stable: series, reference date and basis; ``#2`` and on where a day has several readings.
    series, unit, basis : str
        What is measured, in which unit, on whose definition.
    value : float
        In `unit`.
    date, first_known : datetime.date
        Reference date, and the day the figure could first be read.
    first_known_stated : bool
        False where `first_known` is the reference date plus the lag its card states.
    publisher, address, seen_via : str
        Who published it, the publisher's page, and where the value was seen.
    dataset, sha256 : str
        The dataset, and the checksum of its rows visible on the snapshot's day.
    conflicts_with : tuple of str
        Ids of figures of the same series, date and basis with another value.
    kind : str
        data, derived or published.
    note : str
        Caveats, in words.
    origin : str
        "bundled", or the store the figure was downloaded to.
    """

    id: str
    series: str
    value: float
    unit: str
    basis: str
    date: dt.date
    first_known: dt.date
    first_known_stated: bool
    publisher: str
    address: str
    seen_via: str
    dataset: str
    sha256: str
    conflicts_with: tuple[str, ...] = ()
    kind: str = "data"
    note: str = ""
    origin: str = BUNDLED


class NoFigure(SanctionsError):  # noqa: N818 - read as a sentence where it is caught
    """There is no figure of the series that was known on the day asked for.

    Parameters
    ----------
    series : str
    as_of : datetime.date
    basis : str, optional
    hint : str
        What would have been found.
    """

    def __init__(self, series: str, as_of: dt.date, basis: str | None = None, hint: str = "") -> None:
        self.series, self.as_of, self.basis = series, as_of, basis
        where = f" on basis {basis!r}" if basis else ""
        super().__init__(
            f"no figure of {series!r}{where} was known on {as_of}" + (f"; {hint}" if hint else "")
        )


class MixedBases(SanctionsError):  # noqa: N818
    """The series has figures on several bases, which must not be mixed: one has to be named."""

    def __init__(self, series: str, bases: Iterable[str]) -> None:
        self.series, self.bases = series, tuple(sorted(bases))
        super().__init__(f"{series!r} is published on several bases, name one: {', '.join(self.bases)}")


def figures_of(dataset: str, rows: Sequence[Observation], sha256: str) -> list[Figure]:
    """Return the figures of one dataset's visible rows, with ids and conflicts.

    Parameters
    ----------
    dataset : str
    rows : sequence of Observation
        Only rows known on the day of the snapshot, in file order.
    sha256 : str
        Checksum of those rows.

    Returns
    -------
    list of Figure
        By series, reference date, then the day first known.
    """
    groups: dict[tuple[str, dt.date, str], list[Observation]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.series, row.date, row.basis, row.first_known, row.line)):
        groups[row.series, row.date, row.basis].append(row)
    found: list[Figure] = []
    for (series, reference, basis), members in groups.items():
        stem = f"{series}@{reference}[{basis}]"
        names = [stem if place == 0 else f"{stem}#{place + 1}" for place in range(len(members))]
        for name, row in zip(names, members, strict=True):
            others = tuple(
                other for other, rival in zip(names, members, strict=True) if rival.value != row.value
            )
            found.append(_figure(name, row, dataset, sha256, others))
    return found


def _figure(name: str, row: Observation, dataset: str, sha256: str, conflicts: tuple[str, ...]) -> Figure:
    return Figure(
        id=name,
        series=row.series,
        value=row.value,
        unit=row.unit,
        basis=row.basis,
        date=row.date,
        first_known=row.first_known,
        first_known_stated=row.first_known_stated,
        publisher=row.publisher,
        address=row.address,
        seen_via=row.seen_via,
        dataset=dataset,
        sha256=sha256,
        conflicts_with=conflicts,
        kind=row.kind,
        note=row.note,
        origin=row.origin,
    )


def on_one_basis(series: str, figures: Sequence[Figure], basis: str | None) -> tuple[Figure, ...]:
    """Return the figures on `basis`, or all of them where they share one.

    Raises
    ------
    MixedBases
        No basis was named and there are several.
    """
    bases = {figure.basis for figure in figures}
    if basis is None:
        if len(bases) > 1:
            raise MixedBases(series, bases)
        return tuple(figures)
    return tuple(figure for figure in figures if figure.basis == basis)


def latest(figures: Sequence[Figure]) -> Figure:
    """Return the figure with the latest reference date.

    Among readings of one day the last published wins (a revision), then a downloaded one, then one that is
    not derived, then the one the file puts first; the others stay listed under ``conflicts_with``.
    """
    last = max(figure.date for figure in figures)
    readings = [figure for figure in figures if figure.date == last]
    newest = max(figure.first_known for figure in readings)
    ranked = sorted(
        (figure for figure in readings if figure.first_known == newest),
        key=lambda figure: (figure.origin == BUNDLED, figure.kind == "derived"),
    )
    return ranked[0]
