"""Pictures of estimates; matplotlib is loaded only when one is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from sanctions.errors import InputError
from sanctions.files.targets import OutputTarget
from sanctions.history.estimators.persistence import Projection
from sanctions.history.results import Estimate, EventRow, EventStudy

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

COLOURS = {"clean": "#1f6f8b", "mixed": "#c98a1b", "unusable": "#9a9a9a"}
FORMATS = (".png", ".svg", ".pdf")
TITLES = {
    "usd_rub": "Rubles per dollar, abnormal change, %",
    "ofz_10y_pct": "OFZ 10-year yield, abnormal change, bp",
    "ofz_2y_pct": "OFZ 2-year yield, abnormal change, bp",
    "imoex_pts": "Moscow share index, abnormal change, %",
    "fx_try_per_usd": "Lira per dollar, abnormal change, %",
    "fx_cny_per_usd": "Yuan per dollar, abnormal change, %",
}


def plot_study(studies: Sequence[EventStudy], suffix: str) -> bytes:
    """Draw abnormal moves with their intervals, one panel an asset, colours by confounding grade.

    Raises
    ------
    InputError
        Nothing to draw.
    """
    drawn = [study for study in studies if any(row.move is not None for row in study.rows)]
    if not drawn:
        raise InputError.single("--plot", "", "no event could be studied, so there is nothing to draw")
    height = sum(1.0 + 0.32 * len(study.rows) for study in drawn)
    figure, axes = _figure(len(drawn), (8.5, height), [1.0 + 0.32 * len(study.rows) for study in drawn])
    for axis, study in zip(axes, drawn, strict=True):
        _study_panel(axis, study.rows)
    return picture(figure, suffix)


def plot_path(row: EventRow, suffix: str) -> bytes:
    """Draw one event's cumulative abnormal change from the first leakage day to the end of its window."""
    if row.move is None:
        raise InputError.single("--plot", "", f"{row.event_id} has no estimate: {row.reason}")
    figure, (axis,) = _figure(1, (7.0, 4.0), [1.0])
    days, values = zip(*row.move.path, strict=True)
    axis.axhline(0, color="#444444", linewidth=0.8)
    axis.axvline(-0.5, color="#999999", linestyle="--", linewidth=0.8)
    axis.plot(days, values, marker="o", color=COLOURS[row.grade])
    axis.set_xlabel(
        "business days from the first price that could react; the dashed line parts leakage from event"
    )
    axis.set_ylabel(row.unit)
    axis.set_title(f"{row.event_id}: {TITLES.get(row.asset, row.asset)}", loc="left", fontsize=10)
    return picture(figure, suffix)


def plot_estimates(estimates: Sequence[Estimate], projections: Sequence[Projection], suffix: str) -> bytes:
    """Draw each estimate with its interval and leave-one-out values, and each projection with its bands."""
    panels = len(estimates) + len(projections)
    if not panels:
        raise InputError.single("--plot", "", "nothing could be estimated, so there is nothing to draw")
    figure, axes = _figure(panels, (8.5, 1.1 * len(estimates) + 2.6 * len(projections)), None, len(estimates))
    for axis, estimate in zip(axes, estimates, strict=False):
        _estimate_panel(axis, estimate)
    for axis, projection in zip(axes[len(estimates) :], projections, strict=True):
        _projection_panel(axis, projection)
    return picture(figure, suffix)


def _figure(
    panels: int, size: tuple[float, float], heights: Sequence[float] | None, short: int = 0
) -> tuple[Figure, list[Axes]]:
    from matplotlib.figure import Figure as Canvas  # noqa: PLC0415 - loaded only when something is drawn

    figure = Canvas(figsize=size, layout="constrained")
    ratios = list(heights) if heights else [1.1] * short + [2.6] * (panels - short)
    axes = figure.subplots(panels, 1, squeeze=False, gridspec_kw={"height_ratios": ratios})
    return figure, [row[0] for row in axes]


def _study_panel(axis: Axes, rows: Sequence[EventRow]) -> None:
    shown = [row for row in rows if row.move is not None and row.grade != "unusable"]
    left = [row.event_id for row in rows if row not in shown]
    for place, row in enumerate(reversed(shown)):
        if row.move is None:
            continue
        colour = COLOURS[row.grade]
        axis.plot(
            [row.move.interval.low, row.move.interval.high], [place, place], color=colour, linewidth=1.6
        )
        axis.plot(row.move.car, place, marker="o", color=colour)
    axis.axvline(0, color="#444444", linewidth=0.8)
    axis.set_yticks(
        range(len(shown)), [f"{row.event_id}  {row.day_zero}" for row in reversed(shown)], fontsize=8
    )
    axis.set_title(TITLES.get(rows[0].asset, rows[0].asset), loc="left", fontsize=10)
    note = "dot: estimate, line: 95 % interval; blue clean, amber mixed"
    axis.set_xlabel(note + (f"; not drawn: {', '.join(left)}" if left else ""), fontsize=7)


def _estimate_panel(axis: Axes, estimate: Estimate) -> None:
    others = [value for _, value in estimate.leave_one_out]
    axis.plot(others, [0.0] * len(others), "|", color="#999999", markersize=14)
    axis.plot([estimate.interval.low, estimate.interval.high], [0, 0], color=COLOURS["clean"], linewidth=1.6)
    axis.plot(estimate.centre, 0, marker="o", color=COLOURS["clean"])
    axis.axvline(0, color="#444444", linewidth=0.8)
    axis.set_yticks([])
    weight = "" if estimate.weight else ", shown without weight"
    axis.set_title(
        f"{estimate.name}, {estimate.unit} (n = {estimate.n}{weight}; ticks: leaving one out)",
        loc="left",
        fontsize=9,
    )


def _projection_panel(axis: Axes, projection: Projection) -> None:
    axis.fill_between(
        projection.horizons,
        [band.low for band in projection.bands],
        [band.high for band in projection.bands],
        color=COLOURS["clean"],
        alpha=0.2,
        linewidth=0,
    )
    axis.plot(projection.horizons, projection.left, color=COLOURS["clean"])
    axis.axhline(0, color="#444444", linewidth=0.8)
    axis.axhline(1, color="#999999", linestyle="--", linewidth=0.8)
    axis.set_xlabel(f"{projection.step}s after the impact ({projection.n_events} impacts)", fontsize=8)
    axis.set_title(f"{projection.asset}: share of the impact left, 90 % HAC band", loc="left", fontsize=9)


def picture_format(path: str | Path) -> str:
    """Return the format a picture of this name has; devices and pipes get PNG.

    Raises
    ------
    InputError
        Unknown picture format.
    """
    suffix = Path(path).suffix.lower()
    if suffix in FORMATS:
        return suffix
    if OutputTarget.of(path).flows:
        return FORMATS[0]
    raise InputError.single(
        str(path), "", f"unknown picture format {Path(path).suffix!r}", ", ".join(FORMATS)
    )


def picture(figure: Figure, suffix: str) -> bytes:
    """Return a figure without creation dates, so that the same figure gives the same bytes.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
    suffix : str
        One of :data:`FORMATS`.
    """
    stamp = {".png": {"Software": None}, ".svg": {"Date": None}, ".pdf": {"CreationDate": None}}
    drawn = BytesIO()
    figure.savefig(drawn, format=suffix[1:], dpi=130, metadata=stamp[suffix])
    return drawn.getvalue()
