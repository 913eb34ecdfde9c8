"""`sanctions lists exposure`: what an option takes from the entities it catches."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from sanctions.cli.options import run_options
from sanctions.cli.outputs import console, force_option, json_option, outputs

_FILE = click.Path(path_type=Path)


@click.command()
@click.argument("option")
@click.option("--entities", type=_FILE, help="Your own figures of entities: CSV or Excel.")
@click.option("--card", type=_FILE, help="Card of that table.  [default: the .toml beside it]")
@run_options
@json_option
@force_option
def exposure(
    option: str,
    entities: Path | None,
    card: Path | None,
    as_of: dt.date | None,
    draws: int,
    seed: int,
    json_target: str | None,
    force: bool,
) -> None:
    r"""Show what OPTION takes from entities, one by one and in total.

    OPTION is a bundled package, a path to a .toml file, or several of these joined with +. What has no
    figure says so; totals say how much of the list they cover. An aid to counsel, not legal advice.

    \b
    Example: sanctions lists exposure us-2018-sdn-april
    """
    from sanctions.comparison.entity_report import entity_report  # noqa: PLC0415  - pandas loads slowly
    from sanctions.report.documents.exposure_json import exposure_json  # noqa: PLC0415
    from sanctions.report.pages.exposure_terminal import exposure_tables  # noqa: PLC0415

    if card is not None and entities is None:
        raise click.UsageError("--card goes with --entities")
    targets = outputs({"--json": json_target}, [option, entities, card], force=force)
    report = entity_report(option, as_of, draws, seed, entities, card)
    targets.write({"--json": lambda: exposure_json(report)})
    console(to_stderr=targets.take_standard_output).print(exposure_tables(report))
