"""The scorecard as a picture: forecast interval, outcome and rivals, row by row; misses in red."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sanctions.backtesting.backtest import Backtest, Row
from sanctions.history.plots import picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

INSIDE, MISS, RIVAL = "#1f6f8b", "#b3261e", "#8a8a8a"
PANELS = (
    ("bond", "bp", "Bond channel, bp"),
    ("bond", "%", "Bond channel, currency, %"),
    ("currency", "%", "No channel: forecast of no move, currency, %"),
)


def draw_backtest(result: Backtest, suffix: str) -> bytes:
    """Draw the counted rows.

    Parameters
    ----------
    result : Backtest
    suffix : str
        One of .png, .svg and .pdf.
    """
    from matplotlib.figure import Figure  # noqa: PLC0415 - loaded only when something is drawn

    groups = [
        (title, [row for row in result.rows if row.plan.counted_in == name and row.plan.unit == unit])
        for name, unit, title in PANELS
    ]
    heights = [1.2 + 0.42 * len(rows) for _, rows in groups]
    figure = Figure(figsize=(9.0, sum(heights)), layout="constrained")
    axes = figure.subplots(len(groups), 1, squeeze=False, gridspec_kw={"height_ratios": heights})
    for axis, (title, rows) in zip(axes[:, 0], groups, strict=True):
        _panel(axis, title, rows)
    return picture(figure, suffix)


def _panel(axis: Axes, title: str, rows: Sequence[Row]) -> None:
    for place, row in enumerate(reversed(rows)):
        if row.score is None or row.outcome is None or row.forecast is None:
            continue
        wide = next(band for band in row.score.bands if band.level_pct == 80)
        colour = INSIDE if wide.covers else MISS
        axis.plot([wide.low, wide.high], [place, place], color=colour, linewidth=5, alpha=0.35)
        axis.plot([row.forecast.p10, row.forecast.p90], [place, place], color=colour, linewidth=1.5)
        axis.plot(row.forecast.p50, place, marker="|", color=colour, markersize=11)
        axis.plot(row.outcome.value, place, marker="D", color="black", markersize=5)
        for step, rival in enumerate(row.rivals[1:], start=1):
            axis.plot(
                [rival.low, rival.high],
                [place - 0.05 - 0.15 * step] * 2,
                color=RIVAL,
                linewidth=1,
                marker="|",
                markersize=4,
            )
    axis.axvline(0, color="#444444", linewidth=0.8)
    axis.set_ylim(-0.8, len(rows) - 0.4)
    names = [f"{row.plan.row_id} ({row.plan.status})" for row in reversed(rows)]
    axis.set_yticks(range(len(rows)), names, fontsize=8)
    axis.set_title(title, loc="left", fontsize=10)
    axis.set_xlabel(
        "diamond: what happened; thin: forecast, thick: with market noise (80 %); red: missed; grey: rivals",
        fontsize=7,
    )
