"""A chart of one series, with its unit, source and gaps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from io import BytesIO
from itertools import pairwise

import numpy as np

from sanctions.data.overview import Overview

#: A line is broken where two readings are further apart than this many times the usual distance, which is
#: the one that nine in ten do not exceed: series that are daily here and weekly there stay one line.
GAP_FACTOR = 2.5
USUAL_RANK = 9
SIZE_INCHES = (10, 5)
DOTS_PER_INCH = 150


def series_chart(parts: Sequence[Overview]) -> bytes:
    """Return a PNG of one series, one line for each basis.

    Parameters
    ----------
    parts : sequence of Overview
        The bases of one series, at least one.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 - slow, and needed only here
    from matplotlib.figure import Figure  # noqa: PLC0415

    entry, last = parts[0].entry, parts[0].last
    figure = Figure(figsize=SIZE_INCHES, layout="constrained")
    axes = figure.subplots()
    for part in parts:
        days, values = _with_breaks(part)
        marker = "." if len(values) < 400 else None
        axes.plot(np.array(days, dtype="datetime64[D]"), values, marker=marker, linewidth=1, label=part.basis)
    axes.set_title(entry.title, loc="left")
    axes.set_ylabel(entry.unit)
    axes.grid(axis="y", alpha=0.3)
    if len(parts) > 1:
        axes.legend(title="Basis, never to be mixed", frameon=False)
    figure.text(0.01, -0.02, f"Source: {last.publisher}, {last.address}", fontsize=8)
    drawn = BytesIO()
    FigureCanvasAgg(figure).print_figure(
        drawn, format="png", dpi=DOTS_PER_INCH, bbox_inches="tight", metadata={"Software": None}
    )
    return drawn.getvalue()


def _with_breaks(part: Overview) -> tuple[list[dt.date], list[float]]:
    """Return days and values, with an empty reading where others are missing so that the line breaks."""
    figures = part.figures
    distances = sorted((later.date - former.date).days for former, later in pairwise(figures))
    usual = max(distances[USUAL_RANK * len(distances) // 10], 1) if distances else 1
    days: list[dt.date] = []
    values: list[float] = []
    for figure in figures:
        if days and (figure.date - days[-1]).days > GAP_FACTOR * usual:
            days.append(days[-1] + dt.timedelta(days=1))
            values.append(float("nan"))
        days.append(figure.date)
        values.append(figure.value)
    return days, values
