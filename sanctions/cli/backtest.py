"""`sanctions backtest`: forecast against outcome for every historical measure, misses included."""

from __future__ import annotations

from pathlib import Path

import click

from sanctions.cli.outputs import STANDARD_OUTPUT, print_table, write_json
from sanctions.compare.backtest import DRAWS
from sanctions.compare.backtest import backtest as score_history
from sanctions.compare.scorecard import (
    COLUMNS,
    LEAKAGE_COLUMNS,
    backtest_document,
    headline,
    leakage_cells,
    row_cells,
    set_lines,
)
from sanctions.report.backtest_chart import draw_backtest


@click.command()
@click.option("--draws", type=int, default=DRAWS, show_default=True, help="A power of two.")
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--json", "json_file", metavar="FILE", help="Write the scorecard to FILE; - is stdout.")
@click.option("--plot", type=click.Path(path_type=Path), help="Draw to FILE (.png, .svg, .pdf).")
def backtest(draws: int, seed: int, json_file: str | None, plot: Path | None) -> None:
    """Score forecasts made with the knowledge of the eve (plus = yield rises, currency falls)."""
    result = score_history(draws, seed)
    to_stderr = json_file == STANDARD_OUTPUT
    print_table(
        "Forecast against outcome; the people who chose the judgements knew every outcome",
        COLUMNS,
        [row_cells(row) for row in result.rows],
        to_stderr=to_stderr,
    )
    click.echo(headline(result), err=to_stderr)
    for each in result.sets:
        for line in set_lines(each):
            click.echo(line, err=to_stderr)
    print_table(
        "Consistency check: premium on new bonds, known on 14 April 2021, against 10-13 bp (an upper bound)",
        LEAKAGE_COLUMNS,
        [leakage_cells(check) for check in result.leakage],
        to_stderr=to_stderr,
    )
    if plot is not None:
        draw_backtest(result, plot)
    if json_file is not None:
        write_json(json_file, backtest_document(result))
