"""`sanctions events`: the announcements of history, what markets did, and what can be learnt from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import click

from sanctions.cli.outputs import (
    force_option,
    json_lines,
    json_option,
    picture_outputs,
    plot_option,
    print_table,
    say,
)
from sanctions.data.vintage import snapshot
from sanctions.history.documents import estimates_document, study_document
from sanctions.history.estimates import estimate_all
from sanctions.history.plots import plot_estimates, plot_path, plot_study
from sanctions.history.results import AverageMove, EventRow, EventStudy, Interval
from sanctions.history.study import (
    ASSETS,
    asset,
    default_windows,
    historical_events,
    study_history,
    usual_assets,
)

#: Bundled prices of the studied period end here; history is read whole unless an earlier day is asked for.
LATEST = "2023-01-31"

as_of_option = click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    default=LATEST,
    show_default=True,
    help="Use only what was known on this day.",
)


@click.group(invoke_without_command=True)
@click.pass_context
def events(ctx: click.Context) -> None:
    """Show what markets did when sanctions were announced."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_events)


@events.command("list")
@as_of_option
def list_events(as_of: dt.datetime) -> None:
    """List the announcements, with what else happened on the day."""
    found = historical_events(snapshot(as_of.date()))
    print_table(
        f"Announcements known on {as_of.date()}",
        ["Event", "Announced", "First fixing", "Target", "Kind", "Scored as", "Grade", "Why"],
        [
            (
                event.event_id,
                event.announced,
                event.fixing_day,
                event.target,
                event.kind,
                event.backtest_set,
                event.grade,
                event.grade_reason,
            )
            for event in found
        ],
        to_stderr=False,
    )


@events.command("study")
@click.option(
    "--asset", "assets", multiple=True, metavar="NAME", help=f"One of {', '.join(ASSETS)}; repeatable."
)
@click.option("--event", "event_id", default="", metavar="ID", help="Only this event.")
@click.option("--end-day", type=int, default=1, show_default=True, help="Last day of the event window.")
@click.option("--leakage-days", type=int, default=4, show_default=True, help="At least four.")
@as_of_option
@plot_option
@json_option
@force_option
def study_events(
    assets: tuple[str, ...],
    event_id: str,
    end_day: int,
    leakage_days: int,
    as_of: dt.datetime,
    plot: str | None,
    json_target: str | None,
    force: bool,
) -> None:
    """Study abnormal moves around the announcements (plus = currency falls, yield rises)."""
    targets, suffix = picture_outputs(json_target, plot, force=force)
    market = snapshot(as_of.date())
    chosen = [asset(name) for name in assets] or usual_assets(market, event_id)
    studies = [
        study_history(
            market,
            one.name,
            replace(default_windows(one), end_day=end_day, leakage_days=leakage_days),
            event_id,
        )
        for one in chosen
    ]
    alone = event_id and len(studies) == 1
    targets.write(
        {
            "--json": lambda: json_lines(study_document(as_of.date(), studies)),
            "--plot": lambda: plot_path(studies[0].rows[0], suffix) if alone else plot_study(studies, suffix),
        }
    )
    for study in studies:
        _print_study(study, to_stderr=targets.take_standard_output)


@events.command("estimates")
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    default="2021-04-14",
    show_default=True,
    help="Use only what was known on this day.",
)
@plot_option
@json_option
@force_option
def show_estimates(as_of: dt.datetime, plot: str | None, json_target: str | None, force: bool) -> None:
    """Show what history says about the parameters, and how little."""
    targets, suffix = picture_outputs(json_target, plot, force=force)
    found = estimate_all(snapshot(as_of.date()))
    targets.write(
        {
            "--json": lambda: json_lines(
                estimates_document(as_of.date(), found.estimates, found.projections, found.unavailable)
            ),
            "--plot": lambda: plot_estimates(found.estimates, found.projections, suffix),
        }
    )
    to_stderr = targets.take_standard_output
    print_table(
        f"Parameters from history, as known on {as_of.date()}",
        ["Estimate", "Unit", "Centre", "Interval", "n", "Evidence", "What it cannot say"],
        [
            (
                one.name,
                one.unit,
                f"{one.centre:.2f}",
                _interval(one.interval),
                one.n,
                "yes" if one.weight else "shown only",
                one.warning,
            )
            for one in found.estimates
        ],
        to_stderr=to_stderr,
    )
    print_table(
        "Share of an impact left (local projections)",
        ["Asset", "After", "Left", "90 % band", "Impacts", "What it cannot say"],
        [
            (
                one.asset,
                f"{one.horizons[at]} {one.step}s",
                f"{one.left[at]:.2f}",
                _interval(one.bands[at]),
                one.n_events,
                one.warning,
            )
            for one in found.projections
            for at in (len(one.left) // 2, -1)
        ],
        to_stderr=to_stderr,
    )
    for reason in found.unavailable:
        say(f"not estimated: {reason}")


def _print_study(study: EventStudy, *, to_stderr: bool) -> None:
    print_table(
        f"Abnormal change of {study.rows[0].asset}, {study.rows[0].unit}",
        [
            "Event",
            "Day zero",
            "Abnormal",
            "95 % interval",
            "p",
            "Before it",
            "Raw",
            "n",
            "Grade",
            "Overlaps, flags",
        ],
        [_line(row) for row in study.rows],
        to_stderr=to_stderr,
    )
    for average in study.averages:
        _print_average(average, to_stderr=to_stderr)


def _line(row: EventRow) -> Sequence[object]:
    flags = "; ".join(
        [*(f"shares days with {name}" for name in row.overlaps), *([row.reason] if row.reason else [])]
    )
    if row.move is None or row.sample is None:
        return (row.event_id, row.day_zero, "", "", "", "", "", "", row.grade, flags)
    move = row.move
    return (
        row.event_id,
        row.day_zero,
        f"{move.car:+.1f}",
        _interval(move.interval),
        f"{move.p_placebo:.3f}",
        f"{move.leakage_car:+.1f}",
        f"{move.raw_change:+.1f}",
        row.sample.n_noise,
        row.grade,
        flags,
    )


def _print_average(average: AverageMove, *, to_stderr: bool) -> None:
    tests = "; ".join(f"{test.name} p = {test.p_value:.3f}" for test in average.tests)
    intervals = "; ".join(f"{_interval(one)} ({one.level:.1%}, {one.method})" for one in average.intervals)
    low, high = (
        min(value for _, value in average.leave_one_out),
        max(value for _, value in average.leave_one_out),
    )
    say(
        f"Average of {average.n}: {average.caar:+.2f} {average.unit}; {intervals}\n"
        f"  {tests}\n"
        f"  leaving one out: {low:+.2f} to {high:+.2f}; smallest average a test would find in 4 of 5 tries: "
        f"{average.minimum_detectable:.2f} {average.unit}\n",
        err=to_stderr,
    )


def _interval(interval: Interval) -> str:
    return f"{interval.low:.1f} to {interval.high:.1f}"
