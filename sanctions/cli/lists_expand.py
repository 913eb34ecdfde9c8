"""`sanctions lists expand` and `rank`: the ownership rules on a table of stakes."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from sanctions.cli.outputs import console, csv_option, force_option, json_option, outputs, say_first
from sanctions.files import check_name
from sanctions.ownership.decision import decide
from sanctions.ownership.ranking import rank as rank_candidates
from sanctions.ownership.readers.inputs import OwnershipInputs, read_candidates, read_inputs
from sanctions.ownership.rules.registry import RULES
from sanctions.report.documents.ownership_json import ownership_csv, ownership_json, ranking_csv, ranking_json
from sanctions.report.pages.ownership_terminal import ownership_tables, ranking_table

_FILE = click.Path(path_type=Path)


def _inputs(command: Any) -> Any:
    options = (
        click.option(
            "--ownership",
            "ownership",
            type=_FILE,
            required=True,
            help="Stakes: CSV, Excel, Parquet, BODS 0.2 to 0.4 JSON or FollowTheMoney JSON.",
        ),
        click.option(
            "--listed",
            type=str,
            required=True,
            multiple=True,
            help="Who is listed: a table with the column entity, a publisher's list file, or ofac-sdn.",
        ),
        click.option("--entities", type=_FILE, help="Facts: entity, financial_institution, country, …"),
        click.option(
            "--as-of",
            type=click.DateTime(["%Y-%m-%d"]),
            help="Day of law and facts; today when absent.",
        ),
        click.option("--set-aside", is_flag=True, help="Leave bad rows out and count them."),
    )
    for option in reversed(options):
        command = option(command)
    return command


@click.command()
@_inputs
@click.option(
    "--rule",
    "rules",
    type=click.Choice(list(RULES)),
    multiple=True,
    default=["ofac-50"],
    show_default=True,
    help="May be given several times: side by side.",
)
@click.option("--what-if", metavar="ENTITY", default="", help="Show what designating ENTITY would add.")
@click.option("--entity", "only", metavar="ENTITY", multiple=True, help="Explain only this one; repeatable.")
@click.option("--all", "show_all", is_flag=True, help="Show also whoever no listed holder reaches.")
@json_option
@csv_option
@click.option("-o", "--output", metavar="FILE", help="Write a workbook (.xlsx).")
@force_option
def expand(
    ownership: Path,
    listed: tuple[str, ...],
    entities: Path | None,
    as_of: dt.datetime | None,
    set_aside: bool,
    rules: tuple[str, ...],
    what_if: str,
    only: tuple[str, ...],
    show_all: bool,
    json_target: str | None,
    csv_target: str | None,
    output: str | None,
    force: bool,
) -> None:
    """Show who is caught through ownership, under one rule or several side by side.

    An aid to counsel, not legal advice.
    """
    day = _day(as_of)
    named = {"-o": output, "--json": json_target, "--csv": csv_target}
    targets = outputs(named, [ownership, *listed, entities], force=force)
    if output is not None:
        check_name(output, "workbook")
    given = read_inputs(ownership, listed, entities, set_aside, day)
    result = decide(given.graph, given.listings, rules, day, given.facts, what_if, only)
    result = replace(result, set_aside=given.set_aside, notes=given.notes)

    def book() -> bytes:
        from sanctions.report.workbook.ownership_book import ownership_book  # noqa: PLC0415 - slow to load

        return ownership_book(result)

    targets.write(
        {"-o": book, "--json": lambda: ownership_json(result), "--csv": lambda: ownership_csv(result)}
    )
    _report_set_aside(given)
    console(to_stderr=targets.take_standard_output).print(ownership_tables(result, show_all))


@click.command()
@click.argument("candidates", type=_FILE)
@_inputs
@click.option("--rule", type=click.Choice(list(RULES)), default="ofac-50", show_default=True)
@json_option
@csv_option
@force_option
def rank(
    candidates: Path,
    ownership: Path,
    listed: tuple[str, ...],
    entities: Path | None,
    as_of: dt.datetime | None,
    set_aside: bool,
    rule: str,
    json_target: str | None,
    csv_target: str | None,
    force: bool,
) -> None:
    """Rank CANDIDATES (a table with the column entity) by what the designation of each would add."""
    day = _day(as_of)
    named = {"--json": json_target, "--csv": csv_target}
    targets = outputs(named, [ownership, *listed, entities, candidates], force=force)
    given = read_inputs(ownership, listed, entities, set_aside, day)
    ranked = rank_candidates(given.graph, given.listings, read_candidates(candidates), rule, day, given.facts)
    targets.write(
        {
            "--json": lambda: ranking_json(ranked, rule, day.isoformat()),
            "--csv": lambda: ranking_csv(ranked),
        }
    )
    _report_set_aside(given)
    console(to_stderr=targets.take_standard_output).print(ranking_table(ranked, rule, day.isoformat()))


def _day(as_of: dt.datetime | None) -> dt.date:
    # The clock is read here alone, and only when nobody named a day; the day is part of every output.
    return as_of.date() if as_of is not None else dt.datetime.now(tz=dt.UTC).date()


def _report_set_aside(given: OwnershipInputs) -> None:
    say_first(given.set_aside, "set aside: ")
