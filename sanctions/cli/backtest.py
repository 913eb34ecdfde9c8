"""`sanctions backtest`: forecast against outcome for every historical measure, misses included."""

from __future__ import annotations

import click

from sanctions.backtesting.backtest import DRAWS
from sanctions.backtesting.backtest import backtest as score_history
from sanctions.backtesting.scorecard import (
    COLUMNS,
    LEAKAGE_COLUMNS,
    backtest_document,
    headline,
    leakage_cells,
    row_cells,
    set_lines,
)
from sanctions.cli.outputs import (
    force_option,
    json_lines,
    json_option,
    picture_outputs,
    plot_option,
    print_table,
    say,
)
from sanctions.report.pages.backtest_chart import draw_backtest


@click.command()
@click.option("--draws", type=int, default=DRAWS, show_default=True, help="A power of two.")
@click.option("--seed", type=int, default=1, show_default=True)
@json_option
@plot_option
@force_option
def backtest(draws: int, seed: int, json_target: str | None, plot: str | None, force: bool) -> None:
    """Score forecasts made with the knowledge of the eve (plus = yield rises, currency falls)."""
    targets, suffix = picture_outputs(json_target, plot, force=force)
    result = score_history(draws, seed)
    targets.write(
        {
            "--json": lambda: json_lines(backtest_document(result)),
            "--plot": lambda: draw_backtest(result, suffix),
        }
    )
    to_stderr = targets.take_standard_output
    print_table(
        "Forecast against outcome; the people who chose the judgements knew every outcome",
        COLUMNS,
        [row_cells(row) for row in result.rows],
        to_stderr=to_stderr,
    )
    say(headline(result), err=to_stderr)
    for each in result.sets:
        for line in set_lines(each):
            say(line, err=to_stderr)
    print_table(
        "Consistency check: premium on new bonds, known on 14 April 2021, against 10-13 bp (an upper bound)",
        LEAKAGE_COLUMNS,
        [leakage_cells(check) for check in result.leakage],
        to_stderr=to_stderr,
    )
